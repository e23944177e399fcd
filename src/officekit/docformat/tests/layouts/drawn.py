"""A paper as a PDF drawn line by line: as a scanner's recognition leaves it, as a gazette or a law portal prints it."""

import random
import re
from collections.abc import Iterator

from officekit.docformat.tests import sheets
from officekit.docformat.tests.layouts.paper import Paper

# What recognition takes for what; only small marks, as good engines confuse them.
_CONFUSED = {
    "ộ": "ô",
    "ệ": "ê",
    "ư": "u",
    "ă": "ã",
    "ĩ": "ỉ",
    "ạ": "a",
    "ớ": "ó",
    "ẩ": "ẫ",
    "l": "1",
    "ề": "ê",
    ".": ",",
}
_MISTAKEN = {
    "O": "0",
    "Ộ": "Q",
    "I": "l",
    "G": "C",
    "H": "N",
    "e": "c",
    "n": "u",
    "i": "í",
    "Đ": "D",
    "Ư": "U",
    ":": ".",
    ",": "",
}


def _wrapped(text: str, letters: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > letters:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


class _Pen:
    def __init__(self, paper: Paper, style: str) -> None:
        self.paper, self.style = paper, style
        self.rng = random.Random(paper.seed * 7 + 1)
        self.pages = [sheets.Sheet()]
        self.y = 60.0

    @property
    def is_recognised(self) -> bool:
        return self.style in {"ocr", "rough"}

    def put(
        self, x: float, text: str, look: str, size: float, *, centre: bool = True, dy: float = 0, y: float | None = None
    ) -> None:
        y = (self.y if y is None else y) + dy
        if self.is_recognised:
            y += self.rng.uniform(-1.2, 1.2)
            size = size + self.rng.uniform(-0.8, 0.8)
            look = look.replace("b", "").replace("i", "")
            text = "".join(_CONFUSED.get(c, c) if self.rng.random() < 0.015 else c for c in text)
            if self.style == "rough":
                text = "".join(_MISTAKEN.get(c, c) if self.rng.random() < 0.03 else c for c in text)
                text = re.sub(" ", lambda _: "" if self.rng.random() < 0.04 else " ", text)
            text = re.sub(r"^_+$|^-+$", lambda m: self.rng.choice(("—", "_", "")), text)
        if self.style == "doubled" and "b" in look:
            # Bold made by drawing twice, as some printer drivers do.
            for shift in (0.0, 0.35):
                (self.pages[-1].centred if centre else self.pages[-1].at)(
                    x + shift, y, text, look.replace("b", ""), size
                )
            return
        if text:
            (self.pages[-1].centred if centre else self.pages[-1].at)(x, y, text, look, size)

    def turn(self) -> None:
        self.pages.append(sheets.Sheet())
        self.y = 60.0
        if self.style == "gazette":
            self.put(298, "CÔNG BÁO/Số 123 + 124/Ngày 28-7-2025", "", 11, y=28)
            self.put(520, str(len(self.pages)), "", 11, y=28)
        else:
            self.put(298, str(len(self.pages)), "", 13, y=30)

    def line(
        self, x: float, text: str, look: str = "", size: float = 13, *, centre: bool = True, step: float = 18
    ) -> None:
        if self.y > 770:
            self.turn()
        self.put(x, text, look, size, centre=centre)
        self.y += step


def draw(paper: Paper, style: str) -> bytes:
    """The PDF of a paper; `style` is ocr, gazette, portal, doubled or plain."""
    pen = _Pen(paper, style)
    if style == "gazette":
        pen.put(298, "CÔNG BÁO/Số 123 + 124/Ngày 28-7-2025", "", 11, y=28)
        pen.put(80, "2", "", 11, y=28)
        pen.line(298, "VĂN BẢN QUY PHẠM PHÁP LUẬT", "b", 14, step=30)
    if style == "portal":
        pen.put(70, "15/08/2025, 10:22", "", 8, centre=False, y=16)
        pen.put(330, "Cổng thông tin điện tử - Hệ thống văn bản", "", 8, centre=False, y=16)
    _head(pen)
    _title(pen)
    _body(pen)
    _foot(pen)
    return sheets.pdf(*pen.pages)


def _head(pen: _Pen) -> None:
    paper, top = pen.paper, pen.y
    left, right = 165.0, 420.0
    y = top
    for text, bold in paper.body.lines:
        for part in _wrapped(text, 30):
            pen.put(left, part, "b" if bold else "", 12, y=y)
            y += 15
    if paper.is_party:
        pen.put(left, "*", "", 14, y=y)
        pen.put(right, "ĐẢNG CỘNG SẢN VIỆT NAM", "b", 14, y=top)
    elif paper.body.bloc == "youth":
        pen.put(right, "ĐOÀN TNCS HỒ CHÍ MINH", "b", 14, y=top)
    else:
        pen.put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 12, y=top)
        pen.put(right, "Độc lập - Tự do - Hạnh phúc", "b", 13, y=top + 15)
        pen.put(left, "________", "", 8, y=y - 2)
        pen.put(right, "--------------" if pen.style == "portal" else "__________________", "", 8, y=top + 28)
    y = max(y, top + 30) + 18
    pen.put(left, paper.code_line, "", 13, y=y)
    pen.put(right, paper.date_line, "i", 13, y=y)
    y += 18
    for part in _wrapped(paper.letter_subject, 34):
        pen.put(left, part, "", 12, y=y)
        y += 15
    if paper.urgency:
        pen.put(left, paper.urgency, "b", 13, y=y + 12)
        y += 32
    pen.y = y + 14


def _title(pen: _Pen) -> None:
    paper = pen.paper
    if paper.title:
        pen.line(298, paper.title, "b", 14)
        for part in _wrapped(paper.subject, 60):
            pen.line(298, part, "b", 14)
        pen.line(298, "_______", "", 8, step=22)
    if paper.addressees:
        if len(paper.addressees) == 1:
            pen.line(298, f"Kính gửi: {paper.addressees[0]}", "", 14, step=24)
        else:
            pen.line(170, "Kính gửi:", "", 14, centre=False)
            for index, name in enumerate(paper.addressees):
                pen.line(230, f"- {name}{'.' if index == len(paper.addressees) - 1 else ';'}", "", 14, centre=False)
    if paper.authority:
        for part in _wrapped(paper.authority, 50):
            pen.line(298, part, "b", 14)


def _body(pen: _Pen) -> None:
    paper = pen.paper
    for look, texts in (("i", paper.bases), ("", paper.paragraphs)):
        for text in texts:
            for index, part in enumerate(_wrapped(text, 78)):
                pen.line(85 if index else 113, part, look, 13, centre=False)
            pen.y += 4
        if look == "i" and paper.kind in {"QĐ", "NQ"} and not paper.is_party:
            pen.line(298, f"{paper.kind_name.upper()}:", "b", 14)


def _foot(pen: _Pen) -> None:
    paper = pen.paper
    if pen.y > 600:
        pen.turn()
    pen.y += 12
    top = pen.y
    pen.put(90, "Nơi nhận:", "bi", 12, centre=False)
    y = top + 15
    for text in paper.recipients:
        pen.put(90, text, "", 11, centre=False, y=y)
        y += 13
    y = top
    for text in paper.signs:
        for part in _wrapped(text, 34):
            pen.put(430, part, "b", 14, y=y)
            y += 17
    if paper.signed_mark:
        pen.put(430, paper.signed_mark, "i", 12, y=y + 18)
    pen.put(430, paper.name, "b", 14, y=y + 70)
    pen.y = y + 90
