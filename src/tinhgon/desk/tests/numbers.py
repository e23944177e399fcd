"""Numbers in a book of Tỉnh ủy for papers that tests put into the database."""

from datetime import datetime
from itertools import count
from typing import Any

from tinhgon.core.numbering.choices import EntryState, Flow
from tinhgon.core.numbering.models import Book, Entry, Period

_next = count(50_000)


def taken(province: Any, at: datetime, number: int | None = None) -> Entry:
    """A number in the book of incoming papers, made together with its book where there is none."""
    agency, body = province.agency("tinhuy"), province.body("tinhuy")
    start = at.date().replace(month=1, day=1)
    book, _ = Book.objects.get_or_create(
        agency=agency, flow=Flow.INCOMING, defaults={"body": body.principal, "name": "Sổ đến", "starts_on": start}
    )
    period = Period.objects.filter(book=book).order_by("-starts_on").first()
    period = period or Period.objects.create(book=book, label=str(start.year), starts_on=start)
    values = {"state": EntryState.USED, "taken_at": at, "taken_by": "thử"}
    return Entry.objects.create(agency=agency, period=period, number=number or next(_next), **values)
