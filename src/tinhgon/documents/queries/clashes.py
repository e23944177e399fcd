"""What keeps the rows of an interruption from being entered as they stand: numbers taken or written twice, numbers
passed over, days outside, closed books, papers that are in the book already. A fixed number of queries, however many
rows there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import MOST_PASSED_OVER, EntryState, Flow, PeriodKind
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.documents import search
from tinhgon.documents.choices import Clash, Decision, IncomingState
from tinhgon.documents.models import Document, Interruption, SheetRow
from tinhgon.documents.queries.visible import visible_to

# Where a number belongs: its book and the start of the period.
Place = tuple[int, date]


@dataclass
class _Periods:
    """The period of a book that holds a day, also the one that its first number will open."""

    books: dict[int, Book]
    of: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))

    def holding(self, book_id: int, on: date) -> tuple[Place | None, Period | None]:
        period = next((p for p in self.of[book_id] if p.starts_on <= on and (not p.ends_on or on < p.ends_on)), None)
        if period is not None:
            return (book_id, period.starts_on), period
        book = self.books[book_id]
        is_open = book.starts_on <= on and (book.ends_on is None or on < book.ends_on)
        if book.period_kind == PeriodKind.YEAR and is_open:
            return (book_id, date(on.year, 1, 1)), None
        return None, None


def clashes(actor: Actor, interruption: Interruption, rows: Sequence[SheetRow]) -> dict[int, list[dict[str, Any]]]:
    """{row: its clashes} of rows that are to be entered and have no error."""
    found: dict[int, list[dict[str, Any]]] = {row.pk: [] for row in rows}
    periods = _Periods(Book.objects.in_bulk({row.book_id for row in rows}))
    for period in Period.objects.filter(book__in=periods.books):
        periods.of[period.book_id].append(period)
    placed: dict[Place, list[SheetRow]] = defaultdict(list)
    last_of: dict[Place, int] = {}
    period_of: dict[Place, int] = {}
    first, last = timezone.localdate(interruption.starts_at), timezone.localdate(interruption.ends_at)
    for row in rows:
        assert row.number is not None and row.given_on is not None, "a row without an error has both"
        if not first <= row.given_on <= last:
            found[row.pk].append(_clash(Clash.OUTSIDE, f"Ngày {row.given_on:%d/%m/%Y}; gián đoạn {_span(first, last)}"))
        place, period = periods.holding(row.book_id, row.given_on)
        if place is None:
            found[row.pk].append(_clash(Clash.PERIOD, f"Sổ không mở cho ngày {row.given_on:%d/%m/%Y}"))
            continue
        if period is not None and period.closed_at is not None:
            closed = f"Khoá {timezone.localtime(period.closed_at):%d/%m/%Y}, số cuối {period.last_number}"
            found[row.pk].append(_clash(Clash.CLOSED, closed))
        placed[place].append(row)
        last_of[place] = period.last_number if period else 0
        if period:
            period_of[place] = period.pk
    for place, there in placed.items():
        taken = _taken(period_of.get(place), there)
        _compare_numbers(there, taken, last_of[place], found)
    _compare_papers(actor, rows, found)
    return found


def _clash(kind: Clash, words: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind.value, "words": words, **more}


def _span(first: date, last: date) -> str:
    return f"ngày {first:%d/%m/%Y}" if first == last else f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def _taken(period_id: int | None, rows: Iterable[SheetRow]) -> dict[int, Entry]:
    """The numbers that stand in the book; what an interruption passed over may still be filled."""
    if period_id is None:
        return {}
    entries = Entry.objects.filter(period_id=period_id, number__in={row.number for row in rows}, suffix="")
    entries = entries.exclude(state=EntryState.VOID, by_hand__is_gap=True)
    return {entry.number: entry for entry in entries.select_related("document", "by_hand")}


def _compare_numbers(
    rows: list[SheetRow], taken: dict[int, Entry], last: int, found: dict[int, list[dict[str, Any]]]
) -> None:
    by_number: dict[int, list[SheetRow]] = defaultdict(list)
    for row in rows:
        by_number[row.number or 0].append(row)
    before = last
    for number, there in sorted(by_number.items()):
        if len(there) > 1:
            for row in there:
                others = [other for other in there if other.pk != row.pk]
                words = "; ".join(str(other) for other in others[:5])
                found[row.pk].append(_clash(Clash.TWICE, f"Số {number} còn ở {words}", row=others[0].pk))
        if (entry := taken.get(number)) is not None:
            there = [row for row in there if not _is_kept_for(entry, row)]
            document = getattr(entry, "document", None)
            state, taken_at = EntryState(entry.state).label.lower(), timezone.localtime(entry.taken_at)
            words = f"Số {number}: {state} lúc {taken_at:%H:%M %d/%m/%Y}"
            for row in there:
                found[row.pk].append(_clash(Clash.TAKEN, words, document=document.pk if document else None))
            continue
        if all(row.decision in (Decision.LEAVE_OUT, Decision.NEXT) for row in there):
            continue  # nobody uses the number
        if number > before + 1:
            missing = f"{before + 1}" if number == before + 2 else f"{before + 1}–{number - 1}"
            is_slip = number - before - 1 > MOST_PASSED_OVER
            hint = ". Nhảy quá xa: kiểm tra lại số" if is_slip else ". Ghi đúng số thì các số này thành số bỏ, có lý do"
            for row in there:
                found[row.pk].append(_clash(Clash.GAP, f"Bỏ trống số {missing}{hint}", is_slip=is_slip))
        before = max(before, number)


def _is_kept_for(entry: Entry, row: SheetRow) -> bool:
    """A kept number that went, by hand, to the one it is kept for."""
    is_kept = entry.state == EntryState.RESERVED and not hasattr(entry, "by_hand")
    return is_kept and entry.holder_id is not None and entry.holder_id == row.cells.get("holder_id")


def _compare_papers(actor: Actor, rows: Sequence[SheetRow], found: dict[int, list[dict[str, Any]]]) -> None:
    """Incoming papers that are registered already, or stand in the file twice; only what the clerk may see."""
    keyed: dict[tuple[str, str, str], list[SheetRow]] = defaultdict(list)
    for row in rows:
        if row.book.flow == Flow.INCOMING and (key := search.code_key(row.cells.get("code", ""))):
            keyed[_paper_key(key, row.cells.get("dated", ""), row.cells.get("issuer", ""))].append(row)
    if not keyed:
        return
    known = visible_to(actor).filter(
        agency_id=actor.agency_id, flow=Flow.INCOMING, code_key__in={key for key, _, _ in keyed}
    )
    known = known.exclude(state__in=[IncomingState.REFUSED, IncomingState.RECALLED]).order_by("pk")
    registered: dict[tuple[str, str, str], Document] = {}
    for paper in known.only("code_key", "issued_on", "issuer", "register_number", "code"):
        day = paper.issued_on.isoformat() if paper.issued_on else ""
        registered.setdefault(_paper_key(paper.code_key, day, paper.issuer), paper)
    for each, there in keyed.items():
        same = registered.get(each)
        for place, row in enumerate(there):
            if same is not None:
                words = f"Số đến {same.register_label or 'chưa có'}"
                found[row.pk].append(_clash(Clash.DUPLICATE, words, document=same.pk))
            elif place:
                found[row.pk].append(_clash(Clash.DUPLICATE, f"Cùng văn bản với {there[0]}", row=there[0].pk))


def _paper_key(code_key: str, dated: str, issuer: str) -> tuple[str, str, str]:
    return code_key, dated, vntext.fold(vntext.same_tone(issuer))
