"""One queue over all posts: every item names its post, acting picks it, a post that is lost acts no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.templatetags.web import at_post
from tinhgon.desk import queries
from tinhgon.desk.tests.numbers import taken
from tinhgon.documents.choices import IncomingState, OutgoingState, StepKind, StepState, Urgency
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Appointment, Delegation, Post
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Task

NOW = timezone.now()
LEADER = "lanhdao.ubnd"  # chairs the committee of the State and sits in that of the Party


def posts(province: Any) -> tuple[Post, Post]:
    """His post in the State agency and the one in the Party's."""
    of = {key: Post.objects.get(principal_id=province.actor(LEADER, office=key).post_id) for key in ("ubnd", "tinhuy")}
    return of["ubnd"], of["tinhuy"]


def incoming(province: Any, post: Post, **changes: Any) -> Document:
    values = {
        "agency": post.agency,
        "flow": Flow.INCOMING,
        "state": IncomingState.REGISTERED,
        "subject": "Kế hoạch phát triển",
        "code": "12/KH",
        "created_at": NOW,
        "created_by": "thử",
        "registered_at": NOW,
        "entry": taken(province, NOW) if post.agency.key == "tinhuy" else None,
        "waits_for": post.principal,
        "reader_ids": [post.principal_id],
    }
    if values["entry"] is None:
        values |= {"state": IncomingState.DIRECTED}
    return Document.objects.create(**(values | changes))


def task(post: Post, **changes: Any) -> Task:
    values = {
        "agency": post.agency,
        "owner_unit": post.unit,
        "lead_post": post,
        "title": "Chuẩn bị báo cáo",
        "given_by": post,
        "given_by_label": "Nguyễn Văn Giao, Chủ tịch",
        "given_at": NOW,
        "due_at": NOW + timedelta(days=1),
        "first_due_at": NOW + timedelta(days=1),
        "state": TaskState.ACCEPTED,
        "reader_ids": [post.principal_id],
    }
    return Task.objects.create(**(values | changes))


def found(province: Any, office: str = "ubnd", **narrowed: Any) -> queries.Queue:
    actor = province.actor(LEADER, office=office)
    return queries.queue(
        actor, queries.decisions(actor, NOW), queries.work(actor, NOW), queries.clerical(actor), **narrowed
    )


def test_items_of_every_post_stand_in_one_list_by_deadline(province: Any) -> None:
    state, party = posts(province)
    later = task(state, title="Sau", due_at=NOW + timedelta(days=5))
    soon = incoming(province, party, subject="Trước", due_at=NOW + timedelta(days=2))
    urgent = incoming(province, party, subject="Hoả tốc", urgency=Urgency.HOA_TOC)
    queue = found(province)
    assert [item.public_id for item in queue.items] == [urgent.public_id, soon.public_id, later.public_id]
    assert [item.post_id for item in queue.items] == [party.principal_id, party.principal_id, state.principal_id]
    assert queue.shows_posts
    assert found(province, office="tinhuy").items == queue.items
    assert [item.title for item in found(province, post=state.principal_id).items] == ["Sau"]
    assert [item.title for item in found(province, kind="nhiem-vu").items] == ["Sau"]
    assert [group.label for group in queue.groups(NOW)] == ["Hỏa tốc", "7 ngày tới"]


def test_acting_on_an_item_picks_its_post(province: Any) -> None:
    _, party = posts(province)
    paper = incoming(province, party)
    client = province.client(LEADER)
    first = client.get("/").wsgi_request.actor.post_id
    assert first != party.principal_id
    text = client.get("/").content.decode()
    link = f"{reverse('tasks:direct', args=[paper.public_id])}?vi-tri={party.principal_id}"
    assert link in text
    assert party.title in text
    form = client.get(link)
    assert form.wsgi_request.actor.post_id == party.principal_id
    assert f'name="vi-tri" value="{party.principal_id}"' in form.content.decode()
    # A page that carries nothing finds the post by the paper.
    assert (
        f'value="{party.principal_id}"' in client.get(reverse("tasks:direct", args=[paper.public_id])).content.decode()
    )
    sent = client.post(link, {"text": "Lưu, để biết", "vi-tri": party.principal_id, "request_key": "a"})
    assert sent.status_code == 302
    event = Event.objects.filter(object_type="document", object_id=paper.pk).latest("id")
    assert (event.actor_post, event.agency_id) == (party.principal_id, party.agency_id)
    assert client.get("/").wsgi_request.actor.post_id == first


def test_a_post_lost_since_acts_no_more(province: Any) -> None:
    _, party = posts(province)
    paper = incoming(province, party)
    client = province.client(LEADER)
    link = f"{reverse('tasks:direct', args=[paper.public_id])}?vi-tri={party.principal_id}"
    assert client.get(link).status_code == 200
    Appointment.objects.filter(post=party).update(ends_on=timezone.localdate())
    refused = client.post(link, {"text": "Lưu"})
    assert refused.status_code == 403
    assert "không còn giữ vị trí" in refused.content.decode()
    assert Document.objects.get(pk=paper.pk).state == IncomingState.REGISTERED
    said = client.post("/", {"vi-tri": party.principal_id})
    assert said.status_code == 403
    assert client.get(f"/?vi-tri={party.principal_id}").status_code == 200


def test_a_strangers_post_is_no_post_of_ones_own(province: Any) -> None:
    _, party = posts(province)
    client = province.client("chuyenvien.ubnd")
    assert client.get(f"/?vi-tri={party.principal_id}").wsgi_request.actor.post_id != party.principal_id
    assert client.post(reverse("web:mark_read"), {"vi-tri": party.principal_id}).status_code == 403


def test_the_api_acts_in_the_post_that_is_named(province: Any) -> None:
    state, party = posts(province)
    incoming(province, party)
    client = province.client(LEADER)
    answer = client.get("/api/v1/home/queue").json()
    assert [row["post"] for row in answer["results"]] == [party.principal_id]
    assert {row["id"] for row in answer["posts"]} == {state.principal_id, party.principal_id}
    there = client.get("/api/v1/home/queue", headers={"Acting-Post": str(party.principal_id)})
    assert there.wsgi_request.actor.post_id == party.principal_id
    Appointment.objects.filter(post=party).update(ends_on=timezone.localdate())
    assert client.get("/api/v1/home/queue", headers={"Acting-Post": str(party.principal_id)}).status_code == 403


def test_who_stands_in_sees_the_work_of_the_absent(province: Any) -> None:
    clerk, chief = province.post("vanthu.tinhuy"), province.post("chanhvp.tinhuy")
    Delegation.objects.create(
        agency=chief.agency,
        from_post=chief,
        to_post=clerk,
        kind=DelegationKind.LEAVE,
        starts_on=timezone.localdate(),
    )
    paper = Document.objects.create(
        agency=chief.agency, flow=Flow.OUTGOING, state=OutgoingState.SUBMITTED, subject="Chờ duyệt",
        created_at=NOW, created_by="thử", reader_ids=[chief.principal_id],
    )  # fmt: skip
    ApprovalStep.objects.create(document=paper, ordinal=1, kind=StepKind.CONTENT, post=chief, state=StepState.CURRENT)
    text = province.client("vanthu.tinhuy").get("/").content.decode()
    assert "Chờ duyệt" in text
    assert f"thay {chief.title}" in text
    assert f"?vi-tri={chief.principal_id}" in text


def test_links_carry_only_posts_of_ones_own(province: Any) -> None:
    state, party = posts(province)
    actor = province.actor(LEADER, office="ubnd")
    assert at_post(party.principal_id, actor) == f"?vi-tri={party.principal_id}"
    for post_id in (state.principal_id, province.post("vanthu.tinhuy").principal_id, None):
        assert at_post(post_id, actor) == ""
    assert at_post(party.principal_id, None) == ""


def test_a_clerk_in_a_second_post_finds_the_desk_of_the_first(province: Any) -> None:
    clerk = province.post("vanthu.tinhuy")
    _, party = posts(province)
    person = Appointment.objects.filter(post=party).get().person
    Appointment.objects.create(person=person, post=clerk, kind="acting", starts_on=timezone.localdate())
    paper = Document.objects.create(
        agency=clerk.agency, flow=Flow.INCOMING, state=IncomingState.ARRIVED, subject="Chờ vào sổ đây",
        created_at=NOW, created_by="thử", arrived_at=NOW, reader_ids=[clerk.principal_id],
    )  # fmt: skip
    client = province.client(LEADER)
    text = client.get("/").content.decode()
    assert f"{reverse('documents:register_arrived', args=[paper.public_id])}?vi-tri={clerk.principal_id}" in text
    assert "Cuối ngày" in text
    assert client.get("/cuoi-ngay/").status_code == 200


def test_as_many_queries_for_many_posts_as_for_one(province: Any) -> None:
    def count(client: Any) -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as run:
            client.get("/")
        return len(run)

    client = province.client(LEADER)
    person = Appointment.objects.filter(post=posts(province)[0]).get().person
    free = Post.objects.filter(agency__key__in=["tinhuy", "mttq", "tanhoa"]).exclude(appointments__person=person)
    clerk = province.post("vanthu.tinhuy")

    def hold(post: Post) -> None:
        Appointment.objects.create(person=person, post=post, kind="concurrent", starts_on=timezone.localdate())
        task(post)
        incoming(province, post)

    hold(clerk)
    before = count(client)
    for post in free.exclude(pk=clerk.pk)[:9]:
        hold(post)
    assert len(province.actor(LEADER, office="ubnd").seats) == 12
    assert count(client) == before


@pytest.mark.parametrize("address", ["/?loc=khong-co", "/?vt=abc", "/?vt=99999999999999999999"])
def test_unknown_words_of_the_address_show_all(province: Any, address: str) -> None:
    assert province.client(LEADER).get(address).status_code == 200
