"""Drafts before they go up: from a template or a file, as a reply or in place of an issued paper; their versions,
comments and end. A draft never carries a number (office-practice C 24)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from officekit.typeset import Block, Paper, Signature
from officekit.typeset import papers as sheets
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import joint, papers, readers
from tinhgon.documents.choices import NORMATIVE, CheckResult, OutgoingState, RecipientRole, RelationKind, VersionKind
from tinhgon.documents.models import (
    Check,
    Comment,
    Document,
    DocumentType,
    Recipient,
    Relation,
    Version,
)
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import IssuingBody, Post

# So long are the same words of the same person one remark, sent twice.
DOUBLE_CLICK = timedelta(minutes=1)


@dataclass(frozen=True)
class NewDraft:
    """What a draft starts from: a file, or the text of its body that is set on the letterhead's template."""

    subject: str
    type_code: str
    type_name: str = ""
    body_id: int | None = None
    field_id: int | None = None
    urgency: str = ""
    flow: str = Flow.OUTGOING
    is_restricted: bool = False
    text: str = ""
    upload: papers.Upload | None = None
    addressees: tuple[str, ...] = ()
    reply_due_at: datetime | None = None


def draft(actor: Actor, new: NewDraft, at: datetime, *, request_key: str = "") -> Document:
    """Start a draft; the same request twice is one draft (Nghị định 30/2020 điều 10)."""
    require(rules.can_draft(actor))
    if found := _made_before(actor, request_key):
        return found
    admitted = _file_of(actor, new, at)
    try:
        with transaction.atomic():
            return _create(actor, new, admitted, at, request_key)
    except IntegrityError:
        if found := _made_before(actor, request_key):
            return found
        raise


def start_reply(
    actor: Actor,
    document_id: int,
    at: datetime,
    *,
    new: NewDraft | None = None,
    request_key: str = "",
) -> Document:
    """Start the answer to an incoming paper: related to it, addressed to its issuer, as urgent as it is."""
    require(rules.can_draft(actor))
    if found := _made_before(actor, request_key):
        return found
    incoming = Document.objects.select_related("type", "source__issuing_body").get(pk=document_id)
    require(rules.can_see(actor, incoming))
    if not incoming.is_incoming:
        raise Refused("Chỉ soạn văn bản trả lời từ văn bản đến.")
    kind = incoming.type.name.lower() if incoming.type else "văn bản"
    new = new or NewDraft(subject=f"trả lời {kind} số {incoming.code}".strip(), type_code="CV")
    new = replace(
        new,
        urgency=new.urgency or incoming.urgency,
        is_restricted=new.is_restricted or incoming.is_restricted,
        addressees=new.addressees or ((incoming.issuer,) if incoming.issuer else ()),
    )
    admitted = _file_of(actor, new, at)
    try:
        with transaction.atomic():
            made = _create(actor, new, admitted, at, request_key, with_addressees=False)
            Relation.objects.create(from_document=made, to_document=incoming, kind=RelationKind.REPLIES)
            sender = incoming.source.issuing_body if incoming.source else None
            _address(made, new.addressees, sender, actor.on)
            return made
    except IntegrityError:
        if found := _made_before(actor, request_key):
            return found
        raise


def start_replacement(actor: Actor, document_id: int, at: datetime, *, request_key: str = "") -> Document:
    """Start the paper that takes the place of an issued one, for the same recipients (NĐ 30/2020 điều 18.3)."""
    require(rules.can_draft(actor))
    if found := _made_before(actor, request_key):
        return found
    old = Document.objects.select_related("type").get(pk=document_id, agency_id=actor.agency_id)
    require(rules.can_see(actor, old))
    if old.state not in (OutgoingState.ISSUED, OutgoingState.WITHDRAWN):
        raise Refused("Chỉ thay thế được văn bản đã phát hành. Dự thảo thì sửa trực tiếp.")
    new = NewDraft(
        subject=old.subject,
        type_code=old.type.code if old.type else "CV",
        type_name=old.type.name if old.type else "",
        body_id=old.issuing_body_id,
        field_id=old.field_id,
        urgency=old.urgency,
        flow=old.flow,
        is_restricted=old.is_restricted,
        text=f"Văn bản này thay thế văn bản số {old.code} ngày {old.issued_on:%d/%m/%Y}.",
    )
    admitted = _file_of(actor, new, at)
    with transaction.atomic():
        made = _create(actor, new, admitted, at, request_key)
        Relation.objects.create(from_document=made, to_document=old, kind=RelationKind.REPLACES)
        Recipient.objects.bulk_create(
            Recipient(
                document=made,
                ordinal=row.ordinal,
                role=row.role,
                name=row.name,
                agency_id=row.agency_id,
                body_id=row.body_id,
                channel=row.channel,
                copies=row.copies,
            )
            for row in old.recipients.all()
        )
        return made


def add_version(actor: Actor, document_id: int, upload: papers.Upload, at: datetime, *, note: str = "") -> Version:
    """Put a new file under the draft; the same bytes again are the same version."""
    admitted = papers.admit(actor, upload, at, document_id=document_id)
    with transaction.atomic():
        document = papers.locked(actor, document_id)
        require(rules.can_edit_draft(actor, document))
        last = document.versions.filter(kind=VersionKind.DRAFT).order_by("-ordinal").first()
        version = papers.add_version(actor, document, VersionKind.DRAFT, admitted, at, note=note)
        if last is not None and last.blob_id == version.blob_id:
            raise Refused(
                f"Tệp này giống hệt dự thảo lần {last.ordinal}. Chọn tệp đã sửa rồi tải lên lại.", field="file"
            )
        document.draft_ordinal = version.ordinal
        document.save(update_fields=["draft_ordinal"])
        papers.index(document, version.text)
        joint.void_changed(actor, document, version.blob.sha256, at)
        _record(actor, "documents.add_version", document, at, {"ordinal": version.ordinal, "note": note})
        return version


@transaction.atomic
def comment(actor: Actor, document_id: int, text: str, at: datetime) -> Comment:
    """Leave a remark on a paper, tied to the version it was made on. The same words of the same person at once are a
    double click, not a second remark."""
    document = papers.locked(actor, document_id)
    text = text.strip()
    if not text:
        raise Refused("Nhập nội dung góp ý.", field="text")
    same = document.comments.filter(text=text, by=actor.label, by_post_id=actor.post_id, at__gt=at - DOUBLE_CLICK)
    if made := same.first():
        return made
    row = Comment.objects.create(
        document=document,
        version=document.versions.order_by("-created_at", "-id").first(),
        text=text,
        at=at,
        by=actor.label,
        by_post_id=actor.post_id,
    )
    _record(actor, "documents.comment", document, at, {"text": row.text[:300]})
    return row


@transaction.atomic
def record_check(
    actor: Actor, version_id: int, result: str, at: datetime, *, reason: str = "", findings: Sequence[str] = ()
) -> Check:
    """Write down the check of a version's form by a named person (NĐ 30/2020 điều 12.2)."""
    version = Version.objects.select_related("document").get(pk=version_id)
    document = papers.locked(actor, version.document_id)
    require(rules.can_record_check(actor, document, result))
    if result != CheckResult.PASSED and not reason.strip():
        raise Refused("Nêu lý do hoặc lỗi thể thức cần sửa.", field="reason")
    check = Check.objects.create(
        version=version,
        result=result,
        reason=reason.strip(),
        findings=list(findings),
        at=at,
        by=actor.label,
    )
    detail = {"result": result, "reason": check.reason, "version": version.ordinal}
    _record(actor, "documents.check", document, at, detail)
    return check


@transaction.atomic
def abandon(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Give up a draft; it stays readable, it never had a number."""
    document = papers.locked(actor, document_id)
    if document.state == OutgoingState.ABANDONED:
        return document
    require(rules.can_edit_draft(actor, document))
    if not reason.strip():
        raise Refused("Nêu lý do bỏ dự thảo.", field="reason")
    joint.end(actor, document, reason.strip(), at)
    return lifecycle.advance(actor, document, "abandon", at, detail={"reason": reason.strip()}, waits_for_id=None)


def _create(
    actor: Actor,
    new: NewDraft,
    admitted: papers.Admitted,
    at: datetime,
    request_key: str,
    *,
    with_addressees: bool = True,
) -> Document:
    document = begin(actor, new, at, request_key)
    version = papers.add_version(actor, document, VersionKind.DRAFT, admitted, at)
    if with_addressees:
        _address(document, new.addressees, None, actor.on)
    finish(actor, document, version, at)
    return document


def begin(actor: Actor, new: NewDraft, at: datetime, request_key: str) -> Document:
    """The row of a draft, still without a file; part of the acts that make one."""
    body = _body(actor, new.body_id)
    if new.reply_due_at is not None and (problem := deadlines.too_far(new.reply_due_at, at)):
        raise Refused(problem, field="reply_due_at")
    return Document.objects.create(
        agency_id=actor.agency_id,
        flow=new.flow,
        state=OutgoingState.DRAFT,
        issuing_body=body,
        clerical_office=body.clerical_offices.first(),
        owner_unit_id=actor.unit_id,
        field_id=new.field_id,
        type=_type(body, new, actor),
        place=body.place,
        issuer=queries.body_name(body, actor.on),
        parent_issuer=body.parent_name,
        subject=_bare_subject(new.subject),
        urgency=new.urgency,
        is_restricted=new.is_restricted,
        reply_due_at=new.reply_due_at,
        draft_ordinal=1,
        request_key=request_key,
        drafter=Post.objects.filter(principal_id=actor.post_id).first() if actor.post_id else None,
        created_at=at,
        created_by=actor.label,
    )


def finish(actor: Actor, document: Document, version: Version, at: datetime) -> None:
    """Its readers, its words for the search, and its first line of history."""
    readers.compile_readers(document, actor.on, [actor.post_id] if actor.post_id else [])
    papers.index(document, version.text)
    _record(actor, "documents.draft", document, at, {"ordinal": version.ordinal})


def _made_before(actor: Actor, request_key: str) -> Document | None:
    if not request_key:
        return None
    return Document.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()


def _body(actor: Actor, body_id: int | None) -> IssuingBody:
    rows = organisation.issuing_bodies(actor.agency_id, actor.on)
    own = None if body_id or actor.unit_id is None else rows.filter(unit_id=actor.unit_id).first()
    body = own or (rows.filter(pk=body_id) if body_id else rows).first()
    if body is None:
        raise Refused("Chọn chủ thể ban hành đang hoạt động của cơ quan.", field="body")
    return body


def _type(body: IssuingBody, new: NewDraft, actor: Actor) -> DocumentType:
    rows = queries.types_of([body], actor.on).filter(code=new.type_code)
    if new.type_name:
        rows = rows.filter(name=new.type_name)
    found = rows.order_by("order", "id").first()
    if found is None:
        raise Refused(f"Loại văn bản {new.type_code} không dùng cho {body.name}. Chọn loại khác.", field="type_code")
    return found


def _bare_subject(subject: str) -> str:
    """Trích yếu without "V/v" (office-practice A 9); the rule set adds the prefix."""
    text = " ".join(subject.split())
    for prefix in ("v/v", "về việc"):
        if text.lower().startswith(prefix):
            text = text[len(prefix) :].lstrip(" :")
    if not text:
        raise Refused("Nhập trích yếu nội dung văn bản.", field="subject")
    if len(text) > 1000:
        raise Refused("Trích yếu dài quá 1.000 ký tự. Rút gọn rồi lưu lại.", field="subject")
    return text


def _address(document: Document, names: Sequence[str], first: IssuingBody | None, on: date) -> None:
    """Kính gửi as typed; a name that a body of this installation has becomes that body."""
    known = queries.bodies_named(names, on)
    bodies = {ordinal: known.get(name) for ordinal, name in enumerate(names, 1)}
    if first is not None and bodies:
        bodies[1] = first
    Recipient.objects.bulk_create(
        Recipient(
            document=document,
            ordinal=ordinal,
            role=RecipientRole.ACT,
            name=name[:300],
            agency_id=body.agency_id if (body := bodies[ordinal]) else None,
            body=body,
            channel="internal" if body else "external",
        )
        for ordinal, name in enumerate(names, 1)
    )


def _file_of(actor: Actor, new: NewDraft, at: datetime) -> papers.Admitted:
    """The uploaded file, or the template of the body's rule set filled with the text."""
    if new.upload is not None:
        return papers.admit(actor, new.upload, at)
    body = _body(actor, new.body_id)
    kind = _type(body, new, actor)
    year = f"{actor.on.year}/" if kind.rule_set == NORMATIVE else ""
    paper = Paper(
        bloc="party" if rules.is_party(body.rule_set) else "state",
        doc_type=kind.code,
        type_name=kind.printed_name,
        issuing_body=body.name,
        parent_body=body.parent_name,
        number="",
        symbol=year
        + rules.symbol(
            body.rule_set,
            kind.code,
            body.symbol,
            queries.unit_symbol(actor.unit_id, actor.on),
            kind.has_code_in_symbol,
        ),
        place=body.place,
        dated=None,
        year=actor.on.year,
        subject=_bare_subject(new.subject),
        addressees=new.addressees,
        blocks=tuple(Block("text", line.strip()) for line in new.text.splitlines() if line.strip())
        or (Block("text", "…"),),
        signature=Signature(("",), ""),
        recipients=("Như trên", "Lưu: VT"),
        urgency=new.urgency,  # type: ignore[arg-type]
    )
    content = sheets.render_docx(paper)
    return papers.admit(actor, papers.Upload(content, f"Du-thao-{kind.code}.docx", True), at)


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
