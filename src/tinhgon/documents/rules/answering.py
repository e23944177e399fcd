"""Who keeps the table of answers to a paper, and what an answer is worth: in time, late, after the closing. Knows
loaded values only."""

from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import OutgoingState
from tinhgon.documents.models import Answer, AnswerRequest, Document
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_keep_answers(actor: Actor, document: Document) -> Verdict:
    """Who drafted the asking paper, the head of his unit, or who sends the agency's papers."""
    if document.is_incoming:
        return no("Bảng trả lời lập ở văn bản đi của cơ quan mình.")
    if document.agency_id != actor.agency_id:
        return no("Văn bản thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if document.drafter is not None and document.drafter.principal_id in actor.post_ids:
        return YES
    if document.owner_unit_id in actor.headed_unit_ids:
        return YES
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def can_ask_answers(actor: Actor, document: Document) -> Verdict:
    if document.state in (OutgoingState.ABANDONED, OutgoingState.WITHDRAWN):
        return no("Văn bản đã bỏ hoặc đã thu hồi, không đề nghị trả lời được.")
    return can_keep_answers(actor, document)


def is_late(answered_at: datetime | None, due_at: datetime | None) -> bool:
    return answered_at is not None and due_at is not None and answered_at > due_at


def came_after_closing(answer: Answer, request: AnswerRequest) -> bool:
    """An answer to a closed request is taken in, and marked."""
    return bool(request.closed_at and answer.answered_at and answer.answered_at > request.closed_at)
