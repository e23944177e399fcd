"""The home page by role, and that its cost does not grow with the work."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.numbering.choices import Flow
from tinhgon.desk import queries
from tinhgon.desk.tests.numbers import taken
from tinhgon.documents.choices import IncomingState, OutgoingState, StepKind, StepState, Urgency
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.tasks.choices import DirectionKind, ExtensionState, TaskState
from tinhgon.tasks.models import Direction, Extension, Task

NOW = timezone.now()


def paper(province: Any, **changes: Any) -> Document:
    values = {
        "agency": province.agency("tinhuy"),
        "flow": Flow.OUTGOING,
        "state": OutgoingState.SUBMITTED,
        "subject": "Tăng cường chuyển đổi số",
        "created_at": NOW,
        "created_by": "thử",
        "reader_ids": [province.post("lanhdao.tinhuy").principal_id, province.post("vanthu.tinhuy").principal_id],
    }
    return Document.objects.create(**(values | changes))


def step(province: Any, kind: str = StepKind.SIGNATURE, **changes: Any) -> ApprovalStep:
    return ApprovalStep.objects.create(
        document=paper(province, **changes),
        ordinal=1,
        kind=kind,
        post=province.post("lanhdao.tinhuy"),
        state=StepState.CURRENT,
    )


def task(province: Any, to: str, **changes: Any) -> Task:
    lead, giver = province.post(to), province.post("lanhdao.tinhuy")
    values = {
        "agency": province.agency("tinhuy"),
        "owner_unit": lead.unit,
        "lead_post": lead,
        "title": "Báo cáo kết nối xã, phường",
        "given_by": giver,
        "given_by_label": "Phạm Hoàng Thái, Phó Bí thư Thường trực",
        "given_at": NOW,
        "due_at": NOW + timedelta(days=1),
        "first_due_at": NOW + timedelta(days=1),
        "state": TaskState.ACCEPTED,
        "reader_ids": [lead.principal_id, giver.principal_id],
    }
    return Task.objects.create(**(values | changes))


ROLES = ["lanhdao", "chanhvp", "vanthu", "truongphong", "chuyenvien", "tochuc", "antoan", "quantri"]


@pytest.mark.parametrize("role", ROLES)
def test_home_of_every_role(province: Any, role: str) -> None:
    response = province.client(f"{role}.tinhuy").get("/")
    assert response.status_code == 200
    assert "Bàn làm việc" in response.content.decode()


def test_home_needs_log_in(db: None) -> None:
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (302, "/tai-khoan/login/?next=/")


def test_empty_desk_says_so(province: Any) -> None:
    text = province.client("chuyenvien.tinhuy").get("/").content.decode()
    assert "Không còn việc chờ xử lý" in text


def test_leader_sees_what_waits_for_a_decision(province: Any) -> None:
    leader = province.post("lanhdao.tinhuy")
    step(province, urgency=Urgency.HOA_TOC, subject="Ký gấp")
    step(province, StepKind.OPINION, subject="Xin ý kiến")
    done = task(province, "chuyenvien.tinhuy", state=TaskState.REPORTED, title="Đã làm xong")
    asked = task(province, "chuyenvien.tinhuy", title="Xin thêm ngày")
    Extension.objects.create(
        task=asked,
        asked_due_at=NOW + timedelta(days=9),
        reason="chờ số liệu",
        asked_at=NOW,
        asked_by="Nguyễn Minh Quang",
        state=ExtensionState.ASKED,
    )
    response = province.client("lanhdao.tinhuy").get("/")
    found = response.context["decisions"]
    assert found.counts == {"ky": 1, "y-kien": 1, "cong-nhan": 1, "gia-han": 1}
    assert found.rows[0].title == "Ký gấp"
    text = response.content.decode()
    assert "HỎA TỐC" in text
    assert f"/nhiem-vu/{done.public_id}/" in text
    assert leader.principal_id == response.wsgi_request.actor.post_id


def test_arrived_paper_is_the_clerks_until_registered(province: Any) -> None:
    leader = province.post("lanhdao.tinhuy")
    clerk = province.post("vanthu.tinhuy")
    arrived = paper(
        province,
        flow=Flow.INCOMING,
        state=IncomingState.ARRIVED,
        subject="Kế hoạch 02",
        code="02-KH/BCĐTW",
        arrived_at=NOW,
        reader_ids=[leader.principal_id, clerk.principal_id],
    )
    assert arrived.subject in province.client("vanthu.tinhuy").get("/").content.decode()
    assert queries.decisions(province.actor("lanhdao.tinhuy"), NOW).total == 0
    assert "Kế hoạch 02" not in province.client("chuyenvien.tinhuy").get("/").content.decode()


def test_decisions_are_narrowed_by_kind(province: Any) -> None:
    step(province, subject="Chỉ để ký")
    step(province, StepKind.OPINION, subject="Chỉ để góp ý")
    client = province.client("lanhdao.tinhuy")
    text = client.get("/?loc=ky").content.decode()
    assert "Chỉ để ký" in text
    assert "Chỉ để góp ý" not in text
    assert "Bỏ lọc" in client.get("/?loc=gia-han").content.decode()


def test_long_queue_is_shortened(province: Any) -> None:
    for number in range(12):
        step(province, subject=f"Dự thảo {number}")
    client = province.client("lanhdao.tinhuy")
    assert "Xem 2 việc còn lại" in client.get("/").content.decode()
    assert "việc còn lại" not in client.get("/?het=1").content.decode()


def test_specialist_sees_directions_work_and_drafts(province: Any) -> None:
    post = province.post("chuyenvien.tinhuy")
    source = paper(province, reader_ids=[post.principal_id])
    words = Direction.objects.create(
        document=source,
        kind=DirectionKind.DIRECTION,
        text="Giao đ/c tham mưu",
        by_post=province.post("lanhdao.tinhuy"),
        by="Phạm Hoàng Thái, Phó Bí thư Thường trực",
        at=NOW,
    )
    task(province, "chuyenvien.tinhuy", direction=words, document=source, state=TaskState.ASSIGNED)
    task(province, "chuyenvien.tinhuy", title="Việc trễ", due_at=NOW - timedelta(days=9))
    draft = paper(
        province, state=OutgoingState.DRAFT, drafter=post, subject="Bị trả về", reader_ids=[post.principal_id]
    )
    ApprovalStep.objects.create(
        document=draft, ordinal=1, kind=StepKind.CONTENT, post=province.post("truongphong.tinhuy"),
        state=StepState.SENT_BACK, opinion="thiếu căn cứ",
    )  # fmt: skip
    response = province.client("chuyenvien.tinhuy").get("/")
    text = response.content.decode()
    work = response.context["work"]
    assert work.groups[0].label == "Quá hạn"
    assert (work.counts.open, work.counts.overdue) == (2, 1)
    assert "Đ/c Phạm Hoàng Thái " in text
    assert "Bị trả lại: thiếu căn cứ" in text
    assert text.count("due over") == 1


def test_giver_sees_what_others_owe(province: Any) -> None:
    task(province, "chuyenvien.tinhuy", title="Đang chờ", due_at=NOW - timedelta(days=2))
    response = province.client("lanhdao.tinhuy").get("/")
    assert [row.task.title for row in response.context["work"].owed] == ["Đang chờ"]
    assert response.context["work"].counts.given_overdue == 1


def test_clerk_numbers_signed_papers_first(province: Any) -> None:
    readers = [province.post("vanthu.tinhuy").principal_id]
    paper(province, state=OutgoingState.APPROVED, subject="Đã duyệt", reader_ids=readers)
    paper(province, state=OutgoingState.NUMBERED, subject="Có số", reader_ids=readers)
    paper(province, state=OutgoingState.SIGNED, subject="Vừa ký", reader_ids=readers)
    found = queries.clerical(province.actor("vanthu.tinhuy"))
    assert found is not None
    assert [row.document.subject for row in found.going_out] == ["Vừa ký", "Có số", "Đã duyệt"]
    assert found.going_out_count == 3
    assert queries.clerical(province.actor("chuyenvien.tinhuy")) is None


def test_nothing_of_another_agency(province: Any) -> None:
    step(province, subject="Của Tỉnh ủy")
    task(province, "chuyenvien.tinhuy", title="Việc của Tỉnh ủy")
    for username in ["chuyenvien.ubnd", "vanthu.ubnd"]:
        text = province.client(username).get("/").content.decode()
        assert "Của Tỉnh ủy" not in text
        assert "Việc của Tỉnh ủy" not in text


def test_side_bar_counts_decisions(province: Any) -> None:
    assert queries.nav_counts(province.actor("lanhdao.tinhuy"), NOW)["home"] == (0, False)
    step(province, urgency=Urgency.HOA_TOC)
    step(province)
    assert queries.nav_counts(province.actor("lanhdao.tinhuy"), NOW)["home"] == (2, True)


def test_query_count_does_not_grow(province: Any) -> None:
    client = province.client("lanhdao.tinhuy")

    def fill() -> None:
        step(province)
        task(province, "chuyenvien.tinhuy", state=TaskState.REPORTED)
        task(province, "chuyenvien.tinhuy")
        task(province, "lanhdao.tinhuy")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries_run:
            client.get("/")
        return len(queries_run)

    fill()
    client.get("/")
    first = count()
    for _ in range(5):
        fill()
    assert count() == first
    assert first < 45


@pytest.mark.parametrize("address", ["/", "/van-ban/den/", "/van-ban/tim/", "/nhiem-vu/"])
def test_account_without_a_post_is_told_so(db: None, address: str) -> None:
    client = Client()
    user = User.objects.create_user("khong-vi-tri", password="mat-khau-de-thu")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    response = client.get(address)
    assert response.status_code == (200 if address == "/" else 403)
    assert "Tài khoản chưa gắn với vị trí công tác nào" in response.content.decode()


def test_papers_to_submit_are_work_and_one_click_away(province: Any) -> None:
    paper(province, flow=Flow.INCOMING, state=IncomingState.REGISTERED, entry=taken(province, NOW))
    client = province.client("vanthu.tinhuy")
    text = client.get("/").content.decode()
    assert "1 văn bản chờ trình" in text
    assert "Không còn việc chờ đồng chí" not in text
    assert 'href="/van-ban/den/?tab=all&amp;stage=unsubmitted"' in text
    assert "Tăng cường chuyển đổi số" in client.get("/van-ban/den/?tab=all&stage=unsubmitted").content.decode()
