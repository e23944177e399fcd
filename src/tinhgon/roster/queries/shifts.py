"""Who is on duty, and when nobody is: outside office hours a time without a clerk on duty is a gap, and is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Person
from tinhgon.roster.choices import Watch
from tinhgon.roster.models import Shift

DAYS = 7


@dataclass(frozen=True)
class Gap:
    starts_at: datetime
    ends_at: datetime

    @property
    def words(self) -> str:
        return f"{_moment(self.starts_at)} đến {_moment(self.ends_at)}"


@dataclass(frozen=True)
class RosterDay:
    on: date
    shifts: list[Shift]
    is_working: bool


@dataclass(frozen=True)
class RosterWeek:
    starts_on: date
    days: list[RosterDay]
    gaps: list[Gap]

    @property
    def before(self) -> date:
        return self.starts_on - timedelta(days=DAYS)

    @property
    def after(self) -> date:
        return self.starts_on + timedelta(days=DAYS)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=DAYS - 1)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _standing(agency_id: int) -> QuerySet[Shift]:
    return Shift.objects.filter(agency_id=agency_id, withdrawn_at=None).select_related("person")


def on_duty(agency_id: int, watch: str, at: datetime) -> list[Shift]:
    """Shifts that run at a moment; the one who comes at eight is on duty at eight, the one who goes is not."""
    rows = _standing(agency_id).filter(watch=watch, starts_at__lte=at, ends_at__gt=at)
    return list(rows.order_by("starts_at", "pk"))


def shift_for(actor: Actor, shift_id: int) -> Shift | None:
    return _standing(actor.agency_id).filter(pk=shift_id).first()


def roster_week(actor: Actor, day: date, at: datetime) -> RosterWeek:
    """Monday to Sunday around a day; a shift over midnight stands on the day it begins, and on the first day shown.
    Gaps are those still to come."""
    first = day - timedelta(days=day.weekday())
    begin, end = _midnight(first), _midnight(first + timedelta(days=DAYS))
    rows = list(
        _standing(actor.agency_id).filter(starts_at__lt=end, ends_at__gt=begin).order_by("starts_at", "watch", "pk")
    )
    calendar = calendars.calendar_for(actor.agency_id, first)
    days = [
        RosterDay(
            on,
            [row for row in rows if max(timezone.localdate(row.starts_at), first) == on],
            calendar.is_working_day(on),
        )
        for on in (first + timedelta(days=offset) for offset in range(DAYS))
    ]
    begin = max(begin, at)
    return RosterWeek(first, days, gaps(actor.agency_id, begin, end, rows) if begin < end else [])


def gaps(agency_id: int, begin: datetime, end: datetime, shifts: Iterable[Shift] | None = None) -> list[Gap]:
    """Times between two moments, outside office hours, without a clerk on duty."""
    if shifts is None:
        shifts = _standing(agency_id).filter(starts_at__lt=end, ends_at__gt=begin)
    covered = [(row.starts_at, row.ends_at) for row in shifts if row.watch == Watch.CLERK]
    covered += _office_hours(agency_id, begin, end)
    found, until = [], begin
    for starts, ends in sorted(covered):
        if starts >= end:
            break
        if starts > until:
            found.append(Gap(until, starts))
        until = max(until, ends)
    if until < end:
        found.append(Gap(until, end))
    return found


def next_gap(agency_id: int, at: datetime) -> Gap | None:
    """The first time of the coming week that nobody is on duty; None also where the office keeps no roster at all."""
    if not _standing(agency_id).filter(ends_at__gt=at - timedelta(days=31)).exists():
        return None
    return next(iter(gaps(agency_id, at, at + timedelta(days=DAYS))), None)


def _office_hours(agency_id: int, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """From the first to the last working hour of each working day: the break at noon is no night."""
    calendar = calendars.calendar_for(agency_id, timezone.localdate(begin))
    day, last = timezone.localdate(begin), timezone.localdate(end)
    found = []
    while day <= last:
        if calendar.is_working_day(day):
            found.append((calendar.opening(day), calendar.closing(day)))
        day += timedelta(days=1)
    return found


def people_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """(person, "name, title") of everybody with a post in the agency, one line a person."""
    rows = (
        organisation.appointments(actor.on)
        .filter(post__agency_id=actor.agency_id)
        .select_related("person", "post")
        .order_by("person__sort_key", "person_id", "-kind")
    )
    found: dict[int, str] = {}
    for row in rows:
        found.setdefault(row.person_id, f"{row.person.full_name}, {row.post.title}")
    return list(found.items())


def person_named(people: list[tuple[int, str]], words: str) -> tuple[int | None, str]:
    """The person of the agency that a cell of a sheet means, by name or e-mail address; or why none."""
    wanted = vntext.fold(" ".join(words.split()))
    found = [pk for pk, label in people if vntext.fold(label.split(", ")[0]) == wanted or vntext.fold(label) == wanted]
    if not found and "@" in words:
        rows = Person.objects.filter(pk__in=[pk for pk, _ in people], email__iexact=words.strip())
        found = list(rows.values_list("pk", flat=True))
    if len(found) == 1:
        return found[0], ""
    if not found:
        return None, f"Không có ai tên “{words}” trong cơ quan. Ghi họ tên như trong danh sách cán bộ."
    return None, f"Có {len(found)} người tên “{words}”. Ghi thêm chức danh, hoặc địa chỉ thư điện tử."
