"""Offline packs, and what was written on paper while the system was down: for clerks; to others not there."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Query, Status
from ninja.files import UploadedFile

from tinhgon.core.actor import Actor
from tinhgon.core.download import download
from tinhgon.core.request import actor_of, content_of, cursor_to, key_place
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import interruptions as actions
from tinhgon.documents.actions import packs as shelf
from tinhgon.documents.api.registers import PDF, XLSX, router
from tinhgon.documents.queries import interruptions as queries
from tinhgon.documents.queries import packs
from tinhgon.documents.schemas.interruptions import (
    InterruptionIn,
    InterruptionOut,
    MorningPacksIn,
    MorningPacksOut,
    PackOut,
    RowsDecisionIn,
    SheetRowsOut,
    UndecidedOut,
)


def _clerk(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_take_pack(actor):
        raise Http404
    return actor


def _file(request: HttpRequest, public_id: UUID) -> tuple[Actor, Any]:
    actor = _clerk(request)
    row = queries.interruption(actor, public_id)
    if row is None:
        raise Http404
    return actor, row


@router.get("/packs", response=list[PackOut], summary="Bộ dự phòng gián đoạn")
def offline_packs(request: HttpRequest) -> Any:
    """Mỗi bộ phận văn thư một bộ: sổ đang mở, số cuối, các số tiếp theo, văn bản còn việc."""
    actor, now = _clerk(request), timezone.now()
    return [packs.pack(actor, office.pk, now) for office in packs.pack_offices(actor)]


@router.get(
    "/packs/{int:office_id}/file",
    summary="Bộ dự phòng dạng PDF, XLSX",
    openapi_extra={
        "responses": {
            200: {
                "description": "Tệp",
                "content": {media: {"schema": {"type": "string", "format": "binary"}} for media in (XLSX, PDF)},
            }
        }
    },
)
def pack_file(request: HttpRequest, office_id: int, format: Literal["xlsx", "pdf"] = Query("pdf")) -> HttpResponse:
    """PDF để in; XLSX để ghi khi mất mạng rồi nhập lại."""
    actor = _clerk(request)
    pack = packs.pack(actor, office_id, timezone.now())
    if pack is None:
        raise Http404
    if format == "xlsx":
        return download(request, exports.pack_xlsx(pack), XLSX, f"{pack.name}.xlsx")
    return download(request, exports.pack_pdf(pack, actor.name), PDF, f"{pack.name}.pdf")


@router.get("/morning-packs", response=MorningPacksOut, summary="Lập bộ dự phòng mỗi sáng")
def morning_packs(request: HttpRequest) -> Any:
    """Đang bật hay tắt, và các tệp đang giữ trên máy chủ."""
    actor = _clerk(request)
    setting = packs.makes_morning_packs(actor)
    return {"is_on": bool(setting and setting.is_on), "kept": [file.name for file in shelf.kept_files(actor)]}


@router.put("/morning-packs", response=MorningPacksOut, summary="Bật, tắt lập bộ dự phòng mỗi sáng")
def set_morning_packs(request: HttpRequest, given: MorningPacksIn) -> Any:
    """06:00 mỗi ngày; bộ giữ trên máy chủ không nêu văn bản nào. Đặt lại như cũ không đổi gì."""
    actor = _clerk(request)
    row = shelf.set_morning_packs(actor, given.is_on, timezone.now())
    return {"is_on": row.is_on, "kept": [file.name for file in shelf.kept_files(actor)]}


@router.get("/interruptions", response=list[InterruptionOut], summary="Các lần nhập lại sau gián đoạn")
def interruptions(request: HttpRequest) -> Any:
    """Mới nhất trước, tối đa 50."""
    return queries.interruptions(_clerk(request))


@router.post("/interruptions", response={201: InterruptionOut}, summary="Đưa tệp ghi tay vào đối chiếu")
def begin_interruption(request: HttpRequest, given: Form[InterruptionIn], file: File[UploadedFile]) -> Any:
    """Chỉ đối chiếu, chưa ghi gì. Cùng một tệp gửi lại là một lần. Tệp có dấu mật bị từ chối (`code` là `secret`) và
    không giữ lại gì."""
    row = actions.begin_interruption(
        _clerk(request), content_of(file), file.name or "", given.starts_at, given.ends_at, given.reason, timezone.now()
    )
    return Status(201, row)


@router.get("/interruptions/{uuid:interruption_id}", response=InterruptionOut, summary="Mở một lần nhập lại")
def interruption(request: HttpRequest, interruption_id: UUID) -> Any:
    """Tình trạng và số dòng."""
    return _file(request, interruption_id)[1]


@router.get(
    "/interruptions/{uuid:interruption_id}/undecided", response=UndecidedOut, summary="Còn vướng bao nhiêu dòng"
)
def undecided(request: HttpRequest, interruption_id: UUID) -> Any:
    """Theo loại, kèm cách quyết định được cho cả loại."""
    _, row = _file(request, interruption_id)
    return {"count": queries.undecided_count(row), "groups": queries.groups(row)}


@router.get("/interruptions/{uuid:interruption_id}/rows", response=SheetRowsOut, summary="Các dòng của tệp ghi tay")
def interruption_rows(
    request: HttpRequest,
    interruption_id: UUID,
    kind: Literal["", "left", "errors", "taken", "twice", "gap", "outside", "period", "closed", "duplicate"] = "",
    cursor: str = "",
) -> Any:
    """Theo thứ tự của tệp; `left` là mọi dòng chưa quyết định. Văn bản bị trùng chỉ hiện với người được xem."""
    actor, row = _file(request, interruption_id)
    found, following = queries.rows(actor, row, kind, key_place(cursor) or 0)
    return {"results": found, "next": cursor_to(following)}


@router.post(
    "/interruptions/{uuid:interruption_id}/decisions", response=InterruptionOut, summary="Quyết định dòng vướng"
)
def decide_rows(request: HttpRequest, interruption_id: UUID, given: RowsDecisionIn) -> Any:
    """Từng dòng (`rows`) hoặc mọi dòng chưa quyết định của một loại (`kind`)."""
    actor, row = _file(request, interruption_id)
    actions.decide_rows(
        actor, interruption_id, given.decision, timezone.now(), row_ids=given.rows, kind=given.kind, note=given.note
    )
    return row


@router.post("/interruptions/{uuid:interruption_id}/enter", response=InterruptionOut, summary="Ghi vào sổ tệp ghi tay")
def enter_interruption(request: HttpRequest, interruption_id: UUID) -> Any:
    """Khi không còn dòng nào chưa quyết định. Tệp lớn ghi nền; gọi lại là cùng một việc, không dòng nào ghi hai lần."""
    actor, _ = _file(request, interruption_id)
    return actions.enter_interruption(actor, interruption_id, timezone.now())


@router.post("/interruptions/{uuid:interruption_id}/drop", response=InterruptionOut, summary="Huỷ tệp ghi tay")
def drop_interruption(request: HttpRequest, interruption_id: UUID) -> Any:
    """Khi chưa dòng nào được ghi."""
    actor, _ = _file(request, interruption_id)
    return actions.drop_interruption(actor, interruption_id, timezone.now())
