"""The API's root (`/api/v1`): every app adds its router; who calls is decided by the bearer token or the session;
every error is an RFC 9457 problem."""

import logging
from http import HTTPStatus
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer, SessionAuth

from tinhgon.core.accounts import queries as accounts
from tinhgon.core.verdict import Refused
from tinhgon.documents.api import router as documents
from tinhgon.organisation import queries as organisation
from tinhgon.tasks.api import router as tasks

logger = logging.getLogger(__name__)


class Bearer(HttpBearer):
    """`Authorization: Bearer tg_…`: acts in the token's post, within its scopes."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = accounts.token(token, timezone.now())
        if found is None:
            return None
        actor = organisation.actor(found.user_id, timezone.localdate(), found.post_id, channel="api")
        if actor is None or actor.post_id != found.post_id:
            return None
        needed = "read" if request.method in ("GET", "HEAD") else "write"
        if needed not in found.scopes:
            raise HttpError(403, f"Mã truy cập không có phạm vi “{needed}”. Tạo mã mới với phạm vi này.")
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class Session(SessionAuth):
    """The browser's own session, in the post chosen there."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return getattr(request, "actor", None) or None


class PlainText(Parser):
    """PostgreSQL keeps no NUL in text, and no paper has one: they are left out of whatever is sent."""

    def parse_body(self, request: HttpRequest) -> Any:
        return _without_nul(super().parse_body(request))

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        return _without_nul(super().parse_querydict(data, list_fields, request))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(item) for name, item in value.items()}
    return value


api = NinjaAPI(
    title="TinhGọn",
    version="1",
    description="Văn phòng số của hệ thống chính trị. Mọi việc làm được trên màn hình đều làm được ở đây.",
    urls_namespace="api",
    auth=[Bearer(), Session()],
    openapi_url="openapi.json",
    docs_url=None,
    parser=PlainText(),
)
api.add_router("/documents", documents)
api.add_router("/tasks", tasks)


class Me(Schema):
    """Who calls: the post acted in and what it may do."""

    name: str
    title: str
    duties: list[str]
    channel: str


@api.get("/me", response=Me, tags=["me"], summary="Mã truy cập này là ai")
def me(request: HttpRequest) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return {"name": actor.name, "title": actor.title, "duties": sorted(actor.duties), "channel": actor.channel}


def problem(request: HttpRequest, status: int, detail: str, **more: Any) -> HttpResponse:
    """An RFC 9457 problem: type, title, status, detail, instance and what else helps."""
    body = {
        "type": more.pop("type", "about:blank"),
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **more,
    }
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


_STATUS = {
    "forbidden": 403,
    "not_found": 404,
    "wrong_state": 409,
    "state": 409,
    "duplicate": 409,
    "already_registered": 409,
}


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = _STATUS.get(error.code, 422)
    more = {"field": error.field} if error.field else {}
    return problem(request, status, error.reason, code=error.code, **more)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, "Không tìm thấy.")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(request, 401, "Thiếu mã truy cập, hoặc mã đã hết hạn hay bị thu hồi.")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, 422, "Dữ liệu gửi lên không hợp lệ.", errors=error.errors)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code, str(error))


@api.exception_handler(DataError)
def _out_of_range(request: HttpRequest, error: DataError) -> HttpResponse:
    """What no rule has looked at and the database does not take: too long, too large."""
    return problem(request, 422, "Có giá trị quá dài hoặc ngoài phạm vi. Sửa lại rồi gửi lần nữa.")


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.exception("%s %s failed", request.method, request.path)
    return problem(request, 500, "Hệ thống gặp lỗi, việc này chưa được thực hiện. Thử lại sau ít phút.")
