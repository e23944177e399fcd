"""What of this app moves in a reorganisation: open tasks of a unit. Finished ones stay with the unit that did them
(law 6)."""

from datetime import datetime

from django.db import connection
from django.db.models import Count

from tinhgon.core.succession.choices import Movable
from tinhgon.tasks.choices import OPEN_STATES, TaskState
from tinhgon.tasks.models import Task

_MOVING = (*OPEN_STATES, TaskState.RETURNED)

# The journal is written by the statement that moves (decision 11); what a head reads comes along with the unit.
_HAND_OVER = """
WITH units AS (
    SELECT f.id AS from_id, f.principal_id AS from_principal, t.id AS to_id, t.principal_id AS to_principal
    FROM organisation_unit f, organisation_unit t WHERE f.id = %(from_unit)s AND t.id = %(to_unit)s
), moved AS (
    UPDATE tasks_task SET owner_unit_id = units.to_id, lead_post_id = NULL,
           reader_ids = CASE WHEN tasks_task.boundary = 'sent' THEN tasks_task.reader_ids ELSE
               (SELECT array_agg(DISTINCT r ORDER BY r)
                FROM unnest(tasks_task.reader_ids || units.to_principal) r) END
    FROM units
    WHERE tasks_task.owner_unit_id = units.from_id AND tasks_task.state = ANY(%(states)s)
    RETURNING tasks_task.id, tasks_task.agency_id, units.from_principal, units.to_principal
)
INSERT INTO succession_handover (agency_id, kind, object_id, from_principal_id, to_principal_id, at, "by", cause)
SELECT agency_id, 'tasks', id, from_principal, to_principal, %(at)s, %(by)s, %(cause)s FROM moved
"""


def owned(unit_ids: list[int]) -> dict[int, int]:
    """How many tasks that would move each unit owns."""
    rows = Task.objects.filter(owner_unit_id__in=unit_ids, state__in=_MOVING)
    return dict(rows.order_by().values_list("owner_unit_id").annotate(Count("pk")))


def hand_over(from_unit: int, to_unit: int, at: datetime, by: str, cause: str) -> int:
    """Move the open tasks of a unit in one statement. Whoever was named in the old unit is named anew by the head."""
    with connection.cursor() as cursor:
        cursor.execute(
            _HAND_OVER,
            {
                "from_unit": from_unit,
                "to_unit": to_unit,
                "states": [str(state) for state in _MOVING],
                "at": at,
                "by": by,
                "cause": cause,
            },
        )
        return cursor.rowcount


TASKS = Movable("tasks", "tasks.Task", "owner_unit", owned, hand_over, "nhiệm vụ đang làm")
