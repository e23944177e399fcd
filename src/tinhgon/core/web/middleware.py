"""Turns an act refused by its rule, where the view did not catch it, into a page or a note with the reason and what
to do next; so too a value that no form has looked at and that the database or an address cannot take, and a method that
an address does not know. What a person was shown stays with that person: no cache between keeps it, and logging out
empties the browser's."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import BadHeaderError
from django.shortcuts import render

from tinhgon.core.verdict import Refused

# Values that no rule has looked at: too long, out of range, with characters that are none; said as in the API.
NO_VALUE = (DataError, OverflowError, BadHeaderError)
OUT_OF_RANGE = "Có giá trị quá dài, ngoài phạm vi hoặc có ký tự không hợp lệ. Sửa lại rồi gửi lần nữa."

NOT_BY_ADDRESS = (
    "Địa chỉ này chỉ nhận việc bấm từ một trang, không mở được bằng cách gõ, tải lại hay lưu dấu trang. Về bàn làm "
    "việc, mở lại văn bản hoặc nhiệm vụ rồi bấm nút cần dùng."
)
NOT_BY_FORM = "Trang này chỉ để xem, không nhận nội dung gửi lên; chưa ghi gì. Mở lại trang có biểu mẫu rồi gửi từ đó."


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content or request.method == "HEAD":
            return response
        words = NOT_BY_ADDRESS if "POST" in response["Allow"] else NOT_BY_FORM
        page = _told(request, words, 405, "method")
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NO_VALUE):
            exception = Refused(OUT_OF_RANGE, code="invalid")
        if not isinstance(exception, Refused):
            return None
        return _told(request, exception.reason, 403 if exception.code == "forbidden" else 422, exception.code)


def _told(request: HttpRequest, reason: str, status: int, code: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        # The page keeps what it shows and puts the note above it (app.js).
        note = render(request, "web/refused_note.html", {"reason": reason}, status=422)
        note["TG-Refused"] = code
        return note
    return render(request, "web/refused.html", {"reason": reason}, status=status)


class PrivateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cookie" in response.get("Vary", ""):
            response.setdefault("Cache-Control", "private")
        match = request.resolver_match
        if request.method == "POST" and match is not None and match.view_name == "account_logout":
            # On a machine that several share, neither the back button nor a kept file shows the next one a paper.
            response["Clear-Site-Data"] = '"cache"'
        return response
