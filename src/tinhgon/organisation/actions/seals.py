"""The register of seals: which there are, who keeps each since when, and what became of it (NĐ 99/2016/NĐ-CP)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import ground
from tinhgon.organisation.choices import SealKind
from tinhgon.organisation.models import IssuingBody, Post, Seal, SealKeeping


@dataclass(frozen=True)
class NewSeal:
    body_id: int
    name: str
    keeper_post_id: int
    kind: str = SealKind.ROUND
    registration: str = ""
    legal_basis: str = ""


@transaction.atomic
def register_seal(actor: Actor, new: NewSeal, starts_on: date, at: datetime) -> Seal:
    """A seal comes into use with its keeper; the same once more is the same act."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    bodies = IssuingBody.objects.filter(agency_id=actor.agency_id)
    body = ground.found(bodies.filter(queries.in_force(starts_on)), new.body_id, "chủ thể ban hành vào ngày này")
    name = ground.spaced(new.name, "Nhập tên con dấu.", "name", 200)
    if new.kind not in SealKind.values:
        raise Refused("Chọn loại con dấu.", field="kind")
    same = Seal.objects.filter(body=body, name=name).filter(queries.still_open(starts_on)).first()
    if same is not None:
        if same.starts_on == starts_on:
            return same
        raise Refused(f"{name} đang có trong sổ. Chọn tên khác hoặc ghi thu hồi con dấu cũ.", field="name")
    keeper = _keeper(actor, new.keeper_post_id, starts_on)
    seal = Seal.objects.create(
        body=body,
        name=name,
        kind=new.kind,
        registration=ground.spaced(new.registration, "", "registration", 100),
        starts_on=starts_on,
        legal_basis=new.legal_basis,
    )
    SealKeeping.objects.create(seal=seal, post=keeper, starts_on=starts_on, legal_basis=new.legal_basis)
    detail = {"starts_on": starts_on, "keeper": keeper.title, "legal_basis": new.legal_basis}
    _record(actor, "organisation.register_seal", seal, at, detail)
    return seal


@transaction.atomic
def hand_over_seal(
    actor: Actor, seal_id: int, post_id: int, starts_on: date, at: datetime, *, legal_basis: str
) -> SealKeeping:
    """Another post keeps the seal from a day on, by minutes of hand-over (office-practice C 30)."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    seal = _seal(actor, seal_id)
    minutes = ground.spaced(legal_basis, "Nhập số, ngày biên bản bàn giao.", "legal_basis", 300)
    last = seal.keepings.order_by("-starts_on").first()
    if last is not None and (last.post_id, last.starts_on) == (post_id, starts_on):
        return last
    if seal.ends_on is not None:
        raise Refused(f"Con dấu đã thu hồi ngày {seal.ends_on:%d/%m/%Y}.", field="starts_on")
    keeper = _keeper(actor, post_id, starts_on)
    if last is not None and starts_on <= last.starts_on:
        raise Refused(f"Ngày bàn giao phải sau ngày {last.starts_on:%d/%m/%Y} của lần trước.", field="starts_on")
    if last is not None and last.post_id == post_id and last.ends_on is None:
        raise Refused("Vị trí này đang giữ con dấu. Chọn vị trí nhận khác.", field="keeper")
    if last is not None and last.ends_on is None:
        last.ends_on = starts_on
        last.save(update_fields=["ends_on"])
    keeping = SealKeeping.objects.create(seal=seal, post=keeper, starts_on=starts_on, legal_basis=minutes)
    detail = {"starts_on": starts_on, "keeper": keeper.title, "legal_basis": minutes}
    _record(actor, "organisation.hand_over_seal", seal, at, detail)
    return keeping


@transaction.atomic
def withdraw_hand_over(actor: Actor, seal_id: int, reason: str, at: datetime) -> SealKeeping:
    """Take back a hand-over whose day has not come: whoever keeps the seal goes on keeping it."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    seal = _seal(actor, seal_id)
    reason = ground.reason(reason)
    keepings = list(seal.keepings.select_related("post").order_by("-starts_on")[:2])
    if len(keepings) < 2:
        raise Refused("Con dấu này chưa bàn giao lần nào nên không có gì để rút.", code="state")
    last, before = keepings
    require(rules.can_withdraw(last.starts_on, actor.on))
    if before.post.ends_on is not None and before.post.ends_on < (last.ends_on or date.max):
        raise Refused(
            f"Vị trí {before.post.title} kết thúc ngày {before.post.ends_on:%d/%m/%Y} nên không giữ tiếp được. Bàn giao"
            " cho vị trí khác sau ngày này, hoặc rút lại việc kết thúc vị trí.",
            code="state",
        )
    last.delete()
    before.ends_on = last.ends_on
    before.save(update_fields=["ends_on"])
    detail = {"starts_on": last.starts_on, "keeper": last.post.title, "legal_basis": last.legal_basis, "reason": reason}
    _record(actor, "organisation.withdraw_hand_over", seal, at, detail)
    return before


@transaction.atomic
def end_seal(actor: Actor, seal_id: int, ends_on: date, at: datetime, *, legal_basis: str) -> Seal:
    """A seal is handed in, destroyed or lost: out of use from a day on, with the paper that says so."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    seal = _seal(actor, seal_id)
    basis = ground.spaced(legal_basis, "Nhập căn cứ thu hồi, hủy con dấu.", "legal_basis", 300)
    if ground.ends_so(seal, ends_on, "Con dấu đã thu hồi"):
        return seal
    if seal.keepings.filter(starts_on__gte=ends_on).exists():
        raise Refused("Có lần bàn giao từ ngày này trở đi. Chọn ngày sau đó.", field="ends_on")
    seal.ends_on = ends_on
    seal.save(update_fields=["ends_on"])
    seal.keepings.filter(queries.still_open(ends_on)).update(ends_on=ends_on)
    _record(actor, "organisation.end_seal", seal, at, {"ends_on": ends_on, "legal_basis": basis})
    return seal


def _seal(actor: Actor, seal_id: int) -> Seal:
    rows = Seal.objects.filter(body__agency_id=actor.agency_id).select_related("body")
    return ground.found(rows, seal_id, "con dấu")


def _keeper(actor: Actor, post_id: int, on: date) -> Post:
    post = Post.objects.filter(queries.in_force(on), pk=post_id, agency_id=actor.agency_id).first()
    if post is None or post.ends_on is not None:
        raise Refused("Vị trí giữ dấu không có vào ngày này hoặc sắp kết thúc. Chọn vị trí khác.", field="keeper")
    return post


def _record(actor: Actor, verb: str, seal: Seal, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "seal", seal.pk, seal.name, at, home=seal.body.agency_id, detail=detail)
