"""Where a paper ends and what is bound behind it begins: annexes, forms, a regulation it issues, another paper.

Knows the first lines such pages carry; refuses page one, which is always the paper itself, and pieces of text that
only mention an annex."""

import re
from collections.abc import Sequence
from dataclasses import replace

from officekit import vntext
from officekit.docformat.layout import Page, Row

# Lines of a page looked at, and the longest a heading of an annex may be.
_LINES, _LONGEST = 14, 70
_HEADING = re.compile(r"phu luc(?: so)?\s*[ivxlc\d.]{0,6}\s*[:.]?")
_FORM = re.compile(r"mau(?: so)?\s*[\d.]{1,5}[a-z]?(?:[-/ ][^ ]+)?\s*[:.]?")
_ISSUED_WITH = re.compile(
    r"\W{0,3}(?:ban hanh )?kem theo (?:quyet dinh|nghi quyet|nghi dinh|thong tu|cong van|van ban|ke hoach|to trinh|"
    r"quy dinh|thong bao|bao cao|huong dan|chi thi|cong dien|chuong trinh|de an|so)\b"
)
_COPY = re.compile(r"(?:sao y|trich sao|sao luc|ban sao)(?: ban chinh| luc)?")
# A page with a day or a number of its own is no cover.
_OWN = re.compile(r"ngay[\s\d.…]{0,12}thang[\s\d.…]{0,12}nam|\bso\s?:?[\s\d.…]{0,14}[/-][a-z]|doan tncs ho chi minh")
_HEADS = ("cong hoa xa hoi chu nghia", "dang cong san viet nam")


def opens_attachment(lines: Sequence[str]) -> bool:
    """Whether a page that begins with these lines no longer belongs to the paper before it."""
    for line in [text.strip() for text in lines if text.strip()][:_LINES]:
        folded = vntext.fold(line)
        if len(folded) <= _LONGEST and (_HEADING.fullmatch(folded) or line.startswith("PHỤ LỤC")):
            return True
        if _FORM.fullmatch(folded) or _ISSUED_WITH.match(folded):
            return True
        if any(head in folded and len(folded) < len(head) + 60 for head in _HEADS) and "NG" in line:
            return True
    return False


def first_attached(texts: Sequence[str], first: int = 0) -> int:
    """The index of the first page behind the paper; the number of pages where there is none."""
    own = (
        index for index, text in enumerate(texts) if index > first and opens_attachment(text.splitlines()[: 2 * _LINES])
    )
    return next(own, len(texts))


def lead(texts: Sequence[str]) -> int:
    """The index of the page that carries the head: the first, or one behind a cover or a slip without a head."""
    tops = [vntext.fold(text[:1500]) for text in texts[:3]]
    if not tops or _OWN.search(tops[0]):
        return 0
    return next((index for index, top in enumerate(tops) if any(head in top for head in _HEADS)), 0)


def own_pages(pages: Sequence[Page], first: int = 1) -> list[Page]:
    """The pages of the tail that belong to the paper, up to the note that makes a copy of it."""
    own: list[Page] = []
    for page in pages:
        if page.number > first and opens_attachment([row.text for row in page.rows[:_LINES]]):
            break
        copied = next((i for i, row in enumerate(page.rows) if _is_copy_note(row, page)), None)
        # The head of who copies stands beside or a little above the note.
        if copied is not None:
            note = page.rows[copied]
            own.append(replace(page, rows=tuple(r for r in page.rows[:copied] if r.box.y1 < note.box.y0 + 2)))
            break
        own.append(page)
    return own


def _is_copy_note(row: Row, page: Page) -> bool:
    """`SAO Y BẢN CHÍNH` under the paper (Decree 30/2020, Annex I, part III); the mark in the top corner is another."""
    if row.box.y0 < 0.3 * page.height:
        return False
    return any(span.is_capitals and _COPY.fullmatch(span.folded.strip(" .:")) for span in row.spans)
