"""Sheets for other programs: workbooks that open anywhere, whose cells are text and never formulas."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from officekit import typeset
from tinhgon.organisation import queries
from tinhgon.organisation.actions import Slip
from tinhgon.organisation.choices import GUIDE_COLUMNS, SHEET_COLUMNS, SHEET_EXAMPLES, Bloc, Sheet


@dataclass(frozen=True)
class Table:
    """`lead` are lines above the heading: whose sheet it is, of when."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str]]
    widths: Sequence[float] = ()
    lead: Sequence[str] = ()


def workbook(tables: Sequence[Table]) -> bytes:
    """An XLSX file, a sheet a table, written row by row."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title[:31])
        for index, width in enumerate(table.widths, 1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.freeze_panes = f"A{len(table.lead) + 2}"
        for line in table.lead:
            sheet.append([_cell(sheet, line, is_bold=True)])
        sheet.append([_cell(sheet, heading, is_bold=True) for heading in table.headings])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: str, *, is_bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # a subject that begins with "=" stays a text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def structure_tables(agency_id: int) -> list[Table]:
    """Units with all their versions, posts and people of an agency, in the shape that import takes."""
    rows = queries.structure_rows(agency_id)
    return [
        Table(
            title=Sheet(sheet).label,
            headings=[words for _, words, *_ in SHEET_COLUMNS[sheet]],
            rows=[[row[key] for key, *_ in SHEET_COLUMNS[sheet]] for row in rows[sheet]],
            widths=[max(12, len(words) + 4) for _, words, *_ in SHEET_COLUMNS[sheet]],
        )
        for sheet in Sheet.values
    ]


def structure_xlsx(agency_id: int) -> bytes:
    return workbook(structure_tables(agency_id))


def template_xlsx() -> bytes:
    """A workbook to fill in: the three sheets with an example row each, and a sheet that explains every column."""
    sheets = [
        Table(
            title=Sheet(sheet).label,
            headings=[words for _, words, *_ in columns],
            rows=[[SHEET_EXAMPLES[sheet].get(key, "") for key, *_ in columns]],
            widths=[max(12, len(words) + 4) for _, words, *_ in columns],
        )
        for sheet, columns in SHEET_COLUMNS.items()
    ]
    rows = [
        [Sheet(sheet).label, words, "Bắt buộc" if is_needed else "", what]
        for sheet, columns in SHEET_COLUMNS.items()
        for _, words, is_needed, what in columns
    ]
    guide = Table("Hướng dẫn", GUIDE_COLUMNS, rows, widths=[12, 20, 12, 80])
    return workbook([*sheets, guide])


def template_csv(sheet: str) -> bytes:
    """One table to fill in, with its example row."""
    columns = SHEET_COLUMNS[sheet]
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([words for _, words, *_ in columns])
    writer.writerow([SHEET_EXAMPLES[sheet].get(key, "") for key, *_ in columns])
    return out.getvalue().encode("utf-8-sig")


def slips_pdf(agency_id: int, slips: Sequence[Slip], address: str, on: date) -> bytes:
    """Slips with first passwords to cut and hand out, a part of the page each."""
    own = queries.profile(agency_id)
    sections = tuple(
        typeset.Section(
            heading=f"{index}. {slip.full_name}",
            facts=(
                ("Chức danh", ", ".join(part for part in (slip.post, slip.unit) if part)),
                ("Địa chỉ", address),
                ("Tên đăng nhập", slip.username),
                ("Mật khẩu lần đầu", slip.password),
            ),
        )
        for index, slip in enumerate(slips, 1)
    )
    form = typeset.Form(
        agency=own.name,
        bloc="party" if own.bloc == Bloc.PARTY else "state",
        title="Phiếu giao tài khoản",
        subtitle="Cắt rời từng phiếu, giao tận tay trong phong bì kín. Phải đổi mật khẩu khi đăng nhập lần đầu.",
        sections=sections,
        printed=f"ngày {on:%d/%m/%Y}",
    )
    return typeset.form(form, typeset.find_fonts(settings.FONT_FOLDERS), on=on)


def structure_csv(agency_id: int, sheet: str) -> bytes:
    """One table as CSV in UTF-8 with a byte order mark, as spreadsheets expect it."""
    table = next(t for t in structure_tables(agency_id) if t.title == Sheet(sheet).label)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(table.headings)
    writer.writerows(table.rows)
    return out.getvalue().encode("utf-8-sig")
