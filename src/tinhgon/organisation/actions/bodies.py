"""Issuing bodies with their versions, and the clerical offices that serve them (office-practice A 1)."""

from dataclasses import asdict, dataclass, replace
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
from tinhgon.organisation.choices import RULE_SETS
from tinhgon.organisation.models import ClericalOffice, IssuingBody, IssuingBodyVersion, Unit


@dataclass(frozen=True)
class NewBody:
    """The letterhead: what stands on the paper of this body from a day on."""

    name: str
    symbol: str
    place: str
    parent_name: str = ""
    rule_set: str = "nd30"
    unit_id: int | None = None
    legal_basis: str = ""


@dataclass(frozen=True)
class NewOffice:
    name: str
    unit_id: int
    body_ids: tuple[int, ...]
    legal_basis: str = ""


@transaction.atomic
def open_body(actor: Actor, new: NewBody, starts_on: date, at: datetime) -> IssuingBody:
    """A body begins to issue papers under its own name; the same once more is the same act."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    new = _clean(new)
    _unit(actor, new.unit_id, starts_on)
    same = IssuingBody.objects.filter(agency_id=actor.agency_id, name=new.name, starts_on=starts_on).first()
    if same is not None:
        return same
    others = IssuingBody.objects.filter(queries.still_open(starts_on), agency_id=actor.agency_id)
    if others.filter(name=new.name).exists():
        raise Refused(f"Đã có chủ thể ban hành {new.name}. Sửa chủ thể đó hoặc chọn tên khác.", field="name")
    body = IssuingBody.objects.create(
        agency_id=actor.agency_id,
        principal=Principal.objects.create(agency_id=actor.agency_id, kind=PrincipalKind.BODY),
        starts_on=starts_on,
        **asdict(new),
    )
    _record(actor, "organisation.open_body", body, at, {"starts_on": starts_on, **asdict(new)})
    return body


@transaction.atomic
def change_body(actor: Actor, body_id: int, new: NewBody, starts_on: date, at: datetime) -> IssuingBody:
    """A new letterhead from a day on; papers issued before keep theirs. The same again is the same act."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    body, new = _body(actor, body_id), _clean(new)
    columns = ground.facts(new, turning.BODY)
    version = queries.body_version_on(body, starts_on)
    if turning.is_same(version, columns, starts_on):
        return body
    turning.require_change(version, columns, starts_on, "name")
    assert version is not None
    if columns["rule_set"] != version.rule_set and body.principal.books.filter(queries.still_open(starts_on)).exists():
        raise Refused("Còn sổ mở theo thể thức cũ. Kết thúc các sổ rồi đổi thể thức.", field="rule_set")
    detail = turning.follow(version, body, columns, starts_on, actor.on, new.legal_basis)
    _record(actor, "organisation.change_body", body, at, detail)
    return body


@transaction.atomic
def end_body(actor: Actor, body_id: int, ends_on: date, at: datetime, *, legal_basis: str = "") -> IssuingBody:
    """A body issues nothing from a day on; its seals are handed in and its books ended before."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    body = _body(actor, body_id)
    if ground.ends_so(body, ends_on, "Chủ thể này đã kết thúc"):
        return body
    if blocks := queries.what_blocks_a_body(body, ends_on):
        raise Refused(f"Chưa kết thúc được: {'; '.join(blocks)}.", code="state", field="ends_on")
    body.ends_on = ends_on
    body.save(update_fields=["ends_on"])
    _record(actor, "organisation.end_body", body, at, {"ends_on": ends_on, "legal_basis": legal_basis})
    return body


@transaction.atomic
def withdraw_body(actor: Actor, body_id: int, reason: str, at: datetime) -> None:
    """Take back a letterhead that has not begun, or a body that has not."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    body = _body(actor, body_id)
    reason = ground.reason(reason)
    version = IssuingBodyVersion.objects.filter(body=body).order_by("-starts_on").first()
    starts_on = version.starts_on if version is not None else body.starts_on
    require(rules.can_withdraw(starts_on, actor.on))
    detail: dict[str, Any] = {"starts_on": starts_on, "reason": reason}
    pk, principal = body.pk, body.principal
    if version is not None and starts_on != body.starts_on:
        detail |= ground.facts(version, turning.BODY)
        IssuingBodyVersion.objects.filter(body=body, ends_on=starts_on).update(ends_on=None)
        version.delete()
    else:
        try:
            IssuingBodyVersion.objects.filter(body=body).delete()
            body.delete()
            principal.delete()
        except ProtectedError as error:
            raise Refused("Chủ thể đã có sổ, con dấu hoặc văn bản nên không rút lại được.", code="state") from error
    body.pk = pk
    _record(actor, "organisation.withdraw_body", body, at, detail)


@transaction.atomic
def open_office(actor: Actor, new: NewOffice, starts_on: date, at: datetime) -> ClericalOffice:
    """A clerical office begins to serve its bodies; the same once more is the same act."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    name = ground.spaced(new.name, "Nhập tên bộ phận văn thư.", "name", 200)
    _unit(actor, new.unit_id, starts_on)
    bodies = _bodies(actor, new.body_ids, starts_on)
    rows = ClericalOffice.objects.filter(queries.still_open(starts_on), agency_id=actor.agency_id, name=name)
    if same := rows.first():
        if same.starts_on == starts_on and same.unit_id == new.unit_id:
            return same
        raise Refused(f"Đã có {name}. Chọn tên khác.", field="name")
    office = ClericalOffice.objects.create(
        agency_id=actor.agency_id, unit_id=new.unit_id, name=name, starts_on=starts_on, legal_basis=new.legal_basis
    )
    office.bodies.set(bodies)
    detail = {"starts_on": starts_on, "bodies": [body.name for body in bodies], "legal_basis": new.legal_basis}
    _office_record(actor, "organisation.open_office", office, at, detail)
    return office


@transaction.atomic
def change_office(actor: Actor, office_id: int, body_ids: tuple[int, ...], at: datetime) -> ClericalOffice:
    """Which bodies a clerical office serves from now on."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    office = _office(actor, office_id)
    bodies = _bodies(actor, body_ids, actor.on)
    was = list(office.bodies.order_by("pk"))
    if [body.pk for body in was] == [body.pk for body in bodies]:
        return office
    office.bodies.set(bodies)
    detail = {"was": [body.name for body in was], "is": [body.name for body in bodies]}
    _office_record(actor, "organisation.change_office", office, at, detail)
    return office


@transaction.atomic
def end_office(actor: Actor, office_id: int, ends_on: date, at: datetime, *, legal_basis: str = "") -> ClericalOffice:
    """A clerical office serves until the day before; another one must serve the bodies it leaves."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    office = _office(actor, office_id)
    if office.ends_on == ends_on:
        return office
    ground.period(office.starts_on, ends_on)
    others = ClericalOffice.objects.filter(queries.still_open(ends_on), agency_id=actor.agency_id).exclude(pk=office.pk)
    left = office.bodies.filter(queries.still_open(ends_on)).exclude(clerical_offices__in=others)
    if names := list(left.order_by("pk").values_list("name", flat=True)):
        raise Refused(
            f"Chưa có văn thư khác phục vụ {', '.join(names[:3])}. Giao cho bộ phận khác trước.",
            code="state",
            field="ends_on",
        )
    office.ends_on = ends_on
    office.save(update_fields=["ends_on"])
    _office_record(actor, "organisation.end_office", office, at, {"ends_on": ends_on, "legal_basis": legal_basis})
    return office


def _clean(new: NewBody) -> NewBody:
    if new.rule_set not in RULE_SETS:
        raise Refused("Chọn thể thức văn bản.", field="rule_set")
    return replace(
        new,
        name=ground.spaced(new.name, "Nhập tên in trên văn bản.", "name", 200),
        symbol=ground.spaced(new.symbol, "Nhập ký hiệu trong số văn bản.", "symbol", 30),
        place=ground.spaced(new.place, "Nhập địa danh.", "place", 60),
        parent_name=ground.spaced(new.parent_name, "", "parent_name", 200),
    )


def _unit(actor: Actor, unit_id: int | None, on: date) -> None:
    if unit_id is None:
        return
    rows = Unit.objects.filter(agency_id=actor.agency_id, pk=unit_id)
    if not rows.exists() or queries.version_on(unit_id, on) is None:
        raise Refused("Đơn vị không hoạt động vào ngày này. Chọn đơn vị khác.", field="unit")


def _body(actor: Actor, body_id: int) -> IssuingBody:
    rows = IssuingBody.objects.filter(agency_id=actor.agency_id).select_related("principal")
    return ground.found(rows, body_id, "chủ thể ban hành")


def _bodies(actor: Actor, body_ids: tuple[int, ...], on: date) -> list[IssuingBody]:
    rows = IssuingBody.objects.filter(queries.still_open(on), agency_id=actor.agency_id, pk__in=body_ids)
    found = list(rows.order_by("pk"))
    if not found or len(found) != len(set(body_ids)):
        raise Refused("Chọn ít nhất một chủ thể ban hành đang hoạt động.", field="bodies")
    return found


def _office(actor: Actor, office_id: int) -> ClericalOffice:
    return ground.found(ClericalOffice.objects.filter(agency_id=actor.agency_id), office_id, "bộ phận văn thư")


def _record(actor: Actor, verb: str, body: IssuingBody, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "issuing_body", body.pk, body.name, at, home=body.agency_id, detail=detail)


def _office_record(actor: Actor, verb: str, office: ClericalOffice, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "clerical_office", office.pk, office.name, at, home=office.agency_id, detail=detail)
