"""Waiting for others: who holds what one gave or submitted, since when; the late first; one click reminds."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tinhgon.core.numbering.choices import Flow
from tinhgon.desk import queries
from tinhgon.desk.tests.test_views import task
from tinhgon.documents.choices import OutgoingState, StepKind, StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.tasks.models import Task

NOW = timezone.now()
LEADER = "lanhdao.tinhuy"


def draft(province: Any, drafter: str, waits: str, **changes: Any) -> Document:
    post = province.post(drafter)
    paper = Document.objects.create(
        **{
            "agency": post.agency, "flow": Flow.OUTGOING, "state": OutgoingState.SUBMITTED,
            "subject": "Dự thảo tờ trình", "drafter": post, "created_at": NOW, "created_by": "thử",
            "reader_ids": [post.principal_id],
        } | changes
    )  # fmt: skip
    ApprovalStep.objects.create(
        document=paper, ordinal=1, kind=StepKind.CONTENT, post=province.post(waits), state=StepState.CURRENT
    )
    return paper


def test_who_holds_what_i_gave_the_late_first(province: Any) -> None:
    task(province, "truongphong.tinhuy", title="Còn hạn")
    late = task(province, "chuyenvien.tinhuy", title="Trễ", due_at=NOW - timedelta(days=2))
    found = queries.waiting(province.actor(LEADER), NOW)
    assert [holder.overdue_count for holder in found.holders] == [1, 0]
    assert (found.count, found.overdue_count, found.is_capped) == (2, 1, False)
    row = found.holders[0].rows[0]
    assert (row.public_id, row.since, row.can_urge) == (late.public_id, late.given_at, True)


def test_a_submitted_draft_names_who_decides(province: Any) -> None:
    draft(province, "chuyenvien.tinhuy", "truongphong.tinhuy")
    (holder,) = queries.waiting(province.actor("chuyenvien.tinhuy"), NOW).holders
    assert holder.rows[0].words == "Đã trình, chờ ký nháy nội dung"
    assert not holder.rows[0].can_urge
    assert queries.waiting(province.actor("truongphong.tinhuy"), NOW).count == 0


def test_reminding_many_says_what_failed(province: Any) -> None:
    first = task(province, "chuyenvien.tinhuy", title="Việc một")
    second = task(province, "truongphong.tinhuy", title="Việc hai")
    client = province.client(LEADER)
    page = client.get(reverse("desk:waiting")).content.decode()
    assert "Đôn đốc các dòng đã đánh dấu" in page
    send = {"viec": [str(first.public_id), str(second.public_id)], "note": "Gấp"}
    client.post(reverse("desk:remind"), send)
    assert list(Task.objects.filter(pk__in=[first.pk, second.pk]).values_list("urge_count", flat=True)) == [1, 1]
    client.post(reverse("desk:remind"), {"one": str(first.public_id), "note": "Lần nữa"})
    answer = client.get(reverse("desk:waiting")).content.decode()
    assert "Đôn đốc lại sau" in answer
    assert "đã đôn đốc 1 lần" in answer


def test_a_stranger_waits_for_nothing(province: Any) -> None:
    given = task(province, "chuyenvien.tinhuy")
    assert queries.waiting(province.actor("lanhdao.ubnd"), NOW).count == 0
    client = province.client("chuyenvien.ubnd")
    assert "Không có gì đang chờ" in client.get(reverse("desk:waiting")).content.decode()
    client.post(reverse("desk:remind"), {"one": str(given.public_id)})
    assert Task.objects.get(pk=given.pk).urge_count == 0
    assert client.post(reverse("desk:remind"), {"one": "khong-phai"}).status_code == 404


def test_the_api_says_the_same(province: Any) -> None:
    task(province, "chuyenvien.tinhuy", due_at=NOW - timedelta(days=2))
    answer = province.client(LEADER).get("/api/v1/home/waiting").json()
    assert answer["holders"][0]["rows"][0]["is_overdue"]
    assert answer["overdue_count"] == 1


def test_queries_do_not_grow(province: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        task(province, "chuyenvien.tinhuy" if number % 2 else "truongphong.tinhuy")
        draft(province, LEADER, "chuyenvien.tinhuy", subject=f"Dự thảo {number}")
    actor = province.actor(LEADER)
    with django_assert_max_num_queries(9):
        assert queries.waiting(actor, NOW).count == 12
