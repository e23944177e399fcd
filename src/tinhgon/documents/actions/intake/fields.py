"""What the clerk enters for an incoming paper (NĐ 30/2020 Annex VI part II), and what cannot be true of it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from officekit import vntext
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.verdict import Refused
from tinhgon.documents.choices import Urgency
from tinhgon.documents.models import Document

# The first papers of the State are of 2 September 1945; anything before is a misprint.
FIRST_DAY = date(1945, 9, 2)

LABELS = {
    "code": "Số/ký hiệu",
    "issued_on": "Ngày văn bản",
    "issuer": "Cơ quan ban hành",
    "parent_issuer": "Cơ quan chủ quản",
    "place": "Địa danh",
    "type_code": "Loại văn bản",
    "subject": "Trích yếu",
    "signer_name": "Người ký",
    "signer_title": "Chức vụ người ký",
    "urgency": "Độ khẩn",
    "circulation_mark": "Phạm vi lưu hành",
    "page_count": "Số trang",
    "copies": "Số bản",
    "to_places": "Đơn vị, người nhận",
    "reply_due_at": "Hạn trả lời",
    "note": "Ghi chú",
    "field_id": "Lĩnh vực",
}


@dataclass(frozen=True)
class IncomingFields:
    subject: str
    issuer: str
    code: str = ""
    issued_on: date | None = None
    parent_issuer: str = ""
    place: str = ""
    type_code: str = ""
    signer_name: str = ""
    signer_title: str = ""
    urgency: str = ""
    circulation_mark: str = ""
    page_count: int | None = None
    copies: int | None = None
    to_places: str = ""
    reply_due_at: datetime | None = None
    arrived_at: datetime | None = None
    note: str = ""
    field_id: int | None = None
    is_restricted: bool = False
    is_declared_not_secret: bool = False


class BadFields(Refused):
    """Input that cannot be true; `problems` says for each field what to do."""

    def __init__(self, problems: dict[str, str]) -> None:
        field, reason = next(iter(problems.items()))
        super().__init__(reason, code="invalid", field=field)
        self.problems = problems


def cleaned(fields: IncomingFields, at: datetime) -> IncomingFields:
    """The fields in normal form, bare of the words the rule set adds itself. Raises BadFields."""
    values: dict[str, Any] = {
        name: " ".join(vntext.nfc(value.replace("\x00", "")).split()) if isinstance(value, str) else value
        for name, value in asdict(fields).items()
    }
    values["subject"] = _bare(values["subject"])
    values["code"] = values["code"].removeprefix("Số:").removeprefix("Số ").strip()
    result = IncomingFields(**values)
    if problems := problems_of(result, at):
        raise BadFields(problems)
    return result


def _bare(subject: str) -> str:
    """Trích yếu is kept without "V/v" or "về việc" (office-practice A 9), with a capital (NĐ 30/2020 Annex II)."""
    for opening in ("v/v", "về việc"):
        if subject.lower().startswith(opening):
            subject = subject[len(opening) :].lstrip(" :")
    return subject[:1].upper() + subject[1:]


def problems_of(fields: IncomingFields, at: datetime) -> dict[str, str]:
    """{field: what is wrong and what to do}; empty when the fields can stand."""
    found: dict[str, str] = {}
    if not fields.subject:
        found["subject"] = "Nhập trích yếu nội dung."
    if not fields.issuer:
        found["issuer"] = "Nhập cơ quan ban hành."
    today = timezone.localdate(at)
    arrived_on = timezone.localdate(fields.arrived_at or at)
    if fields.issued_on is not None:
        if fields.issued_on > today:
            found["issued_on"] = f"Ngày văn bản ở sau hôm nay ({today:%d/%m/%Y}). Kiểm tra lại ngày trên văn bản."
        elif fields.issued_on < FIRST_DAY:
            found["issued_on"] = "Ngày văn bản trước năm 1945. Kiểm tra lại năm."
        elif arrived_on < fields.issued_on:
            found["arrived_at"] = f"Ngày đến trước ngày văn bản ({fields.issued_on:%d/%m/%Y}). Kiểm tra lại ngày đến."
    if fields.arrived_at is not None and fields.arrived_at > at:
        found["arrived_at"] = "Ngày đến ở sau lúc này. Kiểm tra lại ngày, giờ đến."
    if fields.reply_due_at is not None:
        due_on = timezone.localdate(fields.reply_due_at)
        if fields.issued_on is not None and due_on < fields.issued_on:
            found["reply_due_at"] = f"Hạn trả lời trước ngày văn bản ({fields.issued_on:%d/%m/%Y}). Kiểm tra lại hạn."
        elif problem := deadlines.too_far(fields.reply_due_at, at):
            found["reply_due_at"] = problem
    if fields.urgency not in Urgency.values:
        found["urgency"] = "Chọn độ khẩn trong danh sách."
    for name in ("page_count", "copies"):
        value = getattr(fields, name)
        if value is not None and not 0 < value < 100_000:
            found[name] = f"{LABELS[name]} phải là số dương."
    return {**found, **_too_long(fields)}


def _too_long(fields: IncomingFields) -> dict[str, str]:
    found = {}
    for name, label in LABELS.items():
        value = getattr(fields, name)
        if name == "type_code" or not isinstance(value, str):
            continue
        limit: int | None = getattr(Document._meta.get_field(name), "max_length", None)
        if limit is not None and len(value) > limit:
            found[name] = f"{label} dài {len(value)} ký tự, tối đa {limit}. Rút gọn lại."
    return found
