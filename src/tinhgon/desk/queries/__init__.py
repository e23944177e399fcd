"""What needs a person now, over all posts held: decisions, work, the clerical desk and its day; who holds a paper."""

from tinhgon.desk.queries.clerical import Clerical, clerical
from tinhgon.desk.queries.decisions import Decisions, decisions, kind_of_step, nav_counts
from tinhgon.desk.queries.end_of_day import EndOfDay, end_of_day
from tinhgon.desk.queries.holding import Held, holding
from tinhgon.desk.queries.items import Item, Kind
from tinhgon.desk.queries.queue import KINDS, Queue, item_of, items_of, queue
from tinhgon.desk.queries.snoozed import Snoozed, snoozed, snoozed_of_others
from tinhgon.desk.queries.standing import cause, patience, standing
from tinhgon.desk.queries.tiles import TileRow, Tiles, tiles
from tinhgon.desk.queries.waiting import Waiting, waiting
from tinhgon.desk.queries.work import Work, work

__all__ = [
    "KINDS",
    "Clerical",
    "Decisions",
    "EndOfDay",
    "Held",
    "Item",
    "Kind",
    "Queue",
    "Snoozed",
    "TileRow",
    "Tiles",
    "Waiting",
    "Work",
    "cause",
    "clerical",
    "decisions",
    "end_of_day",
    "holding",
    "item_of",
    "items_of",
    "kind_of_step",
    "nav_counts",
    "patience",
    "queue",
    "snoozed",
    "snoozed_of_others",
    "standing",
    "tiles",
    "waiting",
    "work",
]
