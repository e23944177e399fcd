"""An empty installation: the doctor says that nobody can log in, `tinhgon found` changes it, once."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from psycopg import sql

from tinhgon.operations import actions

GIVEN = {
    "name": "Uỷ ban nhân dân tỉnh Bình Sơn",
    "short_name": "UBND tỉnh",
    "key": "ubnd",
    "bloc": "state",
    "level": "province",
    "person": "Nguyễn Văn An",
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation with an empty database on the tests' server."""
    name = f"{os.environ.get('TINHGON_TEST_DB', 'test')}_founding"
    parts = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {
            **os.environ,
            "DATABASE_URL": parts._replace(path=f"/{name}").geturl(),
            "DJANGO_SETTINGS_MODULE": "tinhgon.config.settings.demo",
            "VAR": str(tmp_path / "var"),
        }
        server.execute(drop)


def tinhgon(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tinhgon", *arguments]
    return subprocess.run(
        command, env=environment, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def part(environment: dict[str, str], name: str) -> dict[str, Any]:
    report = json.loads(tinhgon(environment, "doctor", "--json").stdout)
    return next(part for part in report["parts"] if part["part"] == name)


def flags(given: dict[str, str]) -> list[str]:
    return [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]


def test_the_first_administrator_comes_in(empty: dict[str, str]) -> None:
    assert tinhgon(empty, "migrate", "--verbosity", "0").returncode == 0
    assert part(empty, "organisation")["remedy"] == "tinhgon found"
    lacking = tinhgon(empty, "found", *flags(GIVEN | {"person": ""}))
    assert (lacking.returncode, "--person" in lacking.stderr) == (1, True)
    told = tinhgon(empty, "found", *flags(GIVEN))
    assert told.returncode == 0, told.stderr
    assert "annv.ubnd" in told.stdout
    assert re.search(r"mật khẩu lần đầu: +\w{4}-\w{4}-\w{4} ", told.stdout)
    assert part(empty, "organisation")["state"] == "ok"
    assert part(empty, "audit chain")["state"] == "ok"
    again = tinhgon(empty, "found", *flags(GIVEN | {"key": "khac"}))
    assert (again.returncode, "there is an agency already" in again.stderr) == (1, True)


@pytest.mark.django_db
def test_a_living_installation_founds_nothing() -> None:
    with pytest.raises(actions.NotEmptyError):
        actions.found(actions.Founder(**GIVEN, rule_set="nd30"), timezone.localdate(), timezone.now())


@pytest.mark.parametrize(("name", "value"), [("bloc", "army"), ("key", "Có dấu")])
def test_what_is_not_understood_is_refused(name: str, value: str) -> None:
    with pytest.raises(CommandError):
        call_command("found", **GIVEN | {name: value})
