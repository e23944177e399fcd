"""Properties of deadlines: working days across holidays and swapped Saturdays, the first deadline never overwritten by
anything that may happen to a task, and both on-time rates against a plain count."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from officekit.workdays import VIETNAM
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.verdict import Refused
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
from tinhgon.tasks import actions, queries, rules
from tinhgon.tasks.choices import COUNTED_STATES, TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.tests.conftest import AT, DUE

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
# Through Tết and the spring holidays of 2026, whose days off and swapped Saturdays are rows.
moments = st.integers(0, 270 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 2, tzinfo=VIETNAM) + timedelta(minutes=minutes)
)


@pytest.fixture
def calendar(province: Any) -> Any:
    return calendars.calendar_for(province.agency("tinhuy").pk, AT.date())


def test_days_are_working_days_whatever_lies_between(calendar: Any) -> None:
    @MANY
    @given(moments, st.integers(1, 45))
    def holds(at: datetime, days: int) -> None:
        due = deadlines.due_moment(f"{days} ngày", at, calendar)
        later = deadlines.due_moment(f"{days + 1} ngày", at, calendar)
        assert due is not None
        assert later is not None
        on, today = localdate(due), localdate(at)
        assert calendar.is_working_day(on)
        assert calendar.working_days_between(today, on) == days
        passed = (today + timedelta(days=n) for n in range(1, (on - today).days + 1))
        assert sum(calendar.is_working_day(day) for day in passed) == days
        assert at < due < later
        assert due == calendar.closing(on)

    holds()


def test_tet_is_not_counted(calendar: Any) -> None:
    """Five working days from the last Friday before Tết Bính Ngọ end after the holiday."""
    before = datetime(2026, 2, 13, 9, 0, tzinfo=VIETNAM)
    due = deadlines.due_moment("5 ngày", before, calendar)
    assert due is not None
    off = [before.date() + timedelta(days=n) for n in range(1, 14)]
    holidays = [day for day in off if day.weekday() < 5 and not calendar.is_working_day(day)]
    assert len(holidays) >= 5
    assert localdate(due) > max(holidays)


ACTS = ("progress", "ask", "grant", "refuse", "done", "send_back", "clarify", "urge", "return", "reassign", "accept")


def test_nothing_overwrites_the_first_deadline(who: Any, principal: Any, paper: Document) -> None:
    head, leader = who("truongphong"), who("lanhdao")
    lead = principal("Phòng Tổng hợp")

    def act(name: str, task: Task, at: datetime, step: int) -> None:
        pk = task.public_id
        until = DUE + timedelta(days=step)
        proof = actions.Attachment(files.pdf(), "a.pdf")
        {
            "progress": lambda: actions.report_progress(head, pk, step * 5 % 100, "a", at),
            "ask": lambda: actions.ask_extension(head, pk, until, "a", at),
            "grant": lambda: actions.decide_extension(leader, pk, True, "", at),
            "refuse": lambda: actions.decide_extension(leader, pk, False, "a", at),
            "done": lambda: actions.report_done(head, pk, "a", at, evidence=proof),
            "send_back": lambda: actions.send_back(leader, pk, "a", at),
            "clarify": lambda: actions.clarify(leader, pk, at, product=f"p{step}", responsibility="", authority=""),
            "urge": lambda: actions.urge(leader, pk, f"{step}", at),
            "return": lambda: actions.return_task(head, pk, "a", at),
            "reassign": lambda: actions.reassign(leader, pk, lead, at),
            "accept": lambda: actions.accept(head, pk, at),
        }[name]()

    @FEW
    @given(st.lists(st.sampled_from(ACTS), min_size=3, max_size=9))
    def holds(names: list[str]) -> None:
        task = actions.create(leader, "Việc", lead, DUE, AT)
        granted = DUE
        for step, name in enumerate(names, 1):
            at = AT + timedelta(hours=step)
            asked = queries.open_extension(task)
            try:
                act(name, task, at, step)
            except Refused:
                continue
            if name == "grant" and asked is not None:
                granted = asked.asked_due_at
            task.refresh_from_db()
            assert task.first_due_at == DUE
            assert task.due_at == granted
            assert task.due_at >= task.first_due_at

    holds()


rows = st.lists(
    st.tuples(
        st.sampled_from([str(state) for state in TaskState]),
        st.one_of(st.none(), st.integers(-9, 9)),  # due, days from now
        st.integers(-9, 0),  # handed in, days from now
    ),
    max_size=25,
)


def test_both_rates_are_a_plain_count(who: Any, principal: Any, province: Any) -> None:
    leader = who("lanhdao")
    pattern = actions.create(leader, "Mẫu", principal("Phòng Tổng hợp"), DUE, AT)

    def task(state: str, due: int | None, reported: int) -> Task:
        handed_in = state in (TaskState.REPORTED, TaskState.COMPLETED)
        return Task(
            agency_id=pattern.agency_id,
            owner_unit_id=pattern.owner_unit_id,
            title="Việc",
            given_by_id=pattern.given_by_id,
            given_by_label="x",
            given_at=AT,
            state=state,
            due_at=None if due is None else AT + timedelta(days=due),
            reported_at=AT + timedelta(days=reported) if handed_in else None,
            reader_ids=pattern.reader_ids,
        )

    @FEW
    @given(rows)
    def holds(found: list[tuple[str, int | None, int]]) -> None:
        Task.objects.exclude(pk=pattern.pk).delete()
        made = Task.objects.bulk_create(task(*row) for row in found)
        counted = [t for t in made if t.state in COUNTED_STATES]
        done = [t for t in counted if t.state == TaskState.COMPLETED]
        late = [t for t in done if rules.is_overdue(t, AT)]
        still_late = [t for t in counted if t.state != TaskState.COMPLETED and rules.is_overdue(t, AT)]
        classes = queries.classes(Task.objects.exclude(pk=pattern.pk), AT)
        assert (classes.done_on_time, classes.done_late) == (len(done) - len(late), len(late))
        assert classes.open_overdue == len(still_late)
        assert classes.total == len(counted)
        on_time = 100 * (len(done) - len(late)) / len(done) if done else None
        fallen_due = len(done) + len(still_late)
        assert classes.on_time_rate == on_time
        assert classes.done_of_due_rate == (100 * len(done) / fallen_due if fallen_due else None)

    holds()
