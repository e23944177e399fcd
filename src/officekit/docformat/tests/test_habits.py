"""Ways of writing that no rule asks for and offices have: each was met on papers."""

import pytest

from officekit import docformat
from officekit.docformat.tests import sheets


def _fields(*pages: sheets.Sheet) -> dict[str, object]:
    return {name: item.value for name, item in docformat.read(sheets.pdf(*pages)).fields.items()}


def _paper(title: str = "GIÁM ĐỐC", y: float = 600, **head: object) -> sheets.Sheet:
    page = sheets.state_head(**head).centred(298, 150, "QUYẾT ĐỊNH", "b", 14)  # type: ignore[arg-type]
    page.centred(298, 168, "Về việc ban hành quy chế", "b", 14).body(250, "Một", "hai", "ba", "bốn")
    return sheets.foot(page, (title,), "Lê Văn Lâm", y=y)


@pytest.mark.parametrize(
    ("printed", "code", "symbol"),
    [
        ("Số: 1234/QĐ-UBND.HC", "1234/QĐ-UBND.HC", "QĐ-UBND.HC"),
        ("Số: 45 /KH- UBND", "45/KH-UBND", "KH-UBND"),
        ("Số: 12/ UBND – VX", "12/UBND-VX", "UBND-VX"),
        ("Số: 12 /2025/NQ-HĐND", "12/2025/NQ-HĐND", "2025/NQ-HĐND"),
        ("Số:123/SNV-TCBC&CCVC", "123/SNV-TCBC&CCVC", "SNV-TCBC&CCVC"),
        ("Số: 12 QĐ/ĐTN", "12 QĐ/ĐTN", "QĐ/ĐTN"),
        ("Số:  1 2 3 /QĐ-VP", "123/QĐ-VP", "QĐ-VP"),
        ("Số:……/QĐ-VP", "/QĐ-VP", "QĐ-VP"),
        ("Luật số: 64/2025/QH15", "64/2025/QH15", "2025/QH15"),
    ],
)
def test_numbers(printed: str, code: str, symbol: str) -> None:
    fields = _fields(_paper(code=printed))
    assert (fields["code"], fields["symbol"]) == (code, symbol)


@pytest.mark.parametrize(
    ("printed", "day", "place"),
    [
        ("Bình Sơn ngày 05 tháng 7 năm 2025", "2025-07-05", "Bình Sơn"),
        ("Tp. Hồ Chí Minh, ngày 05/7/2025", "2025-07-05", "Tp. Hồ Chí Minh"),
        ("Bình Sơn, ngày05tháng7năm2025", "2025-07-05", "Bình Sơn"),
        ("Bình Sơn, ngày 1 5 tháng 0 7 năm 2025", "2025-07-15", "Bình Sơn"),
        ("Bình Sơn, ngày     tháng 7 năm 2025", None, "Bình Sơn"),
    ],
)
def test_days(printed: str, day: str | None, place: str) -> None:
    fields = _fields(_paper(day=printed))
    assert (fields.get("issued_on"), fields["place"]) == (day, place)


def test_a_name_that_ends_in_viet_nam_stays_in_its_column() -> None:
    fields = _fields(_paper(left=("NGÂN HÀNG NHÀ NƯỚC", "VIỆT NAM"), bold=(True, True)))
    assert (fields["issuer"], fields.get("parent_issuer")) == ("Ngân hàng Nhà nước Việt Nam", None)


def test_a_title_in_small_letters() -> None:
    fields = _fields(_paper(title="Hiệu trưởng"))
    assert (fields["signer_title"], fields["signer_name"]) == ("Hiệu trưởng", "Lê Văn Lâm")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ThS. BS. Lê Văn Lâm", "ThS. BS. Lê Văn Lâm"),
        ("Thiếu tướng, TS. Lê Văn Lâm", "Thiếu tướng, TS. Lê Văn Lâm"),
        ("Bs. Lê Văn Lâm", "Bs. Lê Văn Lâm"),
        ("KTS. Lê Văn Lâm", "KTS. Lê Văn Lâm"),
        ("Lê Văn Lâm (đã ký)", "Lê Văn Lâm"),
        ("LÊ VĂN LÂM", "LÊ VĂN LÂM"),
        ("H'Bơ Niê Kđăm", "H'Bơ Niê Kđăm"),
    ],
)
def test_names(printed: str, name: str) -> None:
    page = sheets.state_head().centred(298, 150, "QUYẾT ĐỊNH", "b", 14).body(250, "Một", "hai", "ba", "bốn")
    fields = _fields(sheets.foot(page, ("KT.GIÁM ĐỐC", "P.GIÁM ĐỐC"), printed))
    assert (fields["signer_name"], fields["signer_title"]) == (name, "KT.GIÁM ĐỐC / P.GIÁM ĐỐC")


def test_a_cover_before_the_paper() -> None:
    cover = sheets.Sheet().centred(298, 200, "PHIẾU XỬ LÝ VĂN BẢN", "b", 14)
    cover.at(90, 240, "Ý kiến của lãnh đạo: giao phòng Tổng hợp tham mưu, báo cáo kết quả trước ngày 20")
    fields = _fields(cover, _paper())
    assert (fields["code"], fields["signer_name"], fields["page_count"]) == ("15/QĐ-VP", "Lê Văn Lâm", 2)


def test_another_paper_behind() -> None:
    other = sheets.state_head(("UBND TỈNH KHÁC", "SỞ CÔNG THƯƠNG"), code="Số: 777/BC-SCT")
    other.centred(298, 150, "BÁO CÁO", "b", 14).body(250, "Một", "hai")
    fields = _fields(_paper(), sheets.foot(other, ("PHÓ GIÁM ĐỐC",), "Phan Khác Người"))
    assert (fields["code"], fields["signer_title"], fields["signer_name"]) == ("15/QĐ-VP", "GIÁM ĐỐC", "Lê Văn Lâm")


def test_a_paper_without_a_national_head_before_another_one() -> None:
    first = sheets.Sheet().centred(165, 57, "TỈNH ĐOÀN BÌNH SƠN", "", 12).centred(165, 72, "BAN THƯỜNG VỤ", "b", 12)
    first.centred(420, 57, "ĐOÀN TNCS HỒ CHÍ MINH", "b", 14).centred(165, 110, "Số: 01-KH/TĐTN-BTV")
    first.centred(420, 110, "Bình Sơn, ngày 04 tháng 8 năm 2025", "i").centred(298, 150, "KẾ HOẠCH", "b", 14)
    first = sheets.foot(first.body(250, "Một", "hai", "ba"), ("TM. BAN THƯỜNG VỤ", "BÍ THƯ"), "Lê Văn Lâm")
    fields = _fields(first, _paper())
    assert (fields["code"], fields["issued_on"], fields["signer_name"]) == (
        "01-KH/TĐTN-BTV",
        "2025-08-04",
        "Lê Văn Lâm",
    )


def test_the_note_of_a_copy() -> None:
    page = _paper(y=420).centred(165, 640, "UBND XÃ TÂN KHÊ", "b", 12).centred(415, 640, "SAO Y BẢN CHÍNH", "b")
    page.centred(165, 660, "Số: 07/SY-UBND").centred(415, 660, "Tân Khê, ngày 08 tháng 8 năm 2026", "i")
    fields = _fields(sheets.foot(page, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Trần Văn Sao", y=690))
    assert (fields["code"], fields["signer_title"], fields["signer_name"]) == ("15/QĐ-VP", "GIÁM ĐỐC", "Lê Văn Lâm")
    assert fields["issued_on"] == "2026-01-05"
