"""The queue moves with leave and returns by itself, for everything that waits: who stands in has it until the evening
before, an acting head whose leave ended this morning has none of it. A member's own form moves to nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tinhgon.core.notices import queries as notices
from tinhgon.core.notices.models import Notice
from tinhgon.core.numbering.choices import Flow
from tinhgon.desk import queries
from tinhgon.desk.tests.numbers import taken
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, Invitation, Poll, PollMember, PollRule
from tinhgon.meetings import queries as meetings
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Delegation, Post
from tinhgon.tasks import queries as tasks
from tinhgon.tasks.choices import CirculationState, ExtensionState, QuestionState, StopState, TaskState
from tinhgon.tasks.models import Circulation, CirculationStop, Extension, Question, Task
from tinhgon.tasks.queries import reminders

NOW, TODAY = timezone.now(), timezone.localdate()
TOMORROW = NOW + timedelta(days=1)
AWAY, STANDS, OTHER = "truongphong.tinhuy", "vanthu2.tinhuy", "lanhdao.tinhuy"


def task(province: Any, **changes: Any) -> Task:
    away, other = province.post(AWAY), province.post(OTHER)
    values = {
        "agency": away.agency, "owner_unit": away.unit, "title": "Việc", "given_by": other, "given_by_label": "x",
        "given_at": NOW, "due_at": TOMORROW, "first_due_at": TOMORROW, "state": TaskState.ACCEPTED,
        "reader_ids": [away.principal_id, other.principal_id],
    }  # fmt: skip
    return Task.objects.create(**(values | changes))


def paper(province: Any, **changes: Any) -> Document:
    away = province.post(AWAY)
    values = {
        "agency": away.agency, "flow": Flow.INCOMING, "state": IncomingState.REGISTERED, "subject": "Giấy mời",
        "created_at": NOW, "created_by": "thử", "arrived_at": NOW, "registered_at": NOW, "waits_for": away.principal,
        "reader_ids": [away.principal_id], "entry": taken(province, NOW),
    }  # fmt: skip
    return Document.objects.create(**(values | changes))


def poll(province: Any, due_at: Any) -> Poll:
    away = province.post(AWAY)
    made = Poll.objects.create(
        agency=away.agency, body=province.body("tinhuy"), question="Thông qua", rule=PollRule.objects.first(),
        due_at=due_at, opened_at=NOW, opened_by="x", opener=away,
    )  # fmt: skip
    name = province.actor(AWAY).name
    PollMember.objects.create(poll=made, ordinal=1, post=away, name=name, title=away.title)
    return made


def led(province: Any) -> None:
    task(province, lead_post=province.post(AWAY))


def of_the_unit(province: Any) -> None:
    task(province)


def reported(province: Any) -> None:
    other = province.post(OTHER)
    task(province, given_by=province.post(AWAY), lead_post=other, state=TaskState.REPORTED, reported_at=NOW)


def extension(province: Any) -> None:
    row = task(
        province, given_by=province.post(AWAY), lead_post=province.post(OTHER), owner_unit=province.post(OTHER).unit
    )
    Extension.objects.create(
        task=row, asked_due_at=TOMORROW, reason="x", asked_at=NOW, asked_by="x", state=ExtensionState.ASKED
    )


def question(province: Any) -> None:
    other = province.post(OTHER)
    row = task(province, given_by=province.post(AWAY), lead_post=other, owner_unit=other.unit)
    Question.objects.create(
        task=row, text="?", by_post=other, by="x", at=NOW, to_post=province.post(AWAY), state=QuestionState.OPEN
    )


def circulation(province: Any) -> None:
    other = province.post(OTHER)
    made = Circulation.objects.create(
        document=paper(province, waits_for=None), text="x", by_post=other, by="x", at=NOW,
        state=CirculationState.RUNNING,
    )  # fmt: skip
    CirculationStop.objects.create(
        circulation=made, ordinal=1, post=province.post(AWAY), label="x", state=StopState.CURRENT, since_at=NOW
    )


def round_over(province: Any) -> None:
    poll(province, NOW - timedelta(hours=1))


def on_leave(province: Any, ends_on: Any) -> None:
    away, stands = province.post(AWAY), province.post(STANDS)
    Delegation.objects.update_or_create(
        agency=away.agency, from_post=away, to_post=stands, kind="leave",
        defaults={"starts_on": TODAY - timedelta(days=3), "ends_on": ends_on},
    )  # fmt: skip


def kinds(province: Any, username: str) -> list[str]:
    return [item.kind.key for item in queries.items_of(province.actor(username), NOW)]


CASES: dict[str, tuple[Callable[[Any], None], str]] = {
    "a task led": (led, "nhiem-vu"),
    "a task of the unit headed": (of_the_unit, "nhiem-vu"),
    "work handed in": (reported, "cong-nhan"),
    "an extension": (extension, "gia-han"),
    "a question": (question, "lam-ro"),
    "an opinion on a paper that goes around": (circulation, "y-kien"),
    "a round of opinions that is over": (round_over, "dong-phieu"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_queue_moves_and_is_back_on_the_morning_the_leave_ends(province: Any, case: str) -> None:
    make, kind = CASES[case]
    make(province)
    assert kind in kinds(province, AWAY) and kind not in kinds(province, STANDS)
    on_leave(province, TODAY + timedelta(days=1))
    assert kind in kinds(province, STANDS) and kind not in kinds(province, AWAY)
    item = next(i for i in queries.items_of(province.actor(STANDS), NOW) if i.kind.key == kind)
    assert item.post_id == province.post(AWAY).principal_id, "done in the post that is away"
    on_leave(province, TODAY)
    assert kind in kinds(province, AWAY) and kind not in kinds(province, STANDS)


def test_a_members_own_form_moves_to_nobody(province: Any) -> None:
    """Who stands in does not vote; the member may, from wherever he is."""
    poll(province, TOMORROW)
    assert "phieu" in kinds(province, AWAY) and documents.poll_count(province.actor(AWAY), NOW) == 1
    on_leave(province, TODAY + timedelta(days=1))
    assert "phieu" in kinds(province, AWAY) and "phieu" not in kinds(province, STANDS)
    assert documents.poll_count(province.actor(STANDS), NOW) == 0, "not a form that he may not fill"
    assert "Trả lời" in province.client(AWAY).get("/").content.decode()


def counted(province: Any, username: str) -> dict[str, int]:
    actor = province.actor(username)
    return {
        "tasks": tasks.nav_counts(actor, NOW)["tasks"][0],
        "tab": tasks.tab_counts(actor, NOW)["mine"],
        "desk": queries.work(actor, NOW).counts.open,
        "home": queries.nav_counts(actor, NOW)["home"][0],
        "meetings": meetings.unanswered_count(actor, NOW),
        "notices": notices.unread_count(actor),
        "waiting": queries.waiting(actor, NOW).count,
    }


def test_counts_notices_invitations_and_what_is_waited_for_move_too(province: Any) -> None:
    away, other = province.post(AWAY), province.post(OTHER)
    led(province)
    task(province, given_by=away, lead_post=other, owner_unit=other.unit)
    Invitation.objects.create(agency=away.agency, document=paper(province), starts_at=TOMORROW)
    Notice.objects.create(agency=away.agency, to=away.principal, kind="x", text="x", url="/", at=NOW, cause="x")
    before = counted(province, AWAY)
    assert all(before.values()) and not any(counted(province, STANDS).values())
    on_leave(province, TODAY + timedelta(days=1))
    assert counted(province, STANDS) == before and not any(counted(province, AWAY).values())
    on_leave(province, TODAY)
    assert counted(province, AWAY) == before and not any(counted(province, STANDS).values())


def box(post: Post) -> int:
    """Whom a letter to the post's holder is for."""
    return post.appointments.first().person.principal_id


def test_letters_go_to_who_has_the_queue(province: Any) -> None:
    led(province)
    away, stands = (province.post(name) for name in (AWAY, STANDS))
    for post in (away, stands):
        person = post.appointments.first().person
        person.email = f"{post.pk}@vd.vn"
        person.save()
    to = {away.principal_id}
    assert organisation.addresses(to, TODAY) == {away.principal_id: [(box(away), f"{away.pk}@vd.vn")]}
    assert [d.email for d in reminders.duties(TODAY)] == [f"{away.pk}@vd.vn"]
    on_leave(province, TODAY + timedelta(days=1))
    assert organisation.addresses(to, TODAY) == {away.principal_id: [(box(stands), f"{stands.pk}@vd.vn")]}
    assert [d.email for d in reminders.duties(TODAY)] == [f"{stands.pk}@vd.vn"]
    on_leave(province, TODAY)
    assert [d.email for d in reminders.duties(TODAY)] == [f"{away.pk}@vd.vn"]
