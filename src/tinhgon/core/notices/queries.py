"""Reading one's notices."""

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.notices.models import Notice


def notices(actor: Actor) -> QuerySet[Notice]:
    own = [i for i in (actor.person_id, *actor.post_ids) if i is not None]
    return Notice.objects.filter(to_id__in=own).order_by("-id")


def unread_count(actor: Actor) -> int:
    """Capped at 100: the bell shows "99+"."""
    return notices(actor).filter(read_at=None).values("pk")[:100].count()


def none() -> QuerySet[Notice]:
    """Nobody's notices."""
    return Notice.objects.none()
