"""How well fields are read, measured against papers whose true fields a person wrote down.

`python -m officekit.docformat.accuracy DIR --out FILE [--notes FILE]` compares with DIR/manifest.csv and writes a
report. It knows the tolerances of that manifest; it refuses timings and paths, so that the report is repeatable."""

import argparse
import csv
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from officekit import vntext
from officekit.docformat.found import Found
from officekit.docformat.guard import UnreadableError
from officekit.docformat.heading import bare_subject
from officekit.docformat.reading import Converter, read

# Our field, its column in the manifest.
COLUMNS = {
    "code": "number",
    "issued_on": "date",
    "place": "place",
    "issuer": "issuing_body",
    "parent_issuer": "parent_body",
    "doc_type_name": "kind",
    "subject": "subject",
    "signer_name": "signer",
    "signer_title": "signer_position",
    "urgency": "urgency",
    "page_count": "pages",
}
_NO_EXPLANATION = "Not explained yet."


@dataclass(frozen=True, slots=True)
class Outcome:
    """One field of one file."""

    file: str
    field: str
    wanted: str
    got: str

    @property
    def is_right(self) -> bool:
        return comparable(self.field, self.wanted) == comparable(self.field, self.got)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the measurement saw."""

    outcomes: tuple[Outcome, ...]
    waiting: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...]


def comparable(field: str, value: str) -> str:
    """A value under the manifest's tolerances: composition, tone style, spaces at / and -, quotes, letter case."""
    text = re.sub(r"[\"'“”‘’«»]", "", vntext.same_tone(value)).replace("–", "-").replace("—", "-")
    text = re.sub(r"\s*([/\-])\s*", r"\1", re.sub(r"\s+", " ", text)).strip(" .").lower()
    if field == "issued_on" and re.fullmatch(r"\d{4}", text):
        # Day and month left blank on the paper: there is no date yet.
        return ""
    return bare_subject(text) if field == "subject" else text


def measure(folder: Path, converter: Converter | None = None) -> Report:
    """Read every file of the manifest and compare field by field."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = sorted(csv.DictReader(table), key=lambda row: row["file"])
    outcomes: list[Outcome] = []
    waiting: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    for row in rows:
        try:
            reading = read(folder / row["file"], converter=converter)
        except UnreadableError as error:
            refused.append((row["file"], error.code))
            continue
        if reading.needs_recognition:
            waiting.append((row["file"], reading.kind.value))
        else:
            outcomes += _compare(row, reading.fields)
    return Report(tuple(outcomes), tuple(waiting), tuple(refused))


def _compare(row: Mapping[str, str], fields: Mapping[str, Found]) -> list[Outcome]:
    outcomes = []
    for field, column in COLUMNS.items():
        wanted = row[column].strip()
        if not wanted and field in {"page_count", "signer_name", "signer_title"}:
            # Left empty in the manifest means "not looked at" here, not "none".
            continue
        value = fields[field].value if field in fields else ""
        outcomes.append(Outcome(row["file"], field, wanted, str(value)))
    return outcomes


def as_markdown(report: Report, notes: Mapping[tuple[str, str], str]) -> str:
    """The report: totals, fields by file, every wrong field with its reason, and what waits."""
    files = sorted({outcome.file for outcome in report.outcomes})
    right = sum(outcome.is_right for outcome in report.outcomes)
    lines = [
        "# How well fields are read",
        "",
        "Written by `make accuracy DATA=…` from papers that bodies issued; their true fields were written down by "
        "a person who looked at each page. Compared are letters and digits, with tolerance for Unicode composition, "
        "tone-mark style (hoà, hòa), spaces at `/` and `-`, quotation marks, letter case, and the lead words "
        "`V/v`, `Về việc`. The last section measures invented papers whose layouts are known.",
        "",
        "## Real papers",
        "",
        f"**{right} of {len(report.outcomes)} fields right** in {len(files)} papers with text; "
        f"{len(report.waiting)} papers wait for text recognition.",
        "",
        "| Field | Right | Wrong |",
        "| --- | ---: | ---: |",
    ]
    for field in COLUMNS:
        of_field = [outcome for outcome in report.outcomes if outcome.field == field]
        good = sum(outcome.is_right for outcome in of_field)
        lines.append(f"| {field} | {good} | {len(of_field) - good} |")
    lines += ["", "### By paper", "", _row(["Paper", *COLUMNS]), _row(["---"] * (len(COLUMNS) + 1))]
    by_key = {(outcome.file, outcome.field): outcome for outcome in report.outcomes}
    for file in files:
        marks = [by_key.get((file, field)) for field in COLUMNS]
        lines.append(_row([file, *("" if m is None else ("✓" if m.is_right else "✗") for m in marks)]))
    lines += ["", "Empty: the manifest says nothing of the field.", "", "### Every wrong field", ""]
    lines += _wrong(report, notes)
    lines += ["", "### Waiting for text recognition", ""]
    lines += [f"- {file} ({kind})" for file, kind in report.waiting] or ["None."]
    if report.refused:
        lines += ["", "### Refused at the door", "", *(f"- {file}: `{code}`" for file, code in report.refused)]
    return "\n".join(lines) + "\n"


def _wrong(report: Report, notes: Mapping[tuple[str, str], str]) -> list[str]:
    wrong = [outcome for outcome in report.outcomes if not outcome.is_right]
    if not wrong:
        return ["None."]
    lines = [_row(["Paper", "Field", "True", "Read", "Why"]), _row(["---"] * 5)]
    for outcome in wrong:
        why = notes.get((outcome.file, outcome.field), _NO_EXPLANATION)
        lines.append(_row([outcome.file, outcome.field, outcome.wanted or "–", outcome.got or "–", why]))
    return lines


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def read_notes(path: Path | None) -> dict[tuple[str, str], str]:
    """Reasons written by hand (columns file, field, why)."""
    if path is None or not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as table:
        return {(row["file"], row["field"]): row["why"] for row in csv.DictReader(table)}


def main(argv: Sequence[str], converter: Converter | None = None) -> int:
    """Measure, write the report, print the total; 2 when there is no manifest."""
    parser = argparse.ArgumentParser(prog="python -m officekit.docformat.accuracy", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--notes", type=Path, default=Path("benchmarks/inspect_notes.csv"))
    options = parser.parse_args(argv)
    if not (options.folder / "manifest.csv").exists():
        sys.stderr.write("No manifest.csv in that folder.\n")
        return 2
    report = measure(options.folder, converter)
    options.out.write_text(as_markdown(report, read_notes(options.notes)), encoding="utf-8")
    right = sum(outcome.is_right for outcome in report.outcomes)
    sys.stdout.write(f"{right} of {len(report.outcomes)} fields right, {len(report.waiting)} papers waiting\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
