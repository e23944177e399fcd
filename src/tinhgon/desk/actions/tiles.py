"""A person's own desk: which saved views stand there as tiles, in which order. What others gave is hidden, not taken
from them. Nothing of it is history: it changes no work."""

from collections.abc import Sequence

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.identity.models import Principal
from tinhgon.core.verdict import Refused, require
from tinhgon.desk import queries, rules
from tinhgon.desk.models import Tile


@transaction.atomic
def put_tile(actor: Actor, view_id: int) -> None:
    """Put a view on the desk, behind the others; one that stands there stays where it is."""
    found = _locked(actor)
    if any(row.view.pk == view_id for row in found.shown):
        return
    if all(row.view.pk != view_id for row in found.others):
        raise Refused("Bộ lọc này không còn, hoặc đã thôi chia sẻ. Tải lại trang.", code="not_found")
    require(rules.can_put_tile(len(found.shown)), code="refused")
    _write(_person(actor), [*(row.view.pk for row in found.shown), view_id])


@transaction.atomic
def take_tile_off(actor: Actor, view_id: int) -> None:
    """Take a view off the desk: one's own is no tile any more, one that others gave is hidden. A second time changes
    nothing."""
    found = _locked(actor)
    row = next((row for row in found.shown if row.view.pk == view_id), None)
    if row is None and all(other.view.pk != view_id for other in found.others):
        raise Refused("Bộ lọc này không còn, hoặc đã thôi chia sẻ. Tải lại trang.", code="not_found")
    if row is None:
        return
    if row.is_own:
        Tile.objects.filter(person_id=actor.person_id, view_id=view_id).delete()
    else:
        Tile.objects.update_or_create(
            person_id=actor.person_id, view_id=view_id, defaults={"is_hidden": True, "order": 0}
        )


@transaction.atomic
def order_tiles(actor: Actor, view_ids: Sequence[int]) -> None:
    """The tiles named stand in this order, in the places they have now; the others stay. One that left the desk
    meanwhile is passed over."""
    standing = [row.view.pk for row in _locked(actor).shown]
    wanted = iter([pk for pk in dict.fromkeys(view_ids) if pk in standing])
    named = set(view_ids)
    _write(_person(actor), [next(wanted) if pk in named else pk for pk in standing])


def _locked(actor: Actor) -> queries.Tiles:
    """Two windows of one person change the desk one after the other."""
    Principal.objects.select_for_update().get(pk=_person(actor))
    return queries.tiles(actor)


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise Refused("Chỉ người dùng có bàn làm việc.")
    return actor.person_id


def _write(person_id: int, view_ids: Sequence[int]) -> None:
    Tile.objects.bulk_create(
        [Tile(person_id=person_id, view_id=pk, order=n) for n, pk in enumerate(view_ids, 1)],
        update_conflicts=True,
        unique_fields=["person", "view"],
        update_fields=["order", "is_hidden"],
    )
