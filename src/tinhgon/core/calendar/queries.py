"""An agency's calendar on a day, made of rows: its own special days and hours win over those for everybody."""

from datetime import date, datetime

from django.db.models import F, Q
from django.utils import timezone

from officekit.workdays import OFFICE_HOURS, Calendar, Span
from tinhgon.core.calendar import rules
from tinhgon.core.calendar.models import SpecialDay, WorkingHours


def calendar_for(agency_id: int, on: date) -> Calendar:
    """The calendar deadlines of an agency are counted in, with the working hours in force on a day."""
    days = SpecialDay.objects.filter(Q(agency=None) | Q(agency_id=agency_id))
    kept = {row.day: row for row in days.order_by(F("agency").asc(nulls_first=True))}
    return Calendar(
        days_off=frozenset(day for day, row in kept.items() if not row.is_working),
        working_saturdays=frozenset(day for day, row in kept.items() if row.is_working),
        hours=_hours(agency_id, on),
        provisional=frozenset(day for day, row in kept.items() if row.is_provisional),
        known_years=frozenset(day.year for day in kept),
    )


def moment(agency_id: int, on: date, typed: str, at: datetime) -> datetime | None:
    """A deadline given as a moment (ISO 8601; without a zone in ours) or in the words of a page, counted in the
    agency's calendar; None for an empty one."""
    try:
        exact = datetime.fromisoformat(typed) if "T" in typed else None
    except ValueError:
        exact = None
    if exact is not None:
        return exact if exact.tzinfo else timezone.make_aware(exact)
    return rules.due_moment(typed, at, calendar_for(agency_id, on))


def _hours(agency_id: int, on: date) -> tuple[Span, ...]:
    row = (
        WorkingHours.objects.filter(Q(agency=None) | Q(agency_id=agency_id), starts_on__lte=on)
        .order_by(F("agency").desc(nulls_last=True), "-starts_on")
        .first()
    )
    if row is None:
        return OFFICE_HOURS
    return (Span(row.morning_from, row.morning_to), Span(row.afternoon_from, row.afternoon_to))
