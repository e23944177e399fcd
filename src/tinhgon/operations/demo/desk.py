"""What the generator knows of one office, loaded once: its posts, books, readers and calendar. Refuses nothing."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from officekit.workdays import Calendar
from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.identity.models import Agency
from tinhgon.core.numbering.models import Book, Period
from tinhgon.documents.models import DocumentType, VisibilityRule
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import AgencyProfile, IssuingBody, Post, WorkField

SINCE = date(2025, 7, 1)


@dataclass
class Desk:
    agency: Agency
    profile: AgencyProfile
    body: IssuingBody
    posts: list[Post]
    seats: dict[str, Post]
    types: dict[tuple[str, str], DocumentType]
    fields: list[WorkField]
    readers: dict[str, list[int]]
    books: dict[str, list[Book]]
    calendar: Calendar
    clerk_user_id: int
    names: dict[int, str]
    periods: dict[tuple[int, int], Period] = field(default_factory=dict)

    def label(self, post: Post) -> str:
        """How history names the holder of a post."""
        return f"{self.names.get(post.pk, '')}, {post.title}".lstrip(", ")

    def seat(self, *keys: str) -> Post:
        """The first of these seats that the office has, as `offices` names them."""
        return next(self.seats[key] for key in keys if key in self.seats)

    def actor(self, post: Post) -> Actor:
        """Who writes history from a post."""
        return Actor(
            name=self.names.get(post.pk, ""), title=post.title, agency_id=self.agency.pk, on=SINCE,
            post_id=post.principal_id,
        )  # fmt: skip

    def later(self, rng: random.Random, at: datetime, low: float, high: float) -> datetime:
        """A moment some working hours after `at`, in working hours."""
        amount = timedelta(minutes=rng.randint(int(low * 60), int(high * 60)), seconds=rng.randrange(60))
        return self.calendar.add_working_time(at, amount).astimezone(at.tzinfo)


def of(body: IssuingBody) -> Desk:
    """The desk of an issuing body's office."""
    agency = body.agency
    posts = list(Post.objects.filter(agency=agency).select_related("unit__principal", "principal").order_by("order"))
    users = dict(
        Post.objects.filter(agency=agency).values_list("pk", "appointments__person__principal__user__username")
    )
    readers: dict[str, list[int]] = defaultdict(list)
    for rule in VisibilityRule.objects.filter(agency=agency):
        readers[rule.scope].append(rule.principal_id)
    books: dict[str, list[Book]] = defaultdict(list)
    for book in Book.objects.filter(agency=agency).order_by("id"):
        books[book.flow].append(book)
    rule_sets = ("hd05",) if body.rule_set == "hd05" else ("nd30",)
    return Desk(
        agency=agency,
        profile=agency.profile,
        body=body,
        posts=posts,
        seats={(users[post.pk] or "").split(".")[0]: post for post in reversed(posts)},
        types={(t.rule_set, t.code): t for t in DocumentType.objects.filter(rule_set__in=("nd30", *rule_sets))},
        fields=list(WorkField.objects.filter(agency=agency)),
        readers=dict(readers),
        books=dict(books),
        calendar=calendars.calendar_for(agency.pk, SINCE),
        names=organisation.holders([post.pk for post in posts], SINCE),
        clerk_user_id=User.objects.get(username=f"vanthu.{agency.key}").pk,
    )


def moment(rng: random.Random, calendar: Calendar, until: datetime, days: int) -> datetime:
    """A working moment of the days before `until`; there are more of the newest, as a growing office has."""
    while True:
        start = until - timedelta(days=days * rng.random() ** 2)
        day = start.astimezone(calendar.zone).date()
        if not calendar.is_working_day(day):
            continue
        span = rng.choice(calendar.hours)
        opening = datetime.combine(day, span.start, calendar.zone)
        at = opening + timedelta(seconds=rng.randrange(int(span.length.total_seconds())))
        if at < until:
            return at.astimezone(until.tzinfo).replace(microsecond=0)


def last_working_moment(calendar: Calendar, until: datetime) -> datetime:
    """`until` itself in working hours, else the end of the working day before: an office writes nothing at night."""
    day = until.astimezone(calendar.zone).date()
    while not calendar.is_working_day(day) or calendar.opening(day) >= until:
        day -= timedelta(days=1)
    local = until.astimezone(calendar.zone)
    spans = [(datetime.combine(day, s.start, calendar.zone), datetime.combine(day, s.end, calendar.zone))
             for s in calendar.hours]  # fmt: skip
    return max(min(end, local) for start, end in spans if start < local).astimezone(until.tzinfo)
