"""The statutory registers: every number of a book's period in its place, with what stood behind it.

Columns come from the rule set's register form. A paper that the reader may not see leaves its number and the word
"hạn chế", decided inside the query; a secret paper has no row here at all, only its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.numbering import rules as numbering_rules
from tinhgon.core.numbering.choices import EntryState, Flow, RegisterKind
from tinhgon.core.numbering.models import Book, Entry, Period, RegisterForm
from tinhgon.documents.choices import EnvelopeKind, HandlingClass, IncomingState, OutgoingState, RelationKind
from tinhgon.documents.models import Document, Recipient, Relation
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import IssuingBody, IssuingBodyVersion

HIDDEN = "hạn chế"
PAGE_SIZE = 100
# A bound volume; setting so many rows takes about eight seconds. A longer register is printed volume by volume.
PRINTABLE_ROWS = 2000


@dataclass(frozen=True)
class Span:
    """Days on which the numbers were taken; both ends included, None is open."""

    starts_on: date | None = None
    ends_on: date | None = None

    def moments(self) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        if self.starts_on:
            found["taken_at__gte"] = timezone.make_aware(datetime.combine(self.starts_on, time.min))
        if self.ends_on:
            found["taken_at__lt"] = timezone.make_aware(datetime.combine(self.ends_on + timedelta(days=1), time.min))
        return found


@dataclass(frozen=True)
class Row:
    number: str
    cells: tuple[str, ...]
    state: str
    is_hidden: bool = False
    public_id: UUID | None = None
    cursor: str = ""


@dataclass(frozen=True)
class Sheet:
    """One register of one period, ready to be shown or printed."""

    period: Period
    book: Book
    form: RegisterForm
    # The letterhead in force at the end of the period: an old year keeps the name its papers were issued under.
    body: IssuingBodyVersion
    span: Span

    @property
    def headings(self) -> list[str]:
        return [column["heading"] for column in self.form.columns]

    @property
    def link_column(self) -> int:
        """The column that says what the paper is, and leads to it."""
        keys = [column["key"] for column in self.form.columns]
        return next((index for index, key in enumerate(keys) if key in ("content", "identity")), 0)

    @property
    def years(self) -> str:
        """The words of the cover: which year, term or days."""
        if self.span.starts_on or self.span.ends_on:
            first = self.span.starts_on or self.period.starts_on
            last = self.span.ends_on
            return f"Từ ngày {first:%d/%m/%Y}" + (f" đến ngày {last:%d/%m/%Y}" if last else "")
        return f"{'Năm' if self.book.period_kind == 'year' else 'Nhiệm kỳ'} {self.period.label}"


def kinds(book: Book) -> list[RegisterKind]:
    """The registers that stand on a book."""
    if book.flow == Flow.INCOMING:
        return [RegisterKind.INCOMING, RegisterKind.HANDLING]
    return [RegisterKind.OUTGOING]


def sheet(actor: Actor, period_id: int, kind: str, span: Span) -> Sheet | None:
    """The register of a period, or None for whoever may not read it and for a kind the book does not have."""
    period = numbering.period(actor.agency_id, period_id)
    if period is None or not numbering_rules.can_read_book(actor, period.book) or kind not in kinds(period.book):
        return None
    last_day = min(period.ends_on - timedelta(days=1), actor.on) if period.ends_on else actor.on
    last_day = max(last_day, period.starts_on)
    body = letterhead(period.book, last_day)
    form = numbering.register_form(kind, body.rule_set, last_day)
    return Sheet(period=period, book=period.book, form=form, body=body, span=span)


def letterhead(book: Book, last_day: date) -> IssuingBodyVersion:
    """What the book's body was called on the last day of a period, or at its own end where that came before."""
    body = IssuingBody.objects.get(principal_id=book.body_id)
    if body.ends_on is not None:
        last_day = min(last_day, body.ends_on - timedelta(days=1))
    version = organisation.body_version_on(body, max(last_day, body.starts_on))
    assert version is not None, "a body has a letterhead on each of its days"
    return version


def count(sheet: Sheet) -> int:
    return _entries(sheet).count()


def volumes(count: int) -> int:
    """How many bound volumes so many numbers fill."""
    return max(1, -(-count // PRINTABLE_ROWS))


def page(actor: Actor, sheet: Sheet, after: str = "") -> tuple[list[Row], str]:
    """A page of rows in the order of their numbers, and the cursor of the next page ("" on the last)."""
    entries = _entries(sheet)
    number, _, suffix = after.partition(".")
    if number.isdecimal() and len(number) < 10:
        entries = entries.exclude(number__lt=int(number)).exclude(number=int(number), suffix__lte=suffix)
    found = list(_with_papers(actor, entries)[: PAGE_SIZE + 1])
    rows = list(_rows(sheet, found[:PAGE_SIZE]))
    return rows, rows[-1].cursor if len(found) > PAGE_SIZE else ""


def rows(actor: Actor, sheet: Sheet, volume: int | None = None) -> Iterator[Row]:
    """Every row, or those of one volume (from 1 on), a chunk at a time."""
    entries = _with_papers(actor, _entries(sheet))
    if volume is not None:
        entries = entries[(volume - 1) * PRINTABLE_ROWS : volume * PRINTABLE_ROWS]
    return _rows(sheet, entries.iterator(chunk_size=1000))


def _entries(sheet: Sheet) -> QuerySet[Entry]:
    return numbering.entries(sheet.period.pk).filter(**sheet.span.moments())


def _with_papers(actor: Actor, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    replies = (
        Relation.objects.filter(kind=RelationKind.REPLIES, withdrawn_at=None, from_document__in=visible_to(actor))
        .exclude(from_document__code="")
        .select_related("from_document")
        .order_by("from_document_id")
    )
    return (
        entries.select_related(
            "period", "by_hand", "envelope__document", "document__type", "document__lead_post", "document__owner_unit"
        )
        .annotate(is_visible=Exists(visible_to(actor).filter(entry_id=OuterRef("pk"))))
        .prefetch_related(
            Prefetch("document__recipients", Recipient.objects.order_by("ordinal")),
            Prefetch("document__related_from", replies, to_attr="replies"),
        )
    )


def _rows(sheet: Sheet, entries: Any) -> Iterator[Row]:
    names = organisation.UnitNames(sheet.book.agency_id)
    keys = [column["key"] for column in sheet.form.columns]
    for entry in entries:
        document = getattr(entry, "document", None)
        row = Row(str(entry), (), entry.state, cursor=f"{entry.number}.{entry.suffix}")
        if document is None and hasattr(entry, "envelope"):
            cells = _envelope_cells(entry)
        elif document is None:
            cells = _bare_cells(sheet, entry)
        elif not entry.is_visible:
            cells = {"code": str(entry), "number": str(entry), "content": HIDDEN, "identity": HIDDEN}
            row = replace(row, is_hidden=True)
        else:
            cells = _cells(sheet, entry, document, names)
            row = replace(row, public_id=document.public_id)
        yield replace(row, cells=tuple(cells.get(key, "") for key in keys))


def _bare_cells(sheet: Sheet, entry: Entry) -> dict[str, str]:
    """A number without a paper: kept, given up, or given on the isolated system."""
    words = {
        EntryState.RESERVED: f"Giữ chỗ cho {entry.holder_label}",
        EntryState.VOID: "Bỏ số",
        EntryState.ELSEWHERE: EntryState.ELSEWHERE.label,
        EntryState.USED: "Số đã cấp, chưa gắn văn bản",
    }[EntryState(entry.state)]
    note = ["" if entry.is_inserted else entry.reason, _inserted(entry), _late(sheet, entry, None), _by_hand(entry)]
    if entry.state == EntryState.RESERVED and entry.expires_at:
        note.append(f"đến {timezone.localtime(entry.expires_at):%d/%m/%Y %H:%M}")
    return {
        "code": str(entry),
        "number": str(entry),
        "dated": _day(entry.taken_at),
        "arrived": _day(entry.taken_at),
        "content": words,
        "identity": words,
        "note": "; ".join(part for part in note if part),
    }


def _envelope_cells(entry: Entry) -> dict[str, str]:
    """A closed envelope under its number; who denounces whom is nobody's to read (Luật Tố cáo 25/2018/QH14, điều 8)."""
    envelope = entry.envelope
    is_open = envelope.kind == EnvelopeKind.NAMED
    words = f"Bì không bóc: {envelope.get_kind_display().lower()}"
    paper = envelope.document
    return {
        "number": str(entry),
        "code": envelope.written_number if is_open else "",
        "arrived": _day(envelope.received_at),
        "content": words,
        "identity": words,
        "issuer": envelope.sender if is_open else HIDDEN,
        "holder": envelope.handed_to if is_open else HIDDEN,
        "passed_on": _day(envelope.handed_at),
        "note": f"Đã bóc, vào sổ số {paper.register_label}" if paper and is_open else envelope.get_state_display(),
    }


def _cells(sheet: Sheet, entry: Entry, document: Document, names: "organisation.UnitNames") -> dict[str, str]:
    kind = document.type.name if document.type and document.type.name.lower() != "công văn" else ""
    content = f"{kind}: {document.subject}" if kind else document.subject
    day = timezone.localtime(document.arrived_at or entry.taken_at).date()
    holder = names.on(document.lead_unit_id, day) or (document.lead_post.title if document.lead_post else "")
    note = [_state_note(document), document.note, _kept_reason(entry), _inserted(entry)]
    note += [_late(sheet, entry, document), _by_hand(entry)]
    code = document.code or str(entry)
    return {
        "number": str(entry),
        "code": code,
        "dated": _day(document.issued_on),
        "arrived": _day(document.arrived_at or entry.taken_at),
        "content": content,
        "identity": ", ".join(
            part
            for part in (
                document.type.name if document.type else "",
                code,
                _day(document.issued_on),
                document.issuer,
            )
            if part
        ),
        "issuer": document.issuer,
        "signer": document.signer_name,
        "to_places": document.to_places or "; ".join(r.name for r in document.recipients.all()),
        "kept_by": _kept_by(document, names, day),
        "copies": str(document.copies or ""),
        "passed_on": _day(document.issued_at) if not document.is_incoming else _day(document.registered_at),
        "receipt": "",
        "holder": holder,
        "due": _moment(document.due_at),
        "progress": _progress(document),
        "replies": "; ".join(relation.from_document.code for relation in getattr(document, "replies", ())),
        "note": "; ".join(part for part in note if part),
    }


def _kept_by(document: Document, names: "organisation.UnitNames", day: date) -> str:
    unit = names.on(document.owner_unit_id, day)
    return f"VT, {unit}" if unit else "VT"


def _progress(document: Document) -> str:
    if document.state == IncomingState.CLOSED and document.handling != HandlingClass.DONE:
        return document.closing_reason or "Đã kết thúc"
    if document.handling == HandlingClass.DONE:
        is_late = document.due_at and document.handled_at and document.handled_at > document.due_at
        return f"Xong {_day(document.handled_at)}" + (", quá hạn" if is_late else "")
    if document.handling == HandlingClass.OPEN:
        return f"{document.progress}%"
    return ""


def _state_note(document: Document) -> str:
    if document.state in (IncomingState.RECALLED, OutgoingState.WITHDRAWN):
        return "Đã thu hồi"
    return ""


def _kept_reason(entry: Entry) -> str:
    return f"Số giữ chỗ: {entry.reason}" if entry.reason and not entry.is_inserted else ""


def _inserted(entry: Entry) -> str:
    return f"Số chèn: {entry.reason}" if entry.is_inserted else ""


def _late(sheet: Sheet, entry: Entry, document: Document | None) -> str:
    """A number given after the day it counts for shows its true time (office-practice A 6)."""
    taken = timezone.localtime(entry.taken_at)
    counted = document.issued_on if document is not None and not document.is_incoming else None
    is_after_period = sheet.period.ends_on is not None and taken.date() >= sheet.period.ends_on
    if is_after_period or (counted is not None and taken.date() > counted):
        return f"cấp số lúc {taken:%H:%M ngày %d/%m/%Y}"
    return ""


def _by_hand(entry: Entry) -> str:
    """Of a number given on paper while the system was down: why, and who entered it when."""
    hand = getattr(entry, "by_hand", None)
    if hand is None:
        return ""
    used = f", trên giấy là số {hand.used_number}" if hand.used_number else ""
    recorded = timezone.localtime(hand.recorded_at)
    return f"ghi trong thời gian gián đoạn ({hand.words}){used}; {hand.recorded_by} ghi lúc {recorded:%H:%M %d/%m/%Y}"


def _day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    return f"{timezone.localtime(value) if isinstance(value, datetime) else value:%d/%m/%Y}"


def _moment(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


@dataclass(frozen=True)
class BookRow:
    """A book in the list: its current period and the number that would come next."""

    book: Book
    kinds: list[RegisterKind]
    period: Period | None
    expected: int | None


def books(actor: Actor) -> list[BookRow]:
    """The books of the actor's agency; secret ones are not on a connected installation."""
    found = []
    for book in numbering.all_books(actor.agency_id):
        periods = sorted(book.periods.all(), key=lambda p: p.starts_on)
        current = next((p for p in periods if _holds(p, actor.on)), None)
        is_open = _holds(book, actor.on)
        expected = None
        if is_open and not (current and current.closed_at):
            expected = (current.last_number if current else 0) + 1
        found.append(BookRow(book, kinds(book), current or (periods[-1] if periods else None), expected))
    return found


def _holds(dated: Book | Period, on: date) -> bool:
    return dated.starts_on <= on and (dated.ends_on is None or on < dated.ends_on)


@dataclass(frozen=True)
class BookPage:
    book: Book
    kinds: list[RegisterKind]
    periods: list[Period]
    reserved: list[Entry]
    expected: int | None


def book_page(actor: Actor, book_id: int) -> BookPage | None:
    """A book with its periods and the numbers that wait; None for whoever may not read it."""
    book = numbering.book(actor.agency_id, book_id)
    if book is None or not numbering_rules.can_read_book(actor, book):
        return None
    row = next((row for row in books(actor) if row.book.pk == book_id), None)
    return BookPage(
        book,
        kinds(book),
        list(numbering.periods(book_id)),
        list(numbering.reserved(book_id)),
        row.expected if row else None,
    )
