"""Pages for machines that watch over the installation: is it alive, is it ready, its metrics.

Tell nothing of papers or persons. The metrics are for local scrapers or holders of METRICS_TOKEN.
"""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhgon.operations import exports, queries

LOCAL = {"127.0.0.1", "::1", ""}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing else, so that a database outage restarts no web server."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """May this machine get requests: the database answers and its schema is this version's."""
    if queries.database_version() is None:
        return JsonResponse({"status": "database does not answer"}, status=503)
    pending = queries.pending_migrations()
    if pending:
        return JsonResponse({"status": "migrations pending", "pending": pending}, status=503)
    return JsonResponse({"status": "ready"})


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    token = str(getattr(settings, "METRICS_TOKEN", ""))
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    knows_token = bool(token) and hmac.compare_digest(token.encode(), given.encode())
    # behind a proxy every request comes from the local machine: the proxy's header gives it away
    is_local = request.META.get("REMOTE_ADDR", "") in LOCAL and "X-Forwarded-For" not in request.headers
    if not (knows_token or is_local):
        return HttpResponseForbidden("metrics: local address or METRICS_TOKEN\n", content_type="text/plain")
    return HttpResponse(exports.metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")
