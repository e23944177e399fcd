"""Directions on papers: given by a leader or entered from paper, replaced by a newer one, forwarded."""

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
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Post
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import asking, crossing, files, giving, rows
from tinhgon.tasks.choices import OPEN_STATES, Boundary, DirectionKind, TaskState
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
    a lead the paper is for information or filing: that ends its handling, with the reason, like any closing without
    a reply (B 20), and it can be reopened. A second leader replaces the first one's words knowingly (`supersedes`) or
    is refused; who was forwarded the paper, himself or the unit he heads, goes on from there. A paper given to a
    unit below him was not forwarded to him: he is told (B 12), and replaces or leaves it. A unit of an agency below
    gets a task and a row of the paper of its own (B 16).
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
    document = locked_paper(actor, document_id)
    by_post, by = _author(actor, document, on_paper)
    made = made_before(by_post, request_key)
    if made is not None:
        return made
    current = queries.direction_in_force(document.pk)
    forwarded = queries.is_forwarded(current, actor)
    if not forwarded:
        require(rules.can_follow(current, named(supersedes, document)), code="wrong_state")
    require(rules.can_take_part(order.lead is not None, bool(order.cooperating)))
    direction = write(
        actor, document, DirectionKind.DIRECTION, by_post, by, order, at, on_paper=on_paper, request_key=request_key
    )
    if proposal is not None:
        _answer_proposal(direction, proposal, document, at)
    parent = _parent(document, current, actor, forwarded)
    if current is not None and not forwarded:
        _supersede(actor, current, direction, at)
    task = _task_of(actor, direction, document, order.product, parent, at)
    _handle(actor, document, direction, task, parent, at)
    if on_paper is not None and by_post.principal_id != actor.post_id:
        tell(document, [by_post.principal_id], f"{actor.label} đã nhập bút phê giấy của đồng chí", "paper", at)
    return direction


def locked_paper(actor: Actor, public_id: uuid.UUID) -> Document:
    found = queries.document_for(actor, public_id)
    if found is None:
        raise Refused("Không tìm thấy văn bản, hoặc đồng chí không có quyền xem.", code="not_found")
    for pk, home in queries.papers_across(found):
        papers.locked(pk, home)
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


def made_before(by_post: Post, request_key: str) -> Direction | None:
    if not request_key:
        return None
    return Direction.objects.filter(by_post=by_post, request_key=request_key).first()


def named(public_id: uuid.UUID | None, document: Document) -> Direction | None:
    return Direction.objects.filter(public_id=public_id, document=document).first() if public_id else None


def write(
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
    for principal in sorted({*cooperating, *order.informed}):
        who = queries.assignee(principal, on)
        require(rules.is_of_agency(actor, who.label, who.agency_id))
    if order.lead is not None and crossing.require_crossing(actor, queries.assignee(order.lead, on), at):
        require(rules.can_carry_paper(document))
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
    answered = named(proposal, document)
    if answered is None or answered.kind != DirectionKind.PROPOSAL:
        raise Refused("Không tìm thấy đề xuất của văn bản này.", code="not_found")
    if answered.withdrawn_at is not None:  # taken back while the leader wrote: the words are the leader's own
        return
    if Direction.objects.filter(from_proposal=answered).exists():
        raise Refused("Đề xuất này đã có bút phê. Tải lại trang để xem.", code="state")
    direction.from_proposal = answered
    direction.save(update_fields=["from_proposal"])
    tell(document, [answered.by_post.principal_id], f"{direction.by} đã cho ý kiến theo đề xuất", "answered", at)


def _parent(document: Document, current: Direction | None, actor: Actor, is_forwarded: bool) -> Task | None:
    """The open task that what the actor gives hangs below: by which the paper was forwarded to him, within this agency
    or from one above; of his own words that he replaces, the same as theirs."""
    if current is not None and not is_forwarded:
        is_own = current.by_post.principal_id in actor.post_ids
        mine = current.tasks.exclude(parent=None).select_related("parent").first() if is_own else None
        wanted = Q(pk=mine.parent_id) if mine is not None else Q(pk=None)
    else:
        whence = Q(direction=current) if current is not None else Q(boundary=Boundary.RECEIVED)
        wanted = whence & (Q(lead_post__principal_id__in=actor.post_ids) | Q(owner_unit_id__in=actor.headed_unit_ids))
    joined = ("given_by", "lead_post", "owner_unit", "document", "parent")
    rows_ = Task.objects.filter(wanted, document=document, state__in=OPEN_STATES).select_related(*joined)
    return rows_.order_by("id").select_for_update(of=("self",)).first()


def _supersede(actor: Actor, current: Direction, direction: Direction, at: datetime) -> None:
    """The replaced words stay readable; their open tasks end. Who replaces another's words replaces all that is in
    force on the paper; who replaces his own, those only."""
    replaced = Direction.objects.filter(pk=current.pk)
    if current.by_post_id != direction.by_post_id:
        replaced = Direction.objects.filter(
            document=direction.document, kind=DirectionKind.DIRECTION, superseded_by=None, pk__lt=direction.pk
        )
    found = list(replaced.select_related("by_post"))
    Direction.objects.filter(pk__in=[row.pk for row in found]).update(superseded_by=direction)
    reason = f"Thay bằng bút phê của {direction.by}"
    joined = ("given_by", "lead_post", "document", "owner_unit", "parent")
    tasks = Task.objects.filter(
        direction__in=found, document=direction.document, state__in=lifecycle.MOVES["tasks.cancel"]
    ).select_related(*joined)
    for task in list(tasks.select_for_update(of=("self",)).order_by("id")):
        task.refresh_from_db(fields=["state"])
        if task.state in lifecycle.MOVES["tasks.cancel"]:
            crossing.end([task], actor, reason, at)
    asking.close_replaced(found, direction.by, at)
    to = {row.by_post.principal_id for row in found}
    tell(direction.document, to, f"{reason}, thay ý kiến của đồng chí", "replaced", at)


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
    """The paper's own columns, its readers and its line of history. Who leads over there reads that side's row."""
    on = localdate(at)
    leaves = task is not None and task.boundary == Boundary.SENT
    if task is not None:
        lifecycle.record(actor, task, "tasks.create", at, {"due_at": task.due_at, "by": direction.by})
    if task is not None and leaves and direction.lead_id is not None:
        crossing.send(actor, task, queries.assignee(direction.lead_id, on), at)
    chain = {
        direction.by_post.principal_id,
        *direction.cooperating_ids,
        *direction.informed_ids,
        *([direction.lead_id] if direction.lead_id and not leaves else []),
    }
    if parent is not None and document.state == IncomingState.DIRECTED:
        handling.add_to_chain(document.agency_id, document.pk, chain, on)
        _take_over(actor, parent, at)
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
        closes_with="" if task or parent else _closing_reason(direction),
        closes_as="inform" if direction.informed_ids else "filed",
    )
    if parent is not None:
        _take_over(actor, parent, at)
    if task is None:
        for principal in direction.informed_ids:
            tell(document, queries.assignee(principal, on).told, f"{direction.by} chuyển để biết", "inform", at)


def _take_over(actor: Actor, parent: Task, at: datetime) -> None:
    """Who directs on takes over what was forwarded to him."""
    if parent.state == TaskState.ASSIGNED:
        lifecycle.advance(actor, parent, "tasks.accept", at)
        crossing.mirror(actor, parent, "tasks.accept", at, f"{actor.label} tiếp nhận nhiệm vụ")
    rows.follow_document(parent, at)


def _closing_reason(direction: Direction) -> str:
    """Why a paper that nobody is to act on is done (office-practice B 20)."""
    return f"{'Để biết' if direction.informed_ids else 'Lưu'} theo bút phê của {direction.by}"


def tell(document: Document, to: Iterable[int], text: str, cause: str, at: datetime) -> None:
    notices.tell(
        document.agency_id,
        to,
        "document",
        f"{text}: {document.label}",
        reverse("documents:document", args=[document.public_id]),
        f"direction:{document.pk}:{cause}:{at.timestamp():.0f}"[:120],
        at,
    )
