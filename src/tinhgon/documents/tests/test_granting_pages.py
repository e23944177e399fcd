"""Reading for a time over HTTP: every door opens for its time and closes after it, is written down, changes nothing; to
strangers nothing of it is there."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.identity.models import Holding
from tinhgon.core.web.tests.caller import Caller, ok
from tinhgon.documents.actions import explaining as asking
from tinhgon.documents.actions import granting
from tinhgon.documents.models import Document, ReadingGrant
from tinhgon.documents.tests.ladder import Ladder

today = timezone.localdate


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def lent(ladder: Ladder, paper: Document) -> ReadingGrant:
    """To the clerk, who does not see drafts."""
    grant = granting.ask_emergency(ladder.who("vanthu"), str(paper.public_id), 2, "Bão vào bờ", ladder.at)
    return granting.approve_grant(ladder.who("antoan"), grant.pk, "", ladder.at)


def over(grant: ReadingGrant) -> None:
    """Its time has just passed, and no job has run."""
    now = timezone.now()
    Holding.objects.filter(principal=grant.principal).update(starts_at=now - timedelta(hours=2), ends_at=now)


def test_from_asking_to_reading_to_the_end(ladder: Ladder) -> None:
    paper = ladder.draft(subject="Mộclannở")
    clerk, officer, chief = (ladder.province.client(f"{seat}.ubnd") for seat in ("vanthu", "antoan", "chanhvp"))
    page = f"/van-ban/{paper.public_id}/"
    assert clerk.get(page).status_code == 404
    assert "Truy cập khẩn cấp" in clerk.get("/van-ban/tim/", {"q": "mộclannở"}).content.decode()
    form = reverse("documents:ask_emergency")
    assert 'value="12/UBND"' in clerk.get(form, {"so": "12/UBND"}).content.decode()
    assert clerk.post(form, {"paper": page, "hours": 2, "reason": ""}).status_code == 422
    sent = clerk.post(form, {"paper": page, "hours": 2, "reason": "Bão vào bờ"})
    assert clerk.post(form, {"paper": page, "hours": 2, "reason": "Bão vào bờ"}).url == sent.url
    told = officer.get(sent.url).content.decode()
    assert "Bão vào bờ" in told
    assert "Mộclannở" not in told
    assert "Rút đề nghị" in clerk.get(sent.url).content.decode()
    assert ladder.province.client("chuyenvien.ubnd").get(sent.url).status_code == 404
    assert ladder.province.client("chuyenvien.ubnd").post(f"{sent.url}duyet/").status_code == 404
    officer.post(f"{sent.url}duyet/", {"note": ""})
    opened = clerk.get(page)
    assert opened.status_code == 200
    text = opened.content.decode()
    assert "Đọc có thời hạn đến" in text
    assert "no-store" in opened["Cache-Control"]
    assert "Mộclannở" in clerk.get("/van-ban/tim/", {"q": "mộclannở"}).content.decode()
    assert "Hệ thống" not in chief.get(sent.url).content.decode()
    version = paper.versions.get()
    assert clerk.get(f"{page}tep/{version.pk}/").status_code == 200
    openings = chief.get(sent.url).content.decode()
    assert "mở trang" in openings
    assert "mở tệp" in openings
    assert "Mộclannở" not in officer.get(sent.url).content.decode()
    assert "Truy cập khẩn cấp" in officer.get(reverse("documents:rights")).content.decode()
    assert "đọc theo quyền có thời hạn" in chief.get(f"{page}?tab=nhat-ky").content.decode()
    over(ReadingGrant.objects.get())
    assert clerk.get(page).status_code == 404
    assert clerk.get(f"{page}tep/{version.pk}/").status_code == 404
    assert "Mộclannở" not in clerk.get("/van-ban/tim/", {"q": "mộclannở"}).content.decode()


def test_a_lent_paper_is_only_looked_at(ladder: Ladder) -> None:
    arrived = ladder.issued("tanhoa", subject="Phượngvĩnở")
    paper = Document.objects.get(source=arrived)
    reader = ladder.province.actor("chuyenvien.tanhoa")
    grant = granting.ask_emergency(reader, str(paper.public_id), 1, "Bão", ladder.at)
    granting.approve_grant(ladder.province.actor("chanhvp.tanhoa"), grant.pk, "", ladder.at)
    client = ladder.province.client("chuyenvien.tanhoa")
    page = client.get(f"/van-ban/{paper.public_id}/")
    assert page.status_code == 200
    assert "/tra-loi/" not in page.content.decode()
    assert client.post(f"/van-ban/{paper.public_id}/gop-y/", {"text": "x"}).status_code == 404
    caller = Caller(ladder.province, "chuyenvien.tanhoa")
    ok(caller.get(f"/documents/{paper.public_id}"))
    assert ok(caller.get(f"/documents/{paper.public_id}/handling"))["acts"] == []
    assert caller.post(f"/documents/{paper.public_id}/comments", {"text": "x"}).status_code == 404
    # That somebody looked in an emergency is no first opening: who is called for an urgent paper is called on.
    verbs = Event.objects.filter(object_type="document", object_id=paper.pk).values_list("verb", flat=True)
    assert "documents.open" not in verbs
    assert "documents.read_for_a_time" in verbs


def test_what_is_lent_is_not_opened_ahead_of_being_chosen(ladder: Ladder) -> None:
    paper = Document.objects.get(source=ladder.issued("tanhoa", subject="Phượngvĩnở"))
    reader = ladder.province.actor("chuyenvien.tanhoa")
    grant = granting.ask_emergency(reader, str(paper.public_id), 1, "Bão", ladder.at)
    granting.approve_grant(ladder.province.actor("chanhvp.tanhoa"), grant.pk, "", ladder.at)
    client, preview = ladder.province.client("chuyenvien.tanhoa"), reverse("documents:preview", args=[paper.public_id])
    openings = Event.objects.filter(verb="documents.read_for_a_time", object_type="document", object_id=paper.pk)
    listed = client.get(reverse("documents:incoming"), {"tab": "all"}).content.decode()
    assert preview in listed
    assert "/trang/1.png" not in listed
    ahead = client.get(preview, headers={"X-Ahead": "1"})
    assert (ahead.status_code, ahead.content, openings.count()) == (204, b"", 0)
    chosen = client.get(preview)
    assert "/trang/1.png" in chosen.content.decode()
    assert "no-store" in chosen["Cache-Control"]
    assert openings.count() == 1
    # What one reads anyway is given ahead.
    own = ladder.province.client("vanthu.tanhoa").get(preview, headers={"X-Ahead": "1"})
    assert "/trang/1.png" in own.content.decode()


def test_the_api_lends_and_takes_back(ladder: Ladder) -> None:
    paper = ladder.draft()
    clerk, chief = (Caller(ladder.province, f"{seat}.ubnd") for seat in ("vanthu", "chanhvp"))
    given = {"paper": str(paper.public_id), "hours": 1, "reason": "Bão"}
    made = ok(clerk.post("/reading-grants/emergencies", given), 201)
    assert ok(clerk.post("/reading-grants/emergencies", given), 201)["id"] == made["id"]
    one = f"/reading-grants/{made['id']}"
    assert clerk.post(f"{one}/approve").status_code == 403
    assert Caller(ladder.province, "truongphong.ubnd").get(one).status_code == 404
    assert (ok(chief.get("/reading-grants/waiting")), ok(clerk.get("/reading-grants/waiting"))) == (1, 0)
    assert ok(clerk.get("/reading-grants/longest-hours")) == 8
    ok(chief.post(f"{one}/approve", {"note": "Đồng ý"}))
    assert ok(clerk.get(f"/documents/{paper.public_id}"))["id"] == str(paper.public_id)
    ok(clerk.get(f"/documents/{paper.public_id}/versions"))
    page = ok(chief.get(one))
    assert [row["what"] for row in page["openings"]] == ["trang"]
    ok(chief.post(f"{one}/end"))
    assert clerk.get(f"/documents/{paper.public_id}").status_code == 404
    assert [row["state"] for row in ok(clerk.get("/reading-grants"))] == ["ended"]


def test_a_case_from_the_form(ladder: Ladder) -> None:
    paper = ladder.draft()
    officer, clerk = ladder.province.client("antoan.ubnd"), ladder.province.client("vanthu.ubnd")
    form = reverse("documents:open_case")
    assert clerk.get(form).status_code == 404
    assert "chưa được giao việc" in ladder.province.client("chanhvp.ubnd").get(form).content.decode()
    data = {
        "name": "Kiểm tra mua sắm", "basis": "45-QĐ/UBKT", "basis_on": today().isoformat(), "reason": "Mua sắm",
        "readers": [ladder.who("vanthu").person_id], "starts_on": today().isoformat(), "until": today().isoformat(),
    }  # fmt: skip
    assert officer.post(form, data).status_code == 422
    sent = officer.post(form, data | {"papers": f"{paper.public_id}\n"})
    assert "45-QĐ/UBKT" in officer.get(sent.url).content.decode()
    assert "người kiểm tra" in officer.get(form).content.decode()
    chief = ladder.province.client("chanhvp.ubnd")
    chief.post(f"{sent.url}duyet/")
    assert clerk.get(f"/van-ban/{paper.public_id}/").status_code == 200
    assert "Kiểm tra mua sắm" in clerk.get(reverse("documents:grants")).content.decode()
    clerk.post(f"{sent.url}ket-thuc/")
    assert clerk.get(f"/van-ban/{paper.public_id}/").status_code == 404


def test_why_somebody_reads_it(ladder: Ladder) -> None:
    paper = ladder.draft()
    grant = lent(ladder, paper)
    officer, person = ladder.who("antoan"), ladder.who("vanthu").person_id or 0
    answer = asking.explain(officer, person, str(paper.public_id), ladder.at)
    assert answer.explanation is not None
    assert answer.explanation.reads
    assert any("đọc có thời hạn" in reason and "Bão vào bờ" in reason for reason in answer.explanation.reasons)
    assert grant.ends_at is not None
    later = asking.explain(officer, person, str(paper.public_id), grant.ends_at)
    assert later.explanation is not None
    assert not later.explanation.reads


def test_nothing_held_at_the_secret_door_can_be_lent(ladder: Ladder) -> None:
    client = ladder.province.client("vanthu.ubnd")
    held = "00000000-0000-7000-8000-000000000001"
    client.post(reverse("documents:ask_emergency"), {"paper": held, "hours": 1, "reason": "x"})
    grant = ReadingGrant.objects.get()
    chief = ladder.province.client("chanhvp.ubnd")
    address = reverse("documents:approve_grant", args=[grant.pk])
    assert "không có văn bản" in chief.post(address, {"note": ""}, follow=True).content.decode()
    body = json.dumps({"note": ""})
    assert chief.post(f"/api/v1/reading-grants/{grant.pk}/approve", body, "application/json").status_code >= 400
    assert not grant.papers.exists()
