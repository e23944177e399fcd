"""Cuối ngày: all that a clerical office has left undone today, each row with its one act, what waits at the recipients,
and the day's registers. A fixed number of queries over what is open, however much lies behind it in the years."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Entry, Period
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import DeliveryState, IncomingState, OutgoingState
from tinhgon.documents.models import Delivery, Document, Upload
from tinhgon.documents.queries import envelopes, handing, registers
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.organisation.models import ClericalOffice, IssuingBody

SHOWN = 200
# A refusal nobody dealt with stays for ever; after a week it is no matter of the day any more.
REFUSED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Kind:
    """A group of the page: what is left, the one act, and whose duty it is. What the clerk cannot end alone is not
    `is_own`: the day is done without it."""

    key: str
    label: str
    act: str
    url_name: str
    icon: str
    duty: Duty
    is_own: bool = True


UPLOADS = Kind("tep", "Tệp chờ đăng ký", "Đăng ký", "documents:register_upload", "scan", Duty.REGISTER)
ARRIVED = Kind("cho-vao-so", "Chưa vào sổ", "Vào sổ", "documents:register_arrived", "book", Duty.REGISTER)
UNSUBMITTED = Kind("cho-trinh", "Đã vào sổ, chưa trình", "Mở", "documents:document", "circle-arrow-up", Duty.REGISTER)
SIGNED = Kind("cho-cap-so", "Đã ký, chưa cấp số", "Cấp số", "documents:number", "hash", Duty.NUMBER)
NUMBERLESS = Kind(
    "noi-bo-khong-so", "Nội bộ không có sổ, chưa phát hành", "Phát hành", "documents:issue", "send", Duty.NUMBER
)
NUMBERED = Kind("cho-phat-hanh", "Đã cấp số, chưa phát hành", "Phát hành", "documents:issue", "send", Duty.NUMBER)
# What becomes of a paper that came back, its drafter decides: the day is done without it.
REFUSED = Kind(
    "bi-tra-lai", "Nơi nhận trả lại", "Đã xử lý", "documents:settle_returns", "check", Duty.NUMBER, is_own=False
)
APPROVED = Kind("cho-ky", "Đã duyệt, chờ chữ ký", "Ghi nhận chữ ký", "documents:sign", "signature", Duty.NUMBER, False)
UNREGISTERED = Kind(
    "cho-noi-nhan", "Đã gửi, nơi nhận chưa vào sổ", "Xem", "documents:document", "hourglass", Duty.NUMBER, False
)
ENVELOPES = Kind("bi-cho-giao", "Bì không bóc chờ giao", "Giao", "documents:envelope", "mail", Duty.REGISTER)
CAME_BACK = Kind("bi-tra-ban-giay", "Bản giấy đơn vị không nhận", "Mở", "documents:batch", "transfer", Duty.REGISTER)
HANDED = Kind(
    "cho-ky-nhan", "Chuyển giao chưa ký nhận", "Mở", "documents:batch", "transfer", Duty.REGISTER, is_own=False
)


@dataclass(frozen=True)
class Line:
    public_id: UUID
    code: str
    title: str
    note: str
    urgency: str
    at: datetime | None


@dataclass(frozen=True)
class Group:
    kind: Kind
    lines: list[Line]
    is_capped: bool

    @property
    def count(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class DayRegister:
    """A register in which numbers were given today."""

    period_id: int
    kind: str
    title: str
    book: str
    count: int


@dataclass(frozen=True)
class EndOfDay:
    on: date
    groups: list[Group]
    registers: list[DayRegister]

    @property
    def own(self) -> list[Group]:
        return [group for group in self.groups if group.kind.is_own]

    @property
    def waiting(self) -> list[Group]:
        return [group for group in self.groups if not group.kind.is_own]

    @property
    def left_count(self) -> int:
        return sum(group.count for group in self.own)

    @property
    def is_done(self) -> bool:
        return not self.own


def end_of_day(actor: Actor, at: datetime) -> EndOfDay | None:
    """What is left of the day of the clerical office acted for; None for those who neither register nor number."""
    if not actor.may(Duty.REGISTER) and not actor.may(Duty.NUMBER):
        return None
    found = [_group(kind, rows) for kind, rows in _left(actor, at) if actor.may(kind.duty)]
    return EndOfDay(actor.on, [group for group in found if group.lines], _registers(actor, at))


def _left(actor: Actor, at: datetime) -> list[tuple[Kind, QuerySet[Any] | list[Any]]]:
    elsewhere = _bodies_of_others(actor)
    papers = documents.visible_to(actor).filter(agency_id=actor.agency_id).exclude(issuing_body__in=elsewhere)
    incoming = papers.filter(flow=Flow.INCOMING)
    outgoing = papers.exclude(flow=Flow.INCOMING).select_related("type")
    sent = (
        Delivery.objects.filter(
            document__state=OutgoingState.ISSUED,
            document__agency_id=actor.agency_id,
            document__reader_ids__overlap=sorted(actor.principals),
        )
        .exclude(document__issuing_body__in=elsewhere)
        .select_related("document", "recipient")
    )
    refused = sent.filter(state=DeliveryState.REFUSED, settled_at=None, changed_at__gt=at - REFUSED_FOR)
    batches = handing.open_batches(actor)
    signed = list(outgoing.filter(state=OutgoingState.SIGNED).order_by("pk")[: SHOWN + 1])
    numberless = documents.numberless(signed, actor.on)
    return [
        (UPLOADS, Upload.objects.filter(agency_id=actor.agency_id, document=None, is_secret=False).order_by("pk")),
        (ARRIVED, incoming.filter(state=IncomingState.ARRIVED).order_by("arrived_at", "pk")),
        (UNSUBMITTED, incoming.filter(state=IncomingState.REGISTERED, waits_for=None).order_by("registered_at", "pk")),
        (SIGNED, [row for row in signed if row.pk not in numberless]),
        (NUMBERLESS, [row for row in signed if row.pk in numberless]),
        (NUMBERED, outgoing.filter(state=OutgoingState.NUMBERED).order_by("pk")),
        (REFUSED, refused.order_by("-changed_at", "pk")),
        (ENVELOPES, envelopes.waiting_envelopes(actor)),
        (CAME_BACK, [row for row in batches if row.refused]),
        (APPROVED, outgoing.filter(state=OutgoingState.APPROVED).order_by("pk")),
        (UNREGISTERED, sent.filter(state=DeliveryState.DELIVERED).order_by("-changed_at", "pk")),
        (HANDED, [row for row in batches if row.waiting]),
    ]


def _bodies_of_others(actor: Actor) -> QuerySet[IssuingBody]:
    """Bodies that another clerical office of the agency serves and the actor's does not. Whoever stands outside every
    clerical office, and papers of no body, are not narrowed: nothing may be left to nobody."""
    offices = ClericalOffice.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id)
    own = offices.filter(unit_id=actor.unit_id or 0)
    bodies = IssuingBody.objects.filter(clerical_offices__in=offices).exclude(clerical_offices__in=own)
    return bodies if own.exists() else IssuingBody.objects.none()


def _group(kind: Kind, rows: QuerySet[Any] | list[Any]) -> Group:
    found = list(rows[: SHOWN + 1])
    return Group(kind, [_line(row) for row in found[:SHOWN]], len(found) > SHOWN)


def _line(row: Upload | Delivery | Document | handing.BatchRow | envelopes.EnvelopeRow) -> Line:
    if isinstance(row, envelopes.EnvelopeRow):
        envelope = row.envelope
        words = f"Số đến {envelope.number} · gửi {row.addressee}"
        return Line(envelope.public_id, "", envelope.get_kind_display(), words, "", envelope.received_at)
    if isinstance(row, handing.BatchRow):
        words = f"{row.total} văn bản, chờ {row.waiting}" + (f", không nhận {row.refused}" if row.refused else "")
        return Line(row.batch.public_id, "", row.unit, words, "", row.batch.made_at)
    if isinstance(row, Upload):
        return Line(row.public_id, "", row.file_name, row.problem, "", row.at)
    if isinstance(row, Delivery):
        paper = row.document
        note = f"{row.recipient.name}: {row.reason}" if row.reason else row.recipient.name
        return Line(paper.public_id, paper.code, paper.subject, note, paper.urgency, row.changed_at)
    if row.is_incoming:
        number = f"Số đến {row.register_label}" if row.register_number else ""
        note = " · ".join(filter(None, [number, row.issuer]))
        return Line(row.public_id, row.code, row.subject, note, row.urgency, row.registered_at or row.arrived_at)
    return Line(row.public_id, row.code, row.subject, row.type.name if row.type else "", row.urgency, None)


def _registers(actor: Actor, at: datetime) -> list[DayRegister]:
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    periods = Period.objects.filter(book__agency_id=actor.agency_id, book__is_secret=False).select_related("book")
    taken = Entry.objects.filter(period__in=periods, taken_at__gte=midnight).values_list("period_id")
    counts = dict(taken.annotate(count=Count("pk")).order_by())
    return [
        DayRegister(period.pk, kind.value, kind.label, period.book.name, counts[period.pk])
        for period in periods.filter(pk__in=counts).order_by("book__flow", "pk")
        for kind in registers.kinds(period.book)
    ]
