"""Working days of Vietnam as data: calendars, time limits, and dates as clerks type them.

Everything is counted from the moment and the rows it is given. It refuses to read a clock, to know an agency,
and to hide that next year's days off are not decided yet.
"""

from officekit.workdays.calendar import OFFICE_HOURS, VIETNAM, Calendar, Span, WorkingTime
from officekit.workdays.rows import DayRow, read, vietnam
from officekit.workdays.typed import UnreadableDayError, parse_day

__all__ = [
    "OFFICE_HOURS",
    "VIETNAM",
    "Calendar",
    "DayRow",
    "Span",
    "UnreadableDayError",
    "WorkingTime",
    "parse_day",
    "read",
    "vietnam",
]
