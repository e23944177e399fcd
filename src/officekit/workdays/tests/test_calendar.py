"""Counting days and hours: the real calendar by example, any calendar by property."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officekit.workdays import VIETNAM, Calendar, Span, WorkingTime, vietnam

CALENDAR = Calendar.from_rows(vietnam())
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(VIETNAM))  # noqa: DTZ001
AMOUNTS = st.timedeltas(timedelta(), timedelta(hours=200))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.frozensets(DAYS, max_size=40))
    worked = draw(st.frozensets(DAYS, max_size=20)) - off
    cuts = sorted(draw(st.sets(st.integers(0, 23 * 60), min_size=4, max_size=4)))
    clocks = [time(minute // 60, minute % 60) for minute in cuts]
    hours = (Span(clocks[0], clocks[1]), Span(clocks[2], clocks[3]))
    return Calendar(days_off=off, working_saturdays=worked, hours=hours)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 4, 26), True),  # Saturday worked for 2 May
        (date(2025, 5, 2), False),
        (date(2026, 1, 10), True),  # Saturday worked for 2 January
        (date(2026, 1, 2), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 4, 27), False),  # for Sunday 26 April
        (date(2026, 11, 24), False),
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), False),
    ],
)
def test_known_days(day: date, worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is worked


def test_adding_skips_tet_and_counts_the_swapped_saturday() -> None:
    assert CALENDAR.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert CALENDAR.add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert CALENDAR.add_working_days(date(2026, 8, 28), 1) == date(2026, 9, 3)
    assert CALENDAR.add_working_days(date(2026, 9, 3), -1) == date(2026, 8, 28)
    assert CALENDAR.add_working_days(date(2026, 11, 28), 0) == date(2026, 11, 30)


def test_unsure_when_days_are_provisional_or_unknown() -> None:
    assert not CALENDAR.is_unsure(date(2026, 1, 1), date(2026, 12, 31))
    assert CALENDAR.is_unsure(date(2026, 12, 25), date(2027, 1, 4))
    assert not CALENDAR.is_unsure(date(2027, 3, 1), date(2027, 3, 31))
    assert CALENDAR.is_unsure(date(2028, 1, 5), date(2028, 1, 3))


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        (at(2026, 6, 25, 9), {"days": 5}, at(2026, 7, 2, 17)),
        (at(2026, 6, 27, 9), {"days": 1}, at(2026, 6, 29, 17)),
        (at(2026, 6, 25, 9), {"within_day": True}, at(2026, 6, 25, 17)),
        (at(2026, 6, 25, 17), {"within_day": True}, at(2026, 6, 26, 17)),
        (at(2026, 6, 26, 18), {"within_day": True}, at(2026, 6, 29, 17)),
        (at(2026, 6, 25, 10), {"hours": 3}, at(2026, 6, 25, 15)),
        (at(2026, 6, 25, 16), {"hours": 2}, at(2026, 6, 26, 8, 30)),
        (at(2026, 6, 26, 20), {"hours": 1.5}, at(2026, 6, 29, 9)),
        (at(2026, 6, 25, 13, 30), {"hours": 3.5}, at(2026, 6, 25, 17)),
        (at(2026, 6, 25, 9), {"calendar_days": 1}, at(2026, 6, 26, 17)),
        (at(2026, 6, 25, 9), {"calendar_days": 2}, at(2026, 6, 29, 17)),
        (at(2026, 2, 10, 9), {"calendar_days": 6}, at(2026, 2, 23, 17)),
        (datetime(2026, 6, 25, 23, tzinfo=UTC), {"within_day": True}, at(2026, 6, 26, 17)),
    ],
)
def test_due_at(start: datetime, limit: dict[str, float], due: datetime) -> None:
    assert CALENDAR.due_at(start, **limit) == due  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [{}, {"days": 1, "hours": 2}, {"days": 0}, {"hours": -1}])
def test_due_at_refuses_unclear_limits(limit: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"time limit|exactly one"):
        CALENDAR.due_at(at(2026, 6, 25, 9), **limit)  # type: ignore[arg-type]


def test_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.due_at(datetime(2026, 6, 25), days=1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "due", "phrase"),
    [
        (at(2026, 6, 24, 9), at(2026, 6, 25, 17), "còn 1 ngày 6 giờ"),
        (at(2026, 6, 25, 16, 35), at(2026, 6, 25, 17), "còn 25 phút"),
        (at(2026, 6, 25, 15), at(2026, 6, 25, 17), "còn 2 giờ"),
        (at(2026, 6, 30, 17), at(2026, 6, 25, 17), "quá 3 ngày"),
        (at(2026, 6, 26, 9), at(2026, 6, 25, 17), "quá 1 giờ"),
        (at(2026, 6, 25, 20), at(2026, 6, 25, 17), "vừa quá hạn"),
        (at(2026, 6, 25, 17), at(2026, 6, 25, 17), "đến hạn"),
        (at(2026, 6, 26, 17), at(2026, 6, 29, 7), "đến hạn"),
    ],
)
def test_phrases_beside_a_deadline(now: datetime, due: datetime, phrase: str) -> None:
    assert CALENDAR.working_time_between(now, due).phrase == phrase


def test_an_office_may_have_its_own_hours_and_zone() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    calendar = Calendar(hours=(Span(time(9), time(17)),), zone=tokyo, weekend=frozenset({6}))
    due = calendar.due_at(datetime(2026, 6, 27, 0, tzinfo=UTC), hours=10)
    assert due == datetime(2026, 6, 29, 11, tzinfo=tokyo)
    assert calendar.working_time_between(due - timedelta(hours=1), due) == WorkingTime(0, 1, 0, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": ()},
        {"hours": (Span(time(8), time(12)), Span(time(11), time(17)))},
        {"days_off": frozenset({date(2026, 1, 2)}), "working_saturdays": frozenset({date(2026, 1, 2)})},
        {"weekend": frozenset(range(7))},
    ],
)
def test_impossible_calendars_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Calendar(**wrong)  # type: ignore[arg-type]


def test_a_span_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="end after it starts"):
        Span(time(12), time(8))


@given(calendars(), DAYS, st.integers(-60, 60))
def test_adding_and_counting_are_inverse(calendar: Calendar, day: date, n: int) -> None:
    day = calendar.next_working_day(day)
    reached = calendar.add_working_days(day, n)
    assert calendar.is_working_day(reached)
    assert calendar.working_days_between(day, reached) == n
    assert calendar.add_working_days(reached, -n) == day


@given(calendars(), DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(calendar: Calendar, a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    days = [first + timedelta(days=index) for index in range(1, (last - first).days + 1)]
    plain = sum(calendar.is_working_day(day) for day in days)
    assert calendar.working_days_between(first, last) == plain
    assert calendar.working_days_between(last, first) == -plain


@given(calendars(), DAYS, DAYS, st.integers(0, 40), st.integers(0, 40))
def test_adding_days_is_monotone(calendar: Calendar, a: date, b: date, n: int, m: int) -> None:
    assert calendar.add_working_days(min(a, b), min(n, m)) <= calendar.add_working_days(max(a, b), max(n, m))


@given(calendars(), MOMENTS, MOMENTS, AMOUNTS)
def test_adding_time_is_monotone(calendar: Calendar, a: datetime, b: datetime, amount: timedelta) -> None:
    early, late = min(a, b), max(a, b)
    assert calendar.add_working_time(early, amount) <= calendar.add_working_time(late, amount)


@given(calendars(), MOMENTS, AMOUNTS)
def test_adding_and_measuring_time_are_inverse(calendar: Calendar, start: datetime, amount: timedelta) -> None:
    reached = calendar.add_working_time(start, amount)
    assert reached >= start
    assert calendar.working_duration(start, reached) == amount
    assert calendar.working_duration(reached, start) == -amount


@given(calendars(), MOMENTS, MOMENTS, MOMENTS)
def test_durations_add_up(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    whole = calendar.working_duration(a, c)
    assert whole == calendar.working_duration(a, b) + calendar.working_duration(b, c)


@given(calendars(), MOMENTS, st.integers(1, 30))
def test_a_limit_in_days_ends_in_the_future_at_closing_time(calendar: Calendar, start: datetime, days: int) -> None:
    due = calendar.due_at(start, days=days)
    assert due > start
    assert due == calendar.closing(due.date())
    assert calendar.due_at(start, days=days + 1) > due
    assert calendar.due_at(start, within_day=True) <= due
