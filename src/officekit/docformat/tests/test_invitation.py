"""Time, place, chair and people of a meeting, as invitations write them; papers that invite to nothing."""

import random
from collections.abc import Mapping

import pytest

from officekit import docformat
from officekit.docformat.found import Found
from officekit.docformat.tests import sheets

NAMES = ("meeting_at", "meeting_until", "meeting_place", "meeting_chair", "meeting_people")


def _read(
    *lines: str, title: str = "GIẤY MỜI", subject: str = "Họp bàn giải pháp giải ngân vốn đầu tư công"
) -> Mapping[str, Found]:
    page = sheets.state_head(code="Số: 125/GM-UBND", day="Bình Sơn, ngày 09 tháng 6 năm 2026")
    page.centred(298, 150, title, "b", 14).centred(298, 168, subject, "b", 13)
    for index, line in enumerate(lines):
        page.at(113, 220 + 20 * index, line)
    return docformat.read(sheets.pdf(sheets.foot(page, ("CHÁNH VĂN PHÒNG",), "Lê Văn Lâm"))).fields


def _values(fields: Mapping[str, Found]) -> dict[str, object]:
    return {name: fields[name].value for name in NAMES if name in fields}


def test_the_lines_of_the_form() -> None:
    fields = _read(
        "1. Thời gian: 08 giờ 00, ngày 15 tháng 6 năm 2026 (thứ Hai).",
        "2. Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân tỉnh.",
        "3. Chủ trì: đồng chí Trần Thị Mai, Phó Chủ tịch.",
        "4. Thành phần: lãnh đạo các sở Nội vụ, Tài chính và",
        "Ủy ban nhân dân các xã.",
        "Đề nghị các đồng chí dự họp đầy đủ, đúng thành phần./.",
    )
    assert _values(fields) == {
        "meeting_at": "2026-06-15T08:00",
        "meeting_place": "Phòng họp số 1, trụ sở Ủy ban nhân dân tỉnh",
        "meeting_chair": "Đồng chí Trần Thị Mai, Phó Chủ tịch",
        "meeting_people": "Lãnh đạo các sở Nội vụ, Tài chính và Ủy ban nhân dân các xã",
    }
    found = fields["meeting_at"]
    assert found.confidence > 0.9
    assert found.evidence is not None
    assert "Thời gian" in found.evidence.text


@pytest.mark.parametrize(
    ("written", "at", "until"),
    [
        ("Từ 14h00 đến 16h30 ngày 20/6/2026", "2026-06-20T14:00", "2026-06-20T16:30"),
        ("07 giờ 30 phút, thứ Ba, ngày 16-6-2026", "2026-06-16T07:30", None),
        ("13:30 ngày 16.6.2026", "2026-06-16T13:30", None),
        ("8h ngày 16/6", "2026-06-16T08:00", None),
        ("Chiều ngày 16 tháng 6 năm 2026", "2026-06-16T14:00", None),
        ("00 giờ 00 ngày 01/7/2026", "2026-07-01T00:00", None),
        ("25 giờ 00 ngày 16/6/2026", "2026-06-16T08:00", None),
        ("08 giờ 00 ngày 31 tháng 6 năm 2026", None, None),
        ("Có thông báo sau", None, None),
    ],
)
def test_moments(written: str, at: str | None, until: str | None) -> None:
    fields = _read(f"- Thời gian: {written}.", "- Địa điểm: Hội trường lớn.")
    values = _values(fields)
    assert (values.get("meeting_at"), values.get("meeting_until")) == (at, until)
    assert values["meeting_place"] == "Hội trường lớn"


def test_a_day_without_year_after_new_year() -> None:
    page = sheets.state_head(code="Số: 300/GM-UBND", day="Bình Sơn, ngày 28 tháng 12 năm 2026")
    page.centred(298, 150, "GIẤY MỜI", "b", 14).centred(298, 168, "Họp giao ban", "b", 13)
    page.at(113, 220, "Thời gian: 8h00 ngày 05/01.")
    found = docformat.read(sheets.pdf(sheets.foot(page, ("CHÁNH VĂN PHÒNG",), "Lê Văn Lâm"))).fields["meeting_at"]
    assert (found.value, found.confidence < 0.85) == ("2027-01-05T08:00", True)


def test_a_letter_that_invites_in_a_sentence() -> None:
    page = sheets.state_head(code="Số: 05/BNV-VP").centred(165, 130, "V/v mời họp", "", 12)
    page.at(113, 230, "Bộ Nội vụ kính mời quý cơ quan dự họp vào hồi 14 giờ 00, ngày 15 tháng 9 năm 2026.")
    found = docformat.read(sheets.pdf(page.body(260, "Một", "hai"))).fields["meeting_at"]
    assert (found.value, found.confidence < 0.85) == ("2026-09-15T14:00", True)


def test_a_plan_invites_to_nothing() -> None:
    fields = _read(
        "1. Thời gian: 08 giờ 00, ngày 15 tháng 6 năm 2026.",
        "2. Địa điểm: Hội trường lớn.",
        title="KẾ HOẠCH",
        subject="Tổ chức ra quân vệ sinh môi trường",
    )
    assert _values(fields) == {}


def test_whatever_stands_in_the_lines_is_read_or_left() -> None:
    """Garbage behind the labels never breaks the reading of the other fields."""
    rng = random.Random(18)
    pieces = ("Thời gian:", "ngày", "99/99/9999", "24:60", "8h", "-", "Địa điểm:", "Chủ trì", ":", "31/2", "0/0/0000")
    for _ in range(25):
        lines = [" ".join(rng.choices(pieces, k=rng.randint(1, 7))) for _ in range(4)]
        assert _read(*lines)["code"].value == "125/GM-UBND"
