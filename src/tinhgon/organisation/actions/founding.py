"""Many units begin in one act, as an import brings them: the agency's units are read once, each new one is held against
them by the rules that a unit by itself meets, and rows and history are written many at a time. Refuses what
`create_unit` refuses, in the same words; what was added counts at once, also before it is written."""

from bisect import insort
from dataclasses import asdict
from datetime import date, datetime

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Principal
from tinhgon.core.verdict import require
from tinhgon.organisation import rules
from tinhgon.organisation.actions import ground, units
from tinhgon.organisation.actions.references import References
from tinhgon.organisation.models import Unit, UnitVersion

AT_ONCE = 500
KEYS = 100


class Founding:
    """The units of an agency, and those that begin. The caller's transaction holds the agency until it ends; nothing of
    it is there before `write`."""

    def __init__(self, actor: Actor, references: References, at: datetime) -> None:
        require(rules.can_manage(actor))
        ground.lock(actor)
        self._actor, self._references, self._at = actor, references, at
        self._of_unit: dict[int, list[UnitVersion]] = {}
        self._in_place: dict[tuple[str, int | None], list[UnitVersion]] = {}
        rows = UnitVersion.objects.filter(unit__agency_id=actor.agency_id).select_related("unit")
        for row in rows.order_by("pk"):
            self._know(row)
        self._new: list[UnitVersion] = []
        self._keys: list[tuple[int, int]] = []

    def called(self, name: str, parent_id: int | None, starts_on: date) -> list[UnitVersion]:
        """Versions of that name, place and first day, in the order in which they were written."""
        return [row for row in self._in_place.get((name, parent_id), []) if row.starts_on == starts_on]

    def create(self, new: units.NewUnit, starts_on: date, *, territory_id: int | None = None) -> Unit:
        """A unit of the actor's agency begins; whether it is there already is the caller's question."""
        new = units.clean(new)
        if new.body_type_id is not None:
            self._references.require_body_type(new.body_type_id, starts_on)
        if new.parent_id is not None:
            versions = self._of_unit.get(new.parent_id, [])
            parent = next((row for row in versions if rules.is_in_force(row, starts_on)), None)
            ground.fits(rules.can_stand_under(parent, versions[-1].ends_on if versions else None), "parent")
        rows = self._in_place.get((new.name, new.parent_id), [])
        ground.fits(rules.is_free_name(new.name, any(rules.is_in_force(row, starts_on) for row in rows)), "name")
        if territory_id is not None:
            self._references.require_territory(territory_id, starts_on)
        unit = self._begun(territory_id)
        version = UnitVersion(unit=unit, starts_on=starts_on, **asdict(new))
        self._know(version)
        self._new.append(version)
        if len(self._new) >= AT_ONCE:
            self.write()
        return unit

    def change(self, unit: Unit, new: units.NewUnit, starts_on: date) -> None:
        """A version of a unit that is known, by the act of one."""
        self.write()
        units.change_unit(self._actor, unit.pk, new, starts_on, self._at)
        for row in self._of_unit.pop(unit.pk):
            self._in_place[row.name, row.parent_id].remove(row)
        for row in UnitVersion.objects.filter(unit=unit).select_related("unit").order_by("pk"):
            self._know(row)

    def write(self) -> None:
        """Rows and history of what was added since the last time, a statement a table."""
        new, self._new = self._new, []
        if not new:
            return
        Principal.objects.bulk_create(row.unit.principal for row in new)
        Unit.objects.bulk_create(row.unit for row in new)
        UnitVersion.objects.bulk_create(new)
        audit.record_each([self._event(row) for row in new])

    def _begun(self, territory_id: int | None) -> Unit:
        """Keys come from the sequences in advance: a unit is a parent before it is written."""
        if not self._keys:
            kinds = (Principal, Unit)
            self._keys = list(zip(*(ground.keys(kind, KEYS) for kind in kinds), strict=True))[::-1]
        principal_id, unit_id = self._keys.pop()
        agency_id = self._actor.agency_id
        principal = Principal(pk=principal_id, agency_id=agency_id, kind=PrincipalKind.UNIT)
        return Unit(pk=unit_id, agency_id=agency_id, principal=principal, territory_id=territory_id)

    def _know(self, row: UnitVersion) -> None:
        insort(self._of_unit.setdefault(row.unit_id, []), row, key=lambda row: row.starts_on)
        self._in_place.setdefault((row.name, row.parent_id), []).append(row)

    def _event(self, row: UnitVersion) -> Event:
        verb, home = "organisation.create_unit", self._actor.agency_id
        detail = {"starts_on": row.starts_on}
        return audit.event(self._actor, verb, "unit", row.unit_id, row.name, self._at, home=home, detail=detail)
