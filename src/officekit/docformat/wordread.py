"""DOCX to the same rows a PDF gives: paragraphs, table cells, tabs and text boxes put on an estimated page.

Word files have no fixed lines; places are estimated from margins, cells, alignment and sizes, enough to
tell columns and order apart and to point at a spot. It refuses exact layout: that is the converter's work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree

from officekit import vntext
from officekit.docformat import guard, layout, legacy, marks
from officekit.docformat.wordstyles import Look, Styles, W, number, read_styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TWIP = 20.0
_DEFAULT_TAB = 36.0
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr"}
_BOXES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_HEADER = re.compile(r"word/header\d*\.xml$")
_GAP = re.compile(r"\t+|[ \u00a0]{4,}")
_WIDTH_OF_LETTER = 0.47


@dataclass(frozen=True, slots=True)
class WordPaper:
    """What fields need of a Word file."""

    page_count: int | None
    pages: tuple[layout.Page, ...]
    texts: tuple[str, ...]


@dataclass(slots=True)
class _Piece:
    text: str
    look: Look


@dataclass(slots=True)
class _Cursor:
    """Where the next line goes, and what has been put down."""

    width: float
    height: float
    left: float
    right: float
    top: float
    page: int = 1
    y: float = 0.0
    spans: list[layout.Span] = field(default_factory=list)
    hinted: bool = False

    def new_page(self) -> None:
        if self.y > self.top:
            self.page, self.y = self.page + 1, self.top


def read_docx(data: bytes, zip_limits: guard.ZipLimits | None = None) -> WordPaper:
    """Rows and text of an admitted Word file."""
    archive = guard.open_zip(data, zip_limits or guard.ZipLimits())

    def part(name: str) -> etree._Element | None:
        content = guard.read_part(archive, name)
        return guard.parse_xml(content) if content else None

    document = part("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise guard.UnreadableError("damaged", "no body")
    sheet = read_styles(part("word/styles.xml"), part("word/numbering.xml"))
    cursor = _cursor_for(body)
    cursor.hinted = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    headers = [root for name in archive.namelist() if _HEADER.match(name) if (root := part(name)) is not None]
    setter = _Setter(sheet, cursor)
    # Some offices keep the head of their papers in the header of page one.
    head = next((root for root in headers if _is_letterhead(root) and not _is_letterhead(body)), None)
    if head is not None:
        setter.blocks(head, cursor.left, cursor.right)
    setter.blocks(body, cursor.left, cursor.right)
    _add_header_stamps(cursor, sheet, [root for root in headers if root is not head])
    pages = _pages(cursor)
    texts = tuple("\n".join(row.text for row in page.rows) for page in pages)
    return WordPaper(_page_count(part("docProps/app.xml"), pages), pages, texts)


def _is_letterhead(root: etree._Element) -> bool:
    """Whether a national, Party or Youth Union heading opens the part."""
    text = vntext.fold("".join(element.text or "" for element in islice(root.iter(f"{W}t"), 120))[:900])
    return "cong hoa xa hoi chu nghia" in text or "dang cong san viet nam" in text or "doan tncs ho chi minh" in text


def _add_header_stamps(cursor: _Cursor, sheet: Styles, parts: Sequence[etree._Element]) -> None:
    """Marks of urgency and secrecy that stand in a page header; its other text says nothing of the paper."""
    for root in parts:
        page = _Cursor(cursor.width, cursor.height, cursor.left, cursor.right, cursor.top, y=20.0)
        _Setter(sheet, page).blocks(root, page.left, page.right)
        cursor.spans += [replace(span, page=1, floating=True) for span in page.spans if marks.is_stamp(span)]


def _page_count(properties: etree._Element | None, pages: Sequence[layout.Page]) -> int | None:
    for element in properties if properties is not None else ():
        if isinstance(element.tag, str) and element.tag.endswith("}Pages") and (element.text or "").isdigit():
            return max(int(element.text or 0), 1)
    return len(pages) or None


def _cursor_for(body: etree._Element) -> _Cursor:
    section = body.find(f".//{W}sectPr")
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")

    def points(element: etree._Element | None, name: str, default: float) -> float:
        return number(element, name, default * _TWIP) / _TWIP

    width, height = points(size, "w", 595.3), points(size, "h", 841.9)
    if min(width, height) < 100:
        width, height = 595.3, 841.9
    left, right = points(margins, "left", 85.0), points(margins, "right", 42.5)
    top = abs(points(margins, "top", 56.7))
    return _Cursor(width, height, left, max(width - right, left + 72), top, y=top)


def _pages(cursor: _Cursor) -> tuple[layout.Page, ...]:
    pages = []
    for index in sorted({span.page for span in cursor.spans}):
        spans = sorted((s for s in cursor.spans if s.page == index), key=lambda s: (s.box.y0, s.box.x0))
        lines: list[list[layout.Span]] = []
        for span in spans:
            if lines and abs(span.box.y0 - lines[-1][0].box.y0) < 0.5 and not span.floating:
                lines[-1].append(span)
            else:
                lines.append([span])
        rows = [layout.Row(tuple(sorted(line, key=lambda s: s.box.x0))) for line in lines]
        page = layout.make_page(index, cursor.width, cursor.height, rows)
        pages.append(replace(page, left=cursor.left, right=cursor.right))
    return tuple(pages)


class _Setter:
    """Puts blocks on the estimated page."""

    def __init__(self, sheet: Styles, cursor: _Cursor) -> None:
        self.sheet = sheet
        self.cursor = cursor

    def blocks(self, parent: etree._Element, left: float, right: float) -> None:
        for block in parent:
            if block.tag == f"{W}p":
                self.paragraph(block, left, right)
            elif block.tag == f"{W}tbl":
                self.table(block, left, right)
            elif block.tag == f"{W}sdt":
                content = block.find(f"{W}sdtContent")
                if content is not None:
                    self.blocks(content, left, right)
            elif block.tag in {f"{W}ins", f"{W}smartTag", f"{W}customXml"}:
                self.blocks(block, left, right)

    def table(self, table: etree._Element, left: float, right: float) -> None:
        grid = [max(number(column, "w", 0.0), 0.0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            if _owner(row, f"{W}tbl") is not table:
                continue
            cells = [cell for cell in row.iter(f"{W}tc") if _owner(cell, f"{W}tr") is row]
            edges = _cell_edges(cells, grid, left, right)
            page, top, bottoms = self.cursor.page, self.cursor.y, [(self.cursor.page, self.cursor.y)]
            for cell, (x0, x1) in zip(cells, edges, strict=True):
                self.cursor.page, self.cursor.y = page, top
                self.blocks(cell, x0 + 4, x1 - 4)
                bottoms.append((self.cursor.page, self.cursor.y))
            self.cursor.page, self.cursor.y = max(bottoms)

    def paragraph(self, paragraph: etree._Element, left: float, right: float) -> None:
        pieces: list[_Piece] = []
        boxes: list[etree._Element] = []
        self._collect(paragraph, paragraph, pieces, boxes)
        size = max((piece.look.size for piece in pieces if piece.text.strip()), default=12.0)
        start = self.cursor.y
        for line in _lines(pieces):
            self._line(line, paragraph, left, right, size)
        end = self.cursor.page, self.cursor.y
        for box in boxes:
            self._text_box(box, left, right, start)
        self.cursor.page, self.cursor.y = end

    def _text_box(self, box: etree._Element, left: float, right: float, top: float) -> None:
        before = len(self.cursor.spans)
        self.cursor.y = top
        self.blocks(box, left, right)
        spans = self.cursor.spans
        spans[before:] = [replace(span, floating=True) for span in spans[before:]]

    def _collect(
        self,
        element: etree._Element,
        paragraph: etree._Element,
        pieces: list[_Piece],
        boxes: list[etree._Element],
    ) -> None:
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}r":
                self._run(child, paragraph, pieces, boxes)
            elif child.tag != f"{W}p":
                self._collect(child, paragraph, pieces, boxes)

    def _run(
        self,
        run: etree._Element,
        paragraph: etree._Element,
        pieces: list[_Piece],
        boxes: list[etree._Element],
    ) -> None:
        look = self.sheet.look(run, paragraph)
        if look.hidden:
            return
        for child in run:
            text = _text_of(child)
            if child.tag == f"{W}lastRenderedPageBreak" or (child.tag == f"{W}br" and child.get(f"{W}type") == "page"):
                if not pieces:
                    self.cursor.new_page()
            elif text:
                text = legacy.to_unicode(text, look.font)
                pieces.append(_Piece(text.upper() if look.capitals else text, look))
            elif child.tag in _BOXES or child.tag == f"{_MC}AlternateContent":
                boxes += _text_boxes(child)

    def _line(self, line: list[_Piece], paragraph: etree._Element, left: float, right: float, size: float) -> None:
        cursor = self.cursor
        text = vntext.nfc("".join(piece.text for piece in line))
        height = 1.25 * size
        if cursor.y + height > cursor.height - 40 and not cursor.hinted:
            cursor.new_page()
        if text.strip():
            bullet = "- " if self.sheet.is_bulleted(paragraph) else ""
            cells = _tab_cells(bullet + text)
            letters = sum(len(piece.text.strip()) for piece in line) or 1
            look = {
                "size": size,
                "bold": 2 * sum(len(p.text.strip()) for p in line if p.look.bold) > letters,
                "italic": 2 * sum(len(p.text.strip()) for p in line if p.look.italic) > letters,
            }
            for box, cell in self._places(cells, paragraph, left, right, size):
                cursor.spans.append(layout.Span(cell, cursor.page, box, size, bool(look["bold"]), bool(look["italic"])))
            height = max(span.box.height for span in cursor.spans[-len(cells) :])
        cursor.y += height

    def _places(
        self, cells: list[tuple[int, str]], paragraph: etree._Element, left: float, right: float, size: float
    ) -> Iterator[tuple[layout.Box, str]]:
        alignment = self.sheet.paragraph_property(paragraph, "jc")
        indent = self.sheet.paragraph_property(paragraph, "ind")
        value = "left" if alignment is None else alignment.get(f"{W}val") or "left"
        x0, x1 = left + _indent(indent, "left", "start"), right - _indent(indent, "right", "end")
        x0 = max(x0 - _indent(indent, "hanging"), left)
        if value == "left" or value == "both":
            x0 += _indent(indent, "firstLine", "firstLine")
        room, y = max(x1 - x0, 36.0), self.cursor.y
        spread = right - left
        for index, (tabs, text) in enumerate(cells):
            width = min(len(text) * size * _WIDTH_OF_LETTER * (1.25 if text.isupper() else 1.0), room)
            lines = max(1, round(len(text) * size * _WIDTH_OF_LETTER / room + 0.4))
            if len(cells) > 1 and index:
                start = max(x0 + _DEFAULT_TAB * tabs, left + spread * index / len(cells))
                if index == len(cells) - 1 and len(cells) == 2:
                    start = max(start, left + spread * 0.75 - width / 2)
            elif value in {"center", "centre"}:
                start = x0 + (room - width) / 2
            elif value in {"right", "end"} and not tabs:
                start = x1 - width
            else:
                start = max(min(x0 + _DEFAULT_TAB * tabs, x1 - width), x0)
            yield layout.Box(start, y, start + width, y + 1.25 * size * lines), text


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _cell_edges(
    cells: Sequence[etree._Element], grid: list[float], left: float, right: float
) -> list[tuple[float, float]]:
    widths, column = [], 0
    for cell in cells:
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        count = max(int(number(span, "val", 1.0)), 1)
        own = cell.find(f"{W}tcPr/{W}tcW")
        declared = own is not None and own.get(f"{W}type") == "dxa"
        wide = max(number(own, "w", 0.0), 0.0) if declared else 0.0
        widths.append(sum(grid[column : column + count]) or wide or 1.0)
        column += count
    scale, x, edges = (right - left) / (sum(widths) or 1.0), left, []
    for width in widths:
        edges.append((x, x + width * scale))
        x += width * scale
    return edges


def _indent(element: etree._Element | None, *names: str) -> float:
    present = (name for name in names if element is not None and element.get(f"{W}{name}"))
    return max(number(element, next(present, names[0]), 0.0) / _TWIP, 0.0)


def _text_of(child: etree._Element) -> str:
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag in {f"{W}tab", f"{W}ptab"}:
        return "\t"
    if child.tag in {f"{W}br", f"{W}cr"} and child.get(f"{W}type") in {None, "textWrapping"}:
        return "\n"
    return "-" if child.tag == f"{W}noBreakHyphen" else ""


def _text_boxes(element: etree._Element) -> list[etree._Element]:
    """Text boxes below, each once: one branch of every alternative, and not the boxes inside a box."""
    if element.tag == f"{_MC}AlternateContent":
        branches = [child for child in element if isinstance(child.tag, str)]
        return _text_boxes(branches[0]) if branches else []
    if element.tag == f"{W}txbxContent":
        return [element]
    return [box for child in element if isinstance(child.tag, str) for box in _text_boxes(child)]


def _lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        lines[-1].append(_Piece(first, piece.look))
        lines += [[_Piece(text, piece.look)] for text in rest]
    return lines


def _tab_cells(text: str) -> list[tuple[int, str]]:
    """Parts between tabs or long runs of spaces, each with the tabs before it; blanks to fill in stay whole."""
    cells: list[tuple[int, str]] = []
    position, tabs = 0, 0
    for found in [*_GAP.finditer(text), None]:
        part = " ".join(text[position : found.start() if found else len(text)].split())
        if part and cells and tabs == 0 and layout.belongs_together(cells[-1][1], part):
            cells[-1] = (cells[-1][0], f"{cells[-1][1]} {part}")
        elif part:
            cells.append((tabs, part))
        if found:
            gap = found.group()
            tabs, position = (gap.count("\t") if part else tabs + gap.count("\t")), found.end()
    return cells or [(0, "")]
