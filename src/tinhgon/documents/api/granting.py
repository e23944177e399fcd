"""Reading for a time over the API: emergencies and cases of inspection, by two persons; to strangers not there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tinhgon.core.actor import Actor
from tinhgon.core.request import actor_of
from tinhgon.documents import rules
from tinhgon.documents.actions import granting as actions
from tinhgon.documents.queries import granting as queries
from tinhgon.documents.schemas.granting import CaseIn, EmergencyIn, GrantNoteIn, GrantOut, GrantPageOut

router = Router(tags=["rights"])


def _page(actor: Actor, grant_id: int) -> Any:
    page = queries.grant_page(actor, grant_id)
    if page is None:
        raise Http404
    openings = [
        {"at": row.at, "who": row.who, "label": row.detail.get("label", ""), "what": row.detail.get("what", "")}
        for row in page.openings
    ]
    return {
        "grant": page.grant,
        "readers": page.readers,
        "papers": page.papers,
        "paper_count": page.paper_count,
        "unit_name": page.unit_name,
        "wanted": page.wanted,
        "openings": openings,
    }


@router.get("", response=list[GrantOut], summary="Quyền đọc có thời hạn")
def grants(request: HttpRequest) -> Any:
    """Năm mươi đề nghị mới nhất: của mình, hoặc của cơ quan với người quản lý, duyệt quyền."""
    return queries.grants(actor_of(request))


@router.get("/waiting", response=int, summary="Số đề nghị đọc có thời hạn chờ duyệt")
def waiting(request: HttpRequest) -> Any:
    """Của cơ quan; 0 với người không quản lý, không duyệt quyền."""
    actor = actor_of(request)
    return queries.waiting_count(actor) if rules.can_read_rights(actor) else 0


@router.get("/longest-hours", response=int, summary="Số giờ dài nhất của truy cập khẩn cấp")
def longest_hours(request: HttpRequest) -> Any:
    """Theo quy chế có hiệu lực hôm nay."""
    return queries.longest_hours(actor_of(request).on)


@router.post("/emergencies", response={201: GrantOut}, summary="Đề nghị truy cập khẩn cấp")
def ask_emergency(request: HttpRequest, given: EmergencyIn) -> Any:
    """Chưa đọc được gì cho tới khi người thứ hai duyệt. Gửi lại cùng văn bản khi đang chờ thì nhận đề nghị đã có."""
    actor = actor_of(request)
    return Status(201, actions.ask_emergency(actor, given.paper, given.hours, given.reason, timezone.now()))


@router.post("/cases", response={201: GrantOut}, summary="Đề nghị mở vụ việc kiểm tra")
def open_case(request: HttpRequest, given: CaseIn) -> Any:
    """Người kiểm tra đọc văn bản của vụ việc trong thời hạn, khi người thứ hai đã duyệt."""
    values = given.dict()
    values["readers"], values["papers"] = tuple(values["readers"]), tuple(values["papers"])
    return Status(201, actions.open_case(actor_of(request), actions.NewCase(**values), timezone.now()))


@router.get("/{int:grant_id}", response=GrantPageOut, summary="Một quyền đọc có thời hạn")
def grant(request: HttpRequest, grant_id: int) -> Any:
    """Ai đọc, văn bản nào, đến khi nào, và mỗi lần mở."""
    return _page(actor_of(request), grant_id)


@router.post("/{int:grant_id}/approve", response=GrantOut, summary="Duyệt cho đọc có thời hạn")
def approve(request: HttpRequest, grant_id: int, given: GrantNoteIn) -> Any:
    """Người duyệt khác người đề nghị và người đọc. Truy cập khẩn cấp tính giờ từ lúc này."""
    return actions.approve_grant(actor_of(request), grant_id, given.note, timezone.now())


@router.post("/{int:grant_id}/refuse", response=GrantOut, summary="Không duyệt cho đọc")
def refuse(request: HttpRequest, grant_id: int, given: GrantNoteIn) -> Any:
    """`note` là lý do, bắt buộc."""
    return actions.refuse_grant(actor_of(request), grant_id, given.note, timezone.now())


@router.post("/{int:grant_id}/withdraw", response=GrantOut, summary="Rút đề nghị đọc có thời hạn")
def withdraw(request: HttpRequest, grant_id: int) -> Any:
    """Chỉ người đề nghị, khi chưa ai quyết định."""
    return actions.withdraw_grant(actor_of(request), grant_id, timezone.now())


@router.post("/{int:grant_id}/end", response=GrantOut, summary="Kết thúc quyền đọc trước hạn")
def end(request: HttpRequest, grant_id: int) -> Any:
    """Từ lúc này không đọc được nữa."""
    return actions.end_grant(actor_of(request), grant_id, timezone.now())
