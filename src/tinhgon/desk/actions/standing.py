"""Reminding of drafts that stand too long with somebody: once each time a step is asked, in the app and by letter, who
has the step and who waits for it. How long is the agency's rule."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.notices.choices import Subject
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused, require
from tinhgon.desk import queries, rules
from tinhgon.desk.models import Patience
from tinhgon.documents import queries as documents
from tinhgon.documents import rules as documents_rules
from tinhgon.documents.choices import StepState, Urgency
from tinhgon.documents.models import ApprovalStep
from tinhgon.organisation import queries as organisation


def remind_standing(at: datetime) -> int:
    """Remind of every step that stands too long; how many."""
    return sum(_remind(step.pk, since, at) for step, since in queries.standing(at))


@transaction.atomic
def _remind(step_id: int, since: datetime, at: datetime) -> bool:
    """Two workers at one step remind once; a step decided meanwhile is not reminded of."""
    rows = ApprovalStep.objects.select_for_update(of=("self",)).select_related("document__drafter", "post")
    step = rows.get(pk=step_id)
    told = Notice.objects.filter(to=step.post.principal_id, cause=queries.cause(step))
    if step.state != StepState.CURRENT or told.exists():
        return False
    paper, drafter = step.document, step.document.drafter
    days = f"từ {localtime(since):%H:%M %d/%m}"
    words = f"Dự thảo chờ đồng chí {days}: {paper.label}"
    address = documents.address(paper)
    notices.tell(paper.agency_id, [step.post.principal_id], "standing", words, address, queries.cause(step), at)
    if drafter is not None and drafter.principal_id != step.post.principal_id:
        said = f"Đã nhắc {step.post.title}, chờ {days}: {paper.label}"
        notices.tell(paper.agency_id, [drafter.principal_id], "standing", said, address, queries.cause(step), at)
    to = organisation.addresses({step.post.principal_id}, localdate(at)).get(step.post.principal_id, [])
    text = f"{words}\n\n{settings.BASE_URL}{address}\n"
    notices.write([notices.Letter(person, box, words, text) for person, box in to], Subject.STANDING, at)
    return True


@transaction.atomic
def set_patience(actor: Actor, urgency: str, wait: str, legal_basis: str, at: datetime) -> Patience:
    """How long the agency waits from today on, by the urgency of the paper; empty is never."""
    require(rules.can_set_patience(actor))
    if urgency not in Urgency.values:
        raise Refused("Không có độ khẩn này.", code="not_found")
    wait, legal_basis = " ".join(wait.split()), " ".join(legal_basis.split())[:300]
    if wait and not documents_rules.is_sound_wait(wait):
        raise Refused("Ghi thời gian chờ như “4 giờ”, “2 ngày”; để trống là không nhắc.", field="wait")
    if not legal_basis:
        raise Refused("Ghi căn cứ: điều khoản của quy chế làm việc, hoặc ý kiến chỉ đạo.", field="legal_basis")
    made, _ = Patience.objects.update_or_create(
        agency_id=actor.agency_id,
        urgency=urgency,
        starts_on=actor.on,
        defaults={"wait": wait, "legal_basis": legal_basis, "by": actor.label},
    )
    label = f"Nhắc dự thảo để lâu: {Urgency(urgency).label}"
    detail = {"wait": wait, "legal_basis": legal_basis}
    audit.record(actor, "desk.set_patience", "patience", made.pk, label, at, home=actor.agency_id, detail=detail)
    return made
