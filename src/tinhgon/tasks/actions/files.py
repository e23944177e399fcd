"""Files handed in with an act: they go through the same secret door as papers, before the act's transaction, so that a
refusal stays in history; kept by content inside it."""

from datetime import datetime

from officekit.docformat import Kind
from tinhgon.core.actor import Actor
from tinhgon.core.storage import actions as storage
from tinhgon.core.storage.models import Blob
from tinhgon.documents.actions import papers

Attachment = papers.Upload
MEDIA_TYPES = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.DOC: "application/msword",
}


def admit(actor: Actor, attachment: Attachment | None, at: datetime) -> papers.Admitted | None:
    """Let a file in, or refuse it with what to do about it; nothing is kept yet."""
    return papers.admit(actor, attachment, at) if attachment is not None else None


def keep(admitted: papers.Admitted | None, at: datetime) -> Blob | None:
    """Store an admitted file."""
    if admitted is None:
        return None
    media_type = MEDIA_TYPES.get(admitted.reading.kind, "application/pdf")
    return storage.keep(admitted.upload.content, media_type, at)


def name(admitted: papers.Admitted | None) -> str:
    return admitted.upload.name[-255:] if admitted is not None else ""
