"""The life of an invented paper of the office itself: draft, opinions, steps of approval, sent back and again,
signature, number, issue; told until the present interrupts it."""

import random
from datetime import datetime, timedelta

from tinhgon.core.numbering.choices import Flow
from tinhgon.documents.choices import OutgoingState, StepKind, StepState
from tinhgon.documents.models import ApprovalStep, Comment, Document
from tinhgon.operations.demo import present, words
from tinhgon.operations.demo.desk import Desk
from tinhgon.operations.demo.incoming import NotYetError
from tinhgon.operations.demo.present import Step, Stop
from tinhgon.operations.demo.rows import Rows
from tinhgon.organisation.models import Post

# Numbered in these last days: their clerks send them with the real act (`scenes`).
AT_THE_DOOR = timedelta(days=8)


WAITS = {
    StepKind.CONTENT: Step.CONTENT, StepKind.FORMAT: Step.FORMAT, StepKind.OPINION: Step.OPINION,
    StepKind.SIGNATURE: Step.SIGNATURE,
}  # fmt: skip


class Story:
    def __init__(
        self, rng: random.Random, desk: Desk, rows: Rows, until: datetime, document: Document, stop: Stop | None
    ) -> None:
        self.rng, self.desk, self.rows, self.until, self.document = rng, desk, rows, until, document
        self.at = document.created_at
        self.drafter, self.clerk, self.stop = desk.seat("chuyenvien"), desk.seat("vanthu"), stop
        self.numbered_at: datetime | None = None
        self.pace = present.haste(stop, desk.calendar, self.at, until)

    def tell(self) -> None:
        document = self.document
        assert document.flow == Flow.OUTGOING
        leader, chief = self.desk.seat("lanhdao"), self.desk.seat("chanhvp")
        document.state, document.drafter, document.draft_ordinal = OutgoingState.DRAFT, self.drafter, 1
        document.waits_for_id = self.drafter.principal_id
        document.chain_ids = [post.principal_id for post in (self.drafter, leader, chief)]
        self.rows.act(self.at, self.desk, self.drafter, "documents.draft", document, to=document.state)
        try:
            self._to_the_number()
        except NotYetError:
            return

    def _later(self, low: float, high: float) -> None:
        at = self.desk.later(self.rng, self.at, low * self.pace, high * self.pace)
        if at >= self.until:
            raise NotYetError
        self.at = at

    def _until(self, step: Step) -> None:
        """Here the story of a paper that waits for this act ends."""
        if self._waits_for(step):
            raise NotYetError

    def _waits_for(self, step: Step) -> bool:
        return self.stop is not None and self.stop.before == step

    def _to_the_number(self) -> None:
        document = self.document
        self._until(Step.SUBMIT)
        self._later(1, 5)
        if self.stop is None and self.rng.random() < 0.03:
            document.state, document.waits_for_id = OutgoingState.ABANDONED, None
            document.closing_reason = "Nội dung đã nêu trong văn bản khác"
            self._act(self.drafter, "documents.abandon", reason=document.closing_reason)
            return
        if self._waits_for(Step.SUBMIT_AGAIN) or self.rng.random() < 0.2:
            self._sent_back()
        self._approved(2 if document.draft_ordinal == 2 else 1)
        document.state, document.waits_for_id = OutgoingState.APPROVED, None
        self._until(Step.SIGN)
        self._later(0.5, 4)
        document.state = OutgoingState.SIGNED
        self._act(self.clerk, "documents.sign_by_hand", signed_on=self.at.date(), signer=document.signer_name)
        self._until(Step.NUMBER)
        self._later(0.1, 1.5)
        document.state, self.numbered_at = OutgoingState.NUMBERED, self.at
        document.issued_on = self.at.astimezone(self.desk.calendar.zone).date()
        self._act(self.clerk, "documents.number", to=document.state)
        self._until(Step.ISSUE)
        self._later(0.2, 2)
        if self.until - self.at < AT_THE_DOOR:
            raise NotYetError
        document.state, document.issued_at = OutgoingState.ISSUED, self.at
        self._act(self.clerk, "documents.issue", recipients=document.to_places.split("; "))

    def _act(self, post: Post, verb: str, **detail: object) -> None:
        self.rows.act(self.at, self.desk, post, verb, self.document, **detail)

    def _steps(self, number: int) -> list[ApprovalStep]:
        """Submitted: the office's way of approval becomes steps; a head does not initial an own draft."""
        route = [
            (StepKind.CONTENT, self.desk.seat("truongphong", "chanhvp")),
            (StepKind.FORMAT, self.desk.seat("chanhvp")),
            (StepKind.SIGNATURE, self.desk.seat("lanhdao")),
        ]
        if self._waits_for(Step.OPINION):
            route.insert(2, (StepKind.OPINION, self.desk.seat("truongbtc", "phochutich", "lanhdao")))
        document = self.document
        document.state = OutgoingState.SUBMITTED
        self._act(self.drafter, "documents.submit", version=document.draft_ordinal)
        document.chain_ids += [post.principal_id for _, post in route]
        return [
            self.rows.add(ApprovalStep(document=document, round=number, ordinal=n, kind=kind, post=post))
            for n, (kind, post) in enumerate(route, 1)
        ]

    def _open(self, step: ApprovalStep) -> None:
        step.state, self.document.waits_for_id = StepState.CURRENT, step.post.principal_id
        self.rows.tell(self.at, self.desk, step.post, "approval", "Chờ ý kiến", self.document)

    def _decided(self, step: ApprovalStep, state: StepState, opinion: str) -> None:
        step.state, step.opinion = state, opinion
        step.decided_at, step.decided_by = self.at, self.desk.label(step.post)

    def _approved(self, number: int) -> None:
        for step in self._steps(number):
            self._open(step)
            self._until(WAITS[StepKind(step.kind)])
            self._later(0.5, 5)
            if step.kind != StepKind.SIGNATURE and self.rng.random() < 0.25:
                self._commented(step.post)
            opinion = self.rng.choice(words.AGREED)
            self._decided(step, StepState.APPROVED, opinion)
            self._act(step.post, "documents.approve", step=StepKind(step.kind).label, opinion=opinion)

    def _commented(self, by: Post) -> None:
        self.rows.add(
            Comment(
                document=self.document, text=self.rng.choice(words.COMMENTS), at=self.at, by=self.desk.label(by),
                by_post=by.principal,
            )
        )  # fmt: skip
        self._act(by, "documents.comment")

    def _sent_back(self) -> None:
        """The first round ends with a reason, the drafter brings a second version."""
        document, steps = self.document, self._steps(1)
        self._open(steps[0])
        self._later(0.5, 5)
        reason = self.rng.choice(words.SENT_BACK)
        self._decided(steps[0], StepState.SENT_BACK, reason)
        for step in steps[1:]:
            step.state = StepState.SKIPPED
        document.state, document.waits_for_id = OutgoingState.DRAFT, self.drafter.principal_id
        self._act(steps[0].post, "documents.send_back", reason=reason)
        self.rows.tell(self.at, self.desk, self.drafter, "approval", f"Bị trả lại. Lý do: {reason}", document)
        self._until(Step.SUBMIT_AGAIN)
        self._later(1, 6)
        document.draft_ordinal = 2
        self._act(self.drafter, "documents.add_version", version=2)
        self._later(0.2, 1)
