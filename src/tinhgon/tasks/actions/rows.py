"""Rows locked for an act, and what follows from one: the paper's handling columns, the readers, the notices. The paper
is locked before its tasks, always, so that no two acts wait for each other."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused
from tinhgon.documents import lifecycle as papers
from tinhgon.documents.actions import handling
from tinhgon.tasks import queries
from tinhgon.tasks.choices import COUNTED_STATES, OPEN_STATES, TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.queries import reminders


def locked(actor: Actor, public_id: uuid.UUID) -> Task:
    """A task the actor may see, locked with its paper. Raises Refused (`not_found`) for everybody else."""
    task = queries.task_for(actor, public_id)
    if task is None:
        raise Refused("Không tìm thấy nhiệm vụ, hoặc đồng chí không có quyền xem.", code="not_found")
    if task.document is not None:
        papers.locked(task.document.pk, task.document.agency_id)
    if task.parent_id is not None:
        Task.objects.select_for_update(of=("self",)).get(pk=task.parent_id)
    return (
        Task.objects.select_for_update(of=("self",))
        .select_related("given_by", "lead_post", "document", "owner_unit", "parent")
        .get(pk=task.pk)
    )


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
        waits_for_id=waits_for(still_open[0]) if still_open else (None if main else task.given_by.principal_id),
    )


def waits_for(task: Task) -> int:
    """Whose move it is: the giver's once the work is handed in, else the post's or the unit's."""
    if task.state == TaskState.REPORTED:
        return task.given_by.principal_id
    return task.lead_post.principal_id if task.lead_post is not None else task.owner_unit.principal_id


def compile_readers(task: Task, extra: Iterable[int] = ()) -> None:
    """Giver, doer, participants, and who answers for the parent task may read it; nobody else."""
    readers = {task.given_by.principal_id, task.owner_unit.principal_id, *extra}
    if task.lead_post is not None:
        readers.add(task.lead_post.principal_id)
    readers |= set(task.participants.values_list("principal_id", flat=True))
    if task.parent is not None:
        parent = task.parent
        readers |= {parent.given_by.principal_id, parent.owner_unit.principal_id}
        if parent.lead_post is not None:
            readers.add(parent.lead_post.principal_id)
    task.reader_ids = sorted(readers)
    task.save(update_fields=["reader_ids"])


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
    return reminders.told_by([task], at.date())[task.pk]
