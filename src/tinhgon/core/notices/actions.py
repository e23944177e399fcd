"""Telling people: once per cause."""

from collections.abc import Iterable
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.core.notices.models import Notice


def tell(agency_id: int, to: Iterable[int], kind: str, text: str, url: str, cause: str, at: datetime) -> None:
    """Leave a notice for each principal; the same cause never tells twice."""
    Notice.objects.bulk_create(
        [
            Notice(agency_id=agency_id, to_id=principal, kind=kind, text=text[:400], url=url, at=at, cause=cause)
            for principal in sorted(set(to))
        ],
        ignore_conflicts=True,
    )


def mark_read(actor: Actor, at: datetime, notice_id: int | None = None) -> None:
    """Mark one notice, or all, of the actor's as read."""
    rows = Notice.objects.filter(to_id__in=_own(actor), read_at=None)
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    rows.update(read_at=at)


def _own(actor: Actor) -> list[int]:
    return [i for i in (actor.person_id, *actor.queue_ids) if i is not None]
