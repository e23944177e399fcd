"""PostgreSQL killed with -9 under a running office: people are told, nothing has to be started by hand, and the same
worker hears of new jobs again."""

import os
import signal
import time
from collections.abc import Callable

import psycopg

from tinhgon.operations.gateways.postgres import EmbeddedPostgres

from .installation import Installation

POLLING_SECONDS = 5.0  # procrastinate's own: a job found sooner, again and again, was heard of


def eventually(condition: Callable[[], bool], patience: float = 180.0) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def seconds_until_done(office: Installation) -> float:
    """A job deferred now, as the office does it, and how long it waits for its worker."""
    begun = time.monotonic()
    with psycopg.connect(office.database_url, autocommit=True) as connection:
        (job,) = connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('default', 'numbering.expire', '{}') RETURNING id"
        ).fetchone()
        assert eventually(
            lambda: (
                connection.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job]).fetchone()
                == ("succeeded",)
            )
        )
    return time.monotonic() - begun


def hears(office: Installation) -> bool:
    """Three jobs in a row begun long before the next polling."""
    return all(seconds_until_done(office) < POLLING_SECONDS / 2 for _ in range(3))


def workers(office: Installation) -> list[int]:
    return [pid for pid, name in office.processes().items() if name == "worker"]


def test_a_killed_database_is_said_and_comes_back(house: Installation) -> None:
    server = EmbeddedPostgres(house.var)
    known = {"Cookie": f"sessionid={'a' * 32}"}
    bearer = {"Authorization": f"Bearer {house.tokens['vanthu']}"}
    assert eventually(lambda: hears(house))
    before = workers(house)

    house.supervisor.send_signal(signal.SIGSTOP)  # nobody starts the database again for now
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    # The server's own processes go when they notice that the first of them is dead.
    assert eventually(lambda: house.answer("/", **known)[0] == 503)
    assert "Đang kết nối lại cơ sở dữ liệu" in house.answer("/", **known)[1]
    assert eventually(lambda: house.answer("/readyz")[0] == 503)
    assert house.answer("/healthz")[0] == 200
    assert eventually(lambda: house.answer("/api/v1/me", **bearer)[0] == 503)

    house.supervisor.send_signal(signal.SIGCONT)
    house.wait_until_ready()
    assert house.answer("/api/v1/me", **bearer)[0] == 200
    assert eventually(lambda: hears(house))
    assert workers(house) == before
