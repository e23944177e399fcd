"""A paper that goes along with work given to another agency of this installation: the other side's own row over the
same bytes (decision 6), waiting for its clerk like any paper that came; nothing of this side's handling chain goes
along. Refuses restricted papers, those not registered and those recalled by who sent them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents import lifecycle
from tinhgon.documents.actions import arriving, readers
from tinhgon.documents.choices import HandlingClass, IncomingState, VersionKind
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation


@dataclass(frozen=True)
class Arrival:
    """Who has the work over there and by when."""

    agency_id: int
    unit_id: int
    post_id: int | None
    due_at: datetime | None
    chain: tuple[int, ...]


@transaction.atomic
def pass_across(actor: Actor, document: Document, to: Arrival, at: datetime) -> Document:
    """The receiving agency's row of an incoming paper, made once; who has the work there may read it."""
    document = lifecycle.locked(document.pk, document.agency_id)  # a recall waits, and then finds the new row
    if document.is_restricted:
        raise Refused("Văn bản hạn chế không chuyển kèm nhiệm vụ. Gửi văn bản đến đúng người có tên.")
    if document.state in (IncomingState.ARRIVED, IncomingState.RECALLED, IncomingState.REFUSED):
        raise Refused("Văn bản chưa vào sổ hoặc không còn hiệu lực nên không chuyển sang cơ quan khác được.")
    rows = Document.objects.select_for_update().filter(agency_id=to.agency_id, source=document)
    made = rows.exclude(state__in=(IncomingState.REFUSED, IncomingState.RECALLED)).first()
    received = made or _arrive(actor, document, to, at)
    readers.compile_readers(received, actor.on, to.chain)
    if received.handling in (HandlingClass.NONE, HandlingClass.DONE):
        received.lead_unit_id, received.lead_post_id, received.due_at = to.unit_id, to.post_id, to.due_at
        received.handling, received.handled_at, received.progress = HandlingClass.OPEN, None, 0
        received.save(update_fields=["lead_unit", "lead_post", "due_at", "handling", "handled_at", "progress"])
    return received


def _arrive(actor: Actor, document: Document, to: Arrival, at: datetime) -> Document:
    files = document.versions.filter(kind__in=(VersionKind.ORIGINAL, VersionKind.ANNEX)).select_related("blob")
    return arriving.arrive(
        actor,
        document,
        to.agency_id,
        organisation.issuing_bodies(to.agency_id, actor.on).first(),
        files,
        at,
        issuer=document.issuer,
        note=f"{organisation.profile(document.agency_id).name} chuyển kèm nhiệm vụ",
        words="Văn bản mới đến kèm nhiệm vụ",
    )
