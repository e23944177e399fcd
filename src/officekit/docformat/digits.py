"""Numerals that a signing tool drew as a picture into the blanks of `Số:    /…` and `ngày    tháng    năm`.

Knows the shapes of printed digits (rendered from Liberation Serif and Sans) on a small grey bitmap; refuses
handwriting and doubt: one part that is no clear digit, and the blank stays blank."""

import csv
import math
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from officekit import vntext
from officekit.docformat.layout import Box, Word

_COLUMNS, _ROWS = 12, 18
_INK = 200
_LEAST_LIKENESS, _LEAST_LEAD = 0.5, 0.06
_LONGEST = 6
_BEFORE = {"so:": r"[/\-]", "so": r"[/\-]", "ngay": "thang", "thang": "nam"}


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Grey pixels, 0 is black, row by row."""

    width: int
    height: int
    pixels: bytes

    def is_ink(self, x: int, y: int) -> bool:
        return self.pixels[y * self.width + x] < _INK


Render = Callable[[Box], Bitmap]


@dataclass(frozen=True, slots=True)
class _Shape:
    digit: str
    leans: bool
    aspect: float
    shades: tuple[float, ...]


def _centred(shades: Sequence[float]) -> tuple[float, ...]:
    """Shades around their mean, of length one: the product of two such is their correlation."""
    mean = sum(shades) / len(shades)
    length = math.sqrt(sum((shade - mean) ** 2 for shade in shades)) or 1.0
    return tuple((shade - mean) / length for shade in shades)


@cache
def _shapes() -> tuple[_Shape, ...]:
    table = resources.files("officekit.docformat").joinpath("data/digits.csv").read_text("utf-8")
    return tuple(
        _Shape(
            row["digit"],
            row["style"].endswith(("italic", "slanted")),
            float(row["aspect"]),
            _centred([int(shade, 16) for shade in row["shades"]]),
        )
        for row in csv.DictReader(table.splitlines())
    )


def blanks(words: Sequence[Word]) -> Iterator[tuple[Word, Box]]:
    """Gaps between two words of one line where a number belongs and none is printed."""
    for word in words:
        follows = _BEFORE.get(vntext.fold(word.text))
        if follows is None:
            continue
        line = [w for w in words if abs(w.box.y1 - word.box.y1) < 0.4 * word.size and w.box.x0 >= word.box.x1 - 2]
        right = min((w for w in line if w is not word), key=lambda w: w.box.x0, default=None)
        if right is None or not re.match(follows, vntext.fold(right.text)):
            continue
        if 0.7 * word.size < right.box.x0 - word.box.x1 < 12 * word.size:
            lift = 0.25 * word.size
            yield word, Box(word.box.x1 + 0.5, word.box.y0 - lift, right.box.x0 - 0.5, word.box.y1 + lift)


def drawn_numbers(words: Sequence[Word], render: Render) -> Iterator[Word]:
    """A word for each blank that holds a clear number."""
    for word, box in blanks(words):
        if digits := read_digits(render(box), box, word.size, leans=word.italic):
            inner = Box(box.x0 + 0.5, word.box.y0, box.x1 - 0.5, word.box.y1)
            yield Word(digits, inner, word.size, bold=False, italic=word.italic, drawn=True)


def read_digits(bitmap: Bitmap, box: Box, size: float, *, leans: bool) -> str:
    """The number in the picture, or nothing where any part of it is not clearly a digit."""
    scale = bitmap.height / max(box.height, 1)
    parts = [part for part in _parts(bitmap) if part[3] - part[1] > 0.35 * size * scale]
    if not 0 < len(parts) <= _LONGEST:
        return ""
    digits = [_likeliest(bitmap, part, leans) for part in parts]
    return "".join(digits) if all(digits) else ""


def _parts(bitmap: Bitmap) -> list[tuple[int, int, int, int]]:
    """Connected runs of ink, left to right, as x0, y0, x1, y1 (ends exclusive)."""
    seen: set[int] = set()
    parts = []
    width, height = bitmap.width, bitmap.height
    for x in range(width):
        for y in range(height):
            if y * width + x in seen or not bitmap.is_ink(x, y):
                continue
            stack, x0, y0, x1, y1 = [(x, y)], x, y, x, y
            seen.add(y * width + x)
            while stack:
                cx, cy = stack.pop()
                x0, y0, x1, y1 = min(x0, cx), min(y0, cy), max(x1, cx), max(y1, cy)
                for nx in range(max(cx - 1, 0), min(cx + 2, width)):
                    for ny in range(max(cy - 1, 0), min(cy + 2, height)):
                        if ny * width + nx not in seen and bitmap.is_ink(nx, ny):
                            seen.add(ny * width + nx)
                            stack.append((nx, ny))
            parts.append((x0, y0, x1 + 1, y1 + 1))
    return _joined(parts)


def _joined(parts: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Pieces of one digit, where a thin stroke broke, are over each other."""
    whole: list[tuple[int, int, int, int]] = []
    for part in sorted(parts):
        last = whole[-1] if whole else None
        if last and min(last[2], part[2]) - part[0] > 0.5 * min(last[2] - last[0], part[2] - part[0]):
            whole[-1] = (last[0], min(last[1], part[1]), max(last[2], part[2]), max(last[3], part[3]))
        else:
            whole.append(part)
    return whole


def _likeliest(bitmap: Bitmap, part: tuple[int, int, int, int], leans: bool) -> str:
    x0, y0, x1, y1 = part
    aspect = (x1 - x0) / (y1 - y0)
    shades = [
        _shade(
            bitmap, x0 + (x1 - x0) * c / _COLUMNS, y0 + (y1 - y0) * r / _ROWS, (x1 - x0) / _COLUMNS, (y1 - y0) / _ROWS
        )
        for r in range(_ROWS)
        for c in range(_COLUMNS)
    ]
    centred = _centred(shades)
    best: dict[str, float] = {}
    for shape in _shapes():
        if leans and not shape.leans:
            continue
        likeness = sum(map(operator.mul, centred, shape.shades)) - 0.5 * abs(aspect - shape.aspect)
        best[shape.digit] = max(best.get(shape.digit, 0.0), likeness)
    (digit, first), (_, second) = sorted(best.items(), key=lambda item: -item[1])[:2]
    return digit if first >= _LEAST_LIKENESS and first - second >= _LEAST_LEAD else ""


def _shade(bitmap: Bitmap, x: float, y: float, width: float, height: float) -> float:
    """How much of a cell is ink, 0 to 1."""
    xs = range(int(x), max(int(x + width), int(x) + 1))
    ys = range(int(y), max(int(y + height), int(y) + 1))
    dark = sum(
        255 - bitmap.pixels[min(cy, bitmap.height - 1) * bitmap.width + min(cx, bitmap.width - 1)]
        for cy in ys
        for cx in xs
    )
    return dark / (255 * len(xs) * len(ys))
