"""Lists of tasks: the four tabs, filtered by what stands in the address, one page at a time by key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import rules
from tinhgon.tasks.choices import OPEN_STATES, Boundary, Tab, TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.queries.tasks import visible_to

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
PAGE_SIZE = 50
# The most rows a list goes out with as a file.
EXPORTED = 5_000


@dataclass(frozen=True)
class Filters:
    """What the address says; unknown words fall back to the widest meaning."""

    tab: str = Tab.MINE
    state: str = "open"
    due: str = ""
    q: str = ""
    cursor: str = ""

    def address(self, **changes: str) -> str:
        """The query of the same list with something changed; empty values are left out."""
        changed = replace(self, **{"cursor": "", **changes})
        kept = {"tab": changed.tab, "state": changed.state, "due": changed.due, "q": changed.q}
        if changed.cursor:
            kept["cursor"] = changed.cursor
        return "?" + urlencode({key: value for key, value in kept.items() if value})


@dataclass(frozen=True)
class TaskRow:
    task: Task
    lead: str
    unit: str
    is_overdue: bool
    is_soon: bool


@dataclass(frozen=True)
class Page:
    rows: list[TaskRow]
    next: str


def mine(actor: Actor) -> Q:
    """What the actor has to do: passed on to a post held, or to a headed unit and not yet passed on; during a leave it
    is who stands in that has it (C 30)."""
    own = Q(lead_post__principal_id__in=actor.queue_ids) | Q(lead_post=None, owner_unit_id__in=actor.queue_unit_ids)
    return own & ~Q(boundary=Boundary.SENT)


def given(actor: Actor) -> Q:
    return Q(given_by__principal_id__in=actor.queue_ids) & ~Q(boundary=Boundary.RECEIVED)


def unit(actor: Actor) -> Q:
    return Q(owner_unit_id__in=actor.headed_unit_ids) & ~Q(boundary=Boundary.SENT)


def late(at: datetime) -> Q:
    return Q(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED), due_at__lt=at)


def tab_tasks(actor: Actor, tab: str, at: datetime) -> QuerySet[Task]:
    rows = visible_to(actor)
    if tab == Tab.GIVEN:
        return rows.filter(given(actor))
    if tab == Tab.UNIT:
        return rows.filter(unit(actor))
    if tab == Tab.OVERDUE:
        return rows.filter(mine(actor) | given(actor) | unit(actor)).filter(late(at))
    return rows.filter(mine(actor))


def task_page(actor: Actor, filters: Filters, at: datetime, size: int = PAGE_SIZE) -> Page:
    """One page of a tab, earliest deadline first; a constant number of queries."""
    rows = _filtered(tab_tasks(actor, filters.tab, at), filters, at)
    rows = rows.annotate(sort=Coalesce(F("due_at"), Value(NEVER))).order_by("sort", "id")
    after = _cursor(filters.cursor)
    if after is not None:
        moment, pk = after
        rows = rows.filter(Q(sort__gt=moment) | Q(sort=moment, pk__gt=pk))
    found = list(rows.select_related("lead_post", "document")[: size + 1])
    more = len(found) > size
    found = found[:size]
    following = f"{found[-1].due_at.timestamp() if found[-1].due_at else ''}_{found[-1].pk}" if more else ""
    return Page(task_rows(actor, found, at), following)


def task_rows(actor: Actor, tasks: Sequence[Task], at: datetime) -> list[TaskRow]:
    holders = organisation.holders([t.lead_post_id for t in tasks if t.lead_post_id], actor.on)
    units = organisation.unit_names([t.owner_unit_id for t in tasks], actor.on)
    return [
        TaskRow(
            task=task,
            lead=holders.get(task.lead_post_id or 0, ""),
            unit=units.get(task.owner_unit_id, ""),
            is_overdue=rules.is_overdue(task, at),
            is_soon=task.due_at is not None and at <= task.due_at < at + rules.SOON and rules.is_open(task),
        )
        for task in tasks
    ]


def waiting_for_others(actor: Actor, at: datetime, limit: int = 10) -> list[TaskRow]:
    """What the actor gave and others still owe, earliest deadline first."""
    rows = visible_to(actor).filter(given(actor), state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
    return task_rows(actor, list(rows.select_related("lead_post", "document").order_by("due_at", "id")[:limit]), at)


def _filtered(rows: QuerySet[Task], filters: Filters, at: datetime) -> QuerySet[Task]:
    if filters.state in TaskState.values:
        rows = rows.filter(state=filters.state)
    elif filters.state == "open":
        rows = rows.filter(state__in=OPEN_STATES)
    if filters.due == "over":
        rows = rows.filter(late(at))
    elif filters.due == "soon":
        rows = rows.filter(state__in=OPEN_STATES, due_at__gte=at, due_at__lt=at + rules.SOON)
    elif filters.due == "today":
        day = rules.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        rows = rows.filter(state__in=OPEN_STATES, due_at__gte=day, due_at__lt=day + timedelta(days=1))
    for word in vntext.fold(filters.q).split():
        rows = rows.filter(title_key__contains=word)
    return rows


def _cursor(text: str) -> tuple[datetime, int] | None:
    stamp, _, pk = text.partition("_")
    try:
        return (datetime.fromtimestamp(float(stamp), UTC) if stamp else NEVER), int(pk)
    except (ValueError, OverflowError, OSError):
        return None
