"""One act on many items of the queue: each for itself, what failed says why, a second click does nothing twice."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.verdict import Refused
from tinhgon.desk import actions
from tinhgon.desk.tests.test_views import step, task
from tinhgon.documents.choices import StepKind, StepState
from tinhgon.documents.models import ApprovalStep
from tinhgon.documents.tests.ladder import Ladder
from tinhgon.tasks.choices import ParticipantRole, TaskState
from tinhgon.tasks.models import Participant, Task

NOW = timezone.now()
REFUSED = "Chỉ người hoặc đơn vị chủ trì làm được việc này."
LEADER, DOER = "lanhdao.tinhuy", "chuyenvien.tinhuy"


def given(province: Any, count: int = 3) -> list[Task]:
    return [task(province, DOER, title=f"Việc {n}", state=TaskState.ASSIGNED) for n in range(count)]


def lead_by_another(province: Any, row: Task) -> None:
    """The doer takes part only: it stands in his queue, and is not his to take over."""
    lead, doer = province.post("truongphong.tinhuy"), province.post(DOER)
    Task.objects.filter(pk=row.pk).update(lead_post=lead, owner_unit=lead.unit)
    Participant.objects.create(task=row, principal=doer.principal, role=ParticipantRole.COOPERATE, label=doer.title)


def keys(rows: list[Any], kind: str = "task") -> list[tuple[str, Any]]:
    return [(kind, row.public_id) for row in rows]


def test_each_stands_for_itself(province: Any) -> None:
    rows = given(province)
    lead_by_another(province, rows[1])
    report = actions.do_many(province.actor(DOER), "tiep-nhan", keys(rows), actions.Words(), NOW)
    assert [line.title for line in report.done] == ["Việc 0", "Việc 2"]
    assert [(line.title, line.reason) for line in report.failures] == [("Việc 1", REFUSED)]
    assert Task.objects.filter(state=TaskState.ASSIGNED).count() == 1


def test_a_second_click_recognises_nothing_twice(province: Any) -> None:
    rows = [task(province, DOER, state=TaskState.REPORTED) for _ in range(2)]
    leader = province.actor(LEADER)
    assert len(actions.do_many(leader, "cong-nhan", keys(rows), actions.Words(), NOW).done) == 2
    again = actions.do_many(leader, "cong-nhan", keys(rows), actions.Words(), NOW)
    assert (again.done, again.failures, again.gone) == ([], [], 2)


def test_several_drafts_are_agreed_to_with_one_opinion(province: Any) -> None:
    ladder = Ladder(province)
    papers = [ladder.submitted() for _ in range(2)]
    report = actions.do_many(
        ladder.who(ladder.head), "duyet", keys(papers, "document"), actions.Words("Nhất trí"), ladder.at
    )
    assert ([line.reason for line in report.failures], len(report.done), report.gone) == ([], 2, 0)
    found = ApprovalStep.objects.filter(document__in=papers, ordinal=1)
    assert {(row.state, row.opinion) for row in found} == {(StepState.APPROVED, "Nhất trí")}


def test_a_signature_is_never_given_unseen(province: Any) -> None:
    signature = step(province, StepKind.SIGNATURE)
    papers = keys([signature.document], "document")
    report = actions.do_many(province.actor(LEADER), "duyet", papers, actions.Words(), NOW)
    assert (report.done, report.gone) == ([], 1)
    signature.refresh_from_db()
    assert signature.state == StepState.CURRENT


@pytest.mark.parametrize("kind", [StepKind.SIGNATURE, StepKind.OPINION])
def test_agreeing_to_a_draft_does_not_take_the_step_of_another_kind(province: Any, kind: StepKind) -> None:
    """It stands in the queue for its content, while what comes first on it is another step of the same person."""
    ladder = Ladder(province)
    paper = ladder.submitted()
    first = paper.steps.get(state=StepState.CURRENT)
    ApprovalStep.objects.filter(pk=first.pk).update(kind=kind)
    second = ApprovalStep.objects.create(
        document=paper, round=first.round, ordinal=99, stage=first.place, kind=StepKind.CONTENT, post=first.post,
        state=StepState.CURRENT,
    )  # fmt: skip
    report = actions.do_many(
        ladder.who(ladder.head), "duyet", keys([paper], "document"), actions.Words("Nhất trí"), ladder.at
    )
    assert (report.done, len(report.failures)) == ([], 1)
    assert kind.label in report.failures[0].reason
    states = ApprovalStep.objects.filter(pk__in=(first.pk, second.pk)).values_list("state", flat=True)
    assert set(states) == {StepState.CURRENT}


def test_a_stranger_does_nothing_to_anything(province: Any) -> None:
    rows = given(province)
    report = actions.do_many(province.actor("chuyenvien.ubnd"), "tiep-nhan", keys(rows), actions.Words(), NOW)
    assert (report.done, report.failures, report.gone) == ([], [], 3)


@pytest.mark.parametrize(("count", "words"), [(0, "Chưa đánh dấu"), (101, "tối đa 100")])
def test_none_and_too_many_are_told_in_words(province: Any, count: int, words: str) -> None:
    rows = given(province, 1)
    wanted = [("task", rows[0].public_id)] if count else []
    wanted += [("task", uuid4()) for _ in range(max(0, count - 1))]
    with pytest.raises(Refused, match=words):
        actions.do_many(province.actor(DOER), "tiep-nhan", wanted, actions.Words(), NOW)


def test_the_page_asks_first_and_reports_what_failed(province: Any) -> None:
    rows = given(province, 2)
    client = province.client(DOER)
    listed = client.get("/?loc=nhiem-vu").content.decode()
    assert "Tiếp nhận các dòng đã đánh dấu" in listed
    marks = [f"task:{row.public_id}" for row in rows]
    asked = client.post(reverse("desk:many"), {"act": "tiep-nhan", "muc": marks})
    assert "Tiếp nhận 2 việc" in asked.content.decode()
    assert Task.objects.filter(state=TaskState.ASSIGNED).count() == 2
    lead_by_another(province, rows[0])
    done = client.post(reverse("desk:many"), {"act": "tiep-nhan", "muc": marks, "lam": "1"})
    text = done.content.decode()
    assert "1 việc xong, 1 chưa làm được" in text
    assert REFUSED in text
    assert "Làm lại những dòng lỗi" in text
    file = client.post(reverse("desk:many_report"), {"nhan": "Tiếp nhận", "ten": ["Việc 0"], "vi-sao": ["Đã rồi"]})
    assert file.content[:2] == b"PK"
    assert client.post(reverse("desk:many"), {"act": "xoa-het", "muc": marks}).status_code == 404
    assert client.post(reverse("desk:many"), {"act": "tiep-nhan", "muc": ["task:khong"]}).status_code == 404


def test_the_api_does_the_same(province: Any) -> None:
    rows = given(province, 2)
    body = {"act": "tiep-nhan", "items": [{"object": "task", "id": str(row.public_id)} for row in rows]}
    client = province.client(DOER)
    answer = client.post("/api/v1/home/many", body, content_type="application/json").json()
    assert (len(answer["done"]), answer["failures"], answer["gone"]) == (2, [], 0)
