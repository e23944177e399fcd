"""The door to papers: every read begins here."""

from uuid import UUID

from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy

from tinhgon.core.actor import Actor
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, Version


def visible_to(actor: Actor) -> QuerySet[Document]:
    """The papers an actor may read, narrowed in SQL (law 1); agrees with `rules.can_see`."""
    own = Q(reader_ids__overlap=sorted(actor.readers))
    if actor.desk_ids:  # a secretary sees what waits for the leader, not what was limited to named posts
        own |= Q(waits_for_id__in=sorted(actor.desk_ids), is_restricted=False)
    return Document.objects.filter(own)


# Of the newest papers of all agencies so many are looked through, and so many found there make a frequent reader.
_WINDOW, _FREQUENT = 5_000, 25
# By id, but not along an index and not from an index alone, which knows no `progress`: of readers that no statistics
# name the planner expects far too many papers. So it asks the index of readers, and sorts the few that it finds.
SORTED = (F("pk") + F("progress") * 0).desc()


def newest_first(rows: QuerySet[Document]) -> OrderBy:
    """The order of a list, such that the database finds its page quickly. Who meets many of the newest papers is served
    by walking back from the newest; who meets few would make that walk go through the papers of all agencies, which
    the planner cannot know of readers that no statistics name."""
    newest = Subquery(Document.objects.order_by("-pk").values("pk")[:1])
    near = rows.order_by().filter(pk__gt=newest - _WINDOW).values("pk")[:_FREQUENT].count()
    return F("pk").desc() if near == _FREQUENT else SORTED


def first_of(rows: QuerySet[Document], order: OrderBy, limit: int) -> QuerySet[Document]:
    """The first `limit` papers of a list, newest first. Their ids are found in the index alone, which knows the
    readers; no row is looked at but those shown."""
    ids = rows.order_by(order).values("pk")[:limit]
    return Document.objects.filter(pk__in=ids).order_by("-pk")


def paper_for(actor: Actor, public_id: UUID) -> Document | None:
    """A paper by its public id, or None when there is none that the actor may read."""
    return visible_to(actor).filter(public_id=public_id).first()


def version_for(actor: Actor, public_id: UUID, version_id: int) -> Version | None:
    """A version of a paper the actor may read; of a recalled paper nothing can be opened (docs/adr, recall)."""
    return (
        Version.objects.select_related("blob", "document")
        .filter(pk=version_id, document__public_id=public_id)
        .filter(document__in=visible_to(actor))
        .exclude(document__state=IncomingState.RECALLED)
        .first()
    )
