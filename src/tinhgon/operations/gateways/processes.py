"""Keeps the processes of one installation alive: web, worker and whatever else it is given.

Knows how to start, watch, restart with back-off and stop them, and how to clear away what a killed
supervisor left behind. Refuses a second supervisor for the same `$VAR` and a port that is taken.
Decides nothing about what the processes do.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

MARK = "TINHGON_CHILD_OF"  # in the environment of every child: how leftovers are recognised
TICK = 0.2
STEADY_AFTER = 5.0  # a process that lived this long starts again at once
LONGEST_PAUSE = 10.0
GRACE = 20.0
LOG_LIMIT = 20 * 1024 * 1024
PR_SET_PDEATHSIG = 1


class SupervisorError(RuntimeError):
    """The processes cannot be started; the message says what to do."""


@dataclass(frozen=True)
class Program:
    """What to run under which name."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Child:
    program: Program
    process: subprocess.Popen[bytes]
    started: float


def _die_with_parent() -> None:
    """In the child: a supervisor killed with -9 takes its children along (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(leader: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


def port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


class Supervisor:
    """The processes of the installation in `var`; `tend` is called twice a second for anything else."""

    def __init__(self, var: Path, tend: Callable[[], None] = lambda: None) -> None:
        self.var = var.resolve()
        self.tend = tend
        self.run_folder = self.var / "run"
        self.log_folder = self.var / "logs"
        self._children: dict[str, _Child] = {}
        self._waiting: dict[str, tuple[Program, float]] = {}
        self._pauses: dict[str, float] = {}
        self._lock: TextIO | None = None
        self.is_stopping = False

    # -- one supervisor at a time, nothing left over

    def claim(self) -> None:
        """Become the supervisor of this installation and clear away what the last one left."""
        self.run_folder.mkdir(parents=True, exist_ok=True)
        self.log_folder.mkdir(parents=True, exist_ok=True)
        lock = (self.run_folder / "supervisor.lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise SupervisorError(
                f"{self.var} is already running (process {lock.read().strip()}): stop it, or set another VAR"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock
        self._clear_leftovers()

    def leftovers(self) -> list[int]:
        """Living children of an earlier supervisor of this installation."""
        mark = f"{MARK}={self.var}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found

    def _clear_leftovers(self) -> None:
        for number, patience in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
            deadline = time.monotonic() + patience
            for pid in self.leftovers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            while self.leftovers() and time.monotonic() < deadline:
                time.sleep(0.1)

    # -- life

    def start(self, program: Program) -> None:
        environment = {**os.environ, **program.environment, MARK: str(self.var)}
        with self._log(program.name).open("ab") as log:
            process = subprocess.Popen(
                program.command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self._children[program.name] = _Child(program, process, time.monotonic())

    def watch(self) -> None:
        """Until SIGINT or SIGTERM: restart what dies. Then stop everything."""
        previous = {number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            while not self.is_stopping:
                self._tick()
                time.sleep(TICK)
        finally:
            self.stop()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def wait_until_ready(self, url: str, patience: float = 60.0) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and not self.is_stopping:
            self._tick()
            with (
                contextlib.suppress(urllib.error.URLError, OSError),
                urllib.request.urlopen(url, timeout=5) as answer,  # noqa: S310  our own address
            ):
                return bool(answer.status == 200)
            time.sleep(TICK)
        return False

    def stop(self) -> None:
        """Ask every process to end, and end what does not listen."""
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in self._children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self._children.clear()
        self._waiting.clear()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _tick(self) -> None:
        self.tend()
        now = time.monotonic()
        for name, child in list(self._children.items()):
            if child.process.poll() is None:
                continue
            # The leader is gone; its own workers must not keep the port.
            _signal_group(child.process.pid, signal.SIGKILL)
            del self._children[name]
            if now - child.started > STEADY_AFTER:
                self._pauses[name] = 0.0
            pause = self._pauses.get(name, 0.0)
            self._pauses[name] = min(LONGEST_PAUSE, max(0.5, pause * 2))
            self._note(f"{name} ended ({child.process.returncode}), starts again in {pause:g} s")
            self._waiting[name] = (child.program, now + pause)
        for name, (program, due) in list(self._waiting.items()):
            if now >= due:
                del self._waiting[name]
                self.start(program)

    def _note(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def _log(self, name: str) -> Path:
        """The log of a process; a long one makes room for a new one at a start."""
        path = self.log_folder / f"{name}.jsonl"
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".jsonl.1"))
        return path
