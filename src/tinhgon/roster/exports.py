"""The roster as a sheet, in the shape that import takes."""

from django.utils import timezone

from tinhgon.organisation import exports
from tinhgon.roster.choices import SHEET
from tinhgon.roster.models import Shift
from tinhgon.roster.queries import RosterWeek


def roster_xlsx(week: RosterWeek) -> bytes:
    rows = [_cells(shift) for day in week.days for shift in day.shifts]
    return exports.workbook([exports.Table("Lịch trực", SHEET, rows, widths=(14, 10, 10, 32, 18))])


def _cells(shift: Shift) -> tuple[str, ...]:
    starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return (
        f"{starts:%d/%m/%Y}",
        f"{starts:%H:%M}",
        f"{ends:%H:%M}",
        shift.person.full_name,
        shift.get_watch_display(),
    )
