"""Reminders before and after deadlines, once per cause, and the daily digest. Letters go out through a job that is
enqueued in the same transaction."""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from officekit.workdays import Calendar
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.notices import actions as notices
from tinhgon.core.notices.choices import Subject
from tinhgon.core.notices.models import Notice
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import queries
from tinhgon.tasks.actions import rows
from tinhgon.tasks.choices import Boundary
from tinhgon.tasks.models import Task
from tinhgon.tasks.queries import reminders

# Working days before (positive) and after (negative) the deadline on which somebody is reminded.
BEFORE, AFTER = (3, 1, 0), (1, 3, 5)


@transaction.atomic
def remind(at: datetime) -> int:
    """Remind of every deadline that is near or gone; the same cause never twice. Returns how many tasks."""
    tasks = list(queries.due_reminders(at))
    on = localdate(at)
    told = reminders.told_by(tasks, on)
    calendars_of: dict[int, Calendar] = {}
    count = 0
    letters: list[tuple[set[int], str, str, Task]] = []
    for task in tasks:
        if task.agency_id not in calendars_of:
            calendars_of[task.agency_id] = calendars.calendar_for(task.agency_id, on)
        cause = _cause(task, calendars_of[task.agency_id], at)
        if cause is None:
            continue
        key, words, is_late = cause
        is_givers = is_late and task.boundary != Boundary.RECEIVED
        to = set(told[task.pk]) | ({task.given_by.principal_id} if is_givers else set())
        new = to - _already(task, key)
        if new:
            rows.tell(task, new, "reminder", words, key, at)
            letters.append((new, words, key, task))
            count += 1
    _write(letters, on, at)
    return count


def _cause(task: Task, calendar: Calendar, at: datetime) -> tuple[str, str, bool] | None:
    """Why somebody is reminded now: (key, words, late or not). The key carries the deadline, so that an extended
    one reminds anew."""
    if task.due_at is None:
        return None
    stamp = f"{task.due_at.timestamp():.0f}"
    today, due_on = localdate(at), localdate(task.due_at)
    if at > task.due_at:
        gone = calendar.working_days_between(due_on, today)
        step = max((days for days in AFTER if gone >= days), default=None)
        if step is None:
            return f"late:0:{stamp}", "Vừa quá hạn", True
        return f"late:{step}:{stamp}", f"Quá hạn {gone} ngày", True
    left = calendar.working_days_between(today, due_on)
    step = min((days for days in BEFORE if left <= days), default=None)
    if step is None:
        return None
    due = f"{localtime(task.due_at):%H:%M %d/%m}"
    return f"due:{step}:{stamp}", f"Đến hạn trong ngày, {due}" if left <= 0 else f"Còn {left} ngày, hạn {due}", False


def _already(task: Task, key: str) -> set[int]:
    return set(Notice.objects.filter(cause=f"task:{task.pk}:{key}"[:120]).values_list("to_id", flat=True))


def _write(letters: list[tuple[set[int], str, str, Task]], on: date, at: datetime) -> None:
    addresses = organisation.addresses({p for to, *_ in letters for p in to}, on)
    for to, words, _, task in letters:
        title = "Nhiệm vụ hạn chế" if task.is_restricted else task.title
        link = settings.BASE_URL + reverse("tasks:task", args=[task.public_id])
        written = [
            notices.Letter(person, address, f"{words}: {title}", f"{words}\n\n{title}\n\n{link}\n")
            for person, address in sorted({found for p in to for found in addresses.get(p, [])})
        ]
        notices.write(written, Subject.REMINDER, at)


@transaction.atomic
def digest(at: datetime) -> int:
    """One letter a working day to everybody with open work: overdue, today, soon. Returns how many letters."""
    on = localdate(at)
    people = queries.duties(on)
    calendars_of: dict[int, Calendar] = {}
    count = 0
    for person in people:
        home = person.tasks[0].agency_id
        if home not in calendars_of:
            calendars_of[home] = calendars.calendar_for(home, on)
        if not calendars_of[home].is_working_day(on):
            continue
        lines = list(_digest_lines(person.tasks, at))
        if not lines:
            continue
        title = f"Việc cần làm ngày {on:%d/%m/%Y}"
        text = f"Kính gửi đồng chí {person.name},\n\n" + "\n".join(lines) + "\n"
        count += notices.write([notices.Letter(person.person_id, person.email, title, text)], Subject.DIGEST, at)
    return count


def _digest_lines(tasks: list[Task], at: datetime) -> Iterator[str]:
    on = localdate(at)
    groups: dict[str, list[Task]] = {"Quá hạn": [], "Đến hạn hôm nay": [], "Đến hạn trong 7 ngày": []}
    for task in tasks:
        if task.due_at is None or task.due_at > at + reminders.AHEAD:
            continue
        name = "Quá hạn" if task.due_at < at else "Đến hạn hôm nay" if localdate(task.due_at) == on else ""
        groups[name or "Đến hạn trong 7 ngày"].append(task)
    for name, rows_ in groups.items():
        if rows_:
            yield f"{name} ({len(rows_)})"
            for task in rows_:
                title = "Nhiệm vụ hạn chế" if task.is_restricted else task.title
                yield f"  - {localtime(task.due_at):%H:%M %d/%m}  {title}"
            yield ""
