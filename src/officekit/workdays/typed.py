"""Dates as clerks type them: "25/6", "256", "hôm nay", "+3", "thứ 6", "25/06/2025".

It knows how to guess the missing year from the day it is told is today, and refuses what is no date with a
sentence the clerk can act on.
"""

import re
from datetime import date, timedelta
from typing import Final, Literal

from officekit import vntext
from officekit.workdays.calendar import Calendar

Prefer = Literal["nearest", "past", "future"]

_WORDS: Final = {
    "hom nay": 0,
    "nay": 0,
    "trong ngay": 0,
    "hom qua": -1,
    "qua": -1,
    "hom kia": -2,
    "mai": 1,
    "ngay mai": 1,
    "mot": 2,
    "ngay kia": 2,
}
_WEEKDAYS: Final = {
    "hai": 0,
    "ba": 1,
    "tu": 2,
    "nam": 3,
    "sau": 4,
    "bay": 5,
    **{str(number): number - 2 for number in range(2, 8)},
}
_SEPARATED: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OFFSET: Final = re.compile(r"([+-]) ?(\d{1,3})")
_WEEKDAY: Final = re.compile(r"(?:thu ?|t)(hai|ba|tu|nam|sau|bay|[2-7])")


class UnreadableDayError(ValueError):
    """The text is no date; the message is Vietnamese and says how to write one."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"Không hiểu ngày “{typed.strip()}”. Hãy nhập như 25/6, 256, 25/06/2025, hôm nay, thứ 6 hoặc +3."
        )


def parse_day(typed: str, *, today: date, calendar: Calendar | None = None, prefer: Prefer = "nearest") -> date:
    """Read a typed day; "+3" counts working days when a calendar is given, else plain days.

    `prefer` settles a missing year: "past" for dates of papers received, "future" for deadlines.
    """
    text = re.sub(r"\s+", " ", vntext.fold(typed)).strip()
    try:
        found = _relative(text, today, calendar) or _written(text, today, prefer)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise UnreadableDayError(typed)
    return found


def _relative(text: str, today: date, calendar: Calendar | None) -> date | None:
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if match := _OFFSET.fullmatch(text):
        count = int(match[1] + match[2])
        if calendar is not None and count:
            return calendar.add_working_days(today, count)
        return today + timedelta(days=count)
    if match := _WEEKDAY.fullmatch(text):
        return _coming(today, _WEEKDAYS[match[1]])
    if text in ("chu nhat", "cn"):
        return _coming(today, 6)
    return None


def _coming(today: date, weekday: int) -> date:
    """The next such day of the week, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _written(text: str, today: date, prefer: Prefer) -> date | None:
    text = text.removeprefix("ngay ")
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SEPARATED.fullmatch(text):
        return _day(int(match[1]), int(match[2]), match[3] or "", today, prefer)
    if not re.fullmatch(r"\d+", text, re.ASCII):
        return None
    if len(text) in (1, 2):
        return _in_some_month(int(text), today, prefer)
    if len(text) == 3:  # "256" is 25/6; "312" can only be 3/12
        for day, month in ((text[:2], text[2:]), (text[:1], text[1:])):
            try:
                return _day(int(day), int(month), "", today, prefer)
            except ValueError:
                continue
        return None
    if len(text) in (4, 6, 8):
        return _day(int(text[:2]), int(text[2:4]), text[4:], today, prefer)
    return None


def _day(day: int, month: int, year: str, today: date, prefer: Prefer) -> date:
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    date(2000, month, day)  # refuses 31/4 before any year is guessed
    # A leap year is at most eight years away (1896 to 1904), so 29/2 finds one too.
    years = range(today.year - 8, today.year + 9)
    return _choose([_make(year_, month, day) for year_ in years], today, prefer)


def _in_some_month(day: int, today: date, prefer: Prefer) -> date:
    first = today.year * 12 + today.month - 1
    months = range(first - 3, first + 4)
    return _choose([_make(month // 12, month % 12 + 1, day) for month in months], today, prefer)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose(candidates: list[date | None], today: date, prefer: Prefer) -> date:
    days = [day for day in candidates if day is not None]
    if prefer == "past":
        days = [day for day in days if day <= today]
    elif prefer == "future":
        days = [day for day in days if day >= today]
    return min(days, key=lambda day: (abs((day - today).days), day < today))
