"""Sheets for other programs: workbooks that open anywhere, whose cells are text and never formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet


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


def _cell(sheet: WriteOnlyWorksheet, value: str, *, is_bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # a subject that begins with "=" stays a text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_bold:
        cell.font = Font(bold=True)
    return cell
