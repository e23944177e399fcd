"""Where the tests look for fonts; a machine without Liberation Serif 2 cannot print, so its tests fail."""

import os
from pathlib import Path

from officekit.typeset import find_fonts

_KNOWN = (
    *filter(None, os.environ.get("TINHGON_FONTS", "").split(os.pathsep)),
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/liberation-serif",
)
FONTS: Path = find_fonts(_KNOWN)
