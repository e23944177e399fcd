"""Acts on the duty roster and the ladders, and the calling itself."""

from tinhgon.roster.actions.calling import watch
from tinhgon.roster.actions.keeping import NewShift, add_shift, set_ladder, withdraw_shift
from tinhgon.roster.actions.sheets import SheetErrors, import_shifts

__all__ = ["NewShift", "SheetErrors", "add_shift", "import_shifts", "set_ladder", "watch", "withdraw_shift"]
