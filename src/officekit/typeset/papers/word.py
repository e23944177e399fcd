"""A `Paper` as a Word file laid out as offices do it: tables without borders, rules as paragraph borders.

Direct formatting is written on every run, since that is what travels between offices; nothing is left to the
styles of the reader's machine.
"""

import io
import re
import zipfile
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from officekit.typeset.shapes import (
    HEADER_ROOM,
    SECRECY_STAMPS,
    URGENCY_STAMPS,
    Block,
    Paper,
    Signature,
    header_lines,
)

FONT: Final = "Times New Roman"
_WIDTHS: Final = (72, 93)
_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_BOTH: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
_LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of a bloc (NĐ 30 samples; HD 05 as measured on the issued guideline)."""

    party: bool
    body: float
    name: float
    header: float
    number: float
    type_name: float
    subject: float
    letter_subject: float
    signature: float
    label: float
    items: float
    indent_mm: float


STATE: Final = Look(False, 14, 12, 12, 13, 14, 14, 12, 14, 12, 11, 12.7)
PARTY: Final = Look(True, 15, 14, 15, 14, 16, 15, 12, 14, 14, 12, 10)


def file_day(paper: Paper) -> date:
    return paper.dated or date(paper.year or 2026, 1, 1)


# Control characters that came along with pasted or read text: a file of Word has no place for them.
_NOT_IN_WORD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_IN_WORD.sub("", value)
    if isinstance(value, tuple):
        return tuple(_writable(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _writable(getattr(value, field.name)) for field in fields(value)})
    return value


def docx(paper: Paper) -> bytes:
    paper = _writable(paper)
    look = PARTY if paper.bloc == "party" else STATE
    document = Document()
    _page(document, look)
    _header(document, paper, look)
    _title(document, paper, look)
    for basis in paper.bases:
        line = basis if not look.party else f"- {basis}"
        _text(document.add_paragraph(), look, line, italic=not look.party)
    for block in paper.blocks:
        _block(document, block, look)
    _signatures(document, paper, look)
    _properties(document, paper)
    return _steady(document, file_day(paper))


def _page(document: Any, look: Look) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(look.body)
    fonts = normal.element.rPr.rFonts
    for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(slot), FONT)
    normal.paragraph_format.space_after = Pt(0)
    head = section.header.paragraphs[0]
    head.alignment = _CENTRE
    run = _run(head, "", 14 if look.party else 13)
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = words
        run._r.append(mark)


def _header(document: Any, paper: Paper, look: Look) -> None:
    table = _layout(document, _WIDTHS)
    left, right = table.rows[0].cells
    room = HEADER_ROOM[paper.bloc]
    lines = [(line, False) for line in header_lines(paper.parent_body, longest=room)]
    lines += [(line, True) for line in header_lines(paper.issuing_body, longest=room)]
    paragraph = left.paragraphs[0]
    for index, (line, bold) in enumerate(lines):
        paragraph = paragraph if index == 0 else left.add_paragraph()
        _line(paragraph, line, look.name, bold=bold)
    if look.party:
        _line(left.add_paragraph(), "*", 14)
        _rule(_line(right.paragraphs[0], "ĐẢNG CỘNG SẢN VIỆT NAM", look.header, bold=True), 11)
    else:
        _rule(paragraph, 24)
        _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
        _rule(_line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13, bold=True), 18)
    left, right = (table.rows[0] if look.party else table.add_row()).cells
    _line(left.add_paragraph() if look.party else left.paragraphs[0], paper.printed_number, look.number)
    if look.party:
        for _ in range(len(lines) - 1):
            right.add_paragraph()
    place = right.add_paragraph() if look.party else right.paragraphs[0]
    _line(place, paper.printed_place_and_date, look.number, italic=True)
    if paper.is_letter and paper.subject:
        _line(left.add_paragraph(), paper.printed_subject, look.letter_subject, italic=look.party, before=6)
    if paper.draft_mark:
        _line(left.add_paragraph(), paper.draft_mark, look.number, italic=True)
    for stamp in (SECRECY_STAMPS.get(paper.secrecy), URGENCY_STAMPS.get(paper.urgency)):
        if stamp:
            _stamp(left.add_paragraph(), stamp)


def _title(document: Any, paper: Paper, look: Look) -> None:
    if not paper.is_letter:
        _line(document.add_paragraph(), paper.type_name.upper(), look.type_name, bold=True, before=12)
        if paper.subject:
            subject = _line(document.add_paragraph(), paper.printed_subject, look.subject, bold=True)
            if not look.party:
                _rule(subject, 60)
        if look.party:
            _line(document.add_paragraph(), "-----", look.subject)
    else:
        document.add_paragraph()
    if not paper.addressees:
        document.add_paragraph()
        return
    size = 14
    label = f"{paper.address_label}:"
    if len(paper.addressees) == 1:
        ending = "," if look.party else "."
        _line(
            document.add_paragraph(),
            f"{label} {paper.addressees[0]}{ending}",
            size,
            italic=look.party,
            after=6,
        )
        return
    first = _line(document.add_paragraph(), label, size, italic=look.party)
    first.alignment, first.paragraph_format.left_indent = _LEFT, Mm(35)
    for index, name in enumerate(paper.addressees):
        ending = "." if index == len(paper.addressees) - 1 else ";"
        item = _line(document.add_paragraph(), f"- {name}{ending}", size, italic=look.party)
        item.alignment, item.paragraph_format.left_indent = _LEFT, Mm(55)
    document.add_paragraph()


def _block(document: Any, block: Block, look: Look) -> None:
    if block.kind == "table":
        _data_table(document, block)
        return
    if block.kind in ("order", "centre", "chapter"):
        words = block.plain if block.kind != "chapter" else block.label
        _line(document.add_paragraph(), words, look.body, bold=block.kind != "centre", before=6)
        if block.kind == "chapter":
            _line(document.add_paragraph(), block.title.upper(), look.body, bold=True)
        return
    paragraph = document.add_paragraph()
    if block.kind == "roman":
        _text(paragraph, look, f"{block.label} {block.title.upper()}", bold=True)
    elif block.title:
        _text(paragraph, look, f"{block.label} {block.title}", bold=True)
    elif block.kind == "article":
        _run(paragraph, f"{block.label} ", look.body, bold=True)
        _text(paragraph, look, block.text)
    else:
        _text(paragraph, look, block.plain)


def _data_table(document: Any, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    share = 165 / sum(block.widths or (1.0,) * len(block.rows[0]))
    for index, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, words, width in zip(cells, row, block.widths or (1.0,) * len(row), strict=True):
            cell.width = Mm(width * share)
            line = _line(cell.paragraphs[0], words, 12, bold=index == 0)
            if index:
                line.alignment = _LEFT


def _signatures(document: Any, paper: Paper, look: Look) -> None:
    document.add_paragraph()
    table = _layout(document, (78, 87))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # the block stays on one page
    left, right = table.rows[0].cells
    if paper.left_signature:
        _signature(left, paper.left_signature, look)
    elif paper.recipients:
        label = left.paragraphs[0]
        label.alignment = _LEFT
        run = _run(label, "Nơi nhận:", look.label, bold=not look.party, italic=not look.party)
        run.font.underline = True if look.party else None
        for index, name in enumerate(paper.recipients):
            ending = "." if index == len(paper.recipients) - 1 else ";"
            item = left.add_paragraph()
            item.alignment = _LEFT
            _run(item, f"- {name}{ending}", look.items)
        if paper.drafter_mark:
            _run(left.add_paragraph(), paper.drafter_mark, 8 if look.party else 11)
    _signature(right, paper.signature, look)


def _signature(cell: Any, signature: Signature, look: Look) -> None:
    for index, line in enumerate(signature.lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        bold = not look.party or index == 0 or index < len(signature.lines) - 1
        _line(paragraph, line.upper(), look.signature, bold=bold)
    for _ in range(4):
        cell.add_paragraph()
    _line(cell.add_paragraph(), signature.name, look.signature, bold=True)


def _layout(document: Any, widths: tuple[int, ...]) -> Any:
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _text(paragraph: Any, look: Look, words: str, *, bold: bool = False, italic: bool = False) -> None:
    _run(paragraph, words, look.body, bold=bold, italic=italic)
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = _BOTH, Mm(look.indent_mm)
    shape.space_before, shape.space_after = Pt(0), Pt(6)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if look.party:
        shape.line_spacing = Pt(20)  # HD 05: exactly 18 to 22 pt


def _line(
    paragraph: Any,
    words: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
) -> Any:
    _run(paragraph, words, size, bold=bold, italic=italic)
    shape = paragraph.paragraph_format
    shape.alignment, shape.line_spacing = _CENTRE, 1.0
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    return paragraph


def _run(paragraph: Any, words: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(words)
    run.font.name, run.font.size, run.font.bold, run.font.italic = FONT, Pt(size), bold, italic
    return run


def _rule(paragraph: Any, inset_mm: float) -> None:
    """A line under the paragraph: the border of a low one of its own, so that its indents do not narrow the text."""
    element: Any = OxmlElement("w:p")
    paragraph._p.addnext(element)
    low = DocxParagraph(element, paragraph._parent)
    _run(low, "", 2)
    shape = low.paragraph_format
    shape.left_indent = shape.right_indent = Mm(inset_mm)
    shape.space_before, shape.space_after = Pt(0), paragraph.paragraph_format.space_after
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    paragraph.paragraph_format.space_after = Pt(0)
    _border(low, ("bottom",), "000000")


def _stamp(paragraph: Any, words: str) -> None:
    run = _line(paragraph, words, 13, bold=True, before=6).runs[0]
    run.font.color.rgb = RGBColor(0xD0, 0x10, 0x10)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(16)
    _border(paragraph, ("top", "left", "bottom", "right"), "D01010")


def _border(paragraph: Any, sides: tuple[str, ...], colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", colour)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    # Schema order of w:pPr: pBdr stands before shading, tabs, spacing, indents and justification.
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"
    )


def _properties(document: Any, paper: Paper) -> None:
    day = file_day(paper)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    core = document.core_properties
    core.title, core.author, core.comments = paper.printed_subject[:250], paper.issuing_body[:250], ""
    core.created = core.modified = moment
    core.last_modified_by, core.revision = "", 1


def _steady(document: Any, day: date) -> bytes:
    """Save with the paper's date on every entry of the package: bytes do not depend on the clock."""
    raw, made = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stamped = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(stamped, source.read(entry))
    return made.getvalue()
