"""Doing work: taking it over, reporting progress with evidence, asking for more time, handing in, giving it back."""

import uuid
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.verdict import Refused, require
from tinhgon.documents.actions.papers import Admitted
from tinhgon.documents.models import Document
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import crossing, files, rows
from tinhgon.tasks.choices import ExtensionState, TaskState
from tinhgon.tasks.models import Extension, Report, Task

# A report without a paper as its proof.
_NONE = (None, None, "")


@transaction.atomic
def accept(actor: Actor, public_id: uuid.UUID, at: datetime) -> Task:
    """Take a task over; a second click changes nothing."""
    task = rows.locked(actor, public_id)
    if rules.is_responsible(actor, task) and lifecycle.has_made(task, "tasks.accept"):
        return task
    require(rules.can_accept(actor, task))
    lifecycle.advance(actor, task, "tasks.accept", at)
    crossing.mirror(actor, task, "tasks.accept", at, f"{actor.label} tiếp nhận nhiệm vụ")
    return task


def report_progress(
    actor: Actor,
    public_id: uuid.UUID,
    percent: int,
    text: str,
    at: datetime,
    *,
    evidence: files.Attachment | None = None,
    request_key: str = "",
) -> Report:
    """Say how far the work is, with a file as evidence where there is one; a double submit is one report."""
    admitted = files.admit(actor, evidence, at)
    with transaction.atomic():
        return _report_progress(actor, public_id, percent, text, at, admitted, request_key)


def _report_progress(
    actor: Actor,
    public_id: uuid.UUID,
    percent: int,
    text: str,
    at: datetime,
    evidence: Admitted | None,
    request_key: str,
) -> Report:
    task = rows.locked(actor, public_id)
    made = _made_before(task, request_key)
    if made is not None:
        return made
    require(rules.can_report_progress(actor, task))
    if not 0 <= percent <= 100:
        raise Refused("Tiến độ là số từ 0 đến 100.", field="percent")
    if not text.strip():
        raise Refused("Ghi kết quả đã làm hoặc vướng mắc.", field="text")
    report = Report.objects.create(
        task=task,
        at=at,
        by=actor.label,
        text=text.strip(),
        progress=percent,
        evidence=files.keep(evidence, at),
        evidence_name=files.name(evidence),
        request_key=request_key,
    )
    task.progress = percent
    task.save(update_fields=["progress"])
    rows.follow_document(task, at)
    rows.tell(
        task,
        rows.givers(task),
        "task",
        f"{actor.label} báo cáo tiến độ {percent}%",
        f"report:{report.pk}",
        at,
    )
    detail = {"progress": percent}
    lifecycle.record(actor, task, "tasks.report_progress", at, detail)
    words = f"{actor.label} báo cáo tiến độ {percent}%"
    crossing.carry_report(crossing.mirror(actor, task, "tasks.report_progress", at, words, detail), report, _NONE)
    return report


def report_done(
    actor: Actor,
    public_id: uuid.UUID,
    text: str,
    at: datetime,
    *,
    document_id: uuid.UUID | None = None,
    evidence: files.Attachment | None = None,
    request_key: str = "",
) -> Task:
    """Hand the work in with its proof: a paper of the office or a file. Who gave it recognises it."""
    admitted = files.admit(actor, evidence, at)
    with transaction.atomic():
        return _report_done(actor, public_id, text, at, document_id, admitted, request_key)


def _report_done(
    actor: Actor,
    public_id: uuid.UUID,
    text: str,
    at: datetime,
    document_id: uuid.UUID | None,
    evidence: Admitted | None,
    request_key: str,
) -> Task:
    task = rows.locked(actor, public_id)
    if _made_before(task, request_key) is not None:
        return task
    if rules.is_responsible(actor, task) and lifecycle.has_made(task, "tasks.report_done"):
        return task
    require(rules.can_report_done(actor, task))
    still_open = task.children.filter(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.REPORTED)).count()
    if still_open:
        raise Refused(f"Còn {still_open} việc con chưa xong. Công nhận hoặc huỷ việc con trước khi báo cáo hoàn thành.")
    proof = _proof(actor, document_id)
    if proof is None and evidence is None:
        raise Refused("Kèm sản phẩm: chọn văn bản hoặc tải tệp lên.", field="file")
    carried = crossing.proof_across(task, proof)
    blob = files.keep(evidence, at)
    report = Report.objects.create(
        task=task,
        at=at,
        by=actor.label,
        text=text.strip() or "Báo cáo hoàn thành",
        progress=100,
        evidence=blob,
        evidence_name=files.name(evidence),
        document=proof,
        request_key=request_key,
    )
    task.progress, task.reported_at, task.reply_document = 100, at, proof or task.reply_document
    _close_questions(task, actor.label, at)
    task.save(update_fields=["progress", "reported_at", "reply_document"])
    rows.tell(
        task,
        rows.givers(task),
        "task",
        f"{actor.label} báo cáo hoàn thành, chờ công nhận",
        f"done:{report.pk}",
        at,
    )
    detail = {"proof": proof.label if proof else report.evidence_name}
    lifecycle.advance(actor, task, "tasks.report_done", at, detail)
    rows.follow_document(task, at)
    words = f"{actor.label} báo cáo hoàn thành, chờ công nhận"
    other = crossing.mirror(actor, task, "tasks.report_done", at, words, detail)
    crossing.carry_report(other, report, carried)
    if other is not None:
        _close_questions(other, actor.label, at)
    return task


@transaction.atomic
def ask_extension(actor: Actor, public_id: uuid.UUID, until: datetime | None, reason: str, at: datetime) -> Extension:
    """Ask who gave the task for a later deadline, before the deadline has passed; the first one is kept."""
    task = rows.locked(actor, public_id)
    asked = queries.open_extension(task)
    if asked is not None and asked.asked_due_at == until and asked.reason == reason.strip():
        return asked
    require(rules.can_ask_extension(actor, task, at, asked is not None))
    if until is None or task.due_at is None or until <= task.due_at:
        raise Refused("Hạn đề nghị phải sau hạn hiện tại.", field="due")
    if problem := deadlines.too_far(until, at):
        raise Refused(problem, field="due")
    if not reason.strip():
        raise Refused("Nêu lý do đề nghị gia hạn.", field="reason")
    if task.parent is not None:
        fits = rules.due_fits_parent(until, task.parent)
        if not fits:
            raise Refused(fits.reason, field="due")
    extension = Extension.objects.create(
        task=task,
        asked_due_at=until,
        reason=reason.strip()[:500],
        asked_at=at,
        asked_by=actor.label,
        state=ExtensionState.ASKED,
    )
    rows.tell(task, rows.givers(task), "task", f"{actor.label} đề nghị gia hạn", f"asked:{extension.pk}", at)
    detail = {"until": until, "reason": extension.reason}
    lifecycle.record(actor, task, "tasks.ask_extension", at, detail)
    words = f"{actor.label} đề nghị gia hạn"
    crossing.carry_question(crossing.mirror(actor, task, "tasks.ask_extension", at, words, detail), extension)
    return extension


@transaction.atomic
def return_task(actor: Actor, public_id: uuid.UUID, reason: str, at: datetime) -> Task:
    """Give a task back to who gave it, saying why; it leaves every statistic."""
    task = rows.locked(actor, public_id)
    if rules.is_responsible(actor, task) and lifecycle.has_made(task, "tasks.return"):
        return task
    require(rules.can_return(actor, task))
    if not reason.strip():
        raise Refused("Nêu lý do trả lại để nơi giao chọn đơn vị khác.", field="reason")
    if task.children.filter(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.REPORTED)).exists():
        raise Refused("Còn việc con đang làm. Huỷ việc con trước khi trả lại.")
    rows.tell(
        task,
        rows.givers(task),
        "task",
        f"{actor.label} trả lại nhiệm vụ",
        f"returned:{at.timestamp():.0f}",
        at,
    )
    detail = {"reason": reason.strip()}
    lifecycle.advance(actor, task, "tasks.return", at, detail, last_reason=reason.strip()[:500])
    rows.follow_document(task, at)
    crossing.mirror(actor, task, "tasks.return", at, f"{actor.label} trả lại nhiệm vụ", detail)
    return task


def _close_questions(task: Task, by: str, at: datetime) -> None:
    """Handed in, a request for more time is answered by that."""
    task.extensions.filter(state=ExtensionState.ASKED).update(
        state=ExtensionState.REFUSED, decided_at=at, decided_by=by, answer="Đã báo cáo hoàn thành"
    )


def _made_before(task: Task, request_key: str) -> Report | None:
    return task.reports.filter(request_key=request_key).first() if request_key else None


def _proof(actor: Actor, document_id: uuid.UUID | None) -> Document | None:
    if document_id is None:
        return None
    found = queries.document_for(actor, document_id)
    if found is None:
        raise Refused("Không tìm thấy văn bản làm sản phẩm. Chọn lại trong danh sách.", field="document")
    return found
