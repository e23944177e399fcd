"""The main job with papers that bodies issued, for `make accuracy`: collected only where TINHGON_PAPERS names their
folder. Prints the seconds of every step and writes what came of each paper to the end of docs/accuracy.md."""

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from . import walk

FOLDER = Path(os.environ["TINHGON_PAPERS"])
REPORT = Path(__file__).parents[2] / "docs/accuracy.md"
HEADING = "## The main job in Chromium"
MINUTE = 60.0


def papers() -> list[dict[str, str]]:
    """The rows of papers whose text a machine can read without recognising letters."""
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = sorted(csv.DictReader(table), key=lambda row: row["file"])
    return [row for row in rows if row["text_layer"] in ("clean", "native") and row["format"] != "doc"]


def typed_by_hand(row: dict[str, str]) -> dict[str, str]:
    """What the clerk reads off the paper where the machine left a field empty."""
    wanted = {"code": row["number"], "issuer": row["issuing_body"] or "Không rõ", "subject": row["subject"]}
    if len(row["date"]) == len("2025-01-31"):
        wanted["issued_on"] = f"{date.fromisoformat(row['date']):%d/%m/%Y}"
    return {field: words for field, words in wanted.items() if words}


@pytest.fixture(scope="module")
def lines() -> Iterator[list[str]]:
    """Rows of the table; the section is replaced as a whole when all papers were walked."""
    rows: list[str] = []
    yield rows
    before = REPORT.read_text(encoding="utf-8").split(HEADING)[0].rstrip() if REPORT.exists() else ""
    head = [
        HEADING,
        "",
        "Each paper with text is dropped by the clerk (keyboard only), directed by the leader on a phone, passed on, "
        "answered, approved, signed, numbered and issued, found by those who may see it, and by nobody else: a clerk "
        "of another agency gets nothing in lists, search, counts, addresses, the API and files. Seconds are printed by "
        "`make accuracy` and not kept here.",
        "",
        "| Paper | Office | Typed by hand | Keystrokes to register | Registered under a minute | Whole day |",
        "| --- | --- | --- | ---: | :-: | --- |",
    ]
    REPORT.write_text("\n".join([before, "", *head, *rows, ""]).lstrip(), encoding="utf-8")


@pytest.mark.parametrize("row", papers(), ids=lambda row: row["file"])
def test_a_real_paper_goes_through_the_day(log_in, lines: list[str], row: dict[str, str]):
    case = walk.PARTY if row["system"] == "party" else walk.STATE
    content = (FOLDER / row["file"]).read_bytes()
    try:
        paper, steps = walk.whole_day(log_in, case, row["file"], content, typed_by_hand(row))
    except Exception as error:
        why = str(error).splitlines() or [type(error).__name__]
        lines.append(f"| {row['file']} | {case.home} | | | ✗ | {why[0]} |")
        raise
    print(f"\n{row['file']}: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps.items()))
    is_quick = paper.seconds < MINUTE
    typed = ", ".join(paper.typed) or "nothing"
    lines.append(f"| {row['file']} | {case.home} | {typed} | {paper.strokes} | {'✓' if is_quick else '✗'} | ✓ |")
    assert is_quick, f"{paper.seconds:.0f} s"
