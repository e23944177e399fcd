"""Days off and swapped Saturdays as rows of data, each with its legal basis and how sure it is.

The rows shipped here are a start, to be edited by whoever keeps an agency's calendar; the plan of days off is
decided anew every year.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

DayKind = Literal["off", "working"]
Confidence = Literal["verified", "reported", "computed"]
_SHIPPED: Final = Path(__file__).resolve().parent / "vietnam.csv"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that differs from the plain week: off on a weekday, or working on a weekend."""

    day: date
    kind: DayKind
    reason: str
    legal_basis: str = ""
    confidence: Confidence = "verified"
    is_provisional: bool = False


@cache
def vietnam() -> tuple[DayRow, ...]:
    """The rows shipped with the package (2025 to 2027; 2027 is computed and provisional)."""
    with _SHIPPED.open(encoding="utf-8", newline="") as lines:
        return read(lines)


def read(lines: Iterable[str]) -> tuple[DayRow, ...]:
    """Read rows from CSV text with the columns of the shipped file; a bad row is named by its day."""
    rows: list[DayRow] = []
    seen: set[date] = set()
    for raw in csv.DictReader(lines):
        if raw["kind"] not in ("off", "working"):
            raise ValueError(f"{raw['day']}: kind must be off or working, not {raw['kind']!r}")
        if raw["confidence"] not in ("verified", "reported", "computed"):
            raise ValueError(f"{raw['day']}: unknown confidence {raw['confidence']!r}")
        day = date.fromisoformat(raw["day"])
        if day in seen:
            raise ValueError(f"{raw['day']}: stands twice")
        seen.add(day)
        rows.append(
            DayRow(
                day,
                cast("DayKind", raw["kind"]),
                raw["reason"],
                raw["legal_basis"],
                cast("Confidence", raw["confidence"]),
                raw["provisional"] == "yes",
            )
        )
    return tuple(rows)
