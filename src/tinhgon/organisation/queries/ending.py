"""What stands in the way when something of the organisation is to end, and how many may hold a post when."""

from datetime import date

from django.db.models import Q

from tinhgon.core.numbering.choices import EntryState
from tinhgon.core.numbering.models import Entry
from tinhgon.core.succession.choices import MOVABLES
from tinhgon.organisation.choices import AppointmentKind
from tinhgon.organisation.models import (
    Appointment,
    ClericalOffice,
    IssuingBody,
    Post,
    PostVersion,
    SealKeeping,
    UnitVersion,
)

NAMED = 3


def still_open(on: date, prefix: str = "") -> Q:
    """Dated rows that go on at `on` or begin later."""
    return Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": on})


def end_of(unit_id: int) -> date | None:
    """The day on which a unit ends for good, if that is settled."""
    rows = UnitVersion.objects.filter(unit_id=unit_id).order_by("-starts_on")
    return rows.values_list("ends_on", flat=True).first()


def days_of_moving(agency_id: int, on: date) -> list[date]:
    """The day, and the later ones on which a unit of the agency is to stand somewhere else."""
    rows = UnitVersion.objects.filter(unit__agency_id=agency_id, starts_on__gt=on)
    return [on, *rows.order_by("starts_on").values_list("starts_on", flat=True).distinct()]


def what_blocks_the_end(unit_id: int, on: date, *, is_past: bool) -> list[str]:
    """Each thing in words: units below, people, bodies, clerical offices, seals; work too when the day has come."""
    below = UnitVersion.objects.filter(still_open(on), parent_id=unit_id).order_by("order", "name")
    held = Appointment.objects.filter(still_open(on), post__unit_id=unit_id).select_related("person").order_by("pk")
    coming = Post.objects.filter(unit_id=unit_id, starts_on__gte=on).order_by("pk")
    bodies = IssuingBody.objects.filter(still_open(on), unit_id=unit_id)
    offices = ClericalOffice.objects.filter(still_open(on), unit_id=unit_id)
    seals = SealKeeping.objects.filter(still_open(on), post__unit_id=unit_id).select_related("seal").order_by("pk")
    found = [
        _named("còn đơn vị trực thuộc", list(dict.fromkeys(below.values_list("name", flat=True)))),
        _named("còn người giữ vị trí", [row.person.full_name for row in held]),
        _named("còn vị trí bắt đầu sau ngày này", [row.title for row in coming]),
        _named("còn chủ thể ban hành", list(bodies.values_list("name", flat=True))),
        _named("còn là nơi đặt", list(offices.values_list("name", flat=True))),
        _named("còn giữ", [row.seal.name for row in seals]),
    ]
    if is_past:
        counts = [(movable.label, movable.owned([unit_id]).get(unit_id, 0)) for movable in MOVABLES.values()]
        found += [f"còn {count} {label} chưa bàn giao" for label, count in counts if count]
    return [words for words in found if words]


def _named(words: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" và {len(names) - NAMED} mục khác" if len(names) > NAMED else ""
    return f"{words}: {', '.join(names[:NAMED])}{more}"


def what_blocks_a_post(post_id: int, on: date) -> list[str]:
    """What must be handed over before a post ends, its holders apart."""
    seals = SealKeeping.objects.filter(still_open(on), post_id=post_id).select_related("seal").order_by("pk")
    return [words for words in [_named("còn giữ", [row.seal.name for row in seals])] if words]


def what_blocks_a_body(body: IssuingBody, on: date) -> list[str]:
    """Numbers still reserved, and seals and books that were not closed before."""
    seals = body.seals.filter(still_open(on)).order_by("pk").values_list("name", flat=True)
    books = body.principal.books.filter(still_open(on)).order_by("pk").values_list("name", flat=True)
    return [words for words in (_named("còn con dấu", list(seals)), _named("còn sổ mở", list(books))) if words]


def reserved_count(book_id: int) -> int:
    return Entry.objects.filter(period__book_id=book_id, state=EntryState.RESERVED).count()


def last_taken_on(book_id: int) -> Entry | None:
    """The number given last in a book."""
    return Entry.objects.filter(period__book_id=book_id).order_by("-taken_at", "-pk").first()


def overlapping(starts_on: date, ends_on: date | None) -> Q:
    """Dated rows with a day in common with the period."""
    rows = still_open(starts_on)
    return rows & Q(starts_on__lt=ends_on) if ends_on else rows


def periods_held(post_id: int, starts_on: date, ends_on: date | None) -> list[tuple[date, date | None]]:
    """When a post is held by anybody, as far as it meets the period."""
    rows = Appointment.objects.filter(overlapping(starts_on, ends_on), post_id=post_id)
    return list(rows.values_list("starts_on", "ends_on"))


def smallest_headcount(post: Post, starts_on: date, ends_on: date | None) -> int:
    """The fewest people a post takes on any day of the period."""
    rows = PostVersion.objects.filter(overlapping(starts_on, ends_on), post=post)
    return min(rows.values_list("headcount", flat=True), default=post.headcount)


def main_posts(person_id: int, starts_on: date, ends_on: date | None) -> list[Appointment]:
    rows = Appointment.objects.filter(overlapping(starts_on, ends_on), person_id=person_id, kind=AppointmentKind.MAIN)
    return list(rows.select_related("post"))
