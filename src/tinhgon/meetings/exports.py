"""The week's schedule as offices print it: a landscape sheet by day and hour."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from officekit import typeset
from tinhgon.core.web.templatetags.web import WEEKDAYS
from tinhgon.meetings.choices import Scope
from tinhgon.meetings.queries import Meeting, Week, for_all_eyes
from tinhgon.organisation.models import AgencyProfile

COLUMNS = (
    typeset.Column("Ngày", 1.1),
    typeset.Column("Giờ", 0.8, "center"),
    typeset.Column("Nội dung", 3.6),
    typeset.Column("Chủ trì", 1.6),
    typeset.Column("Thành phần", 2.4),
    typeset.Column("Địa điểm", 1.8),
)


def week_pdf(week: Week, agency: AgencyProfile, at: datetime, printed_by: str) -> bytes:
    """The week as one sheet; days without meetings are not printed. The sheet of a unit or the agency hangs on a wall:
    of restricted meetings it says who is busy, whoever prints it."""
    if week.scope != Scope.MINE:
        week = for_all_eyes(week)
    local = timezone.localtime(at)
    rows = [
        (f"{WEEKDAYS[day.on.weekday()]} {day.on:%d/%m}" if first else "", *_cells(meeting))
        for day in week.days
        for first, meeting in zip((True, *(False for _ in day.meetings)), day.meetings, strict=False)
    ]
    sheet = typeset.Register(
        agency=agency.name,
        title="Lịch công tác tuần",
        subtitle="" if week.title == agency.name else week.title,
        period=f"Từ ngày {week.starts_on:%d/%m/%Y} đến ngày {week.ends_on:%d/%m/%Y}",
        columns=COLUMNS,
        rows=tuple(rows),
        printed=f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}",
        number_columns=False,
        unit="cuộc họp",
    )
    return typeset.register(sheet, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def _cells(meeting: Meeting) -> tuple[str, ...]:
    content = f"HOÃN, HUỶ: {meeting.content}" if meeting.is_called_off else meeting.content
    people = "; ".join([*meeting.people, *([meeting.invited] if meeting.invited else [])])
    return (meeting.clock, content, meeting.chair, people, meeting.place)
