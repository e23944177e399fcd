"""The door to papers: every read begins here."""

from uuid import UUID

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, Version


def visible_to(actor: Actor) -> QuerySet[Document]:
    """The papers an actor may read, narrowed in SQL (law 1); agrees with `rules.can_see`."""
    return Document.objects.filter(reader_ids__overlap=sorted(actor.principals))


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
