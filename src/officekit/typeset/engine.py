"""Typst behind one function: a template of this package and plain data in, the bytes of a PDF/A-2b file out.

It knows how to keep one compiler per template and font set alive, and refuses everything that is less
than a clean result: a warning (an unknown font family is only a warning to Typst) is an error here, and so
is a letter the fonts cannot draw.
"""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import typst

from officekit.typeset import coverage

TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
REQUIRED_FONTS: Final = (
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
)
# Liberation 1.x carries the same names and lacks 98 Vietnamese letters, these among them.
_TELLING_LETTERS: Final = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹƠơƯưĐđ"

_lock = threading.Lock()
_compilers: dict[tuple[str, tuple[str, ...], Path], typst.Compiler] = {}


class TypesetError(Exception):
    """The paper cannot be drawn as asked; the message says what Typst found wrong."""


class LettersError(TypesetError):
    """The text has letters that the fonts cannot draw."""


class FontsMissingError(TypesetError):
    """None of the given folders holds the four faces of Liberation Serif 2."""


def find_fonts(candidates: Iterable[Path | str]) -> Path:
    """Return the first folder that holds Liberation Serif 2 with all Vietnamese letters."""
    tried: list[str] = []
    for candidate in candidates:
        folder = Path(candidate)
        tried.append(str(folder))
        if all(coverage.draws(folder / name, _TELLING_LETTERS) for name in REQUIRED_FONTS):
            return folder
    raise FontsMissingError(
        "Liberation Serif 2 (Debian package fonts-liberation2) not found in: " + ", ".join(tried or ["-"])
    )


def compile(
    template: str, data: Mapping[str, Any], *, fonts: Path | Sequence[Path], on: date, root: Path = TEMPLATES
) -> bytes:
    """Typeset `data` with `templates/<template>.typ`; `on` becomes the date in the file's metadata. A template that
    shows pictures finds them, and itself, below `root`."""
    folders = (fonts,) if isinstance(fonts, Path) else tuple(fonts)
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "on": json.dumps({"year": on.year, "month": on.month, "day": on.day}),
    }
    with _lock:  # a compiler holds its inputs between calls, so two threads must not share a call
        compiler = _compiler(template, tuple(str(folder) for folder in folders), root)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards="a-2b", sys_inputs=inputs, timestamp=moment
            )
        except RuntimeError as error:
            words = _explain(error)
            raise (LettersError if "could not be displayed" in words else TypesetError)(words) from error
    if warnings:
        raise TypesetError("; ".join(_explain(warning) for warning in warnings))
    if not isinstance(pdf, bytes):
        raise TypesetError("Typst returned no single PDF file")
    # An incremental update (a signature) must start on a line of its own, or PDF/A breaks.
    return pdf if pdf.endswith(b"\n") else pdf + b"\n"


def _compiler(template: str, folders: tuple[str, ...], root: Path) -> typst.Compiler:
    key = (template, folders, root)
    if key not in _compilers:
        source = TEMPLATES / f"{template}.typ"
        if source.parent != TEMPLATES or not source.is_file():
            raise TypesetError(f"No such template: {template}")
        _compilers[key] = typst.Compiler(
            str(source), root=str(root), font_paths=list(folders), ignore_system_fonts=True
        )
    return _compilers[key]


def _explain(problem: object) -> str:
    message = str(getattr(problem, "message", "") or problem)
    place = [str(getattr(problem, "diagnostic", "") or "").strip()]
    hints = getattr(problem, "hints", None) or []
    return " — ".join(part for part in [message, *map(str, hints), *place] if part)
