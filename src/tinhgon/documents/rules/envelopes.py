"""What may be done with envelopes nobody may open but the addressee, and with paper sent out, and why not."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import EnvelopeState, OutgoingState
from tinhgon.documents.models import Document, Envelope
from tinhgon.documents.rules.originals import is_clerk
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_see_envelope(actor: Actor, envelope: Envelope) -> Verdict:
    """The clerks of the office, and the addressee; nobody else knows that it came."""
    own = actor.post_ids | {actor.person_id}
    if is_clerk(actor, envelope.agency_id) or (envelope.agency_id == actor.agency_id and envelope.addressee_id in own):
        return YES
    return no("Không tìm thấy bì này.")


def can_hand_envelope(actor: Actor, envelope: Envelope) -> Verdict:
    if envelope.state != EnvelopeState.WAITING:
        return no("Bì này đã giao hoặc đã kết thúc.")
    return has_duty(actor, Duty.REGISTER, envelope.agency_id)


def can_end_envelope(actor: Actor, envelope: Envelope) -> Verdict:
    """Opened and registered, or kept closed: after it was handed over."""
    if envelope.state != EnvelopeState.HANDED:
        return no("Ghi đã giao bì cho người nhận trước.")
    return can_see_envelope(actor, envelope)


def can_dispatch(actor: Actor, document: Document) -> Verdict:
    if document.state not in (OutgoingState.ISSUED, OutgoingState.NUMBERED):
        return no("Chỉ gửi bản giấy của văn bản đã cấp số.")
    return has_duty(actor, Duty.NUMBER, document.agency_id)
