"""The table of document types: Annex III of Decree 30/2020, Party types of HD 05-HD/VPTW, normative papers.

Knows names and abbreviations as dated data with their legal basis; refuses to find them on a page."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from officekit import vntext


@dataclass(frozen=True, slots=True)
class DocType:
    """One type of one system (`state`, `party`, `normative`)."""

    system: str
    code: str
    name: str
    in_symbol: bool
    legal_basis: str
    effective_from: str
    effective_to: str

    @property
    def key(self) -> str:
        return squeeze(self.name)


def squeeze(text: str) -> str:
    """Folded and without any space or sign, so that `Q U Y Ế T  Đ Ị N H` and `QUYẾT ĐỊNH:` meet."""
    return "".join(letter for letter in vntext.fold(vntext.same_tone(text)) if letter.isalnum())


@cache
def doc_types() -> tuple[DocType, ...]:
    """All rows of the table, in its order."""
    table = resources.files("officekit.docformat").joinpath("data/doc_types.csv").read_text("utf-8")
    return tuple(
        DocType(
            row["system"],
            row["code"],
            vntext.nfc(row["name"]),
            row["in_symbol"] == "yes",
            row["legal_basis"],
            row["effective_from"],
            row["effective_to"],
        )
        for row in csv.DictReader(table.splitlines())
    )


def _in_system(system: str) -> list[DocType]:
    """The system's own types first, the other State ones (administrative and normative) after."""
    if system == "party":
        return [row for row in doc_types() if row.system == "party"]
    return [row for row in doc_types() if row.system != "party"]


def by_code(code: str, system: str) -> DocType | None:
    """The type an abbreviation in a symbol stands for."""
    return next((row for row in _in_system(system) if row.in_symbol and row.code == code), None)


def named(text: str, system: str) -> DocType | None:
    """The type whose name is the whole of the text."""
    wanted = squeeze(text)
    return next((row for row in (*_in_system(system), *doc_types()) if row.key == wanted), None)


def beginning(text: str, system: str) -> DocType | None:
    """The type whose name opens the text, the longest one first."""
    folded = vntext.fold(vntext.same_tone(text)).strip()
    rows = sorted((*_in_system(system), *doc_types()), key=lambda row: -len(row.name))
    for row in rows:
        name = vntext.fold(vntext.same_tone(row.name))
        if folded.startswith(name) and not folded[len(name) : len(name) + 1].isalnum():
            return row
    return None
