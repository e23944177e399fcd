"""A book that ends while a number of it is being given, with transactions that really commit."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book, Entry
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions

Act = Callable[[], object]


@pytest.fixture
def one_behind_the_other(until_awaited: Act) -> Callable[[Act, Act], None]:
    """The second act begins while the transaction of the first is still open, and waits for it."""
    done = threading.Event()

    def hold(act: Act) -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                until_awaited()
        finally:
            done.set()
            connection.close()

    def follow(act: Act) -> None:
        done.wait()
        try:
            act()
        finally:
            connection.close()

    def run(first: Act, second: Act) -> None:
        with ThreadPoolExecutor(2) as pool:
            for task in [pool.submit(hold, first), pool.submit(follow, second)]:
                task.result()

    return run


@pytest.fixture
def book(committed) -> Book:
    return Book.objects.filter(agency=committed.agency("ubnd"), flow=Flow.OUTGOING, is_secret=False).order_by("pk")[0]


def test_who_ends_a_book_sees_the_number_being_given(committed, book, one_behind_the_other):
    clerk, chief, now = committed.actor("vanthu.ubnd"), committed.actor("chanhvp.ubnd"), timezone.now()
    today = timezone.localdate(now)
    actions.open_year(chief, book.pk, today.year, now)

    def end():
        with pytest.raises(Refused, match="đã cấp số"):
            actions.end_book(chief, book.pk, today, now)

    one_behind_the_other(lambda: numbering.take(clerk, book, today, now), end)
    book.refresh_from_db()
    assert book.ends_on is None


def test_no_number_is_given_in_a_book_that_ends_at_this_moment(committed, book, one_behind_the_other):
    clerk, chief, now = committed.actor("vanthu.ubnd"), committed.actor("chanhvp.ubnd"), timezone.now()
    today = timezone.localdate(now)
    actions.open_year(chief, book.pk, today.year, now)

    def take():
        with pytest.raises(Refused, match="không mở"), transaction.atomic():
            numbering.take(clerk, book, today, now)

    one_behind_the_other(lambda: actions.end_book(chief, book.pk, today, now), take)
    assert not Entry.objects.filter(period__book=book).exists()


def test_who_ends_a_book_sees_the_first_number_of_the_year_being_given(committed, book, one_behind_the_other):
    """There is no period yet that both could lock."""
    clerk, chief, now = committed.actor("vanthu.ubnd"), committed.actor("chanhvp.ubnd"), timezone.now()
    today = timezone.localdate(now)
    assert not book.periods.exists()

    def end():
        with pytest.raises(Refused, match="đã cấp số"):
            actions.end_book(chief, book.pk, today, now)

    one_behind_the_other(lambda: numbering.take(clerk, book, today, now), end)
    book.refresh_from_db()
    assert book.ends_on is None


def test_no_first_number_is_given_in_a_book_that_ends_at_this_moment(committed, book, one_behind_the_other):
    clerk, chief, now = committed.actor("vanthu.ubnd"), committed.actor("chanhvp.ubnd"), timezone.now()
    today = timezone.localdate(now)
    assert not book.periods.exists()

    def take():
        with pytest.raises(Refused, match="không mở"), transaction.atomic():
            numbering.take(clerk, book, today, now)

    one_behind_the_other(lambda: actions.end_book(chief, book.pk, today, now), take)
    assert not Entry.objects.filter(period__book=book).exists()
