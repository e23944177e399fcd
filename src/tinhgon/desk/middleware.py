"""Leads an account that holds no post today from every page of work to the page that says what to do; the pages of
work may then count on an actor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WORK = frozenset({"documents", "tasks", "organisation"})


class PostRequiredMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.namespace not in WORK or not request.user.is_authenticated:
            return None
        if getattr(request, "actor", None):
            return None
        return render(request, "desk/no_post.html", status=403)
