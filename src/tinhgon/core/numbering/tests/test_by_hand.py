"""Numbers of an interruption: entered with the number they have, the book goes on behind them, gaps are explained."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from tinhgon.core.numbering import actions, queries
from tinhgon.core.numbering.actions import ByHand
from tinhgon.core.numbering.choices import MOST_PASSED_OVER, EntryState, Flow
from tinhgon.core.numbering.models import Book, Entry, HandEntry
from tinhgon.core.verdict import Refused

ON = date(2026, 3, 10)
AT = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
WORDS = "Mất điện ngày 10/03/2026"


@pytest.fixture
def clerk(province):
    return province.actor("vanthu.ubnd")


@pytest.fixture
def book(province) -> Book:
    return Book.objects.get(agency=province.agency("ubnd"), flow=Flow.INCOMING)


def by_hand(clerk, book, number, **more) -> Entry:
    passed_over = more.pop("passed_over", None)
    return actions.record_by_hand(clerk, book, ByHand(WORDS, ON, number, passed_over=passed_over), AT, **more)


def states(book) -> list[tuple[int, str]]:
    return list(Entry.objects.filter(period__book=book).order_by("number").values_list("number", "state"))


def test_the_book_goes_on_behind_the_highest_and_says_why_numbers_are_missing(clerk, book):
    with transaction.atomic():
        actions.take(clerk, book, ON, AT)
    by_hand(clerk, book, 4, passed_over={3: "Ghi hỏng"})
    assert states(book) == [(1, "used"), (2, "void"), (3, "void"), (4, "used")]
    two, three = Entry.objects.get(number=2), Entry.objects.get(number=3)
    assert WORDS in two.reason
    assert three.reason == "Ghi hỏng"
    assert queries.expected_number(book, ON) == 5
    row = HandEntry.objects.get(entry__number=4)
    assert (row.given_on, row.words, row.recorded_by) == (ON, WORDS, clerk.label)


def test_what_was_passed_over_may_be_filled_and_nothing_else(clerk, book):
    by_hand(clerk, book, 3)
    filled = by_hand(clerk, book, 2)
    assert (filled.state, filled.reason, filled.by_hand.is_gap) == (EntryState.USED, "", False)
    for number in (2, 3):
        with pytest.raises(Refused, match="đã có trong sổ"):
            by_hand(clerk, book, number)
    assert states(book) == [(1, "void"), (2, "used"), (3, "used")]


def test_a_number_is_recorded_once_however_often_it_is_asked(clerk, book):
    first = by_hand(clerk, book, 2, request_key="k")
    assert by_hand(clerk, book, 2, request_key="k") == first
    assert len(states(book)) == 2


def test_the_next_number_notes_which_stands_on_the_paper(clerk, book):
    by_hand(clerk, book, 1)
    entry = actions.record_by_hand(clerk, book, ByHand(WORDS, ON, used_number=1), AT)
    assert (entry.number, entry.by_hand.used_number) == (2, 1)


def test_the_same_number_of_two_years_is_the_one_of_this_year(clerk, book):
    kept = {}
    for year in (2025, 2026):
        days = {"starts_on": date(year, 1, 1), "ends_on": date(year + 1, 1, 1), "label": str(year)}
        period = book.periods.create(**days)
        kept[year] = Entry.objects.create(
            agency_id=book.agency_id, period=period, number=15, state=EntryState.RESERVED, taken_at=AT,
            holder_label="x", reason="x",
        )  # fmt: skip
    old = HandEntry.objects.create(
        entry=kept[2025], words=WORDS, given_on=date(2025, 12, 30), recorded_at=AT, recorded_by="x"
    )
    assert queries.given_by_hand(book.pk, 15, ON) is None, "kept as every number is"
    Entry.objects.filter(pk=kept[2026].pk).update(state=EntryState.VOID)
    assert queries.given_by_hand(book.pk, 15, ON) == old
    Entry.objects.filter(pk=kept[2026].pk).update(state=EntryState.RESERVED)
    new = HandEntry.objects.create(entry=kept[2026], words=WORDS, given_on=ON, recorded_at=AT, recorded_by="x")
    assert queries.given_by_hand(book.pk, 15, ON) == new


def test_a_slip_of_the_pen_and_a_closed_book_are_refused(province, clerk, book):
    with pytest.raises(Refused, match="Kiểm tra lại số"):
        by_hand(clerk, book, MOST_PASSED_OVER + 2)
    assert states(book) == []
    entry = by_hand(clerk, book, 1)
    actions.close(province.actor("chanhvp.ubnd"), entry.period_id, AT)
    with pytest.raises(Refused, match="đã khoá"):
        by_hand(clerk, book, 2)


def test_only_who_keeps_the_book_may(province, book):
    for username in ("lanhdao.ubnd", "vanthu.tinhuy"):
        with pytest.raises(Refused):
            by_hand(province.actor(username), book, 1)
    assert states(book) == []
