"""The ground the benchmarks stand on: an embedded server under `$VAR/bench`, kept between runs, with one database for
each number of papers; and how a result is measured and printed. The first 10,000 papers are made by the demonstration's
generator, more are an archive in the tables that lists and search read (archive.py). Run by itself it makes the
databases. BENCH_PAPERS is the size, 100,000 papers if not said."""

import contextlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import archive
import django
import psycopg
from psycopg import sql

from tinhgon.core.actor import Actor
from tinhgon.operations.gateways.postgres import ADMIN, OWNER, EmbeddedPostgres

FOLDER = Path(os.environ.get("VAR", "var")).resolve() / "bench"
PAPERS = int(os.environ.get("BENCH_PAPERS", "100000"))
FEW = 10_000
# Of a whole paper; letterhead, bases, recipients and signature are 130 of them.
WORDS = 300
BODY = WORDS - 130
DAYS = 365
PASSWORD = "mat-khau-de-do"  # noqa: S105  of an office that only benchmarks enter


class Ground:
    """The running server; `use` points Django at the database with so many papers, made at the first call."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self.server = server
        self.database = ""

    @property
    def url(self) -> str:
        return self.server.url(OWNER, self.database)

    def use(self, papers: int) -> None:
        self._turn_to(_name(papers))
        if not self._exists(self.database):
            self._make(papers)
        if self.database not in _migrated:
            _migrate()
            _migrated.add(self.database)

    @contextlib.contextmanager
    def copy(self, papers: int) -> Iterator[None]:
        """Django pointed at a copy, for benchmarks that write; the copy is dropped afterwards."""
        self.use(papers)
        original, copy = self.database, f"{_name(papers)}_copy_{os.getpid()}"
        self._close()
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", copy, original)
        self._turn_to(copy)
        try:
            yield
        finally:
            self._turn_to(original)
            self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)

    def _make(self, papers: int) -> None:
        """Filled under another name first: killed half-way, it is made again."""
        from django.utils import timezone

        from tinhgon.operations.demo import organisation
        from tinhgon.operations.demo import papers as demo

        name, partial = self.database, f"{self.database}_making"
        if papers > FEW:
            self.use(FEW)
            self._close()
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", partial)
        self._execute("CREATE DATABASE {} TEMPLATE {}", partial, _name(FEW) if papers > FEW else "template1")
        self._turn_to(partial)
        started = time.perf_counter()
        if papers > FEW:
            archive.grow(self.server.url(ADMIN, partial), papers // FEW, BODY)
        else:
            archive.progress(f"{papers} papers are made by the generator of the demonstration")
            _migrate()
            organisation.build(PASSWORD)
            demo.load(papers, timezone.now() - timedelta(hours=1), None, days=DAYS, words=BODY)
        took = time.perf_counter() - started
        self._close()
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        self._execute("ALTER DATABASE {} RENAME TO {}", partial, name)
        self._turn_to(name)
        say("ground", papers=papers, value=round(papers / took), unit="papers loaded a second")

    def _turn_to(self, database: str) -> None:
        from django.db import connections

        self._close()
        connections["default"].settings_dict["NAME"] = self.database = database

    @staticmethod
    def _close() -> None:
        from django.db import connections

        connections.close_all()

    def _exists(self, database: str) -> bool:
        with psycopg.connect(self.server.url(OWNER, "postgres")) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        return found is not None

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server.url(OWNER, "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


_migrated: set[str] = set()


def _name(papers: int) -> str:
    return f"papers_{papers}_of_{WORDS}_words"


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


@contextlib.contextmanager
def stand() -> Iterator[Ground]:
    """The server started (or joined) and Django set up on it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with EmbeddedPostgres(FOLDER).running() as server:
        os.environ["VAR"] = str(FOLDER)
        os.environ["QUARANTINE_KEYS"] = str(FOLDER / "keys")
        os.environ["DATABASE_URL"] = server.url(OWNER, "postgres")
        os.environ["LOG_LEVEL"] = "ERROR"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tinhgon.config.settings.demo"
        django.setup()
        yield Ground(server)


def actor(username: str, office: str) -> Actor:
    """Somebody of the demonstration today, in the post held in the office."""
    from django.utils import timezone

    from tinhgon.core.accounts.models import User
    from tinhgon.core.identity.models import Agency
    from tinhgon.organisation import queries

    day = timezone.localdate()
    user = User.objects.get(username=f"{username}.{office}")
    agency = Agency.objects.get(key=office)
    post = next(post for post in queries.posts_of(user.pk, day) if post.agency_id == agency.pk)
    found = queries.actor(user.pk, day, post.principal_id)
    if found is None:
        raise SystemExit(f"{username}.{office} holds no post on {day}")
    return found


def milliseconds(work: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times


def side_by_side(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians in milliseconds, one call of each in turn, so that a busy machine slows both alike."""
    ours(), bare()
    pairs = [(milliseconds(ours, 1)[0], milliseconds(bare, 1)[0]) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def say(benchmark: str, **fields: Any) -> None:
    sys.stdout.write(json.dumps({"benchmark": benchmark, **fields}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def compare(benchmark: str, value: float, baseline: float, reach: str, **more: Any) -> None:
    """One result with its baseline; `reach` is a bound of the ratio: "<= 1.3" or ">= 0.15"."""
    ratio = value / baseline if baseline else 0.0
    bound = float(reach.split()[1])
    reached = ratio <= bound if reach.startswith("<=") else ratio >= bound
    say(
        benchmark,
        value=round(value, 3),
        baseline=round(baseline, 3),
        ratio=round(ratio, 3),
        reach=reach,
        reached=reached,
        **more,
    )


def main() -> None:
    with stand() as ground:
        for papers in sorted({FEW, PAPERS}):
            ground.use(papers)
            say("ground", papers=papers, value="ready")


if __name__ == "__main__":
    main()
