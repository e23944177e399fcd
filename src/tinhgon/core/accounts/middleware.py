"""Holds a person whose password was given out by somebody else on the page where it is changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class PasswordChangeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        change = reverse("account_change_password")
        open_pages = {change, reverse("account_logout"), reverse("account_reauthenticate")}
        is_api = request.path.startswith("/api/")
        if (
            request.path not in open_pages
            and not is_api
            and request.user.is_authenticated
            and request.user.must_change_password
        ):
            return redirect(change)
        return self.get_response(request)
