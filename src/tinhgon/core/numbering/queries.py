"""Reads of books and numbers."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from tinhgon.core.numbering.choices import EntryState
from tinhgon.core.numbering.models import Book, Entry, HandEntry, Period, RegisterForm


def books(agency_id: int, flow: str, on: date) -> QuerySet[Book]:
    """Open books of an agency on a day."""
    return (
        Book.objects.filter(agency_id=agency_id, flow=flow, is_secret=False, starts_on__lte=on)
        .filter(Q(ends_on=None) | Q(ends_on__gt=on))
        .order_by("id")
    )


def book_for(agency_id: int, flow: str, on: date, *, body_id: int | None = None, type_code: str = "") -> Book | None:
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


def all_books(agency_id: int) -> QuerySet[Book]:
    """Every book an agency ever kept here, with its periods, newest first."""
    return (
        Book.objects.filter(agency_id=agency_id, is_secret=False)
        .prefetch_related("periods")
        .order_by("flow", "-starts_on", "id")
    )


def book(agency_id: int, book_id: int) -> Book | None:
    return Book.objects.filter(pk=book_id, agency_id=agency_id, is_secret=False).first()


def periods(book_id: int) -> QuerySet[Period]:
    """The periods of a book, newest first, with how many numbers stand in each state."""
    counts = {state: Count("entries", filter=Q(entries__state=state)) for state in EntryState.values}
    return (
        Period.objects.filter(book_id=book_id)
        .annotate(
            used_count=counts["used"],
            reserved_count=counts["reserved"],
            void_count=counts["void"],
            elsewhere_count=counts["elsewhere"],
            inserted_count=Count("entries", filter=~Q(entries__suffix="")),
        )
        .order_by("-starts_on")
    )


def period(agency_id: int, period_id: int) -> Period | None:
    """A period with its book and counts, of the agency only."""
    found = Period.objects.filter(pk=period_id, book__agency_id=agency_id, book__is_secret=False).first()
    if found is None:
        return None
    return periods(found.book_id).select_related("book").get(pk=period_id)


def reserved(book_id: int) -> QuerySet[Entry]:
    """Numbers that wait for their paper, the first to expire first."""
    return (
        Entry.objects.filter(period__book_id=book_id, state=EntryState.RESERVED)
        .select_related("period")
        .order_by("expires_at", "id")
    )


def entry_book_id(agency_id: int, entry_id: int) -> int | None:
    rows = Entry.objects.filter(pk=entry_id, agency_id=agency_id, period__book__is_secret=False)
    return rows.values_list("period__book_id", flat=True).first()


def expired(agency_id: int, at: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(agency_id=agency_id, state=EntryState.RESERVED, expires_at__lte=at).order_by("id")


def agencies_with_expired(at: datetime) -> list[int]:
    rows = Entry.objects.filter(state=EntryState.RESERVED, expires_at__lte=at)
    return list(rows.order_by("agency_id").values_list("agency_id", flat=True).distinct())


def register_form(kind: str, rule_set: str, on: date) -> RegisterForm:
    """The columns in force on a day: the rule set's own, else the State's, which serve everybody."""
    rows = RegisterForm.objects.filter(kind=kind, rule_set__in=["", rule_set], starts_on__lte=on).filter(
        Q(ends_on=None) | Q(ends_on__gt=on)
    )
    return rows.order_by("-rule_set", "-starts_on")[0]


def given_by_hand(book_id: int, number: int, on: date) -> HandEntry | None:
    """What is known of a kept number that was given on paper during an interruption. Where the period of `on` keeps
    this number, it is meant, and not the same one of another year."""
    kept = Entry.objects.filter(period__book_id=book_id, number=number, suffix="", state=EntryState.RESERVED)
    of_now = kept.filter(period__starts_on__lte=on).filter(Q(period__ends_on=None) | Q(period__ends_on__gt=on))
    rows = HandEntry.objects.filter(entry__in=of_now if of_now.exists() else kept)
    return rows.order_by("-given_on").first()
