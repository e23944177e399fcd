"""What a picker offers for typed words, which one a typed name means, and the field that reads both."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from tinhgon.core.web import rules
from tinhgon.core.web.forms import PickField

OPTIONS = [
    rules.Option(1, "Nguyễn Văn An", "Trưởng phòng · Phòng Tổng hợp"),
    rules.Option(2, "Nguyễn Thị Hạnh", "Chuyên viên · Phòng Tổng hợp"),
    rules.Option(3, "Phòng Tổng hợp"),
    rules.Option(4, "Sở Nội vụ cũ", "", "", "Kết thúc 30/06/2025. Nơi kế thừa: Sở Nội vụ.", True),
    rules.Option(5, "Sở Nội vụ"),
]


def values(words: str, often: Any = None) -> list[int]:
    return [option.value for option in rules.offered(OPTIONS, words, often)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nguyen", [1, 2]),
        ("ng v a", [1]),
        ("tong hop", [3, 1, 2]),  # whose own name begins with the first word stand first
        ("Hạnh", [2]),
        ("hanh chuyen", [2]),
        ("so noi", [5, 4]),  # an ended one comes last
        ("khong co ai", []),
        ("", [1, 2, 3, 5, 4]),
    ],
)
def test_words_find_without_tone_marks(words: str, found: list[int]) -> None:
    assert sorted(values(words)) == sorted(found)
    if words in ("so noi", ""):
        assert values(words) == found


def test_frequent_ones_come_first() -> None:
    found = rules.offered(OPTIONS, "", {2: 3, 5: 9})
    assert [(o.value, o.group) for o in found][:3] == [(5, "Hay dùng"), (2, "Hay dùng"), (1, "")]
    assert len(rules.offered(OPTIONS, "", limit=2)) == 2


def test_a_title_typed_whole_finds_who_holds_it_before_the_deputy() -> None:
    options = [
        rules.Option(1, "Phạm Đức Khánh", "Phó Bí thư Tỉnh ủy · Tỉnh ủy Bình Sơn"),
        rules.Option(2, "Trần Ngọc Lan", "Bí thư Tỉnh ủy · Tỉnh ủy Bình Sơn"),
        rules.Option(3, "Tỉnh ủy Bình Sơn"),
    ]
    assert [o.value for o in rules.offered(options, "bi thu tinh uy", {1: 9})] == [2, 1]
    assert [o.value for o in rules.offered(options, "Bí thư")] == [2, 1]
    assert [o.value for o in rules.offered(options, "tinh uy binh son", {1: 9})] == [3, 1, 2]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("nguyen van an", 1, ""),
        ("Phòng Tổng hợp", 3, ""),
        ("nguyen", None, "Có 2 nơi khớp"),
        ("Sở Nội vụ cũ", None, "Nơi kế thừa: Sở Nội vụ"),
        ("không có", None, "Không tìm thấy"),
    ],
)
def test_a_typed_name_means_one_or_says_why_not(text: str, value: int | None, words: str) -> None:
    option, why_not = rules.meant(OPTIONS, text)
    assert (option.value if option else None) == value
    assert words in why_not


class Form(forms.Form):
    lead = PickField(error_messages={"required": "Chọn đơn vị hoặc người nhận."})
    informed = PickField(many=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {option.value: option.label for option in OPTIONS}
        for field in self.fields.values():
            field.offer("/chon/", lambda: OPTIONS, lambda values: {v: labels[v] for v in values if v in labels})


@pytest.mark.parametrize(
    ("data", "lead", "informed"),
    [
        ("lead=5", 5, []),
        ("lead=5&informed=1&informed=2&informed=1", 5, [1, 2]),
        ("lead_text=so+noi+vu", 5, []),
        ("lead_text=nguyen+van+an&informed=2&informed_text=phong+tong+hop", 1, [2, 3]),
        ("lead=5&lead_text=rest", 5, []),
        ("lead=abc", None, None),
        ("lead=", None, None),
    ],
)
def test_the_field(data: str, lead: int | None, informed: list[int] | None) -> None:
    form = Form(QueryDict(data))
    assert form.is_valid() is (lead is not None)
    if lead is not None:
        assert form.cleaned_data == {"lead": lead, "informed": informed}


def test_what_was_chosen_is_shown_again_with_its_name() -> None:
    html = str(Form(QueryDict("lead=1&informed=2&informed=99")))
    assert 'value="1"' in html
    assert "Nguyễn Văn An" in html
    assert "Không còn trong danh sách" in html
    assert 'role="combobox"' in html
    assert "Phòng Tổng hợp" in str(Form(initial={"lead": 3, "informed": [1]}))
