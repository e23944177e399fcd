"""What is indexed, and what a query marks in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officekit import vntext


@given(st.text())
def test_search_strings_keep_the_length(text: str) -> None:
    length = len(vntext.nfc(text))
    assert len(vntext.search_exact(text)) == length
    assert len(vntext.search_fold(text)) == length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 88/UBND-VX", "số: 88 ubnd vx"),
        ("211/TB-THPT.UVK", "211 tb thpt uvk"),
        ("ngày 05/01/2026", "ngày 05 01 2026"),
        ("Hoà Bình – 1.234 tấn", "hòa bình – 1.234 tấn"),
    ],
)
def test_search_exact(text: str, expected: str) -> None:
    assert vntext.search_exact(text) == expected


def test_search_fold() -> None:
    assert vntext.search_fold("Uỷ ban nhân dân, 12-QĐ/TU") == "uy ban nhan dan, 12 qd tu"


def _marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in vntext.highlight(text, query)]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("hoa binh", ["Hòa", "Bình", "hoa"]),
        ("hoà", ["Hòa"]),
        ('"xã hòa bình"', ["xã Hòa Bình"]),
        ("88/UBND", ["88/UBND"]),
        ("mọi", []),
        ("", []),
    ],
)
def test_highlight(query: str, marked: list[str]) -> None:
    assert _marked("Số 88/UBND-VX của xã Hòa Bình về hoa", query) == marked


def test_highlight_falls_back_to_the_folded_spelling() -> None:
    assert _marked("Uy ban nhan dan", "ủy") == ["Uy"]


@given(st.text(), st.text())
def test_highlight_spans_are_ordered_and_inside(text: str, query: str) -> None:
    spans = vntext.highlight(text, query)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(vntext.nfc(text)) for start, end in spans)
