"""What one waits for from others: work given and not handed in, drafts submitted and not decided, opinions and answers
asked for; by whoever holds it, since when, the late first. A fixed number of queries; what is not shown is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.desk.queries.items import FAR, PAGES
from tinhgon.desk.queries.work import given as given_by_me
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import OutgoingState, StepState
from tinhgon.documents.models import ApprovalStep
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import queries as tasks
from tinhgon.tasks import rules
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Task

MOST = 200
_SUBMITTED = ("documents.submit", "documents.approve")


@dataclass(frozen=True)
class Awaited:
    """One thing somebody else holds; `urged_count` and `can_urge` where one may remind of it."""

    object: str
    public_id: UUID
    post_id: int | None
    words: str
    title: str
    since: datetime | None
    due_at: datetime | None
    is_overdue: bool
    can_urge: bool = False
    urged_count: int = 0

    @property
    def url_name(self) -> str:
        return PAGES[self.object]


@dataclass(frozen=True)
class Holder:
    name: str
    unit: str
    rows: list[Awaited]

    @property
    def overdue_count(self) -> int:
        return sum(row.is_overdue for row in self.rows)

    @property
    def order(self) -> tuple[bool, datetime]:
        return not self.overdue_count, min(row.due_at or FAR for row in self.rows)


@dataclass(frozen=True)
class Waiting:
    holders: list[Holder]
    is_capped: bool

    @property
    def count(self) -> int:
        return sum(len(holder.rows) for holder in self.holders)

    @property
    def overdue_count(self) -> int:
        return sum(holder.overdue_count for holder in self.holders)


def waiting(actor: Actor, at: datetime) -> Waiting:
    """What others hold of mine, in every post held."""
    given = tasks.visible_to(actor).filter(given_by_me(actor), state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
    work = list(given.select_related("lead_post", "given_by").order_by("due_at", "id")[: MOST + 1])
    steps = list(
        ApprovalStep.objects.filter(
            state=StepState.CURRENT,
            document__state=OutgoingState.SUBMITTED,
            document__drafter__principal_id__in=actor.queue_ids,
            document__in=documents.visible_to(actor),
        )
        .exclude(post__principal_id__in=actor.post_ids)
        .select_related("document__drafter", "post")
        .order_by("document__reply_due_at", "id")[: MOST + 1]
    )
    names = organisation.holders(
        [pk for pk in {*(t.lead_post_id for t in work), *(s.post_id for s in steps)} if pk], actor.on
    )
    units = organisation.unit_names([*(t.owner_unit_id for t in work), *(s.post.unit_id for s in steps)], actor.on)
    since = _since([s.document_id for s in steps])
    found: dict[tuple[str, str], list[Awaited]] = {}
    for task in work[:MOST]:
        unit = units.get(task.owner_unit_id, "")
        name = names.get(task.lead_post_id or 0) or (task.lead_post.title if task.lead_post else unit)
        found.setdefault((name, unit), []).append(_of_task(actor, task, at))
    for step in steps[:MOST]:
        name = names.get(step.post_id) or f"{step.post.title} (đang khuyết)"
        row = _of_step(step, since.get(step.document_id), at)
        found.setdefault((name, units.get(step.post.unit_id, "")), []).append(row)
    for said in tasks.waiting_for_words(actor, MOST):
        name, _, place = said.who.partition(", ")
        found.setdefault((name, place), []).append(_of_words(said, at))
    holders = [Holder(name, unit if unit != name else "", _late_first(rows)) for (name, unit), rows in found.items()]
    return Waiting(sorted(holders, key=lambda h: h.order), max(len(work), len(steps)) > MOST)


def _of_task(actor: Actor, task: Task, at: datetime) -> Awaited:
    seat = actor.seated_for(task.agency_id, task.given_by.principal_id)
    return Awaited(
        "task",
        task.public_id,
        seat.post_id,
        "Đã giao, chưa tiếp nhận" if task.state == TaskState.ASSIGNED else f"Đang làm, {task.progress}%",
        task.title,
        task.given_at,
        task.due_at,
        rules.is_overdue(task, at),
        bool(rules.can_urge(seat, task)),
        task.urge_count,
    )


def _of_step(step: ApprovalStep, since: datetime | None, at: datetime) -> Awaited:
    paper = step.document
    due = paper.reply_due_at or paper.due_at
    return Awaited(
        "document",
        paper.public_id,
        paper.drafter.principal_id if paper.drafter else None,
        f"Đã trình, chờ {step.get_kind_display().lower()}",
        paper.subject,
        since,
        due,
        due is not None and due < at,
    )


def _of_words(said: tasks.Waiting, at: datetime) -> Awaited:
    """An opinion on a paper sent around, the answer to a question."""
    words = f"{said.words}. {said.away}" if said.away else said.words
    is_late = said.due_at is not None and said.due_at < at
    page = said.url_name.partition(":")[2]
    return Awaited(page, said.public_id, None, words, said.title, said.since_at, said.due_at, is_late)


def _late_first(rows: Iterable[Awaited]) -> list[Awaited]:
    return sorted(rows, key=lambda row: (not row.is_overdue, row.due_at or FAR))


def _since(paper_ids: list[int]) -> dict[int, datetime]:
    """When each paper last went on to somebody."""
    if not paper_ids:
        return {}
    moved = Event.objects.filter(Q(object_type="document", object_id__in=paper_ids), verb__in=_SUBMITTED)
    rows = moved.order_by("object_id", "-id").distinct("object_id")
    return dict(rows.values_list("object_id", "at"))
