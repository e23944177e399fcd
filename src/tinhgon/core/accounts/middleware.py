"""Holds a person whose password was given out by somebody else on the page where it is changed. Whoever came by single
sign-on has used no password; a bearer token was made by somebody who had one of his own."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse


class PasswordChangeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        change = reverse("account_change_password")
        open_pages = {change, reverse("account_logout"), reverse("account_reauthenticate")}
        if (
            request.path not in open_pages
            and request.user.is_authenticated
            and request.user.must_change_password
            and not _came_by_sso(request)
        ):
            return _problem(request) if request.path.startswith("/api/") else redirect(change)
        return self.get_response(request)


def _problem(request: HttpRequest) -> JsonResponse:
    body = {
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "detail": "Tài khoản đang dùng mật khẩu được cấp. Đăng nhập trên trang và đổi mật khẩu, rồi gọi lại.",
        "instance": request.path,
    }
    return JsonResponse(body, status=403, content_type="application/problem+json")


def _came_by_sso(request: HttpRequest) -> bool:
    assert request.user.is_authenticated
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, request.user))
