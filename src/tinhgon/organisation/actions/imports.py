"""Import of units, posts and people: the same acts as by hand, all or nothing. A dry run does everything and takes it
back. Rows that are already so change nothing, so that a file may be imported twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import accounts, people, posts, tables, units
from tinhgon.organisation.actions.founding import Founding
from tinhgon.organisation.actions.references import References
from tinhgon.organisation.actions.tables import Line, RowError, heading
from tinhgon.organisation.choices import Sheet
from tinhgon.organisation.models import Appointment, Person, Post, Unit, UnitVersion

# A refused act names the field of the form; here it is a column.
_FIELDS = {"person": "full_name", "username": "account", "ends_holders": "ends_on"}
TELL_EVERY = 50


def _nobody(done: int, total: int) -> None:
    """Nobody asked how far it is."""


@dataclass(frozen=True)
class ImportReport:
    """Rows that were new and rows that were so already, by table; nothing was kept unless `is_saved`."""

    new: dict[str, int]
    known: dict[str, int]
    errors: list[RowError]
    is_saved: bool


class _TakeBackError(Exception):
    """Ends the transaction of a dry run or of a file with errors."""


def import_tables(
    actor: Actor,
    content: bytes,
    name: str,
    at: datetime,
    *,
    is_dry_run: bool,
    tell: Callable[[int, int], None] = _nobody,
) -> ImportReport:
    """Read a file and do what it says, or say line by line what is wrong; `tell` hears how far it is."""
    require(rules.can_manage(actor))
    found = tables.read(content, name)
    run = _Run(actor, at, tell)
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
    tell: Callable[[int, int], None]
    unit_of: dict[str, Unit] = field(default_factory=dict)
    post_of: dict[str, Post] = field(default_factory=dict)
    person_of: dict[str, Person] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Sheet.values, 0))
    known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Sheet.values, 0))
    errors: list[RowError] = field(default_factory=list)
    total: int = 0
    done: int = 0

    def do(self, lines: dict[str, list[Line]]) -> None:
        self.total = sum(map(len, lines.values()))
        self.references = References(self.actor)
        self.units = Founding(self.actor, self.references, self.at)
        self._units(lines[Sheet.UNITS])
        self.units.write()
        for sheet, act in ((Sheet.POSTS, self._post), (Sheet.PEOPLE, self._person)):
            for line in lines[sheet]:
                self._try(sheet, line, act)
        # What ends does so last: people leave before their posts, posts before their units, units from below.
        for sheet, end in ((Sheet.POSTS, self._end_post), (Sheet.UNITS, self._end_unit)):
            self._ends(sheet, lines[sheet], end)

    def _try(self, sheet: str, line: Line, act: Callable[[dict[str, Any]], bool | None]) -> bool:
        try:
            is_new = act(line.cells)  # an act leaves nothing half done, and one bad row takes the whole file back
        except Refused as refused:
            key = _FIELDS.get(refused.field, refused.field)
            self.errors.append(RowError(sheet, line.number, heading(sheet, key), refused.reason))
            return False
        if is_new is not None:
            (self.new if is_new else self.known)[sheet] += 1
            self.done += 1
            if self.done % TELL_EVERY == 0:
                self.tell(self.done, self.total)
        return True

    def _units(self, lines: list[Line]) -> None:
        """Day by day, parents before children."""
        waiting: dict[str, list[Line]] = {}
        ready: list[Line] = []
        for line in sorted(lines, key=lambda line: (line.cells["starts_on"], line.number)):
            parent = line.cells["parent"]
            (ready if not parent or parent in self.unit_of else waiting.setdefault(parent, [])).append(line)
            while ready:
                first = ready.pop(0)
                if self._try(Sheet.UNITS, first, self._unit):
                    ready += waiting.pop(first.cells["code"], [])
        for line in sorted((line for rows in waiting.values() for line in rows), key=lambda line: line.number):
            code = line.cells["parent"]
            message = f"Không có đơn vị cấp trên mã “{code}” trong tệp, hoặc đơn vị đó có lỗi."
            self.errors.append(RowError(Sheet.UNITS, line.number, heading(Sheet.UNITS, "parent"), message))

    def _unit(self, cells: dict[str, Any]) -> bool:
        parent = self.unit_of.get(cells["parent"])
        _fits(UnitVersion, cells, "name", "short_name", "symbol", "agency_code", "legal_basis")
        new = units.NewUnit(
            name=cells["name"],
            parent_id=parent.pk if parent else None,
            short_name=cells["short_name"] or cells["name"][:100],
            symbol=cells["symbol"],
            body_type_id=self.references.body_type(cells["body_type"], cells["starts_on"]),
            agency_code=cells["agency_code"],
            establishment=cells["establishment"],
            order=cells["order"],
            legal_basis=cells["legal_basis"],
        )
        territory_id = self.references.territory(cells["territory"], cells["starts_on"])
        unit = self.unit_of.get(cells["code"])
        same = self.units.called(new.name, new.parent_id, cells["starts_on"])
        version = next((row for row in same if unit is None or row.unit_id == unit.pk), None)
        if version is not None:
            self.unit_of[cells["code"]] = version.unit
            kept = ("symbol", "establishment", "agency_code", "body_type_id")
            if any(getattr(version, key) != getattr(new, key) for key in kept):
                raise Refused(f"{new.name} đã có với thông tin khác. Sửa trên trang đơn vị.", field="name")
            return False
        if unit is None:
            self.unit_of[cells["code"]] = self.units.create(new, cells["starts_on"], territory_id=territory_id)
        else:
            self.units.change(unit, new, cells["starts_on"])
        return True

    def _ends(self, sheet: str, lines: list[Line], end: Callable[[dict[str, Any]], None]) -> None:
        known = self.unit_of if sheet == Sheet.UNITS else self.post_of
        lasts = {line.cells["code"]: line for line in sorted(lines, key=lambda row: row.cells["starts_on"])}
        gone = [line for line in lasts.values() if line.cells["ends_on"] and line.cells["code"] in known]
        parents = {line.cells["code"]: line.cells["parent"] for line in lasts.values()} if sheet == Sheet.UNITS else {}

        def depth(code: str) -> int:
            seen: set[str] = set()
            while parents.get(code) and code not in seen:
                seen.add(code)
                code = parents[code]
            return len(seen)

        for line in sorted(gone, key=lambda row: (row.cells["ends_on"], -depth(row.cells["code"]))):
            self._try(sheet, line, end)

    def _end_unit(self, cells: dict[str, Any]) -> None:
        units.end_unit(self.actor, self.unit_of[cells["code"]].pk, cells["ends_on"], self.at)

    def _end_post(self, cells: dict[str, Any]) -> None:
        posts.end_post(self.actor, self.post_of[cells["code"]].pk, cells["ends_on"], self.at)

    def _post(self, cells: dict[str, Any]) -> bool:
        unit = self.unit_of.get(cells["unit"])
        if unit is None:
            raise Refused(f"Không có đơn vị mã “{cells['unit']}” trong tệp.", field="unit")
        _fits(Post, cells, "title", "job_position", "legal_basis")
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
        before = self.post_of.get(cells["code"])
        if before is not None:
            return self._post_again(before, unit, new, cells)
        taken = {post.pk for post in self.post_of.values()}
        same = Post.objects.filter(unit=unit, starts_on=cells["starts_on"]).order_by("pk")
        free = (post for post in same if post.pk not in taken)
        found = next((post for post in free if queries.post_versions(post)[-1].title == cells["title"]), None)
        if found is not None:
            self.post_of[cells["code"]] = found
            return False
        self.post_of[cells["code"]] = posts.create_post(self.actor, new, cells["starts_on"], self.at, is_another=True)
        return True

    def _post_again(self, post: Post, unit: Unit, new: posts.NewPost, cells: dict[str, Any]) -> bool:
        """A further row of a post: what it is from a later day on."""
        if post.unit_id != unit.pk or cells["starts_on"] <= post.starts_on:
            raise Refused(f"Mã vị trí “{cells['code']}” có hai lần. Dòng sau phải cùng đơn vị, ngày sau.", field="code")
        known = queries.post_version_on(post, cells["starts_on"])
        if known is not None and (known.starts_on, known.title) == (cells["starts_on"], cells["title"]):
            return False
        self.post_of[cells["code"]] = posts.change_post(self.actor, post.pk, new, cells["starts_on"], self.at)
        return True

    def _person(self, cells: dict[str, Any]) -> bool:
        post = self.post_of.get(cells["post"])
        if post is None:
            raise Refused(f"Không có vị trí mã “{cells['post']}” trong tệp.", field="post")
        _fits(Person, cells, "full_name", "email", "phone")
        person = self.person_of.get(cells["code"]) or self._known_person(cells)
        if person is None:
            person = people.create_person(
                self.actor, cells["full_name"], self.at, email=cells["email"], phone=cells["phone"]
            )
        if person.full_name != cells["full_name"]:
            raise Refused(f"Mã “{cells['code']}” là của {person.full_name}.", field="full_name")
        self.person_of[cells["code"]] = person
        is_new = self._appointment(person, post, cells)
        self._account(person, cells["account"])
        return is_new

    def _appointment(self, person: Person, post: Post, cells: dict[str, Any]) -> bool:
        known = Appointment.objects.filter(person=person, post=post, starts_on=cells["starts_on"]).first()
        if known is not None and known.kind == cells["kind"]:
            if known.ends_on == cells["ends_on"]:
                return False
            if known.ends_on is None:
                people.end_appointment(
                    self.actor, known.pk, cells["ends_on"], self.at, legal_basis=cells["legal_basis"]
                )
                return True
        new = people.NewAppointment(
            person.pk, post.pk, cells["starts_on"], cells["ends_on"], cells["kind"], cells["legal_basis"]
        )
        people.appoint(self.actor, new, self.at)
        return True

    def _account(self, person: Person, wanted: str) -> None:
        if not wanted:
            return
        user = queries.account_of(person)
        username = "" if wanted.lower() in ("x", "có") else wanted
        if user is None or username not in ("", user.username):
            accounts.create_account(self.actor, person.pk, self.at, username=username)

    def _known_person(self, cells: dict[str, Any]) -> Person | None:
        """By e-mail address anywhere, else by name among the agency's people that no other code stands for."""
        wanted = cells["email"] or cells["full_name"]
        taken = {person.pk for person in self.person_of.values()}
        return next((p for p in queries.person_named(self.actor.agency_id, wanted) if p.pk not in taken), None)


def _fits(model: Any, cells: dict[str, Any], *keys: str) -> None:
    for key in keys:
        limit = model._meta.get_field(key).max_length
        if limit and len(cells[key]) > limit:
            raise Refused(f"Dài quá {limit} ký tự.", field=key)
