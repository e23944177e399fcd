"""What stands against going: another meeting at the same time, or leave. Of the other meeting nothing is said but its
time, since who asks may not be allowed to read its paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from tinhgon.meetings.choices import GONE, USUAL_LENGTH, Answer
from tinhgon.meetings.models import Attendance
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Delegation


@dataclass(frozen=True)
class Clash:
    post_id: int
    words: str


def clashes(
    post_ids: Iterable[int], starts_at: datetime, ends_at: datetime | None, apart: Iterable[int] = ()
) -> list[Clash]:
    """Of posts, what their holders have at that time already; a person with two posts has one body. `apart` are
    invitations that do not count: the one asked about, and those it replaces."""
    wanted = set(post_ids)
    on = timezone.localdate(starts_at)
    until = ends_at or starts_at + USUAL_LENGTH
    people = _people(on, posts=wanted)
    by_person: dict[int, set[int]] = {}
    for post, person in people:
        by_person.setdefault(person, set()).add(post)
    theirs: dict[int, set[int]] = {post: {post} for post in wanted}
    for other, person in _people(on, people=set(by_person)):
        for post in by_person[person]:
            theirs[post].add(other)
    rows = (
        Attendance.objects.filter(
            post_id__in=set().union(*theirs.values()) if theirs else set(),
            answer=Answer.GOING,
            invitation__is_called_off=False,
            invitation__replaced_by=None,
            invitation__starts_at__lt=until,
        )
        .annotate(until=Coalesce("invitation__ends_at", F("invitation__starts_at") + USUAL_LENGTH))
        .filter(until__gt=starts_at)
        .exclude(invitation_id__in=list(apart))
        .exclude(invitation__document__state__in=GONE)
        .values_list("post_id", "invitation__starts_at", "invitation__ends_at")
        .order_by("invitation__starts_at")
    )
    met = [(post, _span(starts, ends)) for post, starts, ends in rows]
    found = [
        Clash(post, f"đã có lịch họp {words}")
        for post in sorted(wanted)
        for other, words in met
        if other in theirs[post]
    ]
    return list(dict.fromkeys(found)) + _leaves(wanted, on)


def _people(on: date, posts: set[int] | None = None, people: set[int] | None = None) -> list[tuple[int, int]]:
    rows = organisation.appointments(on)
    chosen = Q(post_id__in=posts) if posts is not None else Q(person_id__in=people or set())
    return list(rows.filter(chosen).values_list("post_id", "person_id"))


def _leaves(post_ids: set[int], on: date) -> list[Clash]:
    rows = Delegation.objects.filter(
        organisation.in_force(on), from_post_id__in=post_ids, kind=DelegationKind.LEAVE
    ).order_by("from_post_id", "pk")
    return [
        Clash(row.from_post_id, f"vắng mặt đến trước {row.ends_on:%d/%m/%Y}" if row.ends_on else "đang vắng mặt")
        for row in rows
    ]


def _span(starts: datetime, ends: datetime | None) -> str:
    begin = timezone.localtime(starts)
    if ends is None:
        return f"{begin:%H:%M}"
    return f"{begin:%H:%M}–{timezone.localtime(ends):%H:%M}"
