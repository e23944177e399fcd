"""Questions to the organisation, answered for any date: who held what, which units existed, who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import (
    AgencyProfile,
    Appointment,
    Delegation,
    IssuingBody,
    Post,
    Succession,
    Unit,
    UnitVersion,
)


def in_force(on: date, prefix: str = "") -> Q:
    """The half-open period of a dated row holds `on`."""
    ends = f"{prefix}ends_on"
    return Q(**{f"{prefix}starts_on__lte": on}) & (Q(**{ends: None}) | Q(**{f"{ends}__gt": on}))


def appointments(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(in_force(on)).filter(in_force(on, "post__"))


def unit_versions(agency_id: int, on: date) -> QuerySet[UnitVersion]:
    """The units of an agency as they were on a day, in tree order of their siblings."""
    return UnitVersion.objects.filter(in_force(on), unit__agency_id=agency_id).order_by("order", "name")


def unit_names(unit_ids: list[int], on: date) -> dict[int, str]:
    """Names on a day; of an ended unit its last name."""
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, starts_on__lte=on).order_by("unit_id", "starts_on")
    return {row.unit_id: row.name for row in rows}


class UnitNames:
    """Names of an agency's units on any day, read once: what a printed register of last year needs."""

    def __init__(self, agency_id: int) -> None:
        self._versions: dict[int, list[tuple[date, str]]] = {}
        rows = UnitVersion.objects.filter(unit__agency_id=agency_id).order_by("starts_on")
        for unit_id, starts_on, name in rows.values_list("unit_id", "starts_on", "name"):
            self._versions.setdefault(unit_id, []).append((starts_on, name))

    def on(self, unit_id: int | None, day: date) -> str:
        """The name on a day; before a unit's first day the first one."""
        versions = self._versions.get(unit_id or 0, [])
        begun = [name for starts_on, name in versions if starts_on <= day]
        return begun[-1] if begun else (versions[0][1] if versions else "")


def profile(agency_id: int) -> AgencyProfile:
    return AgencyProfile.objects.get(pk=agency_id)


def issuing_bodies(agency_id: int, on: date) -> QuerySet[IssuingBody]:
    return IssuingBody.objects.filter(in_force(on), agency_id=agency_id).order_by("id")


@dataclass(frozen=True)
class HeldPost:
    post_id: int
    principal_id: int
    title: str
    unit_id: int
    unit_name: str
    agency_id: int
    agency_name: str
    in_place_of: str = ""


def posts_of(user_id: int, on: date) -> list[HeldPost]:
    """Every post a user may act in on a day: held, or stood in for during leave. A locked account has none."""
    held = list(
        appointments(on)
        .filter(person__principal__user__id=user_id, person__principal__user__is_active=True)
        .select_related("post__agency__profile")
        .order_by("-kind", "post__order", "post_id")
    )
    rows = [(a.post, "") for a in held]
    rows += [(post, f"thay {post.title}") for post in _stood_in_for({a.post_id for a in held}, on)]
    names = unit_names([post.unit_id for post, _ in rows], on)
    return [
        HeldPost(
            p.pk,
            p.principal_id,
            p.title,
            p.unit_id,
            names.get(p.unit_id, ""),
            p.agency_id,
            p.agency.profile.name,
            w,
        )
        for p, w in rows
    ]


def _stood_in_for(held: set[int], on: date) -> list[Post]:
    """Posts of those on leave, also when who stands in for them is away and has somebody else stand in."""
    seen, edge = set(held), set(held)
    found: list[Post] = []
    while edge:
        rows = Delegation.objects.filter(in_force(on), kind=DelegationKind.LEAVE, to_post_id__in=edge)
        posts = [row.from_post for row in rows.select_related("from_post__agency__profile").order_by("pk")]
        fresh = list({post.pk: post for post in posts if post.pk not in seen}.values())
        found += fresh
        edge = {post.pk for post in fresh}
        seen |= edge
    return found


def stand_in_names(post_ids: Iterable[int], on: date) -> dict[int, str]:
    """Who has the queue of posts whose holder is on leave: by post id, a name with the day the leave ends."""
    rows = Delegation.objects.filter(in_force(on), kind=DelegationKind.LEAVE, from_post_id__in=list(post_ids))
    chosen = {row.from_post_id: row for row in rows.order_by("starts_on", "pk")}
    names = holders([row.to_post_id for row in chosen.values()], on)
    return {
        post: f"{names[row.to_post_id]} thay"
        + (f" đến hết {row.ends_on - timedelta(days=1):%d/%m/%Y}" if row.ends_on else "")
        for post, row in chosen.items()
        if row.to_post_id in names
    }


def units_below(unit_ids: set[int], on: date) -> set[int]:
    """The units and everything that stands under them on a day."""
    found, edge = set(unit_ids), set(unit_ids)
    while edge:
        children = UnitVersion.objects.filter(in_force(on), parent_id__in=edge).values_list("unit_id", flat=True)
        edge = set(children) - found
        found |= edge
    return found


def units_above(unit_ids: set[int], on: date) -> set[int]:
    """The units and everything that they stand under on a day."""
    found, edge = set(unit_ids), set(unit_ids)
    while edge:
        rows = UnitVersion.objects.filter(in_force(on), unit_id__in=edge, parent_id__isnull=False)
        edge = set(rows.values_list("parent_id", flat=True)) - found
        found |= edge
    return found


def with_predecessors(unit_ids: set[int]) -> set[int]:
    """The units and those they succeeded, as far back as reading is inherited."""
    found, edge = set(unit_ids), set(unit_ids)
    while edge:
        rows = Succession.objects.filter(successor_id__in=edge, inherits_reading=True)
        edge = set(rows.values_list("predecessor_id", flat=True)) - found
        found |= edge
    return found


def heirs(unit_ids: Iterable[int], on: date) -> dict[int, set[int]]:
    """Of each unit those that took over from it until a day, however many reorganisations lie between: a query for
    each of these, however many units."""
    wanted = set(unit_ids)
    after: dict[int, set[int]] = {}
    edge = set(wanted)
    while edge:
        after |= {unit: set() for unit in edge}
        rows = Succession.objects.filter(predecessor_id__in=edge, effective_on__lte=on)
        for unit, successor in rows.values_list("predecessor_id", "successor_id"):
            after[unit].add(successor)
        edge = set().union(*(after[unit] for unit in edge)) - after.keys()
    found = {unit: after[unit] for unit in wanted}
    while (further := {u: s.union(*(after[x] for x in s)) for u, s in found.items()}) != found:
        found = further
    return found


def unit_principals(unit_ids: set[int]) -> list[int]:
    return list(Unit.objects.filter(pk__in=unit_ids).values_list("principal_id", flat=True))


def head_of(unit_id: int, on: date) -> Post | None:
    """The post that heads a unit on a day."""
    return Post.objects.filter(in_force(on), unit_id=unit_id, is_head=True).first()


def holders(post_ids: list[int], on: date) -> dict[int, str]:
    """Names of those who hold posts (by post id) on a day."""
    rows = appointments(on).filter(post_id__in=post_ids).select_related("person").order_by("kind")
    names: dict[int, str] = {}
    for row in rows:
        names.setdefault(row.post_id, row.person.full_name)
    return names
