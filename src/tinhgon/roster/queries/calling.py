"""Urgent papers that nobody has opened, the ladder that is theirs, and whom a rung of it means at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import Urgency
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import DelegationKind, Role
from tinhgon.organisation.models import Appointment, Delegation, Person, Post
from tinhgon.roster.choices import FRESH, Rung, Stage, Watch
from tinhgon.roster.models import Call, Escalation, Ladder
from tinhgon.roster.queries import shifts

_WATCHES = {Rung.CLERK: Watch.CLERK, Rung.LEADER: Watch.LEADER}
_ROLES = {Rung.CLERK: Role.CLERK, Rung.CHIEF: Role.CHIEF_OF_OFFICE, Rung.LEADER: Role.LEADER}


@dataclass(frozen=True)
class Called:
    """Whom a rung means: principals that get the notice, the people behind them, and whether nobody was on duty."""

    principals: tuple[int, ...] = ()
    people: tuple[Person, ...] = ()
    is_gap: bool = False
    readers: frozenset[int] = field(default_factory=frozenset)

    @property
    def names(self) -> str:
        return "; ".join(person.full_name for person in self.people)[:500]


def unopened_urgent(at: datetime) -> list[tuple[Document, Stage]]:
    """Fresh urgent papers of all agencies that wait and have no escalation of their stage yet. Few at any time: they
    have an index of their own."""
    waiting = Document.objects.filter(flow=Flow.INCOMING).exclude(urgency=Urgency.NONE)
    since = at - FRESH
    found: list[tuple[Document, Stage]] = []
    for stage, moment in ((Stage.ARRIVED, "arrived_at"), (Stage.REGISTERED, "registered_at")):
        began = Escalation.objects.filter(document=OuterRef("pk"), stage=stage)
        rows = waiting.filter(Q(state=stage.value), **{f"{moment}__gte": since}).exclude(Exists(began))
        found += [(row, stage) for row in rows.order_by("pk")]
    return found


def running() -> list[int]:
    """Escalations that still call, oldest first."""
    return list(Escalation.objects.filter(outcome="").order_by("pk").values_list("pk", flat=True))


def opener(document: Document, stage: str) -> Event | None:
    """Who opened the paper first. After the book only openings since then count, and whoever entered it has seen it by
    that. A post's opening is on record once: whom the paper waits for may have opened it before the book."""
    rows = Event.objects.filter(object_type="document", object_id=document.pk)
    opened = rows.filter(verb="documents.open").order_by("pk")
    if stage == Stage.REGISTERED:
        opened = opened.filter(Q(at__gte=document.registered_at) | Q(actor_post=document.waits_for_id or 0))
        entered = rows.filter(verb="documents.register").values_list("actor_post", flat=True)
        opened = opened.exclude(actor_post__in=[post for post in entered if post is not None])
    return opened.first()


def ladder_for(agency_id: int, urgency: str, on: date) -> Ladder | None:
    """The ladder in force: the agency's own, else the one for everybody."""
    rows = Ladder.objects.filter(organisation.in_force(on), urgency=urgency)
    own = rows.filter(agency_id=agency_id).order_by("-starts_on").first()
    return own or rows.filter(agency=None).order_by("-starts_on").first()


def ladders(actor: Actor) -> list[Ladder]:
    """The ladders of the agency, the most urgent first."""
    order = (Urgency.HOA_TOC, Urgency.THUONG_KHAN, Urgency.KHAN)
    found = (ladder_for(actor.agency_id, urgency, actor.on) for urgency in order)
    return [ladder for ladder in found if ladder is not None]


def called_by(document: Document, rung: str, at: datetime) -> Called:
    """Whom a rung means now. Without anybody on the roster office hours have their clerks, nights have a gap; a leader
    on duty is looked for first, then all of them are meant."""
    on = timezone.localdate(at)
    if rung == Rung.AWAITED:
        return _of_posts(Post.objects.filter(principal_id=document.waits_for_id or 0), on)
    watch = _WATCHES.get(Rung(rung))
    if watch is not None:
        rows = shifts.on_duty(document.agency_id, watch, at)
        if rows:
            people = tuple(dict.fromkeys(row.person for row in rows))
            return Called(
                tuple(person.principal_id for person in people), people, False, _readers(document, people, on)
            )
        if watch == Watch.CLERK and not _is_office_time(document.agency_id, at):
            return Called(is_gap=True)
    role = _ROLES[Rung(rung)]
    posts = Post.objects.filter(organisation.in_force(on), agency_id=document.agency_id, roles__contains=[role])
    return _of_posts(posts, on)


def _is_office_time(agency_id: int, at: datetime) -> bool:
    return not shifts.gaps(agency_id, at, at + timedelta(seconds=1), [])


def _of_posts(posts: QuerySet[Post], on: date) -> Called:
    rows = list(posts.order_by("order", "pk"))
    if not rows:
        return Called(is_gap=True)
    # During leave the queue is with whoever stands in, and so is the call.
    leaves = Delegation.objects.filter(
        organisation.in_force(on), from_post__in=[row.pk for row in rows], kind=DelegationKind.LEAVE
    )
    held = {*(row.pk for row in rows), *leaves.values_list("to_post_id", flat=True)}
    people = _holders(held, on)
    principals = tuple(row.principal_id for row in rows)
    return Called(principals, people, not people, frozenset(principals))


def _holders(post_ids: Iterable[int], on: date) -> tuple[Person, ...]:
    rows: QuerySet[Appointment] = organisation.appointments(on).filter(post_id__in=list(post_ids))
    return tuple(dict.fromkeys(row.person for row in rows.select_related("person").order_by("post__order", "pk")))


def _readers(document: Document, people: Iterable[Person], on: date) -> frozenset[int]:
    """Of people on duty, by person, those who may read the paper: being called gives nobody a right to read."""
    users = dict(
        User.objects.filter(principal_id__in=[p.principal_id for p in people]).values_list("principal_id", "pk")
    )
    found = set()
    for principal, user in users.items():
        actor = organisation.actor(user, on)
        if actor is not None and actor.principals & set(document.reader_ids):
            found.add(principal)
    return frozenset(found)


def calls_of(escalation_id: int) -> list[Call]:
    return list(Call.objects.filter(escalation_id=escalation_id).order_by("ordinal"))


def escalation_view(actor: Actor, public_id: UUID) -> list[tuple[Escalation, list[Call]]] | None:
    """What an urgent paper called, for who may read it; None to a stranger."""
    document = documents.paper_for(actor, public_id)
    if document is None:
        return None
    rows = list(Escalation.objects.filter(document=document).order_by("pk"))
    calls = Call.objects.filter(escalation__in=rows).order_by("escalation_id", "ordinal")
    by_row: dict[int, list[Call]] = {}
    for call in calls:
        by_row.setdefault(call.escalation_id, []).append(call)
    return [(row, by_row.get(row.pk, [])) for row in rows]
