"""Giving numbers: one locked row, the next number, no gap and no double, whatever is killed (law 4)."""

from datetime import date, datetime

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.numbering import queries
from tinhgon.core.numbering.choices import EntryState, PeriodKind
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.verdict import Refused


def take(actor: Actor, book: Book, on: date, at: datetime) -> Entry:
    """Take the next number of the book's period that holds `on`.

    Call it among the last statements of a transaction: the period's row stays locked until commit.
    Raises Refused when the book is closed for that day.
    """
    period = _locked_period(book, on)
    period.last_number += 1
    period.save(update_fields=["last_number"])
    return Entry.objects.create(
        agency_id=book.agency_id,
        period=period,
        number=period.last_number,
        state=EntryState.USED,
        taken_at=at,
        taken_by=actor.label,
    )


def take_number(actor: Actor, book: Book, on: date, number: int, at: datetime) -> Entry:
    """Use a number that the actor's post (or the caller's approval) has reserved before."""
    period = _locked_period(book, on)
    entry = Entry.objects.filter(period=period, number=number, suffix="").first()
    if entry is None or entry.state != EntryState.RESERVED:
        raise Refused(f"Số {number} không được giữ chỗ. Hãy lấy số tiếp theo của sổ.", field="number")
    if entry.holder_id not in (None, *actor.principals):
        raise Refused(f"Số {number} giữ chỗ cho {entry.holder_label}.", field="number")
    entry.state = EntryState.USED
    entry.taken_at, entry.taken_by = at, actor.label
    entry.save(update_fields=["state", "taken_at", "taken_by"])
    return entry


def reserve(
    actor: Actor,
    book: Book,
    on: date,
    at: datetime,
    *,
    holder_id: int,
    holder_label: str,
    reason: str,
    expires_at: datetime,
) -> Entry:
    """Keep the next outgoing number for a named holder until a moment, with the reason that the register prints."""
    if book.flow == "incoming":
        raise Refused("Số đến chỉ được cấp khi vào sổ, không giữ chỗ.")
    if not reason.strip():
        raise Refused("Nêu lý do giữ chỗ số.", field="reason")
    entry = take(actor, book, on, at)
    entry.state, entry.reason = EntryState.RESERVED, reason.strip()
    entry.holder_id, entry.holder_label, entry.expires_at = holder_id, holder_label, expires_at
    entry.save(update_fields=["state", "reason", "holder", "holder_label", "expires_at"])
    audit.record(
        actor,
        "numbering.reserve",
        "entry",
        entry.pk,
        f"{book.name}: {entry}",
        at,
        home=book.agency_id,
        detail={"reason": reason, "holder": holder_label, "expires_at": expires_at},
    )
    return entry


def void(actor: Actor, entry_id: int, reason: str, at: datetime) -> Entry:
    """Give up a reserved number; it stays in the register with its reason."""
    entry = (
        Entry.objects.select_for_update()
        .select_related("period__book")
        .get(pk=entry_id, agency_id=actor.agency_id)
    )
    if entry.state != EntryState.RESERVED:
        raise Refused("Chỉ bỏ được số đang giữ chỗ.")
    if not reason.strip():
        raise Refused("Nêu lý do bỏ số.", field="reason")
    entry.state, entry.reason = EntryState.VOID, reason.strip()
    entry.save(update_fields=["state", "reason"])
    audit.record(
        actor,
        "numbering.void",
        "entry",
        entry.pk,
        f"{entry.period.book.name}: {entry}",
        at,
        home=entry.agency_id,
        detail={"reason": reason},
    )
    return entry


def close(actor: Actor, period_id: int, at: datetime) -> Period:
    """Close a period for good (khoá sổ): no number is given in it any more."""
    period = (
        Period.objects.select_for_update(of=("self",))
        .select_related("book")
        .get(pk=period_id, book__agency_id=actor.agency_id)
    )
    if period.closed_at:
        raise Refused("Sổ này đã khoá.")
    period.closed_at, period.closed_by = at, actor.label
    period.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        actor,
        "numbering.close",
        "period",
        period.pk,
        f"{period.book.name} {period.label}",
        at,
        home=period.book.agency_id,
        detail={"last_number": period.last_number},
    )
    return period


def _locked_period(book: Book, on: date) -> Period:
    period = queries.period_for(book, on).select_for_update().first()
    if period is None and book.period_kind == PeriodKind.YEAR and _book_is_open(book, on):
        Period.objects.get_or_create(
            book=book,
            starts_on=date(on.year, 1, 1),
            defaults={"label": str(on.year), "ends_on": date(on.year + 1, 1, 1)},
        )
        period = queries.period_for(book, on).select_for_update().first()
    if period is None:
        raise Refused(f"{book.name} không mở cho ngày {on:%d/%m/%Y}. Mở sổ hoặc chọn sổ khác.")
    if period.closed_at:
        raise Refused(f"{book.name} năm {period.label} đã khoá. Chọn sổ khác.")
    return period


def _book_is_open(book: Book, on: date) -> bool:
    return book.starts_on <= on and (book.ends_on is None or on < book.ends_on)
