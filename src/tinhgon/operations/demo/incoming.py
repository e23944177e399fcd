"""The life of an invented incoming paper, act after act in working hours, told until the present interrupts it. Knows
what an office does in which order; what has not happened yet is not told."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from officekit import vntext
from tinhgon.documents.choices import HandlingClass, IncomingState, RelationKind
from tinhgon.documents.models import Document, Relation
from tinhgon.operations.demo import present, words
from tinhgon.operations.demo.desk import Desk
from tinhgon.operations.demo.present import Step, Stop
from tinhgon.operations.demo.rows import Rows
from tinhgon.organisation.models import Post
from tinhgon.tasks.choices import DirectionKind, ExtensionState, ParticipantRole, TaskState
from tinhgon.tasks.models import Direction, Extension, Opinion, Participant, Report, Task, Urge

# Who leads work, and how often.
LEADS = {
    "chuyenvien": 5, "chuyenvien2": 3, "truongphong": 3, "truongbtc": 2, "truongbtgdv": 2, "chunhiemubkt": 1,
    "truongbnc": 1, "chanhvp": 1,
}  # fmt: skip
# Who directs besides the first of the office: (seat, share).
SECOND = {"tinhuy": ("bithu", 0.25), "ubnd": ("phochutich", 0.35)}
DAYS = (3, 5, 5, 7, 10)


class NotYetError(Exception):
    """The next act lies in the future."""


class Story:
    def __init__(
        self, rng: random.Random, desk: Desk, rows: Rows, until: datetime, document: Document, stop: Stop | None
    ) -> None:
        self.rng, self.desk, self.rows, self.until, self.document = rng, desk, rows, until, document
        self.at, self.stop = document.created_at, stop
        self.pace = present.haste(stop, desk.calendar, self.at, until)
        self.leader, self.chief = desk.seat("lanhdao"), desk.seat("chanhvp")
        self.given_at: datetime | None = None
        self.report: Report | None = None
        self.task: Task | None = None
        # One draft answers it, however far that draft has come.
        self.is_being_answered = False

    def tell(self) -> None:
        """Everything from the arrival on."""
        document, clerk = self.document, self.desk.seat("vanthu")
        document.state, document.chain_ids = IncomingState.REGISTERED, []
        document.reply_due_at = self._asked_by()
        self.rows.act(self.at, self.desk, clerk, "documents.register", document, to=document.state)
        try:
            self._to_leader(clerk)
            self._directed()
        except NotYetError:
            return

    def answer(self, reply: Document) -> None:
        """The office's own paper becomes the product."""
        assert self.report is not None and self.task is not None
        self.report.document = self.task.reply_document = reply
        self.report.evidence_name = ""
        self.rows.add(Relation(from_document=reply, to_document=self.document, kind=RelationKind.REPLIES))

    def _later(self, low: float, high: float) -> datetime:
        return self._go(self.desk.later(self.rng, self.at, low * self.pace, high * self.pace))

    def _until(self, step: Step) -> None:
        """Here the story of a paper that waits for this act ends."""
        if self._waits_for(step):
            raise NotYetError

    def _waits_for(self, step: Step) -> bool:
        return self.stop is not None and self.stop.before == step

    def _go(self, at: datetime) -> datetime:
        if at >= self.until:
            raise NotYetError
        self.at = at
        return at

    def _asked_by(self) -> datetime | None:
        """The answer some senders ask for."""
        if self.stop is not None and self.stop.before in (Step.PRESENT, Step.DIRECT):
            return self.stop.due_at
        if self.rng.random() < 0.7:
            return None
        return self.desk.calendar.due_at(self.at, days=self.rng.choice((7, 10, 15))).astimezone(self.at.tzinfo)

    def _due(self) -> datetime:
        """When the work is due: what the present asks for, but a working day at least."""
        calendar = self.desk.calendar
        if self.stop is None or self.stop.due_at is None or self.stop.before == Step.DIRECT:
            return calendar.due_at(self.at, days=self.rng.choice(DAYS)).astimezone(self.at.tzinfo)
        return max(self.stop.due_at, calendar.due_at(self.at, days=1)).astimezone(self.at.tzinfo)

    def _to_leader(self, clerk: Post) -> None:
        document = self.document
        self._until(Step.PRESENT)
        seat, share = SECOND.get(self.desk.agency.key, ("", 0))
        if self.rng.random() < share:
            self.leader = self.desk.seat(seat)
        self._later(0.1, 1.5)
        document.chain_ids.append(self.leader.principal_id)
        document.waits_for_id = self.leader.principal_id
        self.rows.act(self.at, self.desk, clerk, "documents.present", document, to=self.desk.label(self.leader))
        self.rows.tell(self.at, self.desk, self.leader, "document", "Trình xin ý kiến", document)

    def _directed(self) -> None:
        keys = [key for key in LEADS if key in self.desk.seats]
        lead = self.desk.seats[self.rng.choices(keys, [LEADS[key] for key in keys])[0]]
        proposal = self._proposed(lead) if self.rng.random() < 0.6 else None
        self._until(Step.DIRECT)
        self._later(0.5, 5)
        if self.stop is None and proposal is None and self.rng.random() < 0.08:
            self._filed()
            return
        due = self._due()
        is_forwarded = self.leader.title.startswith("Bí thư") and proposal is None
        sentences = words.FORWARDS if is_forwarded else words.DIRECTIONS
        first = self.chief if is_forwarded else lead
        direction = self._direction(self.leader, self._text(sentences, first, due), first, due, proposal)
        task = self._task(direction, self.leader, first, due, None)
        self._on_paper(task, due)
        if is_forwarded:
            task = self._handed_down(task, lead if lead != self.chief else self.desk.seat("truongphong"), due)
        self._worked(task)

    def _text(self, sentences: Sequence[str], lead: Post, due: datetime) -> str:
        name = self.desk.names.get(lead.pk, lead.title)
        text = self.rng.choice(sentences).format(lead=f"đ/c {name}", due=f"{due:%d/%m}")
        return text[0].upper() + text[1:]

    def _proposed(self, lead: Post) -> Direction:
        self._later(0.3, 2)
        due = self.desk.calendar.due_at(self.at, days=5).astimezone(self.at.tzinfo)
        text = self._text(words.PROPOSALS, lead, due)
        proposal = self.rows.add(
            Direction(
                document=self.document, kind=DirectionKind.PROPOSAL, text=text, by_post=self.chief,
                by=self.desk.label(self.chief), at=self.at, lead_id=lead.principal_id, due_at=due,
            )
        )  # fmt: skip
        self.document.chain_ids.append(self.chief.principal_id)
        detail = {"text": text, "to": self.desk.label(self.leader), "due_at": due}
        self.rows.act(self.at, self.desk, self.chief, "tasks.propose", self.document, **detail)
        return proposal

    def _filed(self) -> None:
        """Nobody is to act on it (office-practice B 20)."""
        label = self.desk.label(self.leader)
        self._direction(self.leader, self.rng.choice(words.FILINGS), None, None, None)
        self.document.state, self.document.waits_for_id = IncomingState.CLOSED, None
        self.document.closing_reason = f"Lưu theo bút phê của {label}"[:300]

    def _direction(
        self, by: Post, text: str, lead: Post | None, due: datetime | None, proposal: Direction | None
    ) -> Direction:
        made = self.rows.add(
            Direction(
                document=self.document, kind=DirectionKind.DIRECTION, text=text, by_post=by, by=self.desk.label(by),
                at=self.at, lead_id=lead.principal_id if lead else None, due_at=due, from_proposal=proposal,
            )
        )  # fmt: skip
        self.rows.act(self.at, self.desk, by, "tasks.direct", self.document)
        return made

    def _task(
        self, direction: Direction | None, by: Post, lead: Post, due: datetime, parent: Task | None, title: str = ""
    ) -> Task:
        title = title or self.document.subject
        readers = {lead.principal_id, lead.unit.principal_id, by.principal_id, *(parent.reader_ids if parent else ())}
        task = self.rows.add(
            Task(
                agency=self.desk.agency, owner_unit=lead.unit, document=self.document, direction=direction,
                parent=parent, title=title[:500], title_key=vntext.fold(title)[:500], lead_post=lead,
                product=self.rng.choice(words.PRODUCTS) if self.rng.random() < 0.85 else "",
                responsibility="Chủ trì, chịu trách nhiệm về nội dung và thời hạn",
                authority=self.rng.choice(words.AUTHORITIES) if self.rng.random() < 0.7 else "", given_by=by,
                given_by_label=self.desk.label(by), given_at=self.at, first_due_at=due, due_at=due,
                state=TaskState.ASSIGNED, reader_ids=sorted(readers),
            )
        )  # fmt: skip
        self.document.chain_ids += [lead.principal_id, lead.unit.principal_id]
        verb = "tasks.pass_on" if direction is None else "tasks.create"
        self.rows.act(self.at, self.desk, by, verb, task, due_at=due, to=self.desk.label(lead))
        self.rows.tell(self.at, self.desk, lead, "task", f"{self.desk.label(by)} giao nhiệm vụ", task)
        return task

    def _on_paper(self, task: Task, due: datetime) -> None:
        document = self.document
        self.given_at, document.state = self.at, IncomingState.DIRECTED
        document.lead_post, document.lead_unit, document.due_at = task.lead_post, task.owner_unit, due
        document.handling = HandlingClass.OPEN
        document.waits_for_id = task.lead_post.principal_id if task.lead_post else None
        asked = {post.pk for key, post in self.desk.seats.items() if key in LEADS}
        others = [post for post in self.desk.posts if post.is_head and post.pk in asked and post != task.lead_post]
        if others and self.rng.random() < 0.35:
            post = self.rng.choice(others)
            role = ParticipantRole.COOPERATE
            self.rows.add(Participant(task=task, role=role, principal=post.principal, label=self.desk.label(post)))
            task.reader_ids = sorted({*task.reader_ids, post.principal_id})
            document.chain_ids.append(post.principal_id)

    def _handed_down(self, task: Task, lead: Post, due: datetime) -> Task:
        """The Secretary gave it to the chief of office, who gives it to the unit (office-practice B 11)."""
        self._until(Step.ACCEPT)
        self._later(0.5, 4)
        self._accepted(task)
        direction = self._direction(self.chief, self._text(words.DIRECTIONS, lead, due), lead, due, None)
        return self._task(direction, self.chief, lead, due, task)

    def _accepted(self, task: Task) -> None:
        task.state = TaskState.ACCEPTED
        self.rows.act(self.at, self.desk, self._doer(task), "tasks.accept", task, to=task.state)

    def _worked(self, task: Task) -> None:
        if self.rng.random() < 0.04 and task.parent is None:
            task = self._returned(task)
        self._until(Step.ACCEPT)
        self._later(0.3, 7)
        self._accepted(task)
        start, due = self.at, task.due_at
        assert due is not None
        is_late = self.stop is None and self.rng.random() < 0.17
        share = self.rng.uniform(1.1, 1.7) if is_late else self.rng.uniform(0.45, 0.8)
        length = max(self.desk.calendar.working_duration(start, due), timedelta(hours=4))
        parts = self._parts(task, due)
        if self._waits_for(Step.EXTEND) or (not is_late and self.rng.random() < 0.2):
            self._extension(task, due)
        if self.rng.random() < 0.3:
            self._opinion(task)
        for percent in sorted(self.rng.sample((20, 30, 40, 50, 60, 70, 80, 90), self.rng.randint(1, 3))):
            self._go(max(self.at, self._share(start, length * share * percent / 100)) + timedelta(minutes=1))
            self._reported(task, percent)
            if percent >= 50 and (is_late or due < self.until or self.rng.random() < 0.05):
                self._urged(task)
        for part in parts:
            self._finished(part, 1)
        self._until(Step.HAND_IN)
        self._go(max(self.desk.later(self.rng, self.at, 0.2, 0.6), self._share(start, length * share)))
        self._finished(task, 3)
        if task.parent is not None:
            self._finished(task.parent, 2)
        assert self.task is not None
        self._closed()

    def _share(self, start: datetime, amount: timedelta) -> datetime:
        return self.desk.calendar.add_working_time(start, amount).astimezone(start.tzinfo)

    def _closed(self) -> None:
        document = self.document
        document.handling, document.progress, document.handled_at = HandlingClass.DONE, 100, self.at
        document.state, document.waits_for_id = IncomingState.CLOSED, None
        document.closing_reason = "Đã có văn bản trả lời hoặc sản phẩm được công nhận"

    def _returned(self, task: Task) -> Task:
        doer, reason = self._doer(task), self.rng.choice(words.RETURNS)
        self._later(0.5, 4)
        task.state, task.last_reason, self.document.waits_for_id = TaskState.RETURNED, reason, self.leader.principal_id
        self.rows.act(self.at, self.desk, doer, "tasks.return", task, reason=reason)
        self.rows.tell(self.at, self.desk, self.leader, "task", f"{self.desk.label(doer)} trả lại nhiệm vụ", task)
        self._later(4, 30)
        others = (self.desk.seat("truongphong", "chanhvp"), self.chief, self.desk.seat("chuyenvien"))
        lead = next(post for post in others if post != doer)
        task.lead_post, task.owner_unit, task.state = lead, lead.unit, TaskState.ASSIGNED
        task.reader_ids = sorted({*task.reader_ids, lead.principal_id, lead.unit.principal_id})
        self.document.chain_ids += [lead.principal_id, lead.unit.principal_id]
        self.document.lead_post, self.document.lead_unit = lead, lead.unit
        self.document.waits_for_id = lead.principal_id
        self.rows.act(self.at, self.desk, self.leader, "tasks.reassign", task, to=self.desk.label(lead))
        return task

    def _parts(self, task: Task, due: datetime) -> list[Task]:
        """A head gives parts to the people of the unit."""
        head = self._doer(task)
        hands = [post for post in self.desk.posts if post.unit_id == head.unit_id and post != head]
        if not head.is_head or not hands or self.rng.random() < 0.3:
            return []
        self._later(0.2, 2)
        parts: list[Task] = []
        for title in self.rng.sample(words.PARTS, min(len(hands), 2)):
            part = self._task(None, head, hands[len(parts)], due, task, title)
            part.product = "Phần việc trong báo cáo chung"
            parts.append(part)
        for part in parts:
            self._later(0.2, 1.5)
            self._accepted(part)
        return parts

    def _reported(self, task: Task, percent: int) -> None:
        doer = self._doer(task)
        text = self.rng.choice(next(some for limit, some in words.REPORTS if percent <= limit))
        name = f"so-lieu-{percent}.xlsx" if self.rng.random() < 0.3 else ""
        self.rows.add(
            Report(task=task, at=self.at, by=self.desk.label(doer), text=text, progress=percent, evidence_name=name)
        )
        task.progress = percent
        if task.parent is None:
            self.document.progress = percent
        self.rows.act(self.at, self.desk, doer, "tasks.report_progress", task, progress=percent)
        words_ = f"{self.desk.label(doer)} báo cáo tiến độ {percent}%"
        self.rows.tell(self.at, self.desk, task.given_by, "task", words_, task)

    def _finished(self, task: Task, wait: float) -> None:
        """Handed in with its product, once in a while done again, recognised."""
        self._later(0.1, 0.5)
        self._handed_in(task)
        if task.parent is None and self.rng.random() < 0.06:
            self._later(0.5, 2)
            reason = self.rng.choice(words.REDOS)
            task.state, task.last_reason, task.reported_at = TaskState.ACCEPTED, reason, None
            self.document.waits_for_id = self._doer(task).principal_id
            self.rows.act(self.at, self.desk, task.given_by, "tasks.send_back", task, reason=reason)
            self._later(2, 8)
            self._handed_in(task)
        if task.direction is not None:
            self._until(Step.RECOGNISE)
        self._later(0.2, wait)
        task.state, task.completed_at = TaskState.COMPLETED, self.at
        self.rows.act(self.at, self.desk, task.given_by, "tasks.recognise", task, to=task.state)
        self.rows.tell(self.at, self.desk, self._doer(task), "task", "Công nhận hoàn thành", task)
        self.document.waits_for_id = (
            task.parent.lead_post.principal_id if task.parent and task.parent.lead_post else None
        )

    def _handed_in(self, task: Task) -> None:
        doer = self._doer(task)
        report = self.rows.add(
            Report(
                task=task, at=self.at, by=self.desk.label(doer), text=self.rng.choice(words.DONE), progress=100,
                evidence_name="san-pham.xlsx",
            )
        )  # fmt: skip
        task.progress, task.reported_at, task.state = 100, self.at, TaskState.REPORTED
        task.product = task.product or self.rng.choice(words.PRODUCTS)
        if task.parent is None:
            self.report, self.task, self.document.progress = report, task, 100
            self.document.waits_for_id = task.given_by.principal_id
        self.rows.act(self.at, self.desk, doer, "tasks.report_done", task, proof=report.evidence_name)
        self.rows.tell(self.at, self.desk, task.given_by, "task", "Báo cáo hoàn thành, chờ công nhận", task)

    def _extension(self, task: Task, due: datetime) -> None:
        doer, reason = self._doer(task), self.rng.choice(words.EXTENSIONS)
        if self._later(0.5, 4) >= due:
            return
        until = self.desk.calendar.due_at(due, days=3).astimezone(due.tzinfo)
        asked = self.rows.add(
            Extension(
                task=task, asked_due_at=until, reason=reason, asked_at=self.at, asked_by=self.desk.label(doer),
                state=ExtensionState.ASKED,
            )
        )  # fmt: skip
        self.rows.act(self.at, self.desk, doer, "tasks.ask_extension", task, until=until, reason=reason)
        self.rows.tell(self.at, self.desk, task.given_by, "task", f"{self.desk.label(doer)} đề nghị gia hạn", task)
        self._until(Step.EXTEND)
        self._later(1, 6)
        is_granted = self.rng.random() < 0.65 and task.parent is None
        asked.state = ExtensionState.GRANTED if is_granted else ExtensionState.REFUSED
        asked.answer = self.rng.choice(words.GRANTS if is_granted else words.REFUSALS)
        asked.decided_at, asked.decided_by = self.at, self.desk.label(task.given_by)
        if is_granted:
            task.due_at = self.document.due_at = until
        detail = {"granted": is_granted, "answer": asked.answer}
        self.rows.act(self.at, self.desk, task.given_by, "tasks.decide_extension", task, **detail)

    def _urged(self, task: Task) -> None:
        self._later(1, 3)
        note, by = self.rng.choice(words.URGES), task.given_by
        task.urge_count += 1
        self.rows.add(Urge(task=task, at=self.at, by=self.desk.label(by), by_post=by.principal, note=note))
        self.rows.act(self.at, self.desk, by, "tasks.urge", task, note=note, count=task.urge_count)
        self.rows.tell(self.at, self.desk, self._doer(task), "urge", f"{self.desk.label(by)} đôn đốc: {note}", task)

    def _opinion(self, task: Task) -> None:
        self._later(0.5, 5)
        by, doer = task.given_by, self._doer(task)
        text = self.rng.choice(words.OPINIONS).format(name=self.desk.names.get(doer.pk, doer.title))
        self.rows.add(
            Opinion(
                task=task, text=text, at=self.at, by=self.desk.label(by), by_post=by.principal,
                mentioned_ids=[doer.principal_id],
            )
        )  # fmt: skip
        self.rows.act(self.at, self.desk, by, "tasks.give_opinion", task, has_file=False, mentioned=1)
        self.rows.tell(self.at, self.desk, doer, "mention", f"{self.desk.label(by)} nhắc đồng chí", task)

    @staticmethod
    def _doer(task: Task) -> Post:
        assert task.lead_post is not None
        return task.lead_post
