"""The week's schedule of work of a person, a unit, an agency. A meeting whose paper the actor may not read is "bận":
its time and who is busy, nothing else; where nobody of the scope goes to it, it is not there at all."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Invitation
from tinhgon.meetings.choices import BUSY, GONE, USUAL_LENGTH, Answer, Scope
from tinhgon.meetings.models import Attendance
from tinhgon.meetings.queries.invitations import names_of
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post

DAYS = 7
# Far more than a province's week; a page that would be longer says so.
MOST = 500


@dataclass(frozen=True)
class Meeting:
    starts_at: datetime
    ends_at: datetime | None
    content: str
    chair: str
    # Who of the office goes, and who the invitation asks for.
    people: tuple[str, ...]
    invited: str
    place: str
    document_id: UUID | None
    is_busy: bool
    is_called_off: bool
    waits: bool
    clashes: bool
    is_restricted: bool = False

    @property
    def clock(self) -> str:
        begin = timezone.localtime(self.starts_at)
        if self.ends_at is None:
            return f"{begin:%H:%M}"
        end = timezone.localtime(self.ends_at)
        return f"{begin:%H:%M}–{end:%H:%M}" if end.date() == begin.date() else f"{begin:%H:%M} đến {end:%H:%M %d/%m}"


@dataclass(frozen=True)
class Day:
    on: date
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class Week:
    scope: Scope
    starts_on: date
    days: list[Day]
    title: str
    is_cut: bool = False

    @property
    def before(self) -> date:
        return self.starts_on - timedelta(days=DAYS)

    @property
    def after(self) -> date:
        return self.starts_on + timedelta(days=DAYS)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=DAYS - 1)

    @property
    def count(self) -> int:
        return sum(len(day.meetings) for day in self.days)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week(actor: Actor, scope: Scope, day: date) -> Week:
    """Monday to Sunday around a day, as local days."""
    first = monday(day)
    begin, end = _midnight(first), _midnight(first + timedelta(days=DAYS))
    posts = _posts(actor, scope)
    going = _going(actor, scope, posts, begin, end)
    by_invitation: dict[int, list[Attendance]] = {}
    for row in going:
        by_invitation.setdefault(row.invitation_id, []).append(row)
    rows = list(_invitations(actor, scope, list(by_invitation), begin, end)[: MOST + 1])
    visible = set(
        documents.visible_to(actor).filter(pk__in=[row.document_id for row in rows]).values_list("pk", flat=True)
    )
    names = names_of({row.post_id: row.post for row in going}.values(), actor.on)
    found = [
        _meeting(actor, row, by_invitation.get(row.pk, []), names, row.document_id in visible)
        for row in rows[:MOST]
        if row.document_id in visible or row.pk in by_invitation
    ]
    found = _with_clashes(found)
    days = [first + timedelta(days=offset) for offset in range(DAYS)]
    placed = {on: [m for m in found if timezone.localdate(m.starts_at) == on] for on in days}
    return Week(scope, first, [Day(on, placed[on]) for on in days], _title(actor, scope), len(rows) > MOST)


def for_all_eyes(week: Week) -> Week:
    """The week as whoever may not read its restricted papers sees it."""
    days = [
        replace(
            day, meetings=[_shut(m) if m.is_restricted else m for m in day.meetings if m.people or not m.is_restricted]
        )
        for day in week.days
    ]
    return replace(week, days=days)


def _shut(meeting: Meeting) -> Meeting:
    return replace(
        meeting,
        content=BUSY,
        chair="",
        invited="",
        place="",
        document_id=None,
        is_busy=True,
        waits=False,
        clashes=False,
    )


def unanswered_count(actor: Actor, at: datetime) -> int:
    """Invitations to come that wait for one of the actor's posts."""
    return _waiting(actor).filter(starts_at__gte=at).count()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _posts(actor: Actor, scope: Scope) -> QuerySet[Post] | None:
    """Posts whose holders' week it is; None is everybody of the agency."""
    if scope == Scope.AGENCY:
        return None
    if scope == Scope.UNIT:
        units = {*actor.headed_unit_ids, *([actor.unit_id] if actor.unit_id is not None else [])}
        return Post.objects.filter(unit_id__in=units, agency_id=actor.agency_id)
    return Post.objects.filter(principal_id__in=actor.post_ids)


def _going(
    actor: Actor, scope: Scope, posts: QuerySet[Post] | None, begin: datetime, end: datetime
) -> list[Attendance]:
    rows = Attendance.objects.filter(
        answer=Answer.GOING,
        invitation__replaced_by=None,
        invitation__starts_at__gte=begin,
        invitation__starts_at__lt=end,
    )
    rows = rows.filter(agency_id=actor.agency_id) if posts is None else rows.filter(post__in=posts)
    return list(rows.select_related("post").order_by("post__order", "pk")[: 10 * MOST])


def _invitations(actor: Actor, scope: Scope, ids: list[int], begin: datetime, end: datetime) -> QuerySet[Invitation]:
    wanted = Q(pk__in=ids)
    if scope == Scope.AGENCY:
        wanted |= Q(agency_id=actor.agency_id, document__in=documents.visible_to(actor))
    elif scope == Scope.MINE:
        wanted |= Q(pk__in=_waiting(actor).values("pk"))
    rows = Invitation.objects.filter(wanted, replaced_by=None, starts_at__gte=begin, starts_at__lt=end)
    return rows.exclude(document__state__in=GONE).select_related("document").order_by("starts_at", "pk")


def _waiting(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that wait for one of the actor's posts, not answered for it; during a leave they are
    with who stands in."""
    rows = Invitation.objects.filter(
        document__waits_for_id__in=actor.queue_ids, replaced_by=None, is_called_off=False
    ).exclude(document__state__in=(IncomingState.ARRIVED, *GONE))
    return rows.exclude(attendances__post__principal_id__in=actor.post_ids)


def _meeting(
    actor: Actor, row: Invitation, going: list[Attendance], names: dict[int, str], is_visible: bool
) -> Meeting:
    people = tuple(names[attendance.post_id] for attendance in going)
    if not is_visible:
        return Meeting(
            row.starts_at, row.ends_at, BUSY, "", people, "", "", None, True, row.is_called_off, False, False
        )
    document = row.document
    return Meeting(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        content=document.subject,
        chair=row.chair,
        people=people,
        invited=row.people,
        place=row.place,
        document_id=document.public_id,
        is_busy=False,
        is_called_off=row.is_called_off,
        waits=not going and not row.is_called_off,
        clashes=False,
        is_restricted=document.is_restricted,
    )


def _with_clashes(found: list[Meeting]) -> list[Meeting]:
    """Marks meetings that somebody is to be at while at another one."""
    marked: set[int] = set()
    standing = [(i, m) for i, m in enumerate(found) if not m.is_called_off and m.people]
    for n, (i, one) in enumerate(standing):
        until = one.ends_at or one.starts_at + USUAL_LENGTH
        for j, other in standing[n + 1 :]:
            if other.starts_at >= until:
                break
            if set(one.people) & set(other.people):
                marked |= {i, j}
    return [replace(m, clashes=True) if i in marked else m for i, m in enumerate(found)]


def _title(actor: Actor, scope: Scope) -> str:
    if scope == Scope.MINE:
        return actor.name
    if scope == Scope.UNIT and actor.unit_id is not None:
        return organisation.unit_names([actor.unit_id], actor.on).get(actor.unit_id, "")
    return organisation.profile(actor.agency_id).name
