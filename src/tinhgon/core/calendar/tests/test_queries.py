"""An agency's calendar comes from rows, its own first."""

from datetime import date, time

import pytest

from tinhgon.core.calendar import queries
from tinhgon.core.calendar.models import SpecialDay, WorkingHours
from tinhgon.core.identity.models import Agency

pytestmark = pytest.mark.django_db


def test_own_rows_win_over_those_for_everybody() -> None:
    agency, other = Agency.objects.create(key="a"), Agency.objects.create(key="b")
    day = date(2025, 8, 13)
    SpecialDay.objects.create(day=day, is_working=False, name="Ngày nghỉ chung")
    SpecialDay.objects.create(agency=agency, day=day, is_working=True, name="Trực sắp xếp")
    assert queries.calendar_for(agency.pk, day).is_working_day(day)
    assert not queries.calendar_for(other.pk, day).is_working_day(day)


def test_the_country_s_days_are_there_from_the_start() -> None:
    agency = Agency.objects.create(key="a")
    calendar = queries.calendar_for(agency.pk, date(2025, 9, 1))
    assert not calendar.is_working_day(date(2025, 9, 2))
    assert calendar.is_working_day(date(2025, 4, 26))


def test_hours_are_those_in_force() -> None:
    agency = Agency.objects.create(key="a")
    for starts_on, close in ((date(2024, 1, 1), time(16, 30)), (date(2025, 7, 1), time(17, 30))):
        WorkingHours.objects.create(
            agency=agency,
            starts_on=starts_on,
            morning_from=time(7, 30),
            morning_to=time(11, 30),
            afternoon_from=time(13, 0),
            afternoon_to=close,
        )
    assert queries.calendar_for(agency.pk, date(2025, 6, 30)).hours[-1].end == time(16, 30)
    assert queries.calendar_for(agency.pk, date(2025, 7, 1)).hours[-1].end == time(17, 30)
