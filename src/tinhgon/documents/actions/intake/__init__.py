"""Papers coming in: files at the door, the number in the book, corrections, return, end of handling."""

from tinhgon.documents.actions.intake.drawing import draw_pages
from tinhgon.documents.actions.intake.ending import present, refuse
from tinhgon.documents.actions.intake.fields import BadFields, IncomingFields
from tinhgon.documents.actions.intake.filing import correct_some, register_file
from tinhgon.documents.actions.intake.inviting import MeetingFields, set_meeting
from tinhgon.documents.actions.intake.registering import (
    Duplicate,
    correct,
    register_arrived,
    register_incoming,
)
from tinhgon.documents.actions.intake.suspects import Suspected, claim_not_secret, release, wipe, wipe_expired
from tinhgon.documents.actions.intake.uploads import (
    declare_secret,
    discard_upload,
    receive_upload,
)

__all__ = [
    "BadFields",
    "Duplicate",
    "IncomingFields",
    "MeetingFields",
    "Suspected",
    "claim_not_secret",
    "correct",
    "correct_some",
    "declare_secret",
    "discard_upload",
    "draw_pages",
    "present",
    "receive_upload",
    "refuse",
    "register_arrived",
    "register_file",
    "register_incoming",
    "release",
    "set_meeting",
    "wipe",
    "wipe_expired",
]
