"""A joint paper on its way from signer to signer: each agency gets its own row over the same bytes, in the order the
lead has set, and history of its own. A refusal brings it back to the lead; a changed text voids what was signed before.
Refuses ended bodies, posts that may not sign, and an agency twice (docs/adr, joint papers)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zlib import crc32

from django.db import transaction
from django.db.models import F

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import papers, readers
from tinhgon.documents.choices import OutgoingState, SignerState, StepKind, StepState, VersionKind
from tinhgon.documents.models import ApprovalStep, Document, JointSigner, Version
from tinhgon.documents.queries import joint
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Post

# As they stand on the draft; whose chain it is on stays at home.
_COPIED = ("type_id", "place", "issuer", "parent_issuer", "subject", "urgency", "is_restricted", "reply_due_at",
           "circulation_mark", "draft_ordinal")  # fmt: skip
# What the lead's number and signature give to every row.
_ISSUED = ("number", "symbol", "code", "code_key", "issued_on", "signer_name", "signer_title", "content_sha256",
           "page_count", "needs_text_recognition", "is_declared_not_secret")  # fmt: skip
_FILE = ("file_name", "page_count", "text", "reading", "verification")


@transaction.atomic
def set_signers(actor: Actor, document_id: int, post_ids: Sequence[int], at: datetime) -> Document:
    """Say who signs besides the lead, in this order; while it travels, who has signed stays. No one makes it a paper of
    the lead alone. The same once more is the same act."""
    document = papers.locked(actor, document_id)
    require(rules.can_set_signers(actor, document))
    before = joint.signers(document)
    if [row.post_id for row in before] == list(post_ids):
        return document
    is_travelling = document.state == OutgoingState.APPROVED
    sha256 = joint.text_sha256(document.pk)
    if is_travelling and any(rules.has_signed(row, sha256) and row.post_id not in post_ids for row in before):
        raise Refused("Không bỏ được người đã ký. Trả văn bản về dự thảo nếu cần thay.", field="signers")
    rows = _signers(actor, document, list(post_ids), before, at)
    kept = {row.pk for row in rows if row.pk}
    gone = [row for row in before if row.pk not in kept]
    JointSigner.objects.filter(document=document).update(ordinal=_shift())
    for row in gone:
        _end(actor, row, "Cơ quan chủ trì đổi người ký", at)
        row.delete()
    for row in rows:
        row.save()
    detail = {"signers": [f"{row.post.title}, {row.body.name}" for row in rows]}
    _record(actor, "documents.set_signers", document, at, detail)
    if is_travelling:
        travel(actor, document, at)
    return document


def travel(actor: Actor, document: Document, at: datetime) -> None:
    """Bring the approved draft to the next who has not signed this text; the lead's row is locked. The lead's clerks
    are told when nobody is left."""
    sha256 = joint.text_sha256(document.pk)
    rows = joint.signers(document)
    if not rows or any(row.state == SignerState.CURRENT and row.copy_id for row in rows):
        return
    row = next((row for row in rows if not rules.has_signed(row, sha256)), None)
    if row is None:
        clerks = queries.role_posts(document.agency_id, Role.CLERK, actor.on)
        _tell(document, clerks, f"Đủ chữ ký liên tịch, chờ ghi nhận và cấp số: {document.label}", at)
        return
    held = organisation.holders([row.post_id], actor.on)
    problem = joint.why_not_to_sign(row, held, actor.on)
    row.state, row.changed_at, row.reason = SignerState.CURRENT, at, ""
    if _is_over(row, actor.on):
        _tell(document, _drafter(document), f"Chưa chuyển ký được {document.label}: {row.body.name}. {problem}", at)
    else:
        row.copy = _open(actor, document, row, at)
        _tell(row.copy, [row.post.principal_id], f"Chờ ký liên tịch: {document.label}", at)
    row.save(update_fields=["state", "changed_at", "reason", "copy"])
    _record(actor, "documents.travel", document, at, {"to": f"{row.post.title}, {row.body.name}"})


def lead_locked(document_id: int) -> None:
    """Lock the lead's row before the one in hand: acts on either lock in this order."""
    lead = Document.objects.filter(pk=document_id).exclude(flow=Flow.INCOMING).values("source_id")
    list(Document.objects.select_for_update(of=("self",)).filter(pk__in=lead))


def copies_locked(document_ids: Iterable[int]) -> None:
    """Lock the rows that signers have in hand, behind the leads' and in the order of keys: for an act on many."""
    held = JointSigner.objects.filter(document_id__in=document_ids, state=SignerState.CURRENT).values("copy_id")
    list(Document.objects.select_for_update(of=("self",)).filter(pk__in=held).order_by("pk").values_list("pk"))


def cosigned(actor: Actor, copy: Document, signed_on: date, signer_name: str, at: datetime) -> None:
    """A signer's clerk has written the signature down: on to the next."""
    row = JointSigner.objects.select_related("document__type", "body").get(copy=copy)
    row.state, row.changed_at, row.content_sha256 = SignerState.SIGNED, at, joint.text_sha256(row.document_id)
    row.signed_on, row.signer_name = signed_on, signer_name
    row.save(update_fields=["state", "changed_at", "content_sha256", "signed_on", "signer_name"])
    _tell(row.document, _drafter(row.document), f"{row.body.name} đã ký liên tịch: {row.document.label}", at)
    travel(actor, row.document, at)


def refuse(actor: Actor, copy: Document, reason: str, at: datetime) -> Document:
    """Not signed: the draft goes back to the lead with the reason, which all who sign are told."""
    row = JointSigner.objects.select_related("body").get(copy=copy)
    lead = lifecycle.locked(row.document_id, _home(row.document_id))
    row.state, row.changed_at, row.reason = SignerState.REFUSED, at, reason.strip()[:500]
    row.save(update_fields=["state", "changed_at", "reason"])
    detail = {"reason": row.reason}
    copy.steps.filter(state=StepState.CURRENT).update(state=StepState.SKIPPED)
    lifecycle.advance(actor, copy, "refuse_to_sign", at, detail=detail, waits_for_id=None)
    drafter = lead.drafter.principal_id if lead.drafter else None
    lifecycle.advance(
        actor, lead, "return_joint", at, detail={**detail, "by": row.body.name}, waits_for_id=drafter
    )  # fmt: skip
    text = f"{row.body.name} không ký văn bản liên tịch: {lead.label}. Lý do: {row.reason}"
    _tell(lead, [*_drafter(lead), *queries.role_posts(lead.agency_id, Role.CLERK, actor.on)], text, at)
    for other in joint.signers(lead):
        if other.copy and other.pk != row.pk:
            _tell(other.copy, [other.post.principal_id], text, at)
    return copy


def void_changed(actor: Actor, document: Document, sha256: str, at: datetime) -> None:
    """Another text: signatures given for the one before are void for it, and those who gave them are told."""
    for row in joint.signers(document):
        if row.state == SignerState.SIGNED and row.content_sha256 != sha256 and row.copy:
            _take_back(actor, row, SignerState.VOID, "Chủ trì đã sửa nội dung sau khi ký", at)
            text = f"Văn bản liên tịch đã sửa nội dung, chữ ký trước không còn hiệu lực: {document.label}"
            _tell(row.copy, [row.post.principal_id], text, at)


def stop(actor: Actor, document: Document, reason: str, at: datetime) -> None:
    """The lead takes the paper back to the draft: whoever has it to sign has it no more."""
    for row in joint.signers(document):
        if row.state == SignerState.CURRENT:
            _take_back(actor, row, SignerState.WAITING, reason, at)


def end(actor: Actor, document: Document, reason: str, at: datetime) -> None:
    """The lead gives the draft up."""
    for row in joint.signers(document):
        _end(actor, row, reason, at)


def require_all_signed(document: Document) -> None:
    """The lead's own signature is written down when the draft has come back from the last signer."""
    sha256 = joint.text_sha256(document.pk)
    missing = [row for row in joint.signers(document) if not rules.has_signed(row, sha256)]
    if missing:
        names = ", ".join(row.body.name for row in missing)
        raise Refused(f"Văn bản liên tịch còn chờ chữ ký: {names}. Ghi nhận khi văn bản đã về đủ chữ ký.")


def issue_copies(actor: Actor, document: Document, files: Iterable[Version], at: datetime) -> None:
    """The issued paper, with the lead's number, in the outgoing papers of everybody who signed it."""
    kept = list(files)
    for row in joint.signers(document):
        if row.copy is None:
            continue
        copy = lifecycle.locked(row.copy.pk, row.agency_id)
        for file in kept:
            ordinal = copy.versions.filter(kind=file.kind).count() + 1
            _share(actor, copy, file, file.kind, ordinal, at)
        changes = {name: getattr(document, name) for name in _ISSUED}
        detail = {"code": document.code, "by": document.issuer}
        lifecycle.advance(
            actor, copy, "issue_joint", at, detail=detail, issued_at=at, waits_for_id=None,
            to_places=document.to_places, **changes,
        )  # fmt: skip
        readers.compile_readers(copy, actor.on)
        papers.index(copy, "\n".join(file.text for file in kept))
        _tell(copy, [row.post.principal_id], f"Đã phát hành văn bản liên tịch: {copy.label}", at)


def withdraw_copies(actor: Actor, document: Document, reason: str, at: datetime) -> None:
    for row in joint.signers(document):
        if row.copy is not None and row.copy.state == OutgoingState.ISSUED:
            copy = lifecycle.locked(row.copy.pk, row.agency_id)
            detail = {"reason": reason, "by": document.issuer}
            lifecycle.advance(actor, copy, "withdraw", at, detail=detail, closing_reason=reason[:300])


def agencies(document: Document) -> set[int]:
    """Who signed has the paper in its own records, and gets it from nobody."""
    return {row.agency_id for row in joint.signers(document)}


def _signers(
    actor: Actor, document: Document, post_ids: list[int], before: list[JointSigner], at: datetime
) -> list[JointSigner]:
    posts = {post.pk: post for post in joint.posts_that_sign(actor.on, post_ids)}
    bodies = joint.bodies_of(list(posts.values()), actor.on)
    known = {row.agency_id: row for row in before}
    rows: list[JointSigner] = []
    for ordinal, post_id in enumerate(post_ids, 1):
        post, body = posts.get(post_id), bodies.get(post_id)
        if post is None or body is None:
            raise Refused(
                "Có người ký không còn vị trí, không có thẩm quyền ký, hoặc cơ quan đã kết thúc. Chọn lại.",
                field="signers",
            )
        if post.agency_id == document.agency_id or any(row.agency_id == post.agency_id for row in rows):
            raise Refused("Mỗi cơ quan ký một lần; cơ quan chủ trì ký theo tuyến trình của mình.", field="signers")
        row = known.get(post.agency_id)
        if row is None:
            row = JointSigner(document=document, agency_id=post.agency_id, changed_at=at)
        elif row.post_id != post.pk:
            _change(actor, row, at)
        row.ordinal, row.post, row.body = ordinal, post, body
        rows.append(row)
    return rows


def _change(actor: Actor, row: JointSigner, at: datetime) -> None:
    """Another person signs for the same agency: what was asked of, or given by, the one before does not count."""
    if row.state in (SignerState.CURRENT, SignerState.SIGNED) and row.copy:
        _take_back(actor, row, SignerState.WAITING, "Cơ quan chủ trì đổi người ký", at)
    row.state = SignerState.WAITING


def _shift() -> Any:
    return F("ordinal") + 1000


def _is_over(row: JointSigner, on: date) -> bool:
    return any(ends_on is not None and ends_on <= on for ends_on in (row.body.ends_on, row.post.ends_on))


def _open(actor: Actor, document: Document, row: JointSigner, at: datetime) -> Document:
    """The signer's own row of the draft, one step on it: the signature."""
    copy = row.copy and lifecycle.locked(row.copy.pk, row.agency_id)
    if copy is None:
        copy = Document.objects.create(
            agency_id=row.agency_id,
            flow=document.flow,
            state=OutgoingState.DRAFT,
            source=document,
            issuing_body=row.body,
            clerical_office=row.body.clerical_offices.first(),
            created_at=at,
            created_by=f"{document.issuer} (chủ trì)",
            **{name: getattr(document, name) for name in _COPIED},
        )
    draft = document.versions.filter(kind=VersionKind.DRAFT).select_related("blob").order_by("-ordinal").first()
    if draft is not None and not copy.versions.filter(kind=VersionKind.DRAFT, ordinal=draft.ordinal).exists():
        _share(actor, copy, draft, VersionKind.DRAFT, draft.ordinal, at)
    for name in _COPIED:
        setattr(copy, name, getattr(document, name))
    copy.save(update_fields=[name.removesuffix("_id") for name in _COPIED])
    number = (copy.steps.order_by("-round").values_list("round", flat=True).first() or 0) + 1
    ApprovalStep.objects.create(
        document=copy, round=number, ordinal=1, stage=1, kind=StepKind.SIGNATURE, post=row.post, state=StepState.CURRENT
    )
    readers.compile_readers(copy, actor.on, [row.post.principal_id])
    papers.index(copy, draft.text if draft else "")
    detail = {"version": copy.draft_ordinal, "by": document.issuer}
    return lifecycle.advance(actor, copy, "submit", at, detail=detail, waits_for_id=row.post.principal_id)


def _share(actor: Actor, copy: Document, file: Version, kind: str, ordinal: int, at: datetime) -> None:
    Version.objects.create(
        document=copy, kind=kind, ordinal=ordinal, blob=storage.share(file.blob), created_at=at,
        created_by=actor.label, **{name: getattr(file, name) for name in _FILE},
    )  # fmt: skip


def _take_back(actor: Actor, row: JointSigner, state: SignerState, reason: str, at: datetime) -> None:
    """The row in the signer's agency is a draft again, for the lead to work on."""
    row.state, row.changed_at, row.reason = state, at, reason[:500]
    row.save(update_fields=["state", "changed_at", "reason"])
    if row.copy is None:
        return
    copy = lifecycle.locked(row.copy.pk, row.agency_id)
    if copy.state != OutgoingState.DRAFT:
        copy.steps.filter(state=StepState.CURRENT).update(state=StepState.SKIPPED)
        lifecycle.advance(actor, copy, "void_cosign", at, detail={"reason": row.reason}, waits_for_id=None)
        row.copy.state = copy.state


def _end(actor: Actor, row: JointSigner, reason: str, at: datetime) -> None:
    if row.copy is None:
        return
    copy = lifecycle.locked(row.copy.pk, row.agency_id)
    if copy.state != OutgoingState.ABANDONED:
        copy.steps.filter(state=StepState.CURRENT).update(state=StepState.SKIPPED)
        lifecycle.advance(
            actor, copy, "end_joint", at, detail={"reason": reason[:500]}, waits_for_id=None,
            closing_reason=reason[:300],
        )  # fmt: skip
        _tell(copy, [row.post.principal_id], f"Thôi ký liên tịch: {copy.label}. {reason}", at)


def _home(document_id: int) -> int:
    return Document.objects.values_list("agency_id", flat=True).get(pk=document_id)


def _drafter(document: Document) -> list[int]:
    post = Post.objects.filter(pk=document.drafter_id).first() if document.drafter_id else None
    return [post.principal_id] if post else []


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: Mapping[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=dict(detail))


def _tell(document: Document, to: Sequence[int], text: str, at: datetime) -> None:
    cause = f"joint:{document.pk}:{crc32(text.encode())}:{at.isoformat()}"
    notices.tell(document.agency_id, to, "approval", text, queries.address(document), cause, at)
