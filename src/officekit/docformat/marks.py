"""Stamps of urgency and secrecy.

A mark is an isolated line of capitals in the place of a stamp; the word inside a sentence, a title or a name
is not. It refuses to read pictures: a stamped scan is for text recognition and the clerk's declaration."""

import re
from collections.abc import Iterable, Sequence

from officekit import vntext
from officekit.docformat.found import Found, found
from officekit.docformat.layout import Page, Span

# Decree 30/2020, Annex I, II.8; the law on protection of state secrets 117/2025/QH15, article 8.
_URGENCY = {"khan": "khan", "thuongkhan": "thuong_khan", "hoatoc": "hoa_toc", "hoatochengio": "hoa_toc"}
_SECRECY = {"mat": "mat", "toimat": "toi_mat", "tuyetmat": "tuyet_mat"}
_BROKEN = {("thuong", "khan"), ("hoa", "toc"), ("hoatoc", "hengio"), ("toi", "mat"), ("tuyet", "mat")}
# Some offices type the level instead of stamping it.
_TYPED = re.compile(r"(?:do|muc do) mat\s*:\s*(?=\S)")
_FIRST_HALVES = {"tối", "tuyệt"}
_MARKED = {"mật", "tối mật", "tuyệt mật"}


def _key(text: str) -> str:
    return re.sub(r"[^a-z]", "", vntext.fold(vntext.same_tone(text)))


def is_stamp(span: Span) -> bool:
    """Whether the span says nothing but a mark."""
    return _key(span.text) in {*_URGENCY, *_SECRECY}


def _stamps(page: Page, within: float, taken: Iterable[Span]) -> list[tuple[Span, str]]:
    """Spans alone on the page that could be a stamp, with their key."""
    used = set(taken)
    spans = [span for row in page.rows for span in row.spans]
    found_spans = []
    for span in spans:
        if span.box.y0 > within and not span.floating:
            continue
        text = _TYPED.sub("", span.folded) if _TYPED.match(span.folded) else span.text.lower()
        key = _key(re.split(r"\b(?:đến|trước|hẹn)\b", text)[0])
        below = None if key in _SECRECY else _second_line(span, spans)
        if below is not None:
            key = _key(f"{span.text} {below.text}")
        elif _is_other_text(span, key, spans):
            continue
        if span not in used and (key in _URGENCY or key in _SECRECY):
            found_spans.append((span, key))
    return found_spans


def _is_other_text(span: Span, key: str, spans: Sequence[Span]) -> bool:
    if key not in _URGENCY and key not in _SECRECY:
        return True
    return _is_wrapped(span, spans) or (key in _SECRECY and _is_table_head(span, spans))


def _is_table_head(span: Span, spans: Sequence[Span]) -> bool:
    """Several levels side by side are the columns of a table about secrets: a paper has one."""
    return any(
        other is not span and abs(other.box.y0 - span.box.y0) < 3 and _key(other.text) in _SECRECY for other in spans
    )


def _second_line(span: Span, spans: Sequence[Span]) -> Span | None:
    """The second half of a stamp that its narrow box broke: `THƯỢNG` over `KHẨN`."""
    key = _key(span.text)
    for other in spans:
        near = -3 < other.box.y0 - span.box.y1 < 0.6 * max(span.size, 10)
        if near and abs(other.box.centre - span.box.centre) < 0.06 * 595 and (key, _key(other.text)) in _BROKEN:
            return other
    return None


def _is_wrapped(span: Span, spans: Sequence[Span]) -> bool:
    """Whether the line is the end of a longer text in capitals above it, or goes on below."""
    for other in spans:
        if other is span or not other.is_capitals or other.floating or span.floating:
            continue
        above = -2 < span.box.y0 - other.box.y1 < 0.35 * max(span.size, 10)
        below = -2 < other.box.y0 - span.box.y1 < 0.35 * max(span.size, 10)
        aligned = abs(other.box.centre - span.box.centre) < 0.06 * 595
        alike = other.bold == span.bold and abs(other.size - span.size) < 0.6
        longer = _key(other.text) not in {*_URGENCY, *_SECRECY}
        if aligned and alike and longer and (above or below):
            return True
    return False


def read_marks(page: Page, body_top: float, taken: Sequence[Span]) -> tuple[Found | None, Found | None]:
    """Urgency and secrecy; `taken` are spans already read as issuer, title or subject."""
    urgency = secrecy = None
    for span, key in _stamps(page, max(body_top, 0.3 * page.height), taken):
        if key in _SECRECY and secrecy is None and _is_marked(span, key):
            secrecy = found(_SECRECY[key], 0.9, [span])
        # The Party writes its urgency in bold small letters (HD 05-HD/VPTW, box 10).
        if key in _URGENCY and urgency is None and (span.is_capitals or span.bold):
            urgency = found(_URGENCY[key], 0.9, [span])
    return urgency, secrecy


def _is_marked(span: Span, key: str) -> bool:
    """In capitals and spelled as the law does: `MẠT` or a name is no level."""
    if _TYPED.match(span.folded):
        return _spelled(span.text.partition(":")[2]) in _MARKED
    spelled = _spelled(span.text)
    return span.is_capitals and (spelled in _MARKED or (spelled in _FIRST_HALVES and key != "mat"))


def _spelled(text: str) -> str:
    """The words of a stamp, letters set apart (`M Ậ T`) joined again."""
    bare = re.sub(r"[^\w\s]|_", " ", vntext.nfc(text).lower()).strip()
    if re.fullmatch(r"(?:\w\s+)+\w", bare):
        joined = bare.replace(" ", "")
        return {"tốimật": "tối mật", "tuyệtmật": "tuyệt mật"}.get(joined, joined)
    return re.sub(r"\s+", " ", bare)


def secrecy_in(text: str) -> str:
    """The level that a short text written by hand bears, as in a register: the whole of it, or in capitals a part set
    apart by signs (`15/BC-MẬT`); "" for none. A word inside a sentence is none."""
    folded = vntext.fold(vntext.nfc(text)).strip()
    typed = _TYPED.match(folded)
    whole = _spelled(text.partition(":")[2] if typed else text)
    parts = [part.strip() for part in re.split(r"[,;:()\[\]/\-–—|.\n]", vntext.nfc(text))]
    stamps = [_spelled(part) for part in parts if part and part == part.upper()]
    level = next((words for words in [whole, *stamps] if words in _MARKED), "")
    return _SECRECY[_key(level)] if level else ""
