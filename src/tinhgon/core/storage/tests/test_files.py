"""Kept files and the quarantine when the machine lets them down: a full disk, a kill in the middle of writing."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tinhgon.core.storage import rules
from tinhgon.core.storage.gateways.files import PARTS, WholeFiles
from tinhgon.core.storage.gateways.quarantine import Quarantine

NAME = "blobs/ab/cd/abcd"
LARGE = os.urandom(300_000)
NOW = datetime.now(UTC)


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def make_older(path: Path, hours: int) -> None:
    moment = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing over 100 kB can be written: as a full disk, without one. No fixture: the runner's own report is written
    between a test and the end of its fixtures, and may be a long file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def files(tmp_path: Path) -> WholeFiles:
    return WholeFiles(tmp_path / "files")


@pytest.fixture
def quarantine(tmp_path: Path) -> Quarantine:
    return Quarantine(tmp_path / "quarantine", tmp_path / "keys")


def test_a_file_is_kept_under_its_name(files: WholeFiles) -> None:
    assert files.save(NAME, ContentFile(LARGE)) == NAME
    assert files.open(NAME).read() == LARGE
    assert everything_in(Path(files.location)) == [Path(files.path(NAME))]


def test_a_full_disk_leaves_no_half_file(files: WholeFiles) -> None:
    with full_disk(), pytest.raises(OSError) as refused:
        files.save(NAME, ContentFile(LARGE))
    assert rules.is_no_room(refused.value)
    assert everything_in(Path(files.location)) == []


def test_what_a_kill_left_is_swept_after_a_while(files: WholeFiles) -> None:
    files.save(NAME, ContentFile(LARGE))
    parts = Path(files.location) / PARTS
    for name in ("left", "being-written"):
        (parts / name).write_bytes(b"half")
    make_older(parts / "left", hours=2)
    make_older(Path(files.path(NAME)), hours=2)
    assert files.sweep_parts(NOW - timedelta(hours=1)) == 1
    assert {path.name for path in everything_in(Path(files.location))} == {"being-written", "abcd"}


def test_a_full_disk_leaves_nothing_in_quarantine(quarantine: Quarantine, tmp_path: Path) -> None:
    with full_disk(), pytest.raises(OSError) as refused:
        quarantine.put(LARGE)
    assert rules.is_no_room(refused.value)
    assert everything_in(tmp_path) == []


def test_only_what_nobody_waits_for_is_swept_from_quarantine(quarantine: Quarantine, tmp_path: Path) -> None:
    waiting, forgotten, fresh = (quarantine.put(content) for content in (b"a", b"b", b"c"))
    half = quarantine.folder / f"{'0' * 32}.part"
    half.write_bytes(b"cipher text cut off")
    (quarantine.keys / ("0" * 32)).write_bytes(b"key")
    (quarantine.keys / "of-another-installation").write_bytes(b"key")
    for path in (quarantine.folder / waiting, quarantine.folder / forgotten, half):
        make_older(path, hours=2)
    assert quarantine.sweep({waiting}, NOW - timedelta(hours=1)) == 2
    assert {path.name for path in quarantine.folder.iterdir()} == {waiting, fresh}
    assert {path.name for path in quarantine.keys.iterdir()} == {waiting, fresh, "of-another-installation"}
    assert quarantine.read(waiting) == b"a"


def test_other_errors_are_not_a_full_disk() -> None:
    assert not rules.is_no_room(FileNotFoundError(2, "no"))
    assert not rules.is_no_room(None)
