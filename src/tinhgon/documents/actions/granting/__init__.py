"""Reading for a time: asked for by one person, approved by another, ended by its time or earlier, every opening written
down (office-practice A 2, A 3)."""

from tinhgon.documents.actions.granting.asking import NewCase, ask_emergency, open_case, withdraw_grant
from tinhgon.documents.actions.granting.deciding import approve_grant, refuse_grant
from tinhgon.documents.actions.granting.ending import close_expired, compile_rest, end_grant
from tinhgon.documents.actions.granting.opening import note_reading

__all__ = [
    "NewCase",
    "approve_grant",
    "ask_emergency",
    "close_expired",
    "compile_rest",
    "end_grant",
    "note_reading",
    "open_case",
    "refuse_grant",
    "withdraw_grant",
]
