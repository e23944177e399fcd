"""Envelopes registered unopened and paper sent out, over the API."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Status

from tinhgon.core.request import actor_of, cursor_to, key_of, key_place
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import envelopes as acts
from tinhgon.documents.api.originals import PDF_ANSWER, clerk_of
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.queries import envelopes as queries
from tinhgon.documents.queries.registers import Span
from tinhgon.documents.schemas.envelopes import (
    CallIn,
    DispatchIn,
    DispatchOut,
    EnvelopeIn,
    EnvelopeLabelsIn,
    EnvelopeListOut,
    EnvelopeOut,
    HandIn,
    OpenedIn,
    ProofIn,
    SendingRowOut,
)


def _envelope(request: HttpRequest, envelope_id: UUID) -> queries.EnvelopeRow:
    row = queries.envelope_for(actor_of(request), envelope_id)
    if row is None:
        raise Http404
    return row


@router.get("/envelopes", response=EnvelopeListOut, summary="Bì không bóc")
def envelopes(request: HttpRequest, cursor: str = "", limit: int = Query(50, ge=1, le=200)) -> Any:
    """Văn thư thấy mọi bì của cơ quan, người khác thấy bì gửi đích danh mình; mới nhất trước."""
    rows, following = queries.envelopes(actor_of(request), key_place(cursor), limit)
    return {"results": rows, "next": cursor_to(following)}


@router.post("/envelopes", response={201: EnvelopeOut}, summary="Ghi sổ bì không bóc")
def register_envelope(request: HttpRequest, given: EnvelopeIn) -> Any:
    """Lấy số đến, ghi theo ngoài bì; người nhận được báo. Bì có dấu mật không ghi ở đây."""
    face = acts.Face(
        given.kind,
        given.sender,
        given.addressee,
        given.written_number,
        is_declared_not_secret=given.is_declared_not_secret,
    )
    made = acts.register_envelope(clerk_of(request), face, timezone.now(), request_key=key_of(request))
    return Status(201, _envelope(request, made.public_id))


@router.get("/envelopes/{uuid:envelope_id}", response=EnvelopeOut, summary="Mở một bì trong sổ")
def envelope(request: HttpRequest, envelope_id: UUID) -> Any:
    """Ngoài bì ghi gì, đã giao ai, văn bản lấy ra từ bì."""
    return _envelope(request, envelope_id)


@router.post("/envelopes/{uuid:envelope_id}/hand", response=EnvelopeOut, summary="Ghi đã giao bì")
def hand_envelope(request: HttpRequest, envelope_id: UUID, given: HandIn) -> Any:
    """Bì còn nguyên, tới tay người nhận hoặc người ký nhận thay."""
    _envelope(request, envelope_id)
    acts.hand_envelope(actor_of(request), envelope_id, given.to, timezone.now())
    return _envelope(request, envelope_id)


@router.post("/envelopes/{uuid:envelope_id}/opened", response=EnvelopeOut, summary="Gắn văn bản lấy ra từ bì")
def open_envelope(request: HttpRequest, envelope_id: UUID, given: OpenedIn) -> Any:
    """Văn bản đã vào sổ với số đến riêng; sổ ghi số ấy ở dòng của bì."""
    _envelope(request, envelope_id)
    acts.open_envelope(actor_of(request), envelope_id, paper(request, given.document).pk, timezone.now())
    return _envelope(request, envelope_id)


@router.post("/envelopes/{uuid:envelope_id}/kept", response=EnvelopeOut, summary="Người nhận giữ bì")
def keep_closed(request: HttpRequest, envelope_id: UUID) -> Any:
    """Thư riêng: không vào sổ gì thêm."""
    _envelope(request, envelope_id)
    acts.keep_closed(actor_of(request), envelope_id, timezone.now())
    return _envelope(request, envelope_id)


@router.post("/envelopes/secrets-desk", response={204: None}, summary="Mời đến bộ phận cơ mật")
def call_to_secrets(request: HttpRequest, given: CallIn) -> Any:
    """Chỉ báo có tài liệu giấy chờ; hệ thống không giữ số, nơi gửi hay loại của tài liệu."""
    acts.call_to_secrets(clerk_of(request), given.person, timezone.now())
    return Status(204, None)


@router.get("/{uuid:public_id}/dispatches", response=list[SendingRowOut], summary="Gửi bản giấy: nơi nhận")
def dispatches(request: HttpRequest, public_id: UUID) -> Any:
    """Từng nơi nhận: đã gửi những lần nào, hồi báo, nhãn bì đã in mấy lần."""
    actor, document = actor_of(request), paper(request, public_id)
    if not rules.is_clerk(actor, document.agency_id):
        raise Http404
    return queries.sending_rows(actor, document)


@router.post("/{uuid:public_id}/dispatches", response={201: list[SendingRowOut]}, summary="Ghi đã gửi bản giấy")
def dispatch(request: HttpRequest, public_id: UUID, given: DispatchIn) -> Any:
    """Bưu điện hoặc chuyển tay, tới những nơi nêu trong `to`."""
    actor, document = actor_of(request), paper(request, public_id)
    addresses = {row.recipient: row.address for row in given.to}
    sending = acts.Sending(given.channel, given.envelopes, given.tracking, given.note)
    acts.dispatch(actor, document.pk, addresses, sending, timezone.now(), request_key=key_of(request))
    return Status(201, queries.sending_rows(actor, document))


@router.post(
    "/{uuid:public_id}/dispatches/{int:dispatch_id}/receipt", response=DispatchOut, summary="Ghi hồi báo bản giấy"
)
def prove_receipt(request: HttpRequest, public_id: UUID, dispatch_id: int, given: ProofIn) -> Any:
    """Ai nhận, ngày nào; hoặc bì bị trả lại, vì sao."""
    if queries.dispatch_for(actor_of(request), public_id, dispatch_id) is None:
        raise Http404
    return acts.prove_receipt(
        actor_of(request),
        paper(request, public_id).pk,
        dispatch_id,
        given.received_by,
        given.received_on,
        timezone.now(),
        is_back=given.is_back,
    )


@router.post("/{uuid:public_id}/labels", summary="In nhãn bì", openapi_extra=PDF_ANSWER)
def envelope_labels(request: HttpRequest, public_id: UUID, given: EnvelopeLabelsIn) -> HttpResponse:
    """Nơi gửi, số văn bản, nơi nhận, địa chỉ, độ khẩn; nhãn in lại ghi “in lần 2”."""
    actor, document, at = actor_of(request), paper(request, public_id), timezone.now()
    addresses = {row.recipient: row.address for row in given.to}
    rows = [row for row in queries.sending_rows(actor, document) if row.recipient.pk in addresses]
    times = acts.print_envelopes(actor, document.pk, [row.recipient.pk for row in rows], at)
    content = exports.envelope_labels(document, rows, addresses, times, given.size, given.first, at)
    return HttpResponse(content, content_type="application/pdf")


@router.get("/dispatches/journal", summary="Sổ gửi văn bản đi bưu điện", openapi_extra=PDF_ANSWER)
def post_journal(
    request: HttpRequest,
    starts_on: date | None = None,
    ends_on: date | None = None,
    channel: Literal["post", "hand"] = "post",
) -> HttpResponse:
    """PDF theo Phụ lục IV Nghị định 30/2020/NĐ-CP; không nêu ngày thì lấy hôm nay."""
    actor = clerk_of(request)
    span = Span(starts_on or (None if ends_on else actor.on), ends_on)
    found = queries.post_journal(actor, span, channel)
    return HttpResponse(exports.journal_pdf(found, timezone.now(), actor.name), content_type="application/pdf")
