"""A person's own work over all posts held: tasks by deadline, directions just given, drafts, what others owe. Fixed
number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import IncomingState, OutgoingState, StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import queries as tasks
from tinhgon.tasks.choices import OPEN_STATES, Boundary, ParticipantRole, TaskState
from tinhgon.tasks.models import Participant, Task

SHOWN = 50
SHOWN_ASKED = 8
SOON = timedelta(days=3)


@dataclass(frozen=True)
class TaskLine:
    task: Task
    role: str
    is_lead: bool
    given_by: str
    directed_by: str


@dataclass(frozen=True)
class Group:
    label: str
    tone: str
    lines: list[TaskLine]


@dataclass(frozen=True)
class DraftLine:
    document: Document
    state: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Owed:
    task: Task
    who: str


@dataclass(frozen=True)
class Counts:
    """Own open work, and what was given to others."""

    open: int
    overdue: int
    today: int
    soon: int
    given_open: int
    given_overdue: int
    given_soon: int


@dataclass(frozen=True)
class Work:
    counts: Counts
    lines: list[TaskLine]
    groups: list[Group]
    fresh: list[TaskLine]
    drafts: list[DraftLine]
    owed: list[Owed]
    asked: list[tasks.Waiting]

    @property
    def shown(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def _mine(actor: Actor) -> Q:
    """To be done by a post held, or by a unit headed and not yet passed on; during a leave it is with who stands
    in."""
    own = Q(lead_post__principal_id__in=actor.queue_ids) | Q(lead_post=None, owner_unit_id__in=actor.queue_unit_ids)
    return own & ~Q(boundary=Boundary.SENT)


def given(actor: Actor) -> Q:
    """Given by a post held; of work across agencies the giver's own row."""
    return Q(given_by__principal_id__in=actor.queue_ids) & ~Q(boundary=Boundary.RECEIVED)


def work(actor: Actor, at: datetime) -> Work:
    lines = _lines(actor)
    return Work(
        counts=_counts(actor, at),
        lines=lines,
        groups=_groups(lines, at),
        fresh=[line for line in lines if line.task.state == TaskState.ASSIGNED and line.task.direction_id][:4],
        drafts=_drafts(actor),
        owed=_owed(actor),
        asked=tasks.waiting_for_words(actor, SHOWN_ASKED),
    )


def ends_of(at: datetime) -> tuple[datetime, datetime]:
    """When the day ends, and the seven days that begin with it."""
    return _midnight(at), _midnight(at, 7)


def _midnight(at: datetime, days: int = 1) -> datetime:
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


def _counts(actor: Actor, at: datetime) -> Counts:
    mine, own = _mine(actor), given(actor)
    to_do = Q(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
    late = to_do & Q(due_at__lt=at)
    day_ends = _midnight(at)
    found = (
        tasks.visible_to(actor)
        .filter(mine | own, state__in=OPEN_STATES)
        .aggregate(
            open=Count("pk", filter=mine & to_do),
            overdue=Count("pk", filter=mine & late),
            today=Count("pk", filter=mine & to_do & Q(due_at__gte=at, due_at__lt=day_ends)),
            soon=Count("pk", filter=mine & to_do & Q(due_at__gte=at, due_at__lt=at + SOON)),
            given_open=Count("pk", filter=own),
            given_overdue=Count("pk", filter=own & late),
            given_soon=Count("pk", filter=own & to_do & Q(due_at__gte=at, due_at__lt=at + SOON)),
        )
    )
    return Counts(**found)


def _lines(actor: Actor) -> list[TaskLine]:
    """Open work as lead or as one who takes part, earliest deadline first."""
    takes_part = Participant.objects.filter(principal_id__in=actor.queue_ids, role=ParticipantRole.COOPERATE).values(
        "task_id"
    )
    rows = list(
        tasks.visible_to(actor)
        .filter(_mine(actor) | Q(pk__in=takes_part), state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
        .select_related("document", "direction", "lead_post", "given_by")
        .order_by("due_at", "id")[:SHOWN]
    )
    return [_line(actor, row) for row in rows]


def _line(actor: Actor, task: Task) -> TaskLine:
    is_lead = (
        task.lead_post.principal_id in actor.post_ids if task.lead_post else task.owner_unit_id in actor.headed_unit_ids
    )
    role = "Chủ trì" if is_lead else "Phối hợp"
    # History keeps "name, title"; here the name says enough.
    given_by, directed_by = (label.partition(",")[0] for label in (task.given_by_label, _words_of(task)))
    return TaskLine(task, role, is_lead, given_by, directed_by)


def _words_of(task: Task) -> str:
    return task.direction.by if task.direction else ""


def _groups(lines: list[TaskLine], at: datetime) -> list[Group]:
    day_ends, week_ends = ends_of(at)
    edges = [
        ("Quá hạn", "red", lambda due: due is not None and due < at),
        ("Hôm nay", "amb", lambda due: due is not None and at <= due < day_ends),
        ("7 ngày tới", "", lambda due: due is not None and day_ends <= due < week_ends),
        ("Sau đó", "", lambda due: due is not None and due >= week_ends),
        ("Không có hạn", "", lambda due: due is None),
    ]
    groups = [Group(label, tone, [ln for ln in lines if holds(ln.task.due_at)]) for label, tone, holds in edges]
    return [group for group in groups if group.lines]


def _drafts(actor: Actor) -> list[DraftLine]:
    """Papers one drafts that are still on their way, the newest first."""
    rows = list(
        documents.visible_to(actor)
        .filter(
            drafter__principal_id__in=actor.queue_ids,
            state__in=(
                OutgoingState.DRAFT,
                OutgoingState.SUBMITTED,
                OutgoingState.APPROVED,
                OutgoingState.SIGNED,
                OutgoingState.NUMBERED,
            ),
        )
        .exclude(state__in=IncomingState.values)
        .order_by("-pk")[:8]
    )
    steps: dict[int, ApprovalStep] = {}
    found = ApprovalStep.objects.filter(
        document__in=[row.pk for row in rows], state__in=(StepState.CURRENT, StepState.SENT_BACK)
    ).select_related("post")
    for step in found.order_by("round", "ordinal"):
        steps[step.document_id] = step
    return [_draft(row, steps.get(row.pk)) for row in rows]


def _draft(row: Document, step: ApprovalStep | None) -> DraftLine:
    words, icon, tone = {
        OutgoingState.DRAFT: ("Đang soạn", "pencil", ""),
        OutgoingState.SUBMITTED: ("Đang trình", "signature", "b"),
        OutgoingState.APPROVED: ("Đã duyệt, chờ ký", "signature", "b"),
        OutgoingState.SIGNED: ("Văn thư đang cấp số", "hash", "g"),
        OutgoingState.NUMBERED: (f"Đã cấp số {row.code}, chờ phát hành", "send", "g"),
    }[OutgoingState(row.state)]
    if step is not None and row.state == OutgoingState.SUBMITTED and step.state == StepState.CURRENT:
        words = f"Chờ {step.post.title}"
    if step is not None and row.state == OutgoingState.DRAFT and step.state == StepState.SENT_BACK:
        words, icon, tone = f"Bị trả lại: {step.opinion or step.post.title}"[:80], "arrow-back-up", "r"
    return DraftLine(row, words, icon, tone)


def _owed(actor: Actor) -> list[Owed]:
    """What one gave to others and is not handed in, the latest first."""
    rows = list(
        tasks.visible_to(actor)
        .filter(given(actor), state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
        .order_by("due_at", "id")[:8]
    )
    names = organisation.holders([row.lead_post_id for row in rows if row.lead_post_id], actor.on)
    units = organisation.unit_names([row.owner_unit_id for row in rows], actor.on)
    return [
        Owed(
            row,
            " · ".join(filter(None, [units.get(row.owner_unit_id), names.get(row.lead_post_id or 0)])),
        )
        for row in rows
    ]
