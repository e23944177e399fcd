"""Between the head of a paper and its text: type, subject, addressees.

Knows boxes 5a, 5b and 9a of Decree 30/2020 (Annex I) and their Party twins; refuses the header above and the
signature below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from officekit import vntext
from officekit.docformat import casing, doctypes
from officekit.docformat.found import Found, found
from officekit.docformat.header import Header, Number, same_body
from officekit.docformat.layout import Page, Row, Span

_RULE = re.compile(r"^[\s\-_*.=~–—★☆…]+$")
# A telegram (công điện) names who it goes to after the sender's "điện:".
_TO = re.compile(r"^\W*(?:kinh gui|kinh trinh)\s*:?\s*")
_WIRES_TO = re.compile(r"^[^;:]{9,90}\bđiện\s*:\s*", re.IGNORECASE)
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v|ve viec)\b")
_LEADING = re.compile(r"^\W*[Vv]\s?/\s?[Vv]\s*[:.]?\s*")
_ENDS_SUBJECT = re.compile(
    r"^\W*(?:can cu|kinh gui|kinh trinh|xet de nghi|xet to trinh|theo de nghi|dieu 1\b|chuong i\b|phan i\b|"
    r"phan thu nhat|[ivx]{1,4}\s?[.-]\s|\d{1,2}\s?[.)]\s|hom nay|so\s?:|kem theo|ban hanh kem theo)|"
    r"^(?:bo truong|thu truong co quan|chu tich|giam doc|thu tuong|hieu truong|chanh an|vien truong|thong doc|"
    r"tong giam doc|tong cuc truong|cuc truong|chanh van phong|truong ban|bi thu)\b"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The line that names the type; `is_whole` when it says nothing else."""

    row: Row
    doc_type: doctypes.DocType
    is_whole: bool


def find_title(page: Page, system: str, top: float) -> Title | None:
    """The first centred line that is a type's name, or failing that begins with one in capitals."""
    opening: Title | None = None
    for row in page.rows:
        if row.box.y0 <= top:
            continue
        if row.box.y0 > 0.72 * page.height or _TO.match(row.folded) or row.folded.startswith(("can cu", "- can cu")):
            break
        for span in row.spans:
            if not page.is_centred(span.box) or not (span.is_capitals or span.bold):
                continue
            if exact := doctypes.named(span.text, system):
                return Title(Row((span,)), exact, True)
            begun = doctypes.beginning(span.text, system) if span.is_capitals else None
            if begun and opening is None and not _TO.match(span.folded):
                opening = Title(Row((span,)), begun, False)
    return opening


def decide_type(
    title: Title | None, number: Number | None, system: str, *, is_letter: bool
) -> tuple[doctypes.DocType | None, float]:
    """The type by its name on the page and by its letters in the symbol, each a check on the other."""
    first = re.split(r"[-/]", re.sub(r"^\d{4}\s*/\s*", "", number.symbol))[0] if number and number.symbol else ""
    by_symbol = doctypes.by_code(first, system)
    if title is not None:
        agrees = by_symbol is not None and by_symbol.code == title.doc_type.code
        return title.doc_type, 0.98 if agrees else (0.9 if by_symbol is None else 0.7)
    if by_symbol is not None:
        return by_symbol, 0.85
    if is_letter or (number and number.symbol):
        return doctypes.named("Công văn", system), 0.95 if is_letter else 0.6
    return None, 0.0


def letter_subject(header: Header, number: Sequence[Span], witness: casing.Witness) -> Found | None:
    """The subject of a công văn: `V/v …` in the left column under the number."""
    lines: list[Span] = []
    for span in header.left:
        if not lines and not _ABOUT.match(span.folded):
            continue
        if lines:
            gap = span.box.y0 - lines[-1].box.y1
            stamp = span.is_capitals and not lines[-1].is_capitals
            other = _RULE.match(span.text) or _TO.match(span.folded) or span.folded.startswith("du thao")
            if gap > 1.4 * max(span.size, 10) or stamp or other:
                break
        lines.append(span)
    if not lines:
        return None
    under = bool(number) and lines[0].box.y0 > number[0].box.y0
    return found(_bare([line.text for line in lines], witness), 0.95 if under else 0.8, lines)


def bare_subject(text: str) -> str:
    """The subject as registers keep it: without `V/v` and without `Về việc` before it."""
    return re.sub(r"^\W*(?:v\s?/\s?v|về việc)\s*[:.]?\s*", "", vntext.nfc(text), flags=re.IGNORECASE)


def _bare(lines: Sequence[str], witness: casing.Witness) -> str:
    text = re.sub(r"\s+", " ", " ".join(casing.natural(line.strip(), witness, names=False) for line in lines))
    text = re.sub(r"(?:\./\.|[;,])$", "", _LEADING.sub("", text)).strip()
    return text[:1].upper() + text[1:] if lines[0].isupper() else text


def title_subject(page: Page, title: Title, issuer: Sequence[Span], witness: casing.Witness) -> Found | None:
    """The centred lines under the type's name, up to the legal bases, the addressees or the issuer's name."""
    rows = [] if title.is_whole else [title.row]
    last = title.row
    for row in page.rows:
        if row.box.y0 <= title.row.box.y0 + 1:
            continue
        gap = row.box.y0 - last.box.y1
        size = max(row.spans[0].size, 10)
        if _RULE.match(row.text):
            if rows:
                break
            continue
        if gap > (1.6 if rows else 5) * size or len(rows) >= 9 or not _continues(page, rows, row, issuer):
            break
        rows.append(row)
        last = row
    if not rows:
        return None
    spans = [span for row in rows for span in row.spans]
    joined = " ".join(row.text for row in rows)
    capitals = joined == joined.upper()
    lines = [joined] if capitals else [row.text for row in rows]
    return found(_bare(lines, witness), 0.93 if title.is_whole else 0.75, spans)


def _continues(page: Page, rows: Sequence[Row], row: Row, issuer: Sequence[Span]) -> bool:
    text, box = row.text, row.box
    if len(row.spans) > 1 and row.box.width > 0.5 * page.width:
        return False
    if _ENDS_SUBJECT.match(row.folded) or _WIRES_TO.match(text) or not page.is_centred(box):
        return False
    bold = row.spans[0].bold
    if rows and (rows[0].spans[0].bold and not bold) and not text.startswith("("):
        return False
    first_line_of_body = box.x1 >= page.right - 4 and box.x0 >= page.left + 18
    full_line = box.x0 <= page.left + 3 and box.x1 >= page.right - 4
    capitals = row.spans[0].is_capitals
    running = first_line_of_body or full_line or (row.spans[0].italic and not text.startswith("("))
    if not bold and not capitals and running:
        return False
    if rows and capitals and not all(r.spans[0].is_capitals for r in rows):
        return False
    return not (capitals and same_body(text, issuer))


def _opens_addressees(span: Span) -> re.Match[str] | None:
    return _TO.match(span.folded) or _WIRES_TO.match(vntext.nfc(span.text))


def read_addressees(page: Page, rows: Sequence[Row]) -> Found | None:
    """Who the paper is for (`Kính gửi`, `Kính trình`), one entry each."""
    labels = (
        (i, span, match) for i, row in enumerate(rows) for span in row.spans if (match := _opens_addressees(span))
    )
    start, label, match = next(labels, (0, None, None))
    if label is None:
        return None
    rest = vntext.nfc(label.text)[match.end() if match else 0 :]
    after = [span for span in rows[start].spans if span.box.x0 > label.box.x0]
    same_line = " ".join(text for text in (rest, *(span.text for span in after)) if text.strip())
    items = [same_line] if same_line else []
    used = [label, *after]
    previous = rows[start]
    for row in rows[start + 1 :]:
        text = row.text.strip()
        dashed = bool(re.match(r"^(?:[-–+•]|\d{1,2}[.)])\s?", text))
        done = bool(items) and items[-1].rstrip().endswith(".") and not items[-1].rstrip(" .").endswith("TP")
        body = (row.box.width > 0.7 * page.width and row.box.x0 < label.box.x0 - 5) or row.box.x0 < page.left + 8
        gap = row.box.y0 - previous.box.y1 > 2.0 * max(row.spans[0].size, 10)
        if done or (body and not dashed) or (gap and not (dashed and not items)) or len(items) > 60:
            break
        if not dashed and items and items[-1].rstrip().endswith(";") and row.box.x0 < label.box.x1 - 20:
            break
        if not dashed and row.box.x0 <= label.box.x0 + 3:
            break
        if dashed or not items:
            items.append(text)
        else:
            items[-1] = f"{items[-1]} {text}"
        used += row.spans
        previous = row
    values = tuple(value for item in items if (value := _entry(item)))
    return found(values, 0.85, used) if values else None


def _entry(text: str) -> str:
    text = re.sub(r"[.…_]{3,}|…", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" -–+•;,.:")
    return re.sub(r"^\d{1,2}[.)]\s", "", text)
