"""Puts `request.actor` on every request: the person in the post chosen for this session, or None; and `request.posts`,
the posts that may be chosen. Both are read only when asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tinhgon.core.actor import Actor
from tinhgon.organisation import queries


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()

        def posts() -> list[queries.HeldPost]:
            return queries.posts_of(request.user.pk, today) if request.user.is_authenticated else []

        def find() -> Actor | None:
            if not request.user.is_authenticated:
                return None
            chosen = request.session.get("post_id")
            return queries.actor(request.user.pk, today, chosen)

        request.posts = SimpleLazyObject(posts)  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(find)  # type: ignore[attr-defined]
        return self.get_response(request)
