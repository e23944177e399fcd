"""Kept files on this machine's disk. A file appears under its name only when it is whole and on the disk itself, not
only in memory: a kill or a power cut in the middle of writing leaves a part in a folder apart, which
`sweep_parts` clears away, and never half a paper under the name of the whole one."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage

PARTS = "parts"


class WholeFiles(FileSystemStorage):
    def _save(self, name: str, content: File | IO[bytes]) -> str:
        parts, target = Path(self.location) / PARTS, Path(self.path(name))
        parts.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = parts / secrets.token_hex(16)
        try:
            with part.open("xb") as handle:
                handle.writelines(File(content).chunks())
                handle.flush()
                os.fsync(handle.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        self._sync_folder(target.parent)
        return name

    def sweep_parts(self, before: datetime) -> int:
        """Delete what was begun before a moment and never became a file; says how many."""
        swept = 0
        for part in (Path(self.location) / PARTS).glob("*"):
            if part.stat().st_mtime < before.timestamp():
                part.unlink(missing_ok=True)
                swept += 1
        return swept

    @staticmethod
    def _sync_folder(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
