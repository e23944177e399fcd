"""The shipped rows make sense, and bad rows are named."""

import pytest

from officekit.workdays import read, vietnam

HEAD = "day,kind,reason,legal_basis,confidence,provisional"


def test_shipped_rows_are_weekdays_off_and_weekends_worked_with_a_legal_basis() -> None:
    for row in vietnam():
        assert (row.day.weekday() >= 5) == (row.kind == "working"), row
        assert row.legal_basis
        assert row.is_provisional == (row.confidence == "computed")


@pytest.mark.parametrize(("year", "off", "worked"), [(2025, 12, 1), (2026, 14, 2), (2027, 12, 0)])
def test_counts_per_year(year: int, off: int, worked: int) -> None:
    rows = [row for row in vietnam() if row.day.year == year]
    assert sum(row.kind == "off" for row in rows) == off
    assert sum(row.kind == "working" for row in rows) == worked
    assert any(row.is_provisional for row in rows) == (year == 2027)


@pytest.mark.parametrize(
    "line",
    [
        "2026-01-01,half,x,y,verified,no",
        "2026-01-01,off,x,y,maybe,no",
        "2026-01-01,off,x,y,verified,no\n2026-01-01,off,x,y,verified,no",
    ],
)
def test_bad_rows_are_named_by_their_day(line: str) -> None:
    with pytest.raises(ValueError, match="2026-01-01"):
        read([HEAD, *line.split("\n")])
