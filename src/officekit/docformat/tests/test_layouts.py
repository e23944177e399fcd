"""Every field of invented papers of many bodies and layouts; `make accuracy` measures more of them than are here."""

import io
import unicodedata
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from officekit import docformat, vntext
from officekit.docformat.accuracy import comparable
from officekit.docformat.tests import sheets
from officekit.docformat.tests.layouts import drawn, paper, word

FIELDS = (
    "number", "symbol", "code", "issued_on", "place", "issuer", "parent_issuer", "doc_type_name", "subject",
    "signer_name", "signer_title", "urgency",
)  # fmt: skip


def _wrong(made: paper.Paper, content: bytes, name: str) -> list[tuple[str, str, str]]:
    fields = docformat.read(content, name).fields
    pairs = ((f, made.truth.get(f) or "", str(fields[f].value) if f in fields else "") for f in FIELDS)
    wrong = [(f, wanted, got) for f, wanted, got in pairs if comparable(f, wanted) != comparable(f, got)]
    return [*wrong, *(("secrecy", "", str(fields[f].value)) for f in ("secrecy",) if f in fields)]


@pytest.mark.parametrize("seed", range(24))
def test_word_files(seed: int) -> None:
    made = paper.make(seed)
    assert _wrong(made, word.render(made), "a.docx") == []


@pytest.mark.parametrize("style", ["plain", "gazette", "portal", "doubled"])
@pytest.mark.parametrize("seed", range(100, 106))
def test_drawn_pages(style: str, seed: int) -> None:
    made = paper.make(seed)
    assert _wrong(made, drawn.draw(made, style), "a.pdf") == []


@pytest.mark.parametrize("seed", range(200, 208))
def test_a_layer_of_recognised_text(seed: int) -> None:
    """Letters that recognition took for others are its own; every field must be found in its place."""
    made = paper.make(seed)
    wrong = [
        w for w in _wrong(made, drawn.draw(made, "ocr"), "a.pdf") if vntext.fold(w[1])[:4] != vntext.fold(w[2])[:4]
    ]
    assert wrong == []


def _changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    document = docx.Document(io.BytesIO(content))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _decomposed(document: Any) -> None:
    for element in document.element.iter(qn("w:t")):
        element.text = unicodedata.normalize("NFD", element.text or "")


def _in_page_header(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.first_page_header
    header.is_linked_to_previous = False
    header._element.insert(0, document.element.body.find(qn("w:tbl")))


def _in_controls(document: Any) -> None:
    for run in list(document.element.iter(qn("w:r"))):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        run.addprevious(control)
        content.append(run)


def _tracked(document: Any) -> None:
    """Every second run was inserted, and something was struck out before it."""
    for run in list(document.element.iter(qn("w:r")))[::2]:
        inserted, struck, gone = OxmlElement("w:ins"), OxmlElement("w:del"), OxmlElement("w:r")
        text = OxmlElement("w:delText")
        text.text = "Số: 999/XX"
        gone.append(text)
        struck.append(gone)
        run.addprevious(struck)
        struck.addnext(inserted)
        inserted.append(run)


@pytest.mark.parametrize("change", [_decomposed, _in_page_header, _in_controls, _tracked])
@pytest.mark.parametrize("seed", [2, 5, 23])
def test_word_files_of_other_makes(change: Callable[[Any], None], seed: int) -> None:
    made = paper.make(seed)
    made.annex = made.urgency = made.top_mark = ""
    made.truth["urgency"] = None
    assert _wrong(made, _changed(word.render(made), change), "a.docx") == []


def test_prints_of_signing_tools_and_a_stamp_of_arrival() -> None:
    page = sheets.state_head(code="Số: 15/QĐ-VP").centred(298, 170, "QUYẾT ĐỊNH", "b", 14)
    page.centred(298, 188, "Về việc ban hành quy chế", "b", 14).body(250, "Một", "hai", "ba", "bốn")
    sheets.foot(page, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Lâm")
    for index, line in enumerate(("Ký bởi: SỞ NỘI VỤ", "Thời gian ký: 12-07-2025", "09:11:12 +07:00")):
        page.at(40, 14 + 8 * index, line, "r", 6.5)
        page.at(410, 598 + 17 * index, line, "r", 6.5)
    for index, line in enumerate(("VĂN PHÒNG SỞ", "VĂN BẢN ĐẾN", "Số: 4321", "Ngày: 15/7/2026", "Chuyển: Phòng TH")):
        page.at(60, 128 + 11 * index, line, "r", 9)
    fields = {name: item.value for name, item in docformat.read(sheets.pdf(page)).fields.items()}
    assert (fields["code"], fields["issued_on"], fields["issuer"]) == ("15/QĐ-VP", "2026-01-05", "Văn phòng")
    assert (fields["signer_title"], fields["signer_name"]) == ("KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "Lê Văn Lâm")
    assert fields["subject"] == "Về việc ban hành quy chế"
