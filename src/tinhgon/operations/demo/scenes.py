"""What crosses the doors of the offices, played with the real acts after the papers are there, so that both sides say
what an office would see: sendings to groups, a withdrawal, a replacement, and work given to a commune."""

import random
from datetime import datetime, timedelta

from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.documents.actions import drafting, groups, intake, issuing
from tinhgon.documents.choices import IncomingState, OutgoingState, VersionKind
from tinhgon.documents.models import Document
from tinhgon.operations.demo import desk as desks_
from tinhgon.operations.demo.desk import Desk
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post, Unit
from tinhgon.tasks import actions as tasks
from tinhgon.tasks.models import Direction

SENT = 30
# How many papers a clerk has numbered and not sent yet.
KEPT = {"tinhuy": 3, "ubnd": 3}
PACE = timedelta(minutes=3)


def send(rng: random.Random, desks: list[Desk], until: datetime) -> None:
    """Clerks issue the newest numbered papers that have their file; others find them waiting for the book."""
    for desk in desks[:3]:
        members = [issuing.RecipientLine(role="act", body_id=other.body.pk) for other in desks if other is not desk]
        name = "Ủy ban nhân dân cấp xã và các cơ quan" if desk.profile.bloc == "state" else "Các cơ quan, địa phương"
        groups.keep_group(_clerk(desk, until), name, members, until)
    ready = Document.objects.filter(state=OutgoingState.NUMBERED, versions__kind=VersionKind.SIGNED)
    numbered = list(ready.select_related("entry").order_by("-id")[:SENT])
    kept = _kept(numbered, desks)
    sent: list[tuple[Actor, Document]] = []
    for index, document in enumerate(reversed(numbered)):
        assert document.entry is not None
        desk = next(d for d in desks if d.agency.pk == document.agency_id)
        actor, at = _clerk(desk, until), max(until - PACE * (len(numbered) - index), document.entry.taken_at)
        issuing.set_recipients(actor, document.pk, _recipients(rng, index, [d for d in desks if d is not desk]), at)
        if document.pk not in kept:
            sent.append((actor, issuing.issue(actor, document.pk, at)))
    if len(sent) > 1:
        _come_back(sent, desks, until)


def _kept(numbered: list[Document], desks: list[Desk]) -> set[int]:
    """The newest of every office, half of them at most."""
    kept: set[int] = set()
    for desk in desks:
        own = [document.pk for document in numbered if document.agency_id == desk.agency.pk]
        kept.update(own[: min(KEPT.get(desk.agency.key, 1), len(own) // 2)])
    return kept


def _recipients(rng: random.Random, index: int, others: list[Desk]) -> list[issuing.RecipientLine]:
    """Once in a while everybody, mostly four."""
    chosen = others if index % 6 == 0 else [*others[:2], *rng.sample(others[2:], 2)]
    return [
        issuing.RecipientLine(role="act" if i == 0 else "know", body_id=other.body.pk) for i, other in enumerate(chosen)
    ]


def _come_back(sent: list[tuple[Actor, Document]], desks: list[Desk], until: datetime) -> None:
    """The last is called back by its sender, one before it is returned by who got it."""
    actor, document = sent[-1]
    issuing.withdraw(actor, document.pk, "Phát hành nhầm bản chưa có phụ lục.", until)
    received = sent[-2][1].deliveries.select_related("received_document").order_by("id").last()
    if received is not None and received.received_document is not None:
        desk = next(d for d in desks if d.agency.pk == received.received_document.agency_id)
        reason = "Văn bản gửi không đúng thẩm quyền giải quyết của cơ quan."
        intake.refuse(_clerk(desk, until), received.received_document.pk, reason, until)


def replace(until: datetime) -> None:
    """A drafter begins the paper that will take the place of an issued one."""
    drafter = actor_of("chuyenvien.tinhuy", until)
    old = Document.objects.filter(
        agency_id=drafter.agency_id, state=OutgoingState.ISSUED, deliveries=None, reader_ids__overlap=[drafter.post_id]
    ).first()
    if old is not None:
        drafting.start_replacement(drafter, old.pk, until)


def cross(until: datetime) -> Direction | None:
    """The provincial committee gives a registered paper to a commune below it, whose chairman takes it over and gives a
    part of it on; one urging and one opinion cross. None where no such paper waits."""
    leader, chairman = actor_of("lanhdao.tinhuy", until), actor_of("lanhdao.tanhoa", until)
    until = desks_.last_working_moment(calendars.calendar_for(leader.agency_id, leader.on), until)
    at = until - timedelta(minutes=40)
    waiting = Document.objects.filter(
        agency_id=leader.agency_id, flow="incoming", state=IncomingState.REGISTERED, is_restricted=False,
        waits_for=leader.post_id, directions=None, registered_at__lt=at,
    )  # fmt: skip
    paper = waiting.order_by("-id").first()
    commune = Unit.objects.filter(agency_id=chairman.agency_id, versions__parent=None).first()
    specialist = Post.objects.filter(appointments__person__principal__user__username="chuyenvien.tanhoa").first()
    if paper is None or commune is None or specialist is None:
        return None
    due = deadlines.due_moment("10 ngày", at, calendars.calendar_for(leader.agency_id, leader.on))
    words = "Giao UBND xã Tân Hòa chủ trì rà soát, báo cáo Thường trực Tỉnh ủy."
    direction = tasks.direct(
        leader, paper.public_id, words, at, lead=commune.principal_id, due=due, product="Báo cáo rà soát"
    )
    sent = direction.tasks.get(origin=None)
    received = sent.received.get()
    tasks.accept(chairman, received.public_id, at + timedelta(minutes=20))
    part = "Tổng hợp số liệu của các thôn"
    tasks.pass_on(chairman, received.public_id, specialist.principal_id, at + timedelta(minutes=25), title=part)
    tasks.report_progress(chairman, received.public_id, 30, "Đã giao Phòng Kinh tế tổng hợp.", until)
    tasks.urge(leader, sent.public_id, "Thường trực cần số liệu sơ bộ trước cuối tuần.", until)
    tasks.give_opinion(leader, sent.public_id, "Tập trung hồ sơ tồn từ tháng trước.", until, crosses=True)
    return direction


def _clerk(desk: Desk, until: datetime) -> Actor:
    actor = organisation.actor(desk.clerk_user_id, until.date())
    if actor is None:
        raise LookupError(f"the clerk of {desk.agency.key} holds no post on {until:%d/%m/%Y}")
    return actor


def actor_of(username: str, until: datetime) -> Actor:
    """Who a user is on the day."""
    user = User.objects.get(username=username)
    actor = organisation.actor(user.pk, until.date())
    if actor is None:
        raise LookupError(f"{username} holds no post on {until:%d/%m/%Y}")
    return actor
