"""What stands around every request: it is counted and timed by view name for the metrics (paths with ids would make a
series each), and an error that comes from a full disk or an absent database is told as such."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from tinhgon.operations import views

REQUESTS = Counter("tinhgon_requests", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram(
    "tinhgon_request_seconds",
    "Time to answer",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def measure(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def measured(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        view = (match.view_name if match else None) or "unknown"
        method = request.method if request.method in {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"} else "OTHER"
        REQUESTS.labels(method, view, str(response.status_code)).inc()
        SECONDS.labels(view).observe(time.perf_counter() - started)
        return response

    return measured


class OutageMiddleware:
    """Errors of views; those of other middlewares reach the same words through `handler500`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return views.outage(request, exception)
