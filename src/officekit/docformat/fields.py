"""All fields of one paper, out of its first page and its signature pages.

Knows the order in which the parts help each other (the title bounds the header, the header the marks, the body
the casing of names); refuses file formats."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from officekit.docformat import arrival, casing, heading, invitation, marks, signature
from officekit.docformat.found import Found, found
from officekit.docformat.header import Header, find_anchor, find_header, read_date, read_issuer, read_number
from officekit.docformat.layout import Page, Row, Span

FIELDS = (
    "number",
    "symbol",
    "code",
    "issued_on",
    "place",
    "issuer",
    "parent_issuer",
    "doc_type",
    "doc_type_name",
    "subject",
    "signer_name",
    "signer_title",
    "urgency",
    "secrecy",
    "recipients",
    "addressees",
    "reply_due",
    "page_count",
)

_DUE = re.compile(
    r"(?:truoc|cham nhat|han cuoi|muon nhat|xong truoc)\s*(?:vao|la|den|het)?\s*"
    r"(?:\d{1,2}\s?(?:h|gio|:)\s?\d{0,2}\s?(?:phut)?,?\s*)?(?:ngay)?\s*(?:\d{1,2}\s?(?:h|gio)\d{0,2},?\s*ngay\s*)?"
    r"(\d{1,2})\s?(?:/|-|\.|thang)\s?(\d{1,2})\s?(?:/|-|\.|nam)\s?(\d{4})"
)
_ASKED = re.compile(r"gui|bao cao|gop y|tra loi|y kien|phan hoi|dang ky|tong hop|hoan thanh|cung cap|nop")


def read_fields(first: Page, last: Sequence[Page], texts: Sequence[str], page_count: int | None) -> Mapping[str, Found]:
    """What could be read, by field name; a field that is blank on the paper is absent."""
    first = arrival.without_stamp(first)
    system, anchor = find_anchor(first)
    top = anchor.box.y0 if anchor else 0.0
    title = heading.find_title(first, system, top)
    header = find_header(first, title.row.box.y0 if title else None)
    witness = casing.Witness("\n".join(texts))
    number, number_spans = read_number(header, first.rows)
    issuer, parent = read_issuer(header, number_spans, witness)
    place, issued_on = read_date(header, _date_spans(header))
    if issued_on is None and place is None:
        place, issued_on = _closing_date(last)
    addressees = heading.read_addressees(first, first.rows)
    letter = heading.letter_subject(header, number_spans, witness)
    is_letter = title is None and (letter is not None or addressees is not None)
    doc_type, sure = heading.decide_type(title, number, header.system, is_letter=is_letter)
    subject = heading.title_subject(first, title, header.left, witness) if title else None
    subject = subject or letter
    signer, signer_title, signers = signature.read_signers(last, header.system, first.number)
    taken = _taken(first, issuer, parent, subject, title.row.spans if title else ())
    urgency, secrecy = marks.read_marks(first, header.bottom, taken)
    type_spans = title.row.spans if title else number_spans
    result = {
        "number": found(number.number, 0.97, number_spans) if number and number.number else None,
        "symbol": found(number.symbol, 0.97, number_spans) if number and number.symbol else None,
        "code": found(number.code, 0.97, number_spans) if number else None,
        "issued_on": issued_on,
        "place": place,
        "issuer": issuer,
        "parent_issuer": parent,
        "doc_type": found(doc_type.code, sure, type_spans) if doc_type else None,
        "doc_type_name": found(doc_type.name, sure, type_spans) if doc_type else None,
        "subject": subject,
        "signer_name": signer,
        "signer_title": signer_title,
        "urgency": urgency,
        "secrecy": secrecy,
        "recipients": signature.read_recipients(last, signers, first.number),
        "addressees": addressees,
        "reply_due": _reply_due(first, last),
        "page_count": Found(page_count, 1.0, None) if page_count else None,
    }
    read = {name: value for name in FIELDS if (value := result[name]) is not None}
    return {**read, **_meeting(first, last, read)}


def _meeting(first: Page, last: Sequence[Page], read: Mapping[str, Found]) -> Mapping[str, Found]:
    """What the paper invites to, once its type, subject and day are known."""
    kind, subject, issued = (read[name].value if name in read else "" for name in ("doc_type", "subject", "issued_on"))
    day = date.fromisoformat(str(issued)) if issued else None
    return invitation.read_meeting((first, *last), str(kind), str(subject), day)


def _date_spans(header: Header) -> list[Span]:
    """Right column first: the left one only holds a date where a narrow table glued both together."""
    return [*header.right, *header.left]


def _closing_date(pages: Sequence[Page]) -> tuple[Found | None, Found | None]:
    """A date above the signature, as minutes and older papers carry it."""
    spans = [span for page in pages for row in page.rows for span in row.spans]
    late = [span for span in spans if re.match(r".{2,40}, ngay .{0,4} ?thang .{0,4} ?nam \d{4}$", span.folded)]
    if not late:
        return None, None
    nothing = Header("state", None, (), (), bottom=float("inf"))
    return read_date(nothing, late[-1:])


def _taken(page: Page, *known: Found | Sequence[Span] | None) -> list[Span]:
    """Spans of the first page that a field already explains."""
    taken: list[Span] = []
    for item in known:
        if isinstance(item, Found):
            if item.evidence is None:
                continue
            area = item.evidence.box
            taken += [
                span
                for row in page.rows
                for span in row.spans
                if area.y0 - 1 <= span.box.y0 and span.box.y1 <= area.y1 + 1
                if area.x0 - 1 <= span.box.x0 and span.box.x1 <= area.x1 + 1
            ]
        elif item is not None:
            taken += item
    return taken


def _reply_due(first: Page, last: Sequence[Page]) -> Found | None:
    """The sender's deadline for an answer, as a day; the evidence keeps the words."""
    pages = {page.number: page for page in (first, *last)}
    rows: list[Row] = [row for page in pages.values() for row in page.rows]
    folded = [row.folded for row in rows]
    if not _DUE.search(" ".join(folded)):
        return None
    for index, text in enumerate(folded):
        window = " ".join(folded[index : index + 2])
        for match in _DUE.finditer(window):
            if match.start() >= len(text):
                continue
            around = " ".join(folded[max(index - 2, 0) : index + 3])
            try:
                due = date(int(match[3]), int(match[2]), int(match[1]))
            except ValueError:
                continue
            if _ASKED.search(around):
                used = rows[index : index + (2 if match.end() > len(text) else 1)]
                return found(due.isoformat(), 0.7, [span for row in used for span in row.spans])
    return None
