"""Meetings over the API: the week's schedule, what a paper invites to, who goes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tinhgon.core.request import actor_of
from tinhgon.documents.actions.intake import MeetingFields
from tinhgon.meetings import actions, queries
from tinhgon.meetings.choices import Scope
from tinhgon.meetings.schemas import AnswerIn, InvitationOut, MeetingIn, WeekOut

router = Router(tags=["meetings"])


def _shown(view: queries.InvitationView | None) -> dict[str, Any]:
    if view is None or view.invitation is None:
        raise Http404
    names = ("starts_at", "ends_at", "place", "chair", "people", "is_called_off")
    return {
        "document": view.document.public_id,
        **{name: getattr(view.invitation, name) for name in names},
        "replaces": view.replaces.public_id if view.replaces else None,
        "replaced_by": view.replaced_by.public_id if view.replaced_by else None,
        "answers": [
            {
                "name": row.name,
                "answer": row.attendance.answer,
                "sent_by": row.attendance.sent_by.title if row.attendance.sent_by else None,
                "note": row.attendance.note,
                "at": row.attendance.at,
                "by": row.attendance.by,
                "clashes": list(row.clashes),
            }
            for row in view.answers
        ],
        "asked": [
            {"principal_id": row.principal_id, "label": row.label, "clashes": list(row.clashes)} for row in view.asked
        ],
    }


@router.get("/week", response=WeekOut, summary="Lịch công tác tuần")
def week(request: HttpRequest, day: date | None = None, scope: Scope = Scope.MINE) -> Any:
    """Tuần có ngày `day` (hôm nay nếu để trống), của mình, của đơn vị hoặc của cả cơ quan. Cuộc họp của văn bản không
    được xem chỉ hiện giờ và người bận."""
    on = day or timezone.localdate()
    if not 1946 <= on.year <= 9000:
        raise Http404
    found = queries.week(actor_of(request), scope, on)
    meetings = [meeting for shown in found.days for meeting in shown.meetings]
    return {
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "title": found.title,
        "is_cut": found.is_cut,
        "meetings": meetings,
    }


@router.get("/invitations/{uuid:public_id}", response=InvitationOut, summary="Giờ họp và người dự của một giấy mời")
def invitation(request: HttpRequest, public_id: UUID) -> Any:
    """`public_id` là mã văn bản. Văn bản không mời họp trả 404."""
    return _shown(queries.invitation_view(actor_of(request), public_id, timezone.now()))


@router.post("/invitations/{uuid:public_id}", response=InvitationOut, summary="Ghi, sửa giờ và nơi họp")
def set_meeting(request: HttpRequest, public_id: UUID, given: MeetingIn) -> Any:
    """Văn thư hoặc lãnh đạo ghi giờ họp của văn bản đã vào sổ; người nhận dự được báo khi thay đổi."""
    actor, at = actor_of(request), timezone.now()
    actions.set_meeting(actor, public_id, MeetingFields(**given.dict()), at)
    return _shown(queries.invitation_view(actor, public_id, at))


@router.post("/invitations/{uuid:public_id}/answer", response={201: InvitationOut}, summary="Trả lời giấy mời")
def answer(request: HttpRequest, public_id: UUID, given: AnswerIn) -> Any:
    """Dự, cử người dự (`send_to`) hoặc không dự. Trùng lịch trả 422 với `code` là `clash`; gửi lại với
    `accepts_clash` để vẫn dự."""
    actor, at = actor_of(request), timezone.now()
    values = given.dict(exclude={"answer"})
    actions.answer(actor, public_id, given.answer, at, **values)
    return Status(201, _shown(queries.invitation_view(actor, public_id, at)))
