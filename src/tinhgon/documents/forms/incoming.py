"""What a clerk enters for an incoming paper, and what the address of a list says, made into values of an action or a
read. Refuses nothing that the action refuses: its answers are put beside their fields."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.choices import Urgency
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.models import Document, Upload

# Below this a field is amber and must be visited (ui.md 7).
SURE = 0.85

# Field of the form → field of the reading, in the order of their marks on the page.
READ = {
    "code": "code",
    "issued_on": "issued_on",
    "issuer": "issuer",
    "subject": "subject",
    "urgency": "urgency",
    "to_places": "addressees",
    "reply_due_at": "reply_due",
    "signer_name": "signer_name",
    "signer_title": "signer_title",
    "parent_issuer": "parent_issuer",
    "type_code": "doc_type",
    "place": "place",
    "page_count": "page_count",
}
WIDE = ("subject", "note")


def parse_day(text: str, today: date) -> date | None:
    """`25/6`, `256`, `25/06/2025`, `hôm nay`, `+3`; None when it is no day. Raises ValueError for an impossible one."""
    text = " ".join(text.lower().split())
    if text in ("hôm nay", "hom nay", "nay"):
        return today
    if match := re.fullmatch(r"([+-])(\d{1,3})", text):
        return today + timedelta(days=int(match[1] + match[2]))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?", text)
    match = match or re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text) or re.fullmatch(r"(\d{1,2})(\d{1,2})()", text)
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), match[3]
    if not year:
        return date(today.year, month, day)
    return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)


class DayField(forms.CharField):
    """A day as clerks type it."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            day = parse_day(text, timezone.localdate())
        except ValueError:
            day = None
        if day is None:
            raise forms.ValidationError("Ngày không có thật. Nhập như 25/6, 25/06/2025, hôm nay hoặc +3.")
        return day


class MomentField(DayField):
    """A day, perhaps with the hour before or after it; a bare day ends with office hours, which are the agency's own
    where the form says whose it is."""

    agency_id = 0

    def _closing(self, day: date) -> datetime:
        return queries.closing_of(self.agency_id, day)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return super().prepare_value(value)
        local = timezone.localtime(value)
        return f"{local:%d/%m/%Y}" if value == self._closing(local.date()) else f"{local:%d/%m/%Y %H:%M}"

    def clean(self, value: Any) -> Any:
        text = (value or "").strip()
        hour = re.search(r"\b(\d{1,2})(?::|h)(\d{2})?$", text)
        day = super().clean(text[: hour.start()].strip() if hour else text)
        if day is None:
            return None
        try:
            clock = time(int(hour[1]), int(hour[2] or 0)) if hour else None
        except ValueError as error:
            raise forms.ValidationError("Giờ không có thật. Nhập như 25/6 16:30.") from error
        return timezone.make_aware(datetime.combine(day, clock)) if clock is not None else self._closing(day)


@dataclass(frozen=True)
class Line:
    """A field on the screen: how sure the reading is, where it was read, and the number of its mark."""

    bound: forms.BoundField
    no: int | None
    percent: int | None
    source: str

    @property
    def is_wide(self) -> bool:
        return self.bound.name in WIDE

    @property
    def is_doubtful(self) -> bool:
        return self.percent is not None and self.percent < SURE * 100

    @property
    def tone(self) -> str:
        if self.percent is None or not self.is_doubtful:
            return ""
        return "m" if self.percent >= 50 else "l"

    @property
    def bars(self) -> list[bool]:
        """Three bars, filled or not."""
        filled = 3 if not self.is_doubtful else 2 if (self.percent or 0) >= 50 else 1
        return [index < filled for index in range(3)]


def line_of(bound: forms.BoundField, row: dict[str, Any] | None, no: int | None = None) -> Line:
    """A field with what was read for it."""
    if row is None:
        return Line(bound, None, None, "")
    percent = round(float(row["confidence"]) * 100)
    source = f"Trang {row['page']}" if row.get("page") else "Suy từ nội dung"
    return Line(bound, no, percent, source + (" · cần xem lại" if percent < SURE * 100 else ""))


@dataclass(frozen=True)
class Mark:
    """A place on the page that a field was read from, in points from the top left."""

    no: int
    field: str
    x: float
    y: float
    width: float
    height: float
    is_doubtful: bool

    @property
    def badge_x(self) -> float:
        return max(self.x - 7, 8)


def _overlap(one: tuple[int, list[float]], other: tuple[int, list[float]]) -> bool:
    """Whether two places on a page are the same for the eye: most of the smaller lies in the other."""
    (page, a), (other_page, b) = one, other
    if page != other_page:
        return False
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    return width > 0 and height > 0 and width * height > 0.6 * smaller


def _offer_places(form: ActForm, actor: Actor) -> None:
    """Where a paper can go: the open books, and whom it can be submitted to."""
    form.offer("book_id", [(book.pk, book.name) for book in queries.incoming_books(actor)])
    form.offer("submit_to_post", [("", "Chưa trình"), *queries.submit_choices(actor)])


class IncomingForm(ActForm):
    code = forms.CharField(label="Số/ký hiệu", required=False, max_length=80)
    issued_on = DayField(label="Ngày văn bản", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành")
    type_code = forms.ChoiceField(label="Loại văn bản", required=False)
    subject = forms.CharField(label="Trích yếu", widget=forms.Textarea(attrs={"rows": 2}))
    urgency = forms.ChoiceField(label="Độ khẩn", required=False, choices=Urgency.choices)
    reply_due_at = MomentField(label="Hạn trả lời", required=False)
    to_places = forms.CharField(label="Đơn vị, người nhận", required=False)
    signer_name = forms.CharField(label="Người ký", required=False)
    signer_title = forms.CharField(label="Chức vụ người ký", required=False)
    parent_issuer = forms.CharField(label="Cơ quan chủ quản", required=False)
    place = forms.CharField(label="Địa danh", required=False)
    page_count = forms.IntegerField(label="Số trang", required=False, min_value=1)
    copies = forms.IntegerField(label="Số bản", required=False, min_value=1)
    field_id = forms.TypedChoiceField(label="Lĩnh vực", required=False, coerce=int, empty_value=None)
    circulation_mark = forms.CharField(label="Phạm vi lưu hành", required=False)
    note = forms.CharField(label="Ghi chú", required=False)

    MAIN = ("code", "issued_on", "issuer", "type_code", "subject", "urgency", "reply_due_at", "to_places")
    MORE = (
        "signer_name", "signer_title", "parent_issuer", "place", "page_count", "copies", "field_id",
        "circulation_mark", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        self.reading: dict[str, dict[str, Any]] = kwargs.pop("reading", {})
        super().__init__(*args, **kwargs)
        types = queries.document_types(actor.on)
        self.offer("type_code", [("", "Chọn loại"), *types])
        self.offer("field_id", [("", "Không phân"), *queries.work_fields(actor)])
        for name, field in self.fields.items():
            if isinstance(field, MomentField):
                field.agency_id = actor.agency_id
            if not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs["class"] = "in warn" if self._confidence(name) < SURE else "in"
            if field.required and field.label:
                field.widget.attrs["aria-required"] = "true"
                field.error_messages["required"] = f"Nhập {field.label[:1].lower()}{field.label[1:]}."
        self.fields["issuer"].widget.attrs["list"] = "co-quan"

    def _confidence(self, name: str) -> float:
        row = self.reading.get(READ.get(name, ""))
        return float(row["confidence"]) if row else 1.0

    def values(self) -> dict[str, Any]:
        """The fields as the action calls them."""
        names = (*self.MAIN, *self.MORE)
        return {name: self.cleaned_data.get(name, "") for name in names}

    def refuse(self, refused: Refused) -> None:
        """Put what the action said beside its fields."""
        problems: dict[str, str] = getattr(refused, "problems", {refused.field: refused.reason})
        for name, reason in problems.items():
            self.add_error(name if name in self.fields else None, reason)

    def lines(self) -> list[Line]:
        return [self._line(name) for name in self.MAIN]

    def more_lines(self) -> list[Line]:
        return [self._line(name) for name in self.MORE]

    def _line(self, name: str) -> Line:
        return line_of(self[name], self.reading.get(READ.get(name, "")), self._numbers().get(name))

    def _numbers(self) -> dict[str, int]:
        """The number of each field's mark; fields read from the same place share one."""
        places: list[tuple[int, list[float]]] = []
        numbers: dict[str, int] = {}
        for name, read in READ.items():
            row = self.reading.get(read)
            if not row or not row.get("box") or name not in self.fields:
                continue
            place = (row["page"], row["box"])
            known = next((i for i, other in enumerate(places) if _overlap(place, other)), None)
            if known is None:
                places.append(place)
            numbers[name] = (len(places) - 1 if known is None else known) + 1
        return numbers

    def marks(self, page: int) -> list[Mark]:
        """The marks to draw on a page, one a place."""
        found: dict[int, Mark] = {}
        for name, no in self._numbers().items():
            row = self.reading[READ[name]]
            if no not in found and row["page"] == page:
                x0, y0, x1, y1 = row["box"]
                doubtful = float(row["confidence"]) < SURE
                found[no] = Mark(no, name, x0 - 2, y0 - 2, x1 - x0 + 4, y1 - y0 + 4, doubtful)
        return list(found.values())

    @property
    def doubtful_count(self) -> int:
        return sum(line.is_doubtful for line in (*self.lines(), *self.more_lines()))


class RegisterForm(IncomingForm):
    """Entering in the book: besides the fields, the book, whom it is submitted to, and the clerk's declarations."""

    arrived_at = MomentField(label="Ngày đến", required=False)
    book_id = forms.TypedChoiceField(label="Sổ đăng ký", coerce=int)
    submit_to_post = forms.TypedChoiceField(label="Trình", required=False, coerce=int, empty_value=None)
    is_restricted = forms.BooleanField(label="Hạn chế: chỉ người có tên mới thấy", required=False)
    is_declared_not_secret = forms.BooleanField(label="Đã xem hết các trang: văn bản không có dấu mật", required=False)
    accepts_duplicate = forms.BooleanField(label="Đã so, không trùng", required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        _offer_places(self, actor)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().values() | {
            "arrived_at": data["arrived_at"],
            "is_restricted": data["is_restricted"],
            "is_declared_not_secret": data["is_declared_not_secret"],
        }


class ReasonForm(ActForm):
    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ArrivedForm(ActForm):
    """A paper that came by itself needs only its book and whom it goes to."""

    book_id = forms.TypedChoiceField(label="Sổ đăng ký", coerce=int)
    submit_to_post = forms.TypedChoiceField(label="Trình", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_places(self, actor)


def initial_from(upload: Upload) -> dict[str, Any]:
    """What was read from a file, as the form shows it."""
    found: dict[str, Any] = {"page_count": upload.page_count}
    for name, read in READ.items():
        value = upload.reading.get(read, {}).get("value")
        if value in (None, "", []):
            continue
        if isinstance(value, list):
            value = "; ".join(str(item).rstrip(";.,") for item in value)
        if name in ("issued_on", "reply_due_at"):
            try:
                value = date.fromisoformat(str(value)[:10])
            except ValueError:
                continue
        found[name] = value
    subject = str(found.get("subject", ""))
    return {**found, "subject": subject[:1].upper() + subject[1:]}


def initial_of(document: Document) -> dict[str, Any]:
    """A registered paper's fields, to be corrected."""
    names = (*IncomingForm.MAIN, *IncomingForm.MORE)
    found = {name: getattr(document, name) for name in names if name != "type_code"}
    return {**found, "type_code": document.type.code if document.type else ""}


def list_filter(params: QueryDict, default_tab: str) -> queries.ListFilter:
    """The filters of an address; what is unknown is dropped."""

    def known(name: str, values: dict[str, str]) -> tuple[str, ...]:
        return tuple(value for value in params.getlist(name) if value in values)

    tab = params.get("tab", default_tab)
    return queries.ListFilter(
        tab=tab if tab in queries.TABS else default_tab,
        stage=known("stage", queries.STAGES),
        urgency=known("urgency", {**dict(Urgency.choices), "none": ""}),
        book=tuple(int(value) for value in params.getlist("book") if value.isdecimal() and len(value) < 10),
        issuer=tuple(value[:200] for value in params.getlist("issuer")[:20]),
        due=known("due", queries.DUES),
        q=params.get("q", "").strip()[:300],
    )


def search_filter(params: QueryDict) -> queries.SearchFilter:
    """The facets of a search's address."""

    def number(name: str, most: int = 2**31 - 1) -> int | None:
        value = params.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 10 and int(value) <= most else None

    year = number("year", 9998)
    return queries.SearchFilter(
        flow=params.get("flow", "")[:8],
        type_name=params.get("type", "")[:100],
        issuer=params.get("issuer", "")[:200],
        unit_id=number("unit"),
        year=year if year and year > 1900 else None,
        state=params.get("state", "")[:12],
    )
