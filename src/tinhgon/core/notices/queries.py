"""Reading one's notices."""

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.notices.models import Notice


def notices(actor: Actor) -> QuerySet[Notice]:
    """To the person, and to the posts whose queue is his on the day: what was told to a post during a leave is read by
    who stands in, and is there again afterwards."""
    own = [i for i in (actor.person_id, *actor.queue_ids) if i is not None]
    return Notice.objects.filter(to_id__in=own).order_by("-id")


def unread_count(actor: Actor) -> int:
    """Capped at 100: the bell shows "99+"."""
    return notices(actor).filter(read_at=None).values("pk")[:100].count()


def none() -> QuerySet[Notice]:
    """Nobody's notices."""
    return Notice.objects.none()


def page(actor: Actor, *, unread: bool, before: int | None, limit: int) -> tuple[list[Notice], int | None]:
    """Up to `limit` notices older than row `before`, newest first, and where the next page begins (None at the end)."""
    rows = notices(actor)
    if unread:
        rows = rows.filter(read_at=None)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None
