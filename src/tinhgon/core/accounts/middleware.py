"""Holds a person whose password was given out by somebody else on the page where it is changed. Whoever came by single
sign-on has used no password."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
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
            and not _came_by_sso(request)
        ):
            return redirect(change)
        return self.get_response(request)


def _came_by_sso(request: HttpRequest) -> bool:
    assert request.user.is_authenticated
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, request.user))
