"""Puts `request.actor` on every request: the person in the post the request carries, else in the one chosen for this
session, or None; and `request.posts`, the posts that may be chosen. Both are read only when asked for. What is sent
from an item of the one queue carries the post it acts in (`vi-tri` of the address or the form, `Acting-Post` of the
API); nothing is done in a post that is not held today any more."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tinhgon.core.actor import Actor
from tinhgon.core.request import number_in
from tinhgon.organisation import queries

SAFE = ("GET", "HEAD", "OPTIONS")
LOST = "Đồng chí không còn giữ vị trí mà việc này đang chờ. Chưa có gì được ghi; về bàn làm việc để xem việc hiện có."


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        today = timezone.localdate(now)
        # What is lent for a time is for looking alone (docs/adr, reading for a time).
        looking_at = now if request.method in SAFE else None

        def posts() -> list[queries.HeldPost]:
            return queries.posts_of(request.user.pk, today) if request.user.is_authenticated else []

        def find() -> Actor | None:
            if not request.user.is_authenticated:
                return None
            carried = _carried(request)
            actor = queries.actor(request.user.pk, today, carried or request.session.get("post_id"), at=looking_at)
            request.carried_post = carried if actor and carried == actor.post_id else None  # type: ignore[attr-defined]
            # Looking is harmless in any post; an act in a lost one would be somebody else's.
            request.has_lost_post = bool(carried) and request.carried_post is None  # type: ignore[attr-defined]
            return actor

        request.posts = SimpleLazyObject(posts)  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(find)  # type: ignore[attr-defined]
        request.carried_post = None  # type: ignore[attr-defined]
        request.has_lost_post = False  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """An act sent in a post that is no longer held is refused before anything is looked at; the API refuses it in
        its own form (`config.api`)."""
        if request.method in SAFE or request.path.startswith("/api/") or not _carried(request):
            return None
        if not getattr(request, "actor", None) or not request.has_lost_post:  # type: ignore[attr-defined]
            return None
        return render(request, "web/refused.html", {"reason": LOST}, status=403)


def _carried(request: HttpRequest) -> int | None:
    """The post a request says it acts in."""
    said = request.headers.get("Acting-Post") or request.GET.get("vi-tri")
    if not said and request.method == "POST" and not request.path.startswith("/api/"):
        try:
            said = request.POST.get("vi-tri")
        except (MultiPartParserError, RequestDataTooBig):  # told by whoever reads the form
            return None
    return number_in(said) if said else None
