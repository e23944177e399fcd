"""Gives the tests a PostgreSQL server: the embedded one under `$VAR/test`, unless DATABASE_URL names another.

Several runs may share the server (TINHGON_TEST_DB keeps their databases apart); the last one to
leave stops it. The settings module is named here and not in pyproject.toml, because pytest-django
would import the settings before this file could say where the database is.
"""

import fcntl
import os
from pathlib import Path
from typing import TextIO

import pytest
from django.conf import settings

from tinhgon.operations.gateways.postgres import OWNER, EmbeddedPostgres

_server: EmbeddedPostgres | None = None
_guests: TextIO | None = None


def _start_server() -> None:
    global _server, _guests
    var = Path(os.environ.get("VAR", "var")).resolve() / "test"
    var.mkdir(parents=True, exist_ok=True)
    _guests = (var / "guests.lock").open("w")
    fcntl.flock(_guests, fcntl.LOCK_SH)
    _server = EmbeddedPostgres(var, durable=False)
    _server.start()
    os.environ["DATABASE_URL"] = _server.url(OWNER, os.environ.get("TINHGON_TEST_DB", "test"))


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhgon.config.settings.test")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's sync API runs an event loop
    if not os.environ.get("DATABASE_URL"):
        _start_server()
    settings.DATABASES  # noqa: B018  loads the settings: pytest-django, next in turn, sets Django up only then


def pytest_unconfigure(config: pytest.Config) -> None:
    if _server is None or _guests is None:
        return
    try:
        fcntl.flock(_guests, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:  # somebody else is still testing
        return
    _server.stop()
