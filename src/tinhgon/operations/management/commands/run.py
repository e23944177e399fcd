"""`tinhgon run`: a whole installation: database, migrations, web and worker under one supervisor.

Knows the order of a start and what recovers by itself. Refuses to start where the port is taken or
where the installation already runs. `demo` is this command with the demonstration organisation.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.exceptions import MigrationSchemaMissing

from tinhgon.operations import queries
from tinhgon.operations.gateways import machine, programs
from tinhgon.operations.gateways.postgres import WEB, EmbeddedPostgres, PostgresError
from tinhgon.operations.gateways.processes import Supervisor, SupervisorError, port_is_free

DATABASE_CHECK_SECONDS = 2.0
DATABASE_RETRY_SECONDS = 10.0


class Command(BaseCommand):
    help = "Database, migrations, web and worker, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *args: Any, **options: Any) -> None:
        self.var = Path(settings.VAR)
        self.server = EmbeddedPostgres(self.var) if os.environ.get("TINHGON_EMBEDDED") else None
        mark = hashlib.sha256(f"{os.getuid()} {self.var}".encode()).hexdigest()[:12]
        self.metrics = machine.shared_memory(f"tinhgon-metrics-{mark}", self.var / "run/metrics")
        self.next_check = 0.0
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # also before the supervisor listens
        supervisor = Supervisor(self.var, tend=self.keep_database)
        try:
            supervisor.claim()
        except SupervisorError as error:  # the database belongs to the other supervisor: leave it alone
            raise CommandError(str(error)) from error
        try:
            if not port_is_free(options["host"], options["port"]):
                raise CommandError(f"port {options['port']} is taken: set another one (make demo PORT=8001)")
            self.prepare(**options)
            self.start(supervisor, options["host"], options["port"])
            supervisor.watch()
        finally:
            supervisor.stop()
            shutil.rmtree(self.metrics, ignore_errors=True)
            if self.server:
                self.server.stop()
        self.stdout.write("stopped; the data is kept")

    def prepare(self, **options: Any) -> None:
        self.check_database()
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except MigrationSchemaMissing as error:
            remedy = "make it the owner: CREATE DATABASE name OWNER role TEMPLATE template0"
            raise CommandError(f"the role of DATABASE_URL may not make tables in its database; {remedy}") from error
        if settings.STATIC_ROOT:
            call_command("collectstatic", interactive=False, verbosity=0)

    def check_database(self) -> None:
        """A server that the user already has may be away, or too old: better said before anything is made in it."""
        version = queries.database_version()
        if version is None:
            raise CommandError("the database does not answer: is its server running, is DATABASE_URL right?")
        if version < queries.OLDEST_POSTGRES:
            raise CommandError(f"PostgreSQL {version} is too old: {queries.OLDEST_POSTGRES} or newer is needed")

    def start(self, supervisor: Supervisor, host: str, port: int) -> None:
        connections.close_all()  # the supervisor itself needs no database any more
        shutil.rmtree(self.metrics, ignore_errors=True)
        self.metrics.mkdir(mode=0o700)
        url = self.server.url(WEB) if self.server else os.environ["DATABASE_URL"]
        log_config = supervisor.run_folder / "web-logging.json"
        log_config.write_text(json.dumps(settings.LOGGING))
        os.environ.setdefault("TINHGON_BASE_URL", f"http://localhost:{port}")
        supervisor.start(programs.web(host, port, url, self.metrics, log_config))
        # procrastinate's own functions write its tables: it works as the web role too
        supervisor.start(programs.worker(url))
        if supervisor.wait_until_ready(f"http://{host}:{port}/readyz"):
            self.announce(f"http://localhost:{port}")
            self.stdout.flush()  # whoever reads through a pipe waits for this line
        elif not supervisor.is_stopping:
            self.stderr.write(f"not ready after a minute: see {supervisor.log_folder}, or run `tinhgon doctor`")

    def announce(self, base_url: str) -> None:
        self.stdout.write(f"TinhGọn: {base_url}   (Ctrl-C stops it; logs: {self.var / 'logs'})")
        if not queries.has_agency():
            command = f"VAR={self.var} {Path(sys.executable).with_name('tinhgon')} found"
            self.stdout.write(
                "Nobody can log in yet. In another terminal, found the first agency and its administrator:\n"
                f"  {command}"
            )
        connections.close_all()

    def keep_database(self) -> None:
        """The embedded server comes back after a kill like any other process; while it cannot (a full disk), web and
        worker stay and say so, and it is tried again."""
        if self.server and time.monotonic() >= self.next_check:
            pause = DATABASE_CHECK_SECONDS
            try:
                self.server.start()
            except (PostgresError, OSError) as error:
                self.stderr.write(f"the database does not start, trying again: {error}")
                pause = DATABASE_RETRY_SECONDS
            self.next_check = time.monotonic() + pause
