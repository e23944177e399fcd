"""The page as readers of fields see it: spans of text with their place, in rows from top to bottom.

Knows geometry and looks (size, bold, italic, colour), in points from the page's top left; refuses to know
what a span means or which file it came from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from officekit import vntext


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def as_list(self) -> list[float]:
        return [round(value, 1) for value in (self.x0, self.y0, self.x1, self.y1)]


@dataclass(frozen=True)
class Span:
    """Text without a wide gap in it: a cell of a row."""

    text: str
    page: int
    box: Box
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    floating: bool = False
    drawn: bool = False

    @cached_property
    def folded(self) -> str:
        return vntext.fold(self.text)

    @cached_property
    def is_capitals(self) -> bool:
        letters = [letter for letter in self.text if letter.isalpha()]
        return bool(letters) and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


@dataclass(frozen=True)
class Row:
    """Spans on one base line, left to right."""

    spans: tuple[Span, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(span.text for span in self.spans)

    @cached_property
    def folded(self) -> str:
        return vntext.fold(self.text)

    @property
    def page(self) -> int:
        return self.spans[0].page

    @cached_property
    def box(self) -> Box:
        return union(span.box for span in self.spans)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, its rows, and where its running text begins and ends."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    left: float
    right: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def is_centred(self, box: Box) -> bool:
        """Near the middle of the text or of the paper; header tables push titles a little to either side."""
        slack = 0.07 * self.width
        return min(abs(box.centre - self.centre), abs(box.centre - self.width / 2)) < slack


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word, or a whole line of running text, before it is put into rows."""

    text: str
    box: Box
    size: float
    bold: bool
    italic: bool
    drawn: bool = False


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    every = list(boxes)
    if len(every) == 1:
        return every[0]
    return Box(
        min([box.x0 for box in every]),
        min([box.y0 for box in every]),
        max([box.x1 for box in every]),
        max([box.y1 for box in every]),
    )


# A blank left for a handwritten or stamped number is a gap inside one field, not between two.
# A bare `nam` is no year: names of bodies end in `Việt Nam`.
_OPEN_LEFT = re.compile(r"(?:^|\s)(?:s[ốoô]\s*[:.]?|ng[àa]y|th[áa]ng|năm)\s*[\d.…]*$", re.IGNORECASE)
_OPEN_RIGHT = re.compile(r"^(?:/|-\s?[A-ZĐ]|th[áa]ng\b|n[ăa]m\b)", re.IGNORECASE)
# What a signing tool prints is at most so large.
_PRINT_SIZE = 7.6
_DAY = re.compile(r"ng[àa]y$", re.IGNORECASE)
# Right-hand headers that a narrow table glues to the issuer's name.
_FORCED = re.compile(r"(?:CỘNG H(?:ÒA|OÀ) XÃ|ĐẢNG CỘNG SẢN|Độc [Ll]ập|ĐOÀN TNCS)")


def belongs_together(left: str, right: str) -> bool:
    """Whether a wide gap between the two is a blank to be filled in."""
    left, right = vntext.nfc(left), vntext.nfc(right)
    if vntext.fold(left).endswith(("so:", "so")) and not re.match(r"[\d/.…\-]", right):
        return False
    return bool(_OPEN_LEFT.search(left) or (_OPEN_RIGHT.match(right) and re.search(r"[\d:.…]$", left)))


def make_span(words: Sequence[Word], page: int) -> Span:
    """One span out of words on a line; it looks like the most of its letters."""
    text = vntext.nfc(" ".join([word.text for word in words]))
    if len(words) == 1:
        only = words[0]
        return Span(text, page, only.box, only.size, only.bold, only.italic, drawn=only.drawn)
    letters = sum(len(word.text) for word in words)
    return Span(
        text=text,
        page=page,
        box=union(word.box for word in words),
        size=max(words, key=lambda word: len(word.text)).size,
        bold=2 * sum(len(word.text) for word in words if word.bold) > letters,
        italic=2 * sum(len(word.text) for word in words if word.italic) > letters,
        drawn=any(word.drawn for word in words),
    )


def _cells(line: Sequence[Word]) -> list[list[Word]]:
    cells: list[list[Word]] = [[line[0]]]
    for index, word in enumerate(line[1:], start=1):
        gap = word.box.x0 - line[index - 1].box.x1
        forced = word.text[:1] in "CĐ" and _FORCED.match(vntext.nfc(" ".join(w.text for w in line[index : index + 3])))
        wide = gap > 1.15 * max(word.size, 8.0)
        if forced or (wide and not belongs_together(" ".join(w.text for w in cells[-1]), word.text)):
            cells.append([word])
        else:
            cells[-1].append(word)
    return [part for cell in cells for part in _date_apart(cell)]


def _date_apart(cell: list[Word]) -> list[list[Word]]:
    """A narrow header table leaves only a space between the issuer or the number and `Hà Nội, ngày …`: the look
    changes there."""
    day = next(
        (i for i, word in enumerate(cell) if i > 1 and _DAY.match(word.text) and cell[i - 1].text[-1:] == ","), 0
    )
    if not day or not cell[day].italic or len(cell) < day + 3:
        return [cell]
    start = day
    while start > 0 and (cell[start - 1].italic, cell[start - 1].bold) == (cell[day].italic, cell[day].bold):
        start -= 1
    return [cell[:start], cell[start:]] if 0 < start < day else [cell]


def _on_line(word: Word, line: Sequence[Word]) -> bool:
    """Near the base line of the first word, or close to the last one's: sizes differ from column to column."""
    first, last = line[0], line[-1]
    small, large = sorted((word.size, first.size))
    if small <= _PRINT_SIZE and large >= 10:
        return False
    apart, room = word.box.y1 - first.box.y1, max(small, 6.0)
    return apart < 0.45 * room or (apart < 0.7 * room and word.box.y1 - last.box.y1 < 0.2 * room)


def rows_of(words: Iterable[Word], page: int) -> tuple[Row, ...]:
    """Words to rows by their base line, rows to spans by the gaps."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.y1):
        # The print of a signing tool across a line is much smaller, and a line of its own.
        near = (line for line in reversed(lines[-3:]) if _on_line(word, line))
        if (line := next(near, None)) is not None:
            line.append(word)
        else:
            lines.append([word])
    rows = []
    for line in lines:
        line.sort(key=lambda word: word.box.x0)
        rows.append(Row(tuple(make_span(cell, page) for cell in _cells(line))))
    return tuple(rows)


def text_edges(rows: Iterable[Row], width: float) -> tuple[float, float]:
    """Left and right edge of the running text, from its full lines."""
    full = [row.box for row in rows if row.box.width > 0.6 * width]
    if len(full) < 3:
        return 0.14 * width, 0.92 * width
    lefts, rights = sorted(box.x0 for box in full), sorted(box.x1 for box in full)
    return lefts[len(lefts) // 4], rights[(3 * len(rights)) // 4]


def make_page(number: int, width: float, height: float, rows: Sequence[Row]) -> Page:
    """A page with the edges of its text measured."""
    left, right = text_edges(rows, width)
    return Page(number, width, height, tuple(rows), left, right)
