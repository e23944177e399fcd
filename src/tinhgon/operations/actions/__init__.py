"""Acts on the installation as a whole. They ask no rule and no actor: whoever runs the command owns the machine."""

from tinhgon.operations.actions.founding import Founder, NotEmptyError, found
from tinhgon.operations.actions.upkeep import back_up, restore, sweep

__all__ = ["Founder", "NotEmptyError", "back_up", "found", "restore", "sweep"]
