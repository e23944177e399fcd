"""Type, subject and addressees."""

import pytest

from officekit import docformat
from officekit.docformat.tests import sheets


def _fields(*pages: sheets.Sheet) -> dict[str, object]:
    return {name: found.value for name, found in docformat.read(sheets.pdf(*pages)).fields.items()}


@pytest.mark.parametrize(
    ("title", "code", "doc_type", "name"),
    [
        ("QUYẾT ĐỊNH", "Số: 15/QĐ-BNV", "QĐ", "Quyết định"),
        ("Q U Y Ế T  Đ Ị N H", "Số: 15/QĐ-BNV", "QĐ", "Quyết định"),
        ("TỜ TRÌNH", "Số: 15/TTr-SNV", "TTr", "Tờ trình"),
        ("GIẤY MỜI", "Số: 15/GM-UBND", "GM", "Giấy mời"),
        ("CÔNG ĐIỆN", "Số: 15/CĐ-TTg", "CĐ", "Công điện"),
        ("THÔNG TƯ", "Số: 51/2025/TT-BCA", "TT", "Thông tư"),
        ("NGHỊ ĐỊNH", "Số: 30/2020/NĐ-CP", "NĐ", "Nghị định"),
        ("LUẬT", "Luật số: 20/2023/QH15", "L", "Luật"),
        ("NGHỊ QUYẾT", "Số: 08/2026/NQ-HĐND", "NQ", "Nghị quyết"),
        ("BẢN THOẢ THUẬN", "Số: 01/BTT-SNV", "BTT", "Bản thỏa thuận"),
    ],
)
def test_types_of_the_state(title: str, code: str, doc_type: str, name: str) -> None:
    page = sheets.state_head(code=code).centred(298, 150, title, "b", 14)
    page.centred(298, 168, "Về một việc cần làm", "b", 14).body(230, "Căn cứ", "hai", "ba", "bốn")
    fields = _fields(page)
    assert (fields["doc_type"], fields["doc_type_name"]) == (doc_type, name)
    assert fields["subject"] == "Về một việc cần làm"


@pytest.mark.parametrize(
    ("title", "code", "doc_type", "name"),
    [
        ("QUY ĐỊNH", "Số 294-QĐ/TU", "QĐ", "Quy định"),
        ("QUYẾT ĐỊNH", "Số 295-QĐ/TU", "QĐ", "Quyết định"),
        ("THÔNG TRI", "Số 05-TT/TU", "TT", "Thông tri"),
        ("KẾT LUẬN", "Số 05-KL/TU", "KL", "Kết luận"),
    ],
)
def test_types_of_the_party(title: str, code: str, doc_type: str, name: str) -> None:
    page = sheets.party_head(code=code).centred(298, 160, title, "b", 16)
    page.centred(298, 180, "về công tác cán bộ", "b", 15).centred(298, 197, "-----").body(
        240, "Một", "hai", "ba", "bốn"
    )
    fields = _fields(page)
    assert (fields["doc_type"], fields["doc_type_name"]) == (doc_type, name)
    assert fields["subject"] == "về công tác cán bộ"


def test_a_letter_has_no_title() -> None:
    page = sheets.state_head(code="Số: 05/BNV-VP").centred(165, 130, "V/v nâng bậc lương năm 2026", "", 12)
    page.centred(165, 145, "đối với công chức", "", 12).at(200, 190, "Kính gửi: Sở Nội vụ tỉnh Bình Sơn.", "", 14)
    fields = _fields(page.body(230, "Một", "hai", "ba", "bốn"))
    assert (fields["doc_type"], fields["doc_type_name"]) == ("CV", "Công văn")
    assert fields["subject"] == "nâng bậc lương năm 2026 đối với công chức"
    assert fields["addressees"] == ("Sở Nội vụ tỉnh Bình Sơn",)


def test_a_party_letter() -> None:
    page = sheets.party_head(code="Số 138-CV/BTGDVTU").centred(165, 130, "về việc tổ chức hội nghị", "i", 12)
    page.at(190, 190, "Kính gửi:", "i", 14).at(260, 208, "- Các đảng ủy trực thuộc;").at(
        260, 226, "- Ban Tổ chức Tỉnh ủy."
    )
    fields = _fields(page.body(270, "Một", "hai", "ba", "bốn"))
    assert fields["doc_type"] == "CV"
    assert fields["addressees"] == ("Các đảng ủy trực thuộc", "Ban Tổ chức Tỉnh ủy")
    assert docformat.bare_subject(str(fields["subject"])) == "tổ chức hội nghị"


def test_the_subject_ends_before_the_issuer_speaks() -> None:
    page = sheets.state_head(("ỦY BAN NHÂN DÂN", "XÃ TÂN KHÊ"), bold=(True, True), code="Số: 9/QĐ-UBND")
    page.centred(298, 150, "QUYẾT ĐỊNH", "b", 14).centred(298, 168, "Về việc phê duyệt kế hoạch sử dụng đất", "b", 14)
    page.centred(298, 185, "năm 2026 của xã", "b", 14).centred(298, 210, "ỦY BAN NHÂN DÂN XÃ TÂN KHÊ", "b", 14)
    page.at(113, 240, "Căn cứ Luật Tổ chức chính quyền địa phương;", "i", 14).body(270, "Một", "hai", "ba")
    assert _fields(page)["subject"] == "Về việc phê duyệt kế hoạch sử dụng đất năm 2026 của xã"


def test_a_title_that_goes_on() -> None:
    page = sheets.state_head(code="Số: 9/BC-VP").centred(298, 150, "BÁO CÁO CÔNG TÁC TUẦN 02 THÁNG 6", "b", 14)
    page.centred(298, 168, "(Từ ngày 01/6/2026 đến ngày 05/6/2026)", "i", 14).body(230, "Một", "hai", "ba", "bốn")
    fields = _fields(page)
    assert fields["doc_type"] == "BC"
    assert fields["subject"] == "Báo cáo công tác tuần 02 tháng 6 (Từ ngày 01/6/2026 đến ngày 05/6/2026)"


def test_dots_for_an_addressee_are_no_addressee() -> None:
    page = sheets.state_head(code="Số: 05/BNV-VP").at(
        120, 190, "Kính gửi: ....................................", "", 14
    )
    assert "addressees" not in _fields(page.body(230, "Một", "hai", "ba", "bốn"))


def test_every_type_has_its_legal_basis() -> None:
    rows = docformat.doc_types()
    assert all(row.legal_basis and row.effective_from for row in rows)
    state = {row.name for row in rows if row.system == "state" and not row.name.startswith("Bản sao")} - {
        "Bản trích sao"
    }
    assert len(state) == 29


def test_a_resolution_ends_its_subject_before_the_council_and_its_session() -> None:
    page = sheets.state_head(("HỘI ĐỒNG NHÂN DÂN", "TỈNH BÌNH SƠN"), bold=(True, True), code="Số: 12/2025/NQ-HĐND")
    page.centred(298, 150, "NGHỊ QUYẾT", "b", 14).centred(298, 168, "Quy định mức thu phí tham quan", "b", 14)
    page.centred(298, 210, "HỘI ĐỒNG NHÂN DÂN TỈNH BÌNH SƠN", "b").centred(298, 226, "KHÓA XV, KỲ HỌP THỨ 20", "b")
    fields = _fields(
        page.at(113, 250, "Căn cứ Luật Tổ chức chính quyền địa phương;", "i").body(280, "Một", "hai", "ba")
    )
    assert fields["subject"] == "Quy định mức thu phí tham quan"
    assert fields["doc_type"] == "NQ"


def test_a_telegram_names_its_addressees_after_the_sender() -> None:
    page = sheets.state_head(("ỦY BAN NHÂN DÂN", "TỈNH BÌNH SƠN"), bold=(True, True), code="Số: 05/CĐ-UBND")
    page.centred(298, 150, "CÔNG ĐIỆN", "b", 14).centred(298, 168, "Về việc ứng phó bão số 3", "b", 14)
    page.centred(298, 205, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:", "b", 14)
    page.at(230, 225, "- Giám đốc các sở, ban, ngành;").at(230, 243, "- Chủ tịch UBND các xã, phường.")
    fields = _fields(page.body(280, "Một", "hai", "ba"))
    assert fields["subject"] == "Về việc ứng phó bão số 3"
    assert fields["addressees"] == ("Giám đốc các sở, ban, ngành", "Chủ tịch UBND các xã, phường")


def test_an_addressee_that_wraps() -> None:
    page = sheets.state_head(code="Số: 123/SYT-NV").centred(165, 128, "V/v phòng dịch", "", 12)
    page.at(150, 190, "Kính gửi:  Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn", "", 14)
    page.at(215, 208, "tỉnh Bình Sơn.", "", 14)
    fields = _fields(page.body(240, "Một", "hai", "ba"))
    assert fields["addressees"] == ("Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn tỉnh Bình Sơn",)


def test_a_subject_in_capitals_comes_back_in_ordinary_letters() -> None:
    page = sheets.party_head().centred(298, 160, "HƯỚNG DẪN", "b", 16)
    page.centred(298, 180, "MỘT SỐ VẤN ĐỀ THI HÀNH ĐIỀU LỆ ĐẢNG", "b", 15).centred(298, 197, "-----")
    page.body(240, "Văn phòng hướng dẫn một số vấn đề thi hành Điều lệ Đảng như sau", "hai", "ba")
    assert _fields(page)["subject"] == "Một số vấn đề thi hành Điều lệ Đảng"


def test_numbered_addressees() -> None:
    page = sheets.state_head(code="Số: 05/SNV").centred(165, 130, "V/v báo cáo", "", 12).at(150, 190, "Kính gửi:")
    page.at(220, 190, "1. Sở Tài chính;").at(220, 208, "2. Sở Xây dựng.").body(240, "Một", "hai", "ba")
    assert _fields(page)["addressees"] == ("Sở Tài chính", "Sở Xây dựng")
