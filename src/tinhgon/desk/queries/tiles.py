"""The tiles of a desk: saved views of one's own that were put there, and those others gave, unless hidden, in the
person's order. Knows nothing of their numbers: these are asked for with the viewer's rights."""

from dataclasses import dataclass, replace

from tinhgon.core.actor import Actor
from tinhgon.desk.models import Tile
from tinhgon.documents import queries as documents
from tinhgon.documents.models import SavedView


@dataclass(frozen=True)
class TileRow:
    """A view that is or could be on the desk; `by` and `place` are empty for one's own. `above` and `below` are its
    neighbours there."""

    view: SavedView
    by: str = ""
    place: str = ""
    above: int | None = None
    below: int | None = None

    @property
    def is_own(self) -> bool:
        return not self.place


@dataclass(frozen=True)
class Tiles:
    shown: list[TileRow]
    others: list[TileRow]


def tiles(actor: Actor) -> Tiles:
    """What stands on the desk, and what could."""
    found = [TileRow(view) for view in documents.saved_views(actor)]
    found += [TileRow(row.view, row.by, row.place) for row in documents.shared_views(actor)]
    kept = {row.view_id: row for row in Tile.objects.filter(person_id=actor.person_id)}
    order = {pk: (row.order, row.pk) for pk, row in kept.items()}
    shown = [row for row in found if (not kept[row.view.pk].is_hidden if row.view.pk in kept else not row.is_own)]
    shown.sort(key=lambda row: order.get(row.view.pk, (2**15, row.view.pk)))
    standing = {row.view.pk for row in shown}
    return Tiles(_with_neighbours(shown), [row for row in found if row.view.pk not in standing])


def _with_neighbours(rows: list[TileRow]) -> list[TileRow]:
    ids = [None, *(row.view.pk for row in rows), None]
    return [replace(row, above=ids[n], below=ids[n + 2]) for n, row in enumerate(rows)]
