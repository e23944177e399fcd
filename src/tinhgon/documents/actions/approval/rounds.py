"""The rounds of a paper: which rows of the last one are asked, whom that concerns, and the opinions nobody waits for
any more, let go by whoever acts next or by the clock. Part of acts; what may be, the rules say."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.choices import OutgoingState, StepState, VersionKind
from tinhgon.documents.models import ApprovalStep, Document, Version


def last_round(document: Document) -> list[ApprovalStep]:
    """The rows of the last submission, in the order they are asked."""
    number = document.steps.aggregate(last=Max("round"))["last"]
    steps = document.steps.filter(round=number).select_related("post")
    return sorted(steps, key=lambda step: (step.place, step.ordinal))


def open_next(actor: Actor, document: Document, at: datetime) -> list[ApprovalStep]:
    """Let go what is not waited for and make the first place that is left current; the rows asked now. The paper waits
    for the first of them; those newly asked are told."""
    steps = last_round(document)
    while True:
        _let_go(actor, document, rules.not_waited_for(steps, at), at)
        asked = rules.asked_now(steps)
        fresh = [step for step in asked if step.state == StepState.WAITING]
        for step in fresh:
            step.state = StepState.CURRENT
            step.waits_until = _waits_until(document, step, at)
        if not fresh:
            break
        ApprovalStep.objects.bulk_update(fresh, ["state", "waits_until"])
        tell(document, [step.post.principal_id for step in fresh], f"Chờ ý kiến: {document.label}", at)
    document.waits_for_id = asked[0].post.principal_id if asked else None
    return asked


def move_on_late(at: datetime) -> int:
    """Opinions whose limit has passed hold their papers up no longer; returns how many papers went on."""
    late = ApprovalStep.objects.filter(state=StepState.CURRENT, waits_until__lte=at)
    papers = list(late.order_by().values_list("document_id", "document__agency_id").distinct())
    return sum(_move_on(document_id, agency_id, at) for document_id, agency_id in papers)


@transaction.atomic
def _move_on(document_id: int, agency_id: int, at: datetime) -> bool:
    actor = Actor(name="Hệ thống", title="", agency_id=agency_id, on=at.date(), channel="job", is_system=True)
    document = lifecycle.locked(document_id, agency_id)
    if document.state != OutgoingState.SUBMITTED:
        return False
    before = document.waits_for_id
    open_next(actor, document, at)
    document.save(update_fields=["waits_for"])
    return before != document.waits_for_id


def _let_go(actor: Actor, document: Document, steps: Sequence[ApprovalStep], at: datetime) -> None:
    for step in steps:
        is_late = step.waits_until is not None and step.waits_until <= at
        step.state = StepState.PASSED
        step.save(update_fields=["state"])
        if is_late:
            detail = {"step": f"{step.get_kind_display()}: {step.post.title}", "waited_until": step.waits_until}
            record(actor, "documents.pass_late", document, at, detail)


def _waits_until(document: Document, step: ApprovalStep, at: datetime) -> datetime | None:
    return calendars.moment(document.agency_id, timezone.localdate(at), step.wait, at) if step.wait else None


def last_draft(document: Document) -> Version:
    version = document.versions.filter(kind=VersionKind.DRAFT).order_by("-ordinal").first()
    if version is None:
        raise Refused("Dự thảo chưa có tệp. Tải tệp lên trước khi trình.", field="file")
    return version


def record(actor: Actor, verb: str, document: Document, at: datetime, detail: Mapping[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=dict(detail))


def tell(document: Document, to: Sequence[int], text: str, at: datetime) -> None:
    key = f"approval:{document.pk}:{at.isoformat()}"
    notices.tell(document.agency_id, to, "approval", text, queries.address(document), key, at)
