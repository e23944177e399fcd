"""Backup and restore: the drill with the real schema, and archives that must be refused."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tinhgon.operations.gateways import archive
from tinhgon.operations.gateways.postgres import EmbeddedPostgres

NAMES = ("drill_one", "drill_two")


def url_of(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def programs() -> archive.Programs:
    server = EmbeddedPostgres(Path(settings.VAR))
    return archive.Programs(server.binary("pg_dump"), server.binary("pg_restore"))


@pytest.fixture
def databases() -> Iterator[tuple[str, str]]:
    """Two empty databases on the tests' server."""
    prefix = os.environ.get("TINHGON_TEST_DB", "test")
    names = [f"{prefix}_{name}" for name in NAMES]
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        for name in names:
            identifier = sql.Identifier(name)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        yield url_of(names[0]), url_of(names[1])
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def tinhgon(var: Path, url: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "VAR": str(var), "DATABASE_URL": url}
    environment["DJANGO_SETTINGS_MODULE"] = "tinhgon.config.settings.demo"
    command = [sys.executable, "-m", "tinhgon", *map(str, arguments)]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)


def rows(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        counts = {}
        for (name,) in names:
            row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
            counts[name] = row[0] if row else 0
    return counts


@pytest.mark.django_db
def test_restore_drill(tmp_path: Path, databases: tuple[str, str], programs: archive.Programs) -> None:
    first, second = databases
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "files/ab").mkdir(parents=True)
    schema = tmp_path / "schema.tar"
    archive.write(schema, url_of(settings.DATABASES["default"]["NAME"]), tmp_path / "none", programs, "2026-07-01")
    archive.read(schema, first, tmp_path / "none", programs, with_rights=True)
    with psycopg.connect(first) as connection:
        connection.execute("INSERT INTO django_session VALUES ('kept', 'phiên làm việc', now())")
    (here / "files/ab/cdef").write_bytes("Công văn số 15".encode())

    saved = tinhgon(here, first, "backup", tmp_path / "backup.tar")
    assert saved.returncode == 0, saved.stderr
    restored = tinhgon(there, second, "restore", tmp_path / "backup.tar")
    assert restored.returncode == 0, restored.stderr

    assert json.loads(restored.stdout)["files"] == 1
    assert rows(second) == rows(first)
    assert (there / "files/ab/cdef").read_bytes() == "Công văn số 15".encode()
    again = tinhgon(there, second, "restore", tmp_path / "backup.tar")
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_a_damaged_archive_is_refused(tmp_path: Path, databases: tuple[str, str], programs: archive.Programs) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/paper").write_bytes(b"0123456789" * 1000)
    whole = tmp_path / "whole.tar"
    archive.write(whole, databases[0], tmp_path / "files", programs, "2026-07-01")
    assert archive.verify(whole)["files"] == 1

    changed, cut = tmp_path / "changed.tar", tmp_path / "cut.tar"
    changed.write_bytes(whole.read_bytes().replace(b"0123456789", b"012345678x", 1))
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    for damaged in (changed, cut):
        with pytest.raises(archive.ArchiveError):
            archive.verify(damaged)


def test_a_failed_dump_leaves_no_archive(tmp_path: Path, programs: archive.Programs) -> None:
    target = tmp_path / "backup.tar"
    with pytest.raises(archive.ArchiveError, match="pg_dump failed"):
        archive.write(target, url_of("no_such_database"), tmp_path / "files", programs, "2026-07-01")
    assert list(tmp_path.iterdir()) == []
