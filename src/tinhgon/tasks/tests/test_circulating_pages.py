"""Circulations through the pages and over the API: the way around, once as a stranger, on both desks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.desk import queries as desk
from tinhgon.documents.actions import intake
from tinhgon.documents.models import Document
from tinhgon.tasks.choices import CirculationState, StopState
from tinhgon.tasks.models import Circulation

STRANGER = "chuyenvien.ubnd"


@pytest.fixture
def paper(province: Any) -> Document:
    fields = intake.IncomingFields(subject="Xin ý kiến quy hoạch", issuer="UBND tỉnh Bình Sơn", code="7/UBND")
    clerk, post = province.actor("vanthu.tinhuy"), province.post("lanhdao.tinhuy").pk
    return intake.register_incoming(clerk, fields, timezone.now(), request_key="p", submit_to_post=post)


@pytest.fixture
def leader(province: Any) -> Client:
    return province.client("lanhdao.tinhuy")


@pytest.fixture
def circulation(leader: Client, principal: Any, paper: Document) -> Circulation:
    data = {
        "readers": [principal("bithu"), principal("truongbtc")],
        "text": "Kính chuyển cho ý kiến",
        "order": "in_order",
        "due": "5 ngày",
        "request_key": "vong",
    }
    for _ in range(2):
        response = leader.post(reverse("tasks:circulate", args=[paper.public_id]), data)
        assert response.status_code == 302
    return Circulation.objects.get()


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"tasks:{name}", args=args))
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def test_the_form_keeps_what_was_typed(leader: Client, paper: Document) -> None:
    assert "Chuyển vòng xin ý kiến" in page(leader, "circulate", paper.public_id)
    response = leader.post(
        reverse("tasks:circulate", args=[paper.public_id]), {"text": "Câu đã gõ", "order": "at_once", "due": "hôm kia?"}
    )
    assert response.status_code == 422
    for words in ("Câu đã gõ", "Chọn ít nhất một người"):
        assert words in response.content.decode()


def test_the_way_around_through_the_pages(
    leader: Client, province: Any, circulation: Circulation, paper: Document
) -> None:
    first, second = province.client("bithu.tinhuy"), province.client("truongbtc.tinhuy")
    address = reverse("tasks:answer", args=[circulation.public_id])
    home = first.get(reverse("desk:home")).content.decode()
    assert reverse("tasks:circulation", args=[circulation.public_id]) in home
    assert "Xin ý kiến: " in leader.get(reverse("desk:home")).content.decode()
    assert page(second, "circulation", circulation.public_id) == "404"
    assert "Ý kiến của đồng chí" in page(first, "circulation", circulation.public_id)
    assert first.post(address, {"text": "Đồng ý phương án 1"}).status_code == 302
    panel = page(province.client("lanhdao.tinhuy"), "circulation", circulation.public_id)
    assert "Đồng ý phương án 1" in panel
    assert second.post(address, {"text": "bỏ qua chữ này", "da-xem": "1"}).status_code == 302
    circulation.refresh_from_db()
    assert (circulation.state, circulation.outcome) == (CirculationState.DONE, "1 cho ý kiến, 1 đã xem")
    shown = leader.get(reverse("tasks:document_panel", args=[paper.public_id]), headers={"HX-Request": "true"})
    assert "1 cho ý kiến, 1 đã xem" in shown.content.decode()
    assert (
        "hoàn thành vòng xin ý kiến"
        in leader.get(reverse("documents:document", args=[paper.public_id])).content.decode()
    )
    late = first.post(address, {"text": "Ý kiến thứ hai"})
    assert late.status_code == 422
    assert "đã cho ý kiến" in late.content.decode()


def test_acts_of_who_sent_it(leader: Client, province: Any, principal: Any, circulation: Circulation) -> None:
    stop = circulation.stops.first()
    assert stop is not None
    skip, move = (reverse("tasks:stop_act", args=[circulation.public_id, stop.pk, s]) for s in ("bo-qua", "doi-nguoi"))
    withdraw, urge = (reverse("tasks:circulation_act", args=[circulation.public_id, s]) for s in ("rut", "nhac"))
    for address in (skip, move, withdraw, urge):
        assert leader.get(address).status_code == 200
        assert province.client(STRANGER).get(address).status_code == 404
        assert province.client(STRANGER).post(address, {"reason": "x"}).status_code == 404
    assert province.client("bithu.tinhuy").post(withdraw, {"reason": "x"}).status_code == 422
    assert leader.post(urge, {"note": ""}).status_code == 302
    assert leader.post(move, {"reader": principal("truongbnc"), "reason": "đi vắng"}).status_code == 302
    assert leader.post(skip, {"reason": "muộn"}).status_code == 422
    assert leader.post(withdraw, {"reason": "đã họp"}).status_code == 302
    circulation.refresh_from_db()
    assert circulation.state == CirculationState.WITHDRAWN
    for wrong in ("la", "tra-lai"):
        assert leader.get(reverse("tasks:circulation_act", args=[circulation.public_id, wrong])).status_code == 404
    gone = reverse("tasks:stop_act", args=[circulation.public_id, 999999999, "bo-qua"])
    assert leader.post(gone, {"reason": "x"}).status_code == 404


def test_strangers_find_no_circulation(province: Any, circulation: Circulation, paper: Document) -> None:
    stranger = province.client(STRANGER)
    assert page(stranger, "circulate", paper.public_id) == "404"
    assert page(stranger, "circulation", circulation.public_id) == "404"
    assert stranger.post(reverse("tasks:answer", args=[circulation.public_id]), {"text": "x"}).status_code == 404


def test_over_the_api(province: Any, paper: Document, principal: Any) -> None:
    leader, reader = Caller(province, "lanhdao.tinhuy"), Caller(province, "bithu.tinhuy")
    given = {"document": str(paper.public_id), "readers": [principal("bithu"), principal("truongbtc")], "due": "+3"}
    made = ok(leader.post("/tasks/circulations", given, key="v"), 201)
    assert ok(leader.post("/tasks/circulations", given, key="v"), 201)["id"] == made["id"]
    place = f"/tasks/circulations/{made['id']}"
    assert_problem(Caller(province, STRANGER).get(place), 404)
    assert_problem(leader.post(f"{place}/answer", {"text": "x"}), 403)
    assert ok(reader.get(place))["can_answer"] is True
    decision = ok(reader.get("/home/decisions?kind=y-kien"))["results"][0]
    assert (decision["object"], decision["id"]) == ("circulation", made["id"])
    assert ok(leader.get("/home/work"))["asked"][0]["id"] == made["id"]
    answered = ok(reader.post(f"{place}/answer", {"text": "Nhất trí"}))
    assert [stop["state"] for stop in answered["stops"]] == [StopState.ANSWERED, StopState.CURRENT]
    stop = answered["stops"][1]["id"]
    moved = ok(leader.post(f"{place}/stops/{stop}/move", {"to": principal("truongbnc"), "reason": "vắng"}))
    assert [row["state"] for row in moved["stops"]] == ["answered", "moved", "current"]
    ok(leader.post(f"{place}/urge", {"note": "trước 16 giờ"}))
    done = ok(leader.post(f"{place}/stops/{moved['stops'][2]['id']}/skip", {"reason": "đủ ý kiến"}))
    assert (done["state"], done["outcome"]) == ("done", "1 cho ý kiến, 1 bỏ qua")
    assert_problem(leader.post(f"{place}/withdraw", {"reason": "muộn"}), 403)
    listed = ok(leader.get(f"/tasks/documents/{paper.public_id}/circulations"))
    assert [row["id"] for row in listed] == [made["id"]]


def test_the_side_bar_counts_what_waits_for_an_opinion(province: Any, circulation: Circulation) -> None:
    counted = desk.nav_counts(province.actor("bithu.tinhuy"), timezone.now())["home"]
    assert counted[0] == 1
