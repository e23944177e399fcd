"""Keys that put Vietnamese names in Vietnamese order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officekit import vntext


@pytest.mark.parametrize(
    "ordered",
    [
        ["an", "ăn", "ân", "ba", "da", "đa", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Phường 2", "Phường 10", "Phường An Hội"],
        ["An", "An Giang", "Ang", "Bắc Ninh", "Bến Tre", "Đà Nẵng", "Điện Biên", "Đồng Tháp"],
        ["ba", "bà", "bac"],
    ],
)
def test_names_in_order(ordered: list[str]) -> None:
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=vntext.sort_key) == ordered


def test_persons_go_by_given_name_then_family() -> None:
    ordered = ["Trần Văn An", "Lê Thị Bình", "Nguyễn Bình", "Nguyễn Văn Bình", "Lê Bính", "Lê Đông"]
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=vntext.person_sort_key) == ordered


@given(st.text())
def test_every_name_has_a_key_that_sql_can_hold(name: str) -> None:
    assert "\0" not in vntext.sort_key(name)
    assert vntext.sort_key(name) == vntext.sort_key(vntext.nfc(name))
