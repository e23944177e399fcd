"""The one queue over all posts held and stood in for: what waits for a word, what is to be done, what the clerical
desks have to enter, number and send; by deadline, each with the post it waits for (office-practice A 10). Joins what
the other files of this package read; a fixed number of queries however many posts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.desk.queries.clerical import KINDS as CLERICAL
from tinhgon.desk.queries.clerical import Clerical, clerical
from tinhgon.desk.queries.decisions import KINDS as DECISIONS
from tinhgon.desk.queries.decisions import Decisions, decisions
from tinhgon.desk.queries.items import Item, Kind, post_in
from tinhgon.desk.queries.snoozed import Snoozed
from tinhgon.desk.queries.work import TaskLine, Work, ends_of, work
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.tasks.choices import TaskState

TASK = Kind("nhiem-vu", "Nhiệm vụ", "Việc của tôi", "clipboard-check", "", "Xử lý")
KINDS: dict[str, Kind] = {**DECISIONS, TASK.key: TASK, **CLERICAL}
# Of one kind that a few hands cannot do today; the lists of the kinds have all.
MOST = 300


@dataclass(frozen=True)
class PostName:
    """A post in the words of an item: its title, and where there are several of that title or in several offices the
    unit."""

    post_id: int
    title: str
    unit: str
    in_place_of: str


@dataclass(frozen=True)
class Group:
    label: str
    tone: str
    items: list[Item]


@dataclass(frozen=True)
class Queue:
    """`posts` names the posts of the items; one alone needs no name."""

    items: list[Item]
    posts: dict[int, PostName]
    kind: str
    post: int | None
    of_kinds: dict[str, int]
    of_posts: dict[int, int]
    asleep: Snoozed
    shows_asleep: bool

    @property
    def kinds(self) -> list[tuple[Kind, int]]:
        return [(kind, self.of_kinds[key]) for key, kind in KINDS.items() if self.of_kinds.get(key)]

    @property
    def post_counts(self) -> list[tuple[PostName, int]]:
        return [(name, self.of_posts.get(pk, 0)) for pk, name in self.posts.items()]

    @property
    def shows_posts(self) -> bool:
        return len(self.posts) > 1

    @property
    def is_tasks_only(self) -> bool:
        """Nothing but one's own tasks in one post: a table says more of them than a queue."""
        return not self.shows_posts and set(self.of_kinds) <= {TASK.key}

    def groups(self, at: datetime, limit: int | None = None) -> list[Group]:
        """The items under heads of when they are due."""
        day_ends, week_ends = ends_of(at)
        heads = [
            ("Hỏa tốc", "red", lambda i: i.is_at_once),
            ("Quá hạn", "red", lambda i: i.due_at is not None and i.due_at < at),
            ("Hôm nay", "amb", lambda i: i.due_at is not None and i.due_at < day_ends),
            ("7 ngày tới", "", lambda i: i.due_at is not None and i.due_at < week_ends),
            ("Sau đó", "", lambda i: i.due_at is not None),
            ("Không có hạn", "", lambda i: True),
        ]
        groups = [Group(label, tone, []) for label, tone, _ in heads]
        for item in self.items[:limit]:
            first = next(n for n, (_, _, holds) in enumerate(heads) if holds(item))
            groups[first].items.append(item)
        return [group for group in groups if group.items]


def queue(
    actor: Actor,
    decided: Decisions,
    done: Work,
    desks: Clerical | None,
    *,
    kind: str = "",
    post: int | None = None,
    asleep: Snoozed | None = None,
    shows_asleep: bool = False,
) -> Queue:
    """One list of what the other reads found, narrowed to a kind and a post; what is put off stands apart, and comes
    back by itself when its deadline has gone or the work has become hoả tốc."""
    found = [*decided.rows, *_tasks(actor, done), *_papers(actor, desks)]
    asleep = asleep or {}
    resting = {item.key for item in found if _rests(item, asleep)}
    rows = [item for item in found if (item.key in resting) == shows_asleep]
    rows.sort(key=lambda item: item.order)
    kind = kind if kind in KINDS else ""
    shown = [item for item in rows if kind in ("", item.kind.key) and post in (None, item.post_id)]
    return Queue(
        items=shown[:MOST],
        posts=post_names(actor),
        kind=kind,
        post=post,
        of_kinds=Counter(item.kind.key for item in rows if post in (None, item.post_id)),
        of_posts=Counter(item.post_id for item in rows if item.post_id is not None),
        asleep={key: asleep[key] for key in resting},
        shows_asleep=shows_asleep,
    )


def _rests(item: Item, asleep: Snoozed) -> bool:
    row = asleep.get(item.key)
    return row is not None and not item.is_at_once and (item.due_at is None or not row.at < item.due_at <= row.until_at)


def items_of(actor: Actor, at: datetime) -> list[Item]:
    """Everything that waits for the actor, put off or not."""
    return queue(actor, decisions(actor, at), work(actor, at), clerical(actor)).items


def item_of(actor: Actor, kind: str, public_id: UUID, at: datetime) -> Item | None:
    """The item of the actor's queue that is about a thing."""
    return next((i for i in items_of(actor, at) if (i.object, i.public_id) == (kind, public_id)), None)


def post_names(actor: Actor) -> dict[int, PostName]:
    """The posts that may be acted in, in their order; one query."""
    if len(actor.seats) < 2:
        return {seat.post_id: PostName(seat.post_id, seat.title, "", seat.in_place_of) for seat in actor.seats}
    units = organisation.unit_names([seat.unit_id for seat in actor.seats], actor.on)
    return {
        seat.post_id: PostName(seat.post_id, seat.title, units.get(seat.unit_id, ""), seat.in_place_of)
        for seat in actor.seats
    }


def _tasks(actor: Actor, done: Work) -> Iterator[Item]:
    for line in done.lines:
        task = line.task
        yield Item(
            TASK,
            "task",
            task.pk,
            task.public_id,
            _post_of(actor, line),
            "",
            task.document.code if task.document and not task.document.is_restricted else "",
            f"{line.role} · {line.given_by} giao" if line.given_by else line.role,
            task.title,
            task.due_at,
            "Chưa tiếp nhận" if task.state == TaskState.ASSIGNED and line.is_lead else f"{task.progress}%",
        )


def _post_of(actor: Actor, line: TaskLine) -> int | None:
    """The post that leads, or the one that heads or stands in the unit that owns it."""
    lead = line.task.lead_post
    if lead is not None and lead.principal_id in actor.post_ids:
        return lead.principal_id
    inside = next((seat.post_id for seat in actor.seats if seat.unit_id == line.task.owner_unit_id), None)
    return post_in(actor, line.task.agency_id, inside)


def _papers(actor: Actor, desks: Clerical | None) -> Iterator[Item]:
    if desks is None:
        return
    for paper in (*desks.arrived, *desks.unsubmitted, *desks.going_out):
        row = paper.document
        is_incoming = row.is_incoming
        duty = Duty.REGISTER if is_incoming else Duty.NUMBER
        came = row.registered_at or row.arrived_at
        arrived = f"đến {localtime(came):%d/%m}" if came and is_incoming else ""
        yield Item(
            paper.kind,
            "document",
            row.pk,
            row.public_id,
            post_in(actor, row.agency_id, duty=duty),
            row.urgency,
            row.code or (row.type.name if not is_incoming and row.type else ""),
            " · ".join(filter(None, [row.issuer if is_incoming else "", arrived])),
            row.subject,
            row.reply_due_at or row.due_at,
        )
