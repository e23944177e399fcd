"""Everything the panel of a paper shows of people's work: directions with what they were turned into and what is asked
about them, the way a direction went from hand to hand, tasks, circulations. A fixed number of queries."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Verdict
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.tasks import rules
from tinhgon.tasks.choices import DirectionKind
from tinhgon.tasks.models import Direction, Question, Task
from tinhgon.tasks.queries import assignees
from tinhgon.tasks.queries.asking import questions_about
from tinhgon.tasks.queries.circulating import CirculationView, circulations_of
from tinhgon.tasks.queries.papers import document_for
from tinhgon.tasks.queries.tasks import visible_to


@dataclass(frozen=True)
class DirectionRow:
    """A direction or proposal; of an open proposal who may accept it or take it back, of a direction in force whether
    the reader may ask what it means."""

    direction: Direction
    task_count: int
    lead: str
    cooperating: str
    informed: str
    accept: Verdict | None
    withdraw: Verdict | None
    ask: Verdict | None
    questions: list[Question]


@dataclass(frozen=True)
class WorkRow:
    task: Task
    lead: str
    is_overdue: bool


@dataclass(frozen=True)
class Hand:
    """One of those a direction went through: when he gave it on; None for who has it now."""

    who: str
    at: datetime | None


@dataclass(frozen=True)
class DocumentWork:
    """What the panel of a paper shows."""

    document: Document
    directions: list[DirectionRow]
    tasks: list[WorkRow]
    circulations: list[CirculationView]
    way: list[Hand]


def document_work(actor: Actor, public_id: uuid.UUID, at: datetime) -> DocumentWork | None:
    document = document_for(actor, public_id)
    if document is None:
        return None
    directions = list(
        document.directions.select_related("accepted_as", "superseded_by", "by_post")
        .order_by("-id")
        .prefetch_related("tasks")
    )
    for direction in directions:
        direction.document = document
    rows = visible_to(actor).filter(document=document).select_related("lead_post")
    tasks = list(rows.order_by("parent_id", "due_at", "id"))
    named = {i for d in directions for i in (*d.cooperating_ids, *d.informed_ids, d.lead_id) if i}
    labels = assignees.labels(named, actor.on)
    holders = organisation.holders([t.lead_post_id for t in tasks if t.lead_post_id], actor.on)
    units = organisation.unit_names([t.owner_unit_id for t in tasks], actor.on)
    asked = questions_about(directions, tasks)
    leader = actor.seated_for(document.agency_id, document.waits_for_id, Duty.DIRECT)
    return DocumentWork(
        document,
        [_direction(leader, direction, labels, asked.get(direction.pk, [])) for direction in directions],
        [
            WorkRow(
                t,
                " · ".join(filter(None, [units.get(t.owner_unit_id), holders.get(t.lead_post_id or 0)])),
                rules.is_overdue(t, at),
            )
            for t in tasks
        ],
        circulations_of(actor, document.pk, at),
        _way(directions, tasks, labels, holders),
    )


def _direction(actor: Actor, row: Direction, labels: dict[int, str], questions: list[Question]) -> DirectionRow:
    is_proposal = row.kind == DirectionKind.PROPOSAL
    is_open = is_proposal and not hasattr(row, "accepted_as")
    return DirectionRow(
        row,
        len(row.tasks.all()),
        labels.get(row.lead_id or 0, ""),
        ", ".join(labels.get(i, "") for i in row.cooperating_ids),
        ", ".join(labels.get(i, "") for i in row.informed_ids),
        rules.can_accept_proposal(actor, row) if is_open else None,
        rules.can_withdraw_proposal(actor, row, False) if is_open and row.withdrawn_at is None else None,
        None if is_proposal else rules.can_ask_about(actor, row),
        questions,
    )


def _way(directions: list[Direction], tasks: list[Task], labels: dict[int, str], holders: dict[int, str]) -> list[Hand]:
    """Bí thư → Phó Bí thư → Chánh Văn phòng → trưởng phòng (office-practice B 12): by whom the directions in force went
    on, who has it now, and whom the work was passed on to as far as the reader sees."""
    in_force = [d for d in directions if d.kind == DirectionKind.DIRECTION and d.superseded_by_id is None]
    if not in_force:
        return []
    way = [Hand(d.by, d.at) for d in reversed(in_force)]
    newest = in_force[0]
    if newest.lead_id is None:
        return way
    way.append(Hand(labels.get(newest.lead_id, ""), None))
    task = next((t for t in tasks if t.direction_id == newest.pk), None)
    while task is not None:
        held = holders.get(task.lead_post_id or 0, "")
        if held and held not in way[-1].who:
            way.append(Hand(f"{held}, {task.lead_post.title}" if task.lead_post else held, None))
        above = task
        task = next((t for t in tasks if t.parent_id == above.pk and t.direction_id is None), None)
    return way
