"""The row of a paper in another agency of this installation, over the same bytes (decision 6): as it stands on the
paper, waiting for the clerk there. Knows who may read it there; what goes, and why, the acts that send decide."""

from collections.abc import Iterable
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.core.notices import actions as notices
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.storage import actions as storage
from tinhgon.documents import queries
from tinhgon.documents.actions import papers, readers
from tinhgon.documents.choices import IncomingState, VersionKind
from tinhgon.documents.models import Document, Version
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import IssuingBody

# As they stand on the paper; whose chain it is on and what was done with it stays at home.
_COPIED = (
    "type_id", "number", "symbol", "code", "code_key", "issued_on", "place", "parent_issuer", "subject",
    "signer_name", "signer_title", "urgency", "circulation_mark", "page_count", "reply_due_at", "is_restricted",
    "content_sha256", "needs_text_recognition", "is_declared_not_secret",
)  # fmt: skip
_FILE = ("ordinal", "file_name", "page_count", "text", "reading", "verification")


def arrive(
    actor: Actor,
    document: Document,
    agency_id: int,
    body: IssuingBody | None,
    files: Iterable[Version],
    at: datetime,
    *,
    issuer: str,
    note: str = "",
    words: str = "Văn bản mới đến",
) -> Document:
    """Make the row with its files, its readers and the notice to the clerks; part of an act, writes no history."""
    received = Document.objects.create(
        agency_id=agency_id,
        flow=Flow.INCOMING,
        state=IncomingState.ARRIVED,
        issuing_body=body,
        clerical_office=body.clerical_offices.first() if body else None,
        arrived_at=at,
        source=document,
        issuer=issuer,
        note=note,
        created_at=at,
        created_by=actor.label,
        **{name: getattr(document, name) for name in _COPIED},
    )
    kept = list(files)
    for file in kept:
        Version.objects.create(
            document=received,
            kind=VersionKind.ORIGINAL if file.kind == VersionKind.SIGNED else file.kind,
            blob=storage.share(file.blob),
            created_at=at,
            created_by=actor.label,
            **{name: getattr(file, name) for name in _FILE},
        )
    clerks = queries.role_principal(agency_id, Role.CLERK)
    readers.compile_readers(received, actor.on, [clerks] if clerks else [])
    papers.index(received, "\n".join(file.text for file in kept))
    notices.tell(
        agency_id,
        queries.role_posts(agency_id, Role.CLERK, actor.on),
        "arrival",
        f"{words}: {received.label}",
        queries.address(received),
        f"arrival:{received.pk}",
        at,
    )
    return received
