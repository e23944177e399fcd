"""Gives the tests a PostgreSQL server: the embedded one under `$VAR/test`, unless DATABASE_URL names another.

Several runs may share the server (TINHGON_TEST_DB keeps their databases apart); the last one to
leave stops it. The settings module is named here and not in pyproject.toml, because pytest-django
would import the settings before this file could say where the database is.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer

from tinhgon.operations.gateways.postgres import OWNER, EmbeddedPostgres

if TYPE_CHECKING:
    from django.test import Client

    from tinhgon.core.actor import Actor
    from tinhgon.core.identity.models import Agency
    from tinhgon.organisation.models import IssuingBody, Post, Unit

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


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: pytest.FixtureRequest,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """Every test finds the demonstration organisation (no papers) in the database, built once a run.

    pytest-django's own makes only the databases that marked tests ask for, and `committed` asks without a mark.
    """
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        from tinhgon.core.identity.models import Agency
        from tinhgon.operations.demo import organisation

        keeps = django_db_keepdb and not django_db_createdb
        made = setup_databases(verbosity=0, interactive=False, keepdb=keeps)
        if not Agency.objects.exists():
            organisation.build(PASSWORD)
        connections.close_all()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


PASSWORD = "mat-khau-de-thu"


class Province:
    """The demonstration organisation as tests ask for it: people by username (`vanthu.tinhuy`, `chuyenvien.ubnd`)."""

    password = PASSWORD

    def actor(self, username: str, on: date | None = None, office: str | None = None) -> Actor:
        """The actor of a user, in the post held in `office` (an agency key) when there are several."""
        from django.utils import timezone

        from tinhgon.core.accounts.models import User
        from tinhgon.organisation import queries

        day = on or timezone.localdate()
        user = User.objects.get(username=username)
        posts = queries.posts_of(user.pk, day)
        agency = self.agency(office).pk if office else None
        chosen = next((p.principal_id for p in posts if agency in (None, p.agency_id)), None)
        found = queries.actor(user.pk, day, chosen)
        assert found is not None
        return found

    def agency(self, key: str) -> Agency:
        from tinhgon.core.identity.models import Agency

        return Agency.objects.get(key=key)

    def post(self, username: str) -> Post:
        """The main post of a user."""
        from tinhgon.organisation.models import Post

        return Post.objects.filter(appointments__person__principal__user__username=username).order_by("pk")[0]

    def unit(self, agency_key: str, name: str) -> Unit:
        from tinhgon.organisation.models import Unit

        return Unit.objects.get(agency__key=agency_key, versions__name=name)

    def body(self, agency_key: str) -> IssuingBody:
        from tinhgon.organisation.models import IssuingBody

        return IssuingBody.objects.get(agency__key=agency_key)

    def client(self, username: str) -> Client:
        """A browser's client logged in as a user."""
        from django.test import Client

        from tinhgon.core.accounts.models import User

        client = Client()
        client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def province(db: None) -> Province:
    return Province()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Province]:
    """A copy of the database for tests whose transactions really commit (threads, servers, killed processes).

    Django's own way, truncating every table, is refused by the append-only history.
    """
    from django.db import connections

    with django_db_blocker.unblock():
        original = connections["default"].settings_dict["NAME"]
        _copy_database(original, f"{original}_copy")
        try:
            yield Province()
        finally:
            _drop_database(original, f"{original}_copy")


def _maintenance(database: str, *statements: str) -> None:
    from django.db import connections

    connections.close_all()
    settings_dict = connections["default"].settings_dict
    settings_dict["NAME"] = "postgres"
    with connections["default"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connections.close_all()
    settings_dict["NAME"] = database


def _copy_database(original: str, copy: str) -> None:
    _maintenance(
        copy, f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)', f'CREATE DATABASE "{copy}" TEMPLATE "{original}"'
    )


def _drop_database(original: str, copy: str) -> None:
    _maintenance(original, f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


@pytest.fixture
def until_awaited() -> Callable[[], None]:
    """Call it in an open transaction: it returns when another one waits for a lock of this one."""
    from django.db import connection

    def wait() -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT EXISTS (SELECT FROM pg_locks"
                    " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
                )
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.02)
        raise AssertionError("nobody waits for this transaction")

    return wait


class _OfficeServer(ThreadedWSGIServer):
    """Closing waits for the answers that are on their way: a thread that outlives its test would find the database
    dropped, or open the one that the next test copies."""

    daemon_threads = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sockets: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        request, address = super().get_request()
        self.sockets.add(request)
        return request, address

    def close_request(self, request: socket.socket) -> None:
        self.sockets.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        for waiting in list(self.sockets):
            with contextlib.suppress(OSError):  # gone in this moment
                waiting.shutdown(socket.SHUT_RD)  # nothing more is asked; what is being answered is answered
        super().server_close()


@pytest.fixture
def web_handler() -> Callable[..., Any]:
    """What stands between the server and Django."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    return StaticFilesHandler


@pytest.fixture
def server(committed: Province, web_handler: Callable[..., Any]) -> Iterator[str]:
    """The address of the office, served by a thread on the committed database, for browsers and API clients."""
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("localhost", web_handler)
    thread.server_class = _OfficeServer
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()
