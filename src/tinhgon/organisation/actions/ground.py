"""What every act on the organisation stands on: one officer of an agency at a time, rows of one's own agency only, and
days that make sense."""

from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from tinhgon.core import rows as statements
from tinhgon.core.actor import Actor
from tinhgon.core.identity.models import Agency
from tinhgon.core.verdict import Refused, Verdict

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


def fits(verdict: Verdict, field: str) -> None:
    """Let an act go on, or refuse it at the field of the form that the rule speaks of."""
    if not verdict:
        raise Refused(verdict.reason, field=field)


def keys(kind: type[Model], count: int) -> list[int]:
    """Keys for rows that are written later, taken from the table's own sequence."""
    sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    with connection.cursor() as cursor:
        cursor.execute(sequence, [statements.table(kind), count])
        return [key for (key,) in cursor]


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


def ends_so(row: Any, ends_on: date, words: str) -> bool:
    """Said again: the row ends on that day already. Refused when it ends on another day, or before it begins."""
    if row.ends_on == ends_on:
        return True
    if row.ends_on is not None:
        raise Refused(f"{words} ngày {row.ends_on:%d/%m/%Y}.", field="ends_on")
    period(row.starts_on, ends_on)
    return False


def reason(text: str) -> str:
    return spaced(text, "Nêu lý do rút lại.", "reason", 300)


def facts(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
