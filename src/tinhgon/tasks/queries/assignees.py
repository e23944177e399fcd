"""Whom work can be given to on a day: units through their heads, posts through their holders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import DelegationKind, Duty, Role
from tinhgon.organisation.models import Delegation, Post, Unit, UnitVersion


@dataclass(frozen=True)
class Assignee:
    """A unit or a post that can take work; `told` are the posts that get the notice. `chief_post_id` is the leader's
    post of a body that no unit head stands for."""

    principal_id: int
    label: str
    agency_id: int
    unit_id: int
    post_id: int | None
    told: tuple[int, ...]
    chief_post_id: int | None = None


@dataclass(frozen=True)
class AssigneeGroup:
    unit: str
    options: tuple[tuple[int, str], ...]


def assignee(principal_id: int, on: date) -> Assignee:
    """Raises Refused for what has ended, has nobody in it, or is neither unit nor post."""
    post = Post.objects.filter(principal_id=principal_id).select_related("unit").first()
    if post is not None:
        return _post(post, on)
    unit = Unit.objects.filter(principal_id=principal_id).first()
    if unit is None:
        raise Refused("Không tìm thấy đơn vị, người nhận. Chọn lại trong danh sách.", field="lead")
    return _unit(unit, on)


def _post(post: Post, on: date) -> Assignee:
    holder = organisation.holders([post.pk], on).get(post.pk)
    if holder is None:
        raise Refused(
            f"Vị trí {post.title} hiện chưa có người đảm nhiệm. Chọn người khác hoặc giao cho đơn vị.", field="lead"
        )
    return Assignee(
        post.principal_id, f"{holder}, {post.title}", post.agency_id, post.unit_id, post.pk, (post.principal_id,)
    )


def _unit(unit: Unit, on: date) -> Assignee:
    version = unit.versions.filter(organisation.in_force(on)).first()
    if version is None:
        name = organisation.unit_names([unit.pk], on).get(unit.pk, "Đơn vị")
        heirs = successor_names([unit.pk], on)[unit.pk]
        what_next = f"Chọn nơi kế thừa: {', '.join(heirs)}." if heirs else "Chọn đơn vị khác."
        raise Refused(f"{name} đã kết thúc hoạt động. {what_next}", field="lead")
    leads = Q(is_head=True) | Q(is_deputy=True) | Q(roles__contains=[Role.LEADER])
    posts = list(
        Post.objects.filter(organisation.in_force(on), leads, unit=unit).order_by("-is_head", "-is_deputy", "order")
    )
    held = organisation.holders([p.pk for p in posts], on)
    told = [p for p in posts if p.pk in held]
    if not told:
        raise Refused(
            f"{version.name} chưa có trưởng, phó đơn vị để nhận việc. Chọn người cụ thể trong đơn vị.", field="lead"
        )
    heads = [p for p in told if p.is_head] or [p for p in told if p.is_deputy]
    chief = None if heads else told[0]
    return Assignee(
        unit.principal_id,
        version.name,
        unit.agency_id,
        unit.pk,
        None,
        tuple(p.principal_id for p in heads or told[:1]),
        chief.pk if chief else None,
    )


def successor_names(unit_ids: Iterable[int], on: date) -> dict[int, list[str]]:
    """Of each ended unit those in force that took over from it, however many reorganisations lie between."""
    heirs = organisation.heirs(unit_ids, on)
    taken_over = set().union(*heirs.values())
    rows = UnitVersion.objects.filter(organisation.in_force(on), unit_id__in=taken_over).order_by("order", "name")
    names = list(rows.values_list("unit_id", "name"))
    return {unit: [name for heir, name in names if heir in found] for unit, found in heirs.items()}


def led_units(posts: QuerySet[Post]) -> QuerySet[Post, int]:
    """Units among whose posts is one that takes work for it: a head, a deputy or a leader."""
    leads = Q(is_head=True) | Q(is_deputy=True) | Q(roles__contains=[Role.LEADER])
    return posts.filter(leads).values_list("unit_id", flat=True)


def headed_directly(actor: Actor) -> set[int]:
    """Principals of the units the actor heads himself, without those below them."""
    posts = Post.objects.filter(Q(is_head=True) | Q(is_deputy=True), principal_id__in=actor.post_ids)
    return set(posts.values_list("unit__principal_id", flat=True))


def heads_passed_over(to: Assignee, by_unit: int | None, on: date) -> set[int]:
    """Posts that head the unit of who is given work, or a unit above it, up to the giver's: they are told when work
    is given over their heads (office-practice B 12)."""
    found: set[int] = set()
    unit: int | None = to.unit_id
    seen: set[int] = set()
    while unit is not None and unit != by_unit and unit not in seen:
        seen.add(unit)
        heads = Post.objects.filter(organisation.in_force(on), unit_id=unit, is_head=True)
        found |= set(heads.values_list("principal_id", flat=True))
        parents = UnitVersion.objects.filter(organisation.in_force(on), unit_id=unit)
        unit = parents.values_list("parent_id", flat=True).first()
    return found - {to.principal_id, *to.told}


def assignee_groups(actor: Actor) -> list[AssigneeGroup]:
    """What the actor may choose from: a leader the whole agency, a head the unit; grouped by unit."""
    versions = list(organisation.unit_versions(actor.agency_id, actor.on).select_related("unit"))
    if not actor.may(Duty.DIRECT) and not actor.may(Duty.PROPOSE):
        versions = [v for v in versions if v.unit_id in actor.headed_unit_ids]
    posts = list(
        Post.objects.filter(organisation.in_force(actor.on), unit_id__in=[v.unit_id for v in versions]).order_by(
            "-is_head", "-is_deputy", "order", "id"
        )
    )
    held = organisation.holders([p.pk for p in posts], actor.on)
    headed = {p.unit_id for p in posts if (p.is_head or p.is_deputy) and p.pk in held}
    groups = []
    for version in versions:
        own = [
            (p.principal_id, f"{held[p.pk]}, {p.title}") for p in posts if p.unit_id == version.unit_id and p.pk in held
        ]
        unit = [(version.unit.principal_id, version.name)] if version.unit_id in headed else []
        if unit or own:
            groups.append(AssigneeGroup(version.name, tuple(unit + own)))
    return groups


def helped_posts(actor: Actor) -> list[tuple[int, str]]:
    """Principals and names of the leaders for whom the actor may enter a direction written on paper."""
    rows = Delegation.objects.filter(
        organisation.in_force(actor.on),
        kind=DelegationKind.SECRETARY,
        to_post__principal_id__in=actor.post_ids,
        from_post__agency_id=actor.agency_id,
    ).select_related("from_post")
    posts = [row.from_post for row in rows]
    held = organisation.holders([p.pk for p in posts], actor.on)
    return [(p.principal_id, f"{held[p.pk]}, {p.title}") for p in posts if p.pk in held]


def labels(principal_ids: Iterable[int], on: date) -> dict[int, str]:
    """Names of units and posts, ended ones too: for showing what was named in a direction."""
    wanted = set(principal_ids)
    posts = list(Post.objects.filter(principal_id__in=wanted))
    held = organisation.holders([p.pk for p in posts], on)
    found = {p.principal_id: f"{held[p.pk]}, {p.title}" if p.pk in held else p.title for p in posts}
    units = dict(Unit.objects.filter(principal_id__in=wanted).values_list("pk", "principal_id"))
    names = organisation.unit_names(list(units), on)
    return found | {units[pk]: name for pk, name in names.items()}


def leaders(actor: Actor) -> list[tuple[int, str]]:
    """Leaders of the agency a proposal can be put to."""
    posts = list(
        Post.objects.filter(
            organisation.in_force(actor.on), agency_id=actor.agency_id, roles__contains=[Role.LEADER]
        ).order_by("order", "id")
    )
    held = organisation.holders([p.pk for p in posts], actor.on)
    return [(p.principal_id, f"{held[p.pk]}, {p.title}") for p in posts if p.pk in held]
