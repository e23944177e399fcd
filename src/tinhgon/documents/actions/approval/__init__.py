"""A draft on its way up: the office's route becomes rounds of steps, each step one post's word, and at the end the
signature by hand with its scan as evidence. Knows no fixed chain: routes are rows (law 2)."""

from tinhgon.documents.actions.approval.deciding import approve, pull_back, send_back
from tinhgon.documents.actions.approval.preparing import prepare_opinion
from tinhgon.documents.actions.approval.rounds import move_on_late
from tinhgon.documents.actions.approval.signing import HandSignature, sign_by_hand
from tinhgon.documents.actions.approval.submitting import Added, add_step, submit

__all__ = [
    "Added",
    "HandSignature",
    "add_step",
    "approve",
    "move_on_late",
    "prepare_opinion",
    "pull_back",
    "send_back",
    "sign_by_hand",
    "submit",
]
