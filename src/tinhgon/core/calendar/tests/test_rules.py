"""Typed deadlines become moments of the office's calendar."""

from datetime import datetime

import pytest

from officekit.workdays import VIETNAM, Calendar
from tinhgon.core.calendar import rules
from tinhgon.core.verdict import Refused

AT = datetime(2025, 6, 25, 9, 0, tzinfo=VIETNAM)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5 ngày", "2025-07-02 17:00"),
        ("3 ngày làm việc", "2025-06-30 17:00"),
        ("3 ngày lịch", "2025-06-30 17:00"),
        ("+3", "2025-06-30 17:00"),
        ("26/6", "2025-06-26 17:00"),
        ("266", "2025-06-26 17:00"),
        ("trong ngày", "2025-06-25 17:00"),
        ("Hôm nay", "2025-06-25 17:00"),
        ("2 giờ", "2025-06-25 11:00"),
        ("17h 26/6", "2025-06-26 17:00"),
        ("17h", "2025-06-25 17:00"),
        ("15:30 26/6", "2025-06-26 15:30"),
        ("26/6 15:30", "2025-06-26 15:30"),
        ("26/06/2025 15h30", "2025-06-26 15:30"),
        ("trước 17 giờ ngày 26/6", "2025-06-26 17:00"),
        ("thứ 6", "2025-06-27 17:00"),
    ],
)
def test_a_typed_deadline_is_one_moment(typed: str, expected: str) -> None:
    due = rules.due_moment(typed, AT, Calendar())
    assert due is not None
    assert f"{due.astimezone(VIETNAM):%Y-%m-%d %H:%M}" == expected


def test_nothing_typed_is_no_deadline() -> None:
    assert rules.due_moment("  ", AT, Calendar()) is None


@pytest.mark.parametrize("typed", ["31/12/9999", "17h 31/12/2136"])
def test_a_year_beyond_all_plans_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="Kiểm tra lại năm") as refused:
        rules.due_moment(typed, AT, Calendar())
    assert refused.value.field == "due"
    assert rules.due_moment("31/12/2035", AT, Calendar()) is not None


@pytest.mark.parametrize("typed", ["sớm", "31/2", "25h 26/6", "0 ngày", "17h 45/6"])
def test_what_is_no_deadline_is_refused_with_a_way_to_write_it(typed: str) -> None:
    with pytest.raises(Refused, match="Hãy nhập như") as refused:
        rules.due_moment(typed, AT, Calendar())
    assert refused.value.field == "due"
