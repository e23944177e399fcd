"""What the pickers of tasks offer: units and people one can give work to on a day, with post and unit; ended units are
shown with who took over, and cannot be taken. Recent and frequent ones of one's own come first."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Max

from tinhgon.core.actor import Actor
from tinhgon.core.web.rules import Option
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.organisation.models import AgencyProfile, Post, UnitVersion
from tinhgon.tasks.models import Direction, Task
from tinhgon.tasks.queries import assignees, crossing, speaking

# So long an ended unit is still shown, for those who type its old name.
_REMEMBERED = timedelta(days=3 * 365)
_NEWEST = 200


def to_give(actor: Actor) -> list[Option]:
    """Whom the actor can give work to: a leader the agency and units of agencies below, a head the unit."""
    groups = assignees.assignee_groups(actor)
    found = [_option(group.unit, value, label) for group in groups for value, label in group.options]
    if actor.may(Duty.DIRECT):
        found += _below(actor)
    return found + _ended(actor)


def to_take_part(actor: Actor) -> list[Option]:
    """Whom the actor can name beside who leads: of the own agency."""
    groups = assignees.assignee_groups(actor)
    return [_option(group.unit, value, label) for group in groups for value, label in group.options] + _ended(actor)


def to_propose_to(actor: Actor) -> list[Option]:
    """Leaders of the agency."""
    return [_option("", value, label) for value, label in assignees.leaders(actor)]


def to_mention(actor: Actor, task: Task) -> list[Option]:
    """Who may read a task and can be called by name."""
    people = speaking.readers_by_name(task, actor.on)
    return [_option("", value, label) for value, label in people.items() if value not in actor.post_ids]


def often(actor: Actor) -> dict[int, int]:
    """How often the actor's newest directions and tasks named somebody; the newest ones count for more."""
    count: Counter[int] = Counter()
    directions = Direction.objects.filter(by_post__principal_id__in=actor.post_ids).order_by("-id")
    for at, row in enumerate(directions.values_list("lead_id", "cooperating_ids", "informed_ids")[:_NEWEST]):
        for principal in {row[0], *row[1], *row[2]} - {None}:
            count[principal] += 3 if at < 20 else 1
    given = Task.objects.filter(given_by__principal_id__in=actor.post_ids, direction=None).order_by("-id")
    for post, unit in given.values_list("lead_post__principal_id", "owner_unit__principal_id")[:_NEWEST]:
        count[post or unit] += 1
    return dict(count)


def _option(unit: str, value: int, label: str) -> Option:
    """Person first, then post and unit: as people look for each other."""
    name, _, title = label.partition(", ")
    if not title:
        return Option(value, label)
    return Option(value, name, " · ".join(filter(None, [title, unit])))


def _below(actor: Actor) -> list[Option]:
    """Units of the agencies below that have somebody to take work, the body itself first."""
    agencies = crossing.subordinates(actor.agency_id, actor.on)
    if not agencies:
        return []
    names = dict(AgencyProfile.objects.filter(pk__in=agencies).values_list("pk", "short_name"))
    versions = UnitVersion.objects.filter(organisation.in_force(actor.on), unit__agency_id__in=agencies)
    posts = Post.objects.filter(organisation.in_force(actor.on), agency_id__in=agencies)
    led = assignees.led_units(posts)
    rows = versions.filter(unit_id__in=led).select_related("unit").order_by("unit__agency_id", "order", "name")
    return [
        Option(
            row.unit.principal_id,
            row.name,
            "Cơ quan cấp dưới" if row.parent_id is None else names[row.unit.agency_id],
            "Cơ quan khác",
        )
        for row in rows
    ]


def _ended(actor: Actor) -> list[Option]:
    """Units of the agency that ended, with their heirs; not to be taken."""
    last = (
        UnitVersion.objects.filter(unit__agency_id=actor.agency_id)
        .values("unit_id", "unit__principal_id")
        .annotate(last=Max("starts_on"))
        .exclude(unit_id__in=organisation.unit_versions(actor.agency_id, actor.on).values("unit_id"))
    )
    ended: Iterable[UnitVersion] = (
        UnitVersion.objects.filter(
            unit_id__in=[row["unit_id"] for row in last],
            ends_on__lte=actor.on,
            ends_on__gt=actor.on - _REMEMBERED,
        )
        .select_related("unit")
        .order_by("unit_id", "-starts_on")
        .distinct("unit_id")
    )
    rows = list(ended)
    successors = assignees.successor_names([row.unit_id for row in rows], actor.on)
    found = []
    for row in rows:
        heirs = ", ".join(successors[row.unit_id])
        note = f"Kết thúc {row.ends_on:%d/%m/%Y}. " + (f"Nơi kế thừa: {heirs}." if heirs else "Chọn đơn vị khác.")
        found.append(Option(row.unit.principal_id, row.name, "", "", note, True))
    return found
