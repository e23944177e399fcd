"""Pages for machines that watch over the installation (is it alive, is it ready, its metrics), and what a person is
told while the installation itself cannot work: its database is away, its disk is full.

Tell nothing of papers or persons. The metrics are for local scrapers or holders of METRICS_TOKEN.
"""

import hmac
import logging
import sys
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhgon.core.storage import rules as storage
from tinhgon.core.web import views as web
from tinhgon.operations import exports, queries

logger = logging.getLogger(__name__)
LOCAL = {"127.0.0.1", "::1", ""}
RETRY_SECONDS = 10
NO_DATABASE = (
    "Máy chủ đang kết nối lại cơ sở dữ liệu, việc này có thể chưa được ghi. Chờ một phút, xem lại danh sách rồi làm "
    "lại; nội dung đang nhập vẫn còn."
)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing else, so that a database outage restarts no web server."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """May this machine get requests: the database answers and its schema is this version's. A full disk is said and
    is no reason to send nobody: papers are still read and found."""
    if queries.database_version() is None:
        return JsonResponse({"status": "database does not answer"}, status=503)
    pending = queries.pending_migrations()
    if pending:
        return JsonResponse({"status": "migrations pending", "pending": pending}, status=503)
    report = {"status": "ready"}
    shortage = queries.disk_shortage(Path(settings.VAR))
    return JsonResponse(report | ({"disk": shortage} if shortage else {}))


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


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: when it is the ground the office stands on, say so; else give an incident code."""
    return outage(request, sys.exc_info()[1]) or web.server_error(request)


def outage(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """What is said of a full disk or an absent database; None for every other error. Asks no database."""
    if storage.is_no_room(error):
        status, reason, template = 507, storage.NO_ROOM, "operations/no_room.html"
    elif isinstance(error, OperationalError | InterfaceError):
        status, reason, template = 503, NO_DATABASE, "operations/no_database.html"
    else:
        return None
    logger.error("%s at %s", "no room on the disk" if status == 507 else "no database", request.path, exc_info=error)
    if request.headers.get("HX-Request"):
        # The page keeps what it shows and puts the note above it (app.js).
        response = render(None, "operations/outage_note.html", {"reason": reason}, status=status)
        response["TG-Refused"] = "outage"
    elif request.headers.get("Accept", "").startswith("application/json"):  # a script of a page, sending files
        response = JsonResponse({"detail": reason, "results": [{"problem": reason}]}, status=status)
    else:
        context = {
            "reason": reason,
            "seconds": RETRY_SECONDS,
            "is_read": request.method in ("GET", "HEAD"),
            "address": request.get_full_path(),
            "theme": "dark" if request.COOKIES.get("tg_theme") == "dark" else "light",
        }
        response = render(None, template, context, status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response
