"""Rows locked for an act, and what follows from one: the paper's handling columns, the readers, the notices. The paper
is locked before its tasks, always, so that no two acts wait for each other."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from tinhgon.core.actor import Actor
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused
from tinhgon.documents import lifecycle as papers
from tinhgon.documents.actions import handling
from tinhgon.tasks import queries
from tinhgon.tasks.choices import COUNTED_STATES, OPEN_STATES, Boundary, TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.queries import reminders


def locked(actor: Actor, public_id: uuid.UUID) -> Task:
    """A task the actor may see, locked with its paper, its parent and its row across the boundary: papers first, then
    tasks, each by age. Raises Refused (`not_found`) for everybody else."""
    task = queries.task_for(actor, public_id)
    if task is None:
        raise Refused("Không tìm thấy nhiệm vụ, hoặc đồng chí không có quyền xem.", code="not_found")
    both = [row for row in (task, queries.counterpart(task)) if row is not None]
    for pk, home in sorted({(row.document.pk, row.document.agency_id) for row in both if row.document is not None}):
        papers.locked(pk, home)
    parents = {row.parent_id for row in both if row.parent_id is not None}
    list(Task.objects.select_for_update(of=("self",)).filter(pk__in=parents).order_by("pk"))
    rows = {row.pk: row for row in _rows().filter(pk__in=[row.pk for row in both]).order_by("pk")}
    return rows[task.pk]


def across(task: Task) -> Task | None:
    """The row of a locked task on the other side of the boundary, locked with it."""
    found = queries.counterpart(task)
    return _rows().get(pk=found.pk) if found is not None else None


def _rows() -> QuerySet[Task]:
    joined = ("given_by", "lead_post", "document", "owner_unit", "parent", "parent__given_by", "origin")
    return Task.objects.select_for_update(of=("self",)).select_related(*joined)


def follow_document(task: Task, at: datetime, *, with_due: bool = False) -> None:
    """Bring the paper's progress in line with its main tasks; done when all of them are recognised."""
    if task.document is None:
        return
    main = list(
        Task.objects.filter(document=task.document, parent=None, state__in=COUNTED_STATES)
        .select_related("lead_post", "owner_unit", "given_by")
        .order_by("id")
    )
    still_open = [t for t in main if t.state in OPEN_STATES]
    dues = [t.due_at for t in main if t.due_at is not None]
    handling.set_progress(
        task.document.agency_id,
        task.document.pk,
        progress=sum(t.progress for t in main) // len(main) if main else 0,
        is_done=bool(main) and not still_open,
        at=at,
        due_at=max(dues) if with_due and dues else None,
        waits_for_id=waits_for(still_open[0]) if still_open else _giver(task, main),
    )


def _giver(task: Task, main: list[Task]) -> int | None:
    """Returned work waits for who gave it, when he is of this agency."""
    return None if main or task.boundary == Boundary.RECEIVED else task.given_by.principal_id


def waits_for(task: Task) -> int:
    """Whose move it is: the giver's once the work is handed in, else the post's or the unit's."""
    if task.state == TaskState.REPORTED and task.boundary != Boundary.RECEIVED:
        return task.given_by.principal_id
    return task.lead_post.principal_id if task.lead_post is not None else task.owner_unit.principal_id


def compile_readers(task: Task, extra: Iterable[int] = ()) -> None:
    """Giver, doer, participants, and who answers for the parent task may read it; nobody else. Across a boundary each
    side reads its own row: the giver's without the doers over there, the other without the giver."""
    readers = {*extra, *task.participants.values_list("principal_id", flat=True)}
    if task.boundary != Boundary.SENT:
        readers |= _doers(task)
    if task.boundary != Boundary.RECEIVED:
        readers.add(task.given_by.principal_id)
    else:
        readers |= queries.leader_role(task.agency_id)
    if task.parent is not None:
        readers |= _doers(task.parent)
        if task.parent.boundary != Boundary.RECEIVED:
            readers.add(task.parent.given_by.principal_id)
    task.reader_ids = sorted(readers)
    task.save(update_fields=["reader_ids"])


def _doers(task: Task) -> set[int]:
    """Who does it, and the unit it is done in, that is its head; of a restricted one only who is named: to the head it
    does not exist either (office-practice A 4)."""
    lead = {task.lead_post.principal_id} if task.lead_post is not None else set()
    return lead if lead and task.is_restricted else {task.owner_unit.principal_id, *lead}


def tell(task: Task, to: Iterable[int], kind: str, text: str, cause: str, at: datetime) -> None:
    """A notice that leads to the task; of a restricted one the title is not said."""
    title = "Nhiệm vụ hạn chế" if task.is_restricted else task.title
    notices.tell(
        task.agency_id,
        to,
        kind,
        f"{text}: {title}",
        reverse("tasks:task", args=[task.public_id]),
        f"task:{task.pk}:{cause}"[:120],
        at,
    )


def told(task: Task, at: datetime) -> list[int]:
    """The posts responsible for a task now."""
    return reminders.told_by([task], localdate(at))[task.pk]


def givers(task: Task) -> list[int]:
    """Who gave a task, where he reads this row of it: across a boundary he is told of his own."""
    return [] if task.boundary == Boundary.RECEIVED else [task.given_by.principal_id]
