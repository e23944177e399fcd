"""Deadlines as people type them, resolved to one moment in a calendar: "5 ngày", "trong ngày", "4 giờ", "25/6",
"+3", "17h 26/6". Refuses what it cannot read, with a sentence that shows how to write it."""

import re
from datetime import date, datetime, time

from officekit import vntext
from officekit.workdays import Calendar, parse_day
from tinhgon.core.verdict import Refused

HELP = "Không hiểu hạn “{}”. Hãy nhập như 5 ngày, +3, 25/6, 17h 25/6, 4 giờ hoặc trong ngày."
_DAYS = re.compile(r"(\d{1,3}) ?(?:ngay|n)(?: lam viec)?")
_CALENDAR_DAYS = re.compile(r"(\d{1,3}) ngay (?:lich|duong lich)")
_HOURS = re.compile(r"(\d{1,3}) ?(?:gio|tieng)")
_CLOCK = re.compile(r"(?:truoc )?(\d{1,2}) ?(?:h|:|gio)(?: ?(\d{2})(?!\d|/))?(?: ?phut)?")
FURTHEST_YEARS = 10
_WITHIN_DAY = ("trong ngay", "hom nay", "nay")


def due_moment(typed: str, at: datetime, calendar: Calendar) -> datetime | None:
    """The moment a typed deadline means; None for an empty one. A bare day ends with its last working hour.

    Raises Refused (field `due`) for what is no deadline, or lies further off than any work is planned.
    """
    text = re.sub(r"\s+", " ", vntext.fold(typed)).strip(" .")
    if not text:
        return None
    try:
        due = _resolve(text, at, calendar)
    except (ValueError, OverflowError) as error:
        raise Refused(HELP.format(typed.strip()), field="due", code="unreadable") from error
    if problem := too_far(due, at):
        raise Refused(problem, field="due", code="invalid")
    return due


def too_far(due: datetime, at: datetime) -> str:
    """Why no deadline lies there: further off than plans of the office reach, mostly a wrong year."""
    if due.year <= at.year + FURTHEST_YEARS:
        return ""
    return f"Hạn {due:%d/%m/%Y} quá xa, hạn đặt trong {FURTHEST_YEARS} năm tới. Kiểm tra lại năm."


def _resolve(text: str, at: datetime, calendar: Calendar) -> datetime:
    if text in _WITHIN_DAY:
        return calendar.due_at(at, within_day=True)
    if match := _CALENDAR_DAYS.fullmatch(text):
        return calendar.due_at(at, calendar_days=int(match[1]))
    if match := _DAYS.fullmatch(text):
        return calendar.due_at(at, days=int(match[1]))
    if match := _HOURS.fullmatch(text):
        return calendar.due_at(at, hours=int(match[1]))
    clock = _clock(text)
    if clock is not None:
        moment, rest = clock
        today = at.astimezone(calendar.zone).date()
        day = _day(rest, at, calendar) if rest else today
        return datetime.combine(day, moment, tzinfo=calendar.zone)
    return calendar.closing(_day(text, at, calendar))


def _clock(text: str) -> tuple[time, str] | None:
    """An hour at the start or the end of the text, and the rest."""
    match = _CLOCK.match(text)
    if match is None:
        match = re.search(rf"(?:^| ){_CLOCK.pattern}$", text)
    if match is None:
        return None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(" ,")
    return time(int(match[1]), int(match[2] or 0)), rest.removeprefix("ngay ").strip()


def _day(text: str, at: datetime, calendar: Calendar) -> date:
    today = at.astimezone(calendar.zone).date()
    return parse_day(text, today=today, calendar=calendar, prefer="future")
