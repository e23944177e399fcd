"""The workbook of an interruption read into rows: which sheet is of which book, what each cell says. Refuses files that
are none of ours and whatever bears a mark of secrecy; notes cells that cannot be, each by its place."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils import timezone
from openpyxl.utils import get_column_letter

from officekit import docformat
from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book
from tinhgon.core.verdict import Refused
from tinhgon.core.web.rules import Option, meant
from tinhgon.documents.choices import BOOK_MARK, GUIDE, HOLDER_HEADING, RESTRICTED_WORDS
from tinhgon.documents.queries import packs
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.actions import tables

MAX_ROWS = 10_000
# Rows of a sheet that are looked at at all, empty ones too.
_MAX_SEEN = 60_000
_VOID = {"bỏ", "bỏ số", "hỏng", "số hỏng"}
_NUMBER = re.compile(r"0*(\d{1,7})(?!\d)([a-zđ]?)", re.IGNORECASE)
_MOMENTS = ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
_NOT_OURS = (
    "Tệp không phải tệp ghi tay của bộ dự phòng: không trang nào có dòng “Mã sổ”. Tải biểu mẫu XLSX ở trang Dự phòng "
    "gián đoạn, chép các dòng sang rồi chọn lại."
)
_TOO_LONG = f"Tệp có quá {MAX_ROWS} dòng. Tách thành nhiều tệp rồi nhập lần lượt."


class SecretFoundError(Exception):
    """A mark of secrecy stands in a cell or a name; nothing of the file is kept."""

    def __init__(self, level: str, place: str) -> None:
        super().__init__(place)
        self.level, self.place = level, place


@dataclass
class ReadRow:
    sheet: str
    line: int
    book: Book
    cells: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)
    number: int | None = None
    given_on: date | None = None
    is_void: bool = False
    # Among the rows of the file that say the same: two envelopes of one office are two papers.
    nth: int = 1
    # {column: (its heading, the cell)}
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def wrong(self, key: str, message: str) -> None:
        """Note what is wrong with a cell; the first thing said of it stands."""
        heading, cell = self.places.get(key, ("", f"{self.sheet}!{self.line}"))
        if all(error["cell"] != cell for error in self.errors):
            self.errors.append({"cell": cell, "column": heading, "message": message})

    @property
    def key(self) -> str:
        """The same entry in another file is the same; the second that says the same is the second there too."""
        said = [self.cells.get(name, "") for name in ("code", "dated", "issuer", "content", "signer")]
        facts = [self.book.pk, self.number, self.given_on, *said, *([self.nth] if self.nth > 1 else [])]
        return hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()


@dataclass(frozen=True)
class _Heading:
    """Where each column of a book's form stands in a sheet."""

    sheet: str
    book: Book
    names: dict[str, str]
    places: dict[str, int]

    def cell(self, key: str, line: int) -> str:
        return f"{self.sheet}!{get_column_letter(self.places[key] + 1)}{line}"


def read(actor: Actor, content: bytes, file_name: str) -> list[ReadRow]:
    """Every row that says something, in the order of the file."""
    _require_no_mark(PurePath(file_name).stem, "Tên tệp")
    tables.require_readable(content)
    if not content.startswith(b"PK"):
        raise Refused(_NOT_OURS, field="file")
    found: list[ReadRow] = []
    is_ours = False
    seats = _Seats(actor)
    book_of = {row.pk: row for row in packs.books_of(actor.agency_id)}
    try:
        for sheet in tables.workbook(content, shows_formulas=True).worksheets:
            _require_no_mark(sheet.title, "Tên trang")
            rows = _watched(sheet)
            heading = _heading(actor, sheet.title, rows, book_of)
            is_ours = is_ours or heading is not None
            for line, cells in rows:  # also of a sheet that is none of ours: every cell is looked at
                if heading is None:
                    continue
                if len(found) >= MAX_ROWS:
                    raise Refused(_TOO_LONG, field="file")
                if row := _row(heading, line, cells, seats):
                    found.append(row)
    except (ParseError, ValueError, KeyError) as error:
        raise Refused("Không đọc được tệp XLSX. Mở tệp, lưu lại rồi chọn lại.", field="file") from error
    if not is_ours:
        raise Refused(_NOT_OURS, field="file")
    if not found:
        raise Refused("Tệp chưa có dòng nào được ghi.", field="file")
    said: Counter[str] = Counter()
    for row in found:
        said[first := row.key] += 1
        row.nth = said[first]
    return found


def _watched(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of a sheet. A mark of secrecy is one wherever it stands, also beside the form."""
    for line, cells in enumerate(sheet.iter_rows(), 1):
        if line > _MAX_SEEN:
            raise Refused(_TOO_LONG, field="file")
        for place, cell in enumerate(cells, 1):
            if isinstance(cell.value, str):
                _require_no_mark(tables.text_of(cell.value), f"Ô {sheet.title}!{get_column_letter(place)}{line}")
        yield line, cells


def _require_no_mark(text: str, place: str) -> None:
    if text not in GUIDE and (level := docformat.secrecy_in(text.replace("_", "-"))):
        raise SecretFoundError(level, place)


def _heading(
    actor: Actor, title: str, rows: Iterator[tuple[int, Sequence[Any]]], book_of: dict[int, Book]
) -> _Heading | None:
    """The book a sheet says it is of, and the columns under that; None for a sheet of another kind."""
    book: Book | None = None
    for line, cells in rows:
        said = [tables.text_of(cell.value) for cell in cells if cell.value is not None]
        if book is None:
            marked = next((match for text in said if (match := re.match(rf"{BOOK_MARK}\s+(\d{{1,18}})\b", text))), None)
            if marked is not None:
                book = book_of.get(int(marked[1]))
                if book is None:
                    raise Refused(f"Trang “{title}”: cơ quan không có sổ mã {marked[1]}. Dùng tệp của cơ quan mình.",
                                  field="file")  # fmt: skip
            elif line > 20:
                return None
            continue
        if len(said) > 2:
            return _columns(actor, title, book, cells)
    if book is not None:
        raise Refused(f"Trang “{title}” không có dòng tiêu đề cột. Dùng biểu mẫu XLSX của bộ dự phòng.", field="file")
    return None


def _columns(actor: Actor, title: str, book: Book, cells: Sequence[Any]) -> _Heading:
    _, form = packs.book_form(book, actor.on)
    names = {column["key"]: column["heading"] for column in form.columns}
    if book.flow != Flow.INCOMING:
        names["holder_of_number"] = HOLDER_HEADING
    words = [tables.plain(cell.value) for cell in cells]
    missing = [name for name in names.values() if tables.plain(name) not in words]
    if missing:
        raise Refused(
            f"Trang “{title}” thiếu cột: {', '.join(missing)}. Giữ đúng các cột của biểu mẫu XLSX.", field="file"
        )
    return _Heading(title[:31], book, names, {key: words.index(tables.plain(name)) for key, name in names.items()})


def _row(heading: _Heading, line: int, cells: Sequence[Any], seats: "_Seats") -> ReadRow | None:
    """One row; None for an empty one, also where only the number is printed beforehand."""
    places = {key: (name, heading.cell(key, line)) for key, name in heading.names.items()}
    row = ReadRow(heading.sheet, line, heading.book, places=places)
    raw = {key: cells[place] for key, place in heading.places.items() if place < len(cells)}
    said = {key: tables.text_of(cell.value) for key, cell in raw.items()}
    number_key = "number" if heading.book.flow == Flow.INCOMING else "code"
    if not any(text for key, text in said.items() if key != number_key) and not _says_more(said.get(number_key, "")):
        return None
    for key, cell in raw.items():
        if cell.data_type == "f":
            row.wrong(key, "Ô là công thức. Chép rồi dán lại thành giá trị (Dán đặc biệt → Giá trị).")
        elif cell.data_type == "e":
            row.wrong(key, f"Ô báo lỗi {said[key]}. Ghi lại giá trị.")
        elif len(said[key]) > 2000:
            row.wrong(key, "Ô dài quá 2.000 ký tự. Rút gọn lại.")
        elif key not in ("dated", "arrived", "passed_on", "receipt"):
            row.cells[key] = said[key]
    reads = _Reading(row, heading, {key: cell.value for key, cell in raw.items()}, said)
    reads.number(number_key)
    reads.days()
    reads.words()
    if heading.book.flow != Flow.INCOMING:
        reads.holder(seats)
    return row


def _says_more(text: str) -> bool:
    """More than a number printed beforehand: `15/BC-UBND` is a paper."""
    return bool(text) and not text.isdecimal()


@dataclass
class _Reading:
    """What the cells of one row mean."""

    row: ReadRow
    heading: _Heading
    raw: dict[str, Any]
    said: dict[str, str]

    def number(self, key: str) -> None:
        text = self.said.get(key, "")
        match = _NUMBER.match(text)
        is_whole = match is not None and (key == "code" or match[0] == text)
        if match is None or not is_whole or int(match[1]) == 0:
            self.row.wrong(key, "Ghi số đã dùng, ví dụ 15." if not text else f"“{text}” không bắt đầu bằng số đã dùng.")
        elif match[2]:
            self.row.wrong(key, "Không nhận số chèn (có chữ đi kèm). Chèn số ở trang của sổ sau khi nhập xong.")
        else:
            self.row.number = int(match[1])

    def days(self) -> None:
        is_incoming = self.heading.book.flow == Flow.INCOMING
        for key in ("dated", "arrived") if is_incoming else ("dated",):
            value = self.raw.get(key)
            try:
                moment = _moment(value) if key == "arrived" else None
                day = moment.date() if moment else tables.day_of(value)
            except ValueError:
                self.row.wrong(key, f"Ngày “{self.said[key]}” không có thật. Nhập dạng 01/07/2026.")
                continue
            self.row.cells[key] = moment.isoformat() if moment else day.isoformat() if day else ""
            if key == ("arrived" if is_incoming else "dated"):
                self.row.given_on = day
                if day is None:
                    self.row.wrong(key, f"Ghi {self.heading.names[key].lower()}.")

    def words(self) -> None:
        content = self.said.get("content", "")
        if content.casefold() in _VOID:
            self.row.is_void = True
        elif not content:
            self.row.wrong("content", "Ghi trích yếu; số ghi hỏng thì ghi “bỏ số”.")
        elif content.casefold() == RESTRICTED_WORDS:
            self.row.cells["is_restricted"] = True
        if self.heading.book.flow == Flow.INCOMING and not self.row.is_void and not self.said.get("issuer"):
            self.row.wrong("issuer", "Ghi cơ quan ban hành.")

    def holder(self, seats: "_Seats") -> None:
        text = self.said.get("holder_of_number", "")
        if self.row.is_void:
            return
        if not text:
            self.row.wrong("holder_of_number", "Ghi tên người được cấp số.")
            return
        option, why_not = seats.meant(text)
        if option is None:
            self.row.wrong("holder_of_number", why_not.replace("Chọn một trong danh sách.", "Ghi thêm chức vụ."))
        else:
            self.row.cells["holder_id"] = option.value
            self.row.cells["holder_of_number"] = f"{option.label}, {option.detail}"


class _Seats:
    """Who may be meant as the holder of a number; a name is looked up once."""

    def __init__(self, actor: Actor) -> None:
        seats = [seat for seat in organisation.seats(actor.agency_id, actor.on) if seat.holder]
        self._options = [Option(s.principal_id, s.holder, f"{s.title} ({s.unit_name})") for s in seats]
        self._known: dict[str, tuple[Option | None, str]] = {}

    def meant(self, text: str) -> tuple[Option | None, str]:
        if text not in self._known:
            self._known[text] = meant(self._options, text)
        return self._known[text]


def _moment(value: Any) -> datetime | None:
    """Day and time, where a time is told; None for a day alone. Raises ValueError for what is neither."""
    if isinstance(value, datetime):
        return timezone.make_aware(value) if value.time() != time.min else None
    if not isinstance(value, str):
        return None
    text = tables.text_of(value)
    for pattern in _MOMENTS:
        try:
            return timezone.make_aware(datetime.strptime(text, pattern))  # noqa: DTZ007  the office's own time
        except ValueError:
            continue
    return None
