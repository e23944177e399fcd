"""A stamp is read; the same word in a sentence, a title or a name is not."""

import pytest

from officekit import docformat
from officekit.docformat.tests import sheets


def _marks(page: sheets.Sheet) -> tuple[object, object]:
    fields = docformat.read(sheets.pdf(page.body(300, "Một", "hai", "ba", "bốn"))).fields
    return tuple(fields[name].value if name in fields else None for name in ("urgency", "secrecy"))  # type: ignore[return-value]


def _letter() -> sheets.Sheet:
    return sheets.state_head(code="Số: 05/BNV-VP").centred(165, 130, "V/v nâng bậc lương năm 2026", "", 12)


@pytest.mark.parametrize(
    ("stamp", "urgency"),
    [
        ("KHẨN", "khan"),
        ("THƯỢNG KHẨN", "thuong_khan"),
        ("HOẢ TỐC", "hoa_toc"),
        ("HỎA TỐC", "hoa_toc"),
        ("HỎA TỐC HẸN GIỜ", "hoa_toc"),
    ],
)
def test_urgency(stamp: str, urgency: str) -> None:
    assert _marks(_letter().centred(165, 165, stamp, "br", 13)) == (urgency, None)


@pytest.mark.parametrize(
    ("stamp", "secrecy"), [("MẬT", "mat"), ("TỐI MẬT", "toi_mat"), ("TUYỆT MẬT", "tuyet_mat"), ("M Ậ T", "mat")]
)
@pytest.mark.parametrize(("x", "y"), [(165, 165), (100, 25), (420, 25)])
def test_secrecy(stamp: str, secrecy: str, x: float, y: float) -> None:
    assert _marks(_letter().centred(x, y, stamp, "br", 14)) == (None, secrecy)


def test_both() -> None:
    page = _letter().centred(165, 165, "TỐI MẬT", "b").centred(165, 190, "HỎA TỐC", "b")
    assert _marks(page) == ("hoa_toc", "toi_mat")


def test_party_urgency_is_in_small_letters() -> None:
    page = sheets.party_head().centred(165, 135, "Thượng khẩn", "b", 14).centred(298, 170, "HƯỚNG DẪN", "b", 16)
    assert _marks(page) == ("thuong_khan", None)


def test_a_subject_about_secrecy_is_no_stamp() -> None:
    page = sheets.state_head().centred(298, 150, "QUY CHẾ", "b", 14)
    page.centred(298, 168, "BẢO VỆ BÍ MẬT NHÀ NƯỚC VÀ QUẢN LÝ TÀI LIỆU", "b", 14).centred(298, 185, "MẬT", "b", 14)
    assert _marks(page) == (None, None)


def test_an_issuer_about_secrecy_is_no_stamp() -> None:
    page = sheets.state_head(("BAN CHỈ ĐẠO BẢO VỆ BÍ", "MẬT"), bold=(True, True)).centred(298, 150, "QUY CHẾ", "b", 14)
    assert _marks(page) == (None, None)


def test_a_letter_about_secrecy_is_no_stamp() -> None:
    page = sheets.state_head(code="Số: 05/BNV-VP").centred(165, 130, "V/v rà soát danh mục bí mật", "", 12)
    page.centred(165, 145, "mật", "", 12).at(113, 230, "Tài liệu MẬT, TỐI MẬT do cơ quan quản lý")
    assert _marks(page) == (None, None)


def test_a_word_in_a_table_of_the_body_is_no_stamp() -> None:
    page = _letter().body(220, "Một", "hai").centred(165, 560, "MẬT", "b").centred(400, 560, "TỐI MẬT", "b")
    assert _marks(page) == (None, None)


@pytest.mark.parametrize(
    ("lines", "secrecy"),
    [
        (("TỐI", "MẬT"), "toi_mat"),
        (("TUYỆT", "MẬT"), "tuyet_mat"),
        (("Độ mật: Tối mật",), "toi_mat"),
        (("MẠT",), None),
        (("ĐÃ GIẢI MẬT",), None),
        (("Mật",), None),
        (("TÀI LIỆU MẬT",), None),
        (("TÀI LIỆU TUYỆT", "MẬT"), None),
        (("BẢO MẬT",), None),
        (("MẬT MÃ",), None),
    ],
)
def test_what_is_a_level_of_secrecy(lines: tuple[str, ...], secrecy: str | None) -> None:
    page = _letter()
    for index, line in enumerate(lines):
        page.centred(165, 165 + 16 * index, line, "b", 13)
    assert _marks(page) == (None, secrecy)


def test_levels_side_by_side_are_a_table() -> None:
    page = sheets.state_head(code="Số: 05/BC-VP").centred(298, 150, "BÁO CÁO", "b", 14)
    page.centred(298, 168, "Thống kê tài liệu bí mật nhà nước", "b", 13)
    for x, level in ((150, "TUYỆT MẬT"), (300, "TỐI MẬT"), (450, "MẬT")):
        page.centred(x, 215, level, "b", 12)
    assert _marks(page) == (None, None)


def test_words_that_only_sound_like_it() -> None:
    page = _letter().at(170, 165, "Kính gửi:", "", 14)
    for index, line in enumerate(("- Ban Cơ yếu;", "- Bộ phận mật;", "- Tổ Mật mã.")):
        page.at(230, 183 + 18 * index, line)
    page.at(113, 250, "Mật độ dân số trên địa bàn là 120 người")
    assert _marks(page) == (None, None)
