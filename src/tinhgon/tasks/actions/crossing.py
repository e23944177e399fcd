"""Work given to a unit of another agency (office-practice B 16): the other side's own task over its own row of the
paper, and what crosses afterwards. State, numbers, deadlines, products, reports, extensions and urging go over;
sub-tasks, persons in charge, drafts and opinions not meant for the other side stay where they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from tinhgon.core.actor import Actor
from tinhgon.core.storage import actions as storage
from tinhgon.core.storage.models import Blob
from tinhgon.core.verdict import Refused, require
from tinhgon.documents.actions import crossing as papers
from tinhgon.documents.choices import IncomingState, OutgoingState, VersionKind
from tinhgon.documents.models import Document
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import rows
from tinhgon.tasks.choices import Boundary, ExtensionState
from tinhgon.tasks.models import Extension, Opinion, Report, Task


def require_crossing(actor: Actor, to: queries.Assignee, at: datetime) -> bool:
    """Whether work given to a unit or post leaves the agency; refuses where it may not."""
    if to.agency_id == actor.agency_id:
        return False
    below = queries.subordinates(actor.agency_id, localdate(at))
    require(rules.can_cross(actor, to.label, to.agency_id, below, to.post_id is not None))
    return True


def send(actor: Actor, task: Task, to: queries.Assignee, at: datetime) -> Task:
    """Make the other side's row of a task given there, with the paper, its readers, its notice and its history."""
    require(rules.can_carry_paper(task.document))
    chief = [to.told[0]] if to.chief_post_id is not None else []
    chain = tuple({to.principal_id, *chief, *queries.leader_role(to.agency_id)})
    paper = None
    if task.document is not None:
        arrival = papers.Arrival(to.agency_id, to.unit_id, to.chief_post_id, task.due_at, chain)
        paper = papers.pass_across(actor, task.document, arrival, at)
    received = Task.objects.create(
        agency_id=to.agency_id,
        owner_unit_id=to.unit_id,
        lead_post_id=to.chief_post_id,
        document=paper,
        direction=task.direction,
        title=task.title,
        title_key=task.title_key,
        given_by=task.given_by,
        given_by_label=task.given_by_label,
        given_at=at,
        state=task.state,
        boundary=Boundary.RECEIVED,
        origin=task,
        is_restricted=task.is_restricted,
        **{name: getattr(task, name) for name in lifecycle.CROSSING},
    )
    rows.compile_readers(received)
    rows.follow_document(received, at)
    rows.tell(received, to.told, "task", f"{task.given_by_label} giao nhiệm vụ", "given", at)
    lifecycle.record(actor, received, "tasks.receive", at, {"due_at": task.due_at, "from": task.given_by_label})
    return received


def mirror(
    actor: Actor,
    task: Task,
    verb: str,
    at: datetime,
    words: str,
    detail: dict[str, Any] | None = None,
    *,
    kind: str = "task",
) -> Task | None:
    """After an act on one side: the same state and numbers on the other, its people told, its history written."""
    other = rows.across(task)
    if other is None:
        return None
    lifecycle.follow(actor, other, task, verb, at, detail)
    rows.follow_document(other, at, with_due=verb == "tasks.decide_extension")
    to = rows.told(other, at) if other.boundary == Boundary.RECEIVED else [other.given_by.principal_id]
    rows.tell(other, to, kind, words, f"{verb}:{at.timestamp():.0f}", at)
    return other


def proof_across(task: Task, proof: Document | None) -> tuple[Document | None, Blob | None, str]:
    """What the giver gets of a paper handed in as the product: his agency's own row of it, or its signed file. A draft
    never leaves the agency."""
    if proof is None or task.boundary != Boundary.RECEIVED or task.origin is None:
        return None, None, ""
    if proof.state != OutgoingState.ISSUED and not proof.is_incoming:
        raise Refused("Sản phẩm gửi cơ quan giao phải là văn bản đã phát hành, hoặc tải tệp lên.", field="document")
    if not (carried := rules.can_carry_proof(proof)):
        raise Refused(carried.reason, field="document")
    copies = Document.objects.filter(source=proof, agency_id=task.origin.agency_id)
    arrived = copies.exclude(state__in=(IncomingState.REFUSED, IncomingState.RECALLED)).first()
    if arrived is not None:
        return arrived, None, ""
    kinds = (VersionKind.SIGNED, VersionKind.ORIGINAL)
    signed = proof.versions.filter(kind__in=kinds).select_related("blob").order_by("-ordinal").first()
    return None, signed.blob if signed else None, signed.file_name if signed else ""


def carry_report(other: Task | None, report: Report, proof: tuple[Document | None, Blob | None, str]) -> None:
    """The same report on the other side, with its file; the bytes are shared."""
    if other is None:
        return
    document, blob, name = proof
    blob = report.evidence or blob
    Report.objects.create(
        task=other,
        at=report.at,
        by=report.by,
        text=report.text,
        progress=report.progress,
        evidence=storage.share(blob) if blob is not None else None,
        evidence_name=report.evidence_name or name,
        document=document,
    )
    if document is not None:
        other.reply_document = document
        other.save(update_fields=["reply_document"])


def carry_question(other: Task | None, extension: Extension) -> None:
    """The same request for more time before who gave the task."""
    if other is None:
        return
    Extension.objects.create(
        task=other,
        asked_due_at=extension.asked_due_at,
        reason=extension.reason,
        asked_at=extension.asked_at,
        asked_by=extension.asked_by,
        state=ExtensionState.ASKED,
    )


def carry_decision(other: Task | None, extension: Extension) -> None:
    """The giver's answer on the side that asked."""
    if other is None:
        return
    other.extensions.filter(state=ExtensionState.ASKED).update(
        state=extension.state, decided_at=extension.decided_at, decided_by=extension.decided_by, answer=extension.answer
    )


def carry_opinion(other: Task, opinion: Opinion) -> Opinion:
    """An opinion said to both sides; those it mentions are of this side only."""
    return Opinion.objects.create(
        task=other,
        text=opinion.text,
        at=opinion.at,
        by=opinion.by,
        by_post=opinion.by_post,
        file=storage.share(opinion.file) if opinion.file is not None else None,
        file_name=opinion.file_name,
        has_crossed=True,
    )


def take_back(actor: Actor, task: Task, reason: str, at: datetime) -> None:
    """The work is given elsewhere: what the other side has of it ends there, with its open parts."""
    other = rows.across(task)
    if other is None or other.state not in lifecycle.MOVES["tasks.cancel"]:
        return
    end([other], actor, reason, at)
    rows.follow_document(other, at)


def end(tasks: Iterable[Task], actor: Actor, reason: str, at: datetime) -> None:
    """Cancel tasks with their open parts, on both sides of the boundary."""
    for task in tasks:
        parts = task.children.filter(state__in=lifecycle.MOVES["tasks.cancel"])
        joined = ("given_by", "lead_post", "document", "owner_unit", "parent")
        end(parts.select_related(*joined).select_for_update(of=("self",)).order_by("id"), actor, reason, at)
        rows.tell(task, rows.told(task, at), "task", f"{reason}, nhiệm vụ dừng", "cancelled", at)
        other = rows.across(task) if task.boundary == Boundary.SENT else None
        lifecycle.advance(actor, task, "tasks.cancel", at, {"reason": reason}, last_reason=reason[:500])
        if other is not None and other.state in lifecycle.MOVES["tasks.cancel"]:
            end([other], actor, reason, at)
            rows.follow_document(other, at)
