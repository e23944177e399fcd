"""A job whose worker died goes to another one; a job of a living worker is left alone."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhgon.core.jobs import actions, jobs

pytestmark = pytest.mark.django_db


def taken_by_a_worker(seconds_since_heartbeat: int) -> int:
    """A deferred job in the hands of a worker that was last heard of some seconds ago."""
    actions.defer("tasks.mail", to="a@b.invalid", subject="s", text="t")
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
