"""What every act on the organisation stands on: one officer of an agency at a time, rows of one's own agency only, and
days that make sense."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.identity.models import Agency
from tinhgon.core.verdict import Refused

Row = TypeVar("Row", bound=Model)


def lock(actor: Actor) -> None:
    """Two officers at once: the second waits, and sees what the first did. Papers being registered meanwhile only
    point at the agency and do not wait."""
    Agency.objects.select_for_update(no_key=True).get(pk=actor.agency_id)


def found(rows: QuerySet[Row], pk: int, words: str) -> Row:
    """The row of one's own agency, or the refusal that pages turn into 404."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Refused(f"Không tìm thấy {words}.", code="not_found")
    return row


def spaced(text: str, missing: str, field: str, limit: int) -> str:
    """Words with single spaces between them, as long as the column takes."""
    clean = " ".join(text.split())
    if not clean and missing:
        raise Refused(missing, field=field)
    if len(clean) > limit:
        raise Refused(f"Dài quá {limit} ký tự. Rút gọn rồi lưu lại.", field=field)
    return clean


def period(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise Refused(f"Ngày kết thúc phải sau ngày bắt đầu {starts_on:%d/%m/%Y}.", field="ends_on")


def reason(text: str) -> str:
    return spaced(text, "Nêu lý do rút lại.", "reason", 300)


def facts(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
