"""A roster from a spreadsheet: all lines or none. Each wrong line is said with its number and what to do."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.roster import queries, rules
from tinhgon.roster.actions import keeping
from tinhgon.roster.choices import SHEET, Watch

MOST_BYTES, MOST_UNPACKED, MOST_LINES = 2 * 2**20, 50 * 2**20, 2000
_WATCHES = {"": Watch.CLERK, "truc van thu": Watch.CLERK, "van thu": Watch.CLERK, "clerk": Watch.CLERK} | {
    "truc lanh dao": Watch.LEADER, "lanh dao": Watch.LEADER, "leader": Watch.LEADER,
}  # fmt: skip


class SheetErrors(Refused):
    """Lines that cannot be read; nothing was written."""

    def __init__(self, errors: list[str]) -> None:
        more = f" (và {len(errors) - 1} dòng khác)" if len(errors) > 1 else ""
        super().__init__(f"{errors[0]}{more}", code="invalid", field="file")
        self.errors = errors


@transaction.atomic
def import_shifts(actor: Actor, content: bytes, at: datetime, *, url: str = "") -> int:
    """Write the shifts of a sheet; those that are there already stay as they are. Returns how many are new."""
    require(rules.can_keep(actor))
    people = queries.people_to_choose(actor)
    shifts: list[keeping.NewShift] = []
    errors: list[str] = []
    for number, cells in _lines(content):
        try:
            shift = _shift(cells, people)
            if problem := keeping.problem_of(shift, at):
                raise Refused(problem[1])
            shifts.append(shift)
        except Refused as refused:
            errors.append(f"Dòng {number}: {refused.reason}")
    if errors:
        raise SheetErrors(errors)
    if not shifts:
        raise Refused("Tệp không có ca trực nào.", code="invalid", field="file")
    made = [row for row, is_new in (keeping.write(actor, shift) for shift in shifts) if is_new]
    for row in made:
        keeping.tell(actor, row, at, url)
    if made:
        label = f"{len(made)} ca trực"
        audit.record(actor, "roster.import", "shift", made[0].pk, label, at, home=actor.agency_id)
    return len(made)


def _lines(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Lines below the heading, with their numbers as the spreadsheet counts them."""
    if not content or len(content) > MOST_BYTES:
        raise Refused("Chọn tệp XLSX có dữ liệu, không quá 2 MB.", code="invalid", field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise Refused("Tệp XLSX mở ra quá lớn nên không nhận.", code="invalid", field="file")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST_LINES + 1))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        words = "Không đọc được tệp XLSX. Mở tệp, lưu lại rồi chọn lại."
        raise Refused(words, code="invalid", field="file") from error
    heading = next((i for i, row in enumerate(rows[:5]) if row and str(row[0]).strip() == SHEET[0]), None)
    if heading is None:
        words = f"Không thấy hàng tiêu đề “{SHEET[0]}”. Dùng tệp mẫu."
        raise Refused(words, code="invalid", field="file")
    for number, row in enumerate(rows[heading + 1 :], heading + 2):
        cells = [*row[: len(SHEET)], *[None] * (len(SHEET) - len(row))]
        if any(cell not in (None, "") for cell in cells):
            yield number, cells


def _shift(cells: list[Any], people: list[tuple[int, str]]) -> keeping.NewShift:
    day, begin, end = _day(cells[0]), _clock(cells[1], SHEET[1]), _clock(cells[2], SHEET[2])
    person, why_not = queries.person_named(people, str(cells[3] or ""))
    if person is None:
        raise Refused(why_not)
    watch = _WATCHES.get(vntext.fold(str(cells[4] or "").strip()))
    if watch is None:
        raise Refused(f"Không rõ “{cells[4]}”. Ghi “{Watch.CLERK.label}” hoặc “{Watch.LEADER.label}”.")
    # A shift that ends at or before its beginning goes over midnight.
    until = day if end > begin else day + timedelta(days=1)
    starts, ends = (timezone.make_aware(datetime.combine(on, at)) for on, at in ((day, begin), (until, end)))
    return keeping.NewShift(person, watch, starts, ends)


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return datetime.strptime(str(cell).strip(), "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError as error:
        raise Refused(f"Ngày “{cell or ''}” không có thật. Ghi như 25/06/2026.") from error


def _clock(cell: Any, name: str) -> time:
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    text = str(cell or "").strip().lower().replace("h", ":").rstrip(":")
    hour, _, minute = text.partition(":")
    try:
        return time(int(hour) % 24 if int(hour) == 24 else int(hour), int(minute or 0))
    except ValueError as error:
        raise Refused(f"{name} “{cell or ''}” không đúng. Ghi như 17:00.") from error
