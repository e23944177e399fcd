"""Reads of the duty roster and of what urgent papers call."""

from tinhgon.roster.queries.calling import (
    Called,
    called_by,
    calls_of,
    escalation_view,
    ladder_for,
    ladders,
    opener,
    running,
    unopened_urgent,
)
from tinhgon.roster.queries.shifts import (
    Gap,
    RosterDay,
    RosterWeek,
    gaps,
    next_gap,
    on_duty,
    people_to_choose,
    person_named,
    roster_week,
    shift_for,
)

__all__ = [
    "Called",
    "Gap",
    "RosterDay",
    "RosterWeek",
    "called_by",
    "calls_of",
    "escalation_view",
    "gaps",
    "ladder_for",
    "ladders",
    "next_gap",
    "on_duty",
    "opener",
    "people_to_choose",
    "person_named",
    "roster_week",
    "running",
    "shift_for",
    "unopened_urgent",
]
