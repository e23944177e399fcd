"""Who says that a paper which a recipient gave back is dealt with."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import OutgoingState
from tinhgon.documents.models import Document
from tinhgon.documents.rules.papers import has_duty, is_drafter, reads_for_a_time
from tinhgon.organisation.choices import Duty


def can_settle_returns(actor: Actor, document: Document) -> Verdict:
    """Who sent it, or who wrote it: what came back needs one of the two."""
    if document.state != OutgoingState.ISSUED:
        return no("Chỉ ghi xử lý trả lại ở văn bản đã phát hành.")
    if reads_for_a_time(actor, document):
        return no("Quyền đọc có thời hạn chỉ để đọc.")
    if document.agency_id == actor.agency_id and is_drafter(actor, document):
        return YES
    return has_duty(actor, Duty.NUMBER, document.agency_id)
