"""Ai đang giữ: of papers somebody asks about on the telephone, who holds each now and since when, what was last said,
the deadline, the reply, and whether the asker may urge. A fixed number of queries however many papers are found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import IncomingState, OutgoingState, RelationKind, StepState
from tinhgon.documents.models import ApprovalStep, Comment, Document, Relation
from tinhgon.documents.queries import finding, originals
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import queries as tasks
from tinhgon.tasks import rules
from tinhgon.tasks.choices import OPEN_STATES, DirectionKind
from tinhgon.tasks.models import Direction, Opinion, Task

SHOWN = 8
CLERK = "Văn thư"
# Acts after which another holds the paper, or nobody any more.
_MOVES = [
    f"documents.{verb}"
    for verb in (
        "register", "present", "receive", "refuse", "close", "reopen", "draft", "submit", "approve", "send_back",
        "pull_back", "sign_by_hand", "number", "issue", "withdraw", "abandon", "recalled",
    )
] + ["tasks.direct", "tasks.supersede"]  # fmt: skip
_TASK_MOVES = [
    f"tasks.{verb}" for verb in ("direct", "create", "receive", "pass_on", "reassign", "report_done", "send_back")
]
_WITH_THE_CLERK = (OutgoingState.APPROVED, OutgoingState.SIGNED, OutgoingState.NUMBERED)


@dataclass(frozen=True)
class Said:
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Reply:
    public_id: UUID
    code: str


@dataclass(frozen=True)
class Held:
    """One paper: `holder` is "" where its way has ended; `urge` is the task whose doer the asker may urge; `on_paper`
    says who has its originals."""

    document: Document
    holder: str
    since: datetime | None
    said: Said | None
    deadline: datetime | None
    is_ended: bool
    replies: list[Reply]
    urge: UUID | None
    on_paper: list[str]


@dataclass(frozen=True)
class _Ground:
    """What stands behind the papers found, by paper."""

    tasks: dict[int, list[Task]]
    steps: dict[int, ApprovalStep]
    names: dict[int, str]
    units: dict[int, str]


def holding(actor: Actor, text: str) -> list[Held]:
    """The papers a number names, at most eight, the newest first."""
    ids = finding.papers_named(actor, text, SHOWN)
    if not ids:
        return []
    rows = documents.visible_to(actor).filter(pk__in=ids)
    papers = {p.pk: p for p in rows.select_related("waits_for__post", "waits_for__role", "lead_post", "drafter")}
    ground = _ground(actor, list(papers.values()))
    said, since, replies = _said(actor, ids), _since(ids, ground), _replies(actor, ids)
    on_paper = originals.held_in_words(actor, papers)
    found = []
    for paper in (papers[pk] for pk in ids if pk in papers):
        holder = _holder(paper, ground)
        urge = next((t for t in ground.tasks.get(paper.pk, []) if rules.can_urge(actor, t)), None)
        found.append(
            Held(
                document=paper,
                holder=holder,
                since=max(filter(None, [since.get(paper.pk), *_moments(paper)]), default=None),
                said=said.get(paper.pk),
                deadline=paper.due_at or paper.reply_due_at,
                is_ended=not holder,
                replies=replies.get(paper.pk, []),
                urge=urge.public_id if urge else None,
                on_paper=on_paper.get(paper.pk, []),
            )
        )
    return found


def _ground(actor: Actor, papers: list[Document]) -> _Ground:
    ids = [paper.pk for paper in papers]
    work: dict[int, list[Task]] = {}
    rows = tasks.visible_to(actor).filter(document_id__in=ids, state__in=OPEN_STATES)
    # The last that was split off stands first: who does the work holds the paper.
    for task in rows.select_related("lead_post", "given_by").order_by("-id"):
        work.setdefault(task.document_id or 0, []).append(task)
    steps: dict[int, ApprovalStep] = {}
    current = ApprovalStep.objects.filter(document_id__in=ids, state=StepState.CURRENT).select_related("post")
    for step in current.order_by("ordinal"):
        steps.setdefault(step.document_id, step)
    open_tasks = [task for found in work.values() for task in found]
    posts = {p.lead_post_id for p in papers} | {p.drafter_id for p in papers} | {s.post_id for s in steps.values()}
    posts |= {t.lead_post_id for t in open_tasks}
    posts |= {p.waits_for.post.pk for p in papers if p.waits_for and hasattr(p.waits_for, "post")}
    units = {p.lead_unit_id for p in papers} | {t.owner_unit_id for t in open_tasks}
    return _Ground(
        work,
        steps,
        organisation.holders([pk for pk in posts if pk], actor.on),
        organisation.unit_names([pk for pk in units if pk], actor.on),
    )


def _leading(paper: Document, ground: _Ground) -> Task | None:
    """The task of the unit that leads, else whichever is open."""
    work = ground.tasks.get(paper.pk, [])
    return next((task for task in work if task.owner_unit_id == paper.lead_unit_id), next(iter(work), None))


def _holder(paper: Document, ground: _Ground) -> str:
    """Who holds a paper now; "" where nobody does any more."""
    if paper.is_incoming:
        if paper.state == IncomingState.DIRECTED:
            task = _leading(paper, ground)
            unit = ground.units.get((task.owner_unit_id if task else paper.lead_unit_id) or 0, "")
            return _who(task.lead_post if task else paper.lead_post, ground) or unit or "Người được giao xử lý"
        if paper.state == IncomingState.REGISTERED and paper.waits_for is not None:
            role = getattr(paper.waits_for, "role", None)
            return _who(getattr(paper.waits_for, "post", None), ground) or (role.get_role_display() if role else CLERK)
        return CLERK if paper.state in (IncomingState.ARRIVED, IncomingState.REGISTERED) else ""
    if paper.state == OutgoingState.DRAFT:
        return _who(paper.drafter, ground) or "Người soạn"
    step = ground.steps.get(paper.pk)
    if paper.state == OutgoingState.SUBMITTED and step is not None:
        return _who(step.post, ground)
    return CLERK if paper.state in _WITH_THE_CLERK else ""


def _who(post: object, ground: _Ground) -> str:
    pk, title = getattr(post, "pk", None), getattr(post, "title", "")
    name = ground.names.get(pk or 0)
    return f"Đ/c {name}, {title}" if name else f"{title} (đang khuyết)" if title else ""


def _said(actor: Actor, ids: list[int]) -> dict[int, Said]:
    """The last words on each paper: a direction, an opinion of a step, a remark, a word on its work."""
    words = Direction.objects.filter(document_id__in=ids, kind=DirectionKind.DIRECTION, superseded_by=None)
    steps = ApprovalStep.objects.filter(document_id__in=ids, decided_at__isnull=False).exclude(opinion="")
    remarks = Comment.objects.filter(document_id__in=ids)
    opinions = Opinion.objects.filter(task__document_id__in=ids, task__in=tasks.visible_to(actor))
    rows: Iterable[tuple[int, str, str, datetime | None]] = [
        *words.order_by("document_id", "-id").distinct("document_id").values_list("document_id", "text", "by", "at"),
        *steps.order_by("document_id", "-decided_at")
        .distinct("document_id")
        .values_list("document_id", "opinion", "decided_by", "decided_at"),
        *remarks.order_by("document_id", "-id").distinct("document_id").values_list("document_id", "text", "by", "at"),
        *opinions.order_by("task__document_id", "-id")
        .distinct("task__document_id")
        .values_list("task__document_id", "text", "by", "at"),
    ]
    found: dict[int, Said] = {}
    for document_id, text, by, at in rows:
        if at and (document_id not in found or found[document_id].at < at):
            found[document_id] = Said(text, by, at)
    return found


def _since(ids: list[int], ground: _Ground) -> dict[int, datetime]:
    """The last act that moved a paper, or the open work on it."""
    of_task = {task.pk: paper for paper, work in ground.tasks.items() for task in work}
    moved = Q(object_type="document", object_id__in=ids, verb__in=_MOVES)
    if of_task:
        moved |= Q(object_type="task", object_id__in=list(of_task), verb__in=_TASK_MOVES)
    rows = Event.objects.filter(moved).order_by("object_type", "object_id", "-id").distinct("object_type", "object_id")
    found = {paper: max(task.given_at for task in work) for paper, work in ground.tasks.items()}
    for kind, pk, at in rows.values_list("object_type", "object_id", "at"):
        paper = pk if kind == "document" else of_task[pk]
        found[paper] = max(found.get(paper, at), at)
    return found


def _moments(paper: Document) -> list[datetime | None]:
    """When the paper itself says that it changed hands."""
    return [paper.arrived_at, paper.registered_at, paper.handled_at, paper.issued_at]


def _replies(actor: Actor, ids: list[int]) -> dict[int, list[Reply]]:
    rows = Relation.objects.filter(
        to_document_id__in=ids,
        kind=RelationKind.REPLIES,
        withdrawn_at=None,
        from_document__in=documents.visible_to(actor),
    ).exclude(from_document__code="")
    found: dict[int, list[Reply]] = {}
    for to, public_id, code in rows.order_by("id").values_list(
        "to_document_id", "from_document__public_id", "from_document__code"
    ):
        found.setdefault(to, []).append(Reply(public_id, code))
    return found
