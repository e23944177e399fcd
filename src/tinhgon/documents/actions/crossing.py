"""A paper that goes along with work given to another agency of this installation: the other side's own row over the
same bytes (decision 6), waiting for its clerk like any paper that came; nothing of this side's handling chain goes
along. Refuses restricted papers, those not registered and those recalled by who sent them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.notices import actions as notices
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions import papers, readers
from tinhgon.documents.choices import HandlingClass, IncomingState, VersionKind
from tinhgon.documents.models import Document, Version
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role

# As they stand on the paper; whose chain it is on and what was done with it stays at home.
_COPIED = (
    "type_id", "number", "symbol", "code", "code_key", "issued_on", "place", "issuer", "parent_issuer", "subject",
    "signer_name", "signer_title", "urgency", "circulation_mark", "page_count", "reply_due_at", "content_sha256",
    "needs_text_recognition", "is_declared_not_secret",
)  # fmt: skip


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
    if document.is_restricted:
        raise Refused("Văn bản hạn chế không chuyển kèm nhiệm vụ. Gửi văn bản đến đúng người có tên.")
    if document.state in (IncomingState.ARRIVED, IncomingState.RECALLED, IncomingState.REFUSED):
        raise Refused("Văn bản chưa vào sổ hoặc không còn hiệu lực nên không chuyển sang cơ quan khác được.")
    made = Document.objects.select_for_update().filter(agency_id=to.agency_id, source=document).first()
    received = made or _arrive(actor, document, to, at)
    readers.compile_readers(received, actor.on, to.chain)
    if received.handling in (HandlingClass.NONE, HandlingClass.DONE):
        received.lead_unit_id, received.lead_post_id, received.due_at = to.unit_id, to.post_id, to.due_at
        received.handling, received.handled_at, received.progress = HandlingClass.OPEN, None, 0
        received.save(update_fields=["lead_unit", "lead_post", "due_at", "handling", "handled_at", "progress"])
    return received


def _arrive(actor: Actor, document: Document, to: Arrival, at: datetime) -> Document:
    body = organisation.issuing_bodies(to.agency_id, actor.on).first()
    received = Document.objects.create(
        agency_id=to.agency_id,
        flow=Flow.INCOMING,
        state=IncomingState.ARRIVED,
        issuing_body=body,
        clerical_office=body.clerical_offices.first() if body else None,
        arrived_at=at,
        source=document,
        note=f"{organisation.profile(document.agency_id).name} chuyển kèm nhiệm vụ",
        created_at=at,
        created_by=actor.label,
        **{name: getattr(document, name) for name in _COPIED},
    )
    files = document.versions.filter(kind__in=(VersionKind.ORIGINAL, VersionKind.ANNEX)).select_related("blob")
    for file in files:
        Version.objects.create(
            document=received,
            kind=file.kind,
            ordinal=file.ordinal,
            blob=storage.share(file.blob),
            file_name=file.file_name,
            page_count=file.page_count,
            text=file.text,
            reading=file.reading,
            verification=file.verification,
            created_at=at,
            created_by=actor.label,
        )
    clerks = queries.role_principal(to.agency_id, Role.CLERK)
    readers.compile_readers(received, actor.on, [clerks] if clerks else [])
    papers.index(received, "\n".join(file.text for file in files))
    notices.tell(
        to.agency_id,
        queries.role_posts(to.agency_id, Role.CLERK, actor.on),
        "arrival",
        f"Văn bản mới đến kèm nhiệm vụ: {received.label}",
        queries.address(received),
        f"arrival:{received.pk}",
        at,
    )
    return received
