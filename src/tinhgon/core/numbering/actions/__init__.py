"""Numbers of books: the next one, and what else becomes of one."""

from tinhgon.core.numbering.actions.by_hand import ByHand, leave_out, record_by_hand
from tinhgon.core.numbering.actions.holding import close, expire, insert, mark_elsewhere, reserve, void
from tinhgon.core.numbering.actions.taking import ENTRY, NUMBER, PRINTED, take, take_into, take_number

__all__ = [
    "ENTRY",
    "NUMBER",
    "PRINTED",
    "ByHand",
    "close",
    "expire",
    "insert",
    "leave_out",
    "mark_elsewhere",
    "record_by_hand",
    "reserve",
    "take",
    "take_into",
    "take_number",
    "void",
]
