"""What was uploaded, read into rows of the three tables with their line numbers. Refuses files that are no table, too
large or packed too tightly, and cells that are no date, number or known word."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from officekit import vntext
from tinhgon.core.verdict import Refused
from tinhgon.organisation.choices import GUIDE_COLUMNS, SHEET_COLUMNS, AppointmentKind, Role, Sheet

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000
_TRUE = {"x", "có", "1", "true"}
_NUMBERS = {"establishment", "order", "headcount"}
_DATES = {"starts_on", "ends_on"}
_FLAGS = {"is_head", "is_deputy"}


@dataclass(frozen=True)
class RowError:
    """What is wrong, where: sheet, line as the spreadsheet counts it, heading of the column."""

    sheet: str
    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Line:
    number: int
    cells: dict[str, Any]


@dataclass
class Tables:
    lines: dict[str, list[Line]] = field(default_factory=lambda: {sheet: [] for sheet in Sheet.values})
    errors: list[RowError] = field(default_factory=list)


def heading(sheet: str, key: str) -> str:
    return next((words for name, words, *_ in SHEET_COLUMNS[sheet] if name == key), "")


def read(content: bytes, name: str) -> Tables:
    """The rows of a CSV file or a workbook; Refused when it cannot be read as one."""
    require_readable(content)
    is_workbook = content.startswith(b"PK")
    tables = Tables()
    found = _workbook(content) if is_workbook else [_csv(content, name)]
    for rows in found:
        _table(tables, rows)
    if not any(tables.lines.values()) and not tables.errors:
        raise Refused("Tệp không có dòng dữ liệu nào.", field="file")
    return tables


def require_readable(content: bytes) -> None:
    if not content:
        raise Refused("Tệp rỗng. Chọn tệp CSV hoặc XLSX có dữ liệu.", field="file")
    if len(content) > MAX_BYTES:
        raise Refused("Tệp lớn quá 10 MB. Tách thành nhiều tệp rồi nhập lần lượt.", field="file")


def workbook(content: bytes, *, shows_formulas: bool = False) -> Workbook:
    """A workbook that was sent in, read row by row; Refused when it is none, or packed too tightly."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise Refused("Tệp XLSX mở ra lớn quá 100 MB nên không nhận.", field="file")
        return load_workbook(io.BytesIO(content), read_only=True, data_only=not shows_formulas)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Refused("Không đọc được tệp XLSX. Mở tệp, lưu lại rồi chọn lại.", field="file") from error


def _workbook(content: bytes) -> Iterator[Iterable[tuple[Any, ...]]]:
    for sheet in workbook(content).worksheets:
        yield sheet.iter_rows(values_only=True)


def _csv(content: bytes, name: str) -> Iterable[tuple[Any, ...]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("Tệp CSV phải lưu ở bảng mã UTF-8. Lưu lại dạng “CSV UTF-8”.", field="file") from error
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=first.count)
    try:
        return [tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise Refused("Không đọc được tệp CSV. Kiểm tra dấu nháy kép rồi chọn lại.", field="file") from error


def plain(text: Any) -> str:
    return " ".join(vntext.nfc(str(text if text is not None else "")).lower().split())


def _table(tables: Tables, rows: Iterable[tuple[Any, ...]]) -> None:
    """One table: its heading row says which of the three it is."""
    numbered = enumerate(rows, 1)
    for number, row in numbered:
        headings = [plain(cell) for cell in row]
        sheet = next((s for s in Sheet.values if plain(SHEET_COLUMNS[s][0][1]) == headings[0]), None) if row else None
        if sheet is None:
            if headings[:2] == [plain(words) for words in GUIDE_COLUMNS[:2]]:
                return  # the sheet of the template that explains the others
            if any(headings):
                known = ", ".join(f"“{SHEET_COLUMNS[s][0][1]}”" for s in Sheet.values)
                tables.errors.append(RowError("", number, "", f"Dòng tiêu đề phải bắt đầu bằng một trong: {known}."))
                return
            continue
        missing = [
            words for _, words, is_needed, _ in SHEET_COLUMNS[sheet] if is_needed and plain(words) not in headings
        ]
        for words in missing:
            tables.errors.append(RowError(sheet, number, words, f"Thiếu cột “{words}”."))
        if not missing:
            _lines(tables, sheet, headings, numbered)
        return


def _lines(tables: Tables, sheet: str, headings: list[str], numbered: Iterator[tuple[int, tuple[Any, ...]]]) -> None:
    places = {key: headings.index(plain(w)) for key, w, *_ in SHEET_COLUMNS[sheet] if plain(w) in headings}
    for number, row in numbered:
        if not any(cell not in (None, "") for cell in row):
            continue
        if len(tables.lines[sheet]) >= MAX_ROWS:
            tables.errors.append(RowError(sheet, number, "", f"Quá {MAX_ROWS} dòng. Tách thành nhiều tệp."))
            return
        cells: dict[str, Any] = {}
        for key, words, is_needed, _ in SHEET_COLUMNS[sheet]:
            place = places.get(key)
            raw = row[place] if place is not None and place < len(row) else None
            try:
                cells[key] = _value(key, raw)
            except ValueError as error:
                tables.errors.append(RowError(sheet, number, words, str(error)))
                continue
            if is_needed and cells[key] in ("", None):
                tables.errors.append(RowError(sheet, number, words, f"Nhập {words.lower()}."))
        tables.lines[sheet].append(Line(number, cells))


def text_of(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return " ".join(vntext.nfc(str(raw if raw is not None else "")).split())


def _value(key: str, raw: Any) -> Any:
    """A cell as the act wants it; ValueError says in Vietnamese what is wrong."""
    special: dict[str, Callable[[Any], Any]] = {"roles": _roles, "kind": _kind}
    if key in _DATES:
        return day_of(raw)
    if key in _NUMBERS:
        return _number(key, text_of(raw))
    if key in _FLAGS:
        return text_of(raw).lower() in _TRUE
    return special.get(key, text_of)(raw)


def day_of(raw: Any) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = text_of(raw)
    if not text:
        return None
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    raise ValueError(f"Ngày “{text}” không có thật. Nhập dạng 01/07/2025.")


def _number(key: str, text: str) -> int:
    if not text:
        return 1 if key == "headcount" else 0
    if not text.isdecimal() or len(text) > 6:
        raise ValueError(f"“{text}” không phải số nguyên.")
    return int(text)


def _roles(raw: Any) -> tuple[str, ...]:
    known = {plain(label): value for value, label in Role.choices}
    words = [plain(part) for part in text_of(raw).split(",") if part.strip()]
    unknown = [word for word in words if word not in known]
    if unknown:
        raise ValueError(f"Không có vai trò “{', '.join(unknown)}”. Dùng: {', '.join(Role.labels)}.")
    return tuple(known[word] for word in words)


def _kind(raw: Any) -> str:
    word = plain(raw)
    known = {plain(label): value for value, label in AppointmentKind.choices}
    if word and word not in known:
        raise ValueError(f"Không có hình thức “{text_of(raw)}”. Dùng: {'; '.join(AppointmentKind.labels)}.")
    return known.get(word, AppointmentKind.MAIN)
