"""Directions and proposals on a paper, and what the form of a direction offers."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Verdict
from tinhgon.documents.models import Document
from tinhgon.tasks import rules
from tinhgon.tasks.choices import QUICK_PHRASES, DirectionKind
from tinhgon.tasks.models import Direction, QuickPhrase
from tinhgon.tasks.queries import assignees
from tinhgon.tasks.queries.papers import document_for


def direction_in_force(document_id: int) -> Direction | None:
    """The newest direction that nothing has replaced."""
    return (
        Direction.objects.filter(document_id=document_id, kind=DirectionKind.DIRECTION, superseded_by=None)
        .select_related("lead", "by_post")
        .order_by("-id")
        .first()
    )


def is_forwarded(current: Direction | None, actor: Actor) -> bool:
    """Whether the direction in force sent the paper on to the actor: to a post he holds or the unit he heads himself.
    One that gave it to a unit below him passed him over (office-practice B 12)."""
    return current is not None and current.lead_id in actor.post_ids | assignees.headed_directly(actor)


def direction_for(actor: Actor, public_id: uuid.UUID) -> Direction | None:
    """A direction on a paper the actor may see."""
    return (
        Direction.objects.select_related("document", "by_post")
        .filter(public_id=public_id, document__reader_ids__overlap=sorted(actor.principals))
        .first()
    )


def quick_phrases(actor: Actor) -> list[str]:
    """One's own, whatever the post; the house's where a person keeps none."""
    own = QuickPhrase.objects.filter(owner_id=actor.person_id).order_by("order", "id")
    return list(own.values_list("text", flat=True)) or list(QUICK_PHRASES)


@dataclass(frozen=True)
class Directing:
    """What the form of a direction shows and offers."""

    document: Document
    current: Direction | None
    is_forwarded: bool
    proposal: Direction | None
    phrases: list[str]
    can_direct: Verdict
    can_propose: Verdict
    helped: list[tuple[int, str]]


def directing(actor: Actor, public_id: uuid.UUID) -> Directing | None:
    document = document_for(actor, public_id)
    if document is None:
        return None
    current = direction_in_force(document.pk)
    proposal = open_proposals([document.pk]).get(document.pk)
    return Directing(
        document=document,
        current=current,
        is_forwarded=is_forwarded(current, actor),
        proposal=proposal,
        phrases=quick_phrases(actor),
        can_direct=rules.can_direct(actor, document),
        can_propose=rules.can_propose(actor, document),
        helped=assignees.helped_posts(actor),
    )


def open_proposals(document_ids: Iterable[int]) -> dict[int, Direction]:
    """The office's proposal that waits for the leader, by paper."""
    rows = Direction.objects.filter(
        document_id__in=list(document_ids), kind=DirectionKind.PROPOSAL, superseded_by=None, accepted_as=None,
        withdrawn_at=None,
    )  # fmt: skip
    return {row.document_id: row for row in rows.order_by("id")}


def direction_initial(found: Directing) -> dict[str, object]:
    """The form of a direction starts from the office's open proposal, when there is one."""
    initial: dict[str, object] = {"supersedes": found.current.public_id if found.current else None}
    proposal = found.proposal
    if proposal is None:
        return initial
    due = f"{rules.localtime(proposal.due_at):%H:%M %d/%m/%Y}" if proposal.due_at else ""
    return initial | {
        "text": proposal.text,
        "lead": proposal.lead_id,
        "cooperating": proposal.cooperating_ids,
        "informed": proposal.informed_ids,
        "due": due,
        "proposal": proposal.public_id,
    }


def proof_choices(actor: Actor, limit: int = 30) -> list[tuple[str, str]]:
    """The agency's newest own papers that may prove a task done."""
    rows = Document.objects.filter(reader_ids__overlap=sorted(actor.principals), agency_id=actor.agency_id).exclude(
        flow=Flow.INCOMING
    )
    return [(str(d.public_id), d.label[:120]) for d in rows.order_by("-id")[:limit]]
