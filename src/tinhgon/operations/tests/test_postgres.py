"""The embedded server in a `$VAR` of its own: first start, kill, abandoned state, roles."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tinhgon.operations.gateways import postgres
from tinhgon.operations.gateways.postgres import OWNER, WEB, EmbeddedPostgres


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path_factory.mktemp("var"))
    server.start()
    yield server
    server.remove()


def test_a_second_start_joins(server: EmbeddedPostgres) -> None:
    assert server.start() is False


def test_looking_after_it_leaves_no_lines_in_its_log(server: EmbeddedPostgres) -> None:
    before = (server.state / "server.log").read_text()
    assert server.is_running()
    assert "does not exist" not in (server.state / "server.log").read_text().removeprefix(before)


def test_the_web_role_can_write_rows_and_nothing_else(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE paper (id bigint GENERATED ALWAYS AS IDENTITY, title text)")
    with psycopg.connect(server.url(WEB), autocommit=True) as web:
        web.execute("INSERT INTO paper (title) VALUES ('Công văn')")
        assert web.execute("SELECT title FROM paper").fetchone() == ("Công văn",)
        for forbidden in (
            "TRUNCATE paper",
            "DROP TABLE paper",
            "ALTER TABLE paper ADD x int",
            "CREATE TABLE x ()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(forbidden)


def test_a_kill_loses_nothing_acknowledged(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert server.start() is True
    with psycopg.connect(server.url(OWNER)) as owner:
        assert owner.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_on_a_full_disk_it_says_so_at_once_and_starts_when_there_is_room(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.stop()
    with monkeypatch.context() as full:
        full.setattr(postgres, "LEAST_ROOM", 1 << 60)
        with pytest.raises(postgres.PostgresError, match="đã đầy: giải phóng chỗ"):
            server.start()
    assert server.start() is True


def test_a_half_made_cluster_is_made_again(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "var", durable=False)
    server.data.with_suffix(".tmp").mkdir(parents=True)
    (server.data.with_suffix(".tmp") / "PG_VERSION").write_text("18")
    server.pointer.parent.mkdir(exist_ok=True)
    server.pointer.write_text(f"{server.state}\n")
    try:
        server.start()
        with psycopg.connect(server.url(WEB)) as web:
            assert web.execute("SELECT current_user").fetchone() == (WEB,)
    finally:
        server.remove()


def test_the_number_of_a_stranger_in_the_pid_file_is_not_killed(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    server.data.mkdir(parents=True)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    server.stop()
    (server.data / "postmaster.pid").unlink()
    server.data.rmdir()
    server.remove()


def test_a_deleted_var_does_not_bring_old_data_back(tmp_path: Path) -> None:
    var = tmp_path / "var"
    server = EmbeddedPostgres(var, durable=False)
    server.start()
    with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE old ()")
    shutil.rmtree(var)  # as root the cluster itself lives elsewhere
    try:
        EmbeddedPostgres(var, durable=False).start()
        with psycopg.connect(server.url(OWNER)) as owner:
            assert owner.execute("SELECT to_regclass('old')").fetchone() == (None,)
    finally:
        server.remove()
