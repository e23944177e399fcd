"""Numbers of books: the next one, and what else becomes of one."""

from tinhgon.core.numbering.actions.holding import close, expire, insert, mark_elsewhere, reserve, void
from tinhgon.core.numbering.actions.taking import ENTRY, NUMBER, PRINTED, take, take_into, take_number

__all__ = [
    "ENTRY",
    "NUMBER",
    "PRINTED",
    "close",
    "expire",
    "insert",
    "mark_elsewhere",
    "reserve",
    "take",
    "take_into",
    "take_number",
    "void",
]
