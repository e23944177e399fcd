"""The demonstration's week: invitations read from their files and answered, nights with somebody on duty and a Sunday
with nobody, an intact chain."""

from datetime import UTC, datetime

from django.conf import settings

from officekit import typeset
from tinhgon.core.audit import queries as audit
from tinhgon.documents.models import Invitation
from tinhgon.meetings.models import Attendance
from tinhgon.operations.demo import schedule
from tinhgon.roster import queries as rosters
from tinhgon.roster.models import Shift

UNTIL = datetime(2025, 9, 26, 9, 0, tzinfo=UTC)


def test_meetings_are_read_and_answered(province):
    fonts = typeset.find_fonts(settings.FONT_FOLDERS)
    made = schedule.meet(UNTIL, fonts)
    assert Invitation.objects.count() == made == 14
    assert set(Attendance.objects.values_list("answer", flat=True)) >= {"going", "sent"}
    assert Invitation.objects.filter(attendances=None).exists()
    assert all(row.place and row.chair for row in Invitation.objects.all())
    assert all(report.is_intact for report in audit.verify())
    assert schedule.meet(UNTIL, None) == 0


def test_nights_are_watched_but_one(province):
    assert schedule.stand_watch(UNTIL) == Shift.objects.count() > 10
    gap = rosters.next_gap(province.agency("tinhuy").pk, UNTIL)
    assert gap is not None
    assert (gap.starts_at.astimezone(UNTIL.tzinfo).date(), gap.ends_at > gap.starts_at) == (
        datetime(2025, 9, 28, tzinfo=UTC).date(),
        True,
    )
