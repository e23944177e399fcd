"""One function a sheet: a shape in, the bytes of its PDF/A-2b file out."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from officekit.typeset import engine
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
    return engine.compile("register", sheet.as_data(), fonts=fonts, on=on)


def form(sheet: Form, fonts: Fonts, *, on: date) -> bytes:
    return engine.compile("form", sheet.as_data(), fonts=fonts, on=on)


def labels(sheet: Labels, fonts: Fonts, *, on: date) -> bytes:
    return engine.compile("labels", sheet.as_data(), fonts=fonts, on=on)
