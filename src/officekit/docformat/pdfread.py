"""PDF to pages of rows, and to plain text, through PDFium.

Knows characters, boxes, fonts and annotations (the number and date that a signing tool stamped stand there);
refuses to read what is only a picture: such a paper is a scan and waits for text recognition."""

import ctypes
import operator
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from officekit import vntext
from officekit.docformat import attachments, digits, layout, legacy
from officekit.docformat.guard import UnreadableError

# PDFium keeps global state: two threads of a web server may not be inside it at once.
PDFIUM = threading.RLock()

_WORD = re.compile(r"[^\s\x00\ufeff\u200b]+")
_LINE = re.compile(r"[^\s\x00](?:[^\r\n]*[^\s\x00])?")
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_PASSWORD = 4
# Pages kept open beside the first while the last ones are looked for.
_KEPT = 4
# Letters of a line that may be running text, and the part of page one that the head takes.
_FULL_LINE = 45
_HEAD = 0.38
# Pixels to a point where a stamped numeral is looked at.
_DIGIT_SCALE = 4
# Text that a signing tool or a scanner laid over a picture is not the text of the paper.
_OVERLAY = re.compile(
    r"(?:người ký|ký bởi|ký số|email|cơ quan|thời gian ký|ngày ký|digitally signed|signed by|signature)[^\n]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PdfPaper:
    """What fields need of a PDF: the first page, the pages that may hold the signature, and all text."""

    page_count: int
    is_scan: bool
    first: layout.Page | None
    last: tuple[layout.Page, ...]
    texts: tuple[str, ...]


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise UnreadableError("encrypted") from error
            raise UnreadableError("damaged", str(error)) from error
        try:
            if len(document) == 0:
                raise UnreadableError("damaged", "no pages")
            yield document
        finally:
            document.close()


def _load(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, bool]:
    """A page, and whether anything was stamped on it."""
    try:
        page = document[index]
        stamped = pdfium_c.FPDFPage_GetAnnotCount(page.raw) > 0
        if stamped:
            # Flattening (in memory only) turns stamped numbers and filled form fields into text of the page.
            pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
    except pdfium.PdfiumError as error:
        raise UnreadableError("damaged", f"page {index + 1}") from error
    return page, stamped


def _reader(document: pdfium.PdfDocument, index: int) -> "_PageReader":
    page, stamped = _load(document, index)
    return _PageReader(page, index + 1, stamped=stamped)


class _PageReader:
    """Words of one page; keeps the ctypes buffers so that a word costs four calls and no allocation."""

    def __init__(self, page: pdfium.PdfPage, number: int, *, stamped: bool) -> None:
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self._rotation = page.get_rotation()
        left, bottom, right, top = page.get_bbox()
        self._frame = layout.Box(left, bottom, right, top)
        self.width, self.height = page.get_size()
        self.number = number
        self.stamped = stamped
        self._page = page
        self.text = self._textpage.get_text_range()
        self.is_old = legacy.is_tcvn3(self.text)
        if self.is_old:
            self.text = legacy.from_tcvn3(self.text)
        self._rect = pdfium_c.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def _box(self, index: int) -> tuple[float, float, float, float]:
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, self._rect)
        rect = self._rect
        return rect.left, rect.bottom, rect.right, rect.top

    def _place(self, x0: float, y0: float, x1: float, y1: float) -> layout.Box:
        frame = self._frame
        if self._rotation == 90:
            return layout.Box(y0 - frame.y0, x0 - frame.x0, y1 - frame.y0, x1 - frame.x0)
        if self._rotation == 180:
            return layout.Box(frame.x1 - x1, y0 - frame.y0, frame.x1 - x0, y1 - frame.y0)
        if self._rotation == 270:
            return layout.Box(frame.y1 - y1, frame.x1 - x1, frame.y1 - y0, frame.x1 - x0)
        return layout.Box(x0 - frame.x0, frame.y1 - y1, x1 - frame.x0, frame.y1 - y0)

    def _render(self, box: layout.Box) -> digits.Bitmap:
        """A piece of the page as grey pixels (upright pages only, as signing tools make them)."""
        crop = (box.x0, self.height - box.y1, self.width - box.x1, box.y0)
        bitmap = self._page.render(scale=_DIGIT_SCALE, crop=crop, grayscale=True, may_draw_forms=False)
        stride, raw = bitmap.stride, bytes(bitmap.buffer)
        rows = [raw[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]
        return digits.Bitmap(bitmap.width, bitmap.height, b"".join(rows))

    def words(self, body: Callable[[int, float], bool]) -> Iterator[layout.Word]:
        """Printed words with place and look; a character's index in the text is its index for PDFium.

        A full line of running text, where `body(index, top)` says there can be nothing else, is one word:
        it saves four calls for each of its words."""
        if len(self.text) != self._textpage.count_chars():
            self.text = "".join(
                chr(pdfium_c.FPDFText_GetUnicode(self._raw, index) or 32)
                for index in range(self._textpage.count_chars())
            )
        for line in _LINE.finditer(self.text):
            start, end = line.span()
            if end - start > _FULL_LINE and sum(map(str.isupper, line.group())) < (end - start) // 4:
                word = self._word(start, end)
                if word and word.box.width > 0.62 * self.width and body(start, word.box.y0):
                    yield word
                    continue
            for found in _WORD.finditer(self.text, start, end):
                if word := self._word(*found.span()):
                    yield word

    def _word(self, start: int, end: int) -> layout.Word | None:
        x0, y0, x1, y1 = self._box(start)
        if end > start + 1:
            last_x0, last_y0, last_x1, last_y1 = self._box(end - 1)
            x0, y0, x1, y1 = min(x0, last_x0), min(y0, last_y0), max(x1, last_x1), max(y1, last_y1)
        box = self._place(x0, y0, x1, y1)
        if box.height <= 0 or box.width <= 0:
            return None
        pdfium_c.FPDFText_GetFontInfo(self._raw, start, self._name, 128, self._flags)
        name, flags = self._name.value.lower(), self._flags.value
        size = pdfium_c.FPDFText_GetFontSize(self._raw, start)
        # A tight box (`cứu`, `-`) is lower than its font; a font size far from any box is scaled by the page.
        if not 0.6 < size / box.height < (2.4 if box.height > 4 else 20):
            size = box.height / 1.11
        text = _plain(self.text[start:end])
        if self.is_old and legacy.draws_capitals(self._name.value.decode("latin-1")):
            text = text.upper()
        return layout.Word(
            text=text,
            box=box,
            size=round(size, 1),
            bold=b"bold" in name or b"black" in name or bool(flags & _FORCE_BOLD),
            italic=b"italic" in name or b"oblique" in name or bool(flags & _ITALIC),
        )

    def page(self, holds_signature: re.Pattern[str], *, has_head: bool) -> layout.Page:
        """The rows; running text is only looked for under the head of the paper and above the recipients."""
        labels = [found.start() for found in holds_signature.finditer(vntext.fold(self.text))]
        foot = labels[-1] if labels else len(self.text)
        head = _HEAD * self.height if has_head else 0.0
        words = list(self.words(lambda index, top: index < foot and top > head))
        if has_head and self.stamped:
            words += list(digits.drawn_numbers(words, self._render))
        return layout.make_page(self.number, self.width, self.height, layout.rows_of(words, self.number))


def _is_unreadable_text(text: str) -> bool:
    """No text, only a signing stamp, or letters without Vietnamese marks (bad recognition, broken fonts)."""
    bare = vntext.nfc(_OVERLAY.sub("", text)).lower()
    letters = sum(map(str.isalpha, bare))
    if letters < 40:
        return True
    marked = sum(map(operator.ne, bare, vntext.fold(bare)))
    return letters > 150 and marked < 0.03 * letters


def _tail(texts: list[str], holds_signature: re.Pattern[str], head: int = 0) -> set[int]:
    """Pages that may carry the signature: the last one that names recipients and its neighbours.

    Annexes follow the signature, and a long list of recipients may push the name to the next page."""
    marked = [index for index, text in enumerate(texts) if holds_signature.search(vntext.fold(text))]
    attached = attachments.first_attached(texts, head)
    own = [index for index in marked if head <= index < attached]
    ends = {own[-1] if own else attached - 1, *(() if own else marked[-1:])}
    return {index for end in ends for index in range(max(head, end - 1), min(len(texts), end + 2))}


def read_pdf(data: bytes, holds_signature: re.Pattern[str]) -> PdfPaper:
    """First page, signature pages and the text of all pages; most papers load each page once."""
    with _opened(data) as document:
        count = len(document)
        readers: dict[int, _PageReader] = {}
        texts: list[str] = []
        for index in range(count):
            reader = _reader(document, index)
            texts.append(reader.text)
            if index == min(2, count - 1) and _is_unreadable_text("\n".join(texts)):
                return PdfPaper(count, True, None, (), ())
            readers[index] = reader
            readers.pop(index - _KEPT if index > _KEPT else -1, None)
        head = attachments.lead(texts)
        tail = _tail(texts, holds_signature, head)
        pages = {
            index: (readers.get(index) or _reader(document, index)).page(holds_signature, has_head=index == head)
            for index in sorted({head, *tail})
        }
        plain = tuple(vntext.nfc(_plain(text)) for text in texts)
        return PdfPaper(count, False, pages[head], tuple(pages[index] for index in sorted(tail)), plain)


def pdf_texts(data: bytes) -> tuple[str, ...]:
    """The text of each page; empty strings for pictures."""
    with _opened(data) as document:
        pages = (_load(document, index)[0].get_textpage() for index in range(len(document)))
        return tuple(vntext.nfc(_plain(page.get_text_range())) for page in pages)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-").replace("\x00", "")
