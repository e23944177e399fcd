"""Envelopes registered unopened, handed over, opened or kept; paper sent by post or by hand with its proof, and their
labels. Refuses whatever bears a secrecy mark: a connected installation holds nothing of it (office-practice A 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries as documents
from tinhgon.documents import rules
from tinhgon.documents.actions import originals as copies
from tinhgon.documents.actions import papers, returning
from tinhgon.documents.choices import Channel, DispatchState, EnvelopeKind, EnvelopeState, LabelKind
from tinhgon.documents.models import Dispatch, Envelope, LabelPrint
from tinhgon.documents.queries import envelopes as queries
from tinhgon.documents.queries import originals

NOT_HERE = (
    "Bì có dấu A, B, C hoặc chữ MẬT, TỐI MẬT, TUYỆT MẬT không ghi ở hệ thống kết nối mạng: chuyển bộ phận cơ mật. "
    "Bì không có các dấu đó thì đánh dấu xác nhận."
)
CALLED = "Có tài liệu giấy chờ đồng chí tại bộ phận cơ mật."


@dataclass(frozen=True)
class Face:
    """What is written on an envelope."""

    kind: str
    sender: str
    addressee_id: int | None
    written_number: str = ""
    received_at: datetime | None = None
    is_declared_not_secret: bool = False


@transaction.atomic
def register_envelope(actor: Actor, face: Face, at: datetime, *, request_key: str = "") -> Envelope:
    """Register an envelope unopened, in the book of incoming papers, by what is written on it (NĐ 30/2020 điều 21)."""
    require(rules.can_register(actor))
    made = queries.envelope_made(actor.agency_id, request_key)
    if made is not None:
        return made
    try:
        with transaction.atomic():
            return _registered(actor, face, at, request_key)
    except IntegrityError:  # another click was first; the number taken for this one is free again
        made = queries.envelope_made(actor.agency_id, request_key)
        if made is None:
            raise
        return made


def _registered(actor: Actor, face: Face, at: datetime, request_key: str) -> Envelope:
    if not face.is_declared_not_secret:
        raise Refused(NOT_HERE, code="undeclared", field="is_declared_not_secret")
    if face.kind not in EnvelopeKind.values:
        raise Refused("Chọn loại bì.", field="kind")
    if not face.sender.strip():
        raise Refused("Ghi nơi gửi như trên bì; không có thì ghi “không ghi nơi gửi”.", field="sender")
    if face.addressee_id is None or not originals.is_holder(actor, face.addressee_id):
        raise Refused("Chọn người nhận ghi trên bì.", field="addressee")
    today = timezone.localdate(at)
    book = next(iter(documents.incoming_books(actor)), None)
    if book is None:
        raise Refused("Không có sổ văn bản đến đang mở. Mở sổ rồi ghi.")
    entry = numbering.take(actor, book, today, at)
    envelope = Envelope.objects.create(
        agency_id=actor.agency_id,
        entry=entry,
        book=book,
        number=entry.number,
        kind=face.kind,
        sender=" ".join(face.sender.split())[:300],
        addressee_id=face.addressee_id,
        written_number=" ".join(face.written_number.split())[:80],
        received_at=face.received_at or at,
        received_by=actor.label,
        request_key=request_key,
    )
    text = f"Có bì thư đích danh chờ đồng chí tại văn thư: số đến {envelope.number}."
    to, url = [face.addressee_id], queries.address(envelope)
    notices.tell(actor.agency_id, to, "envelope.waiting", text, url, f"envelope:{envelope.pk}", at)
    _record(actor, "documents.register_envelope", envelope, at)
    return envelope


@transaction.atomic
def hand_envelope(actor: Actor, envelope_id: UUID, to: str, at: datetime) -> Envelope:
    """The envelope went into the hands of who is named, unopened."""
    envelope = _locked(actor, envelope_id)
    if envelope.state == EnvelopeState.HANDED:
        return envelope
    require(rules.can_hand_envelope(actor, envelope))
    names = originals.holder_labels(actor, [envelope.addressee_id])
    envelope.state, envelope.handed_at = EnvelopeState.HANDED, at
    envelope.handed_to = (" ".join(to.split()) or names.get(envelope.addressee_id, ""))[:300]
    envelope.save(update_fields=["state", "handed_at", "handed_to"])
    _record(actor, "documents.hand_envelope", envelope, at, holder=envelope.handed_to)
    return envelope


@transaction.atomic
def open_envelope(actor: Actor, envelope_id: UUID, document_id: int, at: datetime) -> Envelope:
    """What was in the envelope is the office's business and stands in the book under its own number."""
    envelope = _locked(actor, envelope_id)
    if envelope.document_id == document_id:
        return envelope
    require(rules.can_end_envelope(actor, envelope))
    document = papers.locked(actor, document_id)
    if not document.is_incoming or not document.register_number or Envelope.objects.filter(document=document).exists():
        raise Refused("Chọn văn bản đến đã vào sổ, chưa gắn với bì nào.", field="number")
    envelope.document, envelope.state, envelope.ended_at = document, EnvelopeState.OPENED, at
    envelope.save(update_fields=["document", "state", "ended_at"])
    _record(actor, "documents.open_envelope", envelope, at, number=document.register_number)
    return envelope


@transaction.atomic
def keep_closed(actor: Actor, envelope_id: UUID, at: datetime) -> Envelope:
    """The addressee keeps it: nothing of it is registered."""
    envelope = _locked(actor, envelope_id)
    if envelope.state == EnvelopeState.KEPT:
        return envelope
    require(rules.can_end_envelope(actor, envelope))
    envelope.state, envelope.ended_at = EnvelopeState.KEPT, at
    envelope.save(update_fields=["state", "ended_at"])
    _record(actor, "documents.keep_envelope", envelope, at)
    return envelope


@transaction.atomic
def call_to_secrets(actor: Actor, principal_id: int | None, at: datetime) -> None:
    """Tell somebody to come to the secrets desk, and not a word more: no number, no sender, no kind of paper."""
    require(rules.can_handle_paper(actor))
    if principal_id is None or not originals.is_holder(actor, principal_id):
        raise Refused("Chọn người được mời đến.", field="addressee")
    cause = f"secrets:{principal_id}:{at:%Y%m%d%H%M}"
    notices.tell(actor.agency_id, [principal_id], "secrets.waiting", CALLED, "", cause, at)


@dataclass(frozen=True)
class Sending:
    """How paper copies go out."""

    channel: str
    envelopes: int = 1
    tracking: str = ""
    note: str = ""


@transaction.atomic
def dispatch(
    actor: Actor,
    document_id: int,
    addresses: Mapping[int, str],
    sending: Sending,
    at: datetime,
    *,
    request_key: str = "",
) -> list[Dispatch]:
    """Note that paper copies went to recipients (by id, with the address on the envelope), by post or by hand."""
    document = papers.locked(actor, document_id)
    require(rules.can_dispatch(actor, document))
    made = list(document.dispatches.filter(request_key=request_key)) if request_key else []
    if made:
        return made
    if sending.channel not in Channel.values:
        raise Refused("Chọn cách gửi: bưu điện hoặc chuyển tay.", field="channel")
    if not 1 <= sending.envelopes <= 999:
        raise Refused("Số lượng bì từ 1 đến 999.", field="envelopes")
    rows = list(document.recipients.filter(pk__in=addresses).order_by("ordinal"))
    if not rows:
        raise Refused("Chọn nơi nhận đã gửi.", field="recipient")
    sent = [
        Dispatch(
            document=document,
            agency_id=document.agency_id,
            recipient=row,
            address=" ".join(addresses[row.pk].split())[:300],
            channel=sending.channel,
            envelopes=sending.envelopes,
            tracking=sending.tracking.strip()[:60],
            note=sending.note.strip()[:300],
            sent_at=at,
            sent_by=actor.label,
            request_key=request_key,
        )
        for row in rows
    ]
    Dispatch.objects.bulk_create(sent)
    returning.sent_again(actor, rows, f"Đã gửi lại: {Channel(sending.channel).label.lower()}", at)
    detail = {"recipients": [row.name for row in rows], "note": Channel(sending.channel).label}
    copies.record(actor, "documents.dispatch", document, at, detail)
    return sent


@transaction.atomic
def prove_receipt(
    actor: Actor, document_id: int, dispatch_id: int, by: str, on: date | None, at: datetime, *, is_back: bool = False
) -> Dispatch:
    """Who took it and when, as the card, the sheet or the post says; or that it came back, with the reason in `by`."""
    document = papers.locked(actor, document_id)
    require(rules.can_dispatch(actor, document))
    row = document.dispatches.select_related("recipient").filter(pk=dispatch_id).first()
    if row is None:
        raise Refused("Không còn lần gửi này. Tải lại trang.", code="not_found")
    words = " ".join(by.split())[:200]
    if not words:
        raise Refused("Ghi người nhận, hoặc lý do bì bị trả lại.", field="received_by")
    if on is not None and on > timezone.localdate(at):
        raise Refused("Ngày nhận chưa tới. Kiểm tra lại ngày.", field="received_on")
    row.state = DispatchState.RETURNED if is_back else DispatchState.RECEIVED
    row.received_by, row.received_on = words, on or timezone.localdate(at)
    row.save(update_fields=["state", "received_by", "received_on"])
    detail = {"recipients": [row.recipient.name], "note": f"{row.get_state_display()}: {words}"}
    copies.record(actor, "documents.prove_receipt", document, at, detail)
    return row


@transaction.atomic
def print_envelopes(actor: Actor, document_id: int, recipient_ids: Iterable[int], at: datetime) -> dict[int, int]:
    """Note that labels of envelopes are printed; says for each recipient which print this is."""
    document = papers.locked(actor, document_id)
    require(rules.can_dispatch(actor, document))
    rows = list(document.recipients.filter(pk__in=list(recipient_ids)).order_by("ordinal"))
    if not rows:
        raise Refused("Chọn nơi nhận cần in nhãn.", field="recipient")
    before = LabelPrint.objects.filter(document=document, kind=LabelKind.ENVELOPE, recipient__in=rows).order_by()
    counts = dict(before.values("recipient").annotate(n=Count("pk")).values_list("recipient", "n"))
    times = {row.pk: counts.get(row.pk, 0) + 1 for row in rows}
    LabelPrint.objects.bulk_create(
        LabelPrint(
            document=document, recipient=row, kind=LabelKind.ENVELOPE, ordinal=times[row.pk], at=at, by=actor.label
        )
        for row in rows
    )
    detail = {"note": LabelKind.ENVELOPE.label, "recipients": [row.name for row in rows]}
    copies.record(actor, "documents.print_label", document, at, detail)
    return times


def _locked(actor: Actor, envelope_id: UUID) -> Envelope:
    envelope = Envelope.objects.select_for_update().filter(public_id=envelope_id, agency_id=actor.agency_id).first()
    if envelope is None or not rules.can_see_envelope(actor, envelope):
        raise Refused("Không tìm thấy bì này.", code="not_found")
    return envelope


def _record(actor: Actor, verb: str, envelope: Envelope, at: datetime, **detail: object) -> None:
    """History names the envelope by its number alone: who wrote to whom stays with them."""
    audit.record(
        actor, verb, "envelope", envelope.pk, str(envelope), at, home=envelope.agency_id, detail=detail or None
    )
