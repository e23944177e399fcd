"""Acts of the desk: putting work off, one act on many items of the queue, the tiles, reminding of drafts that
stand too long."""

from tinhgon.desk.actions.many import MANY, Many, ManyReport, Words, do_many
from tinhgon.desk.actions.putting_off import snooze, wake
from tinhgon.desk.actions.standing import remind_standing, set_patience
from tinhgon.desk.actions.tiles import order_tiles, put_tile, take_tile_off

__all__ = [
    "MANY",
    "Many",
    "ManyReport",
    "Words",
    "do_many",
    "order_tiles",
    "put_tile",
    "remind_standing",
    "set_patience",
    "snooze",
    "take_tile_off",
    "wake",
]
