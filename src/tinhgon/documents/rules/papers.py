"""What may be done with a paper, and why not."""

import re

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import CheckResult, IncomingState, OutgoingState, RightsKind, RightsState
from tinhgon.documents.models import Document, RightsChange, Upload
from tinhgon.organisation.choices import Duty


def can_see(actor: Actor, document: Document) -> Verdict:
    """The same answer as `queries.visible_to`, for a loaded row."""
    if actor.readers & set(document.reader_ids):
        return YES
    if document.waits_for_id in actor.desk_ids and not document.is_restricted:
        return YES
    return no("Không tìm thấy văn bản.")


def reads_for_a_time(actor: Actor, document: Document) -> bool:
    """Whether the actor sees a paper by what is lent to him alone: he looks, and does nothing with it."""
    own = actor.principals & set(document.reader_ids)
    return not own and document.waits_for_id not in actor.desk_ids and bool(actor.lent_ids & set(document.reader_ids))


def has_duty(actor: Actor, duty: Duty, home: int | None = None) -> Verdict:
    if home is not None and home != actor.agency_id:
        return no("Văn bản thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if not actor.may(duty):
        return no(f"Vị trí {actor.title} chưa được giao việc “{duty.label}”.")
    return YES


def can_register(actor: Actor) -> Verdict:
    return has_duty(actor, Duty.REGISTER)


def _may_judge_suspects(actor: Actor) -> bool:
    return any(actor.may(duty) for duty in (Duty.REGISTER, Duty.DIRECT, Duty.MANAGE_RIGHTS))


def can_see_suspects(actor: Actor) -> Verdict:
    """Files held at the secret door: for who registers, and who may be the second person."""
    return YES if _may_judge_suspects(actor) else no("Không tìm thấy trang này.")


def can_wipe_suspect(actor: Actor) -> Verdict:
    return can_see_suspects(actor)


def can_release_suspect(actor: Actor, upload: Upload) -> Verdict:
    """Two persons for one release: not who brought the file, not who claims that it is no secret."""
    if not _may_judge_suspects(actor) or actor.person_id is None:
        return no("Chỉ văn thư, lãnh đạo, Chánh Văn phòng hoặc cán bộ an toàn thông tin xác nhận được.")
    if not upload.claim:
        return no("Chưa có ai nêu lý do tệp không mật. Văn thư nêu lý do trước, người thứ hai xác nhận sau.")
    if actor.person_id in (upload.brought_by_id, upload.claimed_by_id):
        return no("Người đưa tệp vào hoặc người đề nghị không tự xác nhận. Nhờ người thứ hai.")
    return YES


def can_read_rights(actor: Actor) -> Verdict:
    """The matrix is for who manages rights and who approves their changes; to others the page is not there."""
    if actor.may(Duty.MANAGE_RIGHTS) or actor.may(Duty.APPROVE_RIGHTS):
        return YES
    return no("Không tìm thấy trang này.")


def can_propose_rights(actor: Actor, principal_id: int | None = None) -> Verdict:
    """Nobody asks for what he would read himself."""
    if principal_id is not None and principal_id in actor.principals:
        return no("Không tự đề nghị quyền cho mình. Nhờ người quản lý quyền khác đề nghị.")
    return has_duty(actor, Duty.MANAGE_RIGHTS)


def can_explain_rights(actor: Actor) -> Verdict:
    """Asked by who manages rights, of papers of the agency; what the paper says stays closed to him."""
    return has_duty(actor, Duty.MANAGE_RIGHTS)


def can_withdraw_rights(actor: Actor, change: RightsChange) -> Verdict:
    if change.state != RightsState.PROPOSED:
        return no(f"Đề nghị này {change.get_state_display().lower()}, không rút được nữa.")
    return has_duty(actor, Duty.MANAGE_RIGHTS, change.agency_id)


def can_decide_rights(actor: Actor, change: RightsChange) -> Verdict:
    """Two named persons for one change: not who proposed it, not who would gain by it."""
    if change.state != RightsState.PROPOSED:
        return no(f"{change.decided_label} đã quyết định đề nghị này. Tải lại trang.")
    if actor.person_id is None or actor.person_id == change.proposed_by_id:
        return no("Người đề nghị không tự duyệt. Nhờ Chánh Văn phòng hoặc lãnh đạo duyệt.")
    if change.kind == RightsKind.ADD and change.principal_id in actor.principals:
        return no("Quyền này cho chính đồng chí. Nhờ người có thẩm quyền khác duyệt.")
    return has_duty(actor, Duty.APPROVE_RIGHTS, change.agency_id)


def can_correct(actor: Actor, document: Document) -> Verdict:
    if document.state in (IncomingState.RECALLED, IncomingState.REFUSED):
        return no("Văn bản đã thu hồi hoặc trả lại, không sửa được nữa.")
    return has_duty(actor, Duty.REGISTER, document.agency_id)


def can_reopen(actor: Actor, document: Document) -> Verdict:
    if not document.is_incoming or document.state != IncomingState.CLOSED:
        return no("Chỉ mở lại được văn bản đã kết thúc xử lý.")
    if document.lead_unit_id is not None and document.lead_unit_id in actor.headed_unit_ids:
        return YES
    return has_duty(actor, Duty.DIRECT, document.agency_id)


def can_refuse(actor: Actor, document: Document) -> Verdict:
    if document.state != IncomingState.ARRIVED:
        return no("Chỉ trả lại được văn bản chưa vào sổ.")
    return has_duty(actor, Duty.REGISTER, document.agency_id)


def can_draft(actor: Actor) -> Verdict:
    return has_duty(actor, Duty.DRAFT)


def can_edit_draft(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.DRAFT:
        return no("Chỉ sửa được khi văn bản đang là dự thảo. Rút lại hoặc chờ trả lại để sửa.")
    return is_drafter(actor, document)


def can_submit(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.DRAFT:
        return no("Văn bản này đã trình.")
    return is_drafter(actor, document)


def can_comment(actor: Actor, document: Document) -> Verdict:
    if document.state in (OutgoingState.ABANDONED, IncomingState.RECALLED):
        return no("Văn bản đã kết thúc, không góp ý thêm được.")
    if reads_for_a_time(actor, document):
        return no("Quyền đọc có thời hạn chỉ để đọc.")
    return can_see(actor, document)


def can_record_check(actor: Actor, document: Document, result: str) -> Verdict:
    """A named person answers for the form (NĐ 30/2020 art. 12); going against the check is a duty of its own."""
    if document.state not in (OutgoingState.DRAFT, OutgoingState.SUBMITTED, OutgoingState.APPROVED):
        return no("Chỉ ghi kết quả kiểm tra trước khi ký.")
    if result == CheckResult.OVERRULED:
        return has_duty(actor, Duty.OVERRULE, document.agency_id)
    if actor.may(Duty.NUMBER) or actor.may(Duty.APPROVE):
        return has_duty(actor, Duty.NUMBER if actor.may(Duty.NUMBER) else Duty.APPROVE, document.agency_id)
    return is_drafter(actor, document)


def can_set_recipients(actor: Actor, document: Document) -> Verdict:
    if document.is_joint_copy:
        return no("Nơi nhận của văn bản liên tịch do cơ quan chủ trì đặt.")
    if document.state == OutgoingState.DRAFT:
        return is_drafter(actor, document)
    if document.state in (OutgoingState.APPROVED, OutgoingState.SIGNED, OutgoingState.NUMBERED):
        return has_duty(actor, Duty.NUMBER, document.agency_id)
    return no("Nơi nhận chỉ sửa được ở dự thảo hoặc trước khi phát hành.")


def can_keep_groups(actor: Actor) -> Verdict:
    """Groups of recipients are the agency's: kept by who drafts or sends its papers."""
    return YES if actor.may(Duty.DRAFT) else has_duty(actor, Duty.NUMBER)


def can_return_approved(actor: Actor, document: Document) -> Verdict:
    """What was approved goes back to the draft while it is not signed (NĐ 30/2020 art. 11.2)."""
    if document.state != OutgoingState.APPROVED:
        return no("Chỉ trả lại được văn bản đã duyệt mà chưa ký.")
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def can_pull_back(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.SUBMITTED:
        return no("Chỉ rút được khi đang trình.")
    return is_drafter(actor, document)


def can_number(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.SIGNED:
        return no("Chỉ cấp số sau khi văn bản đã ký.")
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def can_sign_by_hand(actor: Actor, document: Document) -> Verdict:
    """Until the number is given a wrong scan can be replaced by the right one."""
    if document.state not in (OutgoingState.APPROVED, OutgoingState.SIGNED, OutgoingState.COSIGNED):
        return no("Chỉ ghi nhận chữ ký khi văn bản đã được duyệt và chưa cấp số.")
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def can_issue(actor: Actor, document: Document) -> Verdict:
    """A paper inside the office needs no number where its body keeps no book of such papers (office-practice C 28)."""
    is_internal = document.flow == Flow.INTERNAL and document.state == OutgoingState.SIGNED
    if document.state != OutgoingState.NUMBERED and not is_internal:
        return no("Chỉ phát hành sau khi đã cấp số.")
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def can_withdraw(actor: Actor, document: Document) -> Verdict:
    if document.state != OutgoingState.ISSUED:
        return no("Chỉ thu hồi được văn bản đã phát hành.")
    if document.is_joint_copy:
        return no("Văn bản liên tịch do cơ quan chủ trì thu hồi.")
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def is_drafter(actor: Actor, document: Document) -> Verdict:
    if document.drafter is not None and document.drafter.principal_id in actor.post_ids:
        return YES
    if document.owner_unit_id in actor.headed_unit_ids:
        return YES
    return no("Chỉ người soạn thảo hoặc trưởng đơn vị soạn thảo làm được việc này.")


def is_party(rule_set: str) -> bool:
    """Rule sets of the Party carry the number of the office's guideline (hd36, hd05)."""
    return rule_set.startswith("hd")


def is_party_code(code: str) -> bool:
    """Whether a number is written the Party's way: 06-HD/TW, where the State writes 06/HD-BNV."""
    return "-" in code and "/" in code and code.index("-") < code.index("/")


def symbol(rule_set: str, type_code: str, body_symbol: str, unit_symbol: str, has_code: bool = True) -> str:
    """All that follows the number on the paper, without the sign between them.

    State: TYPE-ORG, a công văn ORG-UNIT (NĐ 30/2020 Annex I, II.3); Party: TYPE/ORG (HD 05-HD/VPTW 3.1).
    """
    if is_party(rule_set):
        return f"{type_code}/{body_symbol}"
    if has_code:
        return f"{type_code}-{body_symbol}"
    return f"{body_symbol}-{unit_symbol}" if unit_symbol and unit_symbol != body_symbol else body_symbol


def code(rule_set: str, number: str, symbol: str, year: int) -> str:
    """The number as it stands on paper, and the symbol: 05/QĐ-UBND, 05-CV/TU, 12/2026/QĐ-UBND, inserted 12a/QĐ-UBND."""
    if is_party(rule_set):
        return f"{number}-{symbol}"
    if rule_set == "qppl":
        return f"{number}/{year}/{symbol}"
    return f"{number}/{symbol}"


def split_code(code: str) -> tuple[str, str]:
    """Number and symbol of a code as printed: `15/QĐ-BNV` → 15, QĐ-BNV; `06-HD/TW` → 06, HD/TW (decision 28)."""
    match = re.match(r"(\d+[A-Za-zĐđ]?)?[/-]?(.*)$", code)
    return (match[1] or "", match[2]) if match else ("", code)
