"""The head of the paper: issuer, number and symbol, place and date, in the shapes offices print."""

import pytest

from officekit import docformat
from officekit.docformat.header import parse_number
from officekit.docformat.tests import sheets


def _fields(*pages: sheets.Sheet) -> dict[str, object]:
    return {name: found.value for name, found in docformat.read(sheets.pdf(*pages)).fields.items()}


@pytest.mark.parametrize(
    ("printed", "code", "number", "symbol"),
    [
        ("15/QĐ-BNV", "15/QĐ-BNV", "15", "QĐ-BNV"),
        ("05/BNV-VP", "05/BNV-VP", "05", "BNV-VP"),
        ("06-HD/TW", "06-HD/TW", "06", "HD/TW"),
        ("51/2025/TT-BCA", "51/2025/TT-BCA", "51", "2025/TT-BCA"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", "30", "2020/NĐ-CP"),
        ("/KH-THPTĐBK", "/KH-THPTĐBK", None, "KH-THPTĐBK"),
        ("……/QĐ-UBND", "/QĐ-UBND", None, "QĐ-UBND"),
        ("1 5 / QĐ-UBND", "15/QĐ-UBND", "15", "QĐ-UBND"),
        (" 12 / QĐ - UBND", "12/QĐ-UBND", "12", "QĐ-UBND"),
        ("      -CV/TU", "-CV/TU", None, "CV/TU"),
        ("123a/TB-VP.", "123a/TB-VP", "123a", "TB-VP"),
        ("211/TB-THPT.UVK", "211/TB-THPT.UVK", "211", "TB-THPT.UVK"),
        ("06-HD/TW Hà Nội, ngày 09 tháng 6 năm 2025", "06-HD/TW", "06", "HD/TW"),
    ],
)
def test_number_and_symbol(printed: str, code: str, number: str | None, symbol: str | None) -> None:
    parsed = parse_number(printed)
    assert parsed is not None
    assert (parsed.code, parsed.number, parsed.symbol) == (code, number, symbol)


@pytest.mark.parametrize("printed", ["", "….", "   ", "của Bộ"])
def test_what_is_no_number(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    ("lines", "bold", "issuer", "parent"),
    [
        (("BỘ NỘI VỤ",), None, "Bộ Nội vụ", None),
        (
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO BÌNH SƠN", "TRƯỜNG TRUNG HỌC PHỔ THÔNG", "LÊ VĂN LÂM"),
            (False, True, True),
            "Trường Trung học phổ thông Lê Văn Lâm",
            "Sở Giáo dục và Đào tạo Bình Sơn",
        ),
        (("ỦY BAN NHÂN DÂN", "TỈNH BÌNH SƠN"), (True, True), "Ủy ban nhân dân tỉnh Bình Sơn", None),
        (
            ("UBND TỈNH BÌNH SƠN", "SỞ Y TẾ"),
            (True, True),
            "Sở Y tế",
            "UBND tỉnh Bình Sơn",
        ),
        (
            ("BỘ CÔNG AN", "CỤC CẢNH SÁT PCCC", "VÀ CNCH"),
            (False, False, False),
            "Cục Cảnh sát PCCC và CNCH",
            "Bộ Công an",
        ),
        (("HỘI ĐỒNG NHÂN DÂN", "XÃ TÂN KHÊ"), (True, True), "Hội đồng nhân dân xã Tân Khê", None),
    ],
)
def test_issuer_and_its_parent(
    lines: tuple[str, ...], bold: tuple[bool, ...] | None, issuer: str, parent: str | None
) -> None:
    fields = _fields(
        sheets.state_head(lines, bold=bold).centred(298, 150, "THÔNG BÁO", "b").body(230, "Nội dung một", "hai")
    )
    assert fields["issuer"] == issuer
    assert fields.get("parent_issuer") == parent


def test_names_are_written_as_the_body_of_the_paper_writes_them() -> None:
    head = sheets.state_head(("SỞ XÂY DỰNG", "BAN QUẢN LÝ CẢNG CÁ"))
    page = head.centred(298, 150, "THÔNG BÁO", "b").body(230, "Ban Quản lý cảng cá thông báo như sau", "và")
    assert _fields(page)["issuer"] == "Ban Quản lý cảng cá"


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Hà Nội, ngày 05 tháng 01 năm 2026", "Hà Nội", "2026-01-05"),
        ("TP. Hồ Chí Minh, ngày 15 tháng 9 năm 2026", "TP. Hồ Chí Minh", "2026-09-15"),
        ("Hà Nội, ngày27 tháng01 năm 2026", "Hà Nội", "2026-01-27"),
        ("Tân Khê, ngày      tháng      năm 2026", "Tân Khê", None),
        ("Tân Khê, ngày … tháng … năm 2026", "Tân Khê", None),
        ("Tân Khê, ngày 31 tháng 02 năm 2026", "Tân Khê", None),
        ("Tân Khê, 05/3/2026", "Tân Khê", "2026-03-05"),
    ],
)
def test_place_and_date(line: str, place: str, day: str | None) -> None:
    page = sheets.state_head(day=line).centred(298, 150, "THÔNG BÁO", "b").body(230, "Nội dung", "hai")
    fields = _fields(page)
    assert fields.get("place") == place
    assert fields.get("issued_on") == day


def test_a_date_that_wraps() -> None:
    page = sheets.state_head(day="Thành phố Cao Lãnh Thượng, ngày 12 tháng 01 năm")
    page.centred(415, 126, "2026", "i").centred(298, 160, "THÔNG BÁO", "b").body(230, "Nội dung", "hai")
    assert _fields(page)["issued_on"] == "2026-01-12"
    assert _fields(page)["place"] == "Thành phố Cao Lãnh Thượng"


def test_a_stamp_of_arrival_is_not_the_number() -> None:
    page = sheets.state_head(code="Số: 88/UBND-VX").body(260, "Nội dung", "hai")
    page.at(40, 20, "CÔNG VĂN ĐẾN", "r", 9).at(40, 32, "Số: 1234", "r", 9).at(40, 44, "Ngày: 12/3/2026", "r", 9)
    fields = _fields(page)
    assert fields["code"] == "88/UBND-VX"
    assert fields["issued_on"] == "2026-01-05"


def test_party_header() -> None:
    page = sheets.party_head().centred(298, 160, "HƯỚNG DẪN", "b", 16).body(260, "Nội dung", "hai")
    fields = _fields(page)
    assert fields["code"] == "06-HD/VPTU"
    assert (fields["number"], fields["symbol"], fields["doc_type"]) == ("06", "HD/VPTU", "HD")
    assert fields["issuer"] == "Văn phòng"
    assert fields["parent_issuer"] == "Tỉnh ủy Bình Sơn"


def test_evidence_points_at_the_place_on_the_page() -> None:
    page = sheets.state_head(code="Số: 88/UBND-VX").body(260, "Nội dung", "hai")
    evidence = docformat.read(sheets.pdf(page)).fields["code"].evidence
    assert evidence is not None
    assert evidence.page == 1
    assert evidence.text == "Số: 88/UBND-VX"
    assert 100 < evidence.box.x0 < 165 < evidence.box.x1 < 230
    assert 100 < evidence.box.y0 < evidence.box.y1 < 130


def test_a_youth_union_paper() -> None:
    page = sheets.Sheet().centred(415, 57, "ĐOÀN TNCS HỒ CHÍ MINH", "b", 14)
    page.centred(165, 57, "ĐOÀN TNCS HỒ CHÍ MINH TỈNH BÌNH SƠN", "", 11).centred(
        165, 72, "BCH ĐOÀN XÃ TÂN KHÊ", "b", 12
    )
    page.centred(165, 87, "***").centred(165, 105, "Số: 12-KH/ĐTN").centred(
        415, 105, "Tân Khê, ngày 3 tháng 3 năm 2026", "i"
    )
    fields = _fields(page.centred(298, 150, "KẾ HOẠCH", "b").body(230, "Một", "hai", "ba"))
    assert fields["code"] == "12-KH/ĐTN"
    assert fields["issuer"] == "BCH Đoàn xã Tân Khê"
    assert fields["parent_issuer"] == "Đoàn TNCS Hồ Chí Minh tỉnh Bình Sơn"


def test_a_national_header_on_two_lines() -> None:
    page = sheets.Sheet().centred(415, 57, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "b", 12).centred(415, 71, "VIỆT NAM", "b", 12)
    page.centred(415, 85, "Độc lập – Tự do – Hạnh phúc", "b").centred(165, 57, "CỤC THUẾ", "b")
    page.centred(165, 115, "Số 12 / QĐ - CT").centred(415, 115, "Bình Sơn, ngày 2 tháng 4 năm 2026", "i")
    fields = _fields(page.centred(298, 150, "QUYẾT ĐỊNH:", "b").body(230, "Một", "hai", "ba"))
    assert (fields["code"], fields["issuer"], fields["issued_on"]) == ("12/QĐ-CT", "Cục Thuế", "2026-04-02")


def test_columns_that_touch() -> None:
    page = sheets.Sheet().at(60, 57, "SỞ GD&ĐT BÌNH SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", 13)
    page.at(60, 74, "TRƯỜNG THPT LÊ VĂN LÂM Độc lập - Tự do - Hạnh phúc", "b", 13)
    page.at(80, 100, "Số: 211/TB-THPT.LVL Bình Sơn, ngày 10 tháng 07 năm 2026")
    fields = _fields(page.centred(298, 150, "THÔNG BÁO", "b").body(230, "Một", "hai", "ba"))
    assert (fields["issuer"], fields["parent_issuer"]) == ("Trường THPT Lê Văn Lâm", "Sở GD&ĐT Bình Sơn")
    assert (fields["code"], fields["place"], fields["issued_on"]) == ("211/TB-THPT.LVL", "Bình Sơn", "2026-07-10")


def test_a_draft_mark_above_is_not_part_of_the_issuer() -> None:
    page = sheets.state_head().centred(100, 25, "DỰ THẢO LẦN 2", "b").at(450, 25, "SAO Y", "", 10)
    fields = _fields(page.centred(298, 150, "THÔNG BÁO", "b").body(230, "Một", "hai", "ba"))
    assert (fields["issuer"], fields["parent_issuer"]) == ("Văn phòng", "Sở Nội vụ")
