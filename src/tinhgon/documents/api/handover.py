"""Hand-over batches over the API: making, answering, taking back, and the book of them."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Status

from tinhgon.core.request import actor_of, cursor_to, key_of, key_place
from tinhgon.documents import exports
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import handover as acts
from tinhgon.documents.actions import originals as originals_acts
from tinhgon.documents.api.originals import PDF_ANSWER, clerk_of
from tinhgon.documents.api.reading import router
from tinhgon.documents.choices import LineState
from tinhgon.documents.queries import handing as queries
from tinhgon.documents.queries import originals
from tinhgon.documents.queries.registers import Span
from tinhgon.documents.schemas.handing import (
    BatchesIn,
    BatchListOut,
    BatchOut,
    BatchPageOut,
    DecideIn,
    MadeOut,
    PlacedOut,
    PlaceIn,
    ToHandOut,
)
from tinhgon.documents.schemas.papers import ChoiceOut

ENDS = {"take-back": LineState.RETURNED, "drop": LineState.DROPPED}


def _page(request: HttpRequest, batch_id: UUID) -> queries.BatchPage:
    page = queries.batch_page(actor_of(request), batch_id)
    if page is None:
        raise Http404
    return page


@router.get("/batches", response=BatchListOut, summary="Các lượt chuyển giao")
def batches(request: HttpRequest, cursor: str = "", limit: int = Query(50, ge=1, le=200)) -> Any:
    """Văn thư thấy mọi lượt của cơ quan, người khác thấy lượt giao cho đơn vị mình; mới nhất trước."""
    rows, following = queries.batches(actor_of(request), key_place(cursor), limit)
    return {"results": rows, "next": cursor_to(following)}


@router.get("/batches/open", response=list[BatchOut], summary="Lượt chuyển giao đang chờ")
def open_batches(request: HttpRequest) -> Any:
    """Chờ ký nhận; với văn thư còn có lượt có bản giấy bị trả về."""
    return queries.open_batches(actor_of(request))


@router.get("/batches/due", response=list[ToHandOut], summary="Văn bản giao hôm nay chờ chuyển giao")
def due(request: HttpRequest) -> Any:
    """Bản giấy còn ở văn thư, kèm đơn vị được giao."""
    actor = clerk_of(request)
    return queries.to_hand(actor, queries.given_today(actor, timezone.now()))


@router.get("/offers/units", response=list[ChoiceOut], summary="Đơn vị nhận chuyển giao")
def units(request: HttpRequest) -> Any:
    """Cho `unit` khi lập lượt."""
    return [{"id": pk, "label": name} for pk, name in queries.units_to_pick(clerk_of(request))]


@router.post("/batches", response={201: MadeOut}, summary="Lập lượt chuyển giao")
def make_batches(request: HttpRequest, given: BatchesIn) -> Any:
    """Mỗi đơn vị một lượt. Văn bản mà bản giấy không ở văn thư thì không vào lượt và được nêu lý do."""
    actor = clerk_of(request)
    found = {row.unit: documents.paper_ids(actor, [str(pk) for pk in row.papers]) for row in given.units if row.papers}
    made = acts.make_batches(actor, found, timezone.now(), request_key=key_of(request))
    failed = [{"number": number, "reason": why} for row in made for number, why in row.failed]
    return Status(201, {"batches": [row.batch.public_id for row in made if row.batch], "failed": failed})


@router.get("/batches/{uuid:batch_id}", response=BatchPageOut, summary="Mở một lượt chuyển giao")
def batch(request: HttpRequest, batch_id: UUID) -> Any:
    """Từng dòng: chờ, đã nhận, không nhận và lý do."""
    return _page(request, batch_id)


@router.post("/batches/{uuid:batch_id}/decide", response=BatchPageOut, summary="Ký nhận, không nhận")
def decide(request: HttpRequest, batch_id: UUID, given: DecideIn) -> Any:
    """Người của đơn vị nhận xác nhận; văn thư ghi theo bản đã ký thì nêu `receiver`. Bản không nhận trở về văn thư."""
    _page(request, batch_id)
    refused = {row.line: row.reason for row in given.refused}
    acts.decide_lines(actor_of(request), batch_id, given.received, refused, timezone.now(), receiver_id=given.receiver)
    return _page(request, batch_id)


@router.post(
    "/batches/{uuid:batch_id}/lines/{int:line_id}/{ending}", response=BatchPageOut, summary="Nhận lại, rút khỏi lượt"
)
def end_line(request: HttpRequest, batch_id: UUID, line_id: int, ending: Literal["take-back", "drop"]) -> Any:
    """Văn thư nhận lại bản giấy bị từ chối, hoặc rút dòng chưa ai trả lời."""
    _page(request, batch_id)
    acts.end_line(actor_of(request), batch_id, line_id, ENDS[ending], timezone.now())
    return _page(request, batch_id)


@router.get("/batches/{uuid:batch_id}/sheet", summary="In lượt chuyển giao để ký", openapi_extra=PDF_ANSWER)
def batch_sheet(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """PDF theo cột của sổ chuyển giao văn bản."""
    actor = actor_of(request)
    found = queries.journal(actor, Span(), _page(request, batch_id).batch)
    return HttpResponse(exports.journal_pdf(found, timezone.now(), actor.name), content_type="application/pdf")


@router.get("/batches/journal", summary="Sổ chuyển giao văn bản", openapi_extra=PDF_ANSWER)
def journal(request: HttpRequest, starts_on: date | None = None, ends_on: date | None = None) -> HttpResponse:
    """PDF của một khoảng ngày; không nêu ngày thì lấy hôm nay."""
    actor = clerk_of(request)
    span = Span(starts_on or (None if ends_on else actor.on), ends_on)
    found = queries.journal(actor, span)
    return HttpResponse(exports.journal_pdf(found, timezone.now(), actor.name), content_type="application/pdf")


@router.post("/originals/place", response=PlacedOut, summary="Ghi nơi để cả xấp")
def place(request: HttpRequest, given: PlaceIn) -> Any:
    """Bản giấy của những văn bản này đang ở văn thư, để ở nơi ghi ở đây."""
    actor = clerk_of(request)
    ids = documents.paper_ids(actor, [str(pk) for pk in given.papers])
    return {"count": originals_acts.place_originals(actor, ids, given.place, timezone.now())}


@router.get("/originals/places", response=list[str], summary="Những nơi để bản giấy đã dùng")
def places(request: HttpRequest) -> Any:
    """Để gợi ý khi ghi nơi để."""
    return originals.places(clerk_of(request))
