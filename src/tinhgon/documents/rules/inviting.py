"""Who may write down what an invitation says."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_set_meeting(actor: Actor, document: Document) -> Verdict:
    """The clerk who enters the paper, or who directs it."""
    if not document.is_incoming:
        return no("Chỉ văn bản đến mới có giờ họp để đưa vào lịch công tác.")
    if document.state in (IncomingState.ARRIVED, IncomingState.REFUSED, IncomingState.RECALLED):
        return no("Văn bản chưa vào sổ, đã trả lại hoặc đã thu hồi nên không đưa vào lịch được.")
    if document.agency_id == actor.agency_id and actor.may(Duty.DIRECT):
        return YES
    return has_duty(actor, Duty.REGISTER, document.agency_id)
