"""Sheets an office prints for itself, as frozen shapes of plain text: registers, forms, labels.

Headings of columns come from the caller, since the statutory ones are data.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from officekit.typeset.shapes import Bloc, header_lines

Align = Literal["left", "center", "right"]
PRODUCT: Final = "hệ thống quản lý văn bản TinhGọn"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register: its exact heading, its share of the width, how its cells stand."""

    heading: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Register:
    """A register printed to be signed and bound (Decree 30/2020, Annex IV), landscape A4."""

    agency: str
    title: str
    period: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    printed: str
    parent: str = ""
    number_columns: bool = True
    signers: tuple[tuple[str, str], ...] = ()
    unit: str = "văn bản"
    place_date: str = ""
    subtitle: str = ""
    foot: str = f"In từ {PRODUCT}"

    def as_data(self) -> dict[str, Any]:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"Row of {len(row)} cells in a register of {len(self.columns)} columns")
        return {
            "agency": header_lines(self.agency),
            "parent": header_lines(self.parent),
            "author": self.agency,
            "title": self.title.upper(),
            "subtitle": self.subtitle,
            "period": self.period,
            "headings": [column.heading for column in self.columns],
            "widths": [column.width for column in self.columns],
            "aligns": [column.align for column in self.columns],
            "number_columns": self.number_columns,
            "rows": [list(row) for row in self.rows],
            "count": f"{len(self.rows):,}".replace(",", "."),
            "unit": self.unit,
            "caption": ", ".join(part for part in (self.title, self.period[:1].lower() + self.period[1:]) if part),
            "signers": [list(signer) for signer in self.signers],
            "place_date": self.place_date,
            "foot": f"{self.foot} · {self.printed}" if self.printed else self.foot,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form: optional heading, label/value lines, paragraphs, a table, dotted blank lines."""

    heading: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    blank_lines: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form such as "Phiếu giải quyết văn bản đến" or a phiếu trình: header, sections, signature cells."""

    agency: str
    title: str
    sections: tuple[Section, ...]
    printed: str = ""
    parent: str = ""
    number: str = ""
    place_date: str = ""
    subtitle: str = ""
    bloc: Bloc = "state"
    signers: tuple[tuple[str, str], ...] = ()
    foot: str = f"In từ {PRODUCT}"

    def as_data(self) -> dict[str, Any]:
        return {
            "agency": header_lines(self.agency),
            "parent": header_lines(self.parent),
            "author": self.agency,
            "title": self.title.upper(),
            "subtitle": self.subtitle,
            "number": self.number,
            "place_date": self.place_date,
            "party": self.bloc == "party",
            "sections": [_section_data(section) for section in self.sections],
            "signers": [list(signer) for signer in self.signers],
            "foot": f"{self.foot} · {self.printed}" if self.printed else self.foot,
        }


@dataclass(frozen=True, slots=True)
class ArrivalLabel:
    """The stamp ĐẾN (Decree 30/2020, Annex IV) as a label; `qr` = rows of 0 and 1."""

    agency: str
    number: str
    arrived: str
    passed_to: str = ""
    file_code: str = ""
    caption: str = ""
    qr: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "kind": "arrival",
            "agency": self.agency.upper(),
            "number": self.number,
            "arrived": self.arrived,
            "passed_to": self.passed_to,
            "file_code": self.file_code,
            "caption": self.caption,
            "qr": list(self.qr),
        }


@dataclass(frozen=True, slots=True)
class EnvelopeLabel:
    """The face of an envelope: who sends, which paper, to whom and where; a mark of urgency stands out."""

    sender: str
    code: str
    to: str
    address: str = ""
    urgency: str = ""
    caption: str = ""
    qr: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "kind": "envelope",
            "sender": self.sender.upper(),
            "code": self.code,
            "to": self.to,
            "address": self.address,
            "urgency": self.urgency.upper(),
            "caption": self.caption,
            "qr": list(self.qr),
        }


@dataclass(frozen=True, slots=True)
class Grid:
    """Where labels stand, in millimetres: one a page on a roll, or columns and rows of a sheet."""

    width: float
    height: float
    page_width: float
    page_height: float
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap_x: float = 0
    gap_y: float = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels to be printed at once; `first` is the place of the first on the sheet, from 1 on: the others are used."""

    grid: Grid
    labels: tuple[ArrivalLabel | EnvelopeLabel, ...]
    first: int = 1
    author: str = ""

    def as_data(self) -> dict[str, Any]:
        room = self.grid.columns * self.grid.rows
        if not self.labels:
            raise ValueError("No label to print")
        if not 1 <= self.first <= room:
            raise ValueError(f"Place {self.first} on a sheet of {room} labels")
        return {
            "grid": asdict(self.grid),
            "skip": self.first - 1,
            "author": self.author,
            "labels": [label.as_data() for label in self.labels],
        }


def _section_data(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "facts": [list(fact) for fact in section.facts],
        "paragraphs": list(section.paragraphs),
        "blank_lines": section.blank_lines,
        "rows": [list(row) for row in section.rows],
        "widths": list(section.widths) or [1.0] * len(section.rows[0] if section.rows else ()),
        "closing": section.closing,
    }
