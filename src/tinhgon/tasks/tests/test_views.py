"""Every page once as the right person and once as a stranger; acts through forms, bad input keeps what was typed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tinhgon.documents.actions import intake
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
from tinhgon.tasks import actions
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Direction, Task

STRANGER = "chuyenvien.ubnd"


@pytest.fixture
def paper(province: Any) -> Document:
    """Of today, as the pages live in the present."""
    now = timezone.now()
    fields = intake.IncomingFields(
        subject="Rà soát thủ tục hành chính",
        issuer="UBND tỉnh Bình Sơn",
        code="1180/UBND-KSTT",
        issued_on=timezone.localdate() - timedelta(days=1),
        type_code="CV",
    )
    clerk = province.actor("vanthu.tinhuy")
    return intake.register_incoming(
        clerk, fields, now, request_key="p", submit_to_post=province.post("lanhdao.tinhuy").pk
    )


@pytest.fixture
def task(province: Any, principal: Any, paper: Document) -> Task:
    now = timezone.now()
    direction = actions.direct(
        province.actor("lanhdao.tinhuy"),
        paper.public_id,
        "Giao Phòng Tổng hợp tham mưu.",
        now,
        lead=principal("Phòng Tổng hợp"),
        due=now + timedelta(days=7),
        request_key="d",
    )
    return Task.objects.get(direction=direction)


@pytest.fixture
def head(province: Any) -> Client:
    return province.client("truongphong.tinhuy")


@pytest.fixture
def leader(province: Any) -> Client:
    return province.client("lanhdao.tinhuy")


def address(task: Task, slug: str = "") -> str:
    return reverse("tasks:act", args=[task.public_id, slug]) if slug else reverse("tasks:task", args=[task.public_id])


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("tab", ["mine", "given", "unit", "overdue", "nonsense"])
def test_the_list(tab: str, head: Client, province: Any, task: Task) -> None:
    response = head.get(reverse("tasks:tasks"), {"tab": tab})
    assert response.status_code == 200
    assert (task.title in text(response)) == (tab in ("mine", "unit", "nonsense"))
    assert task.title not in text(province.client(STRANGER).get(reverse("tasks:tasks"), {"tab": tab, "state": "all"}))


def test_more_rows_come_as_rows(head: Client, task: Task) -> None:
    response = head.get(reverse("tasks:tasks"), {"cursor": "_0"}, headers={"HX-Request": "true"})
    assert "<html" not in text(response)


def test_the_task_page(head: Client, leader: Client, province: Any, task: Task) -> None:
    shown = text(head.get(address(task)))
    for words in ("Rõ người", "Chưa phân công người", "Chưa rõ sản phẩm", "Tiếp nhận", "Phân công", "Gia hạn"):
        assert words in shown
    assert "Công nhận hoàn thành" not in shown
    shown = text(leader.get(address(task)))
    assert "Giao Phòng Tổng hợp tham mưu." in shown
    assert "Chưa có báo cáo hoàn thành" in shown  # why the main button is grey
    assert province.client(STRANGER).get(address(task)).status_code == 404
    assert Client().get(address(task)).status_code == 302


SLUGS = (
    "tiep-nhan phan-cong tien-do gia-han hoan-thanh cong-nhan lam-lai tra-lai giao-lai huy bo-sung "
    "duyet-gia-han khong-gia-han"
)


@pytest.mark.parametrize("slug", SLUGS.split())
def test_every_act_has_a_page_that_strangers_do_not_find(slug: str, head: Client, province: Any, task: Task) -> None:
    assert head.get(address(task, slug)).status_code == 200
    stranger = province.client(STRANGER)
    assert stranger.get(address(task, slug)).status_code == 404
    assert stranger.post(address(task, slug), {"reason": "x"}).status_code == 404
    task.refresh_from_db()
    assert task.state == TaskState.ASSIGNED


def test_an_unknown_act_is_not_found(head: Client, task: Task) -> None:
    assert head.get(address(task, "la")).status_code == 404


def test_the_way_to_recognised_through_the_pages(head: Client, leader: Client, task: Task) -> None:
    assert head.post(address(task, "tiep-nhan")).status_code == 302
    progress = {"percent": "40", "text": "Đang làm", "request_key": "k1"}
    for _ in range(2):
        assert head.post(address(task, "tien-do"), progress).status_code == 302
    assert task.reports.count() == 1
    due = f"{task.due_at + timedelta(days=9):%d/%m/%Y}"  # type: ignore[operator]
    assert head.post(address(task, "gia-han"), {"due": due, "reason": "Chờ số liệu"}).status_code == 302
    assert "Duyệt gia hạn" in text(leader.get(address(task)))
    assert leader.post(address(task, "duyet-gia-han")).status_code == 302
    file = SimpleUploadedFile("ket-qua.pdf", files.pdf())
    assert head.post(address(task, "hoan-thanh"), {"text": "Xong", "file": file}).status_code == 302
    assert "ket-qua.pdf" in text(leader.get(address(task)))
    assert leader.post(address(task, "cong-nhan")).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.first_due_at == task.due_at) == (TaskState.COMPLETED, False)


def test_bad_input_keeps_what_was_typed(head: Client, task: Task) -> None:
    head.post(address(task, "tiep-nhan"))
    response = head.post(address(task, "tien-do"), {"percent": "140", "text": "Câu đã gõ"})
    assert response.status_code == 422
    assert "Câu đã gõ" in text(response)
    assert "từ 0 đến 100" in text(response)
    response = head.post(address(task, "gia-han"), {"due": "sớm", "reason": "Lý do đã gõ"})
    assert response.status_code == 422
    assert "Hãy nhập như" in text(response)
    assert "Lý do đã gõ" in text(response)


def test_a_forbidden_act_says_why(leader: Client, task: Task) -> None:
    response = leader.post(address(task, "tiep-nhan"))
    assert response.status_code == 422
    assert "Chỉ người hoặc đơn vị chủ trì" in text(response)


def test_giving_a_task(head: Client, province: Any, principal: Any) -> None:
    assert head.get(reverse("tasks:create")).status_code == 200
    sent = {"title": "Tổng hợp số liệu", "lead": principal("chuyenvien"), "due": "5 ngày", "request_key": "c"}
    for _ in range(2):
        assert head.post(reverse("tasks:create"), sent).status_code == 302
    task = Task.objects.get(title="Tổng hợp số liệu")
    assert timezone.localtime(task.due_at).hour == 17
    specialist = province.client("chuyenvien.tinhuy")
    assert "chưa được giao quyền" in text(specialist.get(reverse("tasks:create")))
    assert specialist.post(reverse("tasks:create"), sent | {"request_key": "x"}).status_code == 422
    assert Task.objects.count() == 1


def test_directing_through_the_page(leader: Client, province: Any, principal: Any, paper: Document) -> None:
    page = reverse("tasks:direct", args=[paper.public_id])
    assert "Giao … chủ trì tham mưu" in text(leader.get(page))
    sent = {
        "text": "Giao Văn phòng chủ trì.",
        "lead": principal("Văn phòng Tỉnh ủy"),
        "cooperating": [principal("Ban Tổ chức Tỉnh ủy")],
        "due": "5 ngày",
        "request_key": "k",
    }
    assert leader.post(page, sent | {"due": "1/1/2020"}).status_code == 422
    for _ in range(2):
        assert leader.post(page, sent).status_code == 302
    direction = Direction.objects.get()
    assert Task.objects.get(direction=direction).participants.count() == 1
    second = province.client("bithu.tinhuy")
    assert "đã có bút phê của" in text(second.get(page))
    response = second.post(page, sent | {"supersedes": str(direction.public_id), "request_key": "k2"})
    assert response.status_code == 422
    replaced = sent | {"supersedes": str(direction.public_id), "replaces": "on", "request_key": "k2"}
    assert second.post(page, replaced).status_code == 302
    assert province.client(STRANGER).get(page).status_code == 404
    assert province.client(STRANGER).post(page, sent).status_code == 404


def test_proposing_and_accepting_through_the_pages(
    leader: Client, province: Any, principal: Any, paper: Document
) -> None:
    office, page = province.client("chanhvp.tinhuy"), reverse("tasks:propose", args=[paper.public_id])
    assert office.get(page).status_code == 200
    sent = {
        "text": "Đề xuất giao Ban Tổ chức.",
        "to_leader": principal("lanhdao"),
        "lead": principal("Ban Tổ chức Tỉnh ủy"),
        "due": "3 ngày",
    }
    assert office.post(page, sent).status_code == 302
    proposal = Direction.objects.get()
    panel = reverse("tasks:document_panel", args=[paper.public_id])
    part = {"HX-Request": "true"}
    assert "Đồng ý đề xuất" in text(leader.get(panel, headers=part))
    assert "Đồng ý đề xuất" not in text(province.client("vanthu.tinhuy").get(panel, headers=part))
    opened = leader.get(panel)
    assert opened.status_code == 302 and opened["Location"] == reverse("documents:document", args=[paper.public_id])
    for address in (page, opened["Location"]):
        here = [item.label for item in leader.get(address).context["nav"].main if item.is_here]
        assert here == ["Văn bản đến"]
    accept = reverse("tasks:accept_proposal", args=[proposal.public_id])
    stranger = province.client(STRANGER)
    for refused in (stranger.post(accept), stranger.get(panel), stranger.get(page)):
        assert refused.status_code == 404
    assert leader.post(accept).status_code == 302
    assert leader.post(accept).status_code == 302
    assert Task.objects.get().owner_unit.principal_id == principal("Ban Tổ chức Tỉnh ủy")
    assert "thành 1 nhiệm vụ" in text(leader.get(panel, headers=part))


def test_evidence_is_a_download_for_its_readers(head: Client, province: Any, task: Task) -> None:
    head.post(address(task, "tiep-nhan"))
    file = SimpleUploadedFile("số liệu.pdf", files.pdf())
    head.post(address(task, "tien-do"), {"percent": "10", "text": "x", "file": file})
    page = reverse("tasks:evidence", args=[task.reports.get().pk])
    response = head.get(page)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert province.client(STRANGER).get(page).status_code == 404


def test_the_feed_needs_its_secret_and_nothing_else(head: Client, task: Task) -> None:
    shown = text(head.post(reverse("tasks:calendar")))
    path = shown.split('data-copy="http://testserver')[1].split('"')[0]
    response = Client().get(path)
    assert response["Content-Type"].startswith("text/calendar")
    assert task.title in text(response)
    assert Client().get(reverse("tasks:feed", args=["sai"])).status_code == 404


def test_the_side_bar_counts_what_waits(head: Client, task: Task) -> None:
    assert text(head.get(reverse("tasks:calendar"))).count("Nhiệm vụ") > 1


def test_a_person_without_a_post_finds_nothing(province: Any, task: Task) -> None:
    province.post("truongphong.tinhuy").appointments.update(ends_on=timezone.localdate())
    client = province.client("truongphong.tinhuy")
    assert client.get(address(task)).status_code in (302, 403, 404)
    assert client.post(address(task, "tiep-nhan")).status_code in (302, 403, 404)
    task.refresh_from_db()
    assert task.state == TaskState.ASSIGNED
