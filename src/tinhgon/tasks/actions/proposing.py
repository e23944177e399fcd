"""The office's proposals for a direction (office-practice B 11): put to a leader, accepted with one tap, taken back by
who made them. Refuses one that was replaced, taken back or answered."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle as papers
from tinhgon.documents.actions import handling
from tinhgon.documents.models import Document
from tinhgon.tasks import queries, rules
from tinhgon.tasks.actions import directing, giving
from tinhgon.tasks.choices import DirectionKind
from tinhgon.tasks.models import Direction


@transaction.atomic
def propose(
    actor: Actor,
    document_id: uuid.UUID,
    text: str,
    at: datetime,
    *,
    to_leader: int,
    lead: int | None = None,
    cooperating: Iterable[int] = (),
    informed: Iterable[int] = (),
    due: datetime | None = None,
    request_key: str = "",
) -> Direction:
    """The office proposes how a paper is handled; the leader accepts with one tap or edits (B 11)."""
    document = directing.locked_paper(actor, document_id)
    require(rules.can_propose(actor, document))
    by_post = giving.acting_post(actor)
    made = directing.made_before(by_post, request_key)
    if made is not None:
        return made
    on = localdate(at)
    leader = queries.assignee(to_leader, on)
    if leader.agency_id != actor.agency_id:
        raise Refused("Lãnh đạo nhận đề xuất phải thuộc cơ quan mình.", field="to_leader")
    order = directing.Order(text, lead, tuple(cooperating), tuple(informed), due)
    kind = DirectionKind.PROPOSAL
    proposal = directing.write(actor, document, kind, by_post, actor.label, order, at, request_key=request_key)
    Direction.objects.filter(
        document=document, kind=kind, superseded_by=None, accepted_as=None, withdrawn_at=None, pk__lt=proposal.pk
    ).update(superseded_by=proposal)
    handling.add_to_chain(document.agency_id, document.pk, [to_leader, by_post.principal_id], on)
    Document.objects.filter(pk=document.pk).update(waits_for_id=to_leader)
    directing.tell(document, leader.told, f"{actor.label} đề xuất xử lý", f"proposal:{proposal.pk}", at)
    audit.record(
        actor,
        "tasks.propose",
        "document",
        document.pk,
        document.label,
        at,
        home=document.agency_id,
        detail={"text": "" if document.is_restricted else text.strip(), "to": leader.label, "due_at": due},
    )
    return proposal


@transaction.atomic
def accept_proposal(actor: Actor, public_id: uuid.UUID, at: datetime) -> Direction:
    """One tap makes the office's proposal the leader's direction; tapping twice changes nothing."""
    proposal = queries.direction_for(actor, public_id)
    if proposal is None or proposal.kind != DirectionKind.PROPOSAL:
        raise Refused("Không tìm thấy đề xuất, hoặc đồng chí không có quyền xem.", code="not_found")
    papers.locked(proposal.document_id, proposal.document.agency_id)
    proposal.refresh_from_db(fields=["withdrawn_at", "superseded_by"])
    accepted = Direction.objects.filter(from_proposal=proposal).first()
    if accepted is not None:
        return accepted
    require(rules.can_accept_proposal(actor, proposal))
    return directing.direct(
        actor,
        proposal.document.public_id,
        proposal.text,
        at,
        lead=proposal.lead_id,
        cooperating=proposal.cooperating_ids,
        informed=proposal.informed_ids,
        due=proposal.due_at,
        proposal=proposal.public_id,
    )


@transaction.atomic
def withdraw_proposal(actor: Actor, public_id: uuid.UUID, reason: str, at: datetime) -> Direction:
    """Who proposed takes it back before the leader answered; it stays readable. Twice is once."""
    found = queries.direction_for(actor, public_id)
    if found is None or found.kind != DirectionKind.PROPOSAL:
        raise Refused("Không tìm thấy đề xuất, hoặc đồng chí không có quyền xem.", code="not_found")
    document = papers.locked(found.document_id, found.document.agency_id)
    proposal = Direction.objects.select_related("by_post").get(pk=found.pk)
    is_own = proposal.by_post.principal_id in actor.post_ids
    if is_own and proposal.withdrawn_at is not None:
        return proposal
    is_answered = Direction.objects.filter(from_proposal=proposal).exists()
    require(rules.can_withdraw_proposal(actor, proposal, is_answered))
    if not reason.strip():
        raise Refused("Nêu lý do rút đề xuất.", field="reason")
    proposal.withdrawn_at, proposal.withdrawn_why = at, reason.strip()[:300]
    proposal.save(update_fields=["withdrawn_at", "withdrawn_why"])
    waits_for = [document.waits_for_id] if document.waits_for_id is not None else []
    directing.tell(document, waits_for, f"{actor.label} rút đề xuất xử lý", f"withdrawn:{proposal.pk}", at)
    detail = {"reason": "" if document.is_restricted else proposal.withdrawn_why}
    audit.record(
        actor,
        "tasks.withdraw_proposal",
        "document",
        document.pk,
        document.label,
        at,
        home=document.agency_id,
        detail=detail,
    )
    return proposal
