"""What the giver decides: more time or not, recognised or to be done again, given to another, cancelled."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents.actions import handling
from tinhgon.organisation.models import Unit
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import crossing, rows
from tinhgon.tasks.choices import Boundary, ExtensionState
from tinhgon.tasks.models import Extension, Task


@transaction.atomic
def decide_extension(actor: Actor, public_id: uuid.UUID, is_granted: bool, answer: str, at: datetime) -> Extension:
    """Grant or refuse the extension asked for; `first_due_at` stays what it was (6.1)."""
    task = rows.locked(actor, public_id)
    extension = queries.open_extension(task)
    require(rules.can_decide_extension(actor, task, extension))
    if extension is None:
        raise Refused("Không có đề nghị gia hạn nào đang chờ.")
    if not is_granted and not answer.strip():
        raise Refused("Nêu lý do không đồng ý gia hạn.", field="answer")
    extension.state = ExtensionState.GRANTED if is_granted else ExtensionState.REFUSED
    extension.decided_at, extension.decided_by, extension.answer = at, actor.label, answer.strip()[:500]
    extension.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    if is_granted:
        task.due_at = extension.asked_due_at
        task.save(update_fields=["due_at"])
        rows.follow_document(task, at, with_due=True)
    words = (
        f"Đồng ý gia hạn đến {localtime(extension.asked_due_at):%H:%M %d/%m/%Y}"
        if is_granted
        else "Không đồng ý gia hạn"
    )
    rows.tell(task, rows.told(task, at), "task", words, f"decided:{extension.pk}", at)
    detail = {"granted": is_granted, "until": extension.asked_due_at, "answer": extension.answer}
    crossing.carry_decision(rows.across(task), extension)
    crossing.mirror(actor, task, "tasks.decide_extension", at, words, detail)
    lifecycle.record(actor, task, "tasks.decide_extension", at, detail)
    return extension


@transaction.atomic
def recognise(actor: Actor, public_id: uuid.UUID, at: datetime) -> Task:
    """Công nhận hoàn thành: by who gave the task; the paper is done when its main tasks all are."""
    task = rows.locked(actor, public_id)
    if rules.is_giver(actor, task) and lifecycle.has_made(task, "tasks.recognise"):
        return task
    require(rules.can_recognise(actor, task))
    rows.tell(task, rows.told(task, at), "task", f"{actor.label} công nhận hoàn thành", "recognised", at)
    lifecycle.advance(actor, task, "tasks.recognise", at, completed_at=at)
    rows.follow_document(task, at)
    crossing.mirror(actor, task, "tasks.recognise", at, f"{actor.label} công nhận hoàn thành")
    return task


@transaction.atomic
def send_back(actor: Actor, public_id: uuid.UUID, reason: str, at: datetime) -> Task:
    """The work handed in is not enough: to be done again, with what is missing."""
    task = rows.locked(actor, public_id)
    require(rules.can_send_back(actor, task))
    if not reason.strip():
        raise Refused("Nêu rõ phần còn thiếu để làm lại.", field="reason")
    rows.tell(
        task, rows.told(task, at), "task", f"{actor.label} yêu cầu làm lại", f"sent_back:{at.timestamp():.0f}", at
    )
    lifecycle.advance(
        actor,
        task,
        "tasks.send_back",
        at,
        {"reason": reason.strip()},
        last_reason=reason.strip()[:500],
        reported_at=None,
        progress=min(task.progress, 90),
    )
    rows.follow_document(task, at)
    words = f"{actor.label} yêu cầu làm lại"
    crossing.mirror(actor, task, "tasks.send_back", at, words, {"reason": reason.strip()})
    return task


@transaction.atomic
def clarify(
    actor: Actor,
    public_id: uuid.UUID,
    at: datetime,
    *,
    product: str,
    responsibility: str,
    authority: str,
) -> Task:
    """Fill in what is missing of the "6 rõ"; the doer is told."""
    task = rows.locked(actor, public_id)
    require(rules.can_clarify(actor, task))
    said = {"product": product, "responsibility": responsibility, "authority": authority}
    changed = {name: text.strip() for name, text in said.items() if text.strip() != getattr(task, name)}
    if not changed:
        return task
    for name, text in changed.items():
        setattr(task, name, text)
    task.save(update_fields=list(changed))
    rows.tell(
        task, rows.told(task, at), "task", f"{actor.label} bổ sung nhiệm vụ", f"clarified:{at.timestamp():.0f}", at
    )
    detail = {} if task.is_restricted else changed
    lifecycle.record(actor, task, "tasks.clarify", at, detail)
    crossing.mirror(actor, task, "tasks.clarify", at, f"{actor.label} bổ sung nhiệm vụ", detail)
    return task


@transaction.atomic
def reassign(actor: Actor, public_id: uuid.UUID, lead: int, at: datetime) -> Task:
    """Give a returned task, or one nobody took over yet, to another unit or person, also of an agency below."""
    task = rows.locked(actor, public_id)
    require(rules.can_reassign(actor, task))
    on = localdate(at)
    to = queries.assignee(lead, on)
    leaves = crossing.require_crossing(actor, to, at)
    require(rules.can_give_to(actor, to.agency_id, to.unit_id))
    before = rows.told(task, at)
    crossing.take_back(actor, task, f"{actor.label} giao nơi khác", at)
    task.owner_unit = Unit.objects.get(pk=to.unit_id)
    task.lead_post_id = None if leaves else to.post_id or to.chief_post_id
    task.boundary = Boundary.SENT if leaves else ""
    task.save(update_fields=["owner_unit", "lead_post", "boundary"])
    task.refresh_from_db(fields=["lead_post"])
    rows.compile_readers(task)
    if task.document is not None and not leaves:
        handling.add_to_chain(task.document.agency_id, task.document.pk, [lead], on)
    stamp = f"{at.timestamp():.0f}"
    if not leaves:
        rows.tell(task, to.told, "task", f"{actor.label} giao nhiệm vụ", f"given:{stamp}", at)
    rows.tell(task, set(before) - set(to.told), "task", "Nhiệm vụ đã giao nơi khác", f"moved:{stamp}", at)
    lifecycle.advance(actor, task, "tasks.reassign", at, {"to": to.label})
    if leaves:
        crossing.send(actor, task, to, at)
    rows.follow_document(task, at)
    return task


@transaction.atomic
def cancel(actor: Actor, public_id: uuid.UUID, reason: str, at: datetime) -> Task:
    """End a task that need not be done any more, with its open sub-tasks."""
    task = rows.locked(actor, public_id)
    if rules.is_giver(actor, task) and lifecycle.has_made(task, "tasks.cancel"):
        return task
    require(rules.can_cancel(actor, task))
    if not reason.strip():
        raise Refused("Nêu lý do huỷ nhiệm vụ.", field="reason")
    crossing.end([task], actor, f"{actor.label} huỷ: {reason.strip()}"[:500], at)
    rows.follow_document(task, at)
    return task
