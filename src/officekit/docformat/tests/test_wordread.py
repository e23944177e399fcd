"""Word files: tables, tabs, text boxes, styles and revisions as offices leave them."""

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from officekit import docformat
from officekit.docformat import guard
from officekit.docformat.tests import sheets
from officekit.docformat.tests.sheets import paragraph
from officekit.docformat.wordstyles import read_styles

_MEASURED = {"gridCol", "tcW", "pgSz", "pgMar", "sz", "ind", "gridSpan"}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def _head(document: "docx.document.Document", code: str = "Số:     /KH-THPTĐBK") -> None:  # type: ignore[name-defined]
    table = document.add_table(rows=2, cols=2)
    for cells in zip(table.columns[0].cells, table.columns[1].cells, strict=True):
        cells[0].width, cells[1].width = Cm(6.5), Cm(10)
    left, right = table.rows[0].cells
    paragraph(left, "SỞ GDĐT TỈNH BÌNH SƠN", align=_CENTRE)
    paragraph(left, "TRƯỜNG THPT LÊ VĂN LÂM", "b", _CENTRE)
    paragraph(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", _CENTRE)
    paragraph(right, "Độc lập - Tự do - Hạnh phúc", "b", _CENTRE)
    left, right = table.rows[1].cells
    paragraph(left, code, align=_CENTRE)
    paragraph(right, "Bình Sơn, ngày 17 tháng 8 năm 2026", "i", _CENTRE)


def _foot(document: "docx.document.Document") -> None:  # type: ignore[name-defined]
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    paragraph(left, "Nơi nhận:", "bi")
    paragraph(left, "- Sở GDĐT;", size=11)
    paragraph(left, "- Lưu: VT.", size=11)
    paragraph(right, "KT. HIỆU TRƯỞNG", "b", _CENTRE)
    paragraph(right, "PHÓ HIỆU TRƯỞNG", "b", _CENTRE)
    for _ in range(4):
        paragraph(right, "", align=_CENTRE)
    paragraph(right, "Lê Văn Lâm", "b", _CENTRE)


def _plan() -> "docx.document.Document":  # type: ignore[name-defined]
    document = docx.Document()
    _head(document)
    paragraph(document, "KẾ HOẠCH", "b", _CENTRE)
    paragraph(document, "Tổ chức sinh hoạt công dân đầu năm học", "b", _CENTRE)
    paragraph(document, "Căn cứ tình hình thực tế của nhà trường, Trường THPT Lê Văn Lâm ban hành kế hoạch như sau:")
    for _ in range(5):
        paragraph(document, "Nội dung kế hoạch gồm nhiều việc cần làm trong năm học này của nhà trường. " * 3)
    _foot(document)
    return document


def _values(document: "docx.document.Document") -> dict[str, object]:  # type: ignore[name-defined]
    return {name: found.value for name, found in docformat.read(sheets.word(document), "a.docx").fields.items()}


def test_a_plan_in_layout_tables() -> None:
    values = _values(_plan())
    assert values["code"] == "/KH-THPTĐBK"
    assert "number" not in values
    assert values["symbol"] == "KH-THPTĐBK"
    assert values["issued_on"] == "2026-08-17"
    assert values["place"] == "Bình Sơn"
    assert values["issuer"] == "Trường THPT Lê Văn Lâm"
    assert values["parent_issuer"] == "Sở GDĐT tỉnh Bình Sơn"
    assert values["doc_type"] == "KH"
    assert values["subject"] == "Tổ chức sinh hoạt công dân đầu năm học"
    assert values["signer_name"] == "Lê Văn Lâm"
    assert values["signer_title"] == "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG"
    assert values["recipients"] == ("Sở GDĐT", "Lưu: VT")


def test_columns_made_with_tabs() -> None:
    document = docx.Document()
    paragraph(document, "UBND TỈNH BÌNH SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b")
    paragraph(document, "SỞ Y TẾ\t\tĐộc lập - Tự do - Hạnh phúc", "b")
    paragraph(document, "Số: 12/SYT-VP\t\tBình Sơn, ngày 02 tháng 3 năm 2026")
    paragraph(document, "V/v phòng, chống dịch\t")
    paragraph(document, "Kính gửi: Các bệnh viện trong tỉnh.", align=_CENTRE)
    paragraph(document, "Nội dung công văn gồm nhiều việc cần làm trong năm nay của các bệnh viện. " * 3)
    values = _values(document)
    assert values["code"] == "12/SYT-VP"
    assert (values["issuer"], values["parent_issuer"]) == ("Sở Y tế", "UBND tỉnh Bình Sơn")
    assert (values["place"], values["issued_on"]) == ("Bình Sơn", "2026-03-02")
    assert (values["doc_type"], values["subject"]) == ("CV", "phòng, chống dịch")
    assert values["addressees"] == ("Các bệnh viện trong tỉnh",)


def _text_box(text: str) -> object:
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    names = nsdecls("w") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(
        f"<w:r {names}><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(("text", "field", "value"), [("MẬT", "secrecy", "mat"), ("HỎA TỐC", "urgency", "hoa_toc")])
def test_a_stamp_in_a_text_box(text: str, field: str, value: str) -> None:
    document = _plan()
    document.paragraphs[0]._p.append(_text_box(text))
    reading = docformat.read(sheets.word(document), "a.docx")
    assert reading.fields[field].value == value
    assert "\n".join(reading.text_pages).count(text) == 1
    assert reading.fields["subject"].value == "Tổ chức sinh hoạt công dân đầu năm học"


def test_a_stamp_in_the_page_header() -> None:
    document = _plan()
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    values = _values(document)
    assert values["secrecy"] == "toi_mat"
    assert values["issuer"] == "Trường THPT Lê Văn Lâm"


def test_deleted_and_hidden_text_is_not_read() -> None:
    document = _plan()
    target = document.paragraphs[0]._p
    words = nsdecls("w")
    target.append(parse_xml(f"<w:del {words}><w:r><w:delText>XOÁ</w:delText></w:r></w:del>"))
    target.append(parse_xml(f"<w:r {words}><w:rPr><w:vanish/></w:rPr><w:t>ẨN</w:t></w:r>"))
    assert _values(document)["doc_type"] == "KH"


def test_capitals_by_formatting() -> None:
    document = docx.Document()
    _head(document, "Số: 3/KH-TH")
    title = paragraph(document, "kế hoạch", "b", _CENTRE)
    title.runs[0].font.all_caps = True  # type: ignore[attr-defined]
    paragraph(document, "Nội dung kế hoạch gồm nhiều việc cần làm trong năm học này của nhà trường. " * 3)
    assert _values(document)["doc_type_name"] == "Kế hoạch"


def test_dashes_that_word_draws() -> None:
    document = _plan()
    cell = document.tables[1].rows[0].cells[0]
    for item in cell.paragraphs[2:]:
        item.runs[0].text = item.runs[0].text.lstrip("- ")
        item.style = document.styles["List Bullet"]
    assert _values(document)["recipients"] == ("Sở GDĐT", "Lưu: VT")


def test_an_empty_word_file_waits_for_recognition() -> None:
    assert docformat.read(sheets.word(docx.Document()), "a.docx").needs_recognition


_SHEET = """<w:styles {names}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"/>
<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""


@pytest.mark.parametrize(
    ("paragraph_style", "run_style", "direct", "bold", "size"),
    [
        ("", "", "", False, 13.0),
        ("A", "", "", True, 15.0),
        ("A", "C", "", False, 15.0),
        ("", "C", "", True, 13.0),
        ("A", "C", "<w:b/>", True, 15.0),
        ("A", "", '<w:b w:val="0"/><w:sz w:val="20"/>', False, 10.0),
    ],
)
def test_toggles_and_chains(paragraph_style: str, run_style: str, direct: str, bold: bool, size: float) -> None:
    names = nsdecls("w")
    sheet = read_styles(guard.parse_xml(_SHEET.format(names=names).encode()), None)
    block = guard.parse_xml(
        f'<w:p {names}><w:pPr><w:pStyle w:val="{paragraph_style}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{run_style}"/>{direct}</w:rPr><w:t>x</w:t></w:r></w:p>'.encode()
    )
    look = sheet.look(block[1], block)
    assert (look.bold, look.size) == (bold, size)


def test_word_and_pdf_give_the_same_text_order() -> None:
    text = "\n".join(docformat.text_pages(sheets.word(_plan()), "a.docx"))
    assert text.index("KẾ HOẠCH") < text.index("Căn cứ") < text.index("Nơi nhận")


@pytest.mark.parametrize("value", ["x", "NaN", "-1", "99999999999", ""])
def test_measures_that_are_no_measures(value: str) -> None:
    document = _plan()
    for element in document.element.iter():
        for name in list(element.attrib):
            if name.endswith(("}w", "}sz", "}left", "}val", "}h")) and element.tag.rsplit("}", 1)[-1] in _MEASURED:
                element.set(name, value)
    assert _values(document)["code"] == "/KH-THPTĐBK"
