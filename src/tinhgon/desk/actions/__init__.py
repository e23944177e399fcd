"""Acts of the desk: putting work off, one act on many items of the queue, the tiles."""

from tinhgon.desk.actions.many import MANY, Many, ManyReport, Words, do_many
from tinhgon.desk.actions.putting_off import snooze, wake
from tinhgon.desk.actions.tiles import order_tiles, put_tile, take_tile_off

__all__ = [
    "MANY",
    "Many",
    "ManyReport",
    "Words",
    "do_many",
    "order_tiles",
    "put_tile",
    "snooze",
    "take_tile_off",
    "wake",
]
