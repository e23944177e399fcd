"""Writes down what is opened by a right that is lent for a time, whatever door it is opened by, before the answer
leaves. Costs who has nothing lent one look at a set in memory."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tinhgon.documents.actions import granting

FILES = ("file", "picture")


class LentReadingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or response.status_code >= 400 or response.status_code == 204:  # nothing was shown
            return response
        papers = [paper for paper in map(_paper, match.kwargs.values()) if paper]
        actor = getattr(request, "actor", None) if papers else None
        if actor and actor.lent_ids:
            what = "tệp" if (match.url_name or "") in FILES or "/versions/" in request.path else "trang"
            if granting.note_reading(actor, papers, what, timezone.now()):
                response["Cache-Control"] = "private, no-store"  # what was lent does not stay in the browser
        return response


def _paper(value: object) -> UUID | None:
    """A part of an address that may name a paper; the API's are words until it has read them."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value) if isinstance(value, str) and len(value) == 36 else None
    except ValueError:
        return None
