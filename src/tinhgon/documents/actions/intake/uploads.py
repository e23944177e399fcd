"""Files at the door: each waits in the encrypted quarantine until it was looked at (decision 19). A paper with a
secrecy stamp is refused, and so is what cannot be read; nothing of either is kept."""

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from officekit import docformat, vntext
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.storage.gateways import quarantine
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.choices import SECRECY, secret_law
from tinhgon.documents.models import Upload


def receive_upload(actor: Actor, file_name: str, content: bytes, at: datetime) -> Upload:
    """Take a file in for registering, or refuse it and leave nothing of it.

    The same bytes dropped twice while they wait are one upload. Raises Refused with the reason in words: a
    stamp of secrecy (Law 117/2025/QH15, art. 5), or a file that is empty, broken, locked, too large or renamed.
    """
    require(rules.can_register(actor))
    sha256 = hashlib.sha256(content).hexdigest()
    waiting = Upload.objects.filter(agency_id=actor.agency_id, sha256=sha256, document=None, is_secret=False).first()
    if waiting is not None:
        return waiting
    door = quarantine.here()
    ticket = door.put(content)
    try:
        found = docformat.read(content, file_name, limit=settings.UPLOAD_MAX_BYTES)
        secrecy = found.fields.get("secrecy")
        if secrecy is not None:
            _refuse_secret(actor, sha256, len(content), str(secrecy.value), at)
        return _let_in(actor, ticket, sha256, len(content), file_name, found, at)
    except docformat.UnreadableError as error:
        door.wipe(ticket)
        raise Refused(error.message, code=error.code, field="file") from error
    except BaseException:
        door.wipe(ticket)
        raise


def declare_secret(actor: Actor, upload_id: UUID, at: datetime) -> None:
    """The clerk saw a stamp that the machine could not read (a scan): the file is wiped, as at the door."""
    require(rules.can_register(actor))
    with transaction.atomic():
        upload = waiting(actor, upload_id)
        Upload.objects.filter(pk=upload.pk).update(
            is_secret=True, file_name="", ticket="", reading={}, kind="", page_count=None
        )
        _record_refusal(actor, upload, at)
    quarantine.here().wipe(upload.ticket)


@transaction.atomic
def discard_upload(actor: Actor, upload_id: UUID) -> None:
    """Give up a waiting file that was dropped by mistake; it never became a paper."""
    require(rules.can_register(actor))
    upload = waiting(actor, upload_id)
    upload.delete()
    transaction.on_commit(lambda: quarantine.here().wipe(upload.ticket))


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
    return Upload.objects.create(
        agency_id=actor.agency_id,
        post_id=_post(actor),
        ticket=ticket,
        file_name=_clean_name(file_name),
        size=size,
        sha256=sha256,
        kind=found.kind.value,
        reading=reading_of(found),
        page_count=found.page_count,
        at=at,
    )


def _refuse_secret(actor: Actor, sha256: str, size: int, level: str, at: datetime) -> None:
    """Leave a tombstone (when, who, why, hash) and nothing that tells what the paper is."""
    with transaction.atomic():
        upload = Upload.objects.create(
            agency_id=actor.agency_id,
            post_id=_post(actor),
            ticket="",
            file_name="",
            size=size,
            sha256=sha256,
            is_secret=True,
            at=at,
        )
        _record_refusal(actor, upload, at)
    raise Refused(
        f"Văn bản có dấu {SECRECY[level]} nên không được đưa lên mạng này "
        f"({secret_law(actor.on)}). Tệp đã bị xoá. "
        "Đăng ký tại bộ phận cơ mật, trên máy không kết nối mạng.",
        code="secret",
        field="file",
    )


def _post(actor: Actor) -> int:
    if actor.post_id is None:
        raise Refused("Đồng chí chưa được bố trí vị trí công tác nên chưa đăng ký được.", code="no_post")
    return actor.post_id


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


def _clean_name(file_name: str) -> str:
    """The name without folders and control characters, short enough to keep its ending."""
    name = PurePath(vntext.nfc(file_name).replace("\\", "/")).name
    name = "".join(letter for letter in name if letter.isprintable()).strip() or "tep"
    stem, suffix = PurePath(name).stem, PurePath(name).suffix[:16]
    return f"{stem[: 255 - len(suffix)]}{suffix}"


def reading_of(found: docformat.Reading) -> dict[str, dict[str, Any]]:
    """What was read, as JSON: {field: {"value", "confidence", "page", "box", "text"}}; the whole text is the
    field `full_text`, absent where the paper waits for text recognition."""
    rows: dict[str, dict[str, Any]] = {}
    for name, field in found.fields.items():
        place = field.evidence
        rows[name] = {
            "value": list(field.value) if isinstance(field.value, tuple) else _plain(field.value),
            "confidence": round(field.confidence, 2),
            "page": place.page if place else None,
            "box": [place.box.x0, place.box.y0, place.box.x1, place.box.y1] if place else None,
            "text": _plain(place.text) if place else "",
        }
    text = "\n".join(found.text_pages)
    if not found.needs_recognition and text.strip():
        rows["full_text"] = {"value": _plain(text), "confidence": 1.0, "page": None, "box": None, "text": ""}
    return rows


def _plain(value: Any) -> Any:
    # PostgreSQL keeps no NUL in text or JSON.
    return vntext.nfc(value.replace("\x00", "")) if isinstance(value, str) else value
