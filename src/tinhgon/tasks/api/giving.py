"""Directions, proposals and tasks given; the deadline as a moment or in the words of the page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.calendar import queries as calendars
from tinhgon.core.request import actor_of, content_of, key_of
from tinhgon.tasks import actions
from tinhgon.tasks.api.reading import router
from tinhgon.tasks.schemas import (
    DirectionIn,
    DirectionOut,
    FeedOut,
    OnPaperIn,
    PassOnIn,
    ProposalIn,
    TaskIn,
    TaskOut,
)


def moment(request: HttpRequest, typed: str | None, at: datetime) -> datetime | None:
    """The deadline in the calendar of the agency acted for."""
    actor = actor_of(request)
    return calendars.moment(actor.agency_id, actor.on, typed or "", at)


def _values(request: HttpRequest, given: Any, at: datetime, *apart: str) -> dict[str, Any]:
    values = given.dict(exclude=set(apart))
    return values | {"due": moment(request, values["due"], at), "request_key": key_of(request)}


@router.post("/directions", response={201: DirectionOut}, summary="Cho ý kiến chỉ đạo (bút phê)")
def direct(request: HttpRequest, given: DirectionIn) -> Any:
    """Có `lead` thì thành nhiệm vụ của đơn vị, người chủ trì; không có thì văn bản để biết, để lưu. Đã có ý kiến đang
    hiệu lực thì phải nói rõ thay ý kiến nào (`supersedes`). `due` là thời điểm hoặc chữ như `5 ngày`, `trong
    ngày`."""
    at = timezone.now()
    values = _values(request, given, at, "document", "text")
    return Status(201, actions.direct(actor_of(request), given.document, given.text, at, **values))


@router.post("/directions/on-paper", response={201: DirectionOut}, summary="Nhập bút phê viết trên giấy")
def direct_on_paper(request: HttpRequest, given: Form[OnPaperIn], file: File[UploadedFile | None] = None) -> Any:
    """Thư ký nhập ý kiến lãnh đạo viết trên giấy (`in_place_of`, theo `GET /tasks/helped`), hoặc lãnh đạo tự nhập;
    kèm bản chụp thì phải khai không mật."""
    at = timezone.now()
    values = _values(request, given, at, "document", "text", "is_declared_not_secret")
    scan = None
    if file is not None:
        scan = actions.Attachment(content_of(file), file.name or "", given.is_declared_not_secret)
    return Status(
        201,
        actions.direct(actor_of(request), given.document, given.text, at, is_from_paper=True, scan=scan, **values),
    )


@router.post("/proposals", response={201: DirectionOut}, summary="Đề xuất xử lý")
def propose(request: HttpRequest, given: ProposalIn) -> Any:
    """Văn phòng đề xuất với một lãnh đạo cách xử lý văn bản; lãnh đạo đồng ý một chạm hoặc sửa."""
    at = timezone.now()
    values = _values(request, given, at, "document", "text")
    return Status(201, actions.propose(actor_of(request), given.document, given.text, at, **values))


@router.post("/proposals/{uuid:public_id}/accept", response={201: DirectionOut}, summary="Đồng ý với đề xuất")
def accept_proposal(request: HttpRequest, public_id: UUID) -> Any:
    """Đề xuất thành bút phê của lãnh đạo, nguyên văn. Đồng ý lần nữa trả lại đúng bút phê đó."""
    return Status(201, actions.accept_proposal(actor_of(request), public_id, timezone.now()))


@router.post("", response={201: TaskOut}, summary="Giao nhiệm vụ không từ văn bản")
def create(request: HttpRequest, given: TaskIn) -> Any:
    """Giao việc với "6 rõ"; `due` là thời điểm hoặc chữ như `5 ngày`, đếm theo ngày làm việc của cơ quan."""
    at = timezone.now()
    values = _values(request, given, at, "title", "lead")
    due = values.pop("due")
    return Status(201, actions.create(actor_of(request), given.title, given.lead, due, at, **values))


@router.post("/{uuid:public_id}/pass-on", response={201: TaskOut}, summary="Phân công trong đơn vị")
def pass_on(request: HttpRequest, public_id: UUID, given: PassOnIn) -> Any:
    """Không có `title` thì cả nhiệm vụ giao cho một người; có `title` thì tách thêm một việc con."""
    at = timezone.now()
    values = _values(request, given, at, "lead")
    return Status(201, actions.pass_on(actor_of(request), public_id, given.lead, at, **values))


@router.post("/feed", response={201: FeedOut}, summary="Tạo địa chỉ lịch hạn xử lý")
def renew_feed(request: HttpRequest, response: HttpResponse) -> Any:
    """Địa chỉ bí mật (iCalendar) để điện thoại, Outlook đọc hạn xử lý; hiện một lần, tạo mới thì địa chỉ cũ hết
    dùng."""
    response["Cache-Control"] = "no-store"  # so that no kept answer holds the secret (`config.retries`)
    secret = actions.renew_feed(actor_of(request), timezone.now())
    return Status(201, {"address": request.build_absolute_uri(reverse("tasks:feed", args=[secret]))})
