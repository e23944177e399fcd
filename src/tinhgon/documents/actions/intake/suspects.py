"""Files stopped at the secret door (Law 117/2025/QH15, art. 5): held for some minutes, sealed, so that a second person
can release a false alarm; wiped otherwise. Nobody can open one, and history tells nothing of what it says."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from officekit import docformat
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.storage.gateways import quarantine
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions.intake import reading
from tinhgon.documents.choices import SECRECY, SuspectClaim, secret_law
from tinhgon.documents.models import Upload

# The name may tell what a paper is about: it is sealed with the bytes.
_SEAM = b"\x00"


class Suspected(Refused):
    """A stamp of secrecy was seen; `upload` is held while it has an end."""

    def __init__(self, reason: str, upload: Upload) -> None:
        super().__init__(reason, code="secret", field="file")
        self.upload = upload


def stop_waiting(actor: Actor, upload: Upload, content: bytes, found: docformat.Reading, at: datetime) -> None:
    """The stamp was seen only after the door, on the drawn pages of an old Word file: back behind it."""
    door, old_ticket, mark = quarantine.held(), upload.ticket, found.fields["secrecy"]
    upload.ticket = door.put(upload.file_name.encode() + _SEAM + content) if door else ""
    upload.held_until = at + timedelta(minutes=settings.SECRET_HOLD_MINUTES) if door else None
    upload.held_level, upload.held_page = str(mark.value), mark.evidence.page if mark.evidence else None
    upload.is_secret, upload.file_name, upload.reading, upload.kind, upload.problem = True, "", {}, "", ""
    upload.save()
    _record(actor, "documents.hold_suspect" if door else "documents.refuse_secret", upload, at)
    transaction.on_commit(lambda: quarantine.here().wipe(old_ticket))


def stop(
    actor: Actor, file_name: str, content: bytes, sha256: str, found: docformat.Reading, at: datetime
) -> Suspected:
    """Hold a file with a stamp, or wipe it at once where this installation holds none; the answer is to be raised."""
    mark = found.fields["secrecy"]
    level, place = str(mark.value), mark.evidence
    held = queries.suspect_by_hash(actor, sha256, at)
    if held is not None:
        return Suspected(_held_words(held, actor), held)
    door = quarantine.held()
    ticket = door.put(file_name.encode() + _SEAM + content) if door else ""
    try:
        with transaction.atomic():
            upload = Upload.objects.create(
                agency_id=actor.agency_id,
                post_id=reading.post_of(actor),
                ticket=ticket,
                file_name="",
                size=len(content),
                sha256=sha256,
                is_secret=True,
                held_until=at + timedelta(minutes=settings.SECRET_HOLD_MINUTES) if ticket else None,
                held_level=level,
                held_page=place.page if place else None,
                page_count=found.page_count,
                brought_by_id=actor.person_id,
                at=at,
            )
            _record(actor, "documents.hold_suspect" if ticket else "documents.refuse_secret", upload, at)
    except BaseException:
        if door is not None:
            door.wipe(ticket)
        raise
    if ticket:
        return Suspected(_held_words(upload, actor), upload)
    words = (
        f"Văn bản có dấu {SECRECY[level]} nên không được đưa lên mạng này ({secret_law(actor.on)}). Tệp đã bị xoá. "
        "Đăng ký tại bộ phận cơ mật, trên máy không kết nối mạng."
    )
    return Suspected(words, upload)


def _held_words(upload: Upload, actor: Actor) -> str:
    until = timezone.localtime(upload.held_until).strftime("%H:%M") if upload.held_until else ""
    return (
        f"Máy thấy dấu {SECRECY[upload.held_level]} nên không nhận tệp ({secret_law(actor.on)}). "
        f"Tệp bị niêm kín, không ai mở được, và tự xoá lúc {until}. "
        "Nếu đúng là tài liệu mật: đăng ký tại bộ phận cơ mật, trên máy không kết nối mạng. "
        "Nếu máy nhận nhầm: mở “Tệp bị giữ vì dấu mật” để người thứ hai xác nhận."
    )


def claim_not_secret(actor: Actor, upload_id: UUID, claim: str, at: datetime) -> Upload:
    """The clerk, paper in hand, says the alarm is false; a second person is asked to confirm before the end."""
    require(rules.can_register(actor))
    if claim not in SuspectClaim.values:
        raise Refused("Chọn lý do vì sao tệp không mật.", code="invalid", field="claim")
    with transaction.atomic():
        upload = _held(actor, upload_id, at)
        if upload.claim and upload.claimed_by_id != actor.person_id:
            raise Refused(f"{upload.claimed_label} đã đề nghị cho tệp này. Đồng chí có thể xác nhận.", code="conflict")
        upload.claim, upload.claimed_by_id, upload.claimed_label = claim, actor.person_id, actor.label[:300]
        upload.save(update_fields=["claim", "claimed_by", "claimed_label"])
        _record(actor, "documents.claim_not_secret", upload, at)
        until = timezone.localtime(upload.held_until).strftime("%H:%M") if upload.held_until else ""
        notices.tell(
            actor.agency_id,
            queries.second_persons(actor),
            "document.suspect",
            f"Trước {until}: xác nhận tệp bị giữ vì dấu mật, theo đề nghị của {actor.label}",
            reverse("documents:suspects"),
            f"suspect:{upload.pk}:{claim}",
            at,
        )
    return upload


def release(actor: Actor, upload_id: UUID, at: datetime) -> Upload:
    """A second person confirms that the paper is no secret: the file goes to the queue as if nothing had been seen."""
    outside, inside = quarantine.held(), quarantine.here()
    with transaction.atomic():
        upload = _held(actor, upload_id, at)
        require(rules.can_release_suspect(actor, upload))
        sealed, ticket = upload.ticket, ""
        try:
            name, _, content = (outside.read(sealed) if outside else b"").partition(_SEAM)
        except LookupError as error:
            raise Refused(_GONE, code="not_found") from error
        try:
            ticket = inside.put(content)
            found = docformat.read(content, name.decode(), limit=settings.UPLOAD_MAX_BYTES)
            fields = {key: row for key, row in reading.reading_of(found).items() if key != "secrecy"}
            upload.ticket, upload.file_name, upload.reading = ticket, reading.clean_name(name.decode()), fields
            upload.is_secret, upload.kind, upload.held_until = False, found.kind.value, None
            upload.save(update_fields=["ticket", "file_name", "reading", "is_secret", "kind", "held_until"])
            reading.defer_pages(upload)
            _record(actor, "documents.release_suspect", upload, at)
        except BaseException:
            inside.wipe(ticket)
            raise
        if outside is not None:
            transaction.on_commit(lambda: outside.wipe(sealed))
    return upload


def wipe(actor: Actor, upload_id: UUID, at: datetime) -> None:
    """It is a secret: the file is wiped at once, and only the refusal stays."""
    with transaction.atomic():
        upload = _held(actor, upload_id, at)
        require(rules.can_wipe_suspect(actor))
        _forget(actor, upload, at)


def wipe_expired(at: datetime) -> int:
    """Wipe what nobody released in time, agency by agency, as the system; returns how many."""
    count = 0
    for upload_id, agency_id in queries.expired_suspects(at):
        actor = Actor(name="Hệ thống", title="", agency_id=agency_id, on=at.date(), channel="job", is_system=True)
        with transaction.atomic():
            upload = Upload.objects.select_for_update(of=("self",)).filter(pk=upload_id, is_secret=True).first()
            if upload is not None and upload.ticket:
                _forget(actor, upload, at)
                count += 1
    door = quarantine.held()
    if door is not None:
        # What a kill left between the file and its row.
        count += door.sweep(queries.suspect_tickets(), at - timedelta(minutes=settings.SECRET_HOLD_MINUTES))
    return count


_GONE = "Tệp bị giữ đã được xoá hoặc đã cho vào hàng chờ. Tải lại trang."


def _held(actor: Actor, upload_id: UUID, at: datetime) -> Upload:
    upload = (
        Upload.objects.select_for_update(of=("self",))
        .filter(public_id=upload_id, agency_id=actor.agency_id, is_secret=True, held_until__gt=at)
        .exclude(ticket="")
        .first()
    )
    if upload is None:
        raise Refused(_GONE, code="not_found")
    return upload


def _forget(actor: Actor, upload: Upload, at: datetime) -> None:
    """The key first: bytes without a key are noise, whatever happens to the row."""
    door = quarantine.held()
    if door is not None:
        door.wipe(upload.ticket)
    upload.ticket, upload.held_until, upload.page_count = "", None, None
    upload.save(update_fields=["ticket", "held_until", "page_count"])
    _record(actor, "documents.wipe_suspect", upload, at)


def _record(actor: Actor, verb: str, upload: Upload, at: datetime) -> None:
    detail = {"sha256": upload.sha256, "law": secret_law(actor.on), "level": upload.held_level}
    if upload.claim:
        detail |= {"claim": SuspectClaim(upload.claim).label, "claimed_by": upload.claimed_label}
    audit.record(actor, verb, "upload", upload.pk, "Tệp có dấu mật", at, home=upload.agency_id, detail=detail)
