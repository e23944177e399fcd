"""What a secretary prepares for the leader: words to take over or to change, never the decision."""

from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import papers
from tinhgon.documents.actions.approval import rounds
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import ApprovalStep


@transaction.atomic
def prepare_opinion(actor: Actor, document_id: int, text: str, at: datetime) -> ApprovalStep:
    """Lay words ready at the leader's step; the leader is told, and decides. The same words again are the same act."""
    document = papers.locked(actor, document_id)
    steps = list(document.steps.filter(state=StepState.CURRENT).select_related("post"))
    if not steps:
        raise Refused("Văn bản không còn đang trình. Tải lại trang để xem tình trạng mới.", code="wrong_state")
    step = next((step for step in steps if step.post.principal_id in actor.desk_ids), steps[0])
    require(rules.can_prepare(actor, step, document))
    if not text.strip():
        raise Refused("Nhập ý kiến chuẩn bị để lãnh đạo xem.", field="text")
    if (step.prepared, step.prepared_by) == (text.strip(), actor.label):
        return step
    step.prepared, step.prepared_by = text.strip(), actor.label
    step.save(update_fields=["prepared", "prepared_by"])
    rounds.tell(document, [step.post.principal_id], f"Thư ký đã chuẩn bị ý kiến: {document.label}", at)
    detail = {"step": f"{step.get_kind_display()}: {step.post.title}", "text": step.prepared[:300]}
    rounds.record(actor, "documents.prepare_opinion", document, at, detail)
    return step
