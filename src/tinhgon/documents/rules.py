"""What may be done with a paper, and why not."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import IncomingState, OutgoingState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.organisation.choices import Duty


def can_see(actor: Actor, document: Document) -> Verdict:
    """The same answer as `queries.visible_to`, for a loaded row."""
    if actor.principals & set(document.reader_ids):
        return YES
    return no("Không tìm thấy văn bản.")


def _has(actor: Actor, duty: Duty, home: int | None = None) -> Verdict:
    if home is not None and home != actor.agency_id:
        return no("Văn bản thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if not actor.may(duty):
        return no(f"Vị trí {actor.title} chưa được giao việc “{duty.label}”.")
    return YES


def can_register(actor: Actor) -> Verdict:
    return _has(actor, Duty.REGISTER)


def can_correct(actor: Actor, document: Document) -> Verdict:
    if document.state in (IncomingState.RECALLED, IncomingState.REFUSED):
        return no("Văn bản đã thu hồi hoặc trả lại, không sửa được nữa.")
    return _has(actor, Duty.REGISTER, document.agency_id)


def can_close(actor: Actor, document: Document) -> Verdict:
    if not document.is_incoming or document.state not in (IncomingState.REGISTERED, IncomingState.DIRECTED):
        return no("Văn bản không ở trạng thái đang xử lý.")
    if actor.post_id is not None and document.lead_post and document.lead_post.principal_id in actor.post_ids:
        return YES
    if document.lead_unit_id in actor.headed_unit_ids:
        return YES
    return _has(actor, Duty.DIRECT, document.agency_id)


def can_draft(actor: Actor) -> Verdict:
    return _has(actor, Duty.DRAFT)


def can_edit_draft(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.DRAFT:
        return no("Chỉ sửa được khi văn bản đang là dự thảo. Rút lại hoặc chờ trả lại để sửa.")
    return _is_drafter(actor, document)


def can_submit(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.DRAFT:
        return no("Văn bản này đã trình.")
    return _is_drafter(actor, document)


def can_pull_back(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.SUBMITTED:
        return no("Chỉ rút được khi đang trình.")
    return _is_drafter(actor, document)


def can_decide(actor: Actor, step: ApprovalStep) -> Verdict:
    """Approve or send back: only who holds, or stands in for, the post whose turn it is."""
    if step.post.principal_id not in actor.post_ids:
        return no(f"Bước này chờ {step.post.title}.")
    if step.state != "current":
        return no("Bước này đã có ý kiến hoặc chưa đến lượt.")
    return YES


def can_number(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.SIGNED:
        return no("Chỉ cấp số sau khi văn bản đã ký.")
    return _has(actor, Duty.NUMBER, document.agency_id)


def can_sign_by_hand(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.APPROVED:
        return no("Chỉ ghi nhận chữ ký khi văn bản đã được duyệt.")
    return _has(actor, Duty.NUMBER, document.agency_id)


def can_issue(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.NUMBERED:
        return no("Chỉ phát hành sau khi đã cấp số.")
    return _has(actor, Duty.NUMBER, document.agency_id)


def can_withdraw(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.ISSUED:
        return no("Chỉ thu hồi được văn bản đã phát hành.")
    return _has(actor, Duty.NUMBER, document.agency_id)


def _is_drafter(actor: Actor, document: Document) -> Verdict:
    if document.drafter is not None and document.drafter.principal_id in actor.post_ids:
        return YES
    if document.owner_unit_id in actor.headed_unit_ids:
        return YES
    return no("Chỉ người soạn thảo hoặc trưởng đơn vị soạn thảo làm được việc này.")
