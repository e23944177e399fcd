"""The paper in hand: locked when the actor may see it, and a file that becomes one of its versions after the secret
door. Refuses files that cannot be read, that bear a secrecy stamp, and scans nobody declared free of secrets."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from officekit import docformat
from officekit.docformat import scans
from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules, search
from tinhgon.documents.choices import secret_law
from tinhgon.documents.models import Document, SearchText, Version

_MEDIA_TYPES = {
    docformat.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    docformat.Kind.DOC: "application/msword",
    docformat.Kind.PDF: "application/pdf",
    docformat.Kind.SCAN: "application/pdf",
}


@dataclass(frozen=True)
class Upload:
    """A file as it came from the edge."""

    content: bytes
    name: str
    is_declared_not_secret: bool = False


@dataclass(frozen=True)
class Admitted:
    """A file that went through the door."""

    upload: Upload
    reading: docformat.Reading

    @property
    def text(self) -> str:
        return "\n".join(self.reading.text_pages)


def locked(actor: Actor, document_id: int, *, alone: bool = False) -> Document:
    """The agency's paper, locked, when the actor may see it; to a stranger it does not exist. `alone` leaves out what
    rules ask of its neighbours."""
    try:
        document = (lifecycle.locked_row if alone else lifecycle.locked)(document_id, actor.agency_id)
    except Document.DoesNotExist as error:
        raise Refused("Không tìm thấy văn bản.", code="not_found") from error
    require(rules.can_see(actor, document))
    return document


@transaction.atomic
def open_first(actor: Actor, document_id: int, at: datetime) -> None:
    """Write down the first time a post opens an incoming paper; later ones tell nothing new."""
    if actor.post_id is None or queries.was_opened(document_id, actor.post_id):
        return
    document = locked(actor, document_id)
    if queries.was_opened(document_id, actor.post_id):
        return
    audit.record(actor, "documents.open", "document", document.pk, document.label, at, home=document.agency_id)


def _wrapped(upload: Upload) -> Upload:
    """A scanned picture as the PDF that is kept of it."""
    content, name = scans.wrapped(upload.content, upload.name)
    return replace(upload, content=content, name=name)


def admit(actor: Actor, upload: Upload, at: datetime, *, document_id: int = 0) -> Admitted:
    """Read a file at the door, before anything of it is kept; a secret one leaves only the refusal in history."""
    try:
        upload = _wrapped(upload)
        reading = docformat.read(upload.content, upload.name)
    except docformat.UnreadableError as error:
        raise Refused(error.message, code=error.code, field="file") from error
    secrecy = reading.fields.get("secrecy")
    if secrecy is not None and secrecy.value:
        with transaction.atomic():
            audit.record(
                actor,
                "documents.refuse_secret",
                "document" if document_id else "upload",
                document_id,
                "Tệp có dấu chỉ độ mật",
                at,
                home=actor.agency_id,
            )
        words = (
            f"Tệp có dấu chỉ độ mật nên không được đưa lên hệ thống kết nối mạng ({secret_law(actor.on)}). "
            "Tệp không được lưu. Hãy soạn thảo, xử lý trên máy độc lập."
        )
        raise Refused(words, code="secret", field="file")
    if reading.needs_recognition and not upload.is_declared_not_secret:
        raise Refused(
            "Tệp là bản quét hoặc tệp .doc nên máy chưa đọc được dấu mật. Xem lại tệp rồi đánh dấu "
            "“Tôi xác nhận tài liệu không mật”.",
            code="undeclared",
            field="is_declared_not_secret",
        )
    return Admitted(upload, reading)


def add_version(
    actor: Actor,
    document: Document,
    kind: str,
    admitted: Admitted,
    at: datetime,
    *,
    note: str = "",
    verification: dict[str, Any] | None = None,
) -> Version:
    """Keep the file as the next version of its kind; the paper's row must be locked."""
    last = document.versions.filter(kind=kind).aggregate(last=Max("ordinal"))["last"] or 0
    upload, reading = admitted.upload, admitted.reading
    return Version.objects.create(
        document=document,
        kind=kind,
        ordinal=last + 1,
        blob=storage.keep(upload.content, _MEDIA_TYPES[reading.kind], at),
        file_name=upload.name[-255:],
        page_count=reading.page_count,
        text=admitted.text,
        reading=_reading(reading),
        verification=verification or {},
        note=note[:300],
        created_at=at,
        created_by=actor.label,
    )


def sha256(upload: Upload) -> str:
    """The hash of what is kept of the file."""
    try:
        content = _wrapped(upload).content
    except docformat.UnreadableError:
        content = upload.content
    return hashlib.sha256(content).hexdigest()


_INDEX = """
INSERT INTO documents_searchtext (document_id, reader_ids, fold, exact, pairs, text)
VALUES (%s, %s::integer[], to_tsvector('simple', %s), to_tsvector('simple', %s), %s::integer[], %s)
ON CONFLICT (document_id) DO UPDATE SET reader_ids = excluded.reader_ids,
    fold = excluded.fold, exact = excluded.exact, pairs = excluded.pairs, text = excluded.text
"""


def index(document: Document, text: str) -> None:
    """Let the search find the paper by its fields and the text of its last file."""
    with rows.cursor() as cursor:
        cursor.execute(_INDEX, [document.pk, document.reader_ids, *search.texts(document, text)])


def index_next_pairs(limit: int) -> int:
    """Look through the next papers of an earlier version for words that stand side by side; how many it were. Until
    none is left, phrases are searched without pairs."""
    waiting = SearchText.objects.select_for_update(skip_locked=True, of=("self",)).filter(pairs=None)
    with transaction.atomic():
        found = list(waiting.select_related("document").order_by("document_id")[:limit])
        for row in found:
            row.pairs = search.texts(row.document, row.text)[2]
        SearchText.objects.bulk_update(found, ["pairs"])
    return len(found)


def _reading(reading: docformat.Reading) -> dict[str, Any]:
    return {
        name: {
            "value": list(found.value) if isinstance(found.value, tuple) else found.value,
            "confidence": found.confidence,
            "page": found.evidence.page if found.evidence else None,
            "box": found.evidence.box.as_list() if found.evidence else None,
            "text": found.evidence.text if found.evidence else "",
        }
        for name, found in reading.fields.items()
    }
