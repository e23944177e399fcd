"""`python -m officekit.docformat FILE… [--format json|text]`: prints what `inspect` read.

Exit 0 when every file was read, 2 when one could not be."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from officekit.docformat.inspect import inspect


def as_text(result: dict[str, Any]) -> str:
    """One field a line, for people."""
    lines = [f"{result['file']}"]
    if "error" in result:
        return "\n".join([*lines, f"  ! {result.get('message', result['error'])}"])
    for name, value in result["fields"].items():
        shown = "; ".join(value) if isinstance(value, list) else value
        sure = f"  ({result['confidence'][name]:.0%})" if value is not None else ""
        lines.append(f"  {name:<14} {'–' if shown is None else shown}{sure}")
    return "\n".join(lines)


def main(argv: Sequence[str]) -> int:
    """Read each file and print it; the return value is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m officekit.docformat", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=("json", "text"), default="json")
    options = parser.parse_args(argv)
    status = 0
    for path in options.files:
        result = inspect(path)
        if "error" in result:
            status = 2
        line = json.dumps(result, ensure_ascii=False) if options.format == "json" else as_text(result)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
