"""The end of what a recipient gave back: somebody says what became of it, or it went out again. Refuses what was never
given back, and what another person has dealt with already."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import DeliveryState, RelationKind
from tinhgon.documents.models import Delivery, Document, Recipient

REPLACED = "Đã gửi văn bản thay thế"


@transaction.atomic
def settle_returns(
    actor: Actor, document_id: int, delivery_ids: Sequence[int], words: str, at: datetime
) -> list[Delivery]:
    """Say what became of the paper at places that gave it back; the same said twice by one person is said once."""
    document = papers.locked(actor, document_id)
    require(rules.can_settle_returns(actor, document))
    words = " ".join(words.split())[:300]
    if not words:
        raise Refused("Ghi đã xử lý thế nào, ví dụ: đã gửi lại đúng nơi nhận.", field="note")
    returned = document.deliveries.filter(state=DeliveryState.REFUSED, pk__in=list(delivery_ids))
    rows = list(returned.select_for_update(of=("self",)).select_related("recipient").order_by("pk"))
    if not rows or len(rows) < len(set(delivery_ids)):
        raise Refused("Chọn nơi đã trả lại văn bản.", field="places")
    said = [row for row in rows if row.settled_at is None]
    for row in rows:
        if row.settled_at is not None and (row.settled_by, row.settled_note) != (actor.label, words):
            raise Refused(
                f"{row.recipient.name}: {row.settled_by} đã ghi xử lý lúc "
                f"{timezone.localtime(row.settled_at):%H:%M ngày %d/%m/%Y}. Tải lại trang.",
                code="wrong_state",
            )
    if not said:
        return rows
    _settle(actor, document.deliveries.filter(pk__in=[row.pk for row in said]), words, at)
    audit.record(
        actor, "documents.settle_return", "document", document.pk, document.label, at, home=document.agency_id,
        detail={"places": [row.recipient.name for row in said], "note": words},
    )  # fmt: skip
    for row in said:
        row.settled_at, row.settled_by, row.settled_note = at, actor.label, words
    return rows


def sent_again(actor: Actor, recipients: Iterable[Recipient], words: str, at: datetime) -> None:
    """Places that gave the paper back got it again, on paper; part of the act that sends it."""
    _settle(actor, Delivery.objects.filter(recipient__in=list(recipients)), words, at)


def replaced(actor: Actor, document: Document, agencies: Iterable[int], at: datetime) -> None:
    """Places that gave a paper back got the one that takes its place, which is not named: not everybody who reads the
    old one reads the new one. Part of its issue."""
    old = document.relations.filter(kind=RelationKind.REPLACES, withdrawn_at=None, to_document__isnull=False)
    rows = Delivery.objects.filter(
        document__agency_id=document.agency_id,
        document_id__in=old.values("to_document_id"),
        to_agency_id__in=list(agencies),
    )
    _settle(actor, rows, REPLACED, at)


def _settle(actor: Actor, rows: QuerySet[Delivery], words: str, at: datetime) -> None:
    rows.filter(state=DeliveryState.REFUSED, settled_at=None).update(
        settled_at=at, settled_by=actor.label, settled_note=words
    )
