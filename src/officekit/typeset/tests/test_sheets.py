"""What stands on the sheets, read back from the drawn pages."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from officekit import typeset
from officekit.typeset.tests import samples
from officekit.typeset.tests.fonts import FONTS

ON = date(2026, 6, 25)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_state_letter_prints_every_box_and_user_text_stays_text() -> None:
    (text,) = pages(typeset.paper(samples.LETTER, FONTS))
    for words in (
        "UBND TỈNH BÌNH SƠN SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/SNV-TCBC",
        "Bình Sơn, ngày 05 tháng 02 năm 2026",
        "V/v bàn giao sổ đăng ký văn bản",
        "KHẨN",
        "- Ủy ban nhân dân các xã, phường;",
        "- Các sở, ban, ngành tỉnh.",
        "#panic(1) $a$ *b*",
        "Nơi nhận:",
        "- Lưu: VT, TCBC.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Ngô Thị Lan",
    ):
        assert words in text


def test_state_decision_numbers_pages_from_the_second_and_annexes_on_their_own() -> None:
    long = replace(samples.DECISION, blocks=samples.DECISION.blocks[:2] * 12 + samples.DECISION.blocks[2:])
    first, second, *_, one, two = pages(typeset.paper(long, FONTS))
    assert first.startswith("LƯU HÀNH NỘI BỘ")
    assert "Về việc kiện toàn Ban Chỉ đạo chuyển đổi số" in first
    assert second.startswith("2 ")
    assert one.startswith("Phụ lục I DANH SÁCH (Kèm theo Quyết định số")
    assert "Phụ lục II PHÂN CÔNG" in two
    assert "Chương I QUY ĐỊNH CHUNG" in two


def test_party_paper_has_star_no_colon_and_five_hyphens() -> None:
    (text,) = pages(typeset.paper(samples.DIRECTIVE, FONTS))
    assert "TỈNH ỦY BÌNH SƠN * Số 06-CT/TU" in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "CHỈ THỊ Về tăng cường công tác dân vận -----" in text
    assert "- Căn cứ Điều lệ Đảng." in text
    assert "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ" in text
    assert "Không phổ biến trên phương tiện thông tin đại chúng" in text


def test_a_draft_leaves_room_for_number_and_date() -> None:
    draft = replace(samples.LETTER, number="", dated=None, year=2026)
    (text,) = pages(typeset.paper(draft, FONTS, on=ON))
    assert "Số: /SNV-TCBC" in text
    assert "ngày tháng năm 2026" in text


def test_an_undated_paper_needs_a_date_for_its_file() -> None:
    with pytest.raises(ValueError, match="needs `on`"):
        typeset.paper(replace(samples.LETTER, dated=None), FONTS)


def test_a_printout_shows_a_box_for_a_letter_the_font_lacks() -> None:
    row = list(samples.REGISTER.rows[0])
    row[2] = "Rà soát \u202e漢 👍🏽\ufe0f tổ\u0323\x1f chức"
    (first, *_) = pages(typeset.register(replace(samples.REGISTER, rows=[row]), FONTS, on=ON))
    assert "Rà soát □ □□" in first
    assert typeset.undrawn({"rows": [row]}, FONTS) == ["\u202e", "漢", "👍", "🏽", "\ufe0f", "\x1f"]
    with pytest.raises(typeset.LettersError):
        typeset.paper(replace(samples.LETTER, subject="Về 漢"), FONTS)


def test_register_repeats_headings_and_counts_rows_and_pages() -> None:
    drawn = pages(typeset.register(samples.REGISTER, FONTS, on=ON))
    assert len(drawn) > 1
    for number, text in enumerate(drawn, 1):
        assert "Ngày đến Số đến Trích yếu" in text or number == len(drawn)
        assert f"Trang {number}/{len(drawn)}" in text
        assert "In từ hệ thống quản lý văn bản TinhGọn · 25/6/2026 16:30" in text
    assert "Tổng số: 80 văn bản, 4 trang (Sổ đăng ký văn bản đến, từ ngày 01/6/2026" in drawn[-1]
    assert "Lê Thị Hoa" in drawn[-1]


def test_register_is_landscape_a4() -> None:
    page = pypdfium2.PdfDocument(typeset.register(samples.REGISTER, FONTS, on=ON))[0]
    assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == (297, 210)


def test_empty_register_says_so() -> None:
    (text,) = pages(typeset.register(replace(samples.REGISTER, rows=()), FONTS, on=ON))
    assert "Không có văn bản trong kỳ." in text


def test_register_refuses_rows_of_another_width() -> None:
    with pytest.raises(ValueError, match="Row of 1 cells"):
        replace(samples.REGISTER, rows=(("một",),)).as_data()


def test_form_prints_facts_and_lines_to_write_on() -> None:
    (text,) = pages(typeset.form(samples.FORM, FONTS, on=ON))
    assert "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN" in text
    assert "Số đến: 128" in text
    assert "Đơn vị phối hợp: ...." in text
    assert "NGƯỜI TRÌNH" in text


def label(number: str) -> typeset.ArrivalLabel:
    return typeset.ArrivalLabel("Sở Nội vụ", number, "25/6/2026", qr=typeset.modules("123456"))


def test_labels_on_a_roll_have_a_page_each() -> None:
    sheet = typeset.Labels(typeset.Grid(50, 30, 50, 30), (label("1284"), label("1285")))
    document = pypdfium2.PdfDocument(typeset.labels(sheet, FONTS, on=ON))
    assert [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document] == [(50, 30)] * 2
    assert "1285" in document[1].get_textpage().get_text_bounded()


def test_labels_on_a_sheet_begin_where_it_is_free_and_go_on_on_the_next() -> None:
    grid = typeset.Grid(70, 37, 210, 297, 3, 8, 0, 0.5)
    long = typeset.EnvelopeLabel(
        "Văn phòng " * 9, "5/UBND", "Ủy ban nhân dân xã " * 9, "Số 5 " * 30, "Hỏa tốc", "lần 2"
    )
    sheet = typeset.Labels(grid, (replace(long, qr=typeset.modules("1")), label("7")), first=24)
    first, second = pages(typeset.labels(sheet, FONTS, on=ON))
    assert ("HỎA TỐC" in first, "ĐẾN" in second) == (True, True)
    for wrong in (replace(sheet, first=25), replace(sheet, labels=())):
        with pytest.raises(ValueError):
            wrong.as_data()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Nội vụ", ["SỞ NỘI VỤ"]),
        ("Ủy ban nhân dân tỉnh Bình Sơn", ["ỦY BAN NHÂN DÂN", "TỈNH BÌNH SƠN"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["SỞ VĂN HÓA, THỂ", "THAO VÀ DU LỊCH"]),
        ("Ban\nQuản lý", ["BAN", "QUẢN LÝ"]),
        ("", []),
    ],
)
def test_names_break_where_people_break_them(name: str, lines: list[str]) -> None:
    from officekit.typeset.shapes import header_lines

    assert header_lines(name) == lines


def test_dates_follow_the_rule_of_zeros() -> None:
    assert typeset.vietnamese_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert typeset.vietnamese_date(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
