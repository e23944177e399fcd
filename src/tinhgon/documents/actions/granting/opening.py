"""Each opening of a paper that is lent is written down before it is shown: in the history of the paper and of the
grant. Pictures of one look are one opening."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.audit.models import Event
from tinhgon.documents.models import Document, ReadingGrant
from tinhgon.documents.queries import granting

VERB = "documents.read_for_a_time"
ONE_LOOK = timedelta(minutes=5)


@transaction.atomic
def note_reading(actor: Actor, public_ids: Iterable[UUID], what: str, at: datetime) -> bool:
    """`what` is the door: the page or the file. Whether any of the papers is lent."""
    events: list[Event] = []
    lent = granting.lent_papers(actor, public_ids)
    for paper, grant in lent:
        if _was_noted(actor, grant, paper, what, at):
            continue
        # The number alone: who answers for rights reads the openings, not the papers.
        label = "Văn bản hạn chế" if paper.is_restricted else paper.shown_code
        detail = {"grant": grant.pk, "paper": paper.pk, "what": what, "label": label}
        home = grant.agency_id
        events += [
            audit.event(actor, VERB, kind, pk, label, at, home=home, detail=detail)
            for kind, pk in (("document", paper.pk), (granting.OBJECT, grant.pk))
        ]
    if events:
        audit.record_each(events)
    return bool(lent)


def _was_noted(actor: Actor, grant: ReadingGrant, paper: Document, what: str, at: datetime) -> bool:
    rows = Event.objects.filter(object_type=granting.OBJECT, object_id=grant.pk, verb=VERB, actor_user=actor.user_id)
    return rows.filter(at__gt=at - ONE_LOOK, detail__paper=paper.pk, detail__what=what).exists()
