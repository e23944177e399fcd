"""What an office needs on paper before the system is down: its open books with their last numbers and the next ones,
what is in hand, and the columns to write in. Of a restricted paper it names the number alone, as the register does; a
pack that is kept on the machine names no paper at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.numbering.choices import Flow, RegisterKind
from tinhgon.core.numbering.models import Book, Entry, Period, RegisterForm
from tinhgon.documents.choices import RESTRICTED_WORDS, STATES, IncomingState, OutgoingState
from tinhgon.documents.models import Document, PackSetting
from tinhgon.documents.queries import minutes
from tinhgon.documents.queries.registers import letterhead
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import ClericalOffice, IssuingBodyVersion

# Numbers printed as the next ones, a line of a blank form each: two pages of what comes, one of what goes out.
MANY, FEW = 26, 11
SHOWN = 200
_STATES = {
    Flow.INCOMING: (IncomingState.ARRIVED, IncomingState.REGISTERED),
    Flow.OUTGOING: (OutgoingState.APPROVED, OutgoingState.SIGNED, OutgoingState.NUMBERED),
    Flow.INTERNAL: (OutgoingState.APPROVED, OutgoingState.SIGNED, OutgoingState.NUMBERED),
}


@dataclass(frozen=True)
class PackBook:
    """An open book as it stands, and the form of its register."""

    book: Book
    body: IssuingBodyVersion
    form: RegisterForm
    period: Period | None
    held: tuple[Entry, ...]

    @property
    def last(self) -> int:
        return self.period.last_number if self.period else 0

    @property
    def following(self) -> range:
        return range(self.last + 1, self.last + 1 + (MANY if self.is_incoming else FEW))

    @property
    def is_incoming(self) -> bool:
        return self.book.flow == Flow.INCOMING

    @property
    def years(self) -> str:
        label = self.period.label if self.period else ""
        return f"{'Năm' if self.book.period_kind == 'year' else 'Nhiệm kỳ'} {label}".strip()


@dataclass(frozen=True)
class PaperInHand:
    """A paper that something is to be done with, in words that may lie on a desk."""

    what: str
    number: str
    words: str
    issuer: str


@dataclass(frozen=True)
class Pack:
    """`papers` is None in a pack that is kept: it counts them."""

    agency: str
    bloc: str
    office: ClericalOffice
    at: datetime
    books: list[PackBook]
    counts: list[list[str]]
    papers: list[PaperInHand] | None

    @property
    def name(self) -> str:
        return f"du-phong-{self.office.pk}-{timezone.localtime(self.at):%Y%m%d}"


def pack_offices(actor: Actor) -> list[ClericalOffice]:
    """The clerical offices of the agency on the day."""
    return offices_on(actor.agency_id, actor.on)


def pack(actor: Actor, office_id: int, at: datetime) -> Pack | None:
    """What the clerk takes along, with the papers he may see; None where the office is not one of the agency."""
    office = next((row for row in pack_offices(actor) if row.pk == office_id), None)
    return _pack(office, actor.on, at, list(_in_hand(actor, office))) if office else None


def kept_pack(office: ClericalOffice, on: date, at: datetime) -> Pack:
    """What lies on the machine, where whoever looks after it may find it: no paper is named (office-practice A 3)."""
    return _pack(office, on, at, None)


def agencies_with_morning_packs() -> list[int]:
    return list(PackSetting.objects.filter(is_on=True).order_by("agency_id").values_list("agency_id", flat=True))


def offices_on(agency_id: int, on: date) -> list[ClericalOffice]:
    return list(ClericalOffice.objects.filter(organisation.in_force(on), agency_id=agency_id).order_by("id"))


def makes_morning_packs(actor: Actor) -> PackSetting | None:
    return PackSetting.objects.filter(agency_id=actor.agency_id).first()


def _pack(office: ClericalOffice, on: date, at: datetime, papers: list[PaperInHand] | None) -> Pack:
    own = organisation.profile(office.agency_id)
    counts = minutes.state_of_the_post(office, on)["papers"]
    return Pack(own.name, own.bloc, office, at, list(pack_books(office, on)), counts, papers)


def pack_books(office: ClericalOffice, on: date) -> Iterator[PackBook]:
    """The open books of the office's bodies; secret ones are nowhere here."""
    principals = [body.principal_id for body in office.bodies.all()]
    books = Book.objects.filter(organisation.in_force(on), agency_id=office.agency_id, body__in=principals)
    for book in books.filter(is_secret=False).order_by("flow", "name", "pk"):
        period = numbering.period_for(book, on).first()
        if period is None or period.closed_at is None:
            body, form = book_form(book, on)
            yield PackBook(book, body, form, period, tuple(numbering.reserved(book.pk)[:SHOWN]))


def book_form(book: Book, on: date) -> tuple[IssuingBodyVersion, RegisterForm]:
    """The letterhead of a book and the columns of its register on a day."""
    kind = RegisterKind.INCOMING if book.flow == Flow.INCOMING else RegisterKind.OUTGOING
    last_day = min(on, book.ends_on - timedelta(days=1)) if book.ends_on else on
    body = letterhead(book, max(last_day, book.starts_on))
    return body, numbering.register_form(kind, body.rule_set, on)


def _in_hand(actor: Actor, office: ClericalOffice) -> Iterator[PaperInHand]:
    bodies = [body.pk for body in office.bodies.all()]
    for flow, states in _STATES.items():
        rows = visible_to(actor).filter(agency_id=actor.agency_id, flow=flow, state__in=states)
        rows = rows.filter(issuing_body__in=bodies) | rows.filter(issuing_body=None)
        for paper in rows.order_by("state", "pk")[:SHOWN]:
            if paper.state != IncomingState.REGISTERED or paper.waits_for_id is None:
                yield _shown(paper)


def _shown(paper: Document) -> PaperInHand:
    what = STATES[paper.state] if paper.state != IncomingState.REGISTERED else "Đã vào sổ, chưa trình"
    number = paper.register_label
    if paper.is_restricted:
        return PaperInHand(what, number, RESTRICTED_WORDS, "")
    return PaperInHand(what, number, ": ".join(filter(None, (paper.shown_code, paper.subject))), paper.issuer)


def books_of(agency_id: int) -> list[Book]:
    """Every book of the agency that is no secret, closed ones too: what an interruption may have written into."""
    return list(Book.objects.filter(agency_id=agency_id, is_secret=False).order_by("pk"))
