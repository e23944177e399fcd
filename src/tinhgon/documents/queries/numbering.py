"""What giving a number looks at, in one trip: for a paper going out its type, its issuing body, the symbol of the
drafting unit and the book; for one coming in the book, its body and the type."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book
from tinhgon.documents import rules
from tinhgon.documents.choices import NORMATIVE, NORMATIVE_BOOK
from tinhgon.documents.models import Document, DocumentType
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import IssuingBody


@dataclass(frozen=True, slots=True)
class NumberingGround:
    """The words a number is printed with, and the book, None when the body keeps none for this type on that day."""

    book: Book | None
    type_code: str
    type_name: str
    type_rule_set: str
    date_rule: str
    has_code_in_symbol: bool
    body_name: str
    body_symbol: str
    body_rule_set: str
    unit_symbol: str

    @property
    def rule_set(self) -> str:
        """Normative papers have rules of their own, whoever issues them."""
        return self.type_rule_set if self.is_normative else self.body_rule_set

    @property
    def is_normative(self) -> bool:
        return self.type_rule_set == NORMATIVE

    @property
    def book_code(self) -> str:
        """What a book for this type alone is opened for."""
        return f"{NORMATIVE_BOOK}{self.type_code}" if self.is_normative else self.type_code

    @property
    def symbol(self) -> str:
        """All that follows the number on the paper."""
        return rules.symbol(self.rule_set, self.type_code, self.body_symbol, self.unit_symbol, self.has_code_in_symbol)


def types_of(bodies: Iterable[IssuingBody], on: date) -> QuerySet[DocumentType]:
    """Types of papers that bodies may issue on a day: those of their rule sets, and the normative ones of their own."""
    own = Q()
    for body in bodies:
        own |= Q(rule_set=body.rule_set) | Q(rule_set=NORMATIVE, for_symbols__contains=[body.symbol])
    return DocumentType.objects.filter(organisation.in_force(on)).filter(own) if own else DocumentType.objects.none()


# The book that names the type comes before the general one; normative papers never go into that one
# (`numbering.queries.book_for` says the same of loaded rows).
_GROUND = """
SELECT t.code, t.name, t.rule_set, t.date_rule, t.has_code_in_symbol, b.name, b.symbol, b.rule_set,
    COALESCE((SELECT v.symbol FROM organisation_unitversion v WHERE v.unit_id = %(unit)s AND v.starts_on <= %(on)s
        AND (v.ends_on IS NULL OR v.ends_on > %(on)s) ORDER BY v.id LIMIT 1), ''),
    k.id, k.name
FROM documents_documenttype t
CROSS JOIN organisation_issuingbody b
LEFT JOIN LATERAL (
    SELECT id, name FROM numbering_book
    WHERE agency_id = %(agency)s AND flow = %(flow)s AND NOT is_secret AND body_id = b.principal_id
        AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on > %(on)s)
        AND CASE WHEN t.rule_set = %(normative)s THEN type_codes @> jsonb_build_array(%(own_book)s || t.code)
            ELSE type_codes @> jsonb_build_array(t.code) OR type_codes = '[]' END
    ORDER BY type_codes = '[]', id LIMIT 1) k ON true
WHERE t.id = %(type)s AND b.id = %(body)s
"""


def numbering_ground(document: Document, on: date) -> NumberingGround | None:
    """What `document` is numbered by on a day; None when it has no type or no issuing body."""
    values = {
        "unit": document.owner_unit_id,
        "on": on,
        "agency": document.agency_id,
        "flow": document.flow,
        "type": document.type_id,
        "body": document.issuing_body_id,
        "normative": NORMATIVE,
        "own_book": NORMATIVE_BOOK,
    }
    with rows.cursor() as cursor:
        cursor.execute(_GROUND, values)
        row = cursor.fetchone()
    if row is None:
        return None
    *words, book_id, book_name = row
    book = None
    if book_id is not None:  # the other columns are read when somebody asks for them
        book = Book.from_db(connection.alias, ["id", "agency_id", "name"], [book_id, document.agency_id, book_name])
    return NumberingGround(book, *words)


def numberless(documents: Iterable[Document], on: date) -> set[int]:
    """Of papers those that go out without a number: inside the office, where no book takes their type. Two queries
    however many papers, none where none is internal."""
    inside = [paper for paper in documents if paper.flow == Flow.INTERNAL]
    if not inside:
        return set()
    bodies = dict(
        IssuingBody.objects.filter(pk__in={p.issuing_body_id for p in inside}).values_list("pk", "principal_id")
    )
    books = Book.objects.filter(organisation.in_force(on), flow=Flow.INTERNAL, is_secret=False)
    kept = list(books.filter(agency_id__in={paper.agency_id for paper in inside}))

    def has_book(paper: Document) -> bool:
        body, code = bodies.get(paper.issuing_body_id or 0), paper.type.code if paper.type else ""
        return any(book.body_id == body and (not book.type_codes or code in book.type_codes) for book in kept)

    return {paper.pk for paper in inside if not has_book(paper)}


@dataclass(frozen=True, slots=True)
class RegisteringGround:
    """The incoming book, the body that keeps it, the type, and the waiting files of the same bytes."""

    book: Book
    body_id: int | None
    type: DocumentType | None
    same_upload_ids: list[int]


# The Party's list of types where the number is written the Party's way (`registering.document_type`).
_INCOMING = """
SELECT k.id, k.name,
    (SELECT b.id FROM organisation_issuingbody b WHERE b.principal_id = k.body_id ORDER BY b.id LIMIT 1),
    ARRAY(SELECT u.id FROM documents_upload u WHERE u.agency_id = %(agency)s AND u.sha256 = %(sha256)s
        AND u.document_id IS NULL AND NOT u.is_secret),
    t.id, t.rule_set, t.code, t.name
FROM (
    SELECT id, name, body_id FROM numbering_book
    WHERE agency_id = %(agency)s AND flow = 'incoming' AND NOT is_secret
        AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on > %(on)s)
        AND (%(book)s::bigint IS NULL OR id = %(book)s::bigint)
    ORDER BY id LIMIT 1) k
LEFT JOIN LATERAL (
    SELECT id, code, name, rule_set FROM documents_documenttype
    WHERE code = %(code)s AND code <> '' AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on > %(on)s)
    ORDER BY (rule_set LIKE 'hd%%') IS DISTINCT FROM %(is_party)s, "order", id LIMIT 1) t ON true
"""


def registering_ground(
    actor: Actor, book_id: int | None, type_code: str, code: str, sha256: str
) -> RegisteringGround | None:
    """What a paper is registered by; None when there is no such open book."""
    values: dict[str, Any] = {
        "agency": actor.agency_id,
        "on": actor.on,
        "book": book_id,
        "code": type_code,
        "is_party": rules.is_party_code(code),
        "sha256": sha256,
    }
    with rows.cursor() as cursor:
        cursor.execute(_INCOMING, values)
        row = cursor.fetchone()
    if row is None:
        return None
    book_id, book_name, body_id, uploads, *kind = row
    return RegisteringGround(
        Book.from_db(connection.alias, ["id", "agency_id", "name"], [book_id, actor.agency_id, book_name]),
        body_id,
        DocumentType.from_db(connection.alias, ["id", "rule_set", "code", "name"], kind) if kind[0] else None,
        uploads if sha256 else [],
    )
