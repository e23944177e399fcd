"""Across the boundary of an agency: which agencies stand below, and the other row of a task given there."""

from collections.abc import Mapping
from datetime import date

from officekit import vntext
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import AgencyProfile, IssuingBody, RolePrincipal, TerritoryVersion, Unit
from tinhgon.tasks import rules
from tinhgon.tasks.choices import Boundary, TaskState
from tinhgon.tasks.models import Task


def counterpart(task: Task) -> Task | None:
    """The row of the same task on the other side; None for one that stays inside. Of several (given to one agency,
    returned, given to another) the newest."""
    if task.boundary == Boundary.RECEIVED:
        return task.origin
    if task.boundary != Boundary.SENT:
        return None
    # What was returned or taken away over there has left the task when it is given anew.
    rows = task.received.exclude(state=TaskState.CANCELLED) if task.state != TaskState.CANCELLED else task.received
    return rows.order_by("-id").first()


def papers_across(document: Document) -> list[tuple[int, int]]:
    """The papers on the giver's side of tasks that came with this one, to be locked before it: (id, agency)."""
    rows = Task.objects.filter(document=document, boundary=Boundary.RECEIVED, origin__document__isnull=False)
    return sorted(set(rows.values_list("origin__document_id", "origin__document__agency_id")))


def subordinates(agency_id: int, on: date) -> set[int]:
    """Agencies of this installation to whose units one may give work (`rules.is_superior`)."""
    standings = _standings(on)
    mine = standings.get(agency_id)
    if mine is None:
        return set()
    return {pk for pk, other in standings.items() if pk != agency_id and rules.is_superior(mine, other)}


def leader_role(agency_id: int) -> set[int]:
    """The principal of an agency's leaders: who answer for what comes from above."""
    rows = RolePrincipal.objects.filter(agency_id=agency_id, role=Role.LEADER)
    return set(rows.values_list("principal_id", flat=True))


def _standings(on: date) -> dict[int, rules.Standing]:
    names: dict[int, set[str]] = {}
    under: dict[int, set[str]] = {}
    for agency, name, parent in (
        IssuingBody.objects.filter(organisation.in_force(on))
        .exclude(unit=None)
        .values_list("agency_id", "name", "parent_name")
    ):
        names.setdefault(agency, set()).add(vntext.fold(name))
        under.setdefault(agency, set()).update([vntext.fold(parent)] if parent else [])
    places = dict(Unit.objects.exclude(territory=None).order_by("-id").values_list("agency_id", "territory_id"))
    above = dict(TerritoryVersion.objects.filter(organisation.in_force(on)).values_list("territory_id", "parent_id"))
    return {
        profile.pk: rules.Standing(
            profile.bloc,
            profile.level,
            frozenset(names.get(profile.pk, ())),
            frozenset(under.get(profile.pk, ())),
            _around(places.get(profile.pk), above),
        )
        for profile in AgencyProfile.objects.all()
    }


def _around(place: int | None, above: Mapping[int, int | None]) -> tuple[int, ...]:
    found: list[int] = []
    while place is not None and place not in found:
        found.append(place)
        place = above.get(place)
    return tuple(found)
