"""The API's root (`/api/v1`): every app adds its router; who calls is decided by the bearer token or the session;
every error is an RFC 9457 problem (`config.problems`)."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.security import HttpBearer, SessionAuth

from tinhgon.config import openapi, problems, retries
from tinhgon.core.accounts import actions as account_actions
from tinhgon.core.accounts import queries as accounts
from tinhgon.core.accounts.api import router as account
from tinhgon.core.notices.api import router as notices
from tinhgon.desk.api import router as desk
from tinhgon.documents.api import granting, registers, rights
from tinhgon.documents.api import router as documents
from tinhgon.meetings.api import router as meetings
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.api import router as structure
from tinhgon.roster.api import router as roster
from tinhgon.tasks.api import router as tasks

JSON = ("application/json", "application/merge-patch+json")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def _refuse_other_post(request: HttpRequest, post_id: int | None) -> None:
    """`Acting-Post` names the post an act is meant for: done in that one or not at all."""
    said = request.headers.get("Acting-Post")
    if said and said != str(post_id):
        raise HttpError(
            403,
            "Không làm việc được ở vị trí nêu trong Acting-Post: đồng chí không còn giữ, hoặc mã truy cập được tạo cho "
            "vị trí khác. Chưa có gì được ghi.",
        )


class Bearer(HttpBearer):
    """`Authorization: Bearer tg_…`: acts in the token's post, within its scopes."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = accounts.token(token, timezone.now())
        if found is None:
            return None
        needed = "read" if request.method in ("GET", "HEAD") else "write"
        looking_at = timezone.now() if needed == "read" else None
        actor = organisation.actor(found.user_id, timezone.localdate(), found.post_id, channel="api", at=looking_at)
        if actor is None or actor.post_id != found.post_id:
            return None
        _refuse_other_post(request, actor.post_id)
        if needed not in found.scopes:
            raise HttpError(403, f"Mã truy cập không có phạm vi “{needed}”. Tạo mã mới với phạm vi này.")
        request.actor = actor  # type: ignore[attr-defined]
        account_actions.note_use(found.pk, timezone.now())
        retries.claim(request)
        return actor


class Session(SessionAuth):
    """The browser's own session, in the post the call names, else the one chosen there."""

    def _get_key(self, request: HttpRequest) -> str | None:
        """Without a session there is nothing to forge: who sends nothing is unknown, not suspect."""
        if self.param_name not in request.COOKIES:
            return None
        try:
            return super()._get_key(request)
        except HttpError as error:
            raise HttpError(403, "Thiếu mã chống giả mạo (X-CSRFToken). Mở lại trang rồi làm lại.") from error

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        actor = (getattr(request, "actor", None) or None) if key else None
        if actor is not None:
            _refuse_other_post(request, actor.post_id)
            retries.claim(request)
        return actor


class PlainText(Parser):
    """PostgreSQL keeps no NUL in text, and no paper has one: they are left out of whatever is sent. A body of a kind
    the operation does not read is told so."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type not in JSON:
            raise problems.UnsupportedMediaType(request.content_type)
        return _without_nul(super().parse_body(request))

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        is_form = request.method != "GET" and data is request.POST
        if is_form and request.content_type not in ("", *FORMS) and request.headers.get("Content-Length", "0") != "0":
            raise problems.UnsupportedMediaType(request.content_type)
        return _without_nul(super().parse_querydict(data, list_fields, request))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(item) for name, item in value.items()}
    return value


api = openapi.Api(
    title="TinhGọn",
    version="1",
    description=openapi.ABOUT,
    urls_namespace="api",
    auth=[Bearer(), Session()],
    openapi_url="openapi.json",
    docs_url=None,
    parser=PlainText(),
)
problems.register(api)
api.add_exception_handler(retries.Replay, retries.answered)
api.add_router("/me", account)
api.add_router("/home", desk)
api.add_router("/notices", notices)
api.add_router("/documents", documents)
api.add_router("/registers", registers.router)
api.add_router("/rights", rights.router)
api.add_router("/reading-grants", granting.router)
api.add_router("/tasks", tasks)
api.add_router("/meetings", meetings)
api.add_router("/roster", roster)
api.add_router("/organisation", structure)
