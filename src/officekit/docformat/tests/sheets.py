"""Sheets for the tests: text put at exact places, as PDF (Typst) and as Word files (python-docx)."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import docx
import typst
from docx.shared import Pt

FONT_FOLDERS = ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation")
_TEMPLATE = Path(__file__).with_name("sheets.typ")


@dataclass
class Sheet:
    """Lines of one page; `centred` and `at` return the sheet, so that calls read as a page does."""

    lines: list[dict[str, object]] = field(default_factory=list)

    def _add(self, text: str, x: float, y: float, style: str, size: float, *, centre: bool) -> "Sheet":
        look = {"bold": "b" in style, "italic": "i" in style, "red": "r" in style}
        self.lines.append({"text": text, "x": x, "y": y, "size": size, "centre": centre, **look})
        return self

    def centred(self, x: float, y: float, text: str, style: str = "", size: float = 13) -> "Sheet":
        return self._add(text, x, y, style, size, centre=True)

    def at(self, x: float, y: float, text: str, style: str = "", size: float = 13) -> "Sheet":
        return self._add(text, x, y, style, size, centre=False)

    def body(self, y: float, *texts: str) -> "Sheet":
        """Full lines of running text, the first one indented."""
        filler = "theo quy định của pháp luật và phân công của cơ quan có thẩm quyền trong thời gian tới"
        for index, text in enumerate(texts):
            self.at(85 + (28 if index == 0 else 0), y + 18 * index, f"{text} {filler}"[: 88 if index else 83])
        return self


@cache
def _compiler() -> typst.Compiler:
    fonts = [path for path in FONT_FOLDERS if Path(path).is_dir()]
    return typst.Compiler(str(_TEMPLATE), font_paths=fonts, ignore_system_fonts=True)


def pdf(*sheets: Sheet) -> bytes:
    """One PDF of these pages."""
    pages = json.dumps([sheet.lines for sheet in sheets], ensure_ascii=False)
    return bytes(_compiler().compile(format="pdf", sys_inputs={"pages": pages}))


def state_head(
    left: Sequence[str] = ("SỞ NỘI VỤ", "VĂN PHÒNG"),
    code: str = "Số: 15/QĐ-VP",
    day: str = "Bình Sơn, ngày 05 tháng 01 năm 2026",
    bold: Sequence[bool] | None = None,
) -> Sheet:
    """The head of a State paper (Decree 30/2020, Annex I)."""
    sheet = Sheet()
    sheet.centred(415, 57, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 12)
    sheet.centred(415, 72, "Độc lập - Tự do - Hạnh phúc", "b")
    for index, name in enumerate(left):
        heavy = bold[index] if bold else index == len(left) - 1
        sheet.centred(165, 57 + 15 * index, name, "b" if heavy else "", 12)
    sheet.centred(165, 110, code).centred(415, 110, day, "i")
    return sheet


def party_head(
    left: Sequence[str] = ("TỈNH ỦY BÌNH SƠN", "VĂN PHÒNG"),
    code: str = "Số 06-HD/VPTU",
    day: str = "Bình Sơn, ngày 09 tháng 6 năm 2026",
) -> Sheet:
    """The head of a Party paper (HD 05-HD/VPTW)."""
    sheet = Sheet().centred(420, 57, "ĐẢNG CỘNG SẢN VIỆT NAM", "b", 15)
    for index, name in enumerate(left):
        sheet.centred(165, 57 + 17 * index, name, "b" if index == len(left) - 1 else "", 14)
    return sheet.centred(165, 96, "*", "", 14).centred(165, 112, code, "", 14).centred(420, 112, day, "i", 14)


def foot(
    sheet: Sheet,
    titles: Sequence[str],
    name: str,
    recipients: Sequence[str] = ("- Như trên;", "- Lưu: VT, VP."),
    y: float = 600,
) -> Sheet:
    """Signature block and recipients."""
    sheet.at(90, y, "Nơi nhận:", "bi", 12)
    for index, line in enumerate(recipients):
        sheet.at(90, y + 15 + 13 * index, line, "", 11)
    for index, line in enumerate(titles):
        sheet.centred(430, y + 16 * index, line, "b", 14)
    return sheet.centred(430, y + 16 * len(titles) + 70, name, "b", 14)


def word(document: "docx.document.Document") -> bytes:  # type: ignore[name-defined]
    """The bytes of a Word file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(target: object, text: str, style: str = "", align: int | None = None, size: float = 13) -> object:
    """A paragraph with one run; style letters b, i."""
    added = target.add_paragraph()  # type: ignore[attr-defined]
    run = added.add_run(text)
    run.bold, run.italic, run.font.size = "b" in style, "i" in style, Pt(size)
    if align is not None:
        added.alignment = align
    return added
