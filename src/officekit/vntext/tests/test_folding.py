"""Folding keeps lengths, is stable, and does not care how the text was composed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officekit import vntext

VIETNAMESE = st.text(
    alphabet="aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ AÀÁẢÃẠĐƯỰ/-.01"
)


@given(st.text())
def test_fold_keeps_the_length_of_nfc_text(text: str) -> None:
    assert len(vntext.fold(text)) == len(vntext.nfc(text))


@given(st.text())
def test_fold_twice_is_fold(text: str) -> None:
    assert vntext.fold(vntext.fold(text)) == vntext.fold(text)


@given(st.text())
def test_fold_does_not_care_how_the_text_is_composed(text: str) -> None:
    assert vntext.fold(unicodedata.normalize("NFD", text)) == vntext.fold(unicodedata.normalize("NFC", text))


@given(VIETNAMESE)
def test_vietnamese_folds_to_ascii(text: str) -> None:
    assert vntext.fold(text).isascii()


@given(st.text())
def test_same_tone_keeps_the_length_and_is_stable(text: str) -> None:
    once = vntext.same_tone(text)
    assert len(once) == len(vntext.nfc(text))
    assert vntext.same_tone(once) == once


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("UỶ BAN", "ỦY BAN"), ("khoẻ", "khỏe"), ("Thuý", "Thúy"), ("quý", "qúy"), ("Oà", "Òa")],
)
def test_both_tone_styles_meet(old: str, new: str) -> None:
    assert vntext.same_tone(old) == vntext.same_tone(new)


def test_d_with_stroke_is_folded() -> None:
    assert vntext.fold("Đường Đặng Ứng") == "duong dang ung"
