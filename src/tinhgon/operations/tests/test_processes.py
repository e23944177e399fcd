"""The process supervisor with real processes."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tinhgon.operations.gateways.processes import Program, Supervisor, SupervisorError, port_is_free

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
# A supervisor in a process of its own, whose child starts a grandchild and prints nothing.
HOUSE = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from tinhgon.operations.gateways.processes import Program, Supervisor
    supervisor = Supervisor(Path(sys.argv[1]))
    supervisor.claim()
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    supervisor.start(Program("web", [sys.executable, "-c", child]))
    print("started", flush=True)
    supervisor.watch()
    """
)


def eventually(condition: Callable[[], bool], patience: float = 120.0) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def house(tmp_path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", HOUSE, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    observer = Supervisor(tmp_path)
    assert eventually(lambda: len(observer.leftovers()) == 2)
    return process


def test_a_dead_child_is_started_again(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path)
    supervisor.claim()
    supervisor.start(Program("worker", SLEEPER))
    (first,) = supervisor.leftovers()
    os.kill(first, signal.SIGKILL)

    def came_back() -> bool:
        supervisor._tick()
        return supervisor.leftovers() not in ([], [first])

    assert eventually(came_back)
    supervisor.stop()
    assert supervisor.leftovers() == []


def test_a_second_supervisor_is_refused(tmp_path: Path, house: "subprocess.Popen[str]") -> None:
    with pytest.raises(SupervisorError, match="already running"):
        Supervisor(tmp_path).claim()
    house.terminate()
    assert house.wait(120) == 0


def test_ctrl_c_stops_children_and_grandchildren(tmp_path: Path, house: "subprocess.Popen[str]") -> None:
    house.send_signal(signal.SIGINT)
    assert house.wait(120) == 0
    assert Supervisor(tmp_path).leftovers() == []


def test_what_a_killed_supervisor_leaves_is_cleared_by_the_next(tmp_path: Path, house: "subprocess.Popen[str]") -> None:
    house.kill()
    house.wait()
    assert eventually(lambda: len(Supervisor(tmp_path).leftovers()) == 1)  # the child died with its parent
    successor = Supervisor(tmp_path)
    successor.claim()
    assert successor.leftovers() == []


def test_a_taken_port_is_seen() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not port_is_free("127.0.0.1", taken.getsockname()[1])


def test_ready_means_an_answer_of_200(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path)
    assert not supervisor.wait_until_ready("http://127.0.0.1:9/readyz", patience=0.3)
