"""What did not enter the book, or needs nothing more: return to the sender, end of handling, taking it up again."""

from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, rules
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import DeliveryState, HandlingClass
from tinhgon.documents.models import Delivery, Document


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise Refused("Nêu lý do.", code="invalid", field="reason")
    if len(reason) > 300:
        raise Refused("Lý do dài quá 300 ký tự. Rút gọn lại.", code="invalid", field="reason")
    return reason


@transaction.atomic
def refuse(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Return an electronic paper that is not authentic, not whole or misdirected (NĐ 30/2020 art. 21.2)."""
    document = papers.locked(actor, document_id)
    require(rules.can_refuse(actor, document))
    reason = _reason(reason)
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
                f"/van-ban/{sent.public_id}/",
                f"refused:{delivery.pk}",
                at,
            )
    return lifecycle.advance(
        actor, document, "refuse", at, detail={"reason": reason}, closing_reason=reason, waits_for_id=None
    )


@transaction.atomic
def close(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """End the handling without or with a reply: for information, filed, meeting held, passed on (B 20)."""
    document = papers.locked(actor, document_id)
    require(rules.can_close(actor, document))
    handling = HandlingClass.DONE if document.handling == HandlingClass.OPEN else document.handling
    reason = _reason(reason)
    return lifecycle.advance(
        actor,
        document,
        "close",
        at,
        detail={"reason": reason},
        closing_reason=reason,
        handling=handling,
        handled_at=document.handled_at or at,
        waits_for_id=None,
    )


@transaction.atomic
def reopen(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Take up a closed paper again; when it was first handled stays in history."""
    document = papers.locked(actor, document_id)
    require(rules.can_reopen(actor, document))
    reason = _reason(reason)
    handling = HandlingClass.OPEN if document.handling == HandlingClass.DONE else document.handling
    return lifecycle.advance(
        actor,
        document,
        "reopen",
        at,
        detail={"reason": reason, "handled_at": document.handled_at},
        closing_reason="",
        handling=handling,
        handled_at=None,
    )
