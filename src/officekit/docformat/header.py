"""The head of a paper: who issued it, its number and symbol, place and date.

Knows the two columns of Decree 30/2020 (Annex I, boxes 1 to 4) and of Party papers (HD 05-HD/VPTW);
refuses the title, the body and everything below them."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from officekit import vntext
from officekit.docformat import casing, marks
from officekit.docformat.doctypes import squeeze
from officekit.docformat.found import Found, found
from officekit.docformat.layout import Page, Row, Span

_ANCHORS = (
    ("party", "dang cong san viet nam"),
    ("state", "cong hoa xa hoi chu nghia"),
    ("youth", "doan tncs ho chi"),
)
_RULE = re.compile(r"^[\s\-_*.=~–—★☆…]+$")
_NUMBER = re.compile(r"^(?:.{0,14}\s)?so\s*[:.]?\s*(?=[\d/\-.…_ ])|^(?:.{0,14}\s)?so\s*:\s*")
_BARE_NUMBER = re.compile(r"^\d{0,5}\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐđ]*\s*[-/]\s*[A-ZĐ]")
_DATE = re.compile(
    r"ngay\s*(?P<d>(?:\d ?){0,2})[\s.…_]*thang\s*(?P<m>(?:\d ?){0,2})[\s.…_]*nam\s*(?P<y>\d{4}|[\d.…_]*)|"
    r"(?:ngay\s*)?(?P<d2>\d{1,2})\s?[/.]\s?(?P<m2>\d{1,2})\s?[/.]\s?(?P<y2>\d{4})$"
)
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v|ve viec)\b")
_OVERLAY = re.compile(
    r"^\W*(?:nguoi ky\s*:|ky boi\s*:|ky so boi|email\s*:|thoi gian ky|ngay ky\s*:|digitally|signed by|"
    r"co quan\s*:|cong van den)"
)
# Below this size a signing tool writes, not the office.
_SMALLEST = 7.6
_ABOVE_ISSUER = re.compile(
    r"^\W*(?:du thao|luu hanh noi bo|xem xong|tai lieu thu hoi|sao y|ban sao|trich sao|sao luc|mau so|mau \d|phu luc)"
)
_BODY_START = re.compile(r"^\W*(?:kinh gui|kinh trinh|can cu)\b")
_NOT_HEADS = (
    "to chuc",
    "phong chong",
    "phong, chong",
    "truong hop",
    "khoa hoc",
    "ban hanh",
    "bao ve",
    "bao dam",
    "quy dinh",
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header's two columns, and where it ends."""

    system: str
    anchor: Span | None
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class Number:
    """Number and symbol as printed, in one piece and in parts."""

    code: str
    number: str | None
    symbol: str | None


def find_anchor(page: Page) -> tuple[str, Span | None]:
    """The national or Party header, and which of them it is."""
    for row in page.rows:
        if row.box.y0 > 0.6 * page.height:
            break
        for span in row.spans:
            for system, words in _ANCHORS:
                # Bodies of the Youth Union carry the same words in their own names, on the left.
                at_right = span.box.centre > page.width / 2
                if words in span.folded and (at_right or (span.is_capitals and system != "youth")):
                    return ("party" if system == "party" else "state"), span
    return "state", None


def find_header(page: Page, title_top: float | None) -> Header:
    """The spans of both columns above the title, the addressees or the body."""
    system, anchor = find_anchor(page)
    top = anchor.box.y0 if anchor else 0.0
    bottom = title_top if title_top is not None else _body_top(page, top)
    edge = anchor.box.x0 if anchor else page.width * 0.48
    left: list[Span] = []
    right: list[Span] = []
    for row in page.rows:
        if row.box.y0 >= bottom or row.box.y1 < top - 30:
            continue
        if row.box.y1 < top - 2 and abs(row.box.centre - page.width / 2) < 0.08 * page.width:
            # The running head or the part of a gazette, over both columns.
            continue
        for span in row.spans:
            if span is anchor or _OVERLAY.search(span.folded) or 0 < span.size < _SMALLEST:
                continue
            (left if span.box.centre < edge else right).append(span)
    return Header(_system(system, anchor, left), anchor, tuple(left), tuple(right), bottom)


def _system(system: str, anchor: Span | None, left: Sequence[Span]) -> str:
    if anchor is not None:
        return system
    party = any(re.match(r"so\s*[\d ]*-\s?[a-z]{1,4}\s?/", span.folded) for span in left)
    return "party" if party else system


def _body_top(page: Page, top: float) -> float:
    for row in page.rows:
        if row.box.y0 <= top:
            continue
        full_line = len(row.spans) == 1 and row.box.width > 0.62 * page.width and not row.spans[0].is_capitals
        if _BODY_START.match(row.folded) or (full_line and not _DATE.search(row.folded)):
            return row.box.y0
    return page.height * 0.5


def read_number(header: Header, rows: Sequence[Row]) -> tuple[Number | None, list[Span]]:
    """The best `Số …` of the header: one with a symbol, in the left column, outranks a stamp of arrival."""
    best: tuple[float, Number | None, list[Span]] = (0.0, None, [])
    # A subject in the left column may name another paper: `số 30/2020/NĐ-CP`.
    about = min((span.box.y0 for span in header.left if _ABOUT.match(span.folded)), default=float("inf"))
    zone = [span for row in rows if row.box.y0 < header.bottom for span in row.spans]
    for index, span in enumerate(zone):
        if span.box.y0 > about - 2 and span in header.left:
            continue
        match = _NUMBER.match(span.folded)
        if not match and not _BARE_NUMBER.match(span.text):
            continue
        spans, text = [span], span.text[match.end() if match else 0 :]
        if text.rstrip().endswith(("-", "/")) and index + 1 < len(zone):
            follower = next((s for s in header.left if s.box.y0 > span.box.y0), None)
            if follower and follower.is_capitals and not _ABOUT.match(follower.folded):
                spans, text = [span, follower], text.rstrip() + follower.text
        number = parse_number(text)
        if number is None:
            continue
        score = (
            1.0 + 3.0 * (number.symbol is not None) + 2.0 * (span in header.left) + 1.0 * (number.number is not None)
        )
        if score > best[0]:
            best = (score, number, spans)
    return best[1], best[2]


def parse_number(text: str) -> Number | None:
    """`15/QĐ-BNV`, `06-HD/TW`, `/KH-THPTĐBK`: the numeral, then the symbol without its separator."""
    moment = _DATE.search(vntext.fold(text))
    text = vntext.nfc(text)[: moment.start()] if moment else vntext.nfc(text)
    text = re.sub(r"[.…_]{2,}|…", " ", text).replace("–", "-").replace("—", "-")
    text = re.sub(r"\s*([/\-])\s*", r"\1", text.strip(" .:,;"))
    # Digits set apart by hand, as for a narrow stamp.
    text = re.sub(r"^(?:\d ?)+(?=[/\-])", lambda found: found.group().replace(" ", ""), text)
    # Some bodies leave a space where others write a sign: `12 QĐ/ĐTN`.
    apart = re.match(r"\d+ [A-ZĐ][\wĐđ]{0,4}[/\-][A-ZĐ][^ ]*", text)
    code = (apart.group() if apart else text.split(" ")[0]).rstrip(".,;:") if text else ""
    if not code or not any(letter.isalnum() for letter in code):
        return None
    match = re.match(r"(\d+[A-Za-zĐđ]?(?:\.\d+)?(?:-\d+(?=/))?)?([/\- ]?)(.*)$", code)
    if match is None or (match[1] is None and not match[2]):
        return None
    return Number(code, match[1], match[3] or None)


def read_date(header: Header, spans: Sequence[Span]) -> tuple[Found | None, Found | None]:
    """Place and day, from the line under the national or Party header, which may wrap."""
    blank: tuple[Found | None, Found | None] = (None, None)
    for used in _date_lines(spans):
        text = vntext.nfc(" ".join(span.text for span in used))
        match = _DATE.search(vntext.fold(text))
        if match is None or used[0].box.y0 > header.bottom:
            continue
        place = _place(text[: match.start()])
        day = _day(match["d"] or match["d2"], match["m"] or match["m2"], match["y"] or match["y2"])
        sure = 0.97 if used[0] in header.right else 0.8
        where = found(place, sure, used) if place else None
        if day:
            return where, found(day.isoformat(), sure, used)
        blank = (blank[0] or where, None)
    return blank


def _date_lines(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Each line, then with the next one under it where it does not end in a year."""
    for index, span in enumerate(spans):
        follower = next((s for s in spans[index + 1 : index + 3] if _is_under(s, span)), None)
        wraps = follower and not re.search(r"\d{4}\W*$", span.text) and re.search(r",|\bngày\b", span.text)
        if follower and wraps:
            yield [span, follower]
        yield [span]


def _is_under(lower: Span, upper: Span) -> bool:
    near = 0 < lower.box.y0 - upper.box.y0 < 2 * max(upper.size, 10)
    return near and lower.box.x0 < upper.box.x1 and lower.box.x1 > upper.box.x0


def _place(text: str) -> str | None:
    number = _NUMBER.match(vntext.fold(text))
    if number:
        # A narrow table glued the number and the place; the code has no space in it.
        text = " ".join(text[number.end() :].split(" ")[1:])
    text = re.sub(r"[.…_]{2,}|…", "", text).strip(" ,;-–")
    return text if text and len(text) < 60 else None


def _day(day: str | None, month: str | None, year: str | None) -> date | None:
    try:
        return date(*(int((part or "0").replace(" ", "") or 0) for part in (year, month, day)))
    except ValueError:
        return None


@cache
def _heads() -> tuple[tuple[str, bool], ...]:
    table = resources.files("officekit.docformat").joinpath("data/issuer_heads.csv").read_text("utf-8")
    rows = [
        (vntext.fold(vntext.same_tone(row["head"])), row["stands_alone"] == "yes")
        for row in csv.DictReader(table.splitlines())
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _head(text: str) -> str | None:
    folded = vntext.fold(vntext.same_tone(text)).strip()
    if folded.startswith(_NOT_HEADS):
        return None
    return next((head for head, _ in _heads() if re.match(rf"{head}\b", folded)), None)


def _is_bare(text: str) -> bool:
    """A head without its name yet: the next line goes on with it."""
    folded = vntext.fold(vntext.same_tone(text)).strip()
    if re.fullmatch(r"uy ban (?:thuong vu|khoa hoc|van hoa|phap luat va|kinh te va|quoc phong,?|cong tac).*", folded):
        return folded == "uy ban thuong vu" or folded.endswith((" va", ","))
    alone = any(head == folded and stands for head, stands in _heads())
    bare = any(head == folded and not stands for head, stands in _heads()) or folded == "truong dai hoc"
    return (bare and not alone) or folded.endswith((" va", ",", "-", " cua", " tinh", " thanh pho", " xa", " phuong"))


def _bodies(lines: Sequence[Span]) -> list[list[Span]]:
    """Lines to names of bodies: a change of weight or a new head word begins one, a wrapped line goes on."""
    bodies: list[list[Span]] = []
    for line in lines:
        previous = bodies[-1][-1] if bodies else None
        goes_on = previous is not None and (
            _is_bare(previous.text)
            if previous.bold == line.bold
            else previous.bold or line.folded.startswith(("va ", "- "))
        )
        if previous is None or (not goes_on and (_head(line.text) or (line.bold and not previous.bold))):
            bodies.append([line])
        else:
            bodies[-1].append(line)
    return bodies


def issuer_lines(header: Header, number: Sequence[Span]) -> list[Span]:
    """Lines of the left column from its top to the number, the subject or a rule between."""
    lines: list[Span] = []
    end = min((span.box.y0 for span in number), default=header.bottom)
    for span in header.left:
        if span.box.y0 >= end - 2 or _ABOUT.match(span.folded) or _DATE.search(span.folded):
            continue
        if _RULE.match(span.text) or not any(letter.isalpha() for letter in span.text):
            continue
        if not lines and (marks.is_stamp(span) or _ABOVE_ISSUER.match(span.folded)):
            continue
        if lines and span.box.y0 - lines[-1].box.y1 > 2.2 * max(span.size, 10):
            break
        if lines and not span.is_capitals and all(line.is_capitals for line in lines):
            continue
        lines.append(span)
    return lines


def read_issuer(header: Header, number: Sequence[Span], witness: casing.Witness) -> tuple[Found | None, Found | None]:
    """The issuing body and its direct superior (Decree 30/2020, Annex I, II.2)."""
    lines = issuer_lines(header, number)
    if not lines:
        return None, None
    bodies = _bodies(lines)
    names = [_name(body, witness) for body in bodies]
    if len(bodies) == 2 and "," in names[1] and not _head(names[1]):
        # A unit with its fields of work in a second line, not a body under another.
        return found(f"{names[0]} ({names[1]})", 0.6, lines), None
    mixed = len({line.bold for line in lines}) == 2
    sure = 0.95 if len(bodies) == 1 or mixed else 0.85
    issuer = found(names[-1], sure if header.anchor else sure - 0.2, bodies[-1])
    return issuer, found(names[-2], sure - 0.02, bodies[-2]) if len(bodies) > 1 else None


def _name(lines: Sequence[Span], witness: casing.Witness) -> str:
    text = " ".join(line.text.strip() for line in lines)
    return casing.natural(re.sub(r"\s+", " ", text).strip(" *-_"), witness, names=True)


def same_body(text: str, lines: Sequence[Span]) -> bool:
    """Whether a line of the page only repeats the issuer's name."""
    key = squeeze(text)
    names = [(name, line) for line in lines if len(name := squeeze(line.text)) > 5]
    return len(key) > 5 and any(name.startswith(key) or (key.startswith(name) and _head(o.text)) for name, o in names)
