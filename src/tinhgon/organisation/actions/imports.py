"""Import of units, posts and people: the same acts as by hand, all or nothing. A dry run does everything and takes it
back. Rows that are already so change nothing, so that a file may be imported twice."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import posts, tables, units
from tinhgon.organisation.actions.tables import Line, RowError, heading
from tinhgon.organisation.choices import Sheet
from tinhgon.organisation.models import Appointment, Person, Post, Unit, UnitVersion

# A refused act names the field of the form; here it is a column.
_FIELDS = {"person": "full_name", "parent": "parent", "unit_id": "unit"}


@dataclass(frozen=True)
class ImportReport:
    """Rows that were new and rows that were so already, by table; nothing was kept unless `is_saved`."""

    new: dict[str, int]
    known: dict[str, int]
    errors: list[RowError]
    is_saved: bool


class _TakeBackError(Exception):
    """Ends the transaction of a dry run or of a file with errors."""


def import_tables(actor: Actor, content: bytes, name: str, at: datetime, *, is_dry_run: bool) -> ImportReport:
    """Read a file and do what it says, or say line by line what is wrong."""
    require(rules.can_manage(actor))
    found = tables.read(content, name)
    run = _Run(actor, at)
    if found.errors:
        return ImportReport(run.new, run.known, found.errors, False)
    try:
        with transaction.atomic():
            run.do(found.lines)
            if run.errors or is_dry_run:
                raise _TakeBackError
            audit.record(
                actor,
                "organisation.import",
                "agency",
                actor.agency_id,
                name[:200],
                at,
                home=actor.agency_id,
                detail={"new": run.new, "known": run.known},
            )
    except _TakeBackError:
        return ImportReport(run.new, run.known, run.errors, False)
    return ImportReport(run.new, run.known, [], True)


@dataclass
class _Run:
    actor: Actor
    at: datetime
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Sheet.values, 0))
    known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Sheet.values, 0))
    errors: list[RowError] = field(default_factory=list)

    def do(self, lines: dict[str, list[Line]]) -> None:
        self._units(lines[Sheet.UNITS])
        for sheet, act in ((Sheet.POSTS, self._post), (Sheet.PEOPLE, self._person)):
            for line in lines[sheet]:
                self._try(sheet, line, act)
        # Units end last: their people must have gone before.
        for line in sorted(lines[Sheet.UNITS], key=lambda row: row.cells["starts_on"], reverse=True):
            if line.cells["ends_on"] and line.cells["code"] in self.units:
                self._try(Sheet.UNITS, line, self._end)

    def _try(self, sheet: str, line: Line, act: Any) -> None:
        try:
            with transaction.atomic():
                is_new = act(line.cells)
        except Refused as refused:
            key = _FIELDS.get(refused.field, refused.field)
            self.errors.append(RowError(sheet, line.number, heading(sheet, key), refused.reason))
            return
        if is_new is not None:
            (self.new if is_new else self.known)[sheet] += 1

    def _units(self, lines: list[Line]) -> None:
        """Day by day, parents before children."""
        waiting = sorted(lines, key=lambda line: (line.cells["starts_on"], line.number))
        while waiting:
            index = next((i for i, line in enumerate(waiting) if self._has_parent(line)), None)
            if index is None:
                break
            self._try(Sheet.UNITS, waiting.pop(index), self._unit)
        for line in waiting:
            code = line.cells["parent"]
            message = f"Không có đơn vị cấp trên mã “{code}” trong tệp, hoặc đơn vị đó có lỗi."
            self.errors.append(RowError(Sheet.UNITS, line.number, heading(Sheet.UNITS, "parent"), message))

    def _has_parent(self, line: Line) -> bool:
        return not line.cells["parent"] or line.cells["parent"] in self.units

    def _unit(self, cells: dict[str, Any]) -> bool:
        parent = self.units.get(cells["parent"])
        new = units.NewUnit(
            name=cells["name"],
            parent_id=parent.pk if parent else None,
            short_name=cells["short_name"] or cells["name"][:100],
            symbol=cells["symbol"],
            agency_code=cells["agency_code"],
            establishment=cells["establishment"],
            order=cells["order"],
            legal_basis=cells["legal_basis"],
        )
        _fits(UnitVersion, cells, "name", "short_name", "symbol", "agency_code", "legal_basis")
        unit = self.units.get(cells["code"])
        same = UnitVersion.objects.filter(
            unit__agency_id=self.actor.agency_id, name=new.name, parent_id=new.parent_id, starts_on=cells["starts_on"]
        )
        version = (same.filter(unit=unit) if unit else same).select_related("unit").first()
        if version is not None:
            self.units[cells["code"]] = version.unit
            if any(getattr(version, key) != getattr(new, key) for key in ("symbol", "establishment", "agency_code")):
                raise Refused(f"{new.name} đã có với thông tin khác. Sửa trên trang đơn vị.", field="name")
            return False
        if unit is None:
            self.units[cells["code"]] = units.create_unit(self.actor, new, cells["starts_on"], self.at)
        else:
            units.change_unit(self.actor, unit.pk, new, cells["starts_on"], self.at)
        return True

    def _end(self, cells: dict[str, Any]) -> None:
        unit = self.units[cells["code"]]
        later = UnitVersion.objects.filter(unit=unit, starts_on=cells["ends_on"])
        if not later.exists():  # else the end of a version is the beginning of the next
            units.end_unit(self.actor, unit.pk, cells["ends_on"], self.at)

    def _post(self, cells: dict[str, Any]) -> bool:
        unit = self.units.get(cells["unit"])
        if unit is None:
            raise Refused(f"Không có đơn vị mã “{cells['unit']}” trong tệp.", field="unit")
        if cells["code"] in self.posts:
            raise Refused(f"Mã vị trí “{cells['code']}” có hai lần.", field="code")
        _fits(Post, cells, "title", "job_position", "legal_basis")
        taken = [post.pk for post in self.posts.values()]
        same = Post.objects.filter(unit=unit, title=cells["title"], starts_on=cells["starts_on"]).exclude(pk__in=taken)
        if found := same.order_by("pk").first():
            self.posts[cells["code"]] = found
            return False
        new = posts.NewPost(
            unit_id=unit.pk,
            title=cells["title"],
            job_position=cells["job_position"],
            headcount=cells["headcount"],
            is_head=cells["is_head"],
            is_deputy=cells["is_deputy"],
            roles=cells["roles"],
            order=cells["order"],
            legal_basis=cells["legal_basis"],
        )
        self.posts[cells["code"]] = posts.create_post(self.actor, new, cells["starts_on"], self.at, is_another=True)
        return True

    def _person(self, cells: dict[str, Any]) -> bool:
        post = self.posts.get(cells["post"])
        if post is None:
            raise Refused(f"Không có vị trí mã “{cells['post']}” trong tệp.", field="post")
        _fits(Person, cells, "full_name", "email", "phone")
        person = self.people.get(cells["code"]) or self._known_person(cells)
        if person is None:
            person = posts.create_person(
                self.actor, cells["full_name"], self.at, email=cells["email"], phone=cells["phone"]
            )
        if person.full_name != cells["full_name"]:
            raise Refused(f"Mã “{cells['code']}” là của {person.full_name}.", field="full_name")
        self.people[cells["code"]] = person
        same = Appointment.objects.filter(person=person, post=post, starts_on=cells["starts_on"])
        if same.filter(kind=cells["kind"], ends_on=cells["ends_on"]).exists():
            return False
        new = posts.NewAppointment(
            person.pk, post.pk, cells["starts_on"], cells["ends_on"], cells["kind"], cells["legal_basis"]
        )
        posts.appoint(self.actor, new, self.at)
        return True

    def _known_person(self, cells: dict[str, Any]) -> Person | None:
        """By e-mail address anywhere, else by name among the agency's people that no other code stands for."""
        wanted = cells["email"] or cells["full_name"]
        taken = {person.pk for person in self.people.values()}
        return next((p for p in queries.person_named(self.actor.agency_id, wanted) if p.pk not in taken), None)


def _fits(model: Any, cells: dict[str, Any], *keys: str) -> None:
    for key in keys:
        limit = model._meta.get_field(key).max_length
        if limit and len(cells[key]) > limit:
            raise Refused(f"Dài quá {limit} ký tự.", field=key)
