"""Giving work: a task without a paper, and passing on inside a unit."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents.actions import handling
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Post, Unit
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import crossing, rows
from tinhgon.tasks.choices import Boundary, ParticipantRole, TaskState
from tinhgon.tasks.models import Direction, Participant, Task


def create(
    actor: Actor,
    title: str,
    lead: int,
    due: datetime | None,
    at: datetime,
    *,
    cooperating: Iterable[int] = (),
    informed: Iterable[int] = (),
    product: str = "",
    responsibility: str = "",
    authority: str = "",
    request_key: str = "",
) -> Task:
    """Give a task that comes from no paper, also to a unit of an agency below; a double submit with the same
    `request_key` is one task."""
    require(rules.can_create(actor))
    made = _made_before(actor, request_key)
    if made is not None:
        return made
    title = title.strip()
    if not title:
        raise Refused("Nêu rõ việc cần làm.", field="title")
    require_due(due, at)
    given_by = acting_post(actor)
    to = queries.assignee(lead, localdate(at))
    crossing.require_crossing(actor, to, at)
    require(rules.can_give_to(actor, to.agency_id, to.unit_id))
    try:
        with transaction.atomic():
            task = make(
                actor,
                given_by,
                actor.label,
                title,
                lead,
                due,
                at,
                cooperating=cooperating,
                informed=informed,
                product=product,
                responsibility=responsibility,
                authority=authority,
                request_key=request_key,
            )
            lifecycle.record(actor, task, "tasks.create", at, {"due_at": due})
            if task.boundary == Boundary.SENT:
                crossing.send(actor, task, to, at)
    except IntegrityError:
        # The same request came twice at once: the other one has won.
        made = _made_before(actor, request_key)
        if made is None:
            raise
        return made
    return task


def _made_before(actor: Actor, request_key: str) -> Task | None:
    if not request_key:
        return None
    return Task.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()


def make(
    actor: Actor,
    given_by: Post,
    given_by_label: str,
    title: str,
    lead: int,
    due: datetime | None,
    at: datetime,
    *,
    cooperating: Iterable[int] = (),
    informed: Iterable[int] = (),
    document: Document | None = None,
    direction: Direction | None = None,
    parent: Task | None = None,
    product: str = "",
    responsibility: str = "",
    authority: str = "",
    request_key: str = "",
) -> Task:
    """The row of a new task with its participants, readers and notices; part of an act, writes no history."""
    on = localdate(at)
    to = queries.assignee(lead, on)
    leaves = crossing.require_crossing(actor, to, at)
    task = Task.objects.create(
        agency_id=actor.agency_id,
        owner_unit_id=to.unit_id,
        document=document,
        direction=direction,
        parent=parent,
        title=title[:500],
        title_key=vntext.fold(title)[:500],
        lead_post_id=None if leaves else to.post_id or to.chief_post_id,
        boundary=Boundary.SENT if leaves else "",
        product=product.strip(),
        responsibility=responsibility.strip(),
        authority=authority.strip(),
        given_by=given_by,
        given_by_label=given_by_label,
        given_at=at,
        first_due_at=due,
        due_at=due,
        state=TaskState.ASSIGNED,
        is_restricted=document.is_restricted if document else bool(parent and parent.is_restricted),
        request_key=request_key,
    )
    others = _add_participants(actor, task, lead, cooperating, informed, on)
    rows.compile_readers(task)
    if not leaves:
        rows.tell(task, to.told, "task", f"{given_by_label} giao nhiệm vụ", "given", at)
        over = queries.heads_passed_over(to, given_by.unit_id, on)
        rows.tell(task, over, "task", f"{given_by_label} giao việc trong đơn vị đồng chí phụ trách", "over", at)
    rows.tell(task, others, "task", f"{given_by_label} mời phối hợp, theo dõi nhiệm vụ", "joined", at)
    return task


def _add_participants(
    actor: Actor, task: Task, lead: int, cooperating: Iterable[int], informed: Iterable[int], on: date
) -> list[int]:
    seen = {lead}
    told: list[int] = []
    for role, principals in (
        (ParticipantRole.COOPERATE, cooperating),
        (ParticipantRole.INFORM, informed),
    ):
        for principal in principals:
            if principal in seen:
                continue
            seen.add(principal)
            who = queries.assignee(principal, on)
            require(rules.is_of_agency(actor, who.label, who.agency_id))
            Participant.objects.create(task=task, role=role, principal_id=principal, label=who.label)
            told += who.told
    return told


@transaction.atomic
def pass_on(
    actor: Actor,
    public_id: uuid.UUID,
    lead: int,
    at: datetime,
    *,
    title: str = "",
    due: datetime | None = None,
    product: str = "",
    note: str = "",
    request_key: str = "",
) -> Task:
    """A unit's head names the person in charge or, with a `title`, gives a part of the work as a sub-task.

    Passing on takes the task over if nobody had; the paper becomes readable for whoever works on it.
    """
    task = rows.locked(actor, public_id)
    made = _made_before(actor, request_key)
    if made is not None:
        return made
    require(rules.can_pass_on(actor, task))
    on = localdate(at)
    to = queries.assignee(lead, on)
    by_leader = rules.is_passed_by_leader(actor, task)
    if to.agency_id != task.agency_id or (to.unit_id not in actor.headed_unit_ids and not by_leader):
        raise Refused("Chỉ phân công trong đơn vị mình phụ trách.", field="lead")
    if title.strip():
        _require_sub_due(due, task, at)
        passed = make(
            actor,
            acting_post(actor),
            actor.label,
            title.strip(),
            lead,
            due or task.due_at,
            at,
            document=task.document,
            parent=task,
            product=product,
            request_key=request_key,
        )
    else:
        passed = _hand_on(actor, task, to, by_leader, at)
    if task.document is not None:
        handling.add_to_chain(
            task.document.agency_id, task.document.pk, {lead, *(to.told if to.post_id is None else ())}, on
        )
    if task.state == TaskState.ASSIGNED:
        lifecycle.advance(actor, task, "tasks.accept", at)
        # Who does the work over there is that agency's own affair: only that it was taken over crosses.
        crossing.mirror(actor, task, "tasks.accept", at, f"{actor.label} tiếp nhận nhiệm vụ")
    rows.follow_document(task, at)
    lifecycle.record(actor, passed, "tasks.pass_on", at, {"to": to.label, "due_at": due, "note": note.strip()})
    return passed


def _hand_on(actor: Actor, task: Task, to: queries.Assignee, by_leader: bool, at: datetime) -> Task:
    """Name the person in charge; a leader hands the task on to a unit, too, and stays a reader."""
    if to.post_id is None and not by_leader:
        raise Refused("Chọn người phụ trách, hoặc nêu việc con để giao cho đơn vị trực thuộc.", field="lead")
    # Whoever held it and passed it on knows of it: the person, or the head for whose unit it was.
    before = task.lead_post.principal_id if task.lead_post is not None else None
    if before is None and not by_leader:
        before = task.owner_unit.principal_id
    task.lead_post = Post.objects.get(pk=to.post_id) if to.post_id is not None else None
    if by_leader:
        task.owner_unit = Unit.objects.get(pk=to.unit_id)
    task.save(update_fields=["lead_post", "owner_unit"])
    rows.compile_readers(task, [before] if before is not None else [])
    rows.tell(task, to.told, "task", f"{actor.label} phân công", f"passed:{to.post_id}:{at.timestamp():.0f}", at)
    over = queries.heads_passed_over(to, actor.unit_id, localdate(at)) - actor.post_ids
    words, cause = f"{actor.label} phân công trong đơn vị đồng chí phụ trách", f"over:{to.post_id}:{at.timestamp():.0f}"
    rows.tell(task, over, "task", words, cause, at)
    return task


def _require_sub_due(due: datetime | None, parent: Task, at: datetime) -> None:
    fits = rules.due_fits_parent(due, parent)
    if not fits:
        raise Refused(fits.reason, field="due")
    if due is not None:
        require_due(due, at)


def require_due(due: datetime | None, at: datetime, paper_on: date | None = None) -> None:
    """Refuse an impossible deadline at its field."""
    possible = rules.due_is_possible(due, at, paper_on)
    if not possible:
        raise Refused(possible.reason, field="due")


def acting_post(actor: Actor) -> Post:
    """The post the actor acts in. Raises Refused for somebody without one."""
    post = Post.objects.filter(principal_id=actor.post_id).first() if actor.post_id else None
    if post is None:
        raise Refused("Tài khoản chưa giữ vị trí công tác nào. Đề nghị cán bộ tổ chức bố trí trước.", code="no_post")
    return post
