"""The code on labels and what a scanned one means to the actor. The code is digits alone: a hand scanner types them,
and no Vietnamese keyboard (Telex, VNI) makes anything else of digits that follow digits. It names no installation
and says nothing of the paper; to whoever may not see the object it answers as if it were not there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tinhgon.core.actor import Actor
from tinhgon.documents.choices import CodeKind
from tinhgon.documents.models import Document
from tinhgon.documents.queries import finding, originals
from tinhgon.documents.queries.visible import visible_to

_DIGITS = 39  # 2**128 has so many
_LENGTH = 1 + _DIGITS + 2
# So many digits are no number of a book: a bar code of goods, or the code of another system.
_FOREIGN = re.compile(r"\d{10,}")
MOST = 300
NOT_OURS = "Không phải mã của tem văn thư. Quét lại, hoặc gõ số đến, số/ký hiệu."
NOT_IN_REACH = "Mã này của cơ quan khác, hoặc văn bản không có trong phạm vi đồng chí được xem."


def code_of(kind: str, public_id: UUID) -> str:
    """What the QR code holds: the kind, the id, and two check digits (ISO 7064, MOD 97-10)."""
    body = f"{kind}{public_id.int:0{_DIGITS}d}"
    return f"{body}{98 - int(body) * 100 % 97:02d}"


def parsed(text: str) -> tuple[str, UUID] | None:
    """Kind and id of a code as it was scanned; None of anything else."""
    digits = "".join(text.split())
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdecimal()) or int(digits) % 97 != 1:
        return None
    number = int(digits[1:-2])
    if digits[0] not in CodeKind.values or number >= 2**128:
        return None
    return digits[0], UUID(int=number)


@dataclass(frozen=True)
class Scanned:
    """One line of the pile: what was scanned, the paper it means, and who has its original; or the problem."""

    text: str
    document: Document | None = None
    held: str = ""
    problem: str = ""

    @property
    def code(self) -> str:
        return code_of(CodeKind.PAPER, self.document.public_id) if self.document else self.text


def scanned(actor: Actor, texts: Sequence[str]) -> list[Scanned]:
    """What was scanned or typed, in its order and each paper once; a fixed number of queries for codes, a few for each
    number that was typed by hand."""
    wanted = [text.strip()[:100] for text in texts[:MOST] if text.strip()]
    codes = {text: parsed(text) for text in wanted}
    ids = [code[1] for code in codes.values() if code is not None]
    rows = visible_to(actor).filter(public_id__in=ids, agency_id=actor.agency_id).select_related("type")
    papers = {row.public_id: row for row in rows}
    found: list[Scanned] = []
    for text in dict.fromkeys(wanted):
        code = codes[text]
        if code is not None:
            paper = papers.get(code[1])
            found.append(Scanned(text, paper, problem="" if paper else NOT_IN_REACH))
        else:
            found.append(_typed(actor, text))
    seen: set[int] = set()
    once = []
    for row in found:
        if row.document is None or row.document.pk not in seen:
            once.append(row)
        if row.document is not None:
            seen.add(row.document.pk)
    held = originals.held_in_words(actor, [row.document.pk for row in once if row.document])
    return [
        Scanned(row.text, row.document, "; ".join(held.get(row.document.pk, [])) if row.document else "", row.problem)
        for row in once
    ]


def _typed(actor: Actor, text: str) -> Scanned:
    """A number typed by hand, where the label is torn: one paper, or the problem."""
    if len(text) >= _LENGTH or not any(letter.isdecimal() for letter in text) or _FOREIGN.fullmatch(text):
        return Scanned(text, problem=NOT_OURS)
    ids = finding.papers_named(actor, text, 2)
    papers = list(visible_to(actor).filter(pk__in=ids, agency_id=actor.agency_id).select_related("type"))
    exact = [paper for paper in papers if text in (str(paper.register_number or ""), paper.code)]
    papers = exact if len(exact) == 1 else papers
    if len(papers) > 1:
        return Scanned(text, problem=f"Có nhiều văn bản mang số “{text}”. Gõ đủ số/ký hiệu.")
    if not papers:
        return Scanned(text, problem=NOT_IN_REACH)
    return Scanned(text, papers[0])
