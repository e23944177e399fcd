"""The pages of a waiting Word file, drawn as a PDF beside it in the quarantine, so that the clerk sees the paper and
not only its text. Old Word files are read here for the first time, and stopped where the pages show a stamp."""

from datetime import datetime
from typing import Any

from django.db import transaction

from officekit import docformat
from tinhgon.core.actor import Actor
from tinhgon.core.storage.gateways import quarantine
from tinhgon.documents.actions.intake import reading, suspects
from tinhgon.documents.choices import NOT_DRAWN
from tinhgon.documents.gateways import libreoffice
from tinhgon.documents.models import Upload


def wipe(upload: Upload) -> None:
    """Destroy the file and its pages."""
    for ticket in (upload.ticket, upload.pages_ticket):
        quarantine.here().wipe(ticket)


def draw_pages(upload_id: int, at: datetime) -> bool:
    """Draw a waiting Word file; says whether there are pages now. What no longer waits is left alone."""
    upload = _waiting(upload_id).first()
    if upload is None or upload.pages_ticket:
        return upload is not None
    door = quarantine.here()
    try:
        content = door.read(upload.ticket)
        # Outside the transaction: it takes seconds.
        pages = libreoffice.convert(content, upload.kind, "pdf")
        found = _read(content, upload.kind, pages)
    except (LookupError, libreoffice.ConversionError, docformat.UnreadableError):
        _waiting(upload_id).update(problem=NOT_DRAWN)
        return False
    ticket = door.put(pages)
    try:
        kept = _keep(upload_id, ticket, content, found, at)
    except BaseException:
        door.wipe(ticket)
        raise
    if not kept:
        door.wipe(ticket)
    return kept


def _read(content: bytes, kind: str, pages: bytes) -> docformat.Reading:
    """Fields with their places on the drawn pages; an old file whose fonts hide the letters is read from its text."""

    def drawn(data: bytes, of: str, to: str) -> bytes:
        return pages if to == "pdf" else libreoffice.convert(data, of, to)

    if kind == docformat.Kind.DOC.value:
        return docformat.read(content, converter=drawn)
    return docformat.read(pages)


@transaction.atomic
def _keep(upload_id: int, ticket: str, content: bytes, found: docformat.Reading, at: datetime) -> bool:
    upload = _waiting(upload_id).select_for_update(of=("self",)).first()
    if upload is None or upload.pages_ticket:
        return False
    if "secrecy" in found.fields and not upload.held_level:
        actor = Actor(
            name="Hệ thống", title="", agency_id=upload.agency_id, on=at.date(), channel="job", is_system=True
        )
        suspects.stop_waiting(actor, upload, content, found, at)
        return False
    fresh = reading.reading_of(found)
    if upload.kind == docformat.Kind.DOC.value:
        upload.reading = {name: row for name, row in fresh.items() if name != "secrecy"}
    else:
        upload.reading = {name: _placed(row, fresh.get(name)) for name, row in upload.reading.items()}
    upload.pages_ticket, upload.page_count, upload.problem = ticket, found.page_count or upload.page_count, ""
    upload.save(update_fields=["reading", "pages_ticket", "page_count", "problem"])
    return True


def _placed(row: dict[str, Any], drawn: dict[str, Any] | None) -> dict[str, Any]:
    """A field of the Word text with its place on the drawn page; without one where the page says otherwise."""
    if drawn is not None and drawn["value"] == row["value"]:
        return {**row, "page": drawn["page"], "box": drawn["box"]}
    return {**row, "page": None, "box": None}


def _waiting(upload_id: int) -> Any:
    return Upload.objects.filter(pk=upload_id, document=None, is_secret=False, kind__in=reading.WORD)
