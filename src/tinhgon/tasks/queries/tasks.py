"""One task: the only doors to it, and everything its page shows."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.audit import queries as audit
from tinhgon.core.storage import queries as storage
from tinhgon.core.verdict import Verdict
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import rules
from tinhgon.tasks.choices import Boundary, ExtensionState, ParticipantRole
from tinhgon.tasks.models import Direction, Extension, Opinion, Participant, Question, Report, Task, Urge
from tinhgon.tasks.queries.asking import questions_on


def visible_to(actor: Actor) -> QuerySet[Task]:
    """Tasks the actor may read, narrowed in SQL (law 1)."""
    return Task.objects.filter(reader_ids__overlap=sorted(actor.principals))


def task_for(actor: Actor, public_id: uuid.UUID) -> Task | None:
    """A task the actor may see, with what the rules look at; None for everybody else."""
    return (
        visible_to(actor)
        .select_related("given_by", "lead_post", "document", "owner_unit", "parent")
        .filter(public_id=public_id)
        .first()
    )


def open_extension(task: Task) -> Extension | None:
    return task.extensions.filter(state=ExtensionState.ASKED).first()


@dataclass(frozen=True)
class Cell:
    """One of the "6 rõ"; empty `value` is a gap that the page shows in red."""

    icon: str
    label: str
    value: str
    hint: str = ""
    missing: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class TaskView:
    task: Task
    lead: str
    unit: str
    cells: tuple[Cell, ...]
    is_overdue: bool
    participants: list[Participant]
    # The parts the actor may read, and how many there are besides.
    children: list["TaskChild"]
    hidden_count: int
    reports: list[Report]
    extensions: list[Extension]
    asked: Extension | None
    directions: list[Direction]
    history: list[audit.HistoryRow]
    parent_is_visible: bool
    document_is_visible: bool
    is_giver: bool = False
    updates: list["Update"] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    files: list["AttachedFile"] = field(default_factory=list)
    # The agency on the other side of the boundary, when there is one.
    other_side: str = ""
    questions: list[Question] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    @property
    def missing_count(self) -> int:
        return sum(not cell.value for cell in self.cells)


@dataclass(frozen=True)
class Update:
    """What happened to the work: a report of the doers, or that they were urged."""

    at: datetime
    by: str
    report: Report | None = None
    urge: Urge | None = None


@dataclass(frozen=True)
class AttachedFile:
    """A file handed in with a report or an opinion."""

    url_name: str
    pk: int
    name: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TaskChild:
    task: Task
    lead: str
    is_overdue: bool


def task_view(actor: Actor, public_id: uuid.UUID, at: datetime) -> TaskView | None:
    task = task_for(actor, public_id)
    if task is None:
        return None
    extensions = list(task.extensions.order_by("-id"))
    asked = next((e for e in extensions if e.state == ExtensionState.ASKED), None)
    children = list(visible_to(actor).filter(parent=task).select_related("lead_post").order_by("due_at", "id"))
    everyone = [task, *children]
    holders = organisation.holders([t.lead_post_id for t in everyone if t.lead_post_id], actor.on)
    units = organisation.unit_names([t.owner_unit_id for t in everyone], actor.on)
    participants = list(task.participants.order_by("role", "id"))
    leads = {t.pk: _lead(t, holders, units) for t in everyone}
    reports = list(task.reports.select_related("document").order_by("-id"))
    opinions = list(task.opinions.order_by("id"))
    directions = list(task.document.directions.order_by("-id")) if task.document and task.direction_id else []
    if task.boundary == Boundary.RECEIVED and task.direction is not None:
        # The words from above come with the task; the paper's other directions there are this agency's own.
        directions = [*directions, task.direction]
    return TaskView(
        task=task,
        lead=leads[task.pk],
        unit=units.get(task.owner_unit_id, ""),
        cells=_cells(task, leads[task.pk], units.get(task.owner_unit_id, ""), participants, at),
        is_overdue=rules.is_overdue(task, at),
        participants=participants,
        children=[TaskChild(c, leads[c.pk], rules.is_overdue(c, at)) for c in children],
        hidden_count=task.children.count() - len(children),
        reports=reports,
        updates=_updates(reports, list(task.urges.order_by("-id"))),
        opinions=opinions,
        files=_files(reports, opinions),
        other_side=_other_side(task),
        extensions=extensions,
        asked=asked,
        directions=[d for d in directions if d.pk == task.direction_id or d.superseded_by_id is None],
        history=audit.history("task", task.pk),
        parent_is_visible=task.parent is not None and bool(rules.can_see(actor, task.parent)),
        document_is_visible=task.document is not None and bool(actor.principals & set(task.document.reader_ids)),
        is_giver=rules.is_giver(actor, task),
        questions=questions_on(task),
        verdicts={
            "accept": rules.can_accept(actor, task),
            "progress": rules.can_report_progress(actor, task),
            "done": rules.can_report_done(actor, task),
            "pass_on": rules.can_pass_on(actor, task),
            "extension": rules.can_ask_extension(actor, task, at, asked is not None),
            "decide": rules.can_decide_extension(actor, task, asked),
            "recognise": rules.can_recognise(actor, task),
            "send_back": rules.can_send_back(actor, task),
            "return": rules.can_return(actor, task),
            "clarify": rules.can_clarify(actor, task),
            "reassign": rules.can_reassign(actor, task),
            "cancel": rules.can_cancel(actor, task),
            "urge": rules.can_urge(actor, task),
            "opinion": rules.can_give_opinion(actor, task),
            "ask": rules.can_ask(actor, task),
        },
    )


def _updates(reports: list[Report], urges: list[Urge]) -> list[Update]:
    rows = [Update(r.at, r.by, report=r) for r in reports] + [Update(u.at, u.by, urge=u) for u in urges]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _files(reports: list[Report], opinions: list[Opinion]) -> list[AttachedFile]:
    rows = [AttachedFile("tasks:evidence", r.pk, r.evidence_name, r.by, r.at) for r in reports if r.evidence_id]
    rows += [AttachedFile("tasks:opinion_file", o.pk, o.file_name, o.by, o.at) for o in opinions if o.file_id]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _other_side(task: Task) -> str:
    if task.boundary == Boundary.SENT:
        return organisation.profile(task.owner_unit.agency_id).name
    if task.boundary == Boundary.RECEIVED and task.origin is not None:
        return organisation.profile(task.origin.agency_id).name
    return ""


def _lead(task: Task, holders: dict[int, str], units: dict[int, str]) -> str:
    unit = units.get(task.owner_unit_id, "")
    if task.lead_post is None:
        return unit
    name = holders.get(task.lead_post.pk)
    return f"Đ/c {name}, {task.lead_post.title}" if name else f"{task.lead_post.title} (đang khuyết)"


def _cells(task: Task, lead: str, unit: str, participants: list[Participant], at: datetime) -> tuple[Cell, ...]:
    cooperating = [p.label for p in participants if p.role == ParticipantRole.COOPERATE]
    starts = f"{rules.localtime(task.given_at):%d/%m}"
    due = f"{starts} đến {rules.localtime(task.due_at):%H:%M %d/%m/%Y}" if task.due_at else ""
    moved = task.first_due_at is not None and task.first_due_at != task.due_at
    first = f"Hạn gốc {rules.localtime(task.first_due_at):%H:%M %d/%m/%Y}" if moved and task.first_due_at else ""
    who = Cell("user", "Rõ người", lead if task.lead_post else "", f"Chủ trì: {unit}", "Chưa phân công người")
    if task.boundary == Boundary.SENT:
        who = Cell("user", "Rõ người", unit, "Cơ quan nhận phân công người")
    return (
        who,
        Cell(
            "clipboard-text",
            "Rõ việc",
            task.title,
            f"Phối hợp: {', '.join(cooperating)}" if cooperating else "Không có đơn vị phối hợp",
        ),
        Cell("clock", "Rõ thời gian", due, first, "Chưa có hạn", rules.is_overdue(task, at)),
        Cell("scale", "Rõ trách nhiệm", task.responsibility, "", "Chưa rõ trách nhiệm"),
        Cell("file-check", "Rõ sản phẩm", task.product, "", "Chưa rõ sản phẩm"),
        Cell("key", "Rõ thẩm quyền", task.authority, "", "Chưa rõ thẩm quyền"),
    )


@dataclass(frozen=True)
class Evidence:
    name: str
    media_type: str
    content: bytes


def evidence_for(actor: Actor, report_id: int) -> Evidence | None:
    """The file of a report, for whoever may see its task."""
    report = (
        Report.objects.filter(pk=report_id, task__in=visible_to(actor), evidence__isnull=False)
        .select_related("evidence")
        .first()
    )
    if report is None or report.evidence is None:
        return None
    return Evidence(report.evidence_name, report.evidence.media_type, storage.content(report.evidence))
