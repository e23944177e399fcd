"""Units come into being, change and end on a day; nothing is renamed in place (law 6)."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.models import Post, Unit, UnitVersion


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
def create_unit(actor: Actor, new: NewUnit, starts_on: date, at: datetime) -> Unit:
    """A unit of the actor's agency begins; the same name under the same parent on the same day is the same act."""
    require(rules.can_manage(actor))
    new = _clean(new)
    _lock_structure(actor)
    if found := _same(actor, new, starts_on):
        return found
    _parent(actor, new, starts_on, None)
    _unique_name(actor, new, starts_on, None)
    unit = Unit.objects.create(
        agency_id=actor.agency_id,
        principal=Principal.objects.create(agency_id=actor.agency_id, kind=PrincipalKind.UNIT),
    )
    UnitVersion.objects.create(unit=unit, starts_on=starts_on, **asdict(new))
    _record(actor, "organisation.create_unit", unit, new.name, at, {"starts_on": starts_on})
    return unit


@transaction.atomic
def change_unit(actor: Actor, unit_id: int, new: NewUnit, starts_on: date, at: datetime) -> UnitVersion:
    """A new version begins and the old one ends on the same day; the same change again is the same act."""
    require(rules.can_manage(actor))
    new = _clean(new)
    unit = _locked(actor, unit_id)
    version = queries.version_on(unit.pk, starts_on)
    if version is not None and version.starts_on == starts_on and _matches(version, new):
        return version
    require(rules.can_change(version, starts_on))
    assert version is not None
    if _matches(version, replace(new, legal_basis=version.legal_basis)):
        raise Refused("Chưa có gì thay đổi so với phiên bản đang dùng.", field="name")
    _parent(actor, new, starts_on, unit.pk)
    _unique_name(actor, new, starts_on, unit.pk)
    version.ends_on = starts_on
    version.save(update_fields=["ends_on"])
    changed = UnitVersion.objects.create(unit=unit, starts_on=starts_on, **asdict(new))
    detail = {"starts_on": starts_on, "was": version.name}
    _record(actor, "organisation.change_unit", unit, new.name, at, detail)
    return changed


@transaction.atomic
def end_unit(actor: Actor, unit_id: int, ends_on: date, at: datetime, *, legal_basis: str = "") -> Unit:
    """A unit works until the day before; units below and people must have gone first, empty posts end with it."""
    require(rules.can_manage(actor))
    unit = _locked(actor, unit_id)
    last = UnitVersion.objects.filter(unit=unit).order_by("-starts_on")[0]
    if last.ends_on == ends_on:
        return unit
    if last.ends_on is not None:
        raise Refused(f"Đơn vị đã kết thúc hoạt động ngày {last.ends_on:%d/%m/%Y}.", field="ends_on")
    if ends_on <= last.starts_on:
        raise Refused(f"Ngày kết thúc phải sau ngày {last.starts_on:%d/%m/%Y}.", field="ends_on")
    below = UnitVersion.objects.filter(queries.in_force(ends_on), parent=unit)
    if names := list(below.values_list("name", flat=True)[:3]):
        raise Refused(f"Còn đơn vị trực thuộc: {', '.join(names)}. Chuyển hoặc kết thúc các đơn vị đó trước.")
    held = queries.appointments(ends_on).filter(post__unit=unit).select_related("person")
    if people := [row.person.full_name for row in held[:3]]:
        raise Refused(f"Còn người giữ vị trí: {', '.join(people)}. Kết thúc bố trí của những người này trước.")
    last.ends_on = ends_on
    last.save(update_fields=["ends_on"])
    Post.objects.filter(queries.in_force(ends_on), unit=unit, starts_on__lt=ends_on).update(ends_on=ends_on)
    detail = {"ends_on": ends_on, "legal_basis": legal_basis}
    _record(actor, "organisation.end_unit", unit, last.name, at, detail)
    return unit


def _clean(new: NewUnit) -> NewUnit:
    name = " ".join(new.name.split())
    if not name:
        raise Refused("Nhập tên đơn vị.", field="name")
    return replace(new, name=name, short_name=" ".join(new.short_name.split())[:100] or name[:100])


def _lock_structure(actor: Actor) -> None:
    """Two officers at once: the second waits, and sees what the first did."""
    Agency.objects.select_for_update().get(pk=actor.agency_id)


def _locked(actor: Actor, unit_id: int) -> Unit:
    _lock_structure(actor)
    unit = Unit.objects.filter(pk=unit_id, agency_id=actor.agency_id).first()
    if unit is None:
        raise Refused("Không tìm thấy đơn vị.", code="not_found")
    return unit


def _same(actor: Actor, new: NewUnit, starts_on: date) -> Unit | None:
    rows = UnitVersion.objects.filter(unit__agency_id=actor.agency_id, parent_id=new.parent_id, starts_on=starts_on)
    version = rows.filter(name=new.name).select_related("unit").first()
    return version.unit if version is not None and _matches(version, new) else None


def _matches(version: UnitVersion, new: NewUnit) -> bool:
    return all(getattr(version, name) == value for name, value in asdict(new).items())


def _parent(actor: Actor, new: NewUnit, starts_on: date, unit_id: int | None) -> None:
    if new.parent_id is None:
        return
    rows = queries.unit_versions(actor.agency_id, starts_on)
    if not rows.filter(unit_id=new.parent_id).exists():
        raise Refused("Đơn vị cấp trên không hoạt động vào ngày này. Chọn đơn vị khác.", field="parent")
    if unit_id is not None and new.parent_id in queries.units_below({unit_id}, starts_on):
        raise Refused("Không đặt đơn vị dưới chính nó hoặc dưới đơn vị trực thuộc của nó.", field="parent")


def _unique_name(actor: Actor, new: NewUnit, starts_on: date, unit_id: int | None) -> None:
    rows = queries.unit_versions(actor.agency_id, starts_on).filter(name=new.name, parent_id=new.parent_id)
    if (rows.exclude(unit_id=unit_id) if unit_id else rows).exists():
        raise Refused(f"Đã có {new.name} ở chỗ này trong cơ cấu. Chọn tên khác.", field="name")


def _record(actor: Actor, verb: str, unit: Unit, name: str, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "unit", unit.pk, name, at, home=unit.agency_id, detail=detail)
