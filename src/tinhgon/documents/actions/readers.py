"""Who may read a paper: the visibility matrix and the handling chain compiled into the row (decision 3). Called by
the acts that change either; nobody else writes `reader_ids`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from tinhgon.documents.choices import Scope
from tinhgon.documents.models import Document, SearchText, VisibilityRule
from tinhgon.organisation.models import Unit


def compile_readers(document: Document, on: date, extra: Iterable[int] = ()) -> Document:
    """Put `extra` principals on the handling chain and recompute the readers of a saved paper.

    The chain names posts and units; a unit on it is read by whoever reads that unit (its head), by the matrix's
    rows of scope UNIT by nobody else: need-to-know is the default (office-practice A 2).
    """
    chain = sorted({*document.chain_ids, *extra})
    readers = {*chain, *_from_matrix(document, on)}
    document.chain_ids, document.reader_ids = chain, sorted(readers)
    Document.objects.filter(pk=document.pk).update(chain_ids=chain, reader_ids=document.reader_ids)
    SearchText.objects.filter(pk=document.pk).update(reader_ids=document.reader_ids)
    return document


def _from_matrix(document: Document, on: date) -> set[int]:
    rows = VisibilityRule.objects.filter(
        Q(flow="") | Q(flow=document.flow),
        Q(ends_on=None) | Q(ends_on__gt=on),
        agency_id=document.agency_id,
        starts_on__lte=on,
    )
    if document.is_restricted:
        rows = rows.filter(includes_restricted=True)
    found: set[int] = set()
    for row in rows:
        if row.scope in (Scope.REGISTER, Scope.BODY):
            matches = row.body_id is None or row.body_id == document.issuing_body_id
            # The register shows what has entered it; drafts are not the clerk's before they are signed.
            if row.scope == Scope.REGISTER and not document.is_incoming and document.state in _BEFORE_CLERK:
                matches = False
        elif row.scope == Scope.FIELD:
            matches = row.field_id is not None and row.field_id == document.field_id
        else:
            matches = False
        if matches:
            found.add(row.principal_id)
    if document.owner_unit_id and not document.is_restricted:
        found |= set(Unit.objects.filter(pk=document.owner_unit_id).values_list("principal_id", flat=True))
    return found


_BEFORE_CLERK = ("draft", "submitted", "abandoned")
