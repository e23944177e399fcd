"""An import that is looked at ends whatever happens to it: with what it wrote, or as failed with what to do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhgon.core.accounts.models import User
from tinhgon.organisation import actions, queries
from tinhgon.organisation.models import ImportRun, UnitVersion

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=6)


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=date(2026, 3, 1))


def table(count):
    lines = [f"X{number},Ban số {number},01/03/2026" for number in range(count)]
    return ("Mã đơn vị,Tên đơn vị,Ngày bắt đầu\n" + "\n".join(lines)).encode()


def large(officer):
    return actions.start_import(officer, table(actions.SMALL + 1), "lon.csv", AT, is_dry_run=False)


def told(officer, run):
    found = queries.import_run(officer, run.public_id)
    return found.state, found.report.get("reason", "")


def nothing_written():
    return not UnitVersion.objects.filter(name__startswith="Ban số").exists()


def breaking(error):
    """The database's door fails when units are written."""

    def look(execute, sql, *rest):
        if "unitversion" in sql and sql.startswith("INSERT"):
            raise error
        return execute(sql, *rest)

    return connection.execute_wrapper(look)


def forget_jobs():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'organisation.import_file'")


@pytest.mark.parametrize("count", [1, 301])
def test_an_error_of_the_program_ends_the_run(officer, count):
    with pytest.raises(KeyError), breaking(KeyError("x")):
        started = actions.start_import(officer, table(count), "a.csv", AT, is_dry_run=False)
        actions.perform(started.pk, AT)
    state, reason = told(officer, ImportRun.objects.latest("pk"))
    assert state == "failed"
    assert "chưa ghi gì. Chọn lại tệp và chạy thử" in reason
    assert nothing_written()
    assert queries.import_run(officer, ImportRun.objects.latest("pk").public_id).finished_at == AT


def test_when_the_ground_gives_way_the_job_tries_again(officer):
    run = large(officer)
    with pytest.raises(OperationalError), breaking(OperationalError("the server is away")):
        actions.perform(run.pk, AT)
    assert told(officer, run) == ("running", "")
    assert actions.end_lost_runs(LATER) == 0  # its job waits
    actions.perform(run.pk, LATER, 1)
    assert told(officer, run) == ("done", "")
    assert not nothing_written()


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_run_that_nobody_works_on_is_found(officer, state):
    run = large(officer)
    ImportRun.objects.filter(pk=run.pk).update(state=state)
    assert actions.end_lost_runs(LATER) == 0
    forget_jobs()
    assert actions.end_lost_runs(AT + timedelta(minutes=1)) == 0  # a small file may be being done by a request
    assert actions.end_lost_runs(LATER) == 1
    assert told(officer, run)[0] == "failed"
    assert "dòng đã có được bỏ qua" in told(officer, run)[1]
    assert actions.end_lost_runs(LATER) == 0


def test_a_run_being_done_is_not_lost(officer):
    run = large(officer)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'organisation.import_file'")
    assert ProcrastinateJob.objects.filter(status="doing").exists()
    assert actions.end_lost_runs(LATER) == 0
    assert told(officer, run)[0] == "waiting"


def test_a_file_that_kills_its_workers_is_given_up(officer):
    run = large(officer)
    actions.perform(run.pk, AT, 5)
    state, reason = told(officer, run)
    assert state == "failed"
    assert "Tách tệp" in reason
    assert nothing_written()


def test_what_ended_first_is_not_overwritten(officer):
    """The worker was taken for dead, and comes back after its run was ended."""
    run = large(officer)

    def dead(execute, sql, *rest):
        if "unitversion" in sql and sql.startswith("INSERT"):
            ImportRun.objects.filter(pk=run.pk).update(state="failed", finished_at=LATER)
        return execute(sql, *rest)

    with connection.execute_wrapper(dead):
        actions.perform(run.pk, AT)
    assert told(officer, run)[0] == "failed"


def test_a_locked_account_does_not_go_on_acting(officer):
    run = large(officer)
    day = date(2026, 3, 1)
    assert queries.actor(officer.user_id, day, officer.post_id) is not None
    User.objects.filter(pk=officer.user_id).update(is_active=False)
    assert queries.actor(officer.user_id, day, officer.post_id) is None
    assert queries.posts_of(officer.user_id, day) == []
    actions.perform(run.pk, AT)
    state, reason = told(officer, run)
    assert state == "failed"
    assert "tài khoản đang khóa" in reason
    assert nothing_written()
