"""Pages and API of the roster: the chief of office keeps it, everybody of the agency reads it, others find nothing."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.web.tests.caller import Caller, ok
from tinhgon.roster import actions
from tinhgon.roster.models import Ladder, Shift
from tinhgon.roster.tests.conftest import MINUTE, NIGHT

HTMX = {"HX-Request": "true"}


def test_the_chief_keeps_the_roster(province: Any, person: Any) -> None:
    client, page = province.client("chanhvp.tinhuy"), reverse("roster:roster")
    assert client.get(page).status_code == 200
    day = timezone.localdate() + timedelta(days=1)
    values = {"person": person("vanthu").pk, "watch": "clerk", "starts_at": f"{day:%d/%m/%Y} 17:00"}
    refused = client.post(page, values | {"ends_at": f"{day:%d/%m/%Y} 07:30"})
    assert (refused.status_code, "Ca qua đêm" in refused.content.decode()) == (422, True)
    ends = day + timedelta(days=1)
    assert client.post(page, values | {"ends_at": f"{ends:%d/%m/%Y} 07:30"}).status_code == 302
    shown = client.get(page, {"ngay": f"{day:%Y-%m-%d}"}).content.decode()
    assert person("vanthu").full_name in shown
    assert "Chưa có người trực trong tuần này" in shown
    shift = Shift.objects.get()
    assert client.post(reverse("roster:withdraw", args=[shift.pk])).status_code == 302
    assert client.post(reverse("roster:withdraw", args=[shift.pk])).status_code == 302
    ladder = reverse("roster:ladder")
    assert client.get(ladder, {"do-khan": "hoa_toc"}).status_code == 200
    assert client.post(ladder, {"urgency": "hoa_toc", "minutes": 10, "rungs": ["chief"]}).status_code == 302
    assert Ladder.objects.get(agency__isnull=False).minutes == 10


def test_a_sheet_in_and_out(province: Any) -> None:
    client = province.client("chanhvp.tinhuy")
    sheet = client.get(reverse("roster:export"))
    assert sheet.content.startswith(b"PK")
    address = reverse("roster:import")
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    file = SimpleUploadedFile("a.xlsx", sheet.content)
    assert "không có ca trực nào" in client.post(address, {"file": file}).content.decode()


def test_everybody_reads_and_only_the_chief_writes(province: Any) -> None:
    client = province.client("chuyenvien.tinhuy")
    page = client.get(reverse("roster:roster"))
    assert (page.status_code, "Xếp ca" in page.content.decode()) == (200, False)
    assert client.post(reverse("roster:roster"), {}).status_code == 404
    for name in ("import", "ladder"):
        assert client.get(reverse(f"roster:{name}")).status_code == 404


def test_the_papers_page_tells_who_was_called(province: Any, urgent: Any) -> None:
    paper = urgent()
    actions.watch(NIGHT + MINUTE)
    address = reverse("roster:document_panel", args=[paper.public_id])
    panel = province.client("lanhdao.tinhuy").get(address, headers=HTMX).content.decode()
    assert "Người đang được trình" in panel
    assert province.client("lanhdao.tinhuy").get(address).status_code == 302
    assert province.client("chuyenvien.ubnd").get(address, headers=HTMX).status_code == 404


def test_over_the_api(province: Any, urgent: Any) -> None:
    chief, clerk = Caller(province, "chanhvp.tinhuy"), Caller(province, "vanthu.tinhuy")
    people = ok(clerk.get("/roster/people"))
    starts = timezone.now()
    given = {"person": people[0]["id"], "starts_at": starts.isoformat()}
    ends = {"ends_at": (starts + timedelta(hours=9)).isoformat()}
    assert clerk.post("/roster/shifts", given | ends).status_code == 403
    assert chief.post("/roster/shifts", given | {"ends_at": "2036-03-07T09:00:00"}).status_code == 422
    shift = ok(chief.post("/roster/shifts", given | ends), 201)
    assert [row["id"] for row in ok(clerk.get("/roster/now"))] == [shift["id"]]
    assert ok(clerk.get("/roster"))["shifts"][0]["person"] == shift["person"]
    assert ok(clerk.get("/roster/next-gap"))["starts_at"] > ends["ends_at"][:10]
    assert chief.delete(f"/roster/shifts/{shift['id']}").status_code == 204
    assert chief.delete(f"/roster/shifts/{shift['id']}").status_code == 404
    ladder = {"urgency": "khan", "minutes": 20, "rungs": ["chief"]}
    assert ok(chief.post("/roster/ladders", ladder), 201)["minutes"] == 20
    assert [row["minutes"] for row in ok(clerk.get("/roster/ladders"))] == [15, 30, 20]
    paper = urgent()
    actions.watch(NIGHT + MINUTE)
    (calls,) = ok(clerk.get(f"/roster/calls/{paper.public_id}"))
    assert [call["rung"] for call in calls["calls"]] == ["awaited"]
    assert Caller(province, "chuyenvien.ubnd").get(f"/roster/calls/{paper.public_id}").status_code == 404
    file = SimpleUploadedFile("a.xlsx", b"PK")
    assert chief.form("/roster/import", file=file).status_code == 422
