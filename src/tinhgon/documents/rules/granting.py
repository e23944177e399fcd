"""Who may ask that somebody reads for a time, who approves it, who ends it. Two persons, never one for himself."""

from collections.abc import Collection

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import GrantState
from tinhgon.documents.models import ReadingGrant
from tinhgon.documents.rules.papers import can_read_rights, has_duty
from tinhgon.organisation.choices import Duty


def can_ask_emergency(actor: Actor) -> Verdict:
    """Anybody at work in the agency, the administrator too: what he gets another decides (office-practice A 3)."""
    if actor.person_id is None or actor.post_id is None:
        return no("Truy cập khẩn cấp do một người có tên, đang giữ vị trí, đề nghị.")
    return YES


def can_open_case(actor: Actor) -> Verdict:
    return has_duty(actor, Duty.MANAGE_RIGHTS)


def can_see_grant(actor: Actor, grant: ReadingGrant, readers: Collection[int]) -> Verdict:
    """Who asked, who reads, and who answers for the rights of the agency; to others it is not there."""
    if actor.person_id is not None and (actor.person_id == grant.asked_by_id or actor.person_id in readers):
        return YES
    if grant.agency_id == actor.agency_id and can_read_rights(actor):
        return YES
    return no("Không tìm thấy trang này.")


def can_decide_grant(actor: Actor, grant: ReadingGrant, readers: Collection[int]) -> Verdict:
    """A second person of a named duty; at night the security officer may be the only one who is reached."""
    if grant.state != GrantState.PROPOSED:
        return no(f"Đề nghị này {grant.get_state_display().lower()}. Tải lại trang.")
    if actor.person_id is None or actor.person_id == grant.asked_by_id:
        return no("Người đề nghị không tự duyệt. Nhờ Chánh Văn phòng, lãnh đạo hoặc cán bộ an toàn thông tin duyệt.")
    if actor.person_id in readers:
        return no("Quyền này cho chính đồng chí. Nhờ người có thẩm quyền khác duyệt.")
    if grant.is_emergency and grant.agency_id == actor.agency_id and actor.may(Duty.MANAGE_RIGHTS):
        return YES
    return has_duty(actor, Duty.APPROVE_RIGHTS, grant.agency_id)


def can_withdraw_grant(actor: Actor, grant: ReadingGrant) -> Verdict:
    if grant.state != GrantState.PROPOSED:
        return no(f"Đề nghị này {grant.get_state_display().lower()}, không rút được nữa.")
    if actor.person_id != grant.asked_by_id:
        return no("Chỉ người đề nghị rút được.")
    return YES


def can_end_grant(actor: Actor, grant: ReadingGrant, readers: Collection[int]) -> Verdict:
    """Earlier than its time by whoever has a part in it: ending takes nothing that the agency's readers have."""
    if grant.state != GrantState.APPROVED:
        return no(f"Quyền này {grant.get_state_display().lower()}.")
    return can_see_grant(actor, grant, readers)
