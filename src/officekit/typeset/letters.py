"""What is printed of texts that others have typed: a letter the paper's font cannot draw becomes a box, so that one
picture letter in one subject does not keep the register of a whole day from being printed. Signs that only steer how a
line runs are left out. Knows the regular face of the fonts, refuses to guess at any other."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from officekit.typeset import coverage

BOX: Final = "□"
_FACE: Final = "LiberationSerif-Regular.ttf"


def boxed(data: Any, fonts: Path | Sequence[Path]) -> Any:
    """The data of a sheet with a box for every letter that cannot be drawn."""
    if isinstance(data, str):
        return "".join(_shown(letter, fonts) for letter in data)
    if isinstance(data, Mapping):
        return {key: boxed(value, fonts) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [boxed(value, fonts) for value in data]
    return data


def undrawn(data: Any, fonts: Path | Sequence[Path]) -> list[str]:
    """The letters that cannot be drawn, each once, as they come."""
    if isinstance(data, str):
        return list(dict.fromkeys(letter for letter in data if _shown(letter, fonts) != letter))
    inner = data.values() if isinstance(data, Mapping) else data if isinstance(data, list | tuple) else ()
    return list(dict.fromkeys(letter for value in inner for letter in undrawn(value, fonts)))


def _shown(letter: str, fonts: Path | Sequence[Path]) -> str:
    if letter in "\n\t " or " " < letter < "\x7f":
        return letter
    # Marks of direction, joiners, variants of pictures: nothing to draw.
    if unicodedata.category(letter) in ("Cf", "Cc", "Cs") or "\ufe00" <= letter <= "\ufe0f":
        return ""
    folders = (fonts,) if isinstance(fonts, Path) else tuple(fonts)
    return letter if _draws(folders, letter) else BOX


@cache
def _draws(folders: tuple[Path, ...], letter: str) -> bool:
    return any(coverage.draws(folder / _FACE, letter) for folder in folders)
