"""An office of its own, started as an operator does: migrated, peopled, web and worker under the supervisor."""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tinhgon.operations.gateways.api_client import ApiClient
from tinhgon.operations.gateways.processes import Supervisor

LONGEST_CALM = 1.0
PATIENCE = 120.0  # of a client whose request was cut off
TINHGON = [sys.executable, "-m", "tinhgon"]


@dataclass
class Installation:
    environment: dict[str, str]
    database_url: str
    base_url: str
    tokens: dict[str, str]
    recipient: int
    supervisor: "subprocess.Popen[bytes]"

    @property
    def var(self) -> Path:
        return Path(self.environment["VAR"])

    def seat(self, name: str) -> ApiClient:
        return ApiClient(self.base_url, self.tokens[name], PATIENCE)

    def processes(self) -> dict[int, str]:
        """Everything that runs under the supervisor: the worker, the web server's master and its processes."""
        found = {}
        for pid in Supervisor(self.var).leftovers():
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                found[pid] = "worker" if b"worker" in words else "web"
        return found

    def kill_one(self, rng: random.Random) -> str:
        """In the middle of work; says which it was."""
        self.wait_until_ready()
        time.sleep(rng.uniform(0.0, LONGEST_CALM))
        while not (living := self.processes()):  # the web server has just given up, the worker waits its turn
            time.sleep(0.1)
        pid = rng.choice(sorted(living))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return living[pid]

    def answer(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of a plain GET, whatever they are; 0 for no answer."""
        request = urllib.request.Request(f"{self.base_url}{path}", headers=headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.answer("/readyz")[0] != 200:
            if time.monotonic() > deadline:
                pytest.fail("the installation is not ready")
            time.sleep(0.1)


def free_port() -> int:
    """Below those that the kernel hands out, so that nobody is given it before the server has it."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


def environment_in(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tinhgon.config.settings.demo",
        "LOG_LEVEL": "ERROR",
        "QUARANTINE_KEYS": str(folder / "keys"),
        "VAR": str(folder / "var"),
    }


@contextlib.contextmanager
def running(environment: dict[str, str], database_url: str) -> Iterator[Installation]:
    making = environment | {"DATABASE_URL": database_url}
    subprocess.run([*TINHGON, "migrate", "--verbosity", "0"], env=making, check=True)
    people = [sys.executable, str(Path(__file__).with_name("office.py"))]
    made = json.loads(subprocess.run(people, env=making, check=True, stdout=subprocess.PIPE).stdout)
    port = free_port()
    command = [*TINHGON, "run", "--port", str(port)]
    supervisor = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    base_url = f"http://127.0.0.1:{port}"
    office = Installation(environment, database_url, base_url, made["tokens"], made["recipient"], supervisor)
    try:
        office.wait_until_ready()
        yield office
    finally:
        supervisor.send_signal(signal.SIGCONT)  # a test may have stopped it
        supervisor.terminate()
        supervisor.wait(60)
