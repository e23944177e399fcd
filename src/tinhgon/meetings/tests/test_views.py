"""Pages: the week, the part of a paper's page, one tap, sending somebody, time and place at registering and after."""

import uuid
from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from officekit.workdays import VIETNAM
from tinhgon.documents.models import Document, Invitation
from tinhgon.meetings.models import Attendance

HTMX = {"HX-Request": "true"}


@pytest.fixture
def paper(invite: Any) -> Document:
    starts = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    return invite("1", starts)


def test_the_week_and_its_sheet(province: Any, paper: Document) -> None:
    client = province.client("lanhdao.tinhuy")
    for scope in ("toi", "don-vi", "co-quan", "la"):
        response = client.get(reverse("meetings:schedule"), {"cua": scope, "ngay": "hôm nay"})
        assert response.status_code == 200
    assert "Họp 1" in client.get(reverse("meetings:schedule")).content.decode()
    for day in ("31/2", "0001-01-01", "9999-12-31", "x"):
        assert client.get(reverse("meetings:schedule"), {"ngay": day}).status_code == 200
    sheet = client.get(reverse("meetings:schedule_pdf"), {"cua": "co-quan"})
    assert sheet.content.startswith(b"%PDF")


def test_one_tap_on_the_papers_page(province: Any, paper: Document) -> None:
    client = province.client("lanhdao.tinhuy")
    page = client.get(reverse("documents:document", args=[paper.public_id])).content.decode()
    assert reverse("meetings:document_panel", args=[paper.public_id]) in page
    panel = client.get(reverse("meetings:document_panel", args=[paper.public_id]), headers=HTMX).content.decode()
    assert "Phòng họp số 1" in panel
    address = reverse("meetings:answer", args=[paper.public_id])
    assert client.post(address, {"answer": "going"}).status_code == 302
    assert Attendance.objects.get().answer == "going"
    panel = client.get(reverse("meetings:document_panel", args=[paper.public_id]), headers=HTMX).content.decode()
    assert ">Dự<" in panel


def test_somebody_is_sent(province: Any, principal: Any, paper: Document) -> None:
    client = province.client("lanhdao.tinhuy")
    address = reverse("meetings:answer", args=[paper.public_id])
    assert client.get(address, {"tra-loi": "sent"}).status_code == 200
    refused = client.post(address, {"answer": "sent"})
    assert (refused.status_code, "Chọn người dự thay" in refused.content.decode()) == (422, True)
    assert client.post(address, {"answer": "sent", "send_to": principal("chuyenvien")}).status_code == 302


def test_a_clash_asks_back(province: Any, invite: Any, paper: Document) -> None:
    client = province.client("lanhdao.tinhuy")
    client.post(reverse("meetings:answer", args=[paper.public_id]), {"answer": "going"})
    other = reverse("meetings:answer", args=[invite("2", paper.invitation.starts_at).public_id])
    refused = client.post(other, {"answer": "going"})
    assert refused.status_code == 422
    assert 'name="accepts_clash"' in refused.content.decode()
    assert client.post(other, {"answer": "going", "accepts_clash": "on"}).status_code == 302


def test_time_and_place_are_put_right(province: Any, paper: Document) -> None:
    client = province.client("vanthu.tinhuy")
    address = reverse("meetings:set_meeting", args=[paper.public_id])
    assert "Phòng họp số 1" in client.get(address).content.decode()
    wrong = client.post(address, {"hop-starts_at": "25/6"})
    assert (wrong.status_code, "Nhập cả giờ" in wrong.content.decode()) == (422, True)
    day = timezone.localdate()
    for typed in (f"{day:%d/%m/%Y} 14:30", f"14 giờ 30, ngày {day:%d/%m/%Y}", f"14h30 {day:%d/%m/%Y}"):
        assert client.post(address, {"hop-starts_at": typed, "hop-place": "Hội trường"}).status_code == 302, typed
        starts = Invitation.objects.get(document=paper).starts_at
        assert timezone.localtime(starts).strftime("%H:%M") == "14:30"


def test_registering_by_hand_with_a_meeting(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    address = reverse("documents:register_incoming")
    book = client.get(address).context["form"]["book_id"].value()
    values = {
        "subject": "Họp giao ban",
        "issuer": "UBND tỉnh",
        "code": "9/GM-UBND",
        "type_code": "GM",
        "book_id": book,
        "request_key": uuid.uuid4().hex,
        "hop-starts_at": "15/7 lúc",
    }
    assert client.post(address, values).status_code == 422
    assert not Document.objects.filter(code="9/GM-UBND").exists()
    assert client.post(address, values | {"hop-starts_at": "15/07/2026 08:00"}).status_code == 302
    invitation = Invitation.objects.get(document__code="9/GM-UBND")
    assert invitation.starts_at == datetime(2026, 7, 15, 8, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize("name", ["chuyenvien.tinhuy", "vanthu.sonoivu"])
def test_a_stranger_finds_no_page(province: Any, paper: Document, name: str) -> None:
    client = province.client(name)
    for page in ("document_panel", "answer", "set_meeting"):
        assert client.get(reverse(f"meetings:{page}", args=[paper.public_id]), headers=HTMX).status_code == 404
