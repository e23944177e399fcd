"""People of an agency: who they are, what they held when, and how they log in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from officekit import vntext
from tinhgon.core.accounts.models import User
from tinhgon.organisation.choices import AccountState, AppointmentKind
from tinhgon.organisation.models import Appointment, Delegation, Person, Post, PostVersion
from tinhgon.organisation.queries.acting import UnitNames, appointments, in_force, unit_names
from tinhgon.organisation.queries.ending import still_open
from tinhgon.organisation.queries.structure import is_named

AT_ONCE = 500


def people_of(agency_id: int) -> QuerySet[Person]:
    """Whoever holds, held or will hold a post in the agency."""
    held = Appointment.objects.filter(person_id=OuterRef("pk"), post__agency_id=agency_id)
    return Person.objects.filter(Exists(held)).order_by("sort_key", "pk")


def person(agency_id: int, person_id: int) -> Person | None:
    return people_of(agency_id).filter(pk=person_id).first()


def roles_of(person_id: int, on: date) -> set[str]:
    """Roles of every post a person holds or is to hold, in any agency."""
    rows = Appointment.objects.filter(still_open(on), person_id=person_id).values_list("post__roles", flat=True)
    return {role for roles in rows for role in roles}


def is_home_of(person_id: int, agency_id: int, on: date) -> bool:
    """The agency of the main post manages the account; without one anywhere, any agency the person belongs to."""
    main = Appointment.objects.filter(still_open(on), person_id=person_id, kind=AppointmentKind.MAIN)
    homes = set(main.values_list("post__agency_id", flat=True))
    return not homes or agency_id in homes


def main_seat(person_id: int, agency_id: int, on: date) -> tuple[str, str]:
    """Title and unit of a person in the agency, on a day or as soon as it begins."""
    rows = Appointment.objects.filter(still_open(on), person_id=person_id, post__agency_id=agency_id)
    row = rows.select_related("post").order_by("-kind", "starts_on").first()
    if row is None:
        return "", ""
    day = max(on, row.starts_on)
    return row.post.title, unit_names([row.post.unit_id], day).get(row.post.unit_id, "")


@dataclass(frozen=True)
class HeldRow:
    """A line of who held what when."""

    appointment: Appointment
    title: str
    unit: str
    is_now: bool
    is_future: bool


def career(agency_id: int, person_id: int, on: date) -> list[HeldRow]:
    """Every post of the agency a person held, holds or is to hold, newest first, as it was called at the time."""
    rows = Appointment.objects.filter(person_id=person_id, post__agency_id=agency_id).select_related("post__unit")
    found = list(rows.order_by("-starts_on", "-pk"))
    titles, units = titles_of([row.post_id for row in found]), UnitNames(agency_id)
    return [
        HeldRow(
            row,
            title_on(titles, row.post, day := _day_of(row, on)),
            units.on(row.post.unit_id, day),
            row.starts_on <= on and (row.ends_on is None or on < row.ends_on),
            row.starts_on > on,
        )
        for row in found
    ]


def _day_of(row: Appointment, on: date) -> date:
    """The day on which a post is named: today while it is held, else its last or first day."""
    if row.starts_on > on:
        return row.starts_on
    return row.ends_on - timedelta(days=1) if row.ends_on is not None and row.ends_on <= on else on


def titles_of(post_ids: Iterable[int]) -> dict[int, list[PostVersion]]:
    found: dict[int, list[PostVersion]] = {}
    for version in PostVersion.objects.filter(post_id__in=list(post_ids)).order_by("starts_on"):
        found.setdefault(version.post_id, []).append(version)
    return found


def title_on(titles: dict[int, list[PostVersion]], post: Post, day: date) -> str:
    begun = [version.title for version in titles.get(post.pk, []) if version.starts_on <= day]
    return begun[-1] if begun else post.title


def stood_in_by(person_id: int, agency_id: int, on: date) -> list[Delegation]:
    """Authority a person's posts have or gave on a day."""
    posts = list(
        appointments(on).filter(person_id=person_id, post__agency_id=agency_id).values_list("post_id", flat=True)
    )
    rows = Delegation.objects.filter(in_force(on)).select_related("from_post", "to_post").order_by("pk")
    return [row for row in rows.filter(agency_id=agency_id) if {row.from_post_id, row.to_post_id} & set(posts)]


def account_of(person: Person) -> User | None:
    return User.objects.filter(principal_id=person.principal_id).annotate(factor_count=Count("authenticator")).first()


@dataclass(frozen=True)
class AccountRow:
    """A person with how they log in."""

    person: Person
    post: str
    unit: str
    username: str
    state: AccountState
    has_second_factor: bool
    last_login: datetime | None


def account_state(user: User | None) -> AccountState:
    if user is None:
        return AccountState.NONE
    if not user.is_active:
        return AccountState.LOCKED
    if not user.has_usable_password():
        return AccountState.NO_PASSWORD
    return AccountState.NEW if user.must_change_password else AccountState.IN_USE


def accounts(
    agency_id: int, on: date, text: str, state: str, after: int, limit: int
) -> tuple[list[AccountRow], int | None]:
    """People with a post now or to come, by name, with their accounts; where the next page begins. A name is matched
    word by word without tone marks."""
    words, place = vntext.search_fold(text).split(), Person.objects.filter(pk=after).first() if after else None
    held = Appointment.objects.filter(still_open(on), person_id=OuterRef("pk"), post__agency_id=agency_id)
    people = Person.objects.filter(Exists(held)).order_by("sort_key", "pk")
    found: list[AccountRow] = []
    while True:
        rest = people if place is None else people.filter(_behind(place))
        chunk = list(rest[:AT_ONCE])
        for row in _account_rows(agency_id, on, chunk):
            is_named_so = not words or is_named(words, row.person.full_name) or text.strip() in row.username
            if is_named_so and (not state or row.state == state):
                found.append(row)
        if len(found) > limit:
            return found[:limit], found[limit - 1].person.pk
        if len(chunk) < AT_ONCE:
            return found, None
        place = chunk[-1]


def _behind(place: Person) -> Q:
    return Q(sort_key__gt=place.sort_key) | Q(sort_key=place.sort_key, pk__gt=place.pk)


def _account_rows(agency_id: int, on: date, people: list[Person]) -> list[AccountRow]:
    """People in their order, each with the main seat and the account."""
    rows = Appointment.objects.filter(still_open(on), post__agency_id=agency_id, person__in=people)
    seats: dict[int, Appointment] = {}
    for row in rows.select_related("post").order_by("-kind", "starts_on"):
        seats.setdefault(row.person_id, row)
    principals = [person.principal_id for person in people]
    users = {
        user.principal_id: user
        for user in User.objects.filter(principal_id__in=principals).annotate(factor_count=Count("authenticator"))
    }
    units = unit_names(
        list({row.post.unit_id for row in seats.values()}), max([on, *(r.starts_on for r in seats.values())])
    )
    found = []
    for person in people:
        user, post = users.get(person.principal_id), seats[person.pk].post
        found.append(
            AccountRow(
                person,
                post.title,
                units.get(post.unit_id, ""),
                user.username if user else "",
                account_state(user),
                bool(user and user.factor_count),
                user.last_login if user else None,
            )
        )
    return found
