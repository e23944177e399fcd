"""Saved views: one's own, and those given to the units and agencies one has a post in. What a view counts is asked with
the viewer's own rights (`incoming_totals`), whoever saved it."""

from dataclasses import dataclass

from tinhgon.core.actor import Actor
from tinhgon.documents.models import SavedView, SharedView
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import AgencyProfile


@dataclass(frozen=True)
class Shared:
    """A view given to a place; `place` is its name on the day."""

    share: SharedView
    place: str

    @property
    def view(self) -> SavedView:
        return self.share.view

    @property
    def by(self) -> str:
        return self.share.by.partition(",")[0]


def saved_views(actor: Actor) -> list[SavedView]:
    return list(SavedView.objects.filter(owner_id=actor.person_id).order_by("order", "name"))


def own_view(actor: Actor, view_id: int) -> SavedView | None:
    return SavedView.objects.filter(pk=view_id, owner_id=actor.person_id).first()


def shared_views(actor: Actor) -> list[Shared]:
    """What others gave to a place of the actor's: the unit of a post, the units above it, those a head looks after, the
    units these took over from, the agency; each view once."""
    shares = SharedView.objects.filter(agency_id__in={seat.agency_id for seat in actor.seats} or {actor.agency_id})
    rows = list(shares.exclude(view__owner_id=actor.person_id).select_related("view").order_by("at", "pk"))
    if not any(row.unit_id for row in rows):
        return _named(actor, rows)
    own = {seat.unit_id for seat in actor.seats} | ({actor.unit_id} if actor.unit_id else set())
    reached = organisation.with_predecessors(organisation.units_above(own, actor.on) | actor.headed_unit_ids)
    return _named(actor, [row for row in rows if row.unit_id is None or row.unit_id in reached])


def shares_of(actor: Actor, view: SavedView) -> list[Shared]:
    """Where a view was given to."""
    rows = list(SharedView.objects.filter(view=view).select_related("view").order_by("at", "pk"))
    return _named(actor, rows, is_each=True)


def places_to_share(actor: Actor) -> dict[int, str]:
    """Units of the agency acted for that may be given a view; rules say which of them the actor may choose."""
    return {pk: name.strip() for pk, name in organisation.units_to_choose(actor.agency_id, actor.on)}


def _named(actor: Actor, rows: list[SharedView], *, is_each: bool = False) -> list[Shared]:
    units = organisation.unit_names([row.unit_id for row in rows if row.unit_id], actor.on)
    agencies = dict(AgencyProfile.objects.filter(pk__in={row.agency_id for row in rows}).values_list("pk", "name"))
    found: dict[int, Shared] = {}
    for row in rows:
        place = units.get(row.unit_id, "") if row.unit_id else agencies.get(row.agency_id, "")
        found.setdefault(row.pk if is_each else row.view_id, Shared(row, place))
    return list(found.values())
