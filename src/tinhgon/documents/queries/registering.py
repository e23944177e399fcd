"""What registering looks at: the queue of files, papers that may be the same, books, types, and whom to submit to."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book
from tinhgon.documents import rules
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, DocumentType, Upload
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Post, WorkField


def duplicates(actor: Actor, code_key: str, issuer: str, issued_on: date | None, sha256: str = "") -> list[Document]:
    """Papers in the book already with the same number, symbol, day and issuer, or the same bytes; only those the
    actor may see."""
    same_bytes = Q(content_sha256=sha256) if sha256 else Q(pk=None)
    same_code = Q(code_key=code_key, issued_on=issued_on) if code_key else Q(pk=None)
    rows = (
        visible_to(actor)
        .filter(agency_id=actor.agency_id, flow=Flow.INCOMING)
        .exclude(state__in=[IncomingState.REFUSED, IncomingState.RECALLED])
        .filter(same_bytes | same_code)
        .order_by("-pk")[:20]
    )
    wanted = vntext.fold(vntext.same_tone(issuer))
    return [
        row
        for row in rows
        if (sha256 and row.content_sha256 == sha256) or vntext.fold(vntext.same_tone(row.issuer)) == wanted
    ][:5]


def uploads(actor: Actor) -> list[Upload]:
    """Files waiting to be registered in the agency, oldest first; the clerks of one office share the queue."""
    if not actor.may("register"):
        return []
    return list(Upload.objects.filter(agency_id=actor.agency_id, document=None, is_secret=False).order_by("pk")[:200])


def upload(actor: Actor, public_id: UUID) -> Upload | None:
    """A waiting file of the agency, for those who register."""
    if not actor.may("register"):
        return None
    return Upload.objects.filter(agency_id=actor.agency_id, public_id=public_id, document=None, is_secret=False).first()


def registered_from(actor: Actor, public_id: UUID) -> Document | None:
    """The paper an upload has become, when the actor may see it."""
    row = Upload.objects.filter(agency_id=actor.agency_id, public_id=public_id).first()
    return visible_to(actor).filter(pk=row.document_id).first() if row and row.document_id else None


def incoming_books(actor: Actor) -> QuerySet[Book]:
    """Open incoming books of the agency, the general one first."""
    return numbering.books(actor.agency_id, Flow.INCOMING, actor.on)


def expected_number(book_id: int | None, actor: Actor) -> int | None:
    """Số dự kiến: what the next number would be; nothing is held (office-practice A 7)."""
    books = list(incoming_books(actor))
    book = next((b for b in books if b.pk == book_id), books[0] if books else None)
    return numbering.expected_number(book, actor.on) if book else None


def submit_targets(actor: Actor) -> QuerySet[Post]:
    """Posts a paper may be submitted to: who directs or distributes in the agency."""
    return (
        Post.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id)
        .filter(roles__overlap=[Role.CHIEF_OF_OFFICE, Role.LEADER])
        .order_by("order", "pk")
    )


def submit_choices(actor: Actor) -> list[tuple[int, str]]:
    """(post, "đ/c name, title"), the chief of office first: routine papers go there (office-practice B 11)."""
    posts = sorted(submit_targets(actor), key=lambda p: (Role.CHIEF_OF_OFFICE not in p.roles, p.order, p.pk))
    names = organisation.holders([post.pk for post in posts], actor.on)
    return [(p.pk, f"Đ/c {names[p.pk]}, {p.title}" if p.pk in names else p.title) for p in posts]


def document_types(on: date) -> list[tuple[str, str]]:
    """(code, name) of the types in force, each code and name once."""
    rows = DocumentType.objects.filter(organisation.in_force(on)).order_by("order", "pk")
    return list(dict.fromkeys(rows.values_list("code", "name")))


def document_type(type_code: str, code: str, on: date) -> DocumentType | None:
    """The type of a code; the Party's list when the number is written the Party's way (06-HD/TW)."""
    if not type_code:
        return None
    rows = list(DocumentType.objects.filter(organisation.in_force(on), code=type_code).order_by("order", "pk"))
    is_party = rules.is_party_code(code)
    fitting = [row for row in rows if rules.is_party(row.rule_set) == is_party]
    return next(iter(fitting + rows), None)


def known_issuers(actor: Actor) -> list[str]:
    """Issuers of the newest papers, to complete while typing."""
    rows = visible_to(actor).filter(agency_id=actor.agency_id, flow=Flow.INCOMING).exclude(issuer="")
    recent = rows.order_by("-pk").values_list("issuer", flat=True)[:500]
    return [name for name, _ in Counter(recent).most_common(100)]


def work_fields(actor: Actor) -> list[tuple[int, str]]:
    return list(WorkField.objects.filter(agency_id=actor.agency_id).order_by("code").values_list("pk", "name"))
