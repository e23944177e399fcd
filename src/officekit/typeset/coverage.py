"""Does a TrueType file draw a given letter? Reads the `cmap` table (format 4) and nothing else of a font."""

import struct
from pathlib import Path


def draws(path: Path, letters: str) -> bool:
    """True when the font at `path` has a glyph for every one of `letters` (Basic Multilingual Plane)."""
    try:
        data = path.read_bytes()
        table = _unicode_subtable(data)
        return table is not None and all(_glyph(data, table, ord(letter)) for letter in letters)
    except (OSError, struct.error, IndexError):
        return False


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _unicode_subtable(data: bytes) -> int | None:
    for index in range(_u16(data, 4)):
        record = 12 + 16 * index
        if data[record : record + 4] != b"cmap":
            continue
        start = _u32(data, record + 8)
        for entry in range(_u16(data, start + 2)):
            subtable = start + _u32(data, start + 4 + 8 * entry + 4)
            if _u16(data, subtable) == 4:
                return subtable
    return None


def _glyph(data: bytes, table: int, code: int) -> int:
    size = _u16(data, table + 6)  # twice the number of segments
    ends, starts = table + 14, table + 16 + size
    deltas, offsets = starts + size, starts + 2 * size
    for at in range(0, size, 2):
        if _u16(data, ends + at) < code:
            continue
        first = _u16(data, starts + at)
        if first > code:
            return 0
        delta, offset = _u16(data, deltas + at), _u16(data, offsets + at)
        if offset == 0:
            return (code + delta) & 0xFFFF
        found = _u16(data, offsets + at + offset + 2 * (code - first))
        return (found + delta) & 0xFFFF if found else 0
    return 0
