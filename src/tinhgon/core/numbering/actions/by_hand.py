"""Numbers that were given on paper while the system was down, entered afterwards with the number they have: the one
exception to taking the next (docs/adr, numbers of an interruption). What a higher one passed over stands in the book
as void with the reason. Refuses a number that is taken, and a jump so wide that it must be a slip of the pen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import rules
from tinhgon.core.numbering.actions.taking import locked_period
from tinhgon.core.numbering.choices import MOST_PASSED_OVER, EntryState
from tinhgon.core.numbering.models import Book, Entry, HandEntry, Period
from tinhgon.core.verdict import Refused, require


@dataclass(frozen=True)
class ByHand:
    """A number of an interruption. Without `number` the next one is taken, and `used_number` says which stands on the
    paper. `passed_over` gives the reasons of numbers nobody used, where they are known."""

    words: str
    given_on: date
    number: int | None = None
    used_number: int | None = None
    passed_over: Mapping[int, str] | None = None


@transaction.atomic
def record_by_hand(
    actor: Actor,
    book: Book,
    hand: ByHand,
    at: datetime,
    *,
    state: EntryState = EntryState.USED,
    reason: str = "",
    holder_id: int | None = None,
    holder_label: str = "",
    request_key: str = "",
) -> Entry:
    """Write the number into the period that holds its day; the book goes on behind the highest.

    A number that an earlier file passed over may still be filled, one that is kept goes to its holder. The same
    `request_key` again is the same number. History is written by whoever knows what the number stands for.
    """
    require(rules.can_record_by_hand(actor, book))
    period = locked_period(book, hand.given_on)
    done = Entry.objects.filter(agency_id=book.agency_id, request_key=request_key).first() if request_key else None
    if done is not None:
        return done
    number = hand.number or period.last_number + 1
    facts = {
        "state": state, "reason": reason[:500], "holder_id": holder_id, "holder_label": holder_label[:300],
        "expires_at": None, "taken_at": at, "taken_by": actor.label, "request_key": request_key,
    }  # fmt: skip
    before = Entry.objects.select_for_update(of=("self",)).filter(period=period, number=number, suffix="").first()
    if before is not None:
        entry = _filled(before, facts, hand, actor, at)
    else:
        if number > period.last_number:
            _pass_over(actor, book, period, number, hand, at)
            _go_behind(period, number)
        entry = Entry.objects.create(agency_id=book.agency_id, period=period, number=number, **facts)
        _keep(entry, hand, actor, at)
    return entry


@transaction.atomic
def leave_out(actor: Actor, book: Book, hand: ByHand, at: datetime) -> None:
    """A number that stands on a paper which is not entered: behind the last one it would be given out once more, so it
    is passed over and a later file may fill it. A number too far off is a slip of the pen and changes nothing."""
    require(rules.can_record_by_hand(actor, book))
    assert hand.number is not None, "what is left out has a number"
    try:
        period = locked_period(book, hand.given_on)
    except Refused:  # a book that is closed gives nothing out
        return
    if period.last_number < hand.number <= period.last_number + MOST_PASSED_OVER:
        _pass_over(actor, book, period, hand.number + 1, hand, at)
        _go_behind(period, hand.number)


def _filled(entry: Entry, facts: dict[str, Any], hand: ByHand, actor: Actor, at: datetime) -> Entry:
    """A number passed over earlier turns out to have been used; or one that was kept went to who it was kept for."""
    known = HandEntry.objects.filter(entry=entry).first()
    is_passed_over = entry.state == EntryState.VOID and known is not None and known.is_gap
    is_kept = entry.state == facts["state"] == EntryState.RESERVED and entry.holder_id == facts["holder_id"]
    if not is_passed_over and not (is_kept and known is None):
        raise Refused(f"Số {entry} đã có trong sổ. Chọn số tiếp theo của sổ hoặc bỏ dòng này.", code="taken")
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(facts))
    HandEntry.objects.filter(entry=entry).delete()
    _keep(entry, hand, actor, at)
    return entry


def _pass_over(actor: Actor, book: Book, period: Period, number: int, hand: ByHand, at: datetime) -> None:
    """The numbers between the last one and this stand in the book as void, each with its reason."""
    missing = range(period.last_number + 1, number)
    if len(missing) > MOST_PASSED_OVER:
        raise Refused(
            f"Số {number} cách số cuối của sổ ({period.last_number}) quá {MOST_PASSED_OVER} số. Kiểm tra lại số.",
            code="jump",
        )
    known, nobody = hand.passed_over or {}, f"Không dùng trong thời gian gián đoạn ({hand.words})"
    gaps = [
        Entry(
            agency_id=book.agency_id, period=period, number=each, state=EntryState.VOID, taken_at=at,
            taken_by=actor.label, reason=(known.get(each) or nobody)[:500],
        )
        for each in missing
    ]  # fmt: skip
    for gap in Entry.objects.bulk_create(gaps):
        _keep(gap, hand, actor, at, is_gap=True)


def _go_behind(period: Period, number: int) -> None:
    period.last_number = number
    period.save(update_fields=["last_number"])


def _keep(entry: Entry, hand: ByHand, actor: Actor, at: datetime, *, is_gap: bool = False) -> None:
    HandEntry.objects.create(
        entry=entry,
        words=hand.words[:300],
        given_on=hand.given_on,
        used_number=None if is_gap else hand.used_number,
        is_gap=is_gap,
        recorded_at=at,
        recorded_by=actor.label,
    )
