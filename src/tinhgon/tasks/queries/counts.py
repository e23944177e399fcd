"""Counting tasks: the four statutory classes with both on-time rates, and what the side bar says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.tasks import rules
from tinhgon.tasks.choices import COUNTED_STATES, OPEN_STATES, TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.queries.listing import given, late, mine, tab_tasks, unit
from tinhgon.tasks.queries.tasks import visible_to

NavCounts = dict[str, tuple[int, bool]]


@dataclass(frozen=True)
class Classes:
    """The four classes of 42/2014 and 23/2018/QĐ-TTg; returned and cancelled tasks stand outside."""

    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def total(self) -> int:
        return self.done + self.open_in_time + self.open_overdue

    @property
    def on_time_rate(self) -> float | None:
        """Done on time, of what is done; None where nothing is done."""
        return 100 * self.done_on_time / self.done if self.done else None

    @property
    def done_of_due_rate(self) -> float | None:
        """Done, of what has fallen due (done and overdue); None where nothing has."""
        due = self.done + self.open_overdue
        return 100 * self.done / due if due else None

    @property
    def on_time_text(self) -> str:
        return _percent(self.on_time_rate)

    @property
    def done_of_due_text(self) -> str:
        return _percent(self.done_of_due_rate)


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1f}%".replace(".", ",")


def classes(tasks: QuerySet[Task], at: datetime) -> Classes:
    """One aggregate query. Late is counted against the deadline in force, from when the work was handed in."""
    in_time = Q(due_at=None) | Q(reported_at__lte=F("due_at"))
    done = Q(state=TaskState.COMPLETED)
    handed_in = Q(state=TaskState.REPORTED)
    still = Q(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
    not_due = Q(due_at=None) | Q(due_at__gte=at)
    found = tasks.filter(state__in=COUNTED_STATES).aggregate(
        done_on_time=Count("pk", filter=done & in_time),
        done_late=Count("pk", filter=done & ~in_time),
        open_in_time=Count("pk", filter=(still & not_due) | (handed_in & in_time)),
        open_overdue=Count("pk", filter=(still & ~not_due) | (handed_in & ~in_time)),
    )
    return Classes(**found)


def tab_classes(actor: Actor, tab: str, at: datetime) -> Classes:
    """The four classes of what a tab lists, done tasks among them."""
    return classes(tab_tasks(actor, tab, at), at)


def tab_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """Open tasks under each tab, in one query."""
    opened = Q(state__in=OPEN_STATES)
    units = unit(actor)
    return (
        visible_to(actor)
        .filter(mine(actor) | given(actor) | units)
        .aggregate(
            mine=Count("pk", filter=mine(actor) & opened),
            given=Count("pk", filter=given(actor) & opened),
            unit=Count("pk", filter=units & opened),
            overdue=Count("pk", filter=late(at)),
        )
    )


def nav_counts(actor: Actor, at: datetime) -> NavCounts:
    """What waits for the actor: to do, and to recognise; red when something is due today or overdue."""
    day_ends = rules.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    to_do = mine(actor) & Q(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED))
    to_decide = given(actor) & Q(state=TaskState.REPORTED)
    found = (
        visible_to(actor)
        .filter(to_do | to_decide)
        .aggregate(count=Count("pk"), urgent=Count("pk", filter=to_do & Q(due_at__lt=day_ends)))
    )
    return {"tasks": (found["count"], found["urgent"] > 0)}
