"""Authority given for a time: KT., TL., TUQ. (NĐ 30/2020/NĐ-CP art. 13; the Party's K/T, T/L), leave, secretaries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import ground
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Delegation, Post


@dataclass(frozen=True)
class NewDelegation:
    from_post_id: int
    to_post_id: int
    kind: str
    starts_on: date
    ends_on: date | None = None
    scope: str = ""
    type_codes: tuple[str, ...] = ()
    legal_basis: str = ""


@transaction.atomic
def delegate(actor: Actor, new: NewDelegation, at: datetime) -> Delegation:
    """Give authority from a post to a post; the same once more is the same act."""
    ground.lock(actor)
    posts = {p.pk: p for p in Post.objects.filter(pk__in=[new.from_post_id, new.to_post_id], agency_id=actor.agency_id)}
    from_post, to_post = posts.get(new.from_post_id), posts.get(new.to_post_id)
    if from_post is None or to_post is None:
        raise Refused("Không tìm thấy vị trí giao hoặc nhận quyền.", code="not_found")
    require(rules.can_delegate(actor, from_post, to_post))
    _check(actor, new, from_post, to_post)
    same = Delegation.objects.filter(
        from_post=from_post, to_post=to_post, kind=new.kind, starts_on=new.starts_on, ends_on=new.ends_on
    )
    if found := same.filter(scope=new.scope.strip(), type_codes=list(new.type_codes)).first():
        return found
    row = Delegation.objects.create(
        agency_id=actor.agency_id,
        from_post=from_post,
        to_post=to_post,
        kind=new.kind,
        scope=new.scope.strip(),
        type_codes=list(new.type_codes),
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        legal_basis=new.legal_basis,
    )
    detail = {"starts_on": new.starts_on, "ends_on": new.ends_on, "scope": row.scope}
    _record(actor, "organisation.delegate", row, at, detail)
    return row


def _check(actor: Actor, new: NewDelegation, from_post: Post, to_post: Post) -> None:
    if new.kind not in DelegationKind.values:
        raise Refused("Chọn hình thức giao quyền.", field="kind")
    ground.period(new.starts_on, new.ends_on)
    for post in (from_post, to_post):
        if post.starts_on > new.starts_on or (post.ends_on is not None and post.ends_on <= new.starts_on):
            raise Refused(f"Vị trí {post.title} không có vào ngày bắt đầu. Chọn ngày khác.", field="starts_on")
    held = Delegation.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=new.starts_on), to_post=from_post, kind=DelegationKind.TUQ
    )
    if new.ends_on is not None:
        held = held.filter(starts_on__lt=new.ends_on)
    require(
        rules.is_sound_delegation(
            new.kind,
            queries.profile(actor.agency_id).bloc,
            from_post=from_post,
            to_post=to_post,
            is_below=_stands_below(from_post, to_post, new.starts_on),
            holds_tuq=held.exists(),
            scope=new.scope,
            ends_on=new.ends_on,
            legal_basis=new.legal_basis,
        )
    )


def _stands_below(from_post: Post, to_post: Post, on: date) -> bool:
    return to_post.unit_id != from_post.unit_id and to_post.unit_id in queries.units_below({from_post.unit_id}, on)


@transaction.atomic
def end_delegation(actor: Actor, delegation_id: int, ends_on: date, at: datetime) -> Delegation:
    """Take authority back from a day on; the same day again is the same act."""
    row = (
        Delegation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("from_post", "to_post")
        .filter(pk=delegation_id, agency_id=actor.agency_id)
        .first()
    )
    if row is None:
        raise Refused("Không tìm thấy lần giao quyền này.", code="not_found")
    require(rules.can_end_delegation(actor, row.from_post))
    if row.ends_on == ends_on:
        return row
    if ends_on <= row.starts_on:
        raise Refused(f"Ngày kết thúc phải sau ngày bắt đầu {row.starts_on:%d/%m/%Y}.", field="ends_on")
    if row.ends_on is not None and row.ends_on < ends_on:
        raise Refused(f"Đã hết hạn từ {row.ends_on:%d/%m/%Y}. Giao quyền mới nếu cần.", field="ends_on")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _record(actor, "organisation.end_delegation", row, at, {"ends_on": ends_on})
    return row


@transaction.atomic
def withdraw_delegation(actor: Actor, delegation_id: int, reason: str, at: datetime) -> None:
    """Take back authority that has not begun."""
    ground.lock(actor)
    rows = Delegation.objects.select_related("from_post", "to_post").filter(agency_id=actor.agency_id)
    row = ground.found(rows, delegation_id, "lần giao quyền này")
    require(rules.can_end_delegation(actor, row.from_post))
    reason = ground.reason(reason)
    require(rules.can_withdraw(row.starts_on, actor.on))
    pk = row.pk
    row.delete()
    row.pk = pk
    detail = {"starts_on": row.starts_on, "ends_on": row.ends_on, "scope": row.scope, "reason": reason}
    _record(actor, "organisation.withdraw_delegation", row, at, detail)


def _record(actor: Actor, verb: str, row: Delegation, at: datetime, detail: dict[str, Any]) -> None:
    label = f"{DelegationKind(row.kind).label}: {row.from_post.title} → {row.to_post.title}"
    audit.record(actor, verb, "delegation", row.pk, label, at, home=row.agency_id, detail=detail)
