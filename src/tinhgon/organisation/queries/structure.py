"""The structure of an agency on any day: the posts of a unit with their holders, who could sign, who stood
in, and people found by a name typed without tone marks."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from officekit import vntext
from tinhgon.organisation.choices import DelegationKind, Duty, Role
from tinhgon.organisation.models import (
    Appointment,
    BodyType,
    Delegation,
    DutyGrant,
    Person,
    Post,
    Succession,
    TerritoryVersion,
    Unit,
    UnitVersion,
)
from tinhgon.organisation.queries.acting import appointments, in_force, profile, unit_names
from tinhgon.organisation.queries.branches import Node, is_named, tree

FOUND_PEOPLE = 50


@dataclass(frozen=True)
class Seat:
    """A post on a day with who holds it."""

    post_id: int
    principal_id: int
    title: str
    unit_id: int
    unit_name: str
    holder: str

    @property
    def label(self) -> str:
        return f"{self.holder or 'Chưa có người'}, {self.title} ({self.unit_name})"


@dataclass(frozen=True)
class Signer:
    """Who could sign on a day and how: "" is in one's own right, KT., TL. and TUQ. for another."""

    post_id: int
    title: str
    person: str
    prefix: str = ""
    on_behalf_of: str = ""
    scope: str = ""


def days_of_change(agency_id: int) -> list[date]:
    """Days on which units began, changed or ended: the marks of the slider."""
    rows = UnitVersion.objects.filter(unit__agency_id=agency_id).values_list("starts_on", "ends_on")
    return sorted({day for pair in rows for day in pair if day is not None})


@dataclass(frozen=True)
class Slider:
    """The days the tree can be looked at: from the first known one to a year ahead."""

    first: date
    last: date
    value: int
    marks: list[int]

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def slider(agency_id: int, on: date, today: date) -> Slider:
    marks = days_of_change(agency_id)
    first = min([*marks[:1], on, today])
    last = max([*marks[-1:], on, today + timedelta(days=365)])
    return Slider(first, last, (on - first).days, [(day - first).days for day in marks])


def unit(agency_id: int, public_id: UUID) -> Unit | None:
    return Unit.objects.filter(agency_id=agency_id, public_id=public_id).first()


def versions_of(unit_id: int) -> QuerySet[UnitVersion]:
    """Every name and place a unit ever had, newest first."""
    return UnitVersion.objects.filter(unit_id=unit_id).select_related("body_type").order_by("-starts_on")


def version_on(unit_id: int, on: date) -> UnitVersion | None:
    return UnitVersion.objects.filter(in_force(on), unit_id=unit_id).first()


def successors_of(unit_id: int) -> QuerySet[Succession]:
    return Succession.objects.filter(Q(predecessor_id=unit_id) | Q(successor_id=unit_id)).order_by("effective_on")


@dataclass(frozen=True)
class PostRow:
    post: Post
    appointments: list[Appointment]
    delegations: list[Delegation]
    roles: list[str]


def posts_in(unit_id: int, on: date) -> list[PostRow]:
    """The posts of a unit on a day, with all who hold them and what was delegated from and to them."""
    posts = list(Post.objects.filter(in_force(on), unit_id=unit_id).order_by("-is_head", "-is_deputy", "order", "pk"))
    ids = [post.pk for post in posts]
    held: dict[int, list[Appointment]] = {}
    for row in appointments(on).filter(post_id__in=ids).select_related("person").order_by("kind", "pk"):
        held.setdefault(row.post_id, []).append(row)
    given: dict[int, list[Delegation]] = {}
    rows = Delegation.objects.filter(in_force(on)).filter(Q(from_post_id__in=ids) | Q(to_post_id__in=ids))
    for delegation in rows.select_related("from_post", "to_post").order_by("pk"):
        for post_id in {delegation.from_post_id, delegation.to_post_id}:
            given.setdefault(post_id, []).append(delegation)
    return [PostRow(p, held.get(p.pk, []), given.get(p.pk, []), role_labels(p.roles)) for p in posts]


def role_labels(roles: list[str]) -> list[str]:
    names = dict(Role.choices)
    return [names.get(role, role) for role in roles]


def acting_for(post_id: int, on: date) -> list[str]:
    """Who does the work of a post on a day, in words: during leave whoever stands in comes first."""
    leaves = Delegation.objects.filter(in_force(on), from_post_id=post_id, kind=DelegationKind.LEAVE)
    found = []
    for row in leaves.select_related("to_post").order_by("pk"):
        holder = appointments(on).filter(post_id=row.to_post_id).select_related("person").order_by("kind").first()
        until = f" đến trước {row.ends_on:%d/%m/%Y}" if row.ends_on else ""
        found.append(f"{holder.person.full_name if holder else 'Chưa có người'}, {row.to_post.title}, thay{until}")
    rows = appointments(on).filter(post_id=post_id).select_related("person").order_by("kind", "pk")
    return found + [f"{row.person.full_name} ({row.get_kind_display().lower()})" for row in rows]


def post(agency_id: int, post_id: int) -> Post | None:
    return Post.objects.select_related("unit").filter(pk=post_id, agency_id=agency_id).first()


def appointment(agency_id: int, appointment_id: int) -> Appointment | None:
    rows = Appointment.objects.select_related("person", "post__unit")
    return rows.filter(pk=appointment_id, post__agency_id=agency_id).first()


def appointments_to(post_id: int) -> QuerySet[Appointment]:
    """Everybody who ever held a post, newest first."""
    return Appointment.objects.filter(post_id=post_id).select_related("person").order_by("-starts_on", "-pk")


def seats(agency_id: int, on: date) -> list[Seat]:
    """The posts of an agency on a day, for choosing one."""
    posts = list(Post.objects.filter(in_force(on), agency_id=agency_id).order_by("unit_id", "-is_head", "order", "pk"))
    names = unit_names(list({p.unit_id for p in posts}), on)
    held: dict[int, list[str]] = {}
    for row in appointments(on).filter(post__agency_id=agency_id).select_related("person").order_by("kind"):
        held.setdefault(row.post_id, []).append(row.person.full_name)
    return [
        Seat(p.pk, p.principal_id, p.title, p.unit_id, names.get(p.unit_id, ""), ", ".join(held.get(p.pk, [])))
        for p in posts
    ]


def held_by(person_id: int, on: date) -> QuerySet[Appointment]:
    """The posts a person holds on a day, the main one first."""
    return appointments(on).filter(person_id=person_id).select_related("post").order_by("-kind", "post__order")


def stand_ins(post_id: int, on: date) -> list[Delegation]:
    """Who stands in for a post on a day."""
    rows = Delegation.objects.filter(in_force(on), from_post_id=post_id, kind=DelegationKind.LEAVE)
    return list(rows.select_related("to_post"))


def signers(agency_id: int, on: date, type_code: str = "") -> list[Signer]:
    """Who could sign on a day: holders of posts whose roles may approve, and those they delegated to."""
    granted = DutyGrant.objects.filter(in_force(on), agency_id=agency_id, duty=Duty.APPROVE)
    roles = list(granted.values_list("role", flat=True))
    own = list(Post.objects.filter(in_force(on), agency_id=agency_id, roles__overlap=roles).order_by("order", "pk"))
    rows = (
        Delegation.objects.filter(in_force(on), agency_id=agency_id)
        .exclude(kind=DelegationKind.SECRETARY)
        .select_related("from_post", "to_post")
        .order_by("pk")
    )
    given = [d for d in rows if not type_code or not d.type_codes or type_code in d.type_codes]
    names: dict[int, str] = {}
    for row in appointments(on).filter(post__agency_id=agency_id).select_related("person").order_by("kind"):
        names.setdefault(row.post_id, row.person.full_name)
    found = [Signer(p.pk, p.title, names[p.pk]) for p in own if p.pk in names]
    found += [
        Signer(
            d.to_post_id,
            d.to_post.title,
            names[d.to_post_id],
            "" if d.kind == DelegationKind.LEAVE else f"{d.kind}.",
            d.from_post.title,
            d.scope,
        )
        for d in given
        if d.to_post_id in names
    ]
    return found


@dataclass(frozen=True)
class DelegationRow:
    delegation: Delegation
    kind: str
    from_name: str
    to_name: str


def delegations(agency_id: int, on: date) -> list[DelegationRow]:
    """Delegations in force on a day or still to come, with who held the posts on that day."""
    rows = list(
        Delegation.objects.filter(agency_id=agency_id)
        .filter(Q(ends_on=None) | Q(ends_on__gt=on))
        .select_related("from_post", "to_post")
        .order_by("starts_on", "pk")
    )
    ids = {d.from_post_id for d in rows} | {d.to_post_id for d in rows}
    names: dict[int, str] = {}
    for row in appointments(on).filter(post_id__in=ids).select_related("person").order_by("kind"):
        names.setdefault(row.post_id, row.person.full_name)
    kinds = dict(DelegationKind.choices)
    return [DelegationRow(d, kinds[d.kind], names.get(d.from_post_id, ""), names.get(d.to_post_id, "")) for d in rows]


def delegation(agency_id: int, delegation_id: int) -> Delegation | None:
    rows = Delegation.objects.select_related("from_post", "to_post")
    return rows.filter(pk=delegation_id, agency_id=agency_id).first()


@dataclass(frozen=True)
class PersonRow:
    person: Person
    posts: list[str]
    unit_public_id: UUID | None


def people(agency_id: int, text: str, on: date) -> list[PersonRow]:
    """People who hold or held a post in the agency, by words of the name with or without tone marks."""
    words = vntext.search_fold(text).split()
    if not words:
        return []
    rows = Person.objects.filter(appointments__post__agency_id=agency_id).distinct().order_by("sort_key", "pk")
    found = [p for p in rows if is_named(words, p.full_name)][:FOUND_PEOPLE]
    held: dict[int, list[Appointment]] = {}
    ids = [p.pk for p in found]
    for row in appointments(on).filter(person_id__in=ids, post__agency_id=agency_id).select_related("post__unit"):
        held.setdefault(row.person_id, []).append(row)
    names = unit_names([row.post.unit_id for rows_ in held.values() for row in rows_], on)
    return [
        PersonRow(
            p,
            [f"{row.post.title}, {names.get(row.post.unit_id, '')}" for row in held.get(p.pk, [])],
            next((row.post.unit.public_id for row in held.get(p.pk, [])), None),
        )
        for p in found
    ]


def person_named(agency_id: int, text: str) -> list[Person]:
    """Whom a form means: an exact e-mail address anywhere, else the full name among the agency's people."""
    text = " ".join(text.split())
    if "@" in text:
        return list(Person.objects.filter(email__iexact=text).order_by("pk")[:2])
    wanted = vntext.same_tone(vntext.nfc(text)).lower()
    rows = Person.objects.filter(
        appointments__post__agency_id=agency_id, sort_key=vntext.person_sort_key(text)
    ).distinct()
    return [p for p in rows.order_by("pk") if vntext.same_tone(vntext.nfc(p.full_name)).lower() == wanted]


def units_to_choose(agency_id: int, on: date) -> list[tuple[int, str]]:
    """Units on a day for a select, in the order of the tree, indented by level."""

    def walk(nodes: list[Node], depth: int) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for node in nodes:
            found.append((node.unit_id, "\u2003" * depth + node.name))
            found += walk(node.children, depth + 1)
        return found

    return walk(tree(agency_id, on), 0)


def body_types(on: date) -> QuerySet[BodyType]:
    return BodyType.objects.filter(in_force(on)).order_by("name")


def own_body_types(agency_id: int, on: date) -> list[BodyType]:
    """Kinds of bodies of the agency's own bloc and level first."""
    own = profile(agency_id)
    rows = BodyType.objects.filter(in_force(on)).order_by("bloc", "level", "pk")
    return sorted(rows, key=lambda row: ((row.bloc, row.level) != (own.bloc, own.level), row.bloc, row.level))


def territories_to_choose(agency_id: int, on: date) -> list[tuple[int, str]]:
    """Places the agency's units stand in, with what lies directly below them, on a day."""
    own = Unit.objects.filter(agency_id=agency_id).exclude(territory=None).values("territory_id")
    rows = TerritoryVersion.objects.filter(in_force(on)).filter(Q(territory__in=own) | Q(parent__in=own))
    return [
        (row.territory_id, f"{row.name} ({row.territory.code})")
        for row in rows.select_related("territory").order_by("territory__level", "territory__code")
    ]
