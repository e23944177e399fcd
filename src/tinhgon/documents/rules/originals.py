"""What may be done with originals on paper, their labels and their hand-over, and why not."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import HolderKind, IncomingState, OutgoingState
from tinhgon.documents.models import Document, Original
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty

_WITHOUT_PAPER = (
    IncomingState.ARRIVED, IncomingState.REFUSED, OutgoingState.DRAFT, OutgoingState.SUBMITTED, OutgoingState.APPROVED,
    OutgoingState.ABANDONED,
)  # fmt: skip


def is_clerk(actor: Actor, home: int | None = None) -> bool:
    """Who keeps the papers of an agency: registers what comes or numbers what goes."""
    return (home is None or home == actor.agency_id) and (actor.may(Duty.REGISTER) or actor.may(Duty.NUMBER))


def can_handle_paper(actor: Actor) -> Verdict:
    """Piles, batches, envelopes and labels are the clerk's."""
    return YES if is_clerk(actor) else has_duty(actor, Duty.REGISTER)


def can_keep_original(actor: Actor, document: Document) -> Verdict:
    if document.state in _WITHOUT_PAPER:
        return no("Chỉ ghi bản giấy của văn bản đã vào sổ hoặc đã ký.")
    return YES if is_clerk(actor, document.agency_id) else has_duty(actor, Duty.REGISTER, document.agency_id)


def can_move_original(actor: Actor, original: Original, to: int | None = None) -> Verdict:
    """The clerk moves any; who holds it passes it on; who takes it into his own hands says so himself."""
    own = actor.post_ids | {actor.person_id}
    if is_clerk(actor, original.agency_id) or (to is not None and to in own):
        return YES
    if original.holder_kind == HolderKind.INSIDE and original.holder_id in own:
        return YES
    return no("Bản giấy đang ở người khác. Văn thư, người đang giữ hoặc người nhận mới ghi chuyển được.")


def can_label_arrival(actor: Actor, document: Document) -> Verdict:
    if not document.is_incoming or not document.register_number:
        return no("Tem đến chỉ in cho văn bản đến đã vào sổ.")
    return has_duty(actor, Duty.REGISTER, document.agency_id)
