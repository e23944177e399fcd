"""Who may read a paper: the visibility matrix and the handling chain compiled into the row (decision 3). Called by the
acts that change either, and by the job that compiles anew when the matrix changed; nobody else writes `reader_ids`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tinhgon.core import rows
from tinhgon.core.verdict import Refused
from tinhgon.documents.models import Document, SearchText

# Lists are walked in indexes that know the readers, and PostgreSQL puts about 650 of them into an index row; a whole
# agency is one principal. What the matrix adds later has room.
MOST_READERS = 600


def compile_readers(document: Document, on: date, extra: Iterable[int] = ()) -> Document:
    """Put `extra` principals on the handling chain and recompute the readers of a saved paper.

    The chain names posts and units; a unit on it is read by whoever reads that unit (its head), by the matrix's
    rows of scope UNIT by the posts they name: need-to-know is the default (office-practice A 2).
    """
    set_readers(document, on, extra)
    rows.update(document, ["chain_ids", "reader_ids"])
    SearchText.objects.filter(pk=document.pk).update(reader_ids=document.reader_ids)
    return document


def set_readers(document: Document, on: date, extra: Iterable[int] = ()) -> Document:
    """The same for a paper that is not written yet."""
    chain = sorted({*document.chain_ids, *extra})
    found = sorted({*chain, *_from_matrix(document, on)})
    if len(found) > MOST_READERS:
        raise Refused(
            f"Văn bản đã chuyển tới {len(found)} nơi, người xem; tối đa {MOST_READERS}. Chuyển tới đơn vị thay vì từng "
            "người.",
            code="too_many",
        )
    document.chain_ids, document.reader_ids = chain, found
    return document


# The register shows what has entered it: drafts are not the clerk's before they are signed. One text for a paper at
# hand and for many in the table, so that both compile the same.
_MATRIX = """
SELECT v.principal_id FROM documents_visibilityrule v
WHERE v.agency_id = {agency} AND v.flow IN ('', {flow})
    AND v.starts_on <= %(on)s AND (v.ends_on IS NULL OR v.ends_on > %(on)s)
    AND (v.includes_restricted OR NOT {is_restricted})
    AND CASE
        WHEN v.scope = 'register' AND {is_before_clerk} THEN false
        WHEN v.scope IN ('register', 'body') THEN v.body_id IS NULL OR v.body_id = {body}
        WHEN v.scope = 'field' THEN v.field_id = {field}
        WHEN v.scope = 'unit' THEN EXISTS (
            SELECT FROM organisation_post p WHERE p.principal_id = v.principal_id AND p.unit_id = {unit})
        WHEN v.scope = 'case' THEN EXISTS (
            SELECT FROM documents_grantpaper p JOIN documents_readinggrant g ON g.id = p.grant_id
            WHERE p.document_id = {document} AND g.principal_id = v.principal_id AND g.state = 'approved')
        ELSE false END
UNION
SELECT principal_id FROM organisation_unit WHERE id = {unit} AND NOT {is_restricted}
"""
# Held to the end of every act that has read the matrix: who compiles anew first waits for those acts (`settle`). The
# branch yields no row.
_SHARED = "UNION SELECT NULL WHERE pg_advisory_xact_lock_shared(%(key)s, %(agency)s::int) IS NULL"
_LOCK_KEY = 1730
_ONE = _MATRIX.format(
    agency="%(agency)s",
    flow="%(flow)s",
    is_restricted="%(is_restricted)s",
    is_before_clerk="%(is_before_clerk)s",
    body="%(body)s::bigint",
    field="%(field)s::bigint",
    unit="%(unit)s::bigint",
    document="%(document)s::bigint",
)
_MANY = _MATRIX.format(
    agency="d.agency_id",
    flow="d.flow",
    is_restricted="d.is_restricted",
    is_before_clerk="(d.flow <> %(incoming)s AND d.state = ANY(%(before_clerk)s))",
    body="d.issuing_body_id",
    field="d.field_id",
    unit="d.owner_unit_id",
    document="d.id",
)
_BEFORE_CLERK = ("draft", "submitted", "abandoned")
_INCOMING = "incoming"


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
        "document": document.pk,
        "key": _LOCK_KEY,
    }
    with rows.cursor() as cursor:
        cursor.execute(f"{_ONE} {_SHARED}", values)
        return {principal_id for (principal_id,) in cursor.fetchall()}


def settle(agency_id: int) -> None:
    """Wait for every running act that has compiled with the matrix as it was; new ones wait a moment for us."""
    with rows.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s::int)", [_LOCK_KEY, agency_id])


# The next papers of an agency in the order of their keys, walked flow by flow in the index that lists use.
_NEXT = """
SELECT near.id FROM unnest(%(flows)s::text[]) f, LATERAL (
    SELECT id FROM documents_document WHERE agency_id = %(agency)s AND flow = f AND id > %(after)s
    ORDER BY id LIMIT %(limit)s) near
ORDER BY near.id LIMIT %(limit)s
"""
_LOCK = "SELECT id FROM documents_document WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_COMPILED = f"""
SELECT d.id, ARRAY(
    SELECT r FROM (SELECT unnest(d.chain_ids) UNION {_MANY}) every(r) ORDER BY r) AS readers
FROM documents_document d WHERE d.id = ANY(%(ids)s)
"""  # noqa: S608  own text
_RECOMPILE = f"""
UPDATE documents_document d SET reader_ids = made.readers FROM ({_COMPILED}) made
WHERE d.id = made.id AND d.reader_ids IS DISTINCT FROM made.readers
"""  # noqa: S608  own text
_COPY = """
UPDATE documents_searchtext s SET reader_ids = d.reader_ids FROM documents_document d
WHERE d.id = s.document_id AND d.id = ANY(%s) AND s.reader_ids IS DISTINCT FROM d.reader_ids
"""


def recompile_next(agency_id: int, flows: list[str], after: int, limit: int, on: date) -> tuple[int, int, int]:
    """Compile the agency's next papers behind a key anew: the last key, how many were looked at, how many changed.
    Papers are locked first, so that what an act in between wrote is read and not overwritten."""
    with rows.cursor() as cursor:
        cursor.execute(_NEXT, {"flows": flows, "agency": agency_id, "after": after, "limit": limit})
        ids = [pk for (pk,) in cursor.fetchall()]
    return (ids[-1], len(ids), recompile(ids, on)) if ids else (after, 0, 0)


def recompile(ids: list[int], on: date) -> int:
    """Compile these papers anew, with their search texts: how many changed. They are locked first, in one order."""
    with rows.cursor() as cursor:
        cursor.execute(_LOCK, [ids])
        cursor.execute(_RECOMPILE, {"ids": ids, "on": on, "incoming": _INCOMING, "before_clerk": list(_BEFORE_CLERK)})
        changed: int = cursor.rowcount
        cursor.execute(_COPY, [ids])
    return changed
