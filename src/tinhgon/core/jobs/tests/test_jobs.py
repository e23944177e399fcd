"""A job whose worker died goes to another one; a job of a living worker is left alone."""

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from tinhgon.core.jobs import actions, jobs
from tinhgon.core.jobs.gateways import connector

pytestmark = pytest.mark.django_db


def taken_by_a_worker(seconds_since_heartbeat: int) -> int:
    """A deferred job in the hands of a worker that was last heard of some seconds ago."""
    actions.defer("notices.mail", to="a@b.invalid", subject="s", text="t")
    job = ProcrastinateJob.objects.latest("id")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds_since_heartbeat],
        )
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job.pk])
    return int(job.pk)


@pytest.mark.parametrize(("seconds", "status"), [(3600, "todo"), (0, "doing")])
def test_stalled_jobs_are_tried_again(seconds: int, status: str) -> None:
    job = taken_by_a_worker(seconds)
    async_to_sync(jobs.retry_stalled.func)(timestamp=0)
    assert ProcrastinateJob.objects.get(pk=job).status == status


def job(attempts: int) -> Job:
    row = {"id": 1, "status": "doing", "queue": "default", "priority": 0, "lock": None, "queueing_lock": None}
    return Job(**row, task_name="notices.mail", attempts=attempts)


@pytest.mark.parametrize("error", [OSError(28, "no space left on device"), OperationalError("the server is away")])
def test_jobs_outlive_the_ground_giving_way(error: Exception) -> None:
    strategy = connector.GroundRetry()
    assert strategy.get_retry_decision(exception=error, job=job(0)) is not None
    assert strategy.get_retry_decision(exception=error, job=job(connector.MOST_ATTEMPTS)) is None


def test_an_error_of_the_program_is_not_tried_again() -> None:
    assert connector.GroundRetry().get_retry_decision(exception=KeyError("x"), job=job(0)) is None


def test_tasks_with_a_word_of_their_own_keep_it() -> None:
    own = app.tasks["notices.mail"].retry_strategy
    connector.retry_when_the_ground_gives_way()
    assert app.tasks["notices.mail"].retry_strategy is own
    assert app.tasks["jobs.retry_stalled"].retry_strategy is None
