"""The moves of a task and the only hand that writes `state`. Knows which move leads where; refuses every other one
with the reason. Who may make a move is the affair of the rules."""

from datetime import datetime
from typing import Any

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Task

S = TaskState
MOVES: dict[str, dict[str, str]] = {
    "tasks.accept": {S.ASSIGNED: S.ACCEPTED},
    "tasks.report_done": {S.ASSIGNED: S.REPORTED, S.ACCEPTED: S.REPORTED},
    "tasks.recognise": {S.REPORTED: S.COMPLETED},
    "tasks.send_back": {S.REPORTED: S.ACCEPTED},
    "tasks.return": {S.ASSIGNED: S.RETURNED, S.ACCEPTED: S.RETURNED},
    "tasks.reassign": {S.RETURNED: S.ASSIGNED, S.ASSIGNED: S.ASSIGNED},
    "tasks.cancel": {
        S.ASSIGNED: S.CANCELLED,
        S.ACCEPTED: S.CANCELLED,
        S.REPORTED: S.CANCELLED,
        S.RETURNED: S.CANCELLED,
    },
}

# What both sides of a boundary say alike: numbers, deadlines, reasons and the "6 rõ".
CROSSING = (
    "progress", "reported_at", "completed_at", "last_reason", "due_at", "first_due_at", "urge_count", "product",
    "responsibility", "authority",
)  # fmt: skip


def has_made(task: Task, move: str) -> bool:
    """The task already stands where the move leads: a double click, or two tabs."""
    return task.state in MOVES[move].values() and task.state not in MOVES[move]


def advance(
    actor: Actor, task: Task, move: str, at: datetime, detail: dict[str, Any] | None = None, **changes: Any
) -> Task:
    """Make a move on a locked task, with the columns it changes and its line of history.

    Last statement of an act: the audit chain's head is locked last. Raises Refused when the table has no such move.
    """
    target = MOVES[move].get(task.state)
    if target is None:
        raise Refused(
            f"Nhiệm vụ đang ở trạng thái “{TaskState(task.state).label}”, không làm được bước này. "
            "Tải lại trang để xem trạng thái mới.",
            code="state",
        )
    task.state = target
    for name, value in changes.items():
        setattr(task, name, value)
    task.save(update_fields=["state", *changes])
    record(actor, task, move, at, detail)
    return task


def follow(
    actor: Actor, task: Task, other: Task, verb: str, at: datetime, detail: dict[str, Any] | None = None
) -> Task:
    """Bring the row across the boundary in line with the one an act was made on; both rows are locked."""
    task.state = other.state
    for name in CROSSING:
        setattr(task, name, getattr(other, name))
    task.save(update_fields=["state", *CROSSING])
    record(actor, task, verb, at, detail)
    return task


def record(actor: Actor, task: Task, verb: str, at: datetime, detail: dict[str, Any] | None = None) -> None:
    """A line of history on a task; of a restricted one the title is not said."""
    label = "Nhiệm vụ hạn chế" if task.is_restricted else task.title
    audit.record(actor, verb, "task", task.pk, label, at, home=task.agency_id, detail=detail)
