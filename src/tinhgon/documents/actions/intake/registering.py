"""The number in the book (NĐ 30/2020 art. 22): everything is made ready first, the number is taken last and history is
written after it, in one transaction. The same request twice is one paper; two clerks at the same paper are told of
each other."""

import zlib
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from officekit import docformat
from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules, search
from tinhgon.documents.actions import papers, readers
from tinhgon.documents.actions.intake import drawing, inviting, reading, uploads
from tinhgon.documents.actions.intake.fields import LABELS, BadFields, IncomingFields, cleaned
from tinhgon.documents.choices import DeliveryState, IncomingState, VersionKind
from tinhgon.documents.models import Delivery, Document, DocumentType, SearchText, Upload, Version
from tinhgon.organisation.models import Post

_MEDIA_TYPES = {
    docformat.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    docformat.Kind.DOC: "application/msword",
    docformat.Kind.PDF: "application/pdf",
    docformat.Kind.SCAN: "application/pdf",
}
# Columns taken over from the fields as they are.
_COPIED = (
    "subject", "issuer", "code", "issued_on", "parent_issuer", "place", "signer_name", "signer_title", "urgency",
    "circulation_mark", "page_count", "copies", "to_places", "reply_due_at", "note", "field_id",
)  # fmt: skip


class Duplicate(Refused):
    """The paper seems to be in the book already; `documents` are the ones the actor may see."""

    def __init__(self, documents: list[Document]) -> None:
        first = documents[0]
        super().__init__(
            f"Có thể trùng văn bản đã vào sổ số {first.register_number}: {first.code or first.subject}. "
            "So lại hai bản; nếu không trùng, xác nhận rồi vào sổ.",
            code="duplicate",
            field="accepts_duplicate",
        )
        self.documents = documents


@transaction.atomic
def register_incoming(
    actor: Actor,
    fields: IncomingFields,
    at: datetime,
    *,
    request_key: str,
    upload_id: UUID | None = None,
    original: reading.Original | None = None,
    meeting: inviting.MeetingFields | None = None,
    book_id: int | None = None,
    submit_to_post: int | None = None,
    accepts_duplicate: bool = False,
    by_hand: numbering.ByHand | None = None,
) -> Document:
    """Enter a paper in the incoming book and submit it to a post (NĐ 30/2020 art. 22), with a file that waits or with
    one that came along; `by_hand` names the number that it was given on paper while the system was down.

    Raises BadFields, Duplicate, or Refused when another clerk was first, and changes nothing then.
    """
    require(rules.can_register(actor))
    fields = cleaned(fields, at)
    # Double clicks and two clerks at one paper go one after the other; the second finds what the first has done.
    _queue_up(actor.agency_id, f"request:{request_key}", f"code:{search.code_key(fields.code)}")
    if done := _made_before(actor, request_key):
        return done
    if upload_id:
        original = reading.waiting_original(uploads.waiting(actor, upload_id))
    if original is not None and not original.text and not fields.is_declared_not_secret:
        raise BadFields(
            {
                "is_declared_not_secret": "Máy chưa đọc được chữ trên bản quét. "
                "Xem hết các trang, nếu không có dấu mật thì đánh dấu “Không mật”."
            }
        )
    sha256 = original.sha256 if original else ""
    if not accepts_duplicate:
        _warn_of_duplicates(actor, fields, sha256)
    keeper = replace(actor, on=by_hand.given_on) if by_hand else actor
    ground = queries.registering_ground(keeper, book_id, fields.type_code, fields.code, sha256)
    if ground is None:
        raise Refused(_NO_BOOK, field="book_id")
    post = _post(actor, submit_to_post)
    document = _create(actor, fields, at, request_key, original, ground, post)
    papers.index(document, original.text if original else "")
    if meeting is not None:
        inviting.keep(actor, document, meeting, at)
    if original is not None:
        _keep_original(actor, document, original, ground.same_upload_ids, at)
    _tell(document, post, at)
    if by_hand is not None:
        return _number_by_hand(actor, document, ground.book, by_hand, at)
    return _number(actor, document, ground.book, at)


def register_arrived(
    actor: Actor,
    document_id: int,
    at: datetime,
    *,
    book_id: int | None = None,
    submit_to_post: int | None = None,
) -> Document:
    """Enter a paper that came from another agency of this installation; a second click returns the same paper."""
    require(rules.can_register(actor))
    with transaction.atomic():
        document = papers.locked(actor, document_id)
        if document.state == IncomingState.REGISTERED and document.entry_id is not None:
            return document
        book, post = _book(actor, book_id), _post(actor, submit_to_post)
        document.waits_for_id = post.principal_id if post else None
        document.save(update_fields=["waits_for"])
        readers.compile_readers(document, actor.on, [post.principal_id] if post else [])
        Delivery.objects.filter(received_document=document).update(state=DeliveryState.REGISTERED, changed_at=at)
        _tell(document, post, at)
        return _number(actor, document, book, at)


@transaction.atomic
def correct(actor: Actor, document_id: int, fields: IncomingFields, reason: str, at: datetime) -> Document:
    """Correct what was entered; the old words stay in history with the reason (law 3). The number never changes."""
    document = papers.locked(actor, document_id)
    require(rules.can_correct(actor, document))
    fields = cleaned(replace(fields, arrived_at=document.arrived_at), at)
    if not reason.strip():
        raise BadFields({"reason": "Nêu lý do sửa."})
    old = {name: getattr(document, name) for name in _COPIED}
    old_type = document.type
    _fill(document, fields, queries.document_type(fields.type_code, fields.code, actor.on))
    changes = {
        LABELS[name]: {"old": old[name], "new": getattr(document, name)}
        for name in _COPIED
        if old[name] != getattr(document, name)
    }
    if old_type != document.type:
        changes[LABELS["type_code"]] = {"old": str(old_type or ""), "new": str(document.type or "")}
    if not changes:
        return document
    document.save(update_fields=[*_COPIED_COLUMNS, "number", "symbol", "code_key", "type"])
    text = SearchText.objects.filter(pk=document.pk).values_list("text", flat=True).first()
    readers.compile_readers(document, actor.on)
    papers.index(document, text or "")
    audit.record(
        actor,
        "documents.correct",
        "document",
        document.pk,
        document.label,
        at,
        home=document.agency_id,
        detail={"reason": reason.strip(), "changes": {} if document.is_restricted else changes},
    )
    return document


_COPIED_COLUMNS = tuple("field" if name == "field_id" else name for name in _COPIED)


def _made_before(actor: Actor, request_key: str) -> Document | None:
    if not request_key:
        return None
    return Document.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()


def _queue_up(agency_id: int, *names: str) -> None:
    """Wait for other transactions of the agency about the same thing; in one order, so that none waits for ever."""
    locks = sorted(zlib.crc32(name.encode()) - 2**31 for name in names if not name.endswith(":"))
    if locks:
        with rows.cursor() as cursor:  # in one trip; a select list is worked through from left to right
            asked = ", ".join(["pg_advisory_xact_lock(%s::int, %s::int)"] * len(locks))
            cursor.execute(f"SELECT {asked}", [part for lock in locks for part in (agency_id, lock)])


def _warn_of_duplicates(actor: Actor, fields: IncomingFields, sha256: str) -> None:
    key = search.code_key(fields.code)
    found = queries.duplicates(actor, key, fields.issuer, fields.issued_on, sha256)
    if found:
        raise Duplicate(found)


_NO_BOOK = "Không có sổ văn bản đến đang mở. Mở sổ hoặc chọn sổ khác."


def _book(actor: Actor, book_id: int | None) -> Book:
    books = {book.pk: book for book in queries.incoming_books(actor)}
    book = books.get(book_id) if book_id is not None else next(iter(books.values()), None)
    if book is None:
        raise Refused(_NO_BOOK, field="book_id")
    return book


def _post(actor: Actor, post_id: int | None) -> Post | None:
    if post_id is None:
        return None
    post = queries.submit_targets(actor).filter(pk=post_id).first()
    if post is None:
        raise Refused("Vị trí nhận trình không còn. Chọn người khác.", field="submit_to_post")
    return post


def _create(
    actor: Actor,
    fields: IncomingFields,
    at: datetime,
    request_key: str,
    original: reading.Original | None,
    ground: queries.RegisteringGround,
    post: Post | None,
) -> Document:
    document = Document(
        agency_id=actor.agency_id,
        flow=Flow.INCOMING,
        state=IncomingState.ARRIVED,
        issuing_body_id=ground.body_id,
        owner_unit_id=actor.unit_id,
        arrived_at=fields.arrived_at or at,
        is_restricted=fields.is_restricted,
        waits_for_id=post.principal_id if post else None,
        content_sha256=original.sha256 if original else "",
        needs_text_recognition=original is not None and not original.text,
        is_declared_not_secret=fields.is_declared_not_secret,
        request_key=request_key,
        created_at=at,
        created_by=actor.label,
    )
    _fill(document, fields, ground.type)
    if original is not None and document.page_count is None:
        document.page_count = original.page_count
    readers.set_readers(document, actor.on, [post.principal_id] if post else [])
    return rows.insert(document)


def _fill(document: Document, fields: IncomingFields, kind: DocumentType | None) -> None:
    values = asdict(fields)
    for name in _COPIED:
        setattr(document, name, values[name])
    number, symbol = rules.split_code(fields.code)
    document.number, document.symbol = number[:11], symbol[:60]
    document.code_key = search.code_key(fields.code)
    document.type = kind


def _keep_original(
    actor: Actor, document: Document, original: reading.Original, same_uploads: list[int], at: datetime
) -> None:
    """The file becomes the paper's; what waited of it in the quarantine loses its key once the paper is really in the
    book."""
    version = Version(
        document=document,
        kind=VersionKind.ORIGINAL,
        ordinal=1,
        blob=storage.keep(original.content(), _MEDIA_TYPES[original.kind], at),
        file_name=original.file_name,
        page_count=original.page_count,
        text=original.text,
        reading=original.fields,
        created_at=at,
        created_by=actor.label,
    )
    rows.insert(version)
    if not same_uploads:
        return
    # The file that waited, and the same bytes dropped once more by somebody else: they are in the book now.
    waiting = Upload.objects.select_for_update(of=("self",), skip_locked=True)
    waited = list(waiting.filter(pk__in=same_uploads, document=None))
    Upload.objects.filter(pk__in=[upload.pk for upload in waited]).update(document=document, reading={})
    for upload in waited:
        transaction.on_commit(partial(drawing.wipe, upload))


def _tell(document: Document, post: Post | None, at: datetime) -> None:
    if post is None:
        return
    notices.tell(
        document.agency_id,
        [post.principal_id],
        "document.submitted",
        f"Văn bản đến chờ ý kiến: {document.label}",
        queries.address(document),
        f"submitted:{document.pk}:{post.pk}",
        at,
    )


def _number(actor: Actor, document: Document, book: Book, at: datetime) -> Document:
    """Last of all: the book's row is locked for this statement."""
    return lifecycle.advance_with_number(
        actor,
        document,
        "register",
        at,
        book,
        timezone.localdate(at),
        detail={"number": numbering.NUMBER, "book": book.name},
        entry_id=numbering.ENTRY,
        book_id=book.pk,
        register_number=numbering.NUMBER,
        registered_at=at,
    )


def _number_by_hand(actor: Actor, document: Document, book: Book, hand: numbering.ByHand, at: datetime) -> Document:
    """The number that stands on the paper; when and by whom it was entered stands in the book."""
    entry = numbering.record_by_hand(actor, book, hand, at)
    return lifecycle.advance(
        actor,
        document,
        "register",
        at,
        detail={"number": entry.number, "book": book.name, "by_hand": hand.words},
        entry_id=entry.pk,
        book_id=book.pk,
        register_number=entry.number,
        registered_at=at,
    )
