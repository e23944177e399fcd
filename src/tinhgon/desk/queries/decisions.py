"""The leader's queue: papers to direct, steps to approve or sign, opinions asked for, work to recognise, extensions to
decide. Reads the rows of lower floors for all posts of the actor; a fixed number of queries however many rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.desk.queries.items import Item, Kind
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import IncomingState, OutgoingState, StepKind, StepState, Urgency
from tinhgon.documents.models import ApprovalStep, Document, Poll, PollMember
from tinhgon.documents.queries import polling
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.tasks import queries as tasks
from tinhgon.tasks.choices import Boundary, ExtensionState, TaskState
from tinhgon.tasks.models import CirculationStop, Direction, Extension, Question, Task

CAP = 200


KINDS = {
    kind.key: kind
    for kind in (
        Kind("ky", "Ký", "Chờ ký", "signature", "b", "Xem, ký duyệt"),
        Kind("duyet", "Duyệt", "Chờ duyệt", "checkbox", "b", "Xem, duyệt"),
        Kind("but-phe", "Bút phê", "Chờ bút phê", "pencil", "y", "Bút phê", "tasks:direct", "b"),
        Kind("y-kien", "Ý kiến", "Chờ cho ý kiến", "message-2", "", "Cho ý kiến"),
        Kind("cong-nhan", "Công nhận", "Chờ công nhận", "circle-check", "g", "Xem kết quả"),
        Kind("gia-han", "Gia hạn", "Xin gia hạn", "calendar-plus", "a", "Quyết định"),
        Kind("lam-ro", "Làm rõ", "Chờ làm rõ", "help-circle", "a", "Trả lời"),
        Kind("phieu", "Phiếu", "Chờ trả lời phiếu", "checklist", "b", "Trả lời"),
        Kind("dong-phieu", "Đóng phiếu", "Chờ đóng phiếu", "checklist", "g", "Xem kết quả"),
    )
}


@dataclass(frozen=True)
class Decisions:
    rows: list[Item]
    counts: dict[str, int]
    duties: frozenset[str]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def kinds(self) -> list[tuple[Kind, int]]:
        """Kinds with something waiting."""
        return [(KINDS[key], self.counts[key]) for key in KINDS if self.counts.get(key)]

    @property
    def figures(self) -> list[tuple[Kind, int]]:
        """For the strip: what the actor's duty is stays in its place with 0."""
        return [(KINDS[key], self.counts.get(key, 0)) for key in KINDS if self.counts.get(key) or key in self.duties]

    def of(self, key: str) -> list[Item]:
        return [row for row in self.rows if row.kind.key == key] if key in KINDS else self.rows


def _steps(actor: Actor) -> QuerySet[ApprovalStep]:
    return ApprovalStep.objects.filter(
        state=StepState.CURRENT,
        post__principal_id__in=actor.queue_ids,
        document__state=OutgoingState.SUBMITTED,
        document__reader_ids__overlap=sorted(actor.principals),
    )


def _to_direct(actor: Actor) -> QuerySet[Document]:
    return documents.visible_to(actor).filter(
        flow=Flow.INCOMING, state=IncomingState.REGISTERED, waits_for_id__in=actor.queue_ids
    )


def _to_recognise(actor: Actor) -> QuerySet[Task]:
    rows = tasks.visible_to(actor).exclude(boundary=Boundary.RECEIVED)
    return rows.filter(given_by__principal_id__in=actor.queue_ids, state=TaskState.REPORTED)


def _to_extend(actor: Actor) -> QuerySet[Extension]:
    return Extension.objects.filter(
        state=ExtensionState.ASKED,
        task__given_by__principal_id__in=actor.queue_ids,
        task__reader_ids__overlap=sorted(actor.principals),
    ).exclude(task__boundary=Boundary.RECEIVED)


def decisions(actor: Actor, at: datetime) -> Decisions:
    """Everything that waits for the actor's word, the most urgent first; thirteen queries."""
    steps = list(_steps(actor).select_related("document__type", "document__drafter", "post").order_by("id")[:CAP])
    papers = list(_to_direct(actor).select_related("book").order_by("id")[:CAP])
    done = list(_to_recognise(actor).select_related("document", "given_by").order_by("id")[:CAP])
    asked = list(_to_extend(actor).select_related("task__given_by").order_by("id")[:CAP])
    questions = list(tasks.to_answer(actor).order_by("id")[:CAP])
    going_around = list(tasks.asked_of(actor).select_related("circulation__document", "post").order_by("id")[:CAP])
    drafters = [s.document.drafter_id for s in steps if s.document.drafter_id]
    names = organisation.holders(drafters + [t.lead_post_id for t in done if t.lead_post_id], actor.on)
    owners = [s.document.owner_unit_id for s in steps if s.document.owner_unit_id]
    units = organisation.unit_names(owners + [t.owner_unit_id for t in done], actor.on)
    rows = [
        *_step_rows(steps, names, units),
        *_paper_rows(papers, tasks.open_proposals([paper.pk for paper in papers])),
        *_task_rows(done, names, units),
        *(_extension_row(row) for row in asked),
        *(_opinion_row(row) for row in going_around),
        *(_question_row(row) for row in questions),
        *(_form_row(row) for row in polling.forms_to_fill(actor, at).select_related(*_POLL)[:CAP]),
        *(_round_row(row) for row in polling.rounds_to_close(actor, at).select_related("opener")[:CAP]),
    ]
    rows.sort(key=lambda row: row.order)
    duties = {"ky", "but-phe", "y-kien"} if actor.agencies_where(Duty.DIRECT) else set()
    return Decisions(rows, Counter(row.kind.key for row in rows), frozenset(duties))


def kind_of_step(step: ApprovalStep) -> Kind:
    return KINDS[{StepKind.SIGNATURE: "ky", StepKind.OPINION: "y-kien"}.get(StepKind(step.kind), "duyet")]


def _step_rows(steps: list[ApprovalStep], names: dict[int, str], units: dict[int, str]) -> Iterator[Item]:
    for step in steps:
        paper = step.document
        unit, drafter = units.get(paper.owner_unit_id or 0, ""), names.get(paper.drafter_id or 0, "")
        draft = f"Dự thảo lần {paper.draft_ordinal}" if paper.draft_ordinal else "Dự thảo"
        yield Item(
            kind_of_step(step),
            "document",
            paper.pk,
            paper.public_id,
            step.post.principal_id,
            paper.urgency,
            " · ".join(filter(None, [draft, paper.type.name if paper.type else ""])),
            " · ".join(filter(None, [f"{unit} trình" if unit else "", drafter])),
            paper.subject,
            paper.reply_due_at or paper.due_at,
        )


def _paper_rows(papers: list[Document], proposals: dict[int, Direction]) -> Iterator[Item]:
    for paper in papers:
        arrived = f"đến {localtime(paper.registered_at):%d/%m}" if paper.registered_at else ""
        number = f"số {paper.register_number:,}".replace(",", ".") if paper.register_number else ""
        yield Item(
            KINDS["but-phe"],
            "document",
            paper.pk,
            paper.public_id,
            paper.waits_for_id,
            paper.urgency,
            paper.code,
            " · ".join(filter(None, [paper.issuer, ", ".join(filter(None, [arrived, number]))])),
            paper.subject,
            paper.due_at or paper.reply_due_at,
            proposal=proposals.get(paper.pk),
        )


def _task_rows(done: list[Task], names: dict[int, str], units: dict[int, str]) -> Iterator[Item]:
    for task in done:
        who = names.get(task.lead_post_id or 0) or units.get(task.owner_unit_id, "")
        code = task.document.code if task.document and not task.document.is_restricted else ""
        yield Item(
            KINDS["cong-nhan"],
            "task",
            task.pk,
            task.public_id,
            task.given_by.principal_id,
            "",
            code or "Nhiệm vụ",
            f"{who} báo cáo hoàn thành",
            task.title,
            task.due_at,
        )


def _extension_row(row: Extension) -> Item:
    return Item(
        KINDS["gia-han"],
        "task",
        row.task_id,
        row.task.public_id,
        row.task.given_by.principal_id,
        "",
        f"Xin đến {localtime(row.asked_due_at):%d/%m}",
        row.asked_by,
        row.task.title,
        row.task.due_at,
    )


def _opinion_row(stop: CirculationStop) -> Item:
    circulation, paper = stop.circulation, stop.circulation.document
    by, _, _ = circulation.by.partition(",")
    return Item(
        KINDS["y-kien"],
        "circulation",
        circulation.pk,
        circulation.public_id,
        stop.post.principal_id,
        paper.urgency,
        paper.code,
        f"{by} chuyển: {circulation.text}"[:120],
        paper.subject,
        circulation.due_at,
    )


def _question_row(row: Question) -> Item:
    return Item(
        KINDS["lam-ro"],
        "question",
        row.pk,
        row.public_id,
        row.to_post.principal_id,
        "",
        "Đề nghị làm rõ",
        f"{row.by.partition(',')[0]}: {row.text}"[:160],
        tasks.question_title(row),
        row.task.due_at if row.task is not None else None,
    )


_POLL = ("poll", "post")


def _form_row(row: PollMember) -> Item:
    poll = row.poll
    by = poll.opened_by.partition(",")[0]
    return _poll_item("phieu", poll, row.post.principal_id, f"{by} gửi phiếu lấy ý kiến")


def _round_row(poll: Poll) -> Item:
    return _poll_item(
        "dong-phieu", poll, poll.opener.principal_id if poll.opener else None, "Đã hết hạn hoặc đủ trả lời"
    )


def _poll_item(kind: str, poll: Poll, post_id: int | None, source: str) -> Item:
    return Item(
        KINDS[kind], "poll", poll.pk, poll.public_id, post_id, "", "Lấy ý kiến", source, poll.question, poll.due_at
    )


def nav_counts(actor: Actor, at: datetime) -> dict[str, tuple[int, bool]]:
    """Papers waiting for the actor's word, in one query; red when one is due today, late or hoả tốc."""
    day_ends = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    steps, papers = _steps(actor), _to_direct(actor)

    def hot(prefix: str) -> Case:
        is_hot = Value(True, output_field=BooleanField())
        return Case(
            When(**{f"{prefix}urgency": Urgency.HOA_TOC}, then=is_hot),
            When(limit__lt=day_ends, then=is_hot),
            default=Value(False, output_field=BooleanField()),
        )

    first = steps.annotate(limit=Coalesce("document__reply_due_at", "document__due_at")).annotate(hot=hot("document__"))
    second = papers.annotate(limit=Coalesce("due_at", "reply_due_at")).annotate(hot=hot(""))
    third = tasks.asked_of(actor).annotate(limit=F("circulation__due_at")).annotate(hot=hot("circulation__document__"))
    marks = list(first.values_list("hot").union(second.values_list("hot"), third.values_list("hot"), all=True)[:1000])
    return {"home": (len(marks), any(mark for (mark,) in marks))}
