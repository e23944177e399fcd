"""Offline packs on this machine's disk, beside the files of papers: what is there when the database is not. A file
appears under its name only when it is whole; packs of more than a week are cleared away."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

FOLDER = "packs"
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class KeptFile:
    name: str
    at: datetime


def keep(agency: str, name: str, content: bytes) -> Path:
    """Put a file where whoever looks after the machine finds it; the same name again is written over."""
    folder = _folder(agency)
    folder.mkdir(parents=True, exist_ok=True)
    part, target = folder / f".{secrets.token_hex(8)}", folder / name
    try:
        with part.open("xb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def kept(agency: str) -> list[KeptFile]:
    """What lies there, the newest first."""
    folder = _folder(agency)
    found = list(folder.glob("du-phong-*")) if folder.is_dir() else []
    files = [KeptFile(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)) for path in found]
    return sorted(files, key=lambda file: (file.at, file.name), reverse=True)


def sweep(agency: str, at: datetime) -> int:
    """Clear away what is older than a week; says how many."""
    old = [file for file in kept(agency) if file.at < at - KEPT]
    for file in old:
        (_folder(agency) / file.name).unlink(missing_ok=True)
    return len(old)


def _folder(agency: str) -> Path:
    return Path(settings.VAR) / FOLDER / agency
