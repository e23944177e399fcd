"""The archive of an installation: one tar file with the database dump, the stored files and their check sums.

Knows pg_dump, pg_restore and the layout of the archive. Refuses an archive that is damaged or made
for another program, before anything is written; writes an archive beside and renames it when whole.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = "tinhgon-backup-1"
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
BLOCK = 1024 * 1024


class ArchiveError(RuntimeError):
    """The archive cannot be made or used; the message says why."""


@dataclass(frozen=True)
class Programs:
    """Where pg_dump and pg_restore are."""

    dump: Path
    restore: Path


def write(target: Path, database_url: str, files: Path, programs: Programs, made_at: str) -> dict[str, object]:
    """Dump first, then files: stored files are only ever added, so that every row finds its file."""
    partial = target.with_name(target.name + ".partial")
    sums: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / DUMP
        _call([programs.dump, "--format=custom", "--no-owner", "--file", dump, database_url])
        with tarfile.open(partial, "w") as archive:
            _add(archive, dump, DUMP, sums)
            for path in _stored(files):
                _add(archive, path, f"{FILES}/{path.relative_to(files).as_posix()}", sums)
            manifest = {"format": FORMAT, "made_at": made_at, "sha256": sums}
            data = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    partial.chmod(0o600)
    with partial.open("rb") as handle:
        os.fsync(handle.fileno())
    partial.replace(target)
    return {"files": len(sums) - 1, "bytes": target.stat().st_size, "made_at": made_at}


def verify(source: Path) -> dict[str, object]:
    """Every member is read once and compared with the manifest."""
    try:
        with tarfile.open(source) as archive:
            found = {name: _sum(stream) for name, stream in _members(archive)}
            stream = archive.extractfile(MANIFEST)
            manifest = json.load(stream) if stream else {}
    except (tarfile.TarError, KeyError, EOFError, ValueError) as error:
        raise ArchiveError(f"{source} is not a whole backup of TinhGọn: {error}") from error
    found.pop(MANIFEST, None)
    if manifest.get("format") != FORMAT or found != manifest["sha256"]:
        raise ArchiveError(f"{source} is damaged: its content differs from its manifest")
    return {"files": len(found) - 1, "made_at": manifest["made_at"]}


def read(source: Path, database_url: str, files: Path, programs: Programs, *, with_rights: bool) -> None:
    """Files first (an extra file does no harm), then the database in one transaction."""
    files.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=files.parent) as folder:
        dump = Path(folder) / DUMP
        with tarfile.open(source) as archive:
            for name, stream in _members(archive):
                if name == DUMP:
                    _save(stream, dump)
                elif name.startswith(f"{FILES}/"):
                    _save(stream, files / name.removeprefix(f"{FILES}/"))
        rights = [] if with_rights else ["--no-privileges"]
        options = ["--single-transaction", "--exit-on-error", "--no-owner", *rights]
        _call([programs.restore, *options, "--dbname", database_url, dump])


def _stored(files: Path) -> Iterator[Path]:
    for path in sorted(files.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def _add(archive: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    with path.open("rb") as stream:
        sums[name] = _sum(stream)
        stream.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size = os.fstat(stream.fileno()).st_size
        archive.addfile(entry, stream)


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in archive:
        path = PurePosixPath(member.name)
        if not member.isreg() or path.is_absolute() or ".." in path.parts:
            raise tarfile.TarError(f"unexpected member {member.name}")
        stream = archive.extractfile(member)
        if stream:
            yield member.name, stream


def _sum(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := stream.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _save(stream: IO[bytes], target: Path) -> None:
    """Beside, then rename: a kill leaves no half file under a whole file's name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    with partial.open("wb") as handle:
        while block := stream.read(BLOCK):
            handle.write(block)
    partial.replace(target)


def _call(command: list[object]) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd="/")
    if done.returncode != 0:
        raise ArchiveError(f"{Path(words[0]).name} failed: {done.stderr[-2000:]}")
