"""The word of one who is asked about a phiếu trình: agreed, agreed with changes, sent back; with the option chosen, on
the version that was seen. The same word twice is one; another word after the first is refused."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import approval, briefing, papers
from tinhgon.documents.choices import BriefDecision, OutgoingState, StepState
from tinhgon.documents.models import ApprovalStep, Brief, BriefOpinion, Document
from tinhgon.documents.queries import briefing as briefs


@transaction.atomic
def decide(
    actor: Actor,
    document_id: int,
    decision: str,
    words: str,
    at: datetime,
    *,
    seen: int | None = None,
    option: int | None = None,
    step_id: int | None = None,
) -> Document:
    """Say one's word at one's own step of the way, on version `seen` of the phiếu trình (office-practice C 22). A
    second click names the same step, so that it never falls on the next one of somebody who has two."""
    document = papers.locked(actor, document_id)
    if (before := _said_before(actor, document, step_id)) is not None:
        if before.decision == decision and before.step.opinion == words.strip():
            return document
        when = localtime(before.step.decided_at) if before.step.decided_at else None
        moment = f" lúc {when:%H:%M %d/%m/%Y}" if when else ""
        raise Refused(
            f"Đồng chí đã cho ý kiến “{before.get_decision_display()}”{moment}. Tải lại trang để xem.",
            code="wrong_state",
        )
    brief = briefs.sent_brief(document)
    if brief is None or document.state != OutgoingState.SUBMITTED:
        raise Refused("Phiếu trình không còn đang trình. Tải lại trang để xem tình trạng mới.", code="wrong_state")
    step = _own_step(actor, document, step_id)
    require(rules.can_decide(actor, step))
    _require_seen(brief, seen)
    verdict = rules.is_sound_choice(brief, decision, option, words)
    if not verdict:
        is_about_words = decision in (BriefDecision.CHANGES, BriefDecision.RETURNED) and not words.strip()
        raise Refused(verdict.reason, code="invalid", field="words" if is_about_words else "option")
    choice = briefing.Choice(decision, option)
    if decision == BriefDecision.AGREED:
        return approval.approve(actor, step.pk, at, opinion=words, choice=choice)
    return approval.send_back(actor, document_id, words, at, choice=choice, step_id=step.pk)


def _said_before(actor: Actor, document: Document, step_id: int | None) -> BriefOpinion | None:
    """What the actor said at the step; without one, of the last version, where nothing else waits for him."""
    rows = BriefOpinion.objects.filter(step__document=document, step__post__principal_id__in=sorted(actor.post_ids))
    rows = rows.select_related("step").order_by("-step__decided_at")
    if step_id is not None:
        return rows.filter(step_id=step_id).first()
    last = briefs.last_brief(document)
    return rows.filter(brief=last).first() if last is not None and not _steps(actor, document) else None


def _steps(actor: Actor, document: Document) -> list[ApprovalStep]:
    rows = document.steps.filter(
        state__in=(StepState.CURRENT, StepState.PASSED), post__principal_id__in=sorted(actor.post_ids)
    )
    return list(rows.select_related("post").order_by("state", "ordinal"))


def _own_step(actor: Actor, document: Document, step_id: int | None) -> ApprovalStep:
    own = [row for row in _steps(actor, document) if step_id in (None, row.pk)]
    if own:
        return own[0]
    asked = document.steps.filter(state=StepState.CURRENT).select_related("post").order_by("ordinal").first()
    if asked is None or asked.post.principal_id in actor.post_ids:
        raise Refused("Bước này không còn chờ ý kiến. Tải lại trang để xem tình trạng mới.", code="wrong_state")
    return asked


def _require_seen(brief: Brief, seen: int | None) -> None:
    if seen is not None and seen != brief.ordinal:
        raise Refused(
            f"Phiếu trình vừa được bổ sung thành lần {brief.ordinal} lúc {localtime(brief.written_at):%H:%M}. "
            "Xem bản mới rồi cho ý kiến.",
            code="changed",
        )
