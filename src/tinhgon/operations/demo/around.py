"""Papers that go around for opinions, and questions about work given, played with the real acts: one circulation on its
way, one done, one whose next reader is away; a question open on both desks and one answered."""

from datetime import datetime, timedelta

from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.operations.demo import desk as desks_
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Delegation, Post
from tinhgon.tasks import actions as tasks
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Task

OFFICE = "tinhuy"
_LEAD = "lead_post__appointments__person__principal__user__username"
AWAY, STAND_IN = "truongbnc", "chanhvp"


def play(until: datetime) -> int:
    """Three circulations and two questions of the provincial committee; how many of both."""
    leader, chief = actor_of(f"lanhdao.{OFFICE}", until), actor_of(f"chanhvp.{OFFICE}", until)
    until = desks_.last_working_moment(calendars.calendar_for(leader.agency_id, leader.on), until)
    papers = Document.objects.filter(
        agency_id=leader.agency_id, flow="incoming", state=IncomingState.DIRECTED, is_restricted=False,
        reader_ids__overlap=sorted(leader.principals & chief.principals or leader.principals), circulations=None,
    )  # fmt: skip
    found = list(papers.order_by("-id")[:3])
    for place, paper in enumerate(found):
        _send_around(leader, paper, place, until)
    return len(found) + _ask(leader, until)


def _send_around(leader: Actor, paper: Document, place: int, until: datetime) -> None:
    readers = [post_of(name) for name in ("bithu", "truongbtc", AWAY)]
    if place == 1:
        readers = readers[:2]
    at = until - timedelta(minutes=90)
    due = deadlines.due_moment("2 ngày", at, calendars.calendar_for(leader.agency_id, leader.on))
    made = tasks.circulate(
        leader, paper.public_id, [post.principal_id for post in readers], at, is_in_order=place != 1, due=due
    )
    tasks.answer(actor_of(f"bithu.{OFFICE}", until), made.public_id, "Nhất trí, lưu ý thời hạn báo cáo.", at)
    if place >= 1:
        tasks.answer(actor_of(f"truongbtc.{OFFICE}", until), made.public_id, "", at)
    if place == 2:
        _goes_on_leave(readers[2], until)


def _goes_on_leave(post: Post, until: datetime) -> None:
    Delegation.objects.get_or_create(
        agency_id=post.agency_id,
        from_post=post,
        to_post=post_of(STAND_IN),
        kind=DelegationKind.LEAVE,
        defaults={"starts_on": until.date(), "ends_on": until.date() + timedelta(days=5)},
    )


def _ask(leader: Actor, until: datetime) -> int:
    """Of two tasks the leader gave, who leads asks what is meant; one is answered."""
    given = Task.objects.filter(
        given_by__principal_id__in=leader.post_ids, state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED), boundary="",
    ).exclude(lead_post=None)  # fmt: skip
    rows = list(given.order_by("-id").values_list("public_id", _LEAD)[:2])
    for place, (public_id, username) in enumerate(rows):
        at = until - timedelta(minutes=60)
        asked = tasks.ask(
            actor_of(username, until), public_id, "Báo cáo lấy số liệu đến hết tháng nào, có cần phụ lục không?", at
        )
        if place == 1:
            tasks.answer_question(leader, asked.public_id, "Đến hết tháng trước, kèm phụ lục theo xã.", until)
    return len(rows)


def post_of(name: str) -> Post:
    """The post of a person of the office."""
    return Post.objects.filter(appointments__person__principal__user__username=f"{name}.{OFFICE}").order_by("pk")[0]
