"""From signature to the recipients: the number and the date in one transaction, who gets the paper, its issue into the
inboxes of this installation, and its withdrawal. Refuses backdating, a second number and an ended recipient."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import (
    answering,
    arriving,
    briefing,
    from_below,
    joint,
    papers,
    readers,
    relating,
    returning,
)
from tinhgon.documents.actions.numbering import number as number
from tinhgon.documents.choices import (
    DeliveryState,
    IncomingState,
    OutgoingState,
    RecipientRole,
    VersionKind,
)
from tinhgon.documents.models import Delivery, Document, Recipient, SearchText, Version
from tinhgon.documents.queries import addressing
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import IssuingBody


@dataclass(frozen=True)
class RecipientLine:
    """A line of "Kính gửi" or "Nơi nhận": a body of this installation, or a name in words."""

    role: str
    name: str = ""
    body_id: int | None = None
    copies: int = 1


@transaction.atomic
def set_recipients(actor: Actor, document_id: int, lines: Sequence[RecipientLine], at: datetime) -> Document:
    """Say who gets the paper and in which role (office-practice C 29)."""
    document = papers.locked(actor, document_id)
    require(rules.can_set_recipients(actor, document))
    today = timezone.localdate(at)
    known = IssuingBody.objects.in_bulk([line.body_id for line in lines if line.body_id is not None])
    names = addressing.body_names(known.values(), today)
    rows = [
        _recipient(document, ordinal, line, known.get(line.body_id or 0), names, today)
        for ordinal, line in enumerate(lines, 1)
    ]
    bodies = [row.body_id for row in rows if row.body_id]
    if len(bodies) != len(set(bodies)):
        raise Refused("Có nơi nhận ghi hai lần. Giữ lại một dòng.", field="recipients")
    document.recipients.all().delete()
    Recipient.objects.bulk_create(rows)
    document.to_places = "; ".join(row.name for row in rows)[:1000]
    document.save(update_fields=["to_places"])
    audit.record(
        actor, "documents.set_recipients", "document", document.pk, document.label, at, home=document.agency_id,
        detail={"recipients": [row.name for row in rows]},
    )  # fmt: skip
    return document


@transaction.atomic
def issue(actor: Actor, document_id: int, at: datetime) -> Document:
    """Send the numbered paper out: into the inbox of every recipient of this installation, without copying a byte
    (NĐ 30/2020 điều 18; decision 6). A second click sends nothing twice."""
    briefing.lock_beneath(document_id)
    document = papers.locked(actor, document_id)
    if document.state == OutgoingState.ISSUED:
        return document
    require(rules.can_issue(actor, document))
    if document.state == OutgoingState.SIGNED:
        _leave_unnumbered(document, actor.on)
    recipients = list(document.recipients.select_related("body").order_by("ordinal"))
    if not recipients:
        raise Refused("Chưa có nơi nhận. Thêm nơi nhận rồi phát hành.", field="recipients")
    today = timezone.localdate(at)
    # The last signed scan: one that was replaced stays here, in history.
    last = document.versions.filter(kind=VersionKind.SIGNED).select_related("blob").order_by("-ordinal").first()
    files = [*([last] if last else []), *document.versions.filter(kind=VersionKind.ANNEX).select_related("blob")]
    sent: dict[int, Document] = {}
    signed_by = joint.agencies(document)
    for recipient in recipients:
        if recipient.body is None:
            continue
        _require_in_force(recipient.body, today)
        if recipient.body.agency_id in {*sent, document.agency_id, *signed_by}:
            continue
        received = _arrive(actor, document, recipient.body, files, at)
        sent[recipient.body.agency_id] = received
        Delivery.objects.create(
            document=document,
            recipient=recipient,
            to_agency_id=recipient.body.agency_id,
            state=DeliveryState.DELIVERED,
            received_document=received,
            at=at,
            changed_at=at,
        )
    relating.take_effect(actor, document, at)
    returning.replaced(actor, document, sent, at)
    from_below.answer(actor, document, at)
    answering.open_table(actor, document, at)
    answering.take_in(actor, document, sent, at)
    detail = {"recipients": [row.name for row in recipients], "delivered": len(sent)}
    lifecycle.advance(
        actor, document, "issue" if document.entry_id else "issue_unnumbered", at, detail=detail, issued_at=at,
        waits_for_id=None, issued_on=document.issued_on, to_places="; ".join(row.name for row in recipients)[:1000],
    )  # fmt: skip
    inside = [
        row.body.unit.principal_id
        for row in recipients
        if row.body and row.body.agency_id == document.agency_id and row.body.unit
    ]
    readers.compile_readers(document, actor.on, inside)
    papers.index(document, last.text if last else "")
    joint.issue_copies(actor, document, files, at)
    for agency_id, received in sent.items():
        audit.record(
            actor, "documents.deliver", "document", received.pk, received.label, at, home=agency_id,
            detail={"from": document.issuer},
        )  # fmt: skip
    return document


def _leave_unnumbered(document: Document, on: date) -> None:
    """A paper inside the office without a book for it goes out under its day alone."""
    ground = queries.numbering_ground(document, on)
    if ground is not None and ground.book is not None:
        raise Refused(f"{ground.body_name} có {ground.book.name}. Cấp số rồi phát hành.", code="wrong_state")
    document.issued_on = on


@transaction.atomic
def withdraw(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Call an issued paper back; every recipient sees it, and can no longer open it (NĐ 30/2020 điều 18.4;
    docs/adr, recall, says what is kept)."""
    document = papers.locked(actor, document_id)
    if document.state == OutgoingState.WITHDRAWN:
        return document
    require(rules.can_withdraw(actor, document))
    if not reason.strip():
        raise Refused("Nêu lý do thu hồi; bên nhận sẽ thấy lý do này.", field="reason")
    deliveries = document.deliveries.exclude(state=DeliveryState.REFUSED).select_related("received_document")
    received = [row.received_document_id for row in deliveries if row.received_document_id]
    recalled = _locked_copies(received)
    document.deliveries.exclude(state=DeliveryState.REFUSED).update(
        state=DeliveryState.WITHDRAWN, changed_at=at, reason=reason.strip()[:500]
    )
    for copy in recalled:
        _tell_recalled(copy, reason, actor, at)
        _close_content(copy)
    from_below.lose_ground(actor, recalled, reason, at)
    lifecycle.advance(
        actor, document, "withdraw", at, detail={"reason": reason.strip(), "recalled": len(recalled)},
        closing_reason=reason.strip()[:300],
    )  # fmt: skip
    joint.withdraw_copies(actor, document, reason.strip(), at)
    for copy in recalled:
        lifecycle.advance(
            actor,
            copy,
            "recall",
            at,
            detail={"reason": reason.strip(), "sha256": copy.content_sha256, "by": document.issuer},
            closing_reason=f"{document.issuer} thu hồi: {reason.strip()}"[:300],
            waits_for_id=None,
        )
    return document


def _locked_copies(ids: list[int]) -> list[Document]:
    """What recipients hold, and every copy passed on from it, however far. A level is looked for when the one above is
    locked: whoever was passing it on has finished by then, and nobody begins."""
    found: list[Document] = []
    level = Q(pk__in=ids)
    while rows := list(Document.objects.select_for_update(of=("self",)).filter(level).order_by("pk")):
        found += rows
        level = Q(source_id__in=[row.pk for row in rows])
    return [row for row in found if row.state not in (IncomingState.REFUSED, IncomingState.RECALLED)]


def _recipient(
    document: Document,
    ordinal: int,
    line: RecipientLine,
    body: IssuingBody | None,
    names: dict[int, str],
    today: date,
) -> Recipient:
    if line.role not in RecipientRole.values:
        raise Refused("Chọn vai trò của nơi nhận: kính gửi, báo cáo hoặc để biết.", field="recipients")
    if line.body_id is None:
        if not line.name.strip():
            raise Refused("Có dòng nơi nhận để trống. Điền tên hoặc xoá dòng.", field="recipients")
        return Recipient(
            document=document, ordinal=ordinal, role=line.role, name=line.name.strip()[:300], channel="external",
            copies=line.copies,
        )  # fmt: skip
    if body is None:
        raise Refused("Nơi nhận không có trong danh mục. Chọn lại.", field="recipients")
    _require_in_force(body, today)
    return Recipient(
        document=document, ordinal=ordinal, role=line.role, agency_id=body.agency_id, body=body, copies=line.copies,
        name=line.name.strip()[:300] or names[body.pk],
    )  # fmt: skip


def _require_in_force(body: IssuingBody, today: date) -> None:
    if body.starts_on <= today and (body.ends_on is None or today < body.ends_on):
        return
    name = queries.body_name(body, today)
    if body.ends_on is None or today < body.starts_on:
        raise Refused(f"{name} hoạt động từ ngày {body.starts_on:%d/%m/%Y}. Chọn nơi nhận khác.", field="recipients")
    successors = queries.successor_names([body], today)[body.pk]
    what_next = f"Gửi tới nơi kế thừa: {', '.join(successors)}." if successors else "Chọn nơi nhận khác."
    raise Refused(f"{name} đã kết thúc hoạt động từ ngày {body.ends_on:%d/%m/%Y}. {what_next}", field="recipients")


def _arrive(actor: Actor, document: Document, body: IssuingBody, files: Sequence[Version], at: datetime) -> Document:
    """The recipient's own row of the paper, waiting for its clerk; the bytes are shared."""
    issuer = queries.body_name(document.issuing_body, actor.on) if document.issuing_body else document.issuer
    return arriving.arrive(actor, document, body.agency_id, body, files, at, issuer=issuer)


def _tell_recalled(copy: Document, reason: str, actor: Actor, at: datetime) -> None:
    to = set(queries.role_posts(copy.agency_id, Role.CLERK, actor.on))
    to |= set(queries.post_principals([copy.lead_post_id] if copy.lead_post_id else []))
    notices.tell(
        copy.agency_id,
        to,
        "recall",
        f"Bên gửi thu hồi {copy.label}. Lý do: {reason.strip()}",
        queries.address(copy),
        f"recall:{copy.pk}",
        at,
    )


def _close_content(copy: Document) -> None:
    """What was searched in the recalled copy is gone at once; number, time and hash stay on the row."""
    SearchText.objects.filter(document=copy).delete()
