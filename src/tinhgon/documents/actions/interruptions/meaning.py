"""What a row of the workbook means for the act that enters it: the fields of an incoming paper."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from tinhgon.documents.actions.intake import IncomingFields

RESTRICTED_SUBJECT = "Văn bản hạn chế ghi trong thời gian gián đoạn"
# A refused field is a column of the register.
COLUMNS = {
    "subject": "content",
    "issuer": "issuer",
    "code": "code",
    "issued_on": "dated",
    "arrived_at": "arrived",
    "to_places": "holder",
    "note": "note",
}


def incoming_fields(cells: Mapping[str, Any], starts_at: datetime, ends_at: datetime, used: str = "") -> IncomingFields:
    """`used` tells in the note which number stands on the paper, where the book gave another."""
    is_restricted = bool(cells.get("is_restricted"))
    return IncomingFields(
        subject=RESTRICTED_SUBJECT if is_restricted else cells.get("content", ""),
        issuer=cells.get("issuer", ""),
        code=cells.get("code", ""),
        issued_on=date.fromisoformat(cells["dated"]) if cells.get("dated") else None,
        to_places=cells.get("holder", ""),
        arrived_at=_arrived(cells["arrived"], timezone.localtime(starts_at), timezone.localtime(ends_at)),
        note="; ".join(filter(None, (cells.get("note", ""), used))),
        is_restricted=is_restricted,
    )


def _arrived(said: str, first: datetime, last: datetime) -> datetime:
    """When the paper came; a day alone is told as its morning, within the interruption."""
    if "T" in said:
        return datetime.fromisoformat(said)
    day = date.fromisoformat(said)
    morning = timezone.make_aware(datetime.combine(day, time(8)))
    if day == first.date():
        morning = max(morning, first)
    return min(morning, last) if day == last.date() else morning
