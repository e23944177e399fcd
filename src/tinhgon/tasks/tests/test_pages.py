"""Pages of many tasks at once, of one's own phrases and opinions, and what the pickers answer: once as the right
person, once as a stranger."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tinhgon.documents.tests import files
from tinhgon.tasks import actions, queries
from tinhgon.tasks.models import Opinion, Task

STRANGER = "chuyenvien.ubnd"


@pytest.fixture
def task(province: Any, principal: Any) -> Task:
    now = timezone.now()
    leader = province.actor("lanhdao.tinhuy")
    return actions.create(leader, "Rà soát biên chế", principal("Phòng Tổng hợp"), now + timedelta(days=5), now)


def pick(province: Any, kind: str, username: str = "lanhdao.tinhuy", **query: str) -> str:
    response = province.client(username).get(reverse("tasks:pick", args=[kind]), query)
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def test_pickers_offer_by_role(province: Any, task: Task) -> None:
    leader = pick(province, "giao", lead_text="xa tan")
    assert "Ủy ban nhân dân xã Tân Hòa" in leader
    assert "Cơ quan cấp dưới" in leader
    assert "xã Tân Hòa" not in pick(province, "cung-lam", q="xa tan")
    head = pick(province, "giao", "truongphong.tinhuy", q="chuyen vien")
    assert "Phòng Tổng hợp" in head
    assert "Phó Bí thư Thường trực" in pick(province, "lanh-dao", "chanhvp.tinhuy", q="pho bi thu")
    frequent = pick(province, "giao")
    assert frequent.index("Hay dùng") < frequent.index("Phòng Tổng hợp")
    assert "Trưởng phòng Tổng hợp" in pick(province, "nhac-ten", viec=str(task.public_id))
    assert pick(province, "nhac-ten", STRANGER, viec=str(task.public_id)) == "404"
    assert pick(province, "nhac-ten", viec="abc") == "404"
    assert pick(province, "la") == "404"


def test_the_list_goes_out_as_filtered(province: Any, task: Task) -> None:
    client = province.client("lanhdao.tinhuy")
    response = client.get(reverse("tasks:export"), {"tab": "given", "q": "bien che"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    cells = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert any("Rà soát biên chế" in row for row in cells)
    empty = client.get(reverse("tasks:export"), {"tab": "given", "q": "khong co"})
    assert empty.status_code == 200
    assert "attachment" in empty["Content-Disposition"]
    other = province.client(STRANGER).get(reverse("tasks:export"), {"tab": "given"})
    assert task.title.encode() not in other.content


def test_many_at_once_through_the_page(province: Any, task: Task) -> None:
    client, head = province.client("lanhdao.tinhuy"), province.client("truongphong.tinhuy")
    address = reverse("tasks:bulk")
    marked = {"viec": [str(task.public_id)], "back": "?tab=given"}
    response = client.post(address, {**marked, "act": "don-doc", "note": "Nhanh"})
    assert response.url == reverse("tasks:tasks") + "?tab=given"
    response = client.post(address, {**marked, "act": "cong-nhan"})
    assert response.status_code == 422
    assert "Chưa có báo cáo hoàn thành" in response.content.decode()
    assert head.post(address, {**marked, "act": "tiep-nhan"}).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.urge_count) == ("accepted", 1)
    assert client.post(address, {"act": "don-doc", "back": "https://la.vn"}).url == reverse("tasks:tasks")
    assert client.post(address, {**marked, "act": "la"}).status_code == 404
    assert client.post(address, {"viec": ["abc"], "act": "don-doc"}).status_code == 404
    stranger = province.client(STRANGER).post(address, {**marked, "act": "tiep-nhan"})
    assert task.title not in stranger.content.decode()


def test_an_opinion_through_the_page(province: Any, task: Task, tmp_path: Any) -> None:
    client = province.client("truongphong.tinhuy")
    address = reverse("tasks:opinion", args=[task.public_id])
    refused = client.post(address, {"text": " ", "mentioned_text": "khong co ai"})
    assert refused.status_code == 422
    assert "Không tìm thấy “khong co ai”" in refused.content.decode()
    file = SimpleUploadedFile("so-lieu.pdf", files.pdf())
    assert client.post(address, {"text": "Kèm số liệu", "file": file, "request_key": "k"}).status_code == 302
    opinion = Opinion.objects.get()
    page = province.client("lanhdao.tinhuy").get(reverse("tasks:task", args=[task.public_id])).content.decode()
    assert "Kèm số liệu" in page
    assert "so-lieu.pdf" in page
    download = reverse("tasks:opinion_file", args=[opinion.pk])
    assert province.client("lanhdao.tinhuy").get(download)["Content-Disposition"].startswith("attachment")
    for name in (STRANGER, "chuyenvien.tinhuy"):
        assert province.client(name).get(download).status_code == 404
        assert province.client(name).post(address, {"text": "x"}).status_code == 404


def test_one_s_own_phrases(province: Any) -> None:
    client, actor = province.client("lanhdao.tinhuy"), province.actor("lanhdao.tinhuy")
    address = reverse("tasks:phrases")
    assert "đang dùng câu chung" in client.get(address).content.decode()
    for text in ("Giao … tham mưu", "Đồng ý, trình ký"):
        assert client.post(address, {"text": text}).status_code == 302
    assert client.post(address, {"text": " "}).status_code == 422
    second = queries.own_phrases(actor)[1]
    move = reverse("tasks:move_phrase", args=[second.pk])
    client.post(move, {"buoc": "-1"})
    assert queries.quick_phrases(actor) == ["Đồng ý, trình ký", "Giao … tham mưu"]
    assert client.post(move, {"buoc": "la"}).status_code == 404
    assert province.client(STRANGER).post(move, {"buoc": "-1"}).status_code in (404, 422)
    client.post(move, {"buoc": "xoa"})
    assert queries.quick_phrases(actor) == ["Giao … tham mưu"]


def test_lists_cost_the_same_for_any_number_of_rows(
    province: Any, principal: Any, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    leader = province.actor("lanhdao.tinhuy")
    for number in range(6):
        actions.create(leader, f"Việc {number}", principal("Phòng Tổng hợp"), now + timedelta(days=5), now)
    with django_assert_max_num_queries(8):
        queries.task_page(leader, queries.Filters(tab="given"), now)
    with django_assert_max_num_queries(22):
        queries.to_give(leader)
        queries.often(leader)
