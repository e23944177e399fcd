"""Who signed, in which authority, and who receives the paper."""

import pytest

from officekit import docformat
from officekit.docformat.signature import looks_like_name
from officekit.docformat.tests import sheets


def _fields(*pages: sheets.Sheet) -> dict[str, object]:
    return {name: found.value for name, found in docformat.read(sheets.pdf(*pages)).fields.items()}


def _paper() -> sheets.Sheet:
    return sheets.state_head().centred(298, 150, "QUYẾT ĐỊNH", "b", 14).body(230, "Một", "hai", "ba", "bốn", "năm")


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("GIÁM ĐỐC",), "Lê Văn Lâm"),
        (("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), "Phạm Thị Hồng Vân"),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần An"),
        (("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "ThS. Nguyễn Văn Nam"),
        (("TUQ. CỤC TRƯỞNG", "TRƯỞNG PHÒNG THAM MƯU"), "Thượng tá Vũ Đức Minh"),
        (("Q. CHỦ TỊCH",), "Hoàng Thị Ái"),
        (("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"), "Võ Ký"),
    ],
)
def test_blocks(titles: tuple[str, ...], name: str) -> None:
    fields = _fields(sheets.foot(_paper(), titles, name))
    assert fields["signer_name"] == name
    assert fields["signer_title"] == " / ".join(titles)
    assert fields["recipients"] == ("Như trên", "Lưu: VT, VP")


def test_an_annex_after_the_signature_is_left_alone() -> None:
    annex = sheets.Sheet().centred(298, 60, "Phụ lục", "b", 14).centred(298, 80, "DANH SÁCH CÁN BỘ", "b", 14)
    for row, name in enumerate(("Ngô Văn Hùng", "Đỗ Thị Lan", "Bùi Tiến")):
        annex.centred(150, 140 + 20 * row, str(row + 1)).centred(420, 140 + 20 * row, name)
    annex.centred(420, 120, "HỌ VÀ TÊN TRƯỞNG ĐOÀN", "b")
    fields = _fields(sheets.foot(_paper(), ("GIÁM ĐỐC",), "Lê Văn Lâm"), annex)
    assert (fields["signer_name"], fields["signer_title"]) == ("Lê Văn Lâm", "GIÁM ĐỐC")


def test_a_paper_without_recipients() -> None:
    page = (
        sheets.state_head(code="Số: 08/NQ-HĐND").centred(298, 150, "NGHỊ QUYẾT", "b", 14).body(230, "Một", "hai", "ba")
    )
    page.centred(430, 500, "CHỦ TỊCH", "b", 14).centred(430, 530, "(Đã ký)", "i").centred(
        430, 580, "Lê Văn Lâm", "b", 14
    )
    fields = _fields(page)
    assert (fields["signer_name"], fields["signer_title"]) == ("Lê Văn Lâm", "CHỦ TỊCH")
    assert "recipients" not in fields


def test_the_name_on_the_next_page() -> None:
    first = _paper().at(90, 740, "Nơi nhận:", "bi", 12).at(90, 755, "- Các sở, ngành;", "", 11)
    first.centred(430, 740, "GIÁM ĐỐC", "b", 14)
    second = (
        sheets.Sheet().centred(298, 30, "2").at(90, 60, "- Lưu: VT.", "", 11).centred(430, 100, "Lê Văn Lâm", "b", 14)
    )
    fields = _fields(first, second)
    assert (fields["signer_name"], fields["signer_title"]) == ("Lê Văn Lâm", "GIÁM ĐỐC")
    assert fields["recipients"] == ("Các sở, ngành", "Lưu: VT")


def test_two_signers() -> None:
    page = sheets.state_head(("BỘ NỘI VỤ - BỘ TÀI CHÍNH",), code="Số: 01/TTLT-BNV-BTC")
    page.centred(298, 150, "THÔNG TƯ LIÊN TỊCH", "b", 14).body(230, "Một", "hai", "ba")
    for x, title, deputy, name in (
        (170, "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH", "THỨ TRƯỞNG", "Đỗ Hoàng Anh"),
        (430, "KT. BỘ TRƯỞNG BỘ NỘI VỤ", "THỨ TRƯỞNG", "Trần Thị Hà"),
    ):
        page.centred(x, 450, title, "b", 12).centred(x, 465, deputy, "b", 12).centred(x, 540, name, "b", 13)
    page.at(90, 600, "Nơi nhận:", "bi", 12).at(90, 615, "- Lưu: VT.", "", 11)
    fields = _fields(page)
    assert fields["signer_name"] == "Đỗ Hoàng Anh; Trần Thị Hà"
    assert str(fields["signer_title"]).endswith("KT. BỘ TRƯỞNG BỘ NỘI VỤ / THỨ TRƯỞNG")


def test_the_text_of_a_digital_signature_is_not_the_signer() -> None:
    page = sheets.foot(_paper(), ("GIÁM ĐỐC",), "Lê Văn Lâm")
    page.at(380, 630, "Người ký: Sở Nội vụ", "", 8).at(380, 640, "Email: snv@binhson.gov.vn", "", 8)
    page.at(380, 650, "Thời gian ký: 05.01.2026 16:20:11 +07:00", "", 8)
    fields = _fields(page)
    assert (fields["signer_name"], fields["signer_title"]) == ("Lê Văn Lâm", "GIÁM ĐỐC")


def test_recipients_that_wrap() -> None:
    lines = (
        "- Thường trực Tỉnh ủy, Thường trực",
        "Hội đồng nhân dân tỉnh (để b/c);",
        "- Các sở, ban, ngành;",
        "- Lưu: VT.",
    )
    fields = _fields(sheets.foot(_paper(), ("GIÁM ĐỐC",), "Lê Văn Lâm", lines))
    assert fields["recipients"] == (
        "Thường trực Tỉnh ủy, Thường trực Hội đồng nhân dân tỉnh (để b/c)",
        "Các sở, ban, ngành",
        "Lưu: VT",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyễn Thanh Điệp", True),
        ("Đại tá Nguyễn Thanh Điệp", True),
        ("PGS.TS. Lê Anh", True),
        ("Y Thông", True),
        ("Tôn Nữ Thị Ninh", True),
        ("Người báo cáo", False),
        ("GIÁM ĐỐC", False),
        ("Như trên", False),
        ("Lưu: VT", False),
        ("Tân", False),
    ],
)
def test_names(text: str, expected: bool) -> None:
    assert looks_like_name(text) is expected


def test_reply_deadline() -> None:
    page = (
        sheets.state_head(code="Số: 05/BNV-VP")
        .centred(165, 130, "V/v lấy ý kiến", "", 12)
        .body(230, "Một", "hai", "ba")
    )
    page.at(113, 300, "Đề nghị gửi ý kiến về Sở Nội vụ trước ngày 15 tháng 9 năm 2026 để tổng hợp.")
    found = docformat.read(sheets.pdf(page)).fields["reply_due"]
    assert found.value == "2026-09-15"
    assert found.evidence is not None
    assert "trước ngày" in found.evidence.text


def test_who_drew_up_the_table_is_not_the_signer() -> None:
    page = _paper()
    for x, title, name in ((150, "NGƯỜI LẬP BIỂU", "Trần Thị Bé"), (430, "TRƯỞNG PHÒNG", "BS. Lê Văn Lâm")):
        page.centred(x, 500, title, "b").centred(x, 580, name, "b")
    fields = _fields(page)
    assert (fields["signer_name"], fields["signer_title"]) == ("BS. Lê Văn Lâm", "TRƯỞNG PHÒNG")


def test_a_name_in_capitals() -> None:
    fields = _fields(sheets.foot(_paper(), ("GIÁM ĐỐC",), "NGUYỄN VĂN AN"))
    assert (fields["signer_name"], fields["signer_title"]) == ("NGUYỄN VĂN AN", "GIÁM ĐỐC")


def test_recipients_on_the_line_of_the_label() -> None:
    page = _paper().at(90, 600, "Nơi nhận: Như trên; Lưu: VT.", "", 11).centred(430, 600, "GIÁM ĐỐC", "b")
    assert _fields(page.centred(430, 680, "Lê Văn Lâm", "b"))["recipients"] == ("Như trên", "Lưu: VT")
