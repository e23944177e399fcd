"""The foot of a paper: who signed in which authority, and who receives it.

Knows boxes 7a, 7b and 9b of Decree 30/2020 (Annex I), the Party's T/M, K/T, T/L, and annexes that follow the
signature; refuses the picture of the signature and the digital certificate."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from officekit import vntext
from officekit.docformat import attachments
from officekit.docformat.found import Found, found
from officekit.docformat.layout import Page, Row, Span

RECIPIENTS = re.compile(r"(?:^|\n)\W*noi nhan\b")
_AUTHORITY = re.compile(r"^(?:tm|t/m|kt|k/t|tl|t/l|tuq|t/uq|q|quyen|thay mat)\s?[./\s]", re.IGNORECASE)
_POSITION = re.compile(
    r"\b(?:truong|pho|chu tich|giam doc|bi thu|bo truong|thu tuong|chu nhiem|chanh|tong|hieu truong|vien truong|"
    r"nguoi|thu ky|chu tri|chu toa|dai dien|uy vien|thuong truc|thu truong|doi truong|cuc truong|tu lenh|chinh uy|"
    r"chi huy|ke toan|thong doc|thu quy|dai su|ban chap hanh|ban thuong vu|hoi dong|uy ban|ben|ban bi thu|"
    r"bo chinh tri)\b"
)
_WRITER = re.compile(r"(?:nguoi (?:lap|ghi|viet|soan)|thu ky|ke toan truong|ke toan$)")
_NOISE = re.compile(
    r"(?:da ky|ky ten|ky, |ky ten,|dong dau|ghi ro ho|ky boi|nguoi ky:|ngay ky|thoi gian ky|digitally|signed|signature|"
    r"email|@|chu ky|co quan:)"
)
_RANK = (
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|uý)|Chuẩn\s(?:đô đốc|úy)|Đô đốc|GS|PGS|TSKH|TS|ThS|Ths|Th\.S|"
    r"BSCKI{1,2}|BS\.?CKI{1,2}|BS|DS|CN|KS|LS|NGND|NGƯT|NSND|Luật sư|Bác sĩ|Thạc sĩ|Tiến sĩ|Giáo sư|Phó Giáo sư|"
    r"Kỹ sư|Dược sĩ|KTS|Ông|Bà|Đ/c|[A-ZĐ][A-Za-zĐđ]{0,5}(?=\.))"
)
# Names of the Central Highlands carry an apostrophe: `H'Bơ`, `K'Ré`.
_WORD = r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
_NAME = re.compile(rf"^(?:{_RANK}\.?,?\s?)*(?P<name>{_WORD}(?:[\s\-]{{1,2}}{_WORD}){{1,6}})\.?$")
_SIGNED = re.compile(r"\s*\((?:đã )?ký\)$", re.IGNORECASE)
_TABLE_HEAD = re.compile(
    r"(?:ho (?:va |, )?ten.*|ho, ten.*|s[ot]?tt?|tt|chuc vu|chuc danh.*|ghi chu|don vi.*|noi dung.*|ngay.*sinh.*|"
    r"ten .*|so luong.*|ket qua|thoi gian.*|dia chi|co quan.*|cong viec.*|nguoi thuc hien|nam sinh|que quan|phu luc.*|"
    r"danh sach.*|noi nhan.*|kinh gui.*)"
)
# Lines that begin with none of these go on with the line above (a long title wrapped in a narrow column).
_BEGINS = re.compile(
    r"(?:kiem|phu trach|cong an|so|bo|cuc|vu|tong cuc|ubnd|hdnd|van phong|tinh uy|dang uy|thanh uy|xa|phuong|tinh|"
    r"thanh pho)\b"
)
# What a signing tool prints is smaller than the name.
_STAMP_SIZE = 0.8


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature block."""

    titles: tuple[Span, ...]
    name: Span


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span with a running height over the pages of the tail."""

    span: Span
    y: float

    @property
    def bottom(self) -> float:
        return self.y + self.span.box.height


def _running(pages: Sequence[Page]) -> list[_Placed]:
    placed: list[_Placed] = []
    offset, previous = 0.0, 0
    for page in pages:
        rows = [row for row in page.rows if not _is_page_number(row, page)]
        if previous and rows:
            # Pages are read on: the foot of one and the head of the next are one column.
            last = max((item.bottom for item in placed), default=0.0)
            offset = last + 24 - rows[0].box.y0
        placed += [_Placed(span, span.box.y0 + offset) for row in rows for span in row.spans]
        previous = page.number
    return placed


def _is_page_number(row: Row, page: Page) -> bool:
    return row.box.y0 < 0.1 * page.height and bool(re.fullmatch(r"[-\s]*\d{1,4}[-\s]*", row.text))


@cache
def _surnames() -> frozenset[str]:
    table = resources.files("officekit.docformat").joinpath("data/surnames.csv").read_text("utf-8")
    return frozenset(vntext.nfc(row["surname"]).upper() for row in csv.DictReader(table.splitlines()))


def looks_like_name(text: str) -> bool:
    """Two to seven words with capital initials, after any rank or degree."""
    match = _NAME.match(_SIGNED.sub("", vntext.nfc(text).strip()))
    if match is None:
        return False
    words = re.split(r"[\s\-'’ʼ]+", match["name"])
    return all(word[:1].isupper() and (word[1:].islower() or len(word) == 1) for word in words)


def _is_title(span: Span) -> bool:
    folded = span.folded.strip()
    if _NOISE.search(folded) or len(folded) > 90 or not any(letter.isalpha() for letter in folded):
        return False
    if _TABLE_HEAD.fullmatch(folded):
        return False
    if span.is_capitals:
        return True
    is_short = len(folded) < 45 and not folded.endswith((".", ";", ",", ":"))
    return bool(_AUTHORITY.match(folded)) or (is_short and bool(_POSITION.match(folded)) and span.text[:1].isupper())


def _block(name: _Placed, spans: Sequence[_Placed], width: float) -> tuple[Span, ...]:
    """Title lines above a name, in its column: the nearest run of capitals."""
    lines: list[_Placed] = []
    column = [
        item
        for item in spans
        if item.y < name.y - 2
        and (abs(item.span.box.centre - name.span.box.centre) < 0.13 * width or _covers(item.span, name.span))
    ]
    for item in sorted(column, key=lambda item: -item.y):
        nearest = lines[-1] if lines else name
        # The foot and the head of two pages lie further apart than two lines.
        turned = 48 if nearest.span.page != item.span.page else 0
        if nearest.y - item.bottom > (1.3 * max(item.span.size, 11) + turned if lines else 230):
            break
        if _is_noise(item.span, name.span) and not (lines and item.span.is_capitals):
            continue
        if not _is_title(item.span):
            break
        lines.append(item)
    return tuple(item.span for item in reversed(lines))


def _is_noise(span: Span, name: Span) -> bool:
    """`(Đã ký)`, the words of a signing tool, anything printed smaller than a name is."""
    text = span.text.strip()
    if _NOISE.search(span.folded) or not any(letter.isalpha() for letter in text):
        return True
    return text.startswith("(") or 0 < span.size < _STAMP_SIZE * name.size


def _covers(title: Span, name: Span) -> bool:
    return title.is_capitals and title.box.x0 <= name.box.x0 + 4 and title.box.x1 >= name.box.x1 - 4


def find_signers(pages: Sequence[Page], first: int = 1) -> list[Signer]:
    """The signature blocks of the paper, left to right; blocks of annexes are left alone."""
    own = attachments.own_pages(pages, first)
    return _signers_on(own) or (_signers_on(pages) if own != list(pages) else [])


def _signers_on(pages: Sequence[Page]) -> list[Signer]:
    if not pages:
        return []
    placed, width = _running(pages), pages[0].width
    label = next((item for item in reversed(placed) if RECIPIENTS.match(item.span.folded)), None)
    candidates: list[tuple[float, _Placed, tuple[Span, ...]]] = []
    for item in placed:
        named = looks_like_name(item.span.text) or _shouted_name(item, placed, width)
        if not named or item.span.box.centre < 0.12 * width:
            continue
        titles = _block(item, placed, width)
        if not titles or not _vouches(titles, near=label is not None and abs(item.y - label.y) < 320):
            continue
        candidates.append((_distance(item, titles, label, placed), item, titles))
    if not candidates:
        return []
    best = min(candidates, key=lambda candidate: candidate[0])
    row = sorted((c for c in candidates if abs(c[1].y - best[1].y) < 16), key=lambda c: c[1].span.box.x0)
    signers = [Signer(titles, item.span) for _, item, titles in row]
    # Who drew up a table or took the minutes signs beside, not for the body.
    return [signer for signer in signers if not _WRITER.match(signer.titles[0].folded)] or signers


def _vouches(titles: Sequence[Span], *, near: bool) -> bool:
    return any(
        _AUTHORITY.match(span.folded) or _POSITION.search(vntext.fold(vntext.same_tone(span.text))) for span in titles
    ) or (near and all(span.is_capitals for span in titles))


def _distance(item: _Placed, titles: Sequence[Span], label: _Placed | None, placed: Sequence[_Placed]) -> float:
    if label is None:
        # Without recipients the signature is the last block of the text.
        return max(other.y for other in placed) - item.y
    top = next(other.y for other in placed if other.span is titles[0])
    return abs(top - label.y) + 0.2 * abs(item.y - label.y)


def _shouted_name(item: _Placed, placed: Sequence[_Placed], width: float) -> bool:
    """A name in capitals: alone, well under its titles, and no title itself."""
    span = item.span
    if not span.is_capitals or not 2 <= len(span.text.split()) <= 5 or _AUTHORITY.match(span.folded):
        return False
    if any(letter.isdigit() for letter in span.text) or _POSITION.search(vntext.fold(vntext.same_tone(span.text))):
        return False
    above = [
        other
        for other in placed
        if other.y < item.y - 2 and abs(other.span.box.centre - span.box.centre) < 0.13 * width
    ]
    nearest = max((o for o in above if not _is_noise(o.span, span)), key=lambda other: other.y, default=None)
    if nearest is None or not _is_title(nearest.span):
        return False
    known = span.text.split()[0] in _surnames()
    return item.y - nearest.bottom > (0.9 if known else 1.8) * max(span.size, 11)


def read_signers(pages: Sequence[Page], system: str, first: int = 1) -> tuple[Found | None, Found | None, list[Signer]]:
    """Name (as printed, with its rank) and title (lines of the block joined by ` / `)."""
    signers = find_signers(pages, first)
    if system == "party":
        # HD 05-HD/VPTW: the lead body of a joint paper signs on the right.
        signers.reverse()
    if not signers:
        return None, None, []
    sure = 0.93 if len(signers) == 1 else 0.75
    names = "; ".join(re.sub(r"\s+", " ", _SIGNED.sub("", signer.name.text)).strip(" .") for signer in signers)
    titles = "; ".join(" / ".join(_unwrapped(signer.titles)) for signer in signers)
    return (
        found(names, sure, [signer.name for signer in signers]),
        found(titles, sure, [line for signer in signers for line in signer.titles]),
        signers,
    )


def _unwrapped(lines: Sequence[Span]) -> Iterator[str]:
    """The lines of a block, one that a narrow column broke in its middle put together again."""
    text = ""
    for line in lines:
        folded = vntext.fold(vntext.same_tone(line.text)).strip()
        begins = (
            folded.startswith(("p.", "p "))
            or _AUTHORITY.match(folded)
            or _POSITION.match(folded)
            or _BEGINS.match(folded)
        )
        if text and not begins and len(folded) < 40:
            text = f"{text} {line.text.strip()}"
            continue
        if text:
            yield text
        text = line.text.strip()
    if text:
        yield text


def read_recipients(pages: Sequence[Page], signers: Sequence[Signer], first: int = 1) -> Found | None:
    """The lines under `Nơi nhận`, one entry each, as printed."""
    own = attachments.own_pages(pages, first)
    placed = _running(own)
    if not any(RECIPIENTS.match(item.span.folded) for item in placed):
        placed = _running(pages)
    label = next((item for item in reversed(placed) if RECIPIENTS.match(item.span.folded)), None)
    if label is None or not pages:
        return None
    edge = min(
        [line.box.x0 for signer in signers for line in signer.titles if line.page == label.span.page]
        + [0.62 * pages[0].width]
    )
    edge = max(edge, label.span.box.x1 + 20)
    # A short list may stand on the label's own line.
    _, _, rest = label.span.text.partition(":")
    items = [part.strip() for part in rest.split(";") if part.strip(" .")]
    used = [label.span]
    last = label.bottom
    for item in sorted(placed, key=lambda item: (item.y, item.span.box.x0)):
        span, text = item.span, item.span.text.strip()
        if item.y <= label.y + 1 or span.box.centre > edge or span.box.x0 > edge:
            continue
        if span.box.x0 > label.span.box.x0 + 0.3 * pages[0].width:
            continue
        dashed = bool(re.match(r"^[-–+•*]", text))
        closed = bool(items) and vntext.fold(items[-1]).lstrip("-–+•* ").startswith("luu")
        if item.y - last > 3.2 * max(span.size, 10) or (closed and not dashed) or len(items) > 120:
            break
        if dashed or not items:
            items.append(text)
        else:
            items[-1] = f"{items[-1]} {text}"
        used.append(span)
        last = item.bottom
    values = tuple(value for item in items if (value := re.sub(r"\s+", " ", item).strip(" -–+•*;,.")))
    return found(values, 0.9, used) if values else None
