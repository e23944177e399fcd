"""The clerical side of an agency on any day: issuing bodies with their letterheads, offices, seals with their keepers,
books and terms; and posts with what they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from tinhgon.core.numbering.choices import PeriodKind
from tinhgon.core.numbering.models import Book, Period
from tinhgon.organisation.models import (
    Appointment,
    ClericalOffice,
    CommitteeTerm,
    IssuingBody,
    IssuingBodyVersion,
    Post,
    PostVersion,
    Seal,
    SealKeeping,
)
from tinhgon.organisation.queries.acting import in_force


def body_version_on(body: IssuingBody, on: date) -> IssuingBodyVersion | None:
    """The letterhead of a day. A body that never changed has no version of its own yet: what it is stands in for
    one, to be saved by the act that changes it."""
    if body.starts_on > on or (body.ends_on is not None and body.ends_on <= on):
        return None
    rows = IssuingBodyVersion.objects.filter(body=body)
    if rows.exists():
        return rows.filter(in_force(on)).first()
    return _as_it_is(body)


def _as_it_is(body: IssuingBody) -> IssuingBodyVersion:
    return IssuingBodyVersion(
        body=body,
        name=body.name,
        parent_name=body.parent_name,
        symbol=body.symbol,
        place=body.place,
        rule_set=body.rule_set,
        starts_on=body.starts_on,
        legal_basis=body.legal_basis,
    )


def post_version_on(post: Post, on: date) -> PostVersion | None:
    """What a post is on a day; without a change so far, an unsaved version as with a body's letterhead."""
    if post.starts_on > on or (post.ends_on is not None and post.ends_on <= on):
        return None
    rows = PostVersion.objects.filter(post=post)
    if rows.exists():
        return rows.filter(in_force(on)).first()
    return PostVersion(
        post=post,
        title=post.title,
        job_position=post.job_position,
        headcount=post.headcount,
        is_head=post.is_head,
        is_deputy=post.is_deputy,
        roles=post.roles,
        order=post.order,
        starts_on=post.starts_on,
        legal_basis=post.legal_basis,
    )


def post_versions(post: Post) -> list[PostVersion]:
    """Everything a post was, is and is to be, newest first."""
    found = list(PostVersion.objects.filter(post=post).order_by("-starts_on"))
    first = post_version_on(post, post.starts_on) if not found else None
    return found or ([first] if first else [])


def body(agency_id: int, body_id: int) -> IssuingBody | None:
    rows = IssuingBody.objects.select_related("unit", "principal")
    return rows.filter(pk=body_id, agency_id=agency_id).first()


def bodies(agency_id: int) -> QuerySet[IssuingBody]:
    """Every issuing body the agency has or had, those in force first."""
    rows = IssuingBody.objects.filter(agency_id=agency_id).select_related("unit")
    return rows.order_by(F("ends_on").asc(nulls_first=True), "-starts_on", "pk")


def body_versions(body: IssuingBody) -> list[IssuingBodyVersion]:
    found = list(IssuingBodyVersion.objects.filter(body=body).order_by("-starts_on"))
    return found or [_as_it_is(body)]


def bodies_with_versions(rows: Sequence[IssuingBody]) -> list[tuple[IssuingBody, list[IssuingBodyVersion]]]:
    """Issuing bodies with everything each was, is and is to be called, newest first."""
    versions: dict[int, list[IssuingBodyVersion]] = {}
    for version in IssuingBodyVersion.objects.filter(body__in=rows).order_by("-starts_on"):
        versions.setdefault(version.body_id, []).append(version)
    return [(row, versions.get(row.pk) or [_as_it_is(row)]) for row in rows]


def offices(agency_id: int) -> QuerySet[ClericalOffice]:
    rows = ClericalOffice.objects.filter(agency_id=agency_id).prefetch_related("bodies")
    return rows.order_by(F("ends_on").asc(nulls_first=True), "-starts_on", "pk")


def office(agency_id: int, office_id: int) -> ClericalOffice | None:
    return ClericalOffice.objects.filter(pk=office_id, agency_id=agency_id).prefetch_related("bodies").first()


@dataclass(frozen=True)
class SealRow:
    seal: Seal
    keepings: list[tuple[SealKeeping, str]]  # newest first, with who held the post on the first day of keeping

    @property
    def is_handed_on(self) -> bool:
        """More than one post has it in its keeping, or is to have it."""
        return len(self.keepings) > 1


def seals(agency_id: int) -> QuerySet[Seal]:
    """The register of seals: those in use first."""
    rows = Seal.objects.filter(body__agency_id=agency_id).select_related("body")
    return rows.order_by(F("ends_on").asc(nulls_first=True), "starts_on", "pk")


def seal_rows(rows: Sequence[Seal]) -> list[SealRow]:
    """Seals, each with all its keepers."""
    keepings = list(SealKeeping.objects.filter(seal__in=rows).select_related("post").order_by("-starts_on"))
    held = Appointment.objects.filter(post_id__in={row.post_id for row in keepings}).select_related("person")
    people: dict[int, list[Appointment]] = {}
    for row in held.order_by("kind", "starts_on"):
        people.setdefault(row.post_id, []).append(row)

    def name(keeping: SealKeeping) -> str:
        day = keeping.starts_on
        on = (row for row in people.get(keeping.post_id, []) if row.starts_on <= day)
        return next((r.person.full_name for r in on if r.ends_on is None or day < r.ends_on), "")

    found: dict[int, list[tuple[SealKeeping, str]]] = {}
    for keeping in keepings:
        found.setdefault(keeping.seal_id, []).append((keeping, name(keeping)))
    return [SealRow(seal, found.get(seal.pk, [])) for seal in rows]


def seal(agency_id: int, seal_id: int) -> Seal | None:
    return Seal.objects.filter(pk=seal_id, body__agency_id=agency_id).select_related("body").first()


@dataclass(frozen=True)
class BookRow:
    book: Book
    body: str
    period: Period | None
    holder: str

    @property
    def types(self) -> str:
        return ", ".join(self.book.type_codes)


def books(agency_id: int) -> QuerySet[Book]:
    """Every book, those in use first."""
    rows = Book.objects.filter(agency_id=agency_id)
    return rows.order_by(F("ends_on").asc(nulls_first=True), "flow", "is_secret", "name", "pk")


def book_rows(rows: Sequence[Book], on: date) -> list[BookRow]:
    """Books, each with the period of the day and who alone may hold its reserved numbers."""
    of = {row.body_id for row in rows}
    names = dict(IssuingBody.objects.filter(principal_id__in=of).values_list("principal_id", "name"))
    current = Period.objects.filter(in_force(on), book__in=rows)
    periods = {period.book_id: period for period in current}
    holders = {row.reservation_holder_id for row in rows if row.reservation_holder_id}
    titles = dict(Post.objects.filter(principal_id__in=holders).values_list("principal_id", "title"))
    return [
        BookRow(row, names.get(row.body_id, ""), periods.get(row.pk), titles.get(row.reservation_holder_id or 0, ""))
        for row in rows
    ]


def book(agency_id: int, book_id: int) -> Book | None:
    return Book.objects.filter(pk=book_id, agency_id=agency_id).first()


def periods_of(book_id: int) -> QuerySet[Period]:
    return Period.objects.filter(book_id=book_id).order_by("-starts_on")


def reservation_post(book: Book) -> int | None:
    if book.reservation_holder_id is None:
        return None
    return Post.objects.filter(principal_id=book.reservation_holder_id).values_list("pk", flat=True).first()


def terms(agency_id: int) -> QuerySet[CommitteeTerm]:
    rows = CommitteeTerm.objects.filter(body__agency_id=agency_id).select_related("body")
    return rows.order_by("body_id", "-starts_on")


def term(agency_id: int, term_id: int) -> CommitteeTerm | None:
    return terms(agency_id).filter(pk=term_id).first()


def term_book_count(body: IssuingBody, on: date) -> int:
    """How many books turn over with a new term."""
    rows = Book.objects.filter(body_id=body.principal_id, period_kind=PeriodKind.TERM)
    return rows.filter(ends_on=None).count() + rows.filter(ends_on__gt=on).count()
