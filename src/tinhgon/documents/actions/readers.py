"""Who may read a paper: the visibility matrix and the handling chain compiled into the row (decision 3). Called by
the acts that change either; nobody else writes `reader_ids`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tinhgon.core import rows
from tinhgon.documents.models import Document, SearchText


def compile_readers(document: Document, on: date, extra: Iterable[int] = ()) -> Document:
    """Put `extra` principals on the handling chain and recompute the readers of a saved paper.

    The chain names posts and units; a unit on it is read by whoever reads that unit (its head), by the matrix's
    rows of scope UNIT by nobody else: need-to-know is the default (office-practice A 2).
    """
    set_readers(document, on, extra)
    rows.update(document, ["chain_ids", "reader_ids"])
    SearchText.objects.filter(pk=document.pk).update(reader_ids=document.reader_ids)
    return document


def set_readers(document: Document, on: date, extra: Iterable[int] = ()) -> Document:
    """The same for a paper that is not written yet."""
    chain = sorted({*document.chain_ids, *extra})
    document.chain_ids, document.reader_ids = chain, sorted({*chain, *_from_matrix(document, on)})
    return document


# The register shows what has entered it: drafts are not the clerk's before they are signed.
_MATRIX = """
SELECT v.principal_id FROM documents_visibilityrule v
WHERE v.agency_id = %(agency)s AND v.flow IN ('', %(flow)s)
    AND v.starts_on <= %(on)s AND (v.ends_on IS NULL OR v.ends_on > %(on)s)
    AND (v.includes_restricted OR NOT %(is_restricted)s)
    AND CASE
        WHEN v.scope = 'register' AND %(is_before_clerk)s THEN false
        WHEN v.scope IN ('register', 'body') THEN v.body_id IS NULL OR v.body_id = %(body)s::bigint
        WHEN v.scope = 'field' THEN v.field_id = %(field)s::bigint
        ELSE false END
UNION
SELECT principal_id FROM organisation_unit WHERE id = %(unit)s::bigint AND NOT %(is_restricted)s
"""


def _from_matrix(document: Document, on: date) -> set[int]:
    values: dict[str, Any] = {
        "agency": document.agency_id,
        "flow": str(document.flow),
        "on": on,
        "is_restricted": document.is_restricted,
        "is_before_clerk": not document.is_incoming and document.state in _BEFORE_CLERK,
        "body": document.issuing_body_id,
        "field": document.field_id,
        "unit": document.owner_unit_id,
    }
    with rows.cursor() as cursor:
        cursor.execute(_MATRIX, values)
        return {principal_id for (principal_id,) in cursor.fetchall()}


_BEFORE_CLERK = ("draft", "submitted", "abandoned")
