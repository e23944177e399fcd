"""Who may change the organisation, and what a change must respect. Decides over loaded values; asks no clock."""

import re
from collections.abc import Iterable
from datetime import date

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow, PeriodKind
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.organisation.choices import PARTY_RULE_SETS, SYSTEM_ROLES, Bloc, DelegationKind, Duty
from tinhgon.organisation.models import Dated, IssuingBodyVersion, Person, Post, PostVersion, UnitVersion

Versioned = UnitVersion | PostVersion | IssuingBodyVersion
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
SIGNING = (DelegationKind.KT, DelegationKind.TL, DelegationKind.TUQ)


def can_manage(actor: Actor) -> Verdict:
    if not actor.may(Duty.MANAGE_ORGANISATION):
        return no(f"Vị trí {actor.title} chưa được giao việc “{Duty.MANAGE_ORGANISATION.label}”.")
    return YES


def can_manage_books(actor: Actor) -> Verdict:
    """Books are opened by whom the working rules say, or by the head of the clerical unit."""
    if actor.may(Duty.MANAGE_BOOKS) or (actor.may(Duty.NUMBER) and actor.unit_id in actor.headed_unit_ids):
        return YES
    return no(f"Vị trí {actor.title} chưa được giao việc “{Duty.MANAGE_BOOKS.label}”.")


def is_party(rule_set: str) -> bool:
    return rule_set in PARTY_RULE_SETS


def is_sound_book(flow: str, period_kind: str, rule_set: str, codes: list[str]) -> Verdict:
    """State books run per year (NĐ 30/2020/NĐ-CP art. 15, 22), Party outgoing ones per type and term; what comes in
    is one yearly series everywhere (office-practice A 7)."""
    if flow not in Flow.values or period_kind not in PeriodKind.values:
        return no("Chọn loại sổ và kỳ của sổ.")
    if period_kind == PeriodKind.TERM and (flow != Flow.OUTGOING or not is_party(rule_set)):
        return no("Sổ theo nhiệm kỳ chỉ dùng cho văn bản đi của Đảng. Chọn sổ theo năm.")
    if flow == Flow.INCOMING and codes:
        return no("Văn bản đến vào một dãy số trong năm, không chia theo loại. Bỏ trống loại văn bản.")
    return YES


def can_see_clerical_side(actor: Actor) -> Verdict:
    """Issuing bodies, seals and books: those who keep or use them, nobody else."""
    if actor.duties & {Duty.MANAGE_ORGANISATION, Duty.REGISTER, Duty.NUMBER} or can_manage_books(actor):
        return YES
    return no("Phần này dành cho cán bộ tổ chức và văn thư.")


def can_withdraw(starts_on: date, on: date) -> Verdict:
    """Only what has not begun is taken back; the rest is history and ends on a day."""
    if starts_on <= on:
        return no(f"Đã có hiệu lực từ {starts_on:%d/%m/%Y} nên không rút lại. Ghi ngày kết thúc hoặc thay đổi mới.")
    return YES


def can_manage_account(actor: Actor, person_principal_id: int, roles: Iterable[str], *, is_home: bool) -> Verdict:
    """Never one's own; of a holder of system roles only by whoever manages rights; only by the agency of the main
    post."""
    if not (actor.may(Duty.MANAGE_ORGANISATION) or actor.may(Duty.MANAGE_RIGHTS)):
        return no(f"Vị trí {actor.title} chưa được giao quản lý tài khoản.")
    if person_principal_id == actor.person_id:
        return no("Không làm việc này với tài khoản của chính mình. Người khác được giao quản lý tài khoản làm.")
    if not is_home:
        return no("Tài khoản do cơ quan của vị trí chính quản lý. Liên hệ cơ quan đó.")
    if set(roles) & set(SYSTEM_ROLES) and not actor.may(Duty.MANAGE_RIGHTS):
        return no("Người này giữ vai trò của hệ thống: tài khoản do cán bộ an toàn thông tin quản lý.")
    return YES


def can_change_person(actor: Actor, *, is_home: bool) -> Verdict:
    """Name and address are written down by the agency of the main post: by the address single sign-on knows people."""
    if not is_home:
        return no("Hồ sơ do cơ quan của vị trí chính quản lý. Liên hệ cơ quan đó.")
    return can_manage(actor)


def can_take_over(actor: Actor, full_name: str) -> Verdict:
    """A new password or no second factor opens somebody's desk: not for the organisation officer alone."""
    if actor.may(Duty.MANAGE_RIGHTS):
        return YES
    return no(f"{full_name} đã dùng tài khoản: cấp lại do cán bộ an toàn thông tin làm.")


def username(full_name: str) -> str:
    """Given name and the initials of the rest, without marks: Nguyễn Văn An is `annv`."""
    words = re.sub(r"[^a-z ]", "", vntext.fold(full_name).lower()).split()
    return (words[-1] + "".join(word[0] for word in words[:-1])) if words else "nguoi"


def is_sound_username(name: str) -> Verdict:
    if not _USERNAME.fullmatch(name):
        return no("Tên đăng nhập gồm chữ thường không dấu, số, dấu chấm, gạch nối; từ 3 đến 60 ký tự.")
    return YES


def can_manage_accounts(actor: Actor) -> Verdict:
    if actor.may(Duty.MANAGE_ORGANISATION) or actor.may(Duty.MANAGE_RIGHTS):
        return YES
    return no(f"Vị trí {actor.title} chưa được giao quản lý tài khoản.")


def most_at_once(periods: Iterable[tuple[date, date | None]]) -> int:
    """The most periods that hold one day together."""
    steps = sorted(step for begin, end in periods for step in ((begin, 1), (end or date.max, -1)))
    most = now = 0
    for _, step in steps:
        now += step
        most = max(most, now)
    return most


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


def can_end_appointment(actor: Actor, person: Person, post: Post) -> Verdict:
    """Whoever holds a role of the system is not put out by the organisation officer alone."""
    if set(post.roles) & set(SYSTEM_ROLES) and person.principal_id != actor.person_id:
        return can_give_roles(actor, post.roles)
    return can_manage(actor)


def can_change_post(actor: Actor, post: Post, roles: Iterable[str]) -> Verdict:
    """Roles of the system, given or taken, need whoever manages rights; nobody changes the roles of his own post."""
    changed = set(roles) ^ set(post.roles)
    if changed and post.principal_id in actor.post_ids:
        return no("Không tự đổi vai trò của vị trí mình đang giữ. Người khác được giao quản lý tổ chức làm việc này.")
    return can_give_roles(actor, changed)


def is_in_force(row: Dated, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or on < row.ends_on)


def can_stand_under(parent: UnitVersion | None, ends_on: date | None) -> Verdict:
    """A unit begins under one that works on that day, and of which no end is settled."""
    if parent is None:
        return no("Đơn vị cấp trên không hoạt động vào ngày này. Chọn đơn vị khác.")
    if ends_on is not None:
        return no(f"Đơn vị cấp trên kết thúc hoạt động ngày {ends_on:%d/%m/%Y}. Chọn đơn vị khác.")
    return YES


def is_free_name(name: str, is_taken: bool) -> Verdict:
    """Two units of one name do not stand in one place on one day."""
    return no(f"Đã có {name} ở chỗ này trong cơ cấu. Chọn tên khác.") if is_taken else YES


def can_change(version: Versioned | None, starts_on: date) -> Verdict:
    if version is None:
        return no("Không hoạt động vào ngày này. Chọn ngày đang hoạt động.")
    if version.ends_on is not None:
        return no(f"Đã có thay đổi từ ngày {version.ends_on:%d/%m/%Y}. Chọn ngày sau thay đổi đó.")
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
