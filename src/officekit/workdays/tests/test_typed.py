"""Dates as clerks type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officekit.workdays import Calendar, UnreadableDayError, parse_day, vietnam

TODAY = date(2025, 6, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/6", date(2025, 6, 25)),
        ("25/06", date(2025, 6, 25)),
        ("25-6", date(2025, 6, 25)),
        ("25.6", date(2025, 6, 25)),
        ("25 6", date(2025, 6, 25)),
        ("256", date(2025, 6, 25)),
        ("2506", date(2025, 6, 25)),
        ("312", date(2025, 12, 3)),
        ("250625", date(2025, 6, 25)),
        ("25062024", date(2024, 6, 25)),
        ("25/6/25", date(2025, 6, 25)),
        ("25/06/2025", date(2025, 6, 25)),
        ("2025-06-05", date(2025, 6, 5)),
        ("ngày 5/7", date(2025, 7, 5)),
        ("30", date(2025, 6, 30)),
        ("2/1", date(2025, 1, 2)),
        ("29/2", date(2024, 2, 29)),
        ("hôm nay", TODAY),
        ("  Hom  Nay ", TODAY),
        ("hôm qua", date(2025, 6, 24)),
        ("mai", date(2025, 6, 26)),
        ("+3", date(2025, 6, 28)),
        ("-1", date(2025, 6, 24)),
        ("thứ 6", date(2025, 6, 27)),
        ("thứ sáu", date(2025, 6, 27)),
        ("t2", date(2025, 6, 30)),
        ("thứ Tư", TODAY),
        ("chủ nhật", date(2025, 6, 29)),
    ],
)
def test_readable(typed: str, day: date) -> None:
    assert parse_day(typed, today=TODAY) == day


def test_offset_counts_working_days_of_a_calendar() -> None:
    calendar = Calendar.from_rows(vietnam())
    assert parse_day("+3", today=TODAY, calendar=calendar) == date(2025, 6, 30)
    assert parse_day("+0", today=date(2025, 6, 28), calendar=calendar) == date(2025, 6, 28)


def test_missing_year_follows_the_preference() -> None:
    new_year = date(2026, 1, 3)
    assert parse_day("30/12", today=new_year) == date(2025, 12, 30)
    assert parse_day("30/12", today=new_year, prefer="future") == date(2026, 12, 30)
    assert parse_day("5/1", today=new_year, prefer="past") == date(2025, 1, 5)
    assert parse_day("5", today=new_year, prefer="past") == date(2025, 12, 5)


@pytest.mark.parametrize("typed", ["", "abc", "31/4", "320", "99", "0", "31/2/2025", "12345", "25//6", "²5/6", "t8"])
def test_unreadable_is_refused_in_words_a_clerk_can_act_on(typed: str) -> None:
    with pytest.raises(UnreadableDayError, match=r"Không hiểu ngày .* Hãy nhập như 25/6"):
        parse_day(typed, today=TODAY)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_full_dates_are_read_as_written(day: date, today: date) -> None:
    for style in ("%d/%m/%Y", "%d-%m-%y", "%d%m%Y", "%d%m%y", "%Y-%m-%d"):
        assert parse_day(day.strftime(style), today=today) == day


@given(st.dates(date(2010, 1, 1), date(2090, 12, 31)), st.integers(-180, 180))
def test_days_within_half_a_year_need_no_year(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    if (day.day, day.month) != (29, 2):
        assert parse_day(f"{day.day}/{day.month}", today=today) == day


@given(st.text(max_size=12))
def test_anything_typed_is_a_day_or_a_clear_refusal(typed: str) -> None:
    try:
        assert isinstance(parse_day(typed, today=TODAY), date)
    except UnreadableDayError as refusal:
        assert str(refusal).startswith("Không hiểu ngày")
