"""Reading one's notices, and how soon one wants to be written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.notices.choices import Subject
from tinhgon.core.notices.models import LetterChoice, LetterDefault, Notice, QuietHours


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


@dataclass(frozen=True)
class Letters:
    """How a person is written to: the way of each subject, and the quiet hours, if any."""

    ways: dict[str, str]
    quiet: tuple[time, time] | None


def letters_of(person_id: int | None, on: date) -> Letters:
    """What holds for one person on a day."""
    ids = [person_id] if person_id else []
    found = ways_of(ids, on).get(person_id or 0) or defaults_on(on)
    return Letters({subject: found[subject] for subject in Subject.values}, quiet_of(ids).get(person_id or 0))


def defaults_on(on: date) -> dict[str, str]:
    rows = LetterDefault.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)
    return dict(rows.order_by("starts_on", "pk").values_list("subject", "way"))


def ways_of(person_ids: Iterable[int], on: date) -> dict[int, dict[str, str]]:
    """The way of each subject for people, their own choice before what holds for all."""
    known = defaults_on(on)
    found = {person: dict(known) for person in person_ids}
    for person, subject, way in LetterChoice.objects.filter(person_id__in=found).values_list(
        "person_id", "subject", "way"
    ):
        found[person][subject] = way
    return found


def quiet_of(person_ids: Iterable[int]) -> dict[int, tuple[time, time]]:
    rows = QuietHours.objects.filter(person_id__in=list(person_ids))
    return {person: (starts, ends) for person, starts, ends in rows.values_list("person_id", "starts", "ends")}
