"""The plain list of papers an API client pages through, newest first."""

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.documents.models import Document
from tinhgon.documents.queries import search
from tinhgon.documents.queries.visible import first_of, newest_first, visible_to


def listed(
    actor: Actor, *, q: str = "", flow: str = "", state: str = "", before: int | None = None, limit: int = 50
) -> tuple[list[Document], int | None]:
    """Up to `limit` papers older than row `before`, and where the next page begins (None at the end)."""
    rows: QuerySet[Document] = visible_to(actor)
    if flow:
        rows = rows.filter(flow=flow)
    if state:
        rows = rows.filter(state=state)
    if q:
        rows = rows.filter(pk__in=search.newest_matches(actor, q))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(first_of(rows, newest_first(rows), limit + 1).select_related("type"))
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def made_by_request(actor: Actor, request_key: str) -> Document | None:
    """The paper an earlier request with the same key has made in the actor's agency."""
    if not request_key:
        return None
    return visible_to(actor).filter(agency_id=actor.agency_id, request_key=request_key).first()
