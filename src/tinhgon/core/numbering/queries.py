"""Reads of books and numbers."""

from datetime import date

from django.db.models import Q, QuerySet

from tinhgon.core.numbering.models import Book, Entry, Period


def books(agency_id: int, flow: str, on: date) -> QuerySet[Book]:
    """Open books of an agency on a day."""
    return (
        Book.objects.filter(agency_id=agency_id, flow=flow, is_secret=False, starts_on__lte=on)
        .filter(Q(ends_on=None) | Q(ends_on__gt=on))
        .order_by("id")
    )


def book_for(
    agency_id: int, flow: str, on: date, *, body_id: int | None = None, type_code: str = ""
) -> Book | None:
    """The book a paper of this type goes into: the one naming the type, else the general one."""
    candidates = [b for b in books(agency_id, flow, on) if body_id is None or b.body_id == body_id]
    named = [b for b in candidates if type_code and type_code in b.type_codes]
    general = [b for b in candidates if not b.type_codes]
    return next(iter(named + general), None)


def period_for(book: Book, on: date) -> QuerySet[Period]:
    return Period.objects.filter(book=book, starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gt=on))


def expected_number(book: Book, on: date) -> int:
    """Số dự kiến: what the next number would be now; nothing is held by asking."""
    last = period_for(book, on).values_list("last_number", flat=True).first()
    return (last or 0) + 1


def entries(period_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(period_id=period_id).order_by("number", "suffix")
