"""The duty roster over the API, the ladders, and what urgent papers called."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from tinhgon.core.actor import Actor
from tinhgon.core.request import actor_of, content_of
from tinhgon.roster import actions, queries, rules
from tinhgon.roster.choices import Watch
from tinhgon.roster.schemas import (
    EscalationOut,
    GapOut,
    ImportedOut,
    LadderIn,
    LadderOut,
    PersonChoiceOut,
    RosterOut,
    ShiftIn,
    ShiftOut,
)

router = Router(tags=["roster"])


def _member(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_see(actor):
        raise Http404
    return actor


@router.get("", response=RosterOut, summary="Lịch trực tuần")
def roster(request: HttpRequest, day: date | None = None) -> Any:
    """Ca trực của cơ quan trong tuần có ngày `day`, và những lúc ngoài giờ làm việc chưa có người trực."""
    on = day or timezone.localdate()
    if not 1946 <= on.year <= 9000:
        raise Http404
    week = queries.roster_week(_member(request), on, timezone.now())
    return {
        "starts_on": week.starts_on,
        "ends_on": week.ends_on,
        "shifts": [shift for shown in week.days for shift in shown.shifts],
        "gaps": week.gaps,
    }


@router.get("/now", response=list[ShiftOut], summary="Ai đang trực")
def on_duty(request: HttpRequest, watch: Watch = Watch.CLERK) -> Any:
    """Những ca đang chạy lúc này."""
    return queries.on_duty(_member(request).agency_id, watch, timezone.now())


@router.get("/next-gap", response=GapOut | None, summary="Lúc sắp tới chưa có người trực")
def next_gap(request: HttpRequest) -> Any:
    """Trong bảy ngày tới; null khi đủ người, hoặc khi cơ quan chưa lập lịch trực."""
    return queries.next_gap(_member(request).agency_id, timezone.now())


@router.get("/people", response=list[PersonChoiceOut], summary="Người có thể xếp trực")
def people(request: HttpRequest) -> Any:
    """Mọi người giữ vị trí trong cơ quan."""
    return [{"id": pk, "label": label} for pk, label in queries.people_to_choose(_member(request))]


@router.post("/shifts", response={201: ShiftOut}, summary="Xếp ca trực")
def add_shift(request: HttpRequest, given: ShiftIn) -> Any:
    """Chánh Văn phòng xếp; người trực được báo. Gửi lại cùng ca không xếp hai lần."""
    shift = actions.NewShift(given.person, given.watch, given.starts_at, given.ends_at)
    return Status(201, actions.add_shift(actor_of(request), shift, timezone.now()))


@router.delete("/shifts/{int:shift_id}", response={204: None}, summary="Bỏ ca trực")
def withdraw_shift(request: HttpRequest, shift_id: int) -> Any:
    """Người trực được báo; ca đã bỏ vẫn còn trong lịch sử."""
    actor = actor_of(request)
    if queries.shift_for(actor, shift_id) is None:
        raise Http404
    actions.withdraw_shift(actor, shift_id, timezone.now())
    return Status(204, None)


@router.post("/import", response={201: ImportedOut}, summary="Nhập lịch trực từ tệp XLSX")
def import_shifts(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Cột: Ngày, Từ giờ, Đến giờ, Người trực, Trực. Có dòng sai thì không ghi dòng nào và nói rõ dòng sai."""
    return Status(201, {"count": actions.import_shifts(actor_of(request), content_of(file), timezone.now())})


@router.get("/ladders", response=list[LadderOut], summary="Bậc gọi văn bản khẩn")
def ladders(request: HttpRequest) -> Any:
    """Với mỗi độ khẩn: chưa ai mở sau bao nhiêu phút thì gọi bậc sau, gọi lần lượt ai."""
    return queries.ladders(_member(request))


@router.post("/ladders", response={201: LadderOut}, summary="Đặt bậc gọi của một độ khẩn")
def set_ladder(request: HttpRequest, given: LadderIn) -> Any:
    """Có hiệu lực từ hôm nay; mức trước vẫn còn trong lịch sử."""
    rungs = [rung.value for rung in given.rungs]
    return Status(201, actions.set_ladder(actor_of(request), given.urgency, given.minutes, rungs, timezone.now()))


@router.get("/calls/{uuid:public_id}", response=list[EscalationOut], summary="Văn bản khẩn đã gọi những ai")
def calls(request: HttpRequest, public_id: UUID) -> Any:
    """`public_id` là mã văn bản; rỗng khi văn bản không khẩn hoặc chưa gọi ai."""
    found = queries.escalation_view(actor_of(request), public_id)
    if found is None:
        raise Http404
    names = ("stage", "urgency", "started_at", "outcome", "ended_at", "ended_by")
    return [{**{name: getattr(row, name) for name in names}, "calls": made} for row, made in found]
