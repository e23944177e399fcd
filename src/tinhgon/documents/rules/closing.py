"""With which reason who may end the handling of a paper, and what it then counts as. Knows loaded rows only."""

from collections.abc import Iterable

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import LEAD, HandlingClass, IncomingState
from tinhgon.documents.models import ClosingReason, Document
from tinhgon.documents.rules.approving import ROUTE_KEEPERS, can_set_routes
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_set_closing_reasons(actor: Actor) -> Verdict:
    """Working rules, like ways of approval: set by the organisation officer or the chief of office."""
    return YES if can_set_routes(actor) else no(f"Lý do kết thúc do {ROUTE_KEEPERS} đặt.")


def leads(actor: Actor, document: Document) -> bool:
    """Whoever the paper was given to, or the head of the unit that has it."""
    is_post = document.lead_post is not None and document.lead_post.principal_id in actor.post_ids
    return is_post or document.lead_unit_id in actor.headed_unit_ids


def can_close_with(actor: Actor, document: Document, reason: ClosingReason) -> Verdict:
    if not document.is_incoming or document.state not in (IncomingState.REGISTERED, IncomingState.DIRECTED):
        return no("Văn bản không ở trạng thái đang xử lý.")
    if LEAD in reason.who and leads(actor, document):
        return YES
    allowed = [duty for duty in reason.who if duty != LEAD]
    if document.agency_id == actor.agency_id and any(actor.may(duty) for duty in allowed):
        return YES
    if document.agency_id != actor.agency_id:
        return has_duty(actor, Duty.DIRECT, document.agency_id)
    return no(f"“{reason.name}”: chỉ {who_words(reason.who)} kết thúc được. Chọn lý do khác.")


def who_words(who: Iterable[str]) -> str:
    """Who may close with a reason, in words."""
    names = {LEAD: "người, đơn vị chủ trì"} | {duty.value: f"người được giao “{duty.label}”" for duty in Duty}
    return ", ".join(names.get(code, code) for code in who)


def class_after(reason: ClosingReason, handling: str) -> str:
    """What a paper counts as once it is closed: open work is done, unless the reason says that there was none."""
    if not reason.is_counted:
        return HandlingClass.NONE
    return HandlingClass.DONE if handling == HandlingClass.OPEN else handling
