"""What follows the book: papers go up for an opinion, or back to the sender."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import closing, papers, readers
from tinhgon.documents.choices import DeliveryState, IncomingState
from tinhgon.documents.models import Delivery, Document


@transaction.atomic
def refuse(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Return an electronic paper that is not authentic, not whole or misdirected (NĐ 30/2020 art. 21.2)."""
    document = papers.locked(actor, document_id)
    require(rules.can_refuse(actor, document))
    reason = closing.words(reason)
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("document__drafter")
        .filter(received_document=document)
        .first()
    )
    if delivery is not None:
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.REFUSED, changed_at=at, reason=reason)
        sent = delivery.document
        if sent.drafter is not None:
            notices.tell(
                sent.agency_id,
                [sent.drafter.principal_id],
                "document.refused",
                f"{actor.label} trả lại {sent.label}: {reason}",
                queries.address(sent),
                f"refused:{delivery.pk}",
                at,
            )
    _tell_who_passed_it_on(actor, document, reason, at)
    return lifecycle.advance(
        actor, document, "refuse", at, detail={"reason": reason}, closing_reason=reason, waits_for_id=None
    )


def _tell_who_passed_it_on(actor: Actor, document: Document, reason: str, at: datetime) -> None:
    if (found := queries.passed_from(document)) is None:
        return
    paper, post = found
    text, url = f"{actor.label} trả lại {paper.label}: {reason}", queries.address(paper)
    notices.tell(paper.agency_id, [post], "document.refused", text, url, f"passed-refused:{document.pk}", at)


@transaction.atomic
def present(actor: Actor, document_ids: Iterable[int], post_id: int, at: datetime) -> list[Document]:
    """Submit registered papers to a post for its opinion; one already waiting there stays as it is."""
    require(rules.can_register(actor))
    post = queries.submit_targets(actor).filter(pk=post_id).first()
    if post is None:
        raise Refused("Vị trí nhận trình không còn. Chọn người khác.", field="post")
    found = []
    for document_id in sorted(set(document_ids)):
        document = papers.locked(actor, document_id)
        if document.state != IncomingState.REGISTERED:
            raise Refused(f"{document.label}: chỉ trình được văn bản đã vào sổ, chưa có ý kiến. Tải lại trang.")
        if document.waits_for_id != post.principal_id:
            document.waits_for_id = post.principal_id
            document.save(update_fields=["waits_for"])
            readers.compile_readers(document, actor.on, [post.principal_id])
            found.append(document)
    for document in found:
        cause = f"presented:{document.pk}:{post.pk}:{at.timestamp():.0f}"
        text = f"Văn bản đến chờ ý kiến: {document.label}"
        notices.tell(
            document.agency_id, [post.principal_id], "document.submitted", text, queries.address(document), cause, at
        )
    for document in found:
        audit.record(
            actor,
            "documents.present",
            "document",
            document.pk,
            document.label,
            at,
            home=document.agency_id,
            detail={"to": post.title},
        )
    return found
