"""Files and pictures of their pages, for those who may read the paper or register the upload. Refuses everybody else
by finding nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from officekit.docformat import UnreadableError, pictures
from tinhgon.core.actor import Actor
from tinhgon.core.storage import queries as storage
from tinhgon.core.storage.gateways import quarantine
from tinhgon.documents.choices import DRAWING
from tinhgon.documents.models import Upload
from tinhgon.documents.queries.registering import upload
from tinhgon.documents.queries.visible import version_for

PDF = "application/pdf"
# A busy worker has drawn it by then, or a broken one will not.
DRAWN_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    content: bytes
    sha256: str


def version_file(actor: Actor, public_id: UUID, version_id: int) -> File | None:
    """The bytes of a version."""
    version = version_for(actor, public_id, version_id)
    if version is None:
        return None
    return File(version.file_name, version.blob.media_type, storage.content(version.blob), version.blob.sha256)


def version_picture(actor: Actor, public_id: UUID, version_id: int, page: int) -> bytes | None:
    """A page of a PDF version as PNG."""
    file = version_file(actor, public_id, version_id)
    return _picture(file.content, page) if file and file.media_type == PDF else None


def upload_picture(actor: Actor, public_id: UUID, page: int) -> bytes | None:
    """A page of a waiting PDF as PNG, straight from the quarantine."""
    waiting = upload(actor, public_id)
    content = _waiting_content(waiting) if waiting else b""
    return _picture(content, page) if content else None


def upload_page_sizes(waiting: Upload) -> list[tuple[float, float]]:
    """Width and height in points of the pages of a waiting PDF; empty for other kinds."""
    content = _waiting_content(waiting)
    try:
        return pictures.page_sizes(content) if content else []
    except UnreadableError:
        return []


def is_being_drawn(waiting: Upload, at: datetime) -> bool:
    """Whether the pages of a Word file may still come: somebody was told to draw them, not long ago."""
    return waiting.problem == DRAWING and at - waiting.at < DRAWN_WITHIN


def waiting_tickets() -> set[str]:
    """The tickets of all files that still wait in quarantine, of every agency: what a sweep must leave alone."""
    rows = Upload.objects.filter(document=None, is_secret=False).values_list("ticket", "pages_ticket")
    return {ticket for row in rows for ticket in row if ticket}


def _waiting_content(waiting: Upload) -> bytes:
    """The bytes that have pages: the PDF itself, or what was drawn of a Word file."""
    ticket = waiting.ticket if waiting.kind in ("pdf", "scan") else waiting.pages_ticket
    if not ticket:
        return b""
    try:
        return quarantine.here().read(ticket)
    except LookupError:
        return b""


def _picture(content: bytes, page: int) -> bytes | None:
    try:
        return pictures.page_png(content, page)
    except (IndexError, UnreadableError):
        return None
