"""Joint papers: who says who signs, and for which text a signature stands."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Verdict, no
from tinhgon.documents.choices import OutgoingState, SignerState
from tinhgon.documents.models import Document, JointSigner
from tinhgon.documents.rules.papers import is_drafter

LEAD_DOES = "Văn bản liên tịch: việc này do cơ quan chủ trì làm."


def can_set_signers(actor: Actor, document: Document) -> Verdict:
    """Its drafter, before it goes up or while it travels and somebody can no longer sign."""
    if document.is_incoming or document.is_joint_copy:
        return no(LEAD_DOES)
    if document.state not in (OutgoingState.DRAFT, OutgoingState.APPROVED):
        return no("Chỉ đặt người ký liên tịch ở dự thảo, hoặc đổi người chưa ký khi đang chuyển ký.")
    return is_drafter(actor, document)


def has_signed(signer: JointSigner, sha256: str) -> bool:
    """A signature stands for the text it was given for."""
    return signer.state == SignerState.SIGNED and signer.content_sha256 == sha256
