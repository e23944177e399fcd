"""A draft on its way up: the office's route becomes steps, each step one post's word, and at the end the signature by
hand with its scan as evidence. Knows no fixed chain: routes are rows (law 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import papers, readers
from tinhgon.documents.choices import CheckResult, OutgoingState, StepKind, StepRule, StepState, VersionKind
from tinhgon.documents.models import ApprovalRoute, ApprovalStep, Document, Version
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Post


@dataclass(frozen=True)
class HandSignature:
    """Who signed the paper by hand, when, and the scan that proves it."""

    upload: papers.Upload
    signed_on: date
    signer_name: str
    signer_title: str


@transaction.atomic
def submit(actor: Actor, document_id: int, at: datetime, *, opinions_from: Sequence[int] = ()) -> Document:
    """Send the draft up its route; `opinions_from` are posts asked for an opinion side by side before the signature
    (NĐ 30/2020 điều 10, 11)."""
    document = papers.locked(actor, document_id)
    if document.state == OutgoingState.SUBMITTED:
        return document
    require(rules.can_submit(actor, document))
    version = _last_draft(document)
    _require_check(document, version)
    steps = _steps(document, actor, opinions_from)
    ApprovalStep.objects.bulk_create(steps)
    readers.compile_readers(document, actor.on, [step.post.principal_id for step in steps])
    current = _open_next(document)
    document.waits_for_id = _waits_for(current)
    _tell(document, current, f"Chờ ý kiến: {document.label}", at)
    return lifecycle.advance(
        actor, document, "submit", at, detail={"version": version.ordinal}, waits_for_id=document.waits_for_id
    )


@transaction.atomic
def approve(actor: Actor, step_id: int, at: datetime, *, opinion: str = "") -> Document:
    """Agree at one's own step; the last one makes the paper approved (NĐ 30/2020 điều 11, 13)."""
    step, document = _step(actor, step_id)
    if step.state == StepState.APPROVED and step.post.principal_id in actor.post_ids:
        return document
    require(rules.can_decide(actor, step))
    if document.state != OutgoingState.SUBMITTED:
        raise Refused("Văn bản không còn đang trình. Tải lại trang để xem tình trạng mới.", code="wrong_state")
    version = _last_draft(document)
    if step.kind == StepKind.SIGNATURE:
        _require_check(document, version)
    _decide(step, StepState.APPROVED, actor, at, opinion, version)
    detail = {"step": StepKind(step.kind).label, "opinion": opinion.strip()[:300], "version": version.ordinal}
    current = _open_next(document)
    if current:
        document.waits_for_id = _waits_for(current)
        document.save(update_fields=["waits_for"])
        _tell(document, current, f"Chờ ý kiến: {document.label}", at)
        audit.record(
            actor, "documents.approve", "document", document.pk, document.label, at, home=document.agency_id,
            detail=detail,
        )  # fmt: skip
        return document
    clerks = queries.role_principal(document.agency_id, Role.CLERK)
    document = lifecycle.advance(actor, document, "approve", at, detail=detail, waits_for_id=clerks)
    # The clerk numbers restricted papers too, though the matrix does not show them (office-practice A 4).
    readers.compile_readers(document, actor.on, [clerks] if clerks else [])
    _tell_posts(
        document, queries.role_posts(document.agency_id, Role.CLERK, actor.on), f"Chờ ký, cấp số: {document.label}", at
    )
    return document


@transaction.atomic
def send_back(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Return the paper to its drafter with the reason; the next submission is a new round."""
    document = papers.locked(actor, document_id)
    if not reason.strip():
        raise Refused("Nêu lý do trả lại để người soạn thảo biết cần sửa gì.", field="reason")
    if document.state == OutgoingState.APPROVED:
        require(rules.can_return_approved(actor, document))
    else:
        step = _own_current_step(actor, document)
        _decide(step, StepState.SENT_BACK, actor, at, reason, _last_draft(document))
    return _back_to_draft(actor, document, "send_back", reason, at)


@transaction.atomic
def pull_back(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Take back what one has submitted, while nobody has decided it to the end."""
    document = papers.locked(actor, document_id)
    require(rules.can_pull_back(actor, document))
    return _back_to_draft(actor, document, "pull_back", reason, at)


def sign_by_hand(actor: Actor, document_id: int, signature: HandSignature, at: datetime) -> Document:
    """Write down the signature by hand; the signed scan is the evidence (NĐ 30/2020 điều 13). Once more before the
    number is given, the scan takes the place of a wrong one, which history keeps."""
    admitted = papers.admit(actor, signature.upload, at, document_id=document_id)
    with transaction.atomic():
        document = papers.locked(actor, document_id)
        if document.state == OutgoingState.SIGNED and document.content_sha256 == papers.sha256(signature.upload):
            return document
        require(rules.can_sign_by_hand(actor, document))
        _require_check(document, _last_draft(document))
        _require_signed_on(document, signature, at)
        for field, value in (("signer_name", signature.signer_name), ("signer_title", signature.signer_title)):
            if not value.strip():
                raise Refused("Nhập họ tên và chức vụ người ký như trên văn bản.", field=field)
        evidence = {"by_hand": True, "signed_on": signature.signed_on.isoformat(), "recorded_by": actor.label}
        version = papers.add_version(actor, document, VersionKind.SIGNED, admitted, at, verification=evidence)
        papers.index(document, version.text)
        return lifecycle.advance(
            actor,
            document,
            "sign_again" if document.state == OutgoingState.SIGNED else "sign",
            at,
            detail={"signed_on": signature.signed_on, "signer": signature.signer_name, "sha256": version.blob.sha256},
            signer_name=" ".join(signature.signer_name.split()),
            signer_title=" ".join(signature.signer_title.split()),
            content_sha256=version.blob.sha256,
            page_count=version.page_count,
            needs_text_recognition=admitted.reading.needs_recognition,
            is_declared_not_secret=signature.upload.is_declared_not_secret,
        )


def _last_draft(document: Document) -> Version:
    version = document.versions.filter(kind=VersionKind.DRAFT).order_by("-ordinal").first()
    if version is None:
        raise Refused("Dự thảo chưa có tệp. Tải tệp lên trước khi trình.", field="file")
    return version


def _require_check(document: Document, version: Version) -> None:
    """Where the office makes the check compulsory, the last version has passed it or was overruled by name
    (decision 7)."""
    if not organisation.profile(document.agency_id).check_is_compulsory:
        return
    last = version.checks.order_by("-id").first()
    if last is None:
        raise Refused("Dự thảo này chưa kiểm tra thể thức. Kiểm tra và ghi kết quả trước.", code="unchecked")
    if last.result not in (CheckResult.PASSED, CheckResult.OVERRULED):
        raise Refused("Kiểm tra thể thức còn lỗi. Sửa dự thảo rồi kiểm tra lại.", code="unchecked")


def _require_signed_on(document: Document, signature: HandSignature, at: datetime) -> None:
    if signature.signed_on > timezone.localdate(at):
        raise Refused("Ngày ký không thể sau hôm nay.", field="signed_on")
    approved_at = document.steps.filter(state=StepState.APPROVED).aggregate(last=Max("decided_at"))["last"]
    if approved_at and signature.signed_on < timezone.localdate(approved_at):
        raise Refused(
            f"Văn bản được duyệt ngày {timezone.localdate(approved_at):%d/%m/%Y}; ngày ký không thể trước ngày đó.",
            field="signed_on",
        )


def _steps(document: Document, actor: Actor, opinions_from: Sequence[int]) -> list[ApprovalStep]:
    if problem := queries.why_not_to_submit(document, actor.on):
        raise Refused(problem, code="no_route")
    routes = queries.approval_route(document)
    before = [(route.kind, _post_of(route, document, actor)) for route in routes if route.kind != StepKind.SIGNATURE]
    last = [(route.kind, _post_of(route, document, actor)) for route in routes if route.kind == StepKind.SIGNATURE]
    asked = Post.objects.filter(
        organisation.in_force(actor.on), pk__in=opinions_from, agency_id=document.agency_id
    ).order_by("order", "id")
    if len(asked) != len(set(opinions_from)):
        raise Refused("Có vị trí được xin ý kiến không còn hoạt động. Chọn lại.", field="opinions_from")
    wanted = [*before, *((StepKind.OPINION, post) for post in asked), *last]
    number = (document.steps.aggregate(last=Max("round"))["last"] or 0) + 1
    drafter = document.drafter_id
    return [
        ApprovalStep(
            document=document,
            round=number,
            ordinal=ordinal,
            kind=kind,
            post=post,
            # Nobody initials their own draft twice; the signature is never skipped.
            state=StepState.SKIPPED if post.pk == drafter and kind != StepKind.SIGNATURE else StepState.WAITING,
        )
        for ordinal, (kind, post) in enumerate(wanted, 1)
    ]


def _post_of(route: ApprovalRoute, document: Document, actor: Actor) -> Post:
    found = queries.nearest_head(document.owner_unit_id, actor.on) if route.rule != StepRule.POST else route.post
    assert found is not None, "what stands in the way was said before"
    return found


def _open_next(document: Document) -> list[ApprovalStep]:
    """Make the next step of the last round current; opinions that follow each other are asked side by side."""
    round_number = document.steps.aggregate(last=Max("round"))["last"]
    steps = list(document.steps.filter(round=round_number).select_related("post").order_by("ordinal"))
    current = [step for step in steps if step.state == StepState.CURRENT]
    if current:
        return current
    waiting = [step for step in steps if step.state == StepState.WAITING]
    if not waiting:
        return []
    opened = [waiting[0]]
    if waiting[0].kind == StepKind.OPINION:
        for step in waiting[1:]:
            if step.kind != StepKind.OPINION:
                break
            opened.append(step)
    ApprovalStep.objects.filter(pk__in=[step.pk for step in opened]).update(state=StepState.CURRENT)
    return opened


def _waits_for(current: Sequence[ApprovalStep]) -> int | None:
    return current[0].post.principal_id if current else None


def _step(actor: Actor, step_id: int) -> tuple[ApprovalStep, Document]:
    found = ApprovalStep.objects.filter(pk=step_id).values_list("document_id", flat=True).first()
    if found is None:
        raise Refused("Không tìm thấy bước trình này.", code="not_found")
    document = papers.locked(actor, found)
    return ApprovalStep.objects.select_related("post").get(pk=step_id), document


def _own_current_step(actor: Actor, document: Document) -> ApprovalStep:
    steps = list(document.steps.filter(state=StepState.CURRENT).select_related("post").order_by("ordinal"))
    if not steps or document.state != OutgoingState.SUBMITTED:
        raise Refused("Văn bản không còn đang trình. Tải lại trang để xem tình trạng mới.", code="wrong_state")
    own = next((step for step in steps if step.post.principal_id in actor.post_ids), steps[0])
    require(rules.can_decide(actor, own))
    return own


def _decide(step: ApprovalStep, state: StepState, actor: Actor, at: datetime, opinion: str, version: Version) -> None:
    step.state, step.opinion, step.version = state, opinion.strip(), version
    step.decided_at, step.decided_by = at, actor.label
    step.save(update_fields=["state", "opinion", "version", "decided_at", "decided_by"])


def _back_to_draft(actor: Actor, document: Document, move: str, reason: str, at: datetime) -> Document:
    document.steps.filter(state__in=(StepState.CURRENT, StepState.WAITING)).update(state=StepState.SKIPPED)
    drafter = document.drafter.principal_id if document.drafter else None
    if drafter and move == "send_back":
        _tell_posts(document, [drafter], f"Bị trả lại: {document.label}. Lý do: {reason.strip()}", at)
    document = lifecycle.advance(
        actor, document, move, at, detail={"reason": reason.strip()[:500]}, waits_for_id=drafter
    )
    readers.compile_readers(document, actor.on)
    return document


def _tell(document: Document, current: Sequence[ApprovalStep], text: str, at: datetime) -> None:
    _tell_posts(document, [step.post.principal_id for step in current], text, at)


def _tell_posts(document: Document, to: Sequence[int], text: str, at: datetime) -> None:
    notices.tell(
        document.agency_id,
        to,
        "approval",
        text,
        queries.address(document),
        f"approval:{document.pk}:{at.isoformat()}",
        at,
    )
