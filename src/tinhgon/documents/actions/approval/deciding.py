"""The word of a post at its step: agreed, sent back with the reason, or taken back by the drafter. One refusal ends the
round for everybody; an opinion that comes late is kept and changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import briefing, joint, papers, readers
from tinhgon.documents.actions.approval import checking, rounds
from tinhgon.documents.choices import BriefDecision, BriefState, OutgoingState, StepKind, StepState
from tinhgon.documents.models import ApprovalStep, Document, Version
from tinhgon.organisation.choices import Role

# What becomes of the phiếu trình that was up, and why nobody else is waited for.
_ENDS = {
    "send_back": BriefState.RETURNED,
    "agree_with_changes": BriefState.CHANGES,
    "pull_back": BriefState.RECALLED,
}
_WHY = {
    "send_back": "đã bị trả lại",
    "agree_with_changes": "được đồng ý và đang sửa",
    "pull_back": "người soạn đã rút lại",
}
_GONE = "Văn bản không còn đang trình. Tải lại trang để xem tình trạng mới."


@transaction.atomic
def approve(
    actor: Actor, step_id: int, at: datetime, *, opinion: str = "", choice: briefing.Choice | None = None
) -> Document:
    """Agree at one's own step; the last one makes the paper approved (NĐ 30/2020 điều 11, 13). `choice` is what was
    chosen on its phiếu trình."""
    step, document = _step(actor, step_id)
    if step.state == StepState.APPROVED and step.post.principal_id in actor.post_ids:
        return document
    require(rules.can_decide(actor, step))
    if document.state != OutgoingState.SUBMITTED:
        raise Refused(_GONE, code="wrong_state")
    version = rounds.last_draft(document)
    if step.kind == StepKind.SIGNATURE:
        checking.require_check(document, version)
    _decide(step, StepState.APPROVED, actor, at, opinion, version)
    briefing.say(document, step, at, choice)
    detail = {"step": StepKind(step.kind).label, "opinion": opinion.strip()[:300], "version": version.ordinal}
    if rounds.open_next(actor, document, at):
        document.save(update_fields=["waits_for"])
        rounds.record(actor, "documents.approve", document, at, detail)
        return document
    briefing.end(document, BriefState.AGREED, actor.label, opinion.strip(), at)
    clerks = queries.role_principal(document.agency_id, Role.CLERK)
    document = lifecycle.advance(actor, document, "approve", at, detail=detail, waits_for_id=clerks)
    # The clerk numbers restricted papers too, though the matrix does not show them (office-practice A 4).
    readers.compile_readers(document, actor.on, [clerks] if clerks else [])
    to = queries.role_posts(document.agency_id, Role.CLERK, actor.on)
    rounds.tell(document, to, f"Chờ ký, cấp số: {document.label}", at)
    if not document.is_joint_copy:
        joint.travel(actor, document, at)
    return document


@transaction.atomic
def send_back(
    actor: Actor,
    document_id: int,
    reason: str,
    at: datetime,
    *,
    choice: briefing.Choice | None = None,
    step_id: int | None = None,
) -> Document:
    """Return the paper to its drafter with the reason: the round ends for all who were asked with it, and the next
    submission is a new one. A joint paper goes back to the body that leads it. `choice` is what was chosen on its phiếu
    trình: one may agree and still want the draft changed. `step_id` names the step of who is asked at several."""
    joint.lead_locked(document_id)
    document = papers.locked(actor, document_id)
    if not reason.strip():
        raise Refused("Nêu lý do trả lại để người soạn thảo biết cần sửa gì.", field="reason")
    if document.state == OutgoingState.APPROVED:
        require(rules.can_return_approved(actor, document))
        if document.is_joint_copy:
            return joint.refuse(actor, document, reason, at)
        joint.stop(actor, document, reason.strip(), at)
        return _back_to_draft(actor, document, "send_back", reason, at)
    step = _own_current_step(actor, document, step_id)
    _decide(step, StepState.SENT_BACK, actor, at, reason, rounds.last_draft(document))
    if document.is_joint_copy:
        return joint.refuse(actor, document, reason, at)
    briefing.say(document, step, at, choice)
    is_agreed = choice is not None and choice.decision == BriefDecision.CHANGES
    return _back_to_draft(actor, document, "agree_with_changes" if is_agreed else "send_back", reason, at)


@transaction.atomic
def pull_back(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Take back what one has submitted, while nobody has decided it to the end."""
    document = papers.locked(actor, document_id)
    require(rules.can_pull_back(actor, document))
    return _back_to_draft(actor, document, "pull_back", reason, at)


def _step(actor: Actor, step_id: int) -> tuple[ApprovalStep, Document]:
    found = ApprovalStep.objects.filter(pk=step_id).values_list("document_id", flat=True).first()
    if found is None:
        raise Refused("Không tìm thấy bước trình này.", code="not_found")
    document = papers.locked(actor, found)
    return ApprovalStep.objects.select_related("post").get(pk=step_id), document


def _own_current_step(actor: Actor, document: Document, step_id: int | None) -> ApprovalStep:
    found = rounds.last_round(document)
    asked = rules.asked_now(found)
    steps = asked if step_id is None else [step for step in found if step.pk == step_id]
    if not asked or not steps or document.state != OutgoingState.SUBMITTED:
        raise Refused(_GONE, code="wrong_state")
    own = next((step for step in steps if step.post.principal_id in actor.post_ids), steps[0])
    require(rules.can_send_back(actor, own))
    return own


def _decide(step: ApprovalStep, state: StepState, actor: Actor, at: datetime, opinion: str, version: Version) -> None:
    step.state, step.opinion, step.version = state, opinion.strip(), version
    step.decided_at, step.decided_by = at, actor.label
    step.save(update_fields=["state", "opinion", "version", "decided_at", "decided_by"])


def _back_to_draft(actor: Actor, document: Document, move: str, reason: str, at: datetime) -> Document:
    asked = [step for step in rounds.last_round(document) if step.state == StepState.CURRENT]
    document.steps.filter(state__in=(StepState.CURRENT, StepState.WAITING, StepState.PASSED)).update(
        state=StepState.SKIPPED
    )
    drafter = document.drafter.principal_id if document.drafter else None
    words = reason.strip()
    briefing.end(document, _ENDS[move], actor.label, words, at)
    if drafter and move == "send_back":
        rounds.tell(document, [drafter], f"Bị trả lại: {document.label}. Lý do: {words}", at)
    if drafter and move == "agree_with_changes":
        rounds.tell(document, [drafter], f"Đồng ý, đề nghị sửa: {document.label}. Ý kiến: {words}", at)
    _tell_the_others(document, asked, move, words, at)
    document = lifecycle.advance(actor, document, move, at, detail={"reason": words[:500]}, waits_for_id=drafter)
    readers.compile_readers(document, actor.on)
    return document


def _tell_the_others(document: Document, asked: Sequence[ApprovalStep], move: str, reason: str, at: datetime) -> None:
    """Who was being asked need not answer any more."""
    if not asked:
        return
    why = _WHY[move]
    text = f"Không cần cho ý kiến nữa, {why}: {document.label}"
    rounds.tell(
        document, [step.post.principal_id for step in asked], f"{text}. Lý do: {reason}" if reason else text, at
    )
