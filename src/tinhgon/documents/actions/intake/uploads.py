"""Files at the door: looked at in memory, then waiting in the encrypted quarantine until registered (decision 19). What
cannot be read is refused and leaves nothing; a paper with a secrecy stamp is stopped (see `suspects`)."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from officekit import docformat
from officekit.docformat import scans
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.storage.gateways import quarantine
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions.intake import drawing, reading, suspects
from tinhgon.documents.choices import secret_law
from tinhgon.documents.models import Upload


def receive_upload(actor: Actor, file_name: str, content: bytes, at: datetime) -> Upload:
    """Take a file in for registering, or refuse it and leave nothing of it.

    The same bytes dropped twice while they wait are one upload. Raises Refused with the reason in words: a
    stamp of secrecy (Law 117/2025/QH15, art. 5), or a file that is empty, broken, locked, too large or renamed.
    """
    require(rules.can_register(actor))
    content, file_name = wrapped(content, file_name)
    sha256 = hashlib.sha256(content).hexdigest()
    waiting = Upload.objects.filter(agency_id=actor.agency_id, sha256=sha256, document=None, is_secret=False).first()
    if waiting is not None:
        return waiting
    found = admitted(actor, file_name, content, at)
    door = quarantine.here()
    ticket = door.put(content)
    try:
        return _let_in(actor, ticket, sha256, len(content), file_name, found, at)
    except BaseException:
        door.wipe(ticket)
        raise


def wrapped(content: bytes, file_name: str) -> tuple[bytes, str]:
    """What is kept of a file: scans that come as pictures become a PDF."""
    try:
        return scans.wrapped(content, file_name)
    except docformat.UnreadableError as error:
        raise Refused(error.message, code=error.code, field="file") from error


def admitted(actor: Actor, file_name: str, content: bytes, at: datetime) -> docformat.Reading:
    """What is read of a file that may come in. It is read in memory: what is stopped here never lay anywhere."""
    try:
        found = docformat.read(content, file_name, limit=settings.UPLOAD_MAX_BYTES)
    except docformat.UnreadableError as error:
        raise Refused(error.message, code=error.code, field="file") from error
    if "secrecy" in found.fields:
        raise suspects.stop(actor, file_name, content, hashlib.sha256(content).hexdigest(), found, at)
    return found


def declare_secret(actor: Actor, upload_id: UUID, at: datetime) -> None:
    """The clerk saw a stamp that the machine could not read (a scan): the file is wiped, as at the door."""
    require(rules.can_register(actor))
    with transaction.atomic():
        upload = waiting(actor, upload_id)
        Upload.objects.filter(pk=upload.pk).update(
            is_secret=True, file_name="", ticket="", pages_ticket="", reading={}, kind="", page_count=None
        )
        _record_refusal(actor, upload, at)
    drawing.wipe(upload)


@transaction.atomic
def discard_upload(actor: Actor, upload_id: UUID) -> None:
    """Give up a waiting file that was dropped by mistake; it never became a paper."""
    require(rules.can_register(actor))
    upload = waiting(actor, upload_id)
    upload.delete()
    transaction.on_commit(lambda: drawing.wipe(upload))


def waiting(actor: Actor, upload_id: UUID) -> Upload:
    """A waiting upload of the actor's agency, locked; the second of two clerks gets to know who was first."""
    upload = (
        Upload.objects.select_for_update(of=("self",))
        .filter(public_id=upload_id, agency_id=actor.agency_id, is_secret=False)
        .first()
    )
    if upload is None:
        raise Refused("Tệp này không còn trong danh sách chờ. Tải lại trang.", code="not_found", field="file")
    if (first := upload.document) is not None:
        raise Refused(
            f"Tệp này đã được {first.created_by} vào sổ số {first.register_number}. "
            "Mở văn bản đó hoặc chuyển sang tệp tiếp theo.",
            code="already_registered",
            field="file",
        )
    return upload


@transaction.atomic
def _let_in(
    actor: Actor,
    ticket: str,
    sha256: str,
    size: int,
    file_name: str,
    found: docformat.Reading,
    at: datetime,
) -> Upload:
    upload = Upload.objects.create(
        agency_id=actor.agency_id,
        post_id=reading.post_of(actor),
        ticket=ticket,
        file_name=reading.clean_name(file_name),
        size=size,
        sha256=sha256,
        kind=found.kind.value,
        reading=reading.reading_of(found),
        page_count=found.page_count,
        brought_by_id=actor.person_id,
        at=at,
    )
    reading.defer_pages(upload)
    return upload


def _record_refusal(actor: Actor, upload: Upload, at: datetime) -> None:
    audit.record(
        actor,
        "documents.refuse_secret",
        "upload",
        upload.pk,
        "Tệp có dấu mật",
        at,
        home=actor.agency_id,
        detail={"sha256": upload.sha256, "law": secret_law(actor.on)},
    )
