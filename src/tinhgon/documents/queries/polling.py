"""Opinion rounds of collective bodies as a member or who opened them sees them; to others they do not exist."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.documents import rules
from tinhgon.documents.models import Document, Poll, PollMember, PollRule
from tinhgon.documents.queries import addressing
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import IssuingBodyVersion


@dataclass(frozen=True)
class PollView:
    """A round with its members; `document` is there for who may read the paper, `mine` is the actor's own form."""

    poll: Poll
    body_name: str
    members: list[PollMember]
    count: rules.Count
    document: Document | None
    mine: PollMember | None
    is_over: bool

    @property
    def silent(self) -> list[PollMember]:
        return [member for member in self.members if not member.vote]

    @property
    def state_label(self) -> str:
        if self.poll.closed_at:
            return "Đã đóng"
        return "Hết hạn, chờ đóng" if self.is_over else "Đang lấy ý kiến"


def polls_seen(actor: Actor) -> QuerySet[Poll]:
    """Rounds the actor is a member of, or has opened."""
    posts = sorted(actor.post_ids)
    member = PollMember.objects.filter(post__principal_id__in=posts).values("poll_id")
    return Poll.objects.filter(Q(pk__in=member) | Q(opener__principal_id__in=posts))


def polls(actor: Actor, at: datetime, limit: int = 200) -> list[PollView]:
    """The actor's rounds, open ones first, newest first."""
    rows = polls_seen(actor).select_related("body", "rule", "opener", "document")
    found = list(rows.prefetch_related("members__post").order_by("-closed_at", "-pk")[:limit])
    seen, names = _papers(actor, found), addressing.body_names([poll.body for poll in found], actor.on)
    views = [_view(actor, poll, names[poll.body_id], seen, at) for poll in found]
    return sorted(views, key=lambda view: (view.poll.closed_at is not None, -view.poll.pk))


def poll_view(actor: Actor, public_id: UUID, at: datetime) -> PollView | None:
    rows = polls_seen(actor).select_related("body", "rule", "opener", "document")
    poll = rows.filter(public_id=public_id).prefetch_related("members__post").first()
    if poll is None:
        return None
    return _view(actor, poll, addressing.body_name(poll.body, actor.on), _papers(actor, [poll]), at)


def _papers(actor: Actor, found: Iterable[Poll]) -> dict[int, Document]:
    ids = [poll.document_id for poll in found if poll.document_id]
    return {paper.pk: paper for paper in visible_to(actor).filter(pk__in=ids).select_related("type")} if ids else {}


def _view(actor: Actor, poll: Poll, body_name: str, seen: dict[int, Document], at: datetime) -> PollView:
    members = sorted(poll.members.all(), key=lambda member: member.ordinal)
    return PollView(
        poll=poll,
        body_name=body_name,
        members=members,
        count=rules.counted(poll.rule, members),
        document=seen.get(poll.document_id or 0),
        mine=rules.own_form(actor, members),
        is_over=poll.due_at < at,
    )


def poll_count(actor: Actor, at: datetime) -> int:
    """How many forms wait for the actor, and how many rounds to be closed."""
    return forms_to_fill(actor, at).count() + rounds_to_close(actor, at).count()


def forms_to_fill(actor: Actor, at: datetime) -> QuerySet[PollMember]:
    """Forms that wait for the actor as the member named; nobody answers in a member's place, so that a leave moves
    nothing here."""
    held = {seat.post_id for seat in actor.seats if not seat.in_place_of}
    mine = PollMember.objects.filter(post__principal_id__in=sorted(held), name=actor.name, vote="")
    return mine.filter(poll__closed_at=None, poll__due_at__gte=at)


def rounds_to_close(actor: Actor, at: datetime) -> QuerySet[Poll]:
    """Rounds that are over, by time or because everybody has answered, and wait for who opened them."""
    silent = PollMember.objects.filter(poll=OuterRef("pk"), vote="")
    rows = Poll.objects.filter(opener__principal_id__in=sorted(actor.queue_ids), closed_at=None)
    return rows.filter(Q(due_at__lt=at) | ~Exists(silent))


def poll_rules(actor: Actor) -> list[tuple[int, str]]:
    """The rules of counting in force for the agency's bodies: (id, name with its basis)."""
    sets = {body.rule_set for body in organisation.issuing_bodies(actor.agency_id, actor.on)}
    rows = PollRule.objects.filter(organisation.in_force(actor.on), rule_set__in=["", *sets])
    return [(row.pk, f"{row.name} ({row.legal_basis})") for row in rows.order_by("-rule_set", "id")]


def poll_bodies(actor: Actor) -> list[tuple[int, str]]:
    bodies = list(organisation.issuing_bodies(actor.agency_id, actor.on).order_by("id"))
    names = addressing.body_names(bodies, actor.on)
    return [(body.pk, names[body.pk]) for body in bodies]


def poll_letterhead(poll: Poll, actor: Actor) -> IssuingBodyVersion | None:
    return organisation.body_version_on(poll.body, actor.on)
