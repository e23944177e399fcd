"""One function a sheet: a shape in, the bytes of its PDF/A-2b file out. Printouts of what others have typed are always
printed, with a box for a letter the font lacks; an official paper with such a letter is refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from officekit.typeset import engine, letters
from officekit.typeset.manuals import Manual
from officekit.typeset.printouts import Form, Labels, Register
from officekit.typeset.shapes import Paper

Fonts = Path | Sequence[Path]


def paper(sheet: Paper, fonts: Fonts, *, on: date | None = None) -> bytes:
    """An official paper; `on` (the file's date) may be left out when the paper itself is dated."""
    day = on or sheet.dated
    if day is None:
        raise ValueError("A paper without a date needs `on`")
    return engine.compile(f"{sheet.bloc}_paper", sheet.as_data(), fonts=fonts, on=day)


def register(sheet: Register, fonts: Fonts, *, on: date) -> bytes:
    return _printed("register", sheet.as_data(), fonts, on)


def form(sheet: Form, fonts: Fonts, *, on: date) -> bytes:
    return _printed("form", sheet.as_data(), fonts, on)


def labels(sheet: Labels, fonts: Fonts, *, on: date) -> bytes:
    return _printed("labels", sheet.as_data(), fonts, on)


def _printed(template: str, data: dict[str, Any], fonts: Fonts, on: date) -> bytes:
    try:
        return engine.compile(template, data, fonts=fonts, on=on)
    except engine.LettersError:
        return engine.compile(template, letters.boxed(data, fonts), fonts=fonts, on=on)


def manual(sheet: Manual, pictures: Mapping[str, Path], edition: str, fonts: Fonts, *, on: date) -> bytes:
    """A manual to print; `pictures` are its files by the paths of the source, one that has none is left out."""
    data = sheet.as_data({name: _measured(path) for name, path in pictures.items()}, edition)
    return engine.compile("manual", data, fonts=fonts, on=on, root=Path("/"))


def _measured(path: Path) -> dict[str, str | int]:
    with Image.open(path) as image:
        return {"file": str(path.resolve()), "width": image.width, "height": image.height}
