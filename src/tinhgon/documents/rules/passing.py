"""Who passes a paper from above on to a group of recipients (office-practice B 21)."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty

_ALIVE = (IncomingState.REGISTERED, IncomingState.DIRECTED, IncomingState.CLOSED)


def can_pass_on(actor: Actor, document: Document) -> Verdict:
    """The clerk, the office or a leader; a restricted paper goes to those it names, never to a group."""
    if not document.is_incoming or document.state not in _ALIVE:
        return no("Chỉ chuyển tiếp văn bản đến đã vào sổ và còn hiệu lực.")
    if document.is_restricted:
        return no("Văn bản hạn chế không chuyển cho cả nhóm. Gửi đến đúng người có tên.")
    if document.agency_id == actor.agency_id and (actor.may(Duty.DIRECT) or actor.may(Duty.PROPOSE)):
        return YES
    return has_duty(actor, Duty.REGISTER, document.agency_id)
