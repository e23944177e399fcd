"""Files handed in with an act: admitted by their bytes, kept by content. Refuses what the door refuses."""

from dataclasses import dataclass
from datetime import datetime

from officekit.docformat import guard
from tinhgon.core.storage import actions as storage
from tinhgon.core.storage.models import Blob
from tinhgon.core.verdict import Refused

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
}


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes


def keep(attachment: Attachment | None, at: datetime) -> Blob | None:
    """Store an admitted file. Raises Refused with what to do about a bad one; nothing is kept then."""
    if attachment is None:
        return None
    try:
        kind = guard.admit(attachment.content, attachment.name)
    except guard.UnreadableError as error:
        raise Refused(error.message, code=error.code, field="file") from error
    return storage.keep(attachment.content, MEDIA_TYPES.get(str(kind), "application/octet-stream"), at)
