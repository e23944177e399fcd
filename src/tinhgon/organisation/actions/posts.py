"""Posts: made in a unit, changed from a day on, ended with a word on what becomes of their holders."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Principal
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import ground, turning
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Appointment, Delegation, Post, PostVersion, Unit


@dataclass(frozen=True)
class NewPost:
    unit_id: int
    title: str
    job_position: str = ""
    headcount: int = 1
    is_head: bool = False
    is_deputy: bool = False
    roles: tuple[str, ...] = ()
    order: int = 0
    legal_basis: str = ""


@transaction.atomic
def create_post(
    actor: Actor,
    new: NewPost,
    starts_on: date,
    at: datetime,
    *,
    ends_on: date | None = None,
    is_another: bool = False,
) -> Post:
    """A post in a unit begins. The same post on the same day is the same act, unless `is_another` of its kind."""
    require(rules.can_give_roles(actor, new.roles))
    new = _clean(new)
    ground.lock(actor)
    ground.period(starts_on, ends_on)
    unit = Unit.objects.filter(pk=new.unit_id, agency_id=actor.agency_id).first()
    if unit is None or queries.version_on(unit.pk, starts_on) is None:
        raise Refused("Đơn vị không hoạt động vào ngày này. Chọn ngày hoặc đơn vị khác.", field="starts_on")
    same = Post.objects.filter(unit=unit, title=new.title, starts_on=starts_on).first()
    if same is not None and not is_another:
        return same
    end_of_unit = queries.end_of(unit.pk)
    if end_of_unit is not None and (ends_on is None or ends_on > end_of_unit):
        raise Refused(f"Đơn vị kết thúc hoạt động ngày {end_of_unit:%d/%m/%Y}. Chọn đơn vị khác.", field="starts_on")
    _only_head(unit.pk, new.is_head, starts_on, ends_on, None)
    post = Post.objects.create(
        agency_id=actor.agency_id,
        principal=Principal.objects.create(agency_id=actor.agency_id, kind=PrincipalKind.POST),
        unit=unit,
        starts_on=starts_on,
        ends_on=ends_on,
        legal_basis=new.legal_basis,
        **_columns(new),
    )
    _record(actor, "organisation.create_post", post, at, {"starts_on": starts_on, "roles": post.roles})
    return post


@transaction.atomic
def change_post(actor: Actor, post_id: int, new: NewPost, starts_on: date, at: datetime) -> Post:
    """Title, headcount, roles of a post from a day on; before it the old ones stay true. The same again is the same
    act."""
    ground.lock(actor)
    post = _post(actor, post_id)
    require(rules.can_change_post(actor, post, new.roles))
    new = _clean(new)
    columns = _columns(new)
    version = queries.post_version_on(post, starts_on)
    if turning.is_same(version, columns, starts_on):
        return post
    turning.require_change(version, columns, starts_on, "title")
    assert version is not None
    held = rules.most_at_once(queries.periods_held(post.pk, starts_on, None))
    if held > new.headcount:
        raise Refused(
            f"Đang có {held} người giữ vị trí này. Kết thúc bố trí của {held - new.headcount} người trước.",
            field="headcount",
        )
    _only_head(post.unit_id, new.is_head, starts_on, post.ends_on, post.pk)
    detail = turning.follow(version, post, columns, starts_on, actor.on, new.legal_basis)
    _record(actor, "organisation.change_post", post, at, detail)
    return post


@transaction.atomic
def end_post(
    actor: Actor, post_id: int, ends_on: date, at: datetime, *, legal_basis: str = "", ends_holders: bool = False
) -> Post:
    """A post ends on a day: its holders must have left by then, or leave with it when the officer says so; what was
    delegated from or to it ends too."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    post = _post(actor, post_id)
    if post.ends_on == ends_on:
        return post
    if post.ends_on is not None and post.ends_on < ends_on:
        raise Refused(f"Vị trí đã kết thúc ngày {post.ends_on:%d/%m/%Y}.", field="ends_on")
    ground.period(post.starts_on, ends_on)
    if blocks := queries.what_blocks_a_post(post.pk, ends_on):
        raise Refused(f"Chưa kết thúc được: {'; '.join(blocks)}. Bàn giao trước.", code="state", field="ends_on")
    held = Appointment.objects.filter(queries.still_open(ends_on), post=post).select_related("person")
    names = [row.person.full_name for row in held.order_by("pk")]
    if names and not ends_holders:
        raise Refused(
            f"Còn người giữ vị trí: {', '.join(names[:3])}. Kết thúc bố trí của họ trước, hoặc đánh dấu “Người đang giữ"
            " thôi giữ cùng ngày”.",
            code="state",
            field="ends_holders",
        )
    if held.filter(starts_on__gte=ends_on).exists():
        raise Refused("Có bố trí bắt đầu sau ngày này. Rút bố trí đó trước.", code="state", field="ends_on")
    held.update(ends_on=ends_on)
    given = Delegation.objects.filter(queries.still_open(ends_on), starts_on__lt=ends_on)
    for rows in (given.filter(from_post=post), given.filter(to_post=post)):
        rows.update(ends_on=ends_on)
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    detail = {"ends_on": ends_on, "legal_basis": legal_basis, "holders": names}
    _record(actor, "organisation.end_post", post, at, detail)
    return post


@transaction.atomic
def withdraw_post(actor: Actor, post_id: int, reason: str, at: datetime) -> None:
    """Take back the end of a post that has not come, a change of it that has not begun, or a post that has not."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    post = _post(actor, post_id)
    reason = ground.reason(reason)
    if post.ends_on is not None:
        _go_on(actor, post, reason, at)
        return
    version = PostVersion.objects.filter(post=post).order_by("-starts_on").first()
    starts_on = version.starts_on if version is not None else post.starts_on
    require(rules.can_withdraw(starts_on, actor.on))
    detail: dict[str, Any] = {"starts_on": starts_on, "reason": reason, "title": post.title}
    pk, principal = post.pk, post.principal
    if version is not None and starts_on != post.starts_on:
        require(rules.can_change_post(actor, post, version.roles))
        PostVersion.objects.filter(post=post, ends_on=starts_on).update(ends_on=None)
        version.delete()
    else:
        try:
            PostVersion.objects.filter(post=post).delete()
            post.delete()
            principal.delete()
        except ProtectedError as error:
            raise Refused("Vị trí đã có người được bố trí. Rút bố trí đó trước.", code="state") from error
    post.pk = pk
    _record(actor, "organisation.withdraw_post", post, at, detail)


def _go_on(actor: Actor, post: Post, reason: str, at: datetime) -> None:
    """The end is taken back; whoever was to leave with it comes back by an act of its own."""
    was = post.ends_on
    assert was is not None
    require(rules.can_withdraw(was, actor.on))
    if (end_of_unit := queries.end_of(post.unit_id)) is not None:
        raise Refused(
            f"Đơn vị kết thúc hoạt động ngày {end_of_unit:%d/%m/%Y}. Rút lại việc kết thúc đơn vị trước.", code="state"
        )
    _only_head(post.unit_id, post.is_head, was, None, post.pk)
    post.ends_on = None
    post.save(update_fields=["ends_on"])
    _record(actor, "organisation.withdraw_post", post, at, {"ends_on": was, "reason": reason})


def _post(actor: Actor, post_id: int) -> Post:
    return ground.found(Post.objects.filter(agency_id=actor.agency_id), post_id, "vị trí")


def _columns(new: NewPost) -> dict[str, Any]:
    return ground.facts(new, turning.POST) | {"roles": list(new.roles)}


def _clean(new: NewPost) -> NewPost:
    title = ground.spaced(new.title, "Nhập chức danh của vị trí.", "title", 150)
    unknown = set(new.roles) - set(Role.values)
    if unknown:
        raise Refused(f"Không có vai trò {', '.join(sorted(unknown))}.", field="roles")
    if new.headcount < 1:
        raise Refused("Số lượng người của vị trí từ 1 trở lên.", field="headcount")
    job = ground.spaced(new.job_position, "", "job_position", 150) or title
    return replace(new, title=title, job_position=job, roles=tuple(sorted(set(new.roles))))


def _only_head(unit_id: int, is_head: bool, starts_on: date, ends_on: date | None, post_id: int | None) -> None:
    if not is_head:
        return
    heads = Post.objects.filter(queries.overlapping(starts_on, ends_on), unit_id=unit_id, is_head=True)
    if heads.exclude(pk=post_id).exists() if post_id else heads.exists():
        raise Refused("Đơn vị đã có vị trí cấp trưởng. Bỏ dấu cấp trưởng rồi lưu lại.", field="is_head")


def _record(actor: Actor, verb: str, post: Post, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "post", post.pk, post.title, at, home=post.agency_id, detail=detail)
