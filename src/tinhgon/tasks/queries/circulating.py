"""Circulations: on a paper, one with its readers and who of them is away, what waits for the actor's opinion, and what
the actor sent around and still waits for. Whoever reads the paper reads all that was said on it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Verdict
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Delegation
from tinhgon.tasks import rules
from tinhgon.tasks.choices import OPEN_STOPS, CirculationState, StopState
from tinhgon.tasks.models import Circulation, CirculationStop
from tinhgon.tasks.queries.papers import document_for

_LIVING = (IncomingState.REGISTERED, IncomingState.DIRECTED, IncomingState.CLOSED)


@dataclass(frozen=True)
class StopRow:
    """A reader as the page shows him: `holder` of today, `away` when nobody or another answers for the post."""

    stop: CirculationStop
    holder: str
    away: str
    is_late: bool
    can_change: Verdict

    @property
    def who(self) -> str:
        return f"{self.holder}, {self.stop.post.title}" if self.holder else self.stop.label


@dataclass(frozen=True)
class CirculationView:
    circulation: Circulation
    rows: list[StopRow]
    can_answer: Verdict
    can_run: Verdict
    can_urge: Verdict
    own_post: int | None

    @property
    def document(self) -> Document:
        return self.circulation.document

    @property
    def answered(self) -> int:
        return sum(row.stop.state in (StopState.ANSWERED, StopState.SEEN) for row in self.rows)


def _readable(actor: Actor) -> QuerySet[Circulation]:
    rows = Circulation.objects.filter(document__reader_ids__overlap=sorted(actor.principals))
    return rows.select_related("document", "by_post")


def circulation_for(actor: Actor, public_id: uuid.UUID) -> Circulation | None:
    """A circulation of a paper the actor may see."""
    return _readable(actor).filter(public_id=public_id).first()


def circulation_view(actor: Actor, public_id: uuid.UUID, at: datetime) -> CirculationView | None:
    found = circulation_for(actor, public_id)
    return next(iter(_views(actor, [found], at)), None) if found is not None else None


def circulations_of(actor: Actor, document_id: int, at: datetime) -> list[CirculationView]:
    """Of a paper the actor is known to see, the newest first."""
    rows = Circulation.objects.filter(document_id=document_id).select_related("document", "by_post").order_by("-id")
    return _views(actor, list(rows), at)


def to_circulate(actor: Actor, public_id: uuid.UUID) -> tuple[Document, Verdict] | None:
    """The paper to be sent around, and whether the actor may."""
    document = document_for(actor, public_id)
    return (document, rules.can_circulate(actor, document)) if document is not None else None


def _views(actor: Actor, circulations: list[Circulation], at: datetime) -> list[CirculationView]:
    stops = list(CirculationStop.objects.filter(circulation__in=circulations).select_related("post", "moved_to"))
    names, away = _people({stop.post_id for stop in stops}, actor.on)
    found = []
    for circulation in circulations:
        own_stops = [stop for stop in stops if stop.circulation_id == circulation.pk]
        for stop in own_stops:
            stop.circulation = circulation
        current = next((s for s in own_stops if s.state == StopState.CURRENT and _is_own(actor, s)), None)
        mine = current or next((s for s in own_stops if _is_own(actor, s)), None)
        due = circulation.due_at
        found.append(
            CirculationView(
                circulation=circulation,
                rows=[
                    StopRow(
                        stop,
                        names.get(stop.post_id, ""),
                        away.get(stop.post_id, "") if stop.state in OPEN_STOPS else "",
                        due is not None and due < at and stop.state == StopState.CURRENT,
                        rules.can_change_stop(actor, circulation, stop),
                    )
                    for stop in own_stops
                ],
                can_answer=rules.can_answer(actor, circulation, mine),
                can_run=rules.can_run(actor, circulation),
                can_urge=rules.can_urge_readers(actor, circulation, own_stops, at),
                own_post=current.post.principal_id if current else None,
            )
        )
    return found


def _is_own(actor: Actor, stop: CirculationStop) -> bool:
    return stop.post.principal_id in actor.post_ids


def _people(post_ids: Iterable[int], on: date) -> tuple[dict[int, str], dict[int, str]]:
    """Who holds each post today, and of posts whose holder left or is away what there is to know."""
    names = organisation.holders(list(post_ids), on)
    away = {pk: "Hiện chưa có người đảm nhiệm" for pk in post_ids if pk not in names}
    rows = Delegation.objects.filter(organisation.in_force(on), from_post__in=post_ids, kind=DelegationKind.LEAVE)
    leaves = list(rows.select_related("to_post"))
    stand_ins = organisation.holders([row.to_post_id for row in leaves], on) if leaves else {}
    for row in leaves:
        until = f" đến trước {row.ends_on:%d/%m}" if row.ends_on else ""
        stand_in = stand_ins.get(row.to_post_id, row.to_post.title)
        away[row.from_post_id] = f"Đang vắng, {stand_in} thay{until}"
    return names, away


def asked_of(actor: Actor) -> QuerySet[CirculationStop]:
    """What waits for the actor's opinion, in every post held or stood in for, save those of a leave."""
    return CirculationStop.objects.filter(
        state=StopState.CURRENT,
        post__principal_id__in=actor.queue_ids,
        circulation__state=CirculationState.RUNNING,
        circulation__document__state__in=_LIVING,
        circulation__document__reader_ids__overlap=sorted(actor.principals),
    )


def waiting_stops(actor: Actor, limit: int) -> tuple[list[CirculationStop], dict[int, str], dict[int, str]]:
    """Readers whose opinion the actor waits for, the longest waiting first, with who holds their posts and who is
    away."""
    rows = CirculationStop.objects.filter(
        state=StopState.CURRENT,
        circulation__state=CirculationState.RUNNING,
        circulation__by_post__principal_id__in=actor.queue_ids,
        circulation__document__state__in=_LIVING,
        circulation__document__reader_ids__overlap=sorted(actor.principals),
    ).select_related("post", "circulation__document", "circulation__by_post")
    stops = list(rows.order_by("since_at", "id")[:limit])
    return stops, *_people({stop.post_id for stop in stops}, actor.on)
