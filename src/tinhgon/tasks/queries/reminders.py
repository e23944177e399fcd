"""What is due, for reminders, the daily digest and calendar programs."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post
from tinhgon.tasks.choices import OPEN_STATES, Boundary, TaskState
from tinhgon.tasks.models import CalendarFeed, Task

AHEAD = timedelta(days=7)


def due_reminders(at: datetime) -> QuerySet[Task]:
    """Tasks not handed in whose deadline is near or gone, in every agency."""
    return (
        Task.objects.filter(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED), due_at__lt=at + AHEAD)
        .select_related("lead_post", "given_by", "owner_unit")
        .order_by("id")
    )


@dataclass(frozen=True)
class Duties:
    """A person's open work: whom to write to, and the tasks of all the posts held (one queue, A 10)."""

    person_id: int
    name: str
    email: str
    tasks: list[Task]


def _posts(person_principal: int, on: date) -> list[Post]:
    rows = organisation.appointments(on).select_related("post")
    held = [a.post for a in rows.filter(person__principal_id=person_principal)]
    return _with_queues([held], on)[0]


def _with_queues(people: list[list[Post]], on: date) -> list[list[Post]]:
    """Of the posts each person holds those whose queue is theirs on a day, with those they have during a leave."""
    moved = organisation.queues_moved(on)
    stood_in = Post.objects.in_bulk(moved)
    return [
        [post for post in held if moved.get(post.pk, post.pk) in {own.pk for own in held}]
        + [post for pk, post in stood_in.items() if moved[pk] in {own.pk for own in held} and post not in held]
        for held in people
    ]


def _tasks(posts: list[Post]) -> list[Task]:
    headed = [p.unit_id for p in posts if p.is_head]
    own = Task.objects.filter(state__in=OPEN_STATES, due_at__isnull=False).exclude(boundary=Boundary.SENT)
    rows = own.filter(lead_post__in=posts) | own.filter(lead_post=None, owner_unit_id__in=headed)
    return list(rows.distinct().order_by("due_at", "id"))


def duties(on: date) -> list[Duties]:
    """Everybody with an e-mail address and open work with a deadline."""
    rows = (
        organisation.appointments(on)
        .annotate(address=organisation.ADDRESS)
        .exclude(address="")
        .select_related("person", "post")
    )
    held: dict[tuple[int, str, str], list[Post]] = {}
    for row in rows.order_by("person_id", "pk"):
        held.setdefault((row.person.principal_id, row.person.full_name, row.address), []).append(row.post)
    queues = _with_queues(list(held.values()), on)
    found = [Duties(*key, _tasks(posts)) for key, posts in zip(held, queues, strict=True) if posts]
    return [duty for duty in found if duty.tasks]


def told_by(tasks: list[Task], on: date) -> dict[int, list[int]]:
    """Principals of the posts responsible for each task: whom it was passed on to, else the unit's head. Of a task
    given to another agency nobody: the doers are told of the row on their own side."""
    units = {t.owner_unit_id for t in tasks if t.lead_post_id is None}
    heads: dict[int, list[int]] = {}
    for post in Post.objects.filter(organisation.in_force(on), unit_id__in=units, is_head=True):
        heads.setdefault(post.unit_id, []).append(post.principal_id)
    return {t.pk: [] if t.boundary == Boundary.SENT else _responsible(t, heads) for t in tasks}


def _responsible(task: Task, heads: dict[int, list[int]]) -> list[int]:
    return [task.lead_post.principal_id] if task.lead_post is not None else heads.get(task.owner_unit_id, [])


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_owner(secret: str) -> int | None:
    """The person whose secret address this is; None for an unknown one."""
    return CalendarFeed.objects.filter(digest=digest(secret)).values_list("owner_id", flat=True).first()


def feed(secret: str, on: date) -> list[Task] | None:
    """Open tasks with a deadline of the person whose secret address this is; None for an unknown one."""
    owner = feed_owner(secret)
    return _tasks(_posts(owner, on)) if owner is not None else None
