"""What is put off now. It comes back by itself: what has ended is not found any more, nothing has to run for it."""

from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.desk.models import Snooze
from tinhgon.organisation.models import Post

Snoozed = dict[tuple[str, int], Snooze]


def snoozed(actor: Actor, at: datetime) -> Snoozed:
    """What the person has put off, by the thing it is about; in one query."""
    rows = Snooze.objects.filter(person_id=actor.person_id, until_at__gt=at)
    return {(row.object_type, row.object_id): row for row in rows}


def snoozed_of_others(actor: Actor, at: datetime) -> int:
    """How many things are put off in the units that the actor heads, by others; a number and no names."""
    if not actor.headed_unit_ids:
        return 0
    posts = Post.objects.filter(unit_id__in=actor.headed_unit_ids).values("principal_id")
    rows = Snooze.objects.filter(post_id__in=posts, until_at__gt=at)
    return rows.exclude(person_id=actor.person_id).count()
