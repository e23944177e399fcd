"""Lists a page at a time, each page behind the key of the last row."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from officekit import vntext
from tinhgon.organisation.models import Appointment, Person, Unit
from tinhgon.organisation.queries.acting import appointments, unit_versions
from tinhgon.organisation.queries.people import people_of
from tinhgon.organisation.queries.structure import is_named

Row = TypeVar("Row", bound=Model)


def page_of(rows: QuerySet[Row], after: int, limit: int) -> tuple[list[Row], int | None]:
    """Rows first made first, and where the next page begins."""
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    shown = found[:limit]
    return shown, shown[-1].pk if len(found) > limit else None


@dataclass(frozen=True)
class UnitRow:
    """A unit on a day as a line of a list."""

    id: UUID
    name: str
    short_name: str
    symbol: str
    parent: UUID | None
    body_type: str
    agency_code: str
    establishment: int
    people_count: int
    head: str
    starts_on: date
    ends_on: date | None


def units_page(agency_id: int, on: date, after: int, limit: int) -> tuple[list[UnitRow], int | None]:
    """Units in force on a day, first made first; where the next page begins."""
    rows = unit_versions(agency_id, on).filter(unit_id__gt=after).select_related("unit", "body_type")
    found = list(rows.order_by("unit_id")[: limit + 1])
    shown = found[:limit]
    held: dict[int, list[Appointment]] = {}
    of_units = appointments(on).filter(post__unit_id__in=[row.unit_id for row in shown])
    for row in of_units.select_related("person", "post").order_by("-post__is_head", "post__order", "kind"):
        held.setdefault(row.post.unit_id, []).append(row)
    parents = {row.parent_id for row in shown if row.parent_id}
    public = dict(Unit.objects.filter(pk__in=parents).values_list("pk", "public_id"))
    lines = [
        UnitRow(
            row.unit.public_id,
            row.name,
            row.short_name,
            row.symbol,
            public.get(row.parent_id or 0),
            row.body_type.name if row.body_type else "",
            row.agency_code,
            row.establishment,
            len({a.person_id for a in held.get(row.unit_id, [])}),
            next((f"{a.person.full_name}, {a.post.title}" for a in held.get(row.unit_id, []) if a.post.is_head), ""),
            row.starts_on,
            row.ends_on,
        )
        for row in shown
    ]
    return lines, shown[-1].unit_id if len(found) > limit else None


def people_page(agency_id: int, text: str, after: int, limit: int) -> tuple[list[Person], int | None]:
    """People of the agency, first known first; a name is matched word by word without tone marks."""
    words = vntext.search_fold(text).split()
    found: list[Person] = []
    for row in people_of(agency_id).filter(pk__gt=after).order_by("pk").iterator(chunk_size=1000):
        if words and not is_named(words, row.full_name):
            continue
        found.append(row)
        if len(found) > limit:
            return found[:limit], found[limit - 1].pk
    return found, None
