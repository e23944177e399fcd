"""One invitation as its paper's page shows it: what it says, who goes, who may still answer for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Verdict
from tinhgon.documents import queries as documents
from tinhgon.documents import rules as papers
from tinhgon.documents.models import Document, Invitation
from tinhgon.meetings import rules
from tinhgon.meetings.choices import Answer
from tinhgon.meetings.models import Attendance
from tinhgon.meetings.queries.clashes import Clash, clashes
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import DelegationKind, Role
from tinhgon.organisation.models import Delegation, Post


@dataclass(frozen=True)
class Asked:
    """A post for which the actor may answer: its principal, how it is called, and what stands against going."""

    principal_id: int
    post_id: int
    label: str
    clashes: tuple[str, ...] = ()
    answers: tuple[str, ...] = tuple(Answer.values)


@dataclass(frozen=True)
class Answered:
    attendance: Attendance
    name: str
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True)
class InvitationView:
    document: Document
    invitation: Invitation | None
    can_set: Verdict
    replaced_by: Document | None = None
    replaces: Document | None = None
    is_over: bool = False
    answers: list[Answered] = field(default_factory=list)
    # Whom the actor answers for first: himself, else the leader the paper waits for.
    asked: list[Asked] = field(default_factory=list)


def concerns(document: Document) -> bool:
    """Whether a paper's page has a word to say about a meeting: it invites to one, or looks as if it did."""
    if not document.is_incoming:
        return False
    return rules.looks_like_invitation(document) or Invitation.objects.filter(document=document).exists()


def names_of(posts: Iterable[Post], on: date) -> dict[int, str]:
    """Person and title of posts, by the post's id; ended ones too."""
    rows = list(posts)
    held = organisation.holders([post.pk for post in rows], on)
    return {p.pk: f"Đ/c {held[p.pk]}, {p.title}" if p.pk in held else p.title for p in rows}


def helped(actor: Actor) -> set[int]:
    """Principals of the leaders whose secretary the actor is."""
    rows = Delegation.objects.filter(
        organisation.in_force(actor.on), kind=DelegationKind.SECRETARY, to_post__principal_id__in=actor.post_ids
    )
    return set(rows.filter(from_post__agency_id=actor.agency_id).values_list("from_post__principal_id", flat=True))


def attendance_rows(invitation: Invitation) -> QuerySet[Attendance]:
    return Attendance.objects.filter(invitation=invitation).select_related("post", "sent_by").order_by("pk")


def post_meant(actor: Actor, principal_id: int, on: date) -> Post | None:
    """The post of the agency that a principal means: itself, or the head of the unit."""
    rows = Post.objects.filter(organisation.in_force(on), agency_id=actor.agency_id)
    return rows.filter(principal_id=principal_id).first() or (
        rows.filter(unit__principal_id=principal_id, is_head=True).order_by("order", "pk").first()
    )


def answerable_posts(actor: Actor, document: Document, invitation: Invitation) -> list[Post]:
    """Posts for which the actor may answer, the one the paper waits for first, then the actor's own."""
    named = {row.post_id: row for row in attendance_rows(invitation)}
    rows = Post.objects.filter(organisation.in_force(actor.on), agency_id=document.agency_id)
    others = helped(actor)
    leaders = rows.filter(roles__overlap=[Role.LEADER, Role.CHIEF_OF_OFFICE])
    own = rows.filter(principal_id__in=actor.post_ids)
    found = {post.pk: post for post in (*own, *leaders.order_by("order", "pk"))}
    able = [
        post
        for post in found.values()
        if rules.can_answer(actor, document, post.principal_id, others, named.get(post.pk))
    ]
    return sorted(
        able,
        key=lambda p: (p.principal_id != document.waits_for_id, p.principal_id not in actor.post_ids, p.order, p.pk),
    )


def invitation_view(actor: Actor, public_id: UUID, at: datetime) -> InvitationView | None:
    """Everything about the meeting of a paper that the actor may read; None to a stranger."""
    document = documents.paper_for(actor, public_id)
    if document is None:
        return None
    can_set = papers.can_set_meeting(actor, document)
    invitation = documents.invitation_for(actor, public_id)
    if invitation is None:
        return InvitationView(document, None, can_set)
    rows = list(attendance_rows(invitation))
    newer = getattr(invitation, "replaced_by", None)
    older = invitation.replaces
    is_over = (invitation.ends_at or invitation.starts_at) < at
    stands = rules.is_open(invitation, newer is not None)
    asked = answerable_posts(actor, document, invitation) if stands else []
    open_to = _open_answers(actor, document, asked, rows)
    posts = [*(row.post for row in rows), *asked]
    names = names_of(posts, actor.on)
    against = _words(
        clashes([p.pk for p in posts], invitation.starts_at, invitation.ends_at, _chain(invitation)) if posts else []
    )
    return InvitationView(
        document,
        invitation,
        can_set,
        replaced_by=newer.document if newer is not None and papers.can_see(actor, newer.document) else None,
        replaces=older.document if older is not None and papers.can_see(actor, older.document) else None,
        is_over=is_over,
        answers=[Answered(row, names[row.post_id], against.get(row.post_id, ())) for row in rows],
        asked=[Asked(p.principal_id, p.pk, names[p.pk], against.get(p.pk, ()), open_to[p.pk]) for p in asked],
    )


def _open_answers(
    actor: Actor, document: Document, posts: list[Post], rows: list[Attendance]
) -> dict[int, tuple[str, ...]]:
    """By post, the answers that the actor may give for it."""
    others, named = helped(actor) if posts else set(), {row.post_id: row for row in rows}
    return {
        post.pk: tuple(
            answer
            for answer in Answer.values
            if rules.can_answer(actor, document, post.principal_id, others, named.get(post.pk), answer)
        )
        for post in posts
    }


def _chain(invitation: Invitation) -> list[int]:
    return [pk for pk in (invitation.pk, invitation.replaces_id) if pk is not None]


def _words(found: list[Clash]) -> dict[int, tuple[str, ...]]:
    by_post: dict[int, tuple[str, ...]] = {}
    for clash in found:
        by_post[clash.post_id] = (*by_post.get(clash.post_id, ()), clash.words)
    return by_post
