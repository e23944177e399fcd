"""When, where and under whom a paper asks people to meet.

Knows the lines of a giấy mời (Decree 30/2020, Annex III, form 1.8: time, place, chair, people) and the sentence that
says the same in a công văn; refuses papers that invite to nothing, so that a plan's "Thời gian" is no meeting. Moments
are local and written without a zone: `2026-07-15T08:00`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from officekit import vntext
from officekit.docformat.found import Found, found
from officekit.docformat.layout import Page, Row

MEETING_FIELDS = ("meeting_at", "meeting_until", "meeting_place", "meeting_chair", "meeting_people")

_INVITES = re.compile(r"\b(?:moi (?:hop|du|tham du|tham gia|lam viec)|giay moi|thu moi)\b")
_CHANGES = re.compile(
    r"\b(?:hoan|huy|doi|thay doi|dieu chinh|lui)\b.{0,40}\b(?:hop|hoi nghi|cuoc hop|lich|thoi gian)\b"
)
_ITEM = r"(?:[-+*•]\s*|\d{1,2}\s*[.)]\s*|[ivx]{1,4}\s*[.)]\s*|[a-z]\s*\)\s*)?"
_LABEL = re.compile(
    rf"{_ITEM}(?P<at>thoi gian)(?: hop| to chuc| bat dau| cuoc hop)?\s*:"
    rf"|{_ITEM}(?P<place>dia diem)(?: hop| to chuc)?\s*:"
    rf"|{_ITEM}(?P<chair>(?:nguoi |dong chi )?chu tri)(?: cuoc hop| hoi nghi)?\s*:"
    rf"|{_ITEM}(?P<people>thanh phan)(?: du hop| tham du| tham gia| moi hop| du)?\s*:"
    rf"|{_ITEM}(?P<other>noi dung|tai lieu|hinh thuc|chuong trinh|kinh phi|trang phuc|lien he|phan cong)\b[^:]{{0,30}}:"
)
_NEXT = re.compile(r"(?:[-+*•]\s*|\d{1,2}\s*[.)]\s*)\S|(?:de nghi|tran trong|rat mong|kinh mong|noi nhan)\b")
_CLOCK = re.compile(r"\b(\d{1,2})\s*(?:gio|h|g|:)\s*(\d{2})?\b(?:\s*phut)?")
_DAY = re.compile(r"\b(\d{1,2})\s*(?:thang|[/.-])\s*(\d{1,2})(?:\s*(?:nam|[/.-])\s*(\d{4}))?\b")
_SENTENCE = re.compile(r"\b(?:vao luc|vao hoi|luc|hoi|tu)\s+(?=\d{1,2}\s*(?:gio|h|:))")
_HALVES = (("sang", 8), ("chieu", 14))
_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands behind a label, over as many rows as it takes."""

    text: str
    rows: tuple[Row, ...]


def read_meeting(pages: Sequence[Page], doc_type: str, subject: str, issued_on: date | None) -> Mapping[str, Found]:
    """The meeting a paper invites to, by field name; empty for any other paper."""
    rows = [row for page in {page.number: page for page in pages}.values() for row in page.rows]
    about = vntext.fold(subject)
    if doc_type != "GM" and not _INVITES.search(about) and not _CHANGES.search(about):
        return {}
    lines = _labelled(rows)
    result: dict[str, Found] = {}
    when = lines.get("at") or _sentence(rows)
    if when is not None:
        result |= _moments(when, issued_on, 0.95 if "at" in lines else 0.7)
    for name in ("place", "chair", "people"):
        if (line := lines.get(name)) and (words := line.text.strip(" .;,/")):
            spans = [span for row in line.rows for span in row.spans]
            result[f"meeting_{name}"] = found(words[:1].upper() + words[1:], 0.9, spans)
    return result


def _labelled(rows: Sequence[Row]) -> dict[str, _Line]:
    """The first line of each label; a label ends the one before."""
    lines: dict[str, _Line] = {}
    for index, row in enumerate(rows):
        match = _LABEL.match(row.folded)
        if match is None or match.lastgroup in (None, "other") or match.lastgroup in lines:
            continue
        used = [row]
        text = row.text.split(":", 1)[1].strip()
        for after in rows[index + 1 : index + _MOST_ROWS]:
            if text.endswith((".", ";")) or _LABEL.match(after.folded) or (text and _NEXT.match(after.folded)):
                break
            text = f"{text} {after.text}".strip()
            used.append(after)
        if text:
            lines[str(match.lastgroup)] = _Line(text, tuple(used))
    return lines


def _sentence(rows: Sequence[Row]) -> _Line | None:
    """ "... vào hồi 14 giờ 00, ngày 15 tháng 7 năm 2026, tại ...": a công văn says it in its text."""
    for index, row in enumerate(rows):
        match = _SENTENCE.search(row.folded)
        if match is None:
            continue
        used = tuple(rows[index : index + 2])
        text = " ".join(row.text for row in used)
        if _DAY.search(vntext.fold(text)[match.start() :]):
            return _Line(text, used)
    return None


def _moments(line: _Line, issued_on: date | None, sure: float) -> dict[str, Found]:
    folded = vntext.fold(line.text)
    day, has_year = _day(folded, issued_on)
    if day is None:
        return {}
    spans = [span for row in line.rows for span in row.spans]
    clocks = [clock for match in _CLOCK.finditer(folded) if (clock := _clock(match)) is not None]
    if not clocks:
        hour = next((hour for word, hour in _HALVES if re.search(rf"\b{word}\b", folded)), 8)
        clocks, sure = [(hour, 0)], 0.4
    if not has_year:
        sure = min(sure, 0.8)
    result = {"meeting_at": found(_iso(day, clocks[0]), sure, spans)}
    if len(clocks) > 1 and clocks[1] > clocks[0]:
        result["meeting_until"] = found(_iso(day, clocks[1]), sure, spans)
    return result


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _day(folded: str, issued_on: date | None) -> tuple[date | None, bool]:
    """The day meant, and whether its year is written; without one it is the first such day after the paper's."""
    for match in _DAY.finditer(folded):
        year = int(match[3]) if match[3] else issued_on.year if issued_on else None
        if year is None:
            continue
        try:
            day = date(year, int(match[2]), int(match[1]))
        except ValueError:
            continue
        if not match[3] and issued_on is not None and day < issued_on - timedelta(days=31):
            try:
                day = day.replace(year=year + 1)
            except ValueError:
                continue
        return day, bool(match[3])
    return None, False


def _iso(day: date, clock: tuple[int, int]) -> str:
    return f"{day.isoformat()}T{clock[0]:02}:{clock[1]:02}"
