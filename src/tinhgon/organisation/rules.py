"""Who may change the organisation, and what a change must respect. Decides over loaded values; asks no clock."""

from collections.abc import Iterable
from datetime import date

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.organisation.choices import SYSTEM_ROLES, Bloc, DelegationKind, Duty
from tinhgon.organisation.models import Person, Post, UnitVersion

SIGNING = (DelegationKind.KT, DelegationKind.TL, DelegationKind.TUQ)


def can_manage(actor: Actor) -> Verdict:
    if not actor.may(Duty.MANAGE_ORGANISATION):
        return no(f"Vị trí {actor.title} chưa được giao việc “{Duty.MANAGE_ORGANISATION.label}”.")
    return YES


def can_give_roles(actor: Actor, roles: Iterable[str]) -> Verdict:
    """Roles of the system are given by whoever manages rights (office-practice A 3: configuring is not reading)."""
    names = [role.label for role in SYSTEM_ROLES if role in set(roles)]
    if names and not actor.may(Duty.MANAGE_RIGHTS):
        return no(f"Vai trò {', '.join(names)} do cán bộ an toàn thông tin giao. Bỏ vai trò này rồi lưu lại.")
    return can_manage(actor)


def can_appoint(actor: Actor, person: Person, post: Post) -> Verdict:
    """Nobody appoints himself; a post with roles of the system needs whoever manages rights."""
    if actor.person_id is not None and person.principal_id == actor.person_id:
        return no("Không tự bố trí chính mình. Người khác được giao việc quản lý tổ chức làm việc này.")
    return can_give_roles(actor, post.roles)


def can_change(version: UnitVersion | None, starts_on: date) -> Verdict:
    if version is None:
        return no("Đơn vị không hoạt động vào ngày này. Chọn ngày đơn vị đang hoạt động.")
    if version.ends_on is not None:
        return no(f"Đơn vị đã có thay đổi từ ngày {version.ends_on:%d/%m/%Y}. Chọn ngày sau thay đổi đó.")
    if version.starts_on >= starts_on:
        return no(f"Ngày hiệu lực phải sau ngày {version.starts_on:%d/%m/%Y} của phiên bản đang dùng.")
    return YES


def can_delegate(actor: Actor, from_post: Post, to_post: Post) -> Verdict:
    """One delegates one's own authority, or the organisation officer writes it down; never to oneself from another."""
    if from_post.principal_id in actor.post_ids:
        return YES
    if to_post.principal_id in actor.post_ids:
        return no("Không tự nhận quyền của vị trí khác. Người giao quyền hoặc cán bộ tổ chức khác làm việc này.")
    return can_manage(actor)


def is_sound_delegation(
    kind: str,
    bloc: str,
    *,
    from_post: Post,
    to_post: Post,
    is_below: bool,
    holds_tuq: bool,
    scope: str,
    ends_on: date | None,
    legal_basis: str,
) -> Verdict:
    """NĐ 30/2020/NĐ-CP art. 13: KT. to a deputy, TL. to a unit's head, TUQ. in writing, limited, not passed on."""
    if from_post.pk == to_post.pk:
        return no("Người giao và người nhận phải là hai vị trí khác nhau.")
    if kind == DelegationKind.KT and not (to_post.is_deputy or to_post.unit_id == from_post.unit_id):
        return no("Ký thay (KT.) chỉ giao cho cấp phó của người đứng đầu. Chọn vị trí cấp phó.")
    if kind == DelegationKind.TL and not (to_post.is_head and is_below):
        return no("Thừa lệnh (TL.) chỉ giao cho người đứng đầu đơn vị cấp dưới. Chọn vị trí trưởng đơn vị.")
    if kind == DelegationKind.TUQ:
        if bloc == Bloc.PARTY:
            return no("Văn bản của Đảng không dùng thừa uỷ quyền (TUQ.). Chọn ký thay hoặc thừa lệnh.")
        if holds_tuq:
            return no("Người được thừa uỷ quyền không uỷ quyền lại (NĐ 30/2020/NĐ-CP điều 13).")
        if ends_on is None or not scope.strip() or not legal_basis.strip():
            return no("Thừa uỷ quyền phải bằng văn bản, có nội dung, thời hạn. Nhập phạm vi, ngày kết thúc, căn cứ.")
    if kind == DelegationKind.LEAVE and ends_on is None:
        return no("Thay khi vắng mặt phải có ngày kết thúc. Nhập ngày người vắng trở lại.")
    return YES


def can_end_delegation(actor: Actor, from_post: Post) -> Verdict:
    if from_post.principal_id in actor.post_ids:
        return YES
    return can_manage(actor)
