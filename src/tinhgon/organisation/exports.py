"""Sheets for other programs: workbooks that open anywhere, whose cells are text and never formulas."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from tinhgon.organisation import queries
from tinhgon.organisation.choices import SHEET_COLUMNS, Sheet


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
            headings=[words for _, words, _ in SHEET_COLUMNS[sheet]],
            rows=[[row[key] for key, _, _ in SHEET_COLUMNS[sheet]] for row in rows[sheet]],
            widths=[max(12, len(words) + 4) for _, words, _ in SHEET_COLUMNS[sheet]],
        )
        for sheet in Sheet.values
    ]


def structure_xlsx(agency_id: int) -> bytes:
    return workbook(structure_tables(agency_id))


def structure_csv(agency_id: int, sheet: str) -> bytes:
    """One table as CSV in UTF-8 with a byte order mark, as spreadsheets expect it."""
    table = next(t for t in structure_tables(agency_id) if t.title == Sheet(sheet).label)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(table.headings)
    writer.writerows(table.rows)
    return out.getvalue().encode("utf-8-sig")
