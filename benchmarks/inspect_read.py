"""Reading a two-page PDF with all fields, against PDFium opening it and taking its text, in the same run.

Prints one JSON line per measurement. `python benchmarks/inspect_read.py [FILE]`; without a file it draws one."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from officekit import docformat
from officekit.docformat.tests import sheets

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))


def _drawn() -> bytes:
    first = sheets.state_head().centred(298, 150, "QUYẾT ĐỊNH", "b").centred(298, 168, "Về việc đo tốc độ", "b")
    for line in range(29):
        first.body(215 + 20 * line, f"Điều {line + 1}. Nội dung của điều này")
    second = sheets.Sheet()
    for line in range(24):
        second.body(60 + 20 * line, f"Khoản {line + 1}. Nội dung của khoản này")
    return sheets.pdf(first, sheets.foot(second, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Lâm"))


def _bare(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    letters = sum(len(page.get_textpage().get_text_range()) for page in document)
    document.close()
    return letters


def _milliseconds(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    """Interleaves both sides, so that a busy machine slows them alike."""
    data = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else _drawn()
    docformat.read(data)
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(5):
        bare += _milliseconds(lambda: _bare(data))
        ours += _milliseconds(lambda: docformat.read(data))
    baseline, result = statistics.median(bare), statistics.median(ours)
    lines: list[dict[str, object]] = [
        {"bench": "inspect_read", "side": "baseline: open and text", "ms": round(baseline, 2), "letters": _bare(data)},
        {"bench": "inspect_read", "side": "fields, evidence, text", "ms": round(result, 2), "rounds": len(ours)},
        {"bench": "inspect_read", "ratio": round(result / baseline, 2)},
    ]
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
