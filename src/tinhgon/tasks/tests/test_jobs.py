"""Reminders once per cause, letters through the queue, the digest, the feed, the moving of a unit's tasks."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from officekit.workdays import VIETNAM
from tinhgon.core.audit.models import Event
from tinhgon.core.notices import jobs as notices
from tinhgon.core.notices.models import Notice
from tinhgon.core.succession.choices import MOVABLES
from tinhgon.core.succession.models import Handover
from tinhgon.tasks import actions, jobs, queries
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.tests.conftest import AT, DUE


@pytest.fixture
def given(who: Any, principal: Any) -> Task:
    return actions.create(who("truongphong"), "Tổng hợp số liệu", principal("chuyenvien"), DUE, AT, request_key="c")


def reminders(principal_id: int) -> list[str]:
    return list(
        Notice.objects.filter(to_id=principal_id, kind="reminder").order_by("id").values_list("text", flat=True)
    )


def letters() -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name="notices.mail").order_by("id").values_list("args", flat=True))


def test_before_and_after_the_deadline_once_per_cause(given: Task, principal: Any) -> None:
    doer, giver = principal("chuyenvien"), principal("truongphong")
    assert actions.remind(AT) == 0  # five working days left
    for at, count in (
        (DUE - timedelta(days=2), 1),
        (DUE - timedelta(days=2) + timedelta(hours=1), 0),
        (DUE - timedelta(days=1), 1),
        (DUE - timedelta(hours=2), 1),
        (DUE + timedelta(hours=1), 1),
        (DUE + timedelta(hours=2), 0),
        (DUE + timedelta(days=1), 1),
        (DUE + timedelta(days=5), 1),
    ):
        assert actions.remind(at) == count, at
    assert [text.split(":")[0].split(",")[0] for text in reminders(doer)] == [
        "Còn 2 ngày", "Còn 1 ngày", "Đến hạn trong ngày", "Vừa quá hạn", "Quá hạn 1 ngày", "Quá hạn 3 ngày",
    ]  # fmt: skip
    assert len(reminders(giver)) == 3
    assert len(letters()) == 9
    assert not reminders(principal("chuyenvien2"))


def test_a_job_that_runs_twice_tells_once(given: Task, principal: Any) -> None:
    at = int((DUE + timedelta(hours=1)).timestamp())
    jobs.remind(at)
    jobs.remind(at)
    assert len(reminders(principal("chuyenvien"))) == 1


def test_handed_in_is_not_reminded(given: Task) -> None:
    Task.objects.update(state=TaskState.REPORTED)
    assert actions.remind(DUE + timedelta(days=1)) == 0


def test_an_extended_deadline_reminds_anew(given: Task, principal: Any) -> None:
    actions.remind(DUE - timedelta(days=1))
    Task.objects.update(due_at=DUE + timedelta(days=7))
    actions.remind(DUE + timedelta(days=6))
    assert len(reminders(principal("chuyenvien"))) == 2


def test_a_letter_is_sent(given: Task) -> None:
    actions.remind(DUE + timedelta(hours=1))
    for arguments in letters():
        notices.mail(**arguments)
    assert sorted(m.to[0] for m in mail.outbox) == ["chuyenvien@tinhuy.invalid", "truongphong@tinhuy.invalid"]
    assert "Tổng hợp số liệu" in mail.outbox[0].body


def test_the_digest_says_what_is_due_on_working_days_only(given: Task) -> None:
    morning = DUE.astimezone(VIETNAM).replace(hour=7, minute=0)
    assert actions.digest(morning) == 1
    (letter,) = letters()
    assert letter["to"] == "chuyenvien@tinhuy.invalid"
    assert "Đến hạn hôm nay (1)" in letter["text"]
    assert "17:00 11/03  Tổng hợp số liệu" in letter["text"]
    saturday = morning + timedelta(days=3)
    assert actions.digest(saturday) == 0


def test_the_feed_shows_the_owner_s_deadlines_only(given: Task, who: Any) -> None:
    secret = actions.renew_feed(who("chuyenvien"), AT)
    assert queries.feed(secret, AT.date()) == [given]
    other = actions.renew_feed(who("chuyenvien2"), AT)
    assert queries.feed(other, AT.date()) == []
    newer = actions.renew_feed(who("chuyenvien"), AT)
    assert queries.feed(secret, AT.date()) is None
    assert queries.feed(newer, AT.date()) == [given]


def test_open_tasks_of_a_unit_move_with_their_journal(given: Task, province: Any, who: Any, principal: Any) -> None:
    old, new = province.unit("tinhuy", "Phòng Tổng hợp"), province.unit("tinhuy", "Ban Tổ chức Tỉnh ủy")
    finished = actions.create(who("truongphong"), "Xong rồi", principal("chuyenvien"), DUE, AT)
    Task.objects.filter(pk=finished.pk).update(state=TaskState.COMPLETED)
    movable = MOVABLES["tasks"]
    assert movable.owned([old.pk, new.pk]) == {old.pk: 1}
    assert movable.hand_over(old.pk, new.pk, AT, "Phương án", "plan:1") == 1
    given.refresh_from_db()
    finished.refresh_from_db()
    assert (given.owner_unit, given.lead_post, finished.owner_unit) == (new, None, old)
    assert new.principal_id in given.reader_ids
    journal = Handover.objects.get(kind="tasks")
    assert (journal.object_id, journal.from_principal_id, journal.to_principal_id, journal.at) == (
        given.pk,
        old.principal_id,
        new.principal_id,
        AT,
    )
    assert queries.task_for(who("truongbtc"), given.public_id) == given
    assert Event.objects.exists()
