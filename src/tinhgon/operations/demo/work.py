"""What happens to an invented paper: directions, tasks, approval, as far as its age would have brought it."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from officekit import vntext
from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.documents.choices import HandlingClass, IncomingState, OutgoingState, StepKind, StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post, Unit
from tinhgon.tasks import actions as tasks
from tinhgon.tasks.choices import DirectionKind, TaskState
from tinhgon.tasks.models import Direction, Task

if TYPE_CHECKING:
    from tinhgon.operations.demo.papers import Desk

_WORDS = (
    "Giao {unit} chủ trì tham mưu, báo cáo trước {due}.",
    "Chuyển {unit} nghiên cứu, đề xuất; trình trước {due}.",
    "{unit} thực hiện, báo cáo kết quả trước {due}.",
    "Giao {unit} rà soát, tổng hợp chung; xong trước {due}.",
)


_YOUNG = (
    OutgoingState.DRAFT,
    OutgoingState.SUBMITTED,
    OutgoingState.SUBMITTED,
    OutgoingState.APPROVED,
    OutgoingState.SIGNED,
    OutgoingState.NUMBERED,
    OutgoingState.NUMBERED,
)


class Work:
    """Decides first (`incoming`, `outgoing`), writes rows when the paper has its id (`write`)."""

    def __init__(self, rng: random.Random, desk: "Desk", until: datetime) -> None:
        self.rng, self.desk, self.until = rng, desk, until

    def incoming(self, document: Document) -> None:
        """Old papers are mostly done, the newest wait for a leader."""
        age = (self.until - document.created_at).days
        leader, lead = self.desk.seat("lanhdao"), self._lead()
        document.chain_ids = [leader.principal_id]
        if age < 1 or (age < 4 and self.rng.random() < 0.3):
            document.state = IncomingState.REGISTERED
            document.waits_for_id = leader.principal_id if age or self.rng.random() < 0.6 else None
            return
        document.state = IncomingState.DIRECTED
        document.chain_ids += [lead.principal_id, lead.unit.principal_id]
        document.lead_unit, document.lead_post, document.waits_for_id = lead.unit, lead, lead.principal_id
        due_day = document.created_at + timedelta(days=self.rng.choice((3, 5, 7, 10, 14)))
        document.due_at = due_day.replace(hour=10, minute=0, second=0)  # 17:00 in the office
        document.handling, document.progress = HandlingClass.OPEN, self.rng.choice((0, 20, 40, 60, 80))
        if self.rng.random() < min(0.95, age / 14):
            late = timedelta(days=self.rng.choice((-3, -2, -1, -1, 0, 2)))
            document.handled_at = min(max(document.due_at + late, document.created_at + timedelta(hours=3)), self.until)
            document.handling, document.progress = HandlingClass.DONE, 100
            document.state, document.waits_for_id = IncomingState.CLOSED, None
            document.closing_reason = "Đã có văn bản trả lời hoặc sản phẩm được công nhận"

    def outgoing(self, document: Document) -> None:
        """The newest are still on their way up."""
        age = (self.until - document.created_at).days
        drafter, leader = self.desk.seat("chuyenvien"), self.desk.seat("lanhdao")
        document.chain_ids = [drafter.principal_id, leader.principal_id, self.desk.seat("chanhvp").principal_id]
        document.state = self.rng.choice(_YOUNG) if age < 4 else OutgoingState.ISSUED
        if document.state == OutgoingState.SUBMITTED:
            document.waits_for_id = self.desk.seat("chanhvp").principal_id

    def write(self, document: Document) -> None:
        """Directions, tasks and steps of a saved paper."""
        if document.is_incoming and document.lead_post is not None:
            self._task(document, document.lead_post)
        elif document.state == OutgoingState.SUBMITTED:
            self._steps(document)

    def _lead(self) -> Post:
        seats = ("chuyenvien", "chuyenvien2", "truongphong", "truongbtc", "truongbtgdv", "chunhiemubkt", "chanhvp")
        there = [p for p in self.desk.posts if p.seat_key in seats]  # type: ignore[attr-defined]
        return self.rng.choice(there)

    def _task(self, document: Document, lead: Post) -> None:
        leader = self.desk.seat("lanhdao")
        at = document.created_at + timedelta(hours=2)
        assert document.due_at is not None
        text = self.rng.choice(_WORDS).format(unit=f"đ/c {lead.title}", due=f"{document.due_at:%d/%m}")
        direction = Direction.objects.create(
            document=document,
            kind=DirectionKind.DIRECTION,
            text=text,
            by_post=leader,
            by=self.desk.label(leader),
            at=at,
            lead_id=lead.principal_id,
            due_at=document.due_at,
        )
        Task.objects.create(
            agency=self.desk.agency,
            owner_unit=lead.unit,
            document=document,
            direction=direction,
            title=document.subject[:500],
            title_key=vntext.fold(document.subject)[:500],
            lead_post=lead,
            product="Văn bản trả lời hoặc báo cáo" if self.rng.random() < 0.8 else "",
            responsibility="Chủ trì",
            authority="Theo quy chế làm việc" if self.rng.random() < 0.7 else "",
            given_by=leader,
            given_by_label=self.desk.label(leader),
            given_at=at,
            first_due_at=document.due_at,
            due_at=document.due_at,
            state=self._state(document),
            progress=document.progress,
            reported_at=document.handled_at,
            completed_at=document.handled_at,
            reader_ids=sorted({lead.principal_id, lead.unit.principal_id, leader.principal_id}),
        )

    @staticmethod
    def _state(document: Document) -> TaskState:
        if document.handling == HandlingClass.DONE:
            return TaskState.COMPLETED
        return TaskState.ACCEPTED if document.progress else TaskState.ASSIGNED

    def _steps(self, document: Document) -> None:
        route = (
            (StepKind.CONTENT, self.desk.seat("truongphong", "chanhvp"), StepState.APPROVED),
            (StepKind.FORMAT, self.desk.seat("chanhvp"), StepState.CURRENT),
            (StepKind.SIGNATURE, self.desk.seat("lanhdao"), StepState.WAITING),
        )
        for ordinal, (kind, post, state) in enumerate(route, 1):
            ApprovalStep.objects.create(document=document, ordinal=ordinal, kind=kind, post=post, state=state)


def cross(until: datetime) -> Direction | None:
    """The provincial committee gives a registered paper to a commune below it, whose chairman takes it over and gives a
    part of it on; one urging and one opinion cross. The real acts, so that both sides say what an office would see.
    None where no such paper waits."""
    leader, chairman = _actor("lanhdao.tinhuy", until), _actor("lanhdao.tanhoa", until)
    waiting = Document.objects.filter(
        agency_id=leader.agency_id, flow="incoming", state=IncomingState.REGISTERED, is_restricted=False
    )
    paper = waiting.order_by("-id").first()
    commune = Unit.objects.filter(agency_id=chairman.agency_id, versions__parent=None).first()
    specialist = Post.objects.filter(appointments__person__principal__user__username="chuyenvien.tanhoa").first()
    if paper is None or commune is None or specialist is None:
        return None
    at = until - timedelta(hours=2)
    due = deadlines.due_moment("10 ngày", at, calendars.calendar_for(leader.agency_id, leader.on))
    words = "Giao UBND xã Tân Hòa chủ trì rà soát, báo cáo Thường trực Tỉnh ủy."
    direction = tasks.direct(
        leader, paper.public_id, words, at, lead=commune.principal_id, due=due, product="Báo cáo rà soát"
    )
    sent = direction.tasks.get(origin=None)
    received = sent.received.get()
    tasks.accept(chairman, received.public_id, at + timedelta(minutes=20))
    part = "Tổng hợp số liệu của các thôn"
    tasks.pass_on(chairman, received.public_id, specialist.principal_id, at + timedelta(minutes=25), title=part)
    tasks.report_progress(chairman, received.public_id, 30, "Đã giao Phòng Kinh tế tổng hợp.", until)
    tasks.urge(leader, sent.public_id, "Thường trực cần số liệu sơ bộ trước cuối tuần.", until)
    tasks.give_opinion(leader, sent.public_id, "Tập trung hồ sơ tồn từ tháng trước.", until, crosses=True)
    return direction


def _actor(username: str, until: datetime) -> Actor:
    user = User.objects.get(username=username)
    actor = organisation.actor(user.pk, until.date())
    if actor is None:
        raise LookupError(f"{username} holds no post on {until:%d/%m/%Y}")
    return actor
