"""Putting work off: out of one's own list, back by itself; the deadline and everybody else's view stay as they were."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.desk import actions, queries
from tinhgon.desk.models import Snooze
from tinhgon.desk.tests.test_views import step, task
from tinhgon.documents.choices import Urgency

NOW = timezone.now()
DOER = "chuyenvien.tinhuy"


def titles(province: Any, at: Any = NOW, username: str = DOER, **how: Any) -> list[str]:
    actor = province.actor(username)
    found = queries.queue(
        actor,
        queries.decisions(actor, at),
        queries.work(actor, at),
        queries.clerical(actor),
        asleep=queries.snoozed(actor, at),
        **how,
    )
    return [item.title for item in found.items]


def put_off(province: Any, thing: Any, hours: float = 5, username: str = DOER, kind: str = "task") -> Snooze:
    until = NOW + timedelta(hours=hours)
    return actions.snooze(province.actor(username), kind, thing.public_id, until, "Chờ số liệu", NOW)


def test_it_is_gone_from_ones_list_and_comes_back_by_itself(province: Any) -> None:
    work = task(province, DOER, title="Gác được")
    task(province, DOER, title="Việc khác")
    put_off(province, work)
    assert titles(province) == ["Việc khác"]
    assert titles(province, shows_asleep=True) == ["Gác được"]
    assert set(titles(province, NOW + timedelta(hours=6))) == {"Gác được", "Việc khác"}
    due = work.due_at
    work.refresh_from_db()
    assert work.due_at == due


def test_taken_back_early_and_twice(province: Any) -> None:
    work = task(province, DOER, title="Gác được")
    put_off(province, work)
    actor = province.actor(DOER)
    for _ in range(2):
        actions.wake(actor, "task", work.public_id, NOW + timedelta(minutes=1))
    assert titles(province, NOW + timedelta(minutes=2)) == ["Gác được"]
    verbs = Event.objects.filter(object_type="task", object_id=work.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["desk.snooze", "desk.wake"]
    put_off(province, work, 7)
    assert titles(province) == []
    assert Snooze.objects.count() == 1


def test_history_says_until_when_and_keeps_the_reason(province: Any) -> None:
    work = task(province, DOER)
    put_off(province, work)
    event = Event.objects.get(object_type="task", object_id=work.pk)
    assert "until" in event.detail
    assert "Chờ số liệu" not in event.payload


@pytest.mark.parametrize(("hours", "words"), [(-1, "sau lúc này"), (30, "Hạn của việc"), (24 * 40, "31 ngày")])
def test_not_into_the_past_nor_over_the_deadline(province: Any, hours: float, words: str) -> None:
    work = task(province, DOER)
    with pytest.raises(Refused, match=words):
        put_off(province, work, hours)
    assert not Snooze.objects.exists()


def test_what_is_late_already_may_wait_but_hoa_toc_may_not(province: Any) -> None:
    late = task(province, DOER, title="Trễ", due_at=NOW - timedelta(days=1))
    put_off(province, late)
    assert titles(province) == []
    urgent = step(province, urgency=Urgency.HOA_TOC)
    with pytest.raises(Refused, match="hỏa tốc"):
        put_off(province, urgent.document, username="lanhdao.tinhuy", kind="document")


def test_only_what_waits_for_the_person(province: Any) -> None:
    work = task(province, DOER)
    for username in ("lanhdao.tinhuy", "chuyenvien.ubnd"):
        with pytest.raises(Refused):
            put_off(province, work, username=username)
    client = province.client("chuyenvien.ubnd")
    assert client.get(reverse("desk:snooze", args=["nhiem-vu", work.public_id])).status_code == 404
    assert client.post(reverse("desk:wake", args=["nhiem-vu", work.public_id])).status_code == 404
    assert client.get(reverse("desk:snooze", args=["khong-co", work.public_id])).status_code == 404


def test_the_head_sees_how_much_and_not_what(province: Any) -> None:
    work = task(province, DOER, title="Việc kín đáo")
    put_off(province, work)
    head = next(
        name for name in ("truongphong.tinhuy", "chanhvp.tinhuy")
        if province.post(DOER).unit_id in province.actor(name).headed_unit_ids
    )  # fmt: skip
    assert queries.snoozed_of_others(province.actor(head), NOW) == 1
    assert queries.snoozed_of_others(province.actor(DOER), NOW) == 0
    text = province.client(head).get("/").content.decode()
    assert "1 việc đang được tạm gác" in text
    assert "Chờ số liệu" not in text


def test_the_page_keeps_what_was_typed(province: Any) -> None:
    work = task(province, DOER, title="Gác được", due_at=None, first_due_at=None)
    client = province.client(DOER)
    address = reverse("desk:snooze", args=["nhiem-vu", work.public_id])
    assert "không đổi" in client.get(address).content.decode()
    wrong = client.post(address, {"due": "hôm qua", "reason": "Chờ họp"})
    assert wrong.status_code == 422
    assert "Chờ họp" in wrong.content.decode()
    assert client.post(address, {"due": "3 ngày", "reason": "Chờ họp"}).status_code == 302
    text = client.get("/").content.decode()
    assert "1 việc đồng chí đang tạm gác" in text
    assert "Chờ họp" in client.get("/?gac=1").content.decode()
    client.post(reverse("desk:wake", args=["nhiem-vu", work.public_id]))
    assert "đang tạm gác" not in client.get("/").content.decode()


def test_the_api_puts_off_and_takes_back(province: Any) -> None:
    work = task(province, DOER, due_at=None, first_due_at=None)
    client = province.client(DOER)
    given = {"object": "task", "id": str(work.public_id), "until": "3 ngày", "reason": "Chờ họp"}
    made = client.post("/api/v1/home/snoozes", given, content_type="application/json")
    assert made.status_code == 201
    assert [row["reason"] for row in client.get("/api/v1/home/snoozes").json()] == ["Chờ họp"]
    back = client.post("/api/v1/home/snoozes/wake", given, content_type="application/json")
    assert back.status_code == 204
    assert client.get("/api/v1/home/snoozes").json() == []
    assert client.get("/api/v1/home/snoozes/of-others").json() == {"count": 0}
