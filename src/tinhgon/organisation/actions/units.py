"""Units come into being, change and end on a day; nothing is renamed in place (law 6)."""

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
from tinhgon.organisation.actions import ground
from tinhgon.organisation.models import BodyType, Post, Territory, Unit, UnitVersion


@dataclass(frozen=True)
class NewUnit:
    """What a unit is from a day on: the columns of its version."""

    name: str
    parent_id: int | None = None
    short_name: str = ""
    symbol: str = ""
    body_type_id: int | None = None
    agency_code: str = ""
    establishment: int = 0
    order: int = 0
    legal_basis: str = ""


@transaction.atomic
def create_unit(
    actor: Actor,
    new: NewUnit,
    starts_on: date,
    at: datetime,
    *,
    territory_id: int | None = None,
    is_another: bool = False,
) -> Unit:
    """A unit of the actor's agency begins; the same name under the same parent on the same day is the same act, unless
    the caller knows that it `is_another`."""
    require(rules.can_manage(actor))
    new = clean(new)
    ground.lock(actor)
    if not is_another and (same := _same(actor, new, starts_on)):
        return same
    _fits(actor, new, starts_on, None)
    if territory_id is not None:
        ground.found(Territory.objects.filter(valid_from__lte=starts_on), territory_id, "địa bàn vào ngày này")
    unit = Unit.objects.create(
        agency_id=actor.agency_id,
        principal=Principal.objects.create(agency_id=actor.agency_id, kind=PrincipalKind.UNIT),
        territory_id=territory_id,
    )
    UnitVersion.objects.create(unit=unit, starts_on=starts_on, **asdict(new))
    _record(actor, "organisation.create_unit", unit, new.name, at, {"starts_on": starts_on})
    return unit


@transaction.atomic
def change_unit(actor: Actor, unit_id: int, new: NewUnit, starts_on: date, at: datetime) -> UnitVersion:
    """A new version begins and the old one ends on the same day; the same change again is the same act."""
    require(rules.can_manage(actor))
    new = clean(new)
    unit = _locked(actor, unit_id)
    version = queries.version_on(unit.pk, starts_on)
    if version is not None and version.starts_on == starts_on and _matches(version, new):
        return version
    require(rules.can_change(version, starts_on))
    assert version is not None
    if _matches(version, replace(new, legal_basis=version.legal_basis)):
        raise Refused("Chưa có gì thay đổi so với phiên bản đang dùng.", field="name")
    _fits(actor, new, starts_on, unit.pk)
    version.ends_on = starts_on
    version.save(update_fields=["ends_on"])
    changed = UnitVersion.objects.create(unit=unit, starts_on=starts_on, **asdict(new))
    detail = {"starts_on": starts_on, "was": version.name}
    _record(actor, "organisation.change_unit", unit, new.name, at, detail)
    return changed


@transaction.atomic
def end_unit(actor: Actor, unit_id: int, ends_on: date, at: datetime, *, legal_basis: str = "") -> Unit:
    """A unit works until the day before; what it still holds must have gone first, empty posts end with it."""
    require(rules.can_manage(actor))
    unit = _locked(actor, unit_id)
    last = UnitVersion.objects.filter(unit=unit).order_by("-starts_on")[0]
    if last.ends_on == ends_on:
        return unit
    if last.ends_on is not None:
        raise Refused(f"Đơn vị đã kết thúc hoạt động ngày {last.ends_on:%d/%m/%Y}.", field="ends_on")
    if ends_on <= last.starts_on:
        raise Refused(f"Ngày kết thúc phải sau ngày {last.starts_on:%d/%m/%Y}.", field="ends_on")
    if blocks := queries.what_blocks_the_end(unit.pk, ends_on, is_past=ends_on <= actor.on):
        raise Refused(f"Chưa kết thúc được: {'; '.join(blocks)}.", code="state", field="ends_on")
    last.ends_on = ends_on
    last.save(update_fields=["ends_on"])
    Post.objects.filter(queries.still_open(ends_on), unit=unit, starts_on__lt=ends_on).update(ends_on=ends_on)
    detail = {"ends_on": ends_on, "legal_basis": legal_basis}
    _record(actor, "organisation.end_unit", unit, last.name, at, detail)
    return unit


@transaction.atomic
def withdraw_version(actor: Actor, version_id: int, reason: str, at: datetime) -> None:
    """Take back a version that has not begun: the one before goes on; a unit that never began is gone."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    rows = UnitVersion.objects.filter(unit__agency_id=actor.agency_id).select_related("unit")
    version = ground.found(rows, version_id, "phiên bản này")
    reason = ground.reason(reason)
    require(rules.can_withdraw(version.starts_on, actor.on))
    if UnitVersion.objects.filter(unit_id=version.unit_id, starts_on__gt=version.starts_on).exists():
        raise Refused("Còn phiên bản sau phiên bản này. Rút phiên bản sau trước.", code="state")
    before = UnitVersion.objects.filter(unit_id=version.unit_id, ends_on=version.starts_on).first()
    unit, detail = version.unit, _told(version) | {"reason": reason}
    try:
        version.delete()
        if before is not None:
            _fits(actor, _facts(before), version.starts_on, unit.pk)
            before.ends_on = None
            before.save(update_fields=["ends_on"])
        else:
            principal, pk = unit.principal, unit.pk
            unit.delete()
            principal.delete()
            unit.pk = pk
    except ProtectedError as error:
        raise Refused("Đơn vị đã có vị trí hoặc đơn vị trực thuộc. Rút những việc đó trước.", code="state") from error
    _record(actor, "organisation.withdraw_unit", unit, version.name, at, detail)


@transaction.atomic
def withdraw_end(actor: Actor, unit_id: int, reason: str, at: datetime) -> Unit:
    """Take back an end that has not come; posts that were to end with the unit go on too."""
    require(rules.can_manage(actor))
    unit = _locked(actor, unit_id)
    reason = ground.reason(reason)
    last = UnitVersion.objects.filter(unit=unit).order_by("-starts_on")[0]
    if last.ends_on is None:
        return unit
    require(rules.can_withdraw(last.ends_on, actor.on))
    _fits(actor, _facts(last), last.ends_on, unit.pk)
    was, last.ends_on = last.ends_on, None
    last.save(update_fields=["ends_on"])
    Post.objects.filter(unit=unit, ends_on=was).update(ends_on=None)
    detail = {"ends_on": was, "reason": reason}
    _record(actor, "organisation.withdraw_unit_end", unit, last.name, at, detail)
    return unit


def clean(new: NewUnit) -> NewUnit:
    """Names with single spaces, as long as their columns take."""
    name = ground.spaced(new.name, "Nhập tên đơn vị.", "name", 200)
    short = ground.spaced(new.short_name, "", "short_name", 100)
    return replace(new, name=name, short_name=short or name[:100])


def _locked(actor: Actor, unit_id: int) -> Unit:
    ground.lock(actor)
    return ground.found(Unit.objects.filter(agency_id=actor.agency_id), unit_id, "đơn vị")


def _same(actor: Actor, new: NewUnit, starts_on: date) -> Unit | None:
    rows = UnitVersion.objects.filter(unit__agency_id=actor.agency_id, parent_id=new.parent_id, starts_on=starts_on)
    version = rows.filter(name=new.name).select_related("unit").first()
    return version.unit if version is not None and _matches(version, new) else None


def _matches(version: UnitVersion, new: NewUnit) -> bool:
    return all(getattr(version, name) == value for name, value in asdict(new).items())


def _facts(version: UnitVersion) -> NewUnit:
    return NewUnit(**ground.facts(version, tuple(NewUnit.__dataclass_fields__)))


def _told(version: UnitVersion) -> dict[str, Any]:
    return {"starts_on": version.starts_on, **asdict(_facts(version))}


def _fits(actor: Actor, new: NewUnit, starts_on: date, unit_id: int | None) -> None:
    """The place in the tree and the name, from the day on."""
    if new.body_type_id is not None:
        ground.found(BodyType.objects.filter(queries.in_force(starts_on)), new.body_type_id, "loại hình vào ngày này")
    if new.parent_id is not None:
        _parent(actor, new.parent_id, starts_on, unit_id)
    rows = queries.unit_versions(actor.agency_id, starts_on).filter(name=new.name, parent_id=new.parent_id)
    is_taken = (rows.exclude(unit_id=unit_id) if unit_id else rows).exists()
    ground.fits(rules.is_free_name(new.name, is_taken), "name")


def _parent(actor: Actor, parent_id: int, starts_on: date, unit_id: int | None) -> None:
    version = queries.unit_versions(actor.agency_id, starts_on).filter(unit_id=parent_id).order_by().first()
    ends_on = queries.end_of(parent_id) if version is not None and version.ends_on is not None else None
    ground.fits(rules.can_stand_under(version, ends_on), "parent")
    if unit_id is None:
        return
    for day in queries.days_of_moving(actor.agency_id, starts_on):
        if parent_id in queries.units_below({unit_id}, day):
            when = f" từ ngày {day:%d/%m/%Y}" if day != starts_on else ""
            raise Refused(f"Không đặt đơn vị dưới chính nó hoặc dưới đơn vị trực thuộc của nó{when}.", field="parent")


def _record(actor: Actor, verb: str, unit: Unit, name: str, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "unit", unit.pk, name, at, home=unit.agency_id, detail=detail)
