"""Acts of the desk: putting work off, and one act on many items of the queue."""

from tinhgon.desk.actions.many import MANY, Many, ManyReport, Words, do_many
from tinhgon.desk.actions.putting_off import snooze, wake

__all__ = ["MANY", "Many", "ManyReport", "Words", "do_many", "snooze", "wake"]
