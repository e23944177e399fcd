"""Errors of the API as RFC 9457 problems, in words a person can act on: what a rule refused, what could not be read,
what is not there, what broke. Nothing under `/api/` answers a page."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from tinhgon.core.storage import rules as storage
from tinhgon.core.verdict import Refused

logger = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
RETRY_SECONDS = "10"

WORDS = {
    400: "Không đọc được nội dung gửi lên. Kiểm tra cú pháp JSON hoặc biểu mẫu rồi gửi lại.",
    401: "Thiếu mã truy cập, hoặc mã đã hết hạn hay bị thu hồi.",
    403: "Không được phép. Dùng mã truy cập của vị trí có quyền làm việc này.",
    404: "Không tìm thấy.",
    405: "Địa chỉ này không nhận phương thức {method}. Xem các phương thức được nhận ở tiêu đề Allow.",
    413: "Nội dung gửi lên quá lớn. Tệp gửi dạng multipart/form-data, tối đa {most} MB một tệp.",
    415: "Kiểu nội dung không đúng. Gửi application/json, hoặc multipart/form-data với nơi nhận tệp.",
    422: "Dữ liệu gửi lên không hợp lệ.",
    429: "Gửi quá nhiều yêu cầu. Chờ một lát rồi gửi lại.",
    500: "Hệ thống gặp lỗi, việc này chưa được thực hiện. Thử lại sau ít phút.",
    503: "Cơ sở dữ liệu tạm thời không trả lời, việc này chưa được thực hiện. Gửi lại sau ít giây.",
}
_STATUS = {
    "forbidden": 403,
    "not_found": 404,
    "wrong_state": 409,
    "state": 409,
    "duplicate": 409,
    "already_registered": 409,
    "changed": 409,
    "precondition": 412,
    "too_large": 413,
}
# What pydantic found wrong, by the beginning of its name for it.
_FIELD_WORDS = {
    "missing": "Thiếu trường này.",
    "extra": "Không có trường này.",
    "uuid": "Mã định danh không đúng dạng UUID.",
    "date": "Ngày, giờ không có thật. Dùng dạng 2026-01-31 hoặc 2026-01-31T16:30:00+07:00.",
    "int": "Phải là số nguyên.",
    "bool": "Phải là true hoặc false.",
    "string_too_long": "Dài quá giới hạn.",
    "string_too_short": "Không được để trống.",
    "string": "Phải là chuỗi ký tự.",
    "list": "Phải là danh sách.",
    "enum": "Không có giá trị này.",
    "literal": "Không có giá trị này.",
    "greater_than": "Nhỏ quá giới hạn.",
    "less_than": "Lớn quá giới hạn.",
}


class UnsupportedMediaType(Exception):  # noqa: N818  RFC 9110's name of the status
    """The body is of a kind this operation does not read."""


def problem(request: HttpRequest, status: int, detail: str = "", **more: Any) -> HttpResponse:
    """A problem: type, title, status, detail, instance and what else helps."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or _words(request, status),
        "instance": request.path,
        **more,
    }
    response = JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="TinhGon"'
    if status in (429, 503):
        response["Retry-After"] = RETRY_SECONDS
    return response


def _words(request: HttpRequest, status: int) -> str:
    most = settings.UPLOAD_MAX_BYTES // 2**20
    return WORDS.get(status, WORDS[400]).format(method=request.method, most=most)


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    more = {"field": error.field} if error.field else {}
    return problem(request, _STATUS.get(error.code, 422), error.reason, code=error.code, **more)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [_error(row) for row in error.errors]
    fields = ", ".join(dict.fromkeys(row["field"] for row in errors if row["field"]))
    return problem(request, 422, f"Dữ liệu gửi lên không hợp lệ: {fields}." if fields else "", errors=errors)


def _error(row: dict[str, Any]) -> dict[str, Any]:
    place = [str(part) for part in row["loc"][1:] if part not in ("given", "payload")]
    kind = str(row["type"])
    words = next((text for start, text in _FIELD_WORDS.items() if kind.startswith(start)), "Giá trị không hợp lệ.")
    return {"field": ".".join(place), "in": str(row["loc"][0]), "type": kind, "detail": words}


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, UnsupportedMediaType):
        return problem(request, 415)
    return problem(request, error.status_code, "" if error.status_code in (400, 429) else str(error))


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    if storage.is_no_room(error):
        return problem(request, 507, storage.NO_ROOM)
    logger.exception("%s %s failed", request.method, request.path)
    return problem(request, 500)


def _unreachable(request: HttpRequest, error: Exception) -> HttpResponse:
    if storage.is_no_room(error):
        return _failed(request, error)
    logger.exception("%s %s: the database is away", request.method, request.path)
    return problem(request, 503)


def _always(status: int, detail: str = "") -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: problem(request, status, detail)


def register(api: NinjaAPI) -> None:
    """Give the API its answers; the most particular class of an error wins."""
    too_long = "Có giá trị quá dài hoặc ngoài phạm vi. Sửa lại rồi gửi lần nữa."
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: _refused,
        Http404: _always(404),
        ObjectDoesNotExist: _always(404),
        AuthenticationError: _always(401),
        ValidationError: _invalid,
        HttpError: _http,
        Throttled: _always(429),
        UnsupportedMediaType: _always(415),
        RequestDataTooBig: _always(413),
        SuspiciousOperation: _always(400),
        BadRequest: _always(400),
        MultiPartParserError: _always(400),
        # What no rule has looked at and the database does not take: too long, too large.
        DataError: _always(422, too_long),
        OverflowError: _always(422, too_long),
        OperationalError: _unreachable,
        InterfaceError: _unreachable,
        Exception: _failed,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


class ProblemMiddleware:
    """Under `/api/` what Django itself refuses (no such address, a method not taken, a bad host) is a problem too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith("/api/"):
            return response
        if response.get("Content-Type", "").startswith(PROBLEM):
            return response
        found = problem(request, response.status_code)
        for name in ("Allow", "Content-Range", "Retry-After", "TG-Incident"):
            if name in response:
                found[name] = response[name]
        return found
