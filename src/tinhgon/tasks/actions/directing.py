"""Directions on papers: proposed by the office, given or accepted by a leader, replaced by a newer one."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle as papers
from tinhgon.documents.actions import handling
from tinhgon.documents.actions.papers import Admitted
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Post
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import files, giving, rows
from tinhgon.tasks.choices import OPEN_STATES, DirectionKind, TaskState
from tinhgon.tasks.models import Direction, Task


@dataclass(frozen=True)
class Order:
    """What a direction says: words, who leads, cooperates and is informed, by when, with which product."""

    text: str
    lead: int | None
    cooperating: tuple[int, ...]
    informed: tuple[int, ...]
    due: datetime | None
    product: str = ""


@dataclass(frozen=True)
class OnPaper:
    """The leader's own handwriting, entered by somebody else or by the leader."""

    in_place_of: int | None
    scan: Admitted | None


def direct(
    actor: Actor,
    document_id: uuid.UUID,
    text: str,
    at: datetime,
    *,
    lead: int | None = None,
    cooperating: Iterable[int] = (),
    informed: Iterable[int] = (),
    due: datetime | None = None,
    product: str = "",
    is_from_paper: bool = False,
    scan: files.Attachment | None = None,
    in_place_of: int | None = None,
    supersedes: uuid.UUID | None = None,
    proposal: uuid.UUID | None = None,
    request_key: str = "",
) -> Direction:
    """A leader's direction on an incoming paper makes the task of the unit or person that leads.

    A secretary enters what a leader wrote on paper (`is_from_paper`, `in_place_of`; office-practice B 13). Without
    a lead the paper is for information or filing. A second leader replaces the first one's words knowingly
    (`supersedes`) or is refused; who was forwarded the paper goes on from there.
    """
    order = Order(text, lead, tuple(cooperating), tuple(informed), due, product)
    on_paper = OnPaper(in_place_of, files.admit(actor, scan, at)) if is_from_paper else None
    with transaction.atomic():
        return _direct(actor, document_id, order, at, on_paper, supersedes, proposal, request_key)


def _direct(
    actor: Actor,
    document_id: uuid.UUID,
    order: Order,
    at: datetime,
    on_paper: OnPaper | None,
    supersedes: uuid.UUID | None,
    proposal: uuid.UUID | None,
    request_key: str,
) -> Direction:
    document = _locked_paper(actor, document_id)
    by_post, by = _author(actor, document, on_paper)
    made = _made_before(by_post, request_key)
    if made is not None:
        return made
    current = queries.direction_in_force(document.pk)
    forwarded = current is not None and current.lead_id in actor.principals
    if not forwarded:
        require(rules.can_follow(current, _named(supersedes, document)))
    direction = _write(
        actor, document, DirectionKind.DIRECTION, by_post, by, order, at, on_paper=on_paper, request_key=request_key
    )
    if proposal is not None:
        _answer_proposal(direction, proposal, document, at)
    parent = _forwarded_task(current, actor) if current is not None and forwarded else None
    if current is not None and not forwarded:
        _supersede(actor, current, direction, at)
    task = _task_of(actor, direction, document, order.product, parent, at)
    _handle(actor, document, direction, task, parent, at)
    if on_paper is not None and by_post.principal_id != actor.post_id:
        _tell(document, [by_post.principal_id], f"{actor.label} đã nhập bút phê giấy của đồng chí", "paper", at)
    return direction


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
    document = _locked_paper(actor, document_id)
    require(rules.can_propose(actor, document))
    by_post = giving.acting_post(actor)
    made = _made_before(by_post, request_key)
    if made is not None:
        return made
    on = localdate(at)
    leader = queries.assignee(to_leader, on)
    if leader.agency_id != actor.agency_id:
        raise Refused("Lãnh đạo nhận đề xuất phải thuộc cơ quan mình.", field="to_leader")
    order = Order(text, lead, tuple(cooperating), tuple(informed), due)
    proposal = _write(actor, document, DirectionKind.PROPOSAL, by_post, actor.label, order, at, request_key=request_key)
    Direction.objects.filter(
        document=document, kind=DirectionKind.PROPOSAL, superseded_by=None, accepted_as=None, pk__lt=proposal.pk
    ).update(superseded_by=proposal)
    handling.add_to_chain(document.agency_id, document.pk, [to_leader, by_post.principal_id], on)
    Document.objects.filter(pk=document.pk).update(waits_for_id=to_leader)
    _tell(document, leader.told, f"{actor.label} đề xuất xử lý", f"proposal:{proposal.pk}", at)
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
    accepted = Direction.objects.filter(from_proposal=proposal).first()
    if accepted is not None:
        return accepted
    require(rules.can_accept_proposal(actor, proposal))
    return direct(
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


def _locked_paper(actor: Actor, public_id: uuid.UUID) -> Document:
    found = queries.document_for(actor, public_id)
    if found is None:
        raise Refused("Không tìm thấy văn bản, hoặc đồng chí không có quyền xem.", code="not_found")
    return papers.locked(found.pk, found.agency_id)


def _author(actor: Actor, document: Document, on_paper: OnPaper | None) -> tuple[Post, str]:
    """Whose words these are: the actor's, or those of a leader the actor may write down."""
    if on_paper is None or on_paper.in_place_of is None:
        require(rules.can_direct(actor, document))
        return giving.acting_post(actor), actor.label
    helped = dict(queries.helped_posts(actor))
    if on_paper.in_place_of not in helped:
        raise Refused("Đồng chí chưa được giao giúp việc lãnh đạo này nên không ghi thay bút phê.", code="forbidden")
    require(rules.can_enter_from_paper(actor, document))
    return Post.objects.get(principal_id=on_paper.in_place_of), helped[on_paper.in_place_of]


def _made_before(by_post: Post, request_key: str) -> Direction | None:
    if not request_key:
        return None
    return Direction.objects.filter(by_post=by_post, request_key=request_key).first()


def _named(public_id: uuid.UUID | None, document: Document) -> Direction | None:
    return Direction.objects.filter(public_id=public_id, document=document).first() if public_id else None


def _write(
    actor: Actor,
    document: Document,
    kind: str,
    by_post: Post,
    by: str,
    order: Order,
    at: datetime,
    *,
    on_paper: OnPaper | None = None,
    request_key: str = "",
) -> Direction:
    if not order.text.strip():
        raise Refused("Ghi nội dung ý kiến, hoặc chọn một câu có sẵn.", field="text")
    giving.require_due(order.due, at, document.issued_on)
    cooperating = [i for i in order.cooperating if i != order.lead]
    on = localdate(at)
    for principal in {*cooperating, *order.informed, *([order.lead] if order.lead else [])}:
        queries.assignee(principal, on)
    return Direction.objects.create(
        document=document,
        kind=kind,
        text=order.text.strip(),
        by_post=by_post,
        by=by,
        at=at,
        lead_id=order.lead,
        cooperating_ids=cooperating,
        informed_ids=[i for i in order.informed if i != order.lead and i not in cooperating],
        due_at=order.due,
        is_from_paper=on_paper is not None,
        entered_by=actor.label if on_paper is not None else "",
        scan=files.keep(on_paper.scan, at) if on_paper is not None else None,
        request_key=request_key,
    )


def _answer_proposal(direction: Direction, proposal: uuid.UUID, document: Document, at: datetime) -> None:
    answered = _named(proposal, document)
    if answered is None or answered.kind != DirectionKind.PROPOSAL:
        raise Refused("Không tìm thấy đề xuất của văn bản này.", code="not_found")
    if Direction.objects.filter(from_proposal=answered).exists():
        raise Refused("Đề xuất này đã có bút phê. Tải lại trang để xem.", code="state")
    direction.from_proposal = answered
    direction.save(update_fields=["from_proposal"])
    _tell(document, [answered.by_post.principal_id], f"{direction.by} đã cho ý kiến theo đề xuất", "answered", at)


def _forwarded_task(current: Direction, actor: Actor) -> Task | None:
    """The task by which the paper was forwarded to the actor; what the actor gives hangs below it."""
    return (
        current.tasks.filter(
            Q(lead_post__principal_id__in=actor.post_ids) | Q(owner_unit_id__in=actor.headed_unit_ids),
            state__in=OPEN_STATES,
        )
        .select_related("given_by", "lead_post", "owner_unit", "document", "parent")
        .select_for_update(of=("self",))
        .first()
    )


def _supersede(actor: Actor, current: Direction, direction: Direction, at: datetime) -> None:
    """The replaced words stay readable; their open tasks end."""
    Direction.objects.filter(pk=current.pk).update(superseded_by=direction)
    reason = f"Thay bằng bút phê của {direction.by}"
    tasks = (Task.objects.filter(direction=current) | Task.objects.filter(parent__direction=current)).filter(
        state__in=(*OPEN_STATES, TaskState.RETURNED)
    )
    for task in tasks.select_for_update(of=("self",)).order_by("id"):
        to = rows.told(task, at)
        lifecycle.advance(actor, task, "tasks.cancel", at, {"reason": reason}, last_reason=reason[:500])
        rows.tell(task, to, "task", f"{reason}, nhiệm vụ dừng", "superseded", at)
    _tell(direction.document, [current.by_post.principal_id], f"{reason}, thay ý kiến của đồng chí", "replaced", at)


def _task_of(
    actor: Actor, direction: Direction, document: Document, product: str, parent: Task | None, at: datetime
) -> Task | None:
    if direction.lead_id is None:
        return None
    if parent is not None:
        fits = rules.due_fits_parent(direction.due_at, parent)
        if not fits:
            raise Refused(fits.reason, field="due")
    return giving.make(
        actor,
        direction.by_post,
        direction.by,
        document.subject or direction.text,
        direction.lead_id,
        direction.due_at or (parent.due_at if parent else None),
        at,
        cooperating=direction.cooperating_ids,
        informed=direction.informed_ids,
        document=document,
        direction=direction,
        parent=parent,
        product=product,
    )


def _handle(
    actor: Actor, document: Document, direction: Direction, task: Task | None, parent: Task | None, at: datetime
) -> None:
    """The paper's own columns, its readers and its line of history."""
    if task is not None:
        lifecycle.record(actor, task, "tasks.create", at, {"due_at": task.due_at, "by": direction.by})
    chain = {
        direction.by_post.principal_id,
        *direction.cooperating_ids,
        *direction.informed_ids,
        *([direction.lead_id] if direction.lead_id else []),
    }
    on = localdate(at)
    if parent is not None:
        handling.add_to_chain(document.agency_id, document.pk, chain, on)
        if parent.state == TaskState.ASSIGNED:
            lifecycle.advance(actor, parent, "tasks.accept", at)
        rows.follow_document(parent, at)
        audit.record(actor, "tasks.direct", "document", document.pk, document.label, at, home=document.agency_id)
        return
    handling.direct(
        actor,
        document.pk,
        handling.Handling(
            lead_unit_id=task.owner_unit_id if task else None,
            lead_post_id=task.lead_post_id if task else None,
            due_at=direction.due_at,
            chain=tuple(sorted(chain)),
            waits_for_id=direction.lead_id,
        ),
        on,
        at,
    )
    if task is None:
        handling.set_progress(document.agency_id, document.pk, progress=100, is_done=True, at=at)
        for principal in direction.informed_ids:
            _tell(document, queries.assignee(principal, on).told, f"{direction.by} chuyển để biết", "inform", at)


def _tell(document: Document, to: Iterable[int], text: str, cause: str, at: datetime) -> None:
    notices.tell(
        document.agency_id,
        to,
        "document",
        f"{text}: {document.label}",
        reverse("documents:document", args=[document.public_id]),
        f"direction:{document.pk}:{cause}:{at.timestamp():.0f}"[:120],
        at,
    )
