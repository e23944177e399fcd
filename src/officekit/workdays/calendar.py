"""The working calendar of an office: which days and hours are worked, and counting in them.

It knows days off, swapped Saturdays and working hours as data given to it, and turns "5 ngày làm việc",
"3 giờ" or "trong ngày" into a moment. It refuses naive moments, reads no clock, and tells when an answer
rests on days that are not decided yet.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import Final, Self
from zoneinfo import ZoneInfo

from officekit.workdays.rows import DayRow

VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKEND: Final = frozenset({5, 6})
_DAY: Final = timedelta(days=1)
_ZERO: Final = timedelta()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of working time within a day, from `start` up to and without `end`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"A working span must end after it starts: {self.start} - {self.end}")

    @property
    def length(self) -> timedelta:
        return _since_midnight(self.end) - _since_midnight(self.start)


OFFICE_HOURS: Final = (Span(time(7, 30), time(11, 30)), Span(time(13, 30), time(17, 0)))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Working time in days of the calendar's own length, hours and minutes; `is_past` when overdue."""

    days: int
    hours: int
    minutes: int
    is_past: bool

    @property
    def phrase(self) -> str:
        """As shown beside a deadline: "còn 1 ngày 7 giờ", "còn 25 phút", "quá 3 ngày", "đến hạn"."""
        if self.days:
            amount = f"{self.days} ngày" + (f" {self.hours} giờ" if self.hours and not self.is_past else "")
        elif self.hours:
            amount = f"{self.hours} giờ"
        elif self.minutes:
            amount = f"{self.minutes} phút"
        else:
            return "vừa quá hạn" if self.is_past else "đến hạn"
        return f"{'quá' if self.is_past else 'còn'} {amount}"


@dataclass(frozen=True)
class Calendar:
    """Days and hours an office works. `known_years` are those whose days off are on record."""

    days_off: frozenset[date] = frozenset()
    working_saturdays: frozenset[date] = frozenset()
    hours: tuple[Span, ...] = OFFICE_HOURS
    zone: tzinfo = VIETNAM
    weekend: frozenset[int] = WEEKEND
    provisional: frozenset[date] = frozenset()
    known_years: frozenset[int] = field(default=frozenset())

    def __post_init__(self) -> None:
        if not self.hours:
            raise ValueError("A calendar needs working hours")
        for before, after in zip(self.hours, self.hours[1:], strict=False):
            if before.end > after.start:
                raise ValueError("Working spans must follow each other without overlap")
        if both := self.days_off & self.working_saturdays:
            raise ValueError(f"Both off and working: {min(both):%d/%m/%Y}")
        if len(self.weekend) > 6:
            raise ValueError("A week needs a working day")

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[DayRow],
        *,
        hours: tuple[Span, ...] = OFFICE_HOURS,
        zone: tzinfo = VIETNAM,
        weekend: frozenset[int] = WEEKEND,
    ) -> Self:
        kept = tuple(rows)
        return cls(
            days_off=frozenset(row.day for row in kept if row.kind == "off"),
            working_saturdays=frozenset(row.day for row in kept if row.kind == "working"),
            hours=hours,
            zone=zone,
            weekend=weekend,
            provisional=frozenset(row.day for row in kept if row.is_provisional),
            known_years=frozenset(row.day.year for row in kept),
        )

    # Days

    def is_working_day(self, day: date) -> bool:
        if day in self.working_saturdays:
            return True
        return day.weekday() not in self.weekend and day not in self.days_off

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, before it when n < 0; n = 0: `day` or the next worked one."""
        if n == 0:
            return self.next_working_day(day)
        step = _DAY if n > 0 else -_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and with `b`; negative when `b` lies before `a`."""
        if b < a:
            return -self.working_days_between(b, a)
        weeks, rest = divmod((b - a).days, 7)
        plain = weeks * (7 - len(self.weekend))
        plain += sum((a + _DAY * (index + 1)).weekday() not in self.weekend for index in range(rest))
        return plain - _count(self._weekdays_off, a, b) + _count(self._weekends_worked, a, b)

    def is_unsure(self, a: date, b: date) -> bool:
        """True when an answer between two days rests on provisional days or on a year without a plan."""
        first, last = min(a, b), max(a, b)
        if any(year not in self.known_years for year in range(first.year, last.year + 1)):
            return True
        return any(first <= day <= last for day in self.provisional)

    # Moments

    def due_at(
        self,
        start: datetime,
        *,
        days: int | None = None,
        hours: float | None = None,
        within_day: bool = False,
        calendar_days: int | None = None,
    ) -> datetime:
        """The moment a time limit given in exactly one way runs out.

        The day of the start is not counted, and a limit in calendar days that ends on a day off moves to the
        next working day (Civil Code 2015, articles 147 and 148). Days end with the last working hour.
        """
        given = [days is not None, hours is not None, within_day, calendar_days is not None]
        if sum(given) != 1:
            raise ValueError("Give exactly one of days, hours, within_day, calendar_days")
        if any(amount is not None and amount <= 0 for amount in (days, hours, calendar_days)):
            raise ValueError("A time limit must be longer than nothing")
        local = self._local(start)
        if hours is not None:
            return self.add_working_time(start, timedelta(hours=hours))
        if days is not None:
            return self.closing(self.add_working_days(local.date(), days))
        if calendar_days is not None:
            return self.closing(self.next_working_day(local.date() + _DAY * calendar_days))
        today = local.date()
        if self.is_working_day(today) and local < self.closing(today):
            return self.closing(today)
        return self.closing(self.add_working_days(today, 1))

    def opening(self, day: date) -> datetime:
        return datetime.combine(day, self.hours[0].start, tzinfo=self.zone)

    def closing(self, day: date) -> datetime:
        return datetime.combine(day, self.hours[-1].end, tzinfo=self.zone)

    def add_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """The first moment by which `amount` of working time has passed since `start`."""
        if amount < _ZERO:
            raise ValueError("Working time cannot run backwards here")
        moment = self._local(start)
        day = moment.date()
        while True:
            if self.is_working_day(day):
                for span in self.hours:
                    opens = datetime.combine(day, span.start, tzinfo=self.zone)
                    closes = datetime.combine(day, span.end, tzinfo=self.zone)
                    begin = max(opens, moment)
                    if begin > closes:
                        continue
                    if amount <= closes - begin and (amount or begin < closes):
                        return begin + amount
                    amount -= closes - begin
            day += _DAY

    def working_duration(self, a: datetime, b: datetime) -> timedelta:
        """Working time between two moments; negative when `b` lies before `a`."""
        if b < a:
            return -self.working_duration(b, a)
        first, last = self._local(a), self._local(b)
        whole = self.working_days_between(first.date(), last.date())
        start_day = self._worked_until(first) if self.is_working_day(first.date()) else _ZERO
        end_day = self._worked_until(last) if self.is_working_day(last.date()) else _ZERO
        if self.is_working_day(last.date()):
            whole -= 1
        if self.is_working_day(first.date()):
            whole += 1
        return whole * self.day_length + end_day - start_day

    def working_time_between(self, a: datetime, b: datetime) -> WorkingTime:
        """The distance from `a` (now) to `b` (due) in whole days, hours and minutes of working time."""
        span = self.working_duration(a, b)
        days, rest = divmod(abs(span), self.day_length)
        hours, rest = divmod(rest, timedelta(hours=1))
        return WorkingTime(days, hours, rest // timedelta(minutes=1), is_past=b < a)

    @cached_property
    def day_length(self) -> timedelta:
        return sum((span.length for span in self.hours), _ZERO)

    def _worked_until(self, moment: datetime) -> timedelta:
        clock = _since_midnight(moment.time())
        return sum(
            (max(_ZERO, min(clock, _since_midnight(span.end)) - _since_midnight(span.start)) for span in self.hours),
            _ZERO,
        )

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("A moment needs its time zone")
        return moment.astimezone(self.zone)

    @cached_property
    def _weekdays_off(self) -> tuple[date, ...]:
        days = (day for day in self.days_off if day.weekday() not in self.weekend)
        return tuple(sorted(days))

    @cached_property
    def _weekends_worked(self) -> tuple[date, ...]:
        return tuple(sorted(day for day in self.working_saturdays if day.weekday() in self.weekend))


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)


def _count(days: tuple[date, ...], a: date, b: date) -> int:
    return bisect_right(days, b) - bisect_right(days, a)
