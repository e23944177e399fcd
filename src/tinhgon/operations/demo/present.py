"""Where the papers of the newest days stand: every step of every office has its papers, some due today and a few
late, on whatever weekday the demonstration is started. Knows which acts wait and how far a paper can have come; tells
no story."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from officekit.typeset.shapes import Urgency
from officekit.workdays import Calendar
from tinhgon.core.numbering.choices import Flow
from tinhgon.operations.demo.desk import Desk

NEWEST = timedelta(days=15)
# The others of the newest days go their way, as far as it has come.
SHARE = 0.8


class Step(StrEnum):
    """An act that nobody has come to yet."""

    PRESENT = "present"
    DIRECT = "direct"
    ACCEPT = "accept"
    HAND_IN = "hand in"
    EXTEND = "decide an extension"
    RECOGNISE = "recognise"
    SUBMIT = "submit"
    SUBMIT_AGAIN = "submit again"
    CONTENT = "initial the content"
    FORMAT = "initial the form"
    OPINION = "give an opinion"
    SIGNATURE = "approve for signature"
    SIGN = "record the signature"
    NUMBER = "give the number"
    ISSUE = "issue"


# By age, the newest first: (what waits, its share of the papers, working hours in which an office gets there).
INCOMING = (
    (Step.PRESENT, 0.12, 0.0), (Step.DIRECT, 0.3, 4.0), (Step.ACCEPT, 0.15, 9.0), (Step.HAND_IN, 0.27, 15.0),
    (Step.EXTEND, 0.06, 20.0), (Step.RECOGNISE, 0.1, 15.0),
)  # fmt: skip
OUTGOING = (
    (Step.SUBMIT, 0.11, 0.0), (Step.CONTENT, 0.11, 6.0), (Step.SUBMIT_AGAIN, 0.05, 12.0), (Step.FORMAT, 0.09, 11.0),
    (Step.SIGNATURE, 0.19, 17.0), (Step.OPINION, 0.04, 17.0), (Step.SIGN, 0.08, 22.0), (Step.NUMBER, 0.08, 26.0),
    (Step.ISSUE, 0.25, 28.0),
)  # fmt: skip
# Deadlines in working days from today, one paper after the other; of papers not yet given to anybody the sender's.
DUE: dict[Step, tuple[int | None, ...]] = {
    Step.PRESENT: (None, 3, None, 1, None, 5),
    Step.DIRECT: (1, None, 4, 0, None, 3, -1, None, 2, None),
    Step.ACCEPT: (3, 1, 5, 2, 7),
    Step.HAND_IN: (0, 2, -2, 1, 4, 0, 3, -1, 6, 1, -4, 2),
    Step.EXTEND: (1, 2, 0),
    Step.RECOGNISE: (1, 0, 2),
}
URGENT: dict[Step, tuple[Urgency, ...]] = {
    Step.PRESENT: ("", "khan", "", ""),
    Step.DIRECT: ("khan", "", "", "hoa_toc", "", "", "thuong_khan", "", "", ""),
    Step.HAND_IN: ("", "khan", "", "", ""),
    Step.SIGNATURE: ("", "khan", "", "", "hoa_toc", ""),
}


@dataclass(frozen=True)
class Stop:
    """Where one paper stands: the act before which its story ends, and what goes with it."""

    before: Step
    hours: float
    due_at: datetime | None
    urgency: Urgency


@dataclass(frozen=True)
class Drawn:
    """A paper to come: when it is begun, whose it is, which way it goes, and where it stands now."""

    at: datetime
    desk: Desk
    flow: Flow
    stop: Stop | None = None


def haste(stop: Stop | None, calendar: Calendar, at: datetime, until: datetime) -> float:
    """How much quicker than usual an office must be to have brought a paper where it stands; 1 when there was time."""
    if stop is None or not stop.hours:
        return 1.0
    return min(1.0, calendar.working_duration(at, until) / timedelta(hours=stop.hours))


def stops(rng: random.Random, drawn: Sequence[Drawn], until: datetime, now: datetime) -> dict[int, Stop]:
    """Where the newest of `drawn`, which are in the order of time, stand at `until`, the office's last working moment
    before `now`; {index: stop}."""
    newest: dict[tuple[int, Flow], list[int]] = defaultdict(list)
    for index in reversed(range(len(drawn))):
        paper = drawn[index]
        if until - paper.at < NEWEST and rng.random() < SHARE:
            newest[paper.desk.agency.pk, paper.flow].append(index)
    found: dict[int, Stop] = {}
    for (_, flow), indices in newest.items():
        told: dict[Step, int] = defaultdict(lambda: rng.randrange(3))
        for place, index in enumerate(indices):
            step, hours = _step(INCOMING if flow == Flow.INCOMING else OUTGOING, (place + rng.random()) / len(indices))
            due, urgent, turn = DUE.get(step, (None,)), URGENT.get(step, ("",)), told[step]
            told[step] += 1
            due_at = _closing(drawn[index].desk.calendar, now, due[turn % len(due)])
            found[index] = Stop(step, hours, due_at, urgent[turn % len(urgent)])
    return found


def _step(ladder: Sequence[tuple[Step, float, float]], age: float) -> tuple[Step, float]:
    for step, share, hours in ladder:
        age -= share
        if age < 0:
            return step, hours
    return ladder[-1][0], ladder[-1][2]


def _closing(calendar: Calendar, now: datetime, days: int | None) -> datetime | None:
    """The end of the working day so many days after today; after hours today is the next working day."""
    if days is None:
        return None
    today = now.astimezone(calendar.zone).date()
    if not calendar.is_working_day(today) or calendar.closing(today) <= now:
        today = calendar.add_working_days(today, 1)
    day = calendar.add_working_days(today, days) if days else today
    return calendar.closing(day).astimezone(now.tzinfo)
