"""The answer of `inspect`: one JSON object for one file.

Knows the shape other programs rely on (blanks are null, boxes in points from the top left) and its command line:
exit 0 when every file was read, 2 when one could not be. It refuses databases and settings."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from officekit.docformat.fields import FIELDS
from officekit.docformat.guard import MESSAGES, UnreadableError
from officekit.docformat.reading import Converter, read

NEEDS_RECOGNITION = "needs text recognition"


def inspect(
    path: str | Path, *, timer: Callable[[], float] = time.perf_counter, converter: Converter | None = None
) -> dict[str, Any]:
    """Fields, confidence and evidence of a file, or its error; `timer` only measures how long it took."""
    started = timer()
    try:
        reading = read(path, converter=converter)
    except UnreadableError as error:
        return {"file": str(path), "error": error.code}
    except Exception:
        return {"file": str(path), "error": "damaged"}
    if reading.needs_recognition:
        return {"file": str(path), "error": NEEDS_RECOGNITION}
    found = reading.fields
    return {
        "file": str(path),
        "kind": reading.kind.value,
        "fields": {name: _plain(found[name].value) if name in found else None for name in FIELDS},
        "confidence": {name: found[name].confidence if name in found else 0.0 for name in FIELDS},
        "evidence": {
            name: {"page": item.evidence.page, "box": item.evidence.box.as_list(), "text": item.evidence.text}
            for name, item in found.items()
            if name in FIELDS and item.evidence is not None
        },
        "seconds": round(timer() - started, 4),
    }


def _plain(value: str | int | tuple[str, ...]) -> str | int | list[str]:
    return list(value) if isinstance(value, tuple) else value


def as_text(result: dict[str, Any]) -> str:
    """One field a line, for people."""
    lines = [f"{result['file']}"]
    if "error" in result:
        return "\n".join([*lines, f"  ! {MESSAGES.get(result['error'], result['error'])}"])
    for name, value in result["fields"].items():
        shown = "; ".join(value) if isinstance(value, list) else value
        sure = f"  ({result['confidence'][name]:.0%})" if value is not None else ""
        lines.append(f"  {name:<14} {'–' if shown is None else shown}{sure}")
    return "\n".join(lines)


def main(argv: Sequence[str], converter: Converter | None = None) -> int:
    """Read each file and print it; the return value is the exit status."""
    parser = argparse.ArgumentParser(prog="inspect", description="Reads the fields of papers and prints them.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=("json", "text"), default="json")
    options = parser.parse_args(argv)
    status = 0
    for path in options.files:
        result = inspect(path, converter=converter)
        if "error" in result:
            status = 2
        line = json.dumps(result, ensure_ascii=False) if options.format == "json" else as_text(result)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return status
