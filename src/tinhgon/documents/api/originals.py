"""Originals on paper over the API: who has them, moves, labels, and what a scanned code means."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Status

from tinhgon.core.actor import Actor
from tinhgon.core.request import actor_of, key_of
from tinhgon.core.web import rules as picking
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import originals as acts
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.queries import originals as queries
from tinhgon.documents.queries import scanning
from tinhgon.documents.schemas.groups import PickOut
from tinhgon.documents.schemas.originals import (
    LabelsIn,
    LabelSizeOut,
    MoveIn,
    OriginalIn,
    OriginalOut,
    ScannedOut,
)

PDF_ANSWER = {
    "responses": {
        200: {
            "description": "Tệp PDF",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


def clerk_of(request: HttpRequest) -> Actor:
    """To who keeps no paper these are not there."""
    actor = actor_of(request)
    if not rules.can_handle_paper(actor):
        raise Http404
    return actor


def _row(request: HttpRequest, public_id: UUID, original_id: int) -> Any:
    row = queries.original_for(actor_of(request), public_id, original_id)
    if row is None:
        raise Http404
    return row


@router.get("/{uuid:public_id}/originals", response=list[OriginalOut], summary="Bản giấy: ai giữ, ở đâu")
def originals(request: HttpRequest, public_id: UUID) -> Any:
    """Mỗi dòng là những bản để cùng một chỗ, kèm các lần chuyển."""
    return queries.originals_of(actor_of(request), paper(request, public_id))


@router.post("/{uuid:public_id}/originals", response={201: OriginalOut}, summary="Ghi bản giấy")
def keep_original(request: HttpRequest, public_id: UUID, given: OriginalIn) -> Any:
    """Văn thư ghi văn bản có bản giấy: mấy bản, ai giữ, để ở đâu."""
    made = acts.keep_original(
        actor_of(request),
        paper(request, public_id).pk,
        timezone.now(),
        holder=acts.Holder(**given.given()),
        place=given.place,
        copies=given.copies,
        request_key=key_of(request),
    )
    return Status(201, _row(request, public_id, made.pk))


@router.post("/{uuid:public_id}/originals/{int:original_id}/move", response=OriginalOut, summary="Ghi chuyển bản giấy")
def move_original(request: HttpRequest, public_id: UUID, original_id: int, given: MoveIn) -> Any:
    """Văn thư, người đang giữ hoặc người nhận ghi; chuyển một phần số bản thì phần đó thành dòng riêng."""
    _row(request, public_id, original_id)
    moved = acts.move_original(
        actor_of(request),
        paper(request, public_id).pk,
        original_id,
        acts.Holder(**given.given()),
        timezone.now(),
        place=given.place,
        copies=given.copies,
        basis=acts.Basis(given.how, given.note),
    )
    return _row(request, public_id, moved.pk)


@router.get("/offers/holders", response=list[PickOut], summary="Tìm người giữ bản giấy")
def offered_holders(request: HttpRequest, q: str = "") -> Any:
    """Vị trí trong cơ quan đang có người giữ, cho `holder` khi ghi hoặc chuyển bản giấy."""
    actor = actor_of(request)
    return picking.offered(queries.holders_to_pick(actor), q[:100], queries.often_held(actor))


@router.get("/labels/sizes", response=list[LabelSizeOut], summary="Các cỡ tem")
def label_sizes(request: HttpRequest) -> Any:
    """Tem cuộn cho máy in tem, tem tờ A4."""
    return queries.label_formats()


@router.get("/labels/due", response=list[UUID], summary="Văn bản vào sổ hôm nay chưa in tem")
def unlabelled(request: HttpRequest) -> Any:
    """Theo thứ tự số đến."""
    return queries.unlabelled(clerk_of(request), timezone.now())


@router.post("/labels/arrival", summary="In tem đến", openapi_extra=PDF_ANSWER)
def arrival_labels(request: HttpRequest, given: LabelsIn) -> HttpResponse:
    """Dấu ĐẾN kèm mã QR của nhiều văn bản trong một tệp PDF. Lần in được ghi lại; tem in lại ghi rõ “in lần 2”."""
    actor, at = clerk_of(request), timezone.now()
    rows = queries.label_rows(actor, given.papers)
    times = acts.print_labels(actor, [row.document.pk for row in rows], at)
    content = exports.arrival_labels(rows, times, given.size, given.first, at)
    return HttpResponse(content, content_type="application/pdf")


@router.get("/scan", response=list[ScannedOut], summary="Mã quét được là văn bản nào")
def scan(request: HttpRequest, ma: list[str] = Query([], max_length=scanning.MOST)) -> Any:  # noqa: B008
    """Mã QR trên tem, hoặc số đến, số/ký hiệu gõ tay; mỗi văn bản một dòng. Mã của cơ quan khác và văn bản không được
    xem được trả lời như nhau."""
    return scanning.scanned(actor_of(request), ma)
