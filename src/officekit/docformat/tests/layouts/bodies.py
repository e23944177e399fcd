"""Bodies of the political system as their heads of paper print them: names, codes, who signs.

Invented places only. Each row of the table is the truth of `issuer` and `parent_issuer` beside the printed lines
(`*` is bold; signature blocks are set apart by `;`, their lines by `/`)."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Body:
    """One head of paper."""

    bloc: str
    lines: tuple[tuple[str, bool], ...]
    issuer: str
    parent: str
    code: str
    signs: tuple[tuple[str, ...], ...]
    place: str
    kinds: tuple[str, ...]


def _read() -> tuple[Body, ...]:
    with Path(__file__).with_name("bodies.csv").open(encoding="utf-8", newline="") as table:
        return tuple(
            Body(
                row["bloc"],
                tuple((line.lstrip("*"), line.startswith("*")) for line in row["lines"].split("|")),
                row["issuer"],
                row["parent"],
                row["code"],
                tuple(tuple(sign.strip().split("/ ")) for sign in row["signs"].split(" ; ")),
                row["place"],
                tuple(row["kinds"].split()),
            )
            for row in csv.DictReader(table)
        )


BODIES = _read()
STATE = tuple(body for body in BODIES if body.bloc == "state")
PARTY = tuple(body for body in BODIES if body.bloc == "party")
YOUTH = tuple(body for body in BODIES if body.bloc == "youth")
