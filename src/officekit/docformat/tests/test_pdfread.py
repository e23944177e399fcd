"""PDF: scans, stamped numbers, rotated and moved pages, text by page."""

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from officekit import docformat
from officekit.docformat.tests import sheets


def _page() -> sheets.Sheet:
    page = sheets.state_head(code="Số:            /C07-P6", day="Hà Nội, ngày         tháng         năm 2026")
    return page.centred(165, 130, "V/v góp ý", "", 12).body(230, "Một", "hai", "ba", "bốn")


def _stamp(data: bytes, stamps: dict[tuple[float, float], str], kind: str = "/Widget") -> bytes:
    """Numbers put on the page the way signing tools do: annotations whose appearance is text."""
    with pikepdf.open(io.BytesIO(data)) as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman")
        )
        annotations = []
        for (x, y), text in stamps.items():
            look = document.make_stream(f"BT /F1 13 Tf 1 3 Td ({text}) Tj ET".encode())
            look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 40, 16])
            look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            annotations.append(
                document.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name(kind),
                        F=4,
                        Rect=pikepdf.Array([x, y, x + 40, y + 16]),
                        AP=pikepdf.Dictionary(N=look),
                    )
                )
            )
        document.pages[0].Annots = pikepdf.Array(annotations)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


# The stamp is a lone annotation on purpose: signing tools do not all list theirs in the form.
@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
@pytest.mark.parametrize("kind", ["/Widget", "/Stamp", "/FreeText"])
def test_a_stamped_number_is_read_from_its_annotation(kind: str) -> None:
    data = _stamp(sheets.pdf(_page()), {(138, 716): "286"}, kind)
    fields = docformat.read(data).fields
    assert fields["code"].value == "286/C07-P6"
    assert fields["number"].value == "286"


def test_without_the_stamp_the_number_is_blank() -> None:
    fields = docformat.read(sheets.pdf(_page())).fields
    assert fields["code"].value == "/C07-P6"
    assert "number" not in fields
    assert "issued_on" not in fields
    assert fields["place"].value == "Hà Nội"


def test_a_page_without_text_is_a_scan() -> None:
    reading = docformat.read(sheets.pdf(sheets.Sheet(), sheets.Sheet()))
    assert (reading.kind, reading.page_count, reading.needs_recognition) == ("scan", 2, True)


def test_a_scan_with_a_signing_stamp_stays_a_scan() -> None:
    page = sheets.Sheet().at(20, 20, "Người ký: Cổng Thông tin điện tử").at(20, 34, "Email: thongtin@chinhphu.vn")
    assert docformat.read(sheets.pdf(page)).kind == "scan"


def test_letters_without_vietnamese_marks_are_a_bad_recognition() -> None:
    page = sheets.Sheet()
    for line in range(12):
        page.at(85, 60 + 20 * line, "CONG HOA XA HOI CHU NGHIA VIET NAM Doc lap Tu do Hanh phuc")
    assert docformat.read(sheets.pdf(page)).kind == "scan"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_alike(turn: int) -> None:
    page = sheets.foot(
        sheets.state_head().centred(298, 150, "QUYẾT ĐỊNH", "b").body(230, "Một", "hai"), ("GIÁM ĐỐC",), "Lê An"
    )
    upright = sheets.pdf(page)
    with pikepdf.open(io.BytesIO(upright)) as document:
        sheet = document.pages[0]
        width, height = 595.28, 841.89
        moves = {90: f"0 1 -1 0 {height} 0 cm ", 180: f"-1 0 0 -1 {width} {height} cm ", 270: f"0 -1 1 0 0 {width} cm "}
        sheet.contents_add(moves[turn].encode(), prepend=True)
        if turn != 180:
            sheet.MediaBox = pikepdf.Array([0, 0, height, width])
        sheet.Rotate = turn
        stream = io.BytesIO()
        document.save(stream)
    first, second = docformat.read(upright).fields, docformat.read(stream.getvalue()).fields
    assert {name: found.value for name, found in second.items()} == {name: found.value for name, found in first.items()}


def test_a_moved_page_box_does_not_move_the_evidence() -> None:
    data = sheets.pdf(sheets.state_head().body(230, "Một", "hai", "ba"))
    with pikepdf.open(io.BytesIO(data)) as document:
        sheet = document.pages[0]
        sheet.contents_add(b"1 0 0 1 100 50 cm ", prepend=True)
        sheet.MediaBox = pikepdf.Array([100, 50, 695.28, 891.89])
        stream = io.BytesIO()
        document.save(stream)
    before, after = (
        docformat.read(data).fields["code"].evidence,
        docformat.read(stream.getvalue()).fields["code"].evidence,
    )
    assert before is not None and after is not None
    assert after.box.as_list() == pytest.approx(before.box.as_list(), abs=0.6)


def test_text_of_every_page() -> None:
    pages = [sheets.state_head().body(230, f"Trang {number} có nội dung", "và") for number in (1, 2, 3)]
    data = sheets.pdf(*pages)
    texts = list(docformat.text_pages(data))
    assert len(texts) == 3
    assert "Trang 2 có nội dung" in texts[1]
    assert docformat.read(data).text_pages == tuple(texts)


def test_many_threads_read_at_once() -> None:
    data = sheets.pdf(sheets.state_head().body(230, "Một", "hai", "ba"))
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda _: docformat.read(data).fields["code"].value, range(24)))
    assert set(codes) == {"15/QĐ-VP"}
