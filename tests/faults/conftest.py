"""Offices for the tests of faults."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tinhgon.operations.gateways.postgres import EmbeddedPostgres

from .installation import Installation, environment_in, running


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """On the tests' own server, as with a server that the user already has."""
    name = f"{os.environ.get('TINHGON_TEST_DB', 'test')}_faults"
    parts = urlsplit(os.environ["DATABASE_URL"])
    url = parts._replace(path=f"/{name}").geturl()
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        with running(environment_in(tmp_path) | {"DATABASE_URL": url}, url) as office:
            yield office
        server.execute(drop)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Installation]:
    """With an embedded server of its own, which the supervisor watches too."""
    environment = environment_in(tmp_path) | {"DATABASE_URL": ""}
    server = EmbeddedPostgres(Path(environment["VAR"]), durable=False)  # until its first kill: quick to fill
    server.start()
    try:
        with running(environment, server.url()) as office:
            yield office
    finally:
        server.remove()
