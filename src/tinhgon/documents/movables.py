"""What of papers moves in a reorganisation: the work on a paper, never its home or its history."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count

from tinhgon.core.succession.choices import Movable
from tinhgon.documents.models import Document

_OPEN = ("arrived", "registered", "directed", "draft", "submitted", "approved", "signed", "numbered")

# One statement moves the rows and writes the journal of hand-overs (decision 11).
_HAND_OVER = """
WITH moved AS (
    UPDATE documents_document SET owner_unit_id = %(to)s
    WHERE owner_unit_id = %(from)s AND state = ANY(%(open)s) RETURNING id, agency_id
)
INSERT INTO succession_handover (agency_id, kind, object_id, from_principal_id, to_principal_id, at, by, cause)
SELECT moved.agency_id, 'documents', moved.id, old.principal_id, new.principal_id, %(at)s, %(by)s, %(cause)s
FROM moved, organisation_unit old, organisation_unit new WHERE old.id = %(from)s AND new.id = %(to)s
"""


def owned(unit_ids: list[int]) -> dict[int, int]:
    """How many open papers each unit owns."""
    rows = Document.objects.filter(owner_unit_id__in=unit_ids, state__in=_OPEN).values("owner_unit_id")
    return {row["owner_unit_id"]: row["n"] for row in rows.annotate(n=Count("id")).order_by()}


def hand_over(from_unit: int, to_unit: int, at: datetime, by: str, cause: str) -> int:
    """Give a unit's open papers to another; returns how many."""
    values: dict[str, Any] = {"from": from_unit, "to": to_unit, "at": at, "by": by, "cause": cause, "open": list(_OPEN)}
    with connection.cursor() as cursor:
        cursor.execute(_HAND_OVER, values)
        return int(cursor.rowcount)


PAPERS = Movable("documents", "documents.Document", "owner_unit", owned, hand_over, "văn bản đang xử lý")
