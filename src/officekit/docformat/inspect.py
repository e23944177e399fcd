"""The answer of `inspect`: one JSON object for one file.

Knows the shape other programs rely on (blanks are null, boxes in points from the top left); refuses to print."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from officekit.docformat.fields import FIELDS
from officekit.docformat.guard import UnreadableError
from officekit.docformat.reading import read

NEEDS_RECOGNITION = "needs text recognition"


def inspect(path: str | Path, *, timer: Callable[[], float] = time.perf_counter) -> dict[str, Any]:
    """Fields, confidence and evidence of a file, or its error; `timer` only measures how long it took."""
    started = timer()
    try:
        reading = read(path)
    except UnreadableError as error:
        return {"file": str(path), "error": error.code, "message": error.message}
    if reading.needs_recognition:
        return {"file": str(path), "kind": reading.kind.value, "error": NEEDS_RECOGNITION}
    found = reading.fields
    return {
        "file": str(path),
        "kind": reading.kind.value,
        "fields": {name: _plain(found[name].value) if name in found else None for name in FIELDS},
        "confidence": {name: found[name].confidence if name in found else 0.0 for name in FIELDS},
        "evidence": {
            name: {"page": item.evidence.page, "box": item.evidence.box.as_list(), "text": item.evidence.text}
            for name, item in found.items()
            if item.evidence is not None
        },
        "seconds": round(timer() - started, 4),
    }


def _plain(value: str | int | tuple[str, ...]) -> str | int | list[str]:
    return list(value) if isinstance(value, tuple) else value
