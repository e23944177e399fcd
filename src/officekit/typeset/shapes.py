"""The official paper as a frozen shape of plain text.

The shapes hold the bare facts of a paper (number, subject without "V/v", names in ordinary case) and know
how Decree 30/2020/NĐ-CP and Party guideline HD 05 print them. They refuse to know fonts, files and dates
of today. `as_data()` is what the templates read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

Bloc = Literal["state", "party"]
Urgency = Literal["", "khan", "thuong_khan", "hoa_toc"]
Secrecy = Literal["", "mat", "toi_mat", "tuyet_mat"]
BlockKind = Literal["chapter", "article", "roman", "clause", "point", "text", "dash", "order", "table", "centre"]

URGENCY_STAMPS: Final[dict[str, str]] = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
SECRECY_STAMPS: Final[dict[str, str]] = {"mat": "MẬT", "toi_mat": "TỐI MẬT", "tuyet_mat": "TUYỆT MẬT"}
HEADER_ROOM: Final = {"state": 27, "party": 22}  # letters on a line over the number, at 12 and at 14 pt


def vietnamese_date(day: date | None, *, year: int | None = None) -> str:
    """Write a date as papers do: a zero before days under 10 and before months 1 and 2 only."""
    if day is None:
        return f"ngày      tháng      năm {year}" if year else "ngày      tháng      năm         "
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def header_lines(name: str, *, longest: int = 27) -> list[str]:
    """The name of a body in capitals, broken before the place, else near the middle."""
    words = name.upper()
    if not words:
        return []
    if "\n" in words:
        return words.split("\n")
    if len(words) <= longest:
        return [words]
    for start in ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ĐẢNG ỦY", "ĐẢNG BỘ"):
        if words.startswith(start + " "):
            return [start, *header_lines(words[len(start) + 1 :], longest=longest)]
    spaces = [index for index, letter in enumerate(words) if letter == " "]
    middle = min(spaces, key=lambda index: abs(index - len(words) / 2), default=len(words))
    return [words[:middle], words[middle + 1 :]] if spaces else [words]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body.

    chapter: "Chương I" + title; article: "Điều 1." + title (bold) or text; roman: "I." + TITLE;
    clause: "1." + title (bold) or text; point: "a)" + text; text: a paragraph; dash: "- " + text;
    order: a centred bold line ("QUYẾT ĐỊNH:"); centre: a centred italic line; table: first row = heading.
    """

    kind: BlockKind
    text: str = ""
    label: str = ""
    title: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()

    @property
    def plain(self) -> str:
        """The words of the block as a reader meets them, on one line (rows of a table on several)."""
        if self.kind == "table":
            return "\n".join(" ".join(row) for row in self.rows)
        if self.kind == "dash":
            return f"- {self.text}"
        return " ".join(part for part in (self.label, self.title, self.text) if part)


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines over the signature (authority first, own title last) and the name under it."""

    lines: tuple[str, ...]
    name: str

    @property
    def title(self) -> str:
        """The lines of the block joined as the reader of papers gives them."""
        return " / ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper, State (`bloc="state"`) or Party, from the first box to the last.

    `number` empty = not numbered yet, `dated` None = not dated yet: both are printed as gaps. `subject` is
    bare; `subject_lead` is what a named type prints before it ("Về việc" or nothing); a công văn always
    prints the lead of its bloc. `recipients`: the bare lines of "Nơi nhận" (no dash, no ";"), keep line last.
    """

    bloc: Bloc
    doc_type: str
    type_name: str
    issuing_body: str
    number: str
    symbol: str
    place: str
    dated: date | None
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature
    parent_body: str = ""
    subject_lead: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    urgency: Urgency = ""
    secrecy: Secrecy = ""
    circulation: str = ""
    draft_mark: str = ""
    drafter_mark: str = ""
    contact: str = ""
    media_ban: str = ""
    left_signature: Signature | None = None
    annexes: tuple[Annex, ...] = ()
    year: int | None = None
    field: str = ""

    @property
    def is_letter(self) -> bool:
        """A công văn: the one kind that prints no type name."""
        return self.doc_type == "CV"

    @property
    def code(self) -> str:
        """Everything printed after "Số": 15/QĐ-UBND for the State, 15-QĐ/TU for the Party."""
        return self.number + ("/" if self.bloc == "state" else "-") + self.symbol

    @property
    def printed_number(self) -> str:
        gap = self.number or "        "
        if self.bloc == "state":
            return f"Số: {gap}/{self.symbol}"
        return f"Số {gap}-{self.symbol}"

    @property
    def printed_place_and_date(self) -> str:
        return f"{self.place}, {vietnamese_date(self.dated, year=self.year)}"

    @property
    def printed_subject(self) -> str:
        if self.is_letter:
            return ("V/v " if self.bloc == "state" else "về việc ") + self.subject
        if self.subject_lead:
            return f"{self.subject_lead} {self.subject}"
        return self.subject[:1].upper() + self.subject[1:]

    @property
    def address_label(self) -> str:
        return "Kính trình" if self.bloc == "party" and self.doc_type == "TTr" else "Kính gửi"

    @property
    def signer(self) -> str:
        return self.signature.name

    @property
    def signer_title(self) -> str:
        return self.signature.title

    @property
    def text(self) -> str:
        """The whole paper as plain text, in reading order (what search and the reader should find)."""
        parts = [self.parent_body, self.issuing_body, self.printed_number, self.printed_place_and_date]
        if not self.is_letter:
            parts.append(self.type_name.upper())
        parts.append(self.printed_subject)
        if self.addressees:
            parts.append(f"{self.address_label}: " + "; ".join(self.addressees))
        parts += self.bases
        parts += [block.plain for block in self.blocks]
        for annex in self.annexes:
            parts.append(annex.title)
            parts += [block.plain for block in annex.blocks]
        parts += [*self.signature.lines, self.signature.name, *self.recipients]
        return "\n".join(part for part in parts if part)

    @property
    def body(self) -> str:
        return "\n".join(block.plain for block in self.blocks)

    def as_data(self) -> dict[str, Any]:
        party = self.bloc == "party"
        return {
            "parent": header_lines(self.parent_body, longest=HEADER_ROOM[self.bloc]),
            "issuer": header_lines(self.issuing_body, longest=HEADER_ROOM[self.bloc]),
            "number": self.printed_number,
            "place_date": self.printed_place_and_date,
            "type": "" if self.is_letter else self.type_name.upper(),
            "title": self.printed_subject or self.type_name,
            "subject": self.printed_subject if self.subject else "",
            "author": self.issuing_body,
            "bases": list(self.bases),
            "address_label": self.address_label,
            "addressees": list(self.addressees),
            "blocks": [_block_data(block) for block in self.blocks],
            "signature": _signature_data(self.signature),
            "left_signature": _signature_data(self.left_signature) if self.left_signature else None,
            "recipients": list(self.recipients),
            "urgency": URGENCY_STAMPS.get(self.urgency, ""),
            "secrecy": SECRECY_STAMPS.get(self.secrecy, ""),
            "circulation": self.circulation.upper() if not party else self.circulation,
            "draft_mark": self.draft_mark,
            "drafter_mark": self.drafter_mark,
            "contact": self.contact,
            "media_ban": self.media_ban,
            "annexes": [_annex_data(self, index) for index in range(len(self.annexes))],
        }


def _signature_data(signature: Signature) -> dict[str, Any]:
    return {"lines": [line.upper() for line in signature.lines], "name": signature.name}


def _block_data(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "label": block.label,
        "title": block.title,
        "text": block.text,
        "rows": [list(row) for row in block.rows],
        "widths": list(block.widths) or [1.0] * len(block.rows[0] if block.rows else ()),
    }


def _annex_data(paper: Paper, index: int) -> dict[str, Any]:
    annex = paper.annexes[index]
    label = "Phụ lục"
    if len(paper.annexes) > 1:  # Roman on the State side, Arabic on the Party side (HD 05)
        label += f" {_ROMAN[index]}" if paper.bloc == "state" else f" {index + 1}"
    kind = "Công văn" if paper.is_letter else paper.type_name
    # Left unfilled on electronic documents (Decree 30/2020, Annex I).
    line = f"(Kèm theo {kind} số        /{paper.symbol} ngày     /     /         của {paper.issuing_body})"
    if paper.bloc == "party":
        line = f"(Kèm theo {kind} số        -{paper.symbol}, ngày     /     /         của {paper.issuing_body})"
    return {
        "label": label,
        "title": annex.title.upper(),
        "line": line,
        "blocks": [_block_data(block) for block in annex.blocks],
    }


_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
