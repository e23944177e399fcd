"""Cuối ngày: everything left, each row with its button; nothing of others; a cost that does not grow."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.desk import queries
from tinhgon.desk.tests.numbers import taken
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import envelopes, handover, intake
from tinhgon.documents.choices import DeliveryState, IncomingState, OutgoingState
from tinhgon.documents.models import Delivery, Document, Recipient, Upload
from tinhgon.organisation.models import ClericalOffice, IssuingBody

NOW = timezone.now()


@pytest.fixture(autouse=True)
def _a_moment_of_the_tests_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between collecting and running there may be midnight."""
    monkeypatch.setitem(globals(), "NOW", timezone.now())


OUT = {"flow": Flow.OUTGOING}


def paper(province: Any, state: str, **changes: Any) -> Document:
    values = {
        "agency": province.agency("tinhuy"),
        "flow": Flow.INCOMING,
        "state": state,
        "subject": f"Văn bản {state}",
        "created_at": NOW,
        "created_by": "thử",
        "reader_ids": [province.post("vanthu.tinhuy").principal_id],
    }
    if state in (IncomingState.REGISTERED, IncomingState.CLOSED):
        values["entry"] = taken(province, NOW - timedelta(days=2))
    return Document.objects.create(**(values | changes))


def sent(province: Any, state: str, **changes: Any) -> Delivery:
    document = paper(province, OutgoingState.ISSUED, **OUT)
    recipient = Recipient.objects.create(document=document, ordinal=1, role="act", name="UBND tỉnh")
    values = {"at": NOW, "changed_at": NOW, "to_agency": province.agency("ubnd"), "state": state}
    return Delivery.objects.create(document=document, recipient=recipient, **(values | changes))


def day(province: Any, who: str = "vanthu.tinhuy") -> Any:
    return queries.end_of_day(province.actor(who), NOW + timedelta(seconds=1))


def fill(province: Any) -> None:
    Upload.objects.create(
        agency=province.agency("tinhuy"),
        post=province.post("vanthu.tinhuy").principal,
        ticket="x",
        file_name="cho.pdf",
        size=1,
        sha256="0" * 64,
        at=NOW,
    )
    paper(province, IncomingState.ARRIVED)
    paper(province, IncomingState.REGISTERED)
    for state in (OutgoingState.APPROVED, OutgoingState.SIGNED, OutgoingState.NUMBERED):
        paper(province, state, **OUT)
    sent(province, DeliveryState.DELIVERED)
    sent(province, DeliveryState.REFUSED, reason="Gửi nhầm nơi")


def test_everything_left_stands_in_its_group(province: Any) -> None:
    fill(province)
    waits = province.post("lanhdao.tinhuy").principal
    paper(province, IncomingState.REGISTERED, waits_for=waits, subject="Đã trình")
    paper(province, IncomingState.CLOSED)
    paper(province, OutgoingState.DRAFT, **OUT)
    sent(province, DeliveryState.REGISTERED)
    sent(province, DeliveryState.REFUSED, changed_at=NOW - timedelta(days=8))
    found = day(province)
    assert [(group.kind.key, group.count) for group in found.groups] == [
        ("tep", 1),
        ("cho-vao-so", 1),
        ("cho-trinh", 1),
        ("cho-cap-so", 1),
        ("cho-phat-hanh", 1),
        ("bi-tra-lai", 1),
        ("cho-ky", 1),
        ("cho-noi-nhan", 1),
    ]
    assert (found.left_count, found.is_done) == (5, False)
    text = province.client("vanthu.tinhuy").get("/cuoi-ngay/").content.decode()
    for group in found.groups:
        assert group.kind.label in text
        assert f"{group.kind.act}: " in text or 'form="trinh-nhieu" name="one"' in text
    assert "UBND tỉnh: Gửi nhầm nơi" in text


def test_nothing_left(province: Any) -> None:
    found = day(province)
    assert (found.groups, found.registers, found.is_done) == ([], [], True)
    text = province.client("vanthu.tinhuy").get("/cuoi-ngay/").content.decode()
    assert "Không còn gì để lại ngày mai" in text
    assert "Hôm nay chưa cấp số nào" in text


def test_what_waits_for_others_leaves_the_day_done(province: Any) -> None:
    sent(province, DeliveryState.DELIVERED)
    sent(province, DeliveryState.REFUSED, reason="Gửi nhầm nơi")
    found = day(province)
    assert found.is_done
    assert [group.kind.key for group in found.waiting] == ["bi-tra-lai", "cho-noi-nhan"]


def test_home_counts_what_came_back_as_this_page_does(province: Any) -> None:
    sent(province, DeliveryState.REFUSED)
    sent(province, DeliveryState.REFUSED, changed_at=NOW - timedelta(days=9))
    hidden = sent(province, DeliveryState.REFUSED).document
    Document.objects.filter(pk=hidden.pk).update(is_restricted=True, reader_ids=[])
    home = queries.clerical(province.actor("vanthu.tinhuy"))
    assert home is not None
    assert home.refused_count == 1


def test_of_nobody_else(province: Any) -> None:
    fill(province)
    assert day(province, "vanthu.ubnd").groups == []
    assert day(province, "chuyenvien.tinhuy") is None
    assert province.client("chuyenvien.tinhuy").get("/cuoi-ngay/").status_code == 404
    assert "/cuoi-ngay/" not in province.client("chuyenvien.tinhuy").get("/").content.decode()
    assert "/cuoi-ngay/" in province.client("vanthu.tinhuy").get("/").content.decode()
    paper(province, IncomingState.ARRIVED, subject="Hạn chế", reader_ids=[])
    assert "Hạn chế" not in str(day(province).groups)


def test_bodies_of_another_clerical_office_are_its_own(province: Any) -> None:
    clerk = province.post("vanthu.tinhuy")
    body = province.body("tinhuy")
    ClericalOffice.objects.filter(agency=clerk.agency).delete()
    other = IssuingBody.objects.exclude(pk=body.pk).order_by("pk")[0]
    values = {"agency": clerk.agency, "starts_on": NOW.date() - timedelta(days=9)}
    ClericalOffice.objects.create(unit=clerk.unit, name="Văn thư", **values).bodies.add(body)
    unit = province.post("chuyenvien.tinhuy").unit
    ClericalOffice.objects.create(unit=unit, name="Văn thư khác", **values).bodies.add(other)
    ours = paper(province, IncomingState.ARRIVED, issuing_body=body)
    nobodys = paper(province, IncomingState.ARRIVED)
    paper(province, IncomingState.ARRIVED, issuing_body=other)
    (group,) = day(province).groups
    assert {line.public_id for line in group.lines} == {ours.public_id, nobodys.public_id}


def test_registers_of_the_day_are_printed(province: Any) -> None:
    entry = taken(province, NOW)
    taken(province, NOW)
    taken(province, NOW - timedelta(days=2))
    found = day(province)
    assert [(row.kind, row.count) for row in found.registers] == [("den", 2), ("giai-quyet", 2)]
    client = province.client("vanthu.tinhuy")
    address = f"/van-ban/so/{entry.period_id}/den/dang-ky.pdf?tu={found.on}&amp;den={found.on}"
    assert address in client.get("/cuoi-ngay/").content.decode()
    printed = client.get(address.replace("&amp;", "&"))
    assert printed.content.startswith(b"%PDF")


def test_many_are_submitted_at_once(province: Any) -> None:
    rows = [paper(province, IncomingState.REGISTERED) for _ in range(3)]
    actor, client = province.actor("vanthu.tinhuy"), province.client("vanthu.tinhuy")
    post = documents.submit_choices(actor)[0][0]
    sent_form = {"post": str(post), "paper": [str(row.public_id) for row in rows[:2]]}
    nobody = client.post("/cuoi-ngay/trinh/", sent_form | {"post": "9" * 5_000}, follow=True)
    assert (nobody.status_code, len(day(province).groups[0].lines)) == (200, 3)
    response = client.post("/cuoi-ngay/trinh/", sent_form, follow=True)
    assert "Đã trình 2 văn bản." in response.content.decode()
    (group,) = day(province).groups
    assert [line.public_id for line in group.lines] == [rows[2].public_id]
    again = client.post("/cuoi-ngay/trinh/", sent_form, follow=True).content.decode()
    assert "Văn bản đã trình từ trước." in again
    assert (
        "Đánh dấu văn bản cần trình" in client.post("/cuoi-ngay/trinh/", {"post": post}, follow=True).content.decode()
    )
    one = client.post("/cuoi-ngay/trinh/", sent_form | {"one": str(rows[2].public_id)}, follow=True)
    assert "Đã trình 1 văn bản." in one.content.decode()
    assert day(province).is_done
    refused = province.client("chuyenvien.tinhuy").post("/cuoi-ngay/trinh/", sent_form, follow=True)
    assert refused.status_code == 404


def test_cost_does_not_grow(province: Any) -> None:
    client = province.client("vanthu.tinhuy")

    def count() -> int:
        with CaptureQueriesContext(connection) as run:
            client.get("/cuoi-ngay/")
        return len(run)

    fill(province)
    client.get("/cuoi-ngay/")
    first = count()
    for _ in range(4):
        fill(province)
    assert count() == first


def test_many_are_cut_and_say_so(province: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("tinhgon.desk.queries.end_of_day"), "SHOWN", 2)
    for _ in range(3):
        paper(province, IncomingState.ARRIVED)
    (group,) = day(province).groups
    assert (group.count, group.is_capped) == (2, True)
    assert "Chỉ hiện 2 dòng đầu" in province.client("vanthu.tinhuy").get("/cuoi-ngay/").content.decode()


def test_over_the_api(province: Any) -> None:
    fill(province)
    found = ok(Caller(province, "vanthu.tinhuy").get("/home/end-of-day"))
    assert (found["left_count"], found["is_done"]) == (5, False)
    waiting = [group["key"] for group in found["groups"] if not group["is_own"]]
    assert waiting == ["bi-tra-lai", "cho-ky", "cho-noi-nhan"]
    assert_problem(Caller(province, "chuyenvien.tinhuy").get("/home/end-of-day"), 404)


def test_paper_that_came_back_and_envelopes_are_left(province: Any) -> None:
    clerk, head = province.actor("vanthu.tinhuy"), province.actor("truongphong.tinhuy")
    fields = intake.IncomingFields(subject="Rà soát", issuer="UBND xã", code="1/UBND")
    papers = [intake.register_incoming(clerk, fields, NOW, request_key=key, accepts_duplicate=True) for key in "ab"]
    unit = province.post("truongphong.tinhuy").unit_id
    batch = handover.make_batch(clerk, unit, [row.pk for row in papers], NOW).batch
    assert batch is not None
    first = batch.lines.order_by("ordinal")[0]
    handover.decide_lines(head, batch.public_id, [], {first.pk: "Thiếu phụ lục"}, NOW)
    to = province.post("lanhdao.tinhuy").principal_id
    envelopes.register_envelope(clerk, envelopes.Face("named", "Sở Y tế", to, is_declared_not_secret=True), NOW)
    groups = {group.kind.key: group for group in day(province).groups}
    assert groups["bi-tra-ban-giay"].lines[0].note.endswith("không nhận 1")
    assert groups["bi-cho-giao"].kind.is_own
    assert not groups["cho-ky-nhan"].kind.is_own
    shown = province.client("vanthu.tinhuy").get("/cuoi-ngay/").content.decode()
    assert ("Bản giấy đơn vị không nhận" in shown, "Bì không bóc chờ giao" in shown) == (True, True)
    assert "Bản giấy chờ ký nhận" in province.client("truongphong.tinhuy").get("/").content.decode()


def test_a_paper_inside_the_office_without_a_book_is_issued_not_numbered(province: Any) -> None:
    inside = paper(province, OutgoingState.SIGNED, flow=Flow.INTERNAL)
    numbered = paper(province, OutgoingState.SIGNED, **OUT)
    groups = {group.kind.key: [line.public_id for line in group.lines] for group in day(province).groups}
    assert groups["noi-bo-khong-so"] == [inside.public_id] and groups["cho-cap-so"] == [numbered.public_id]
    clerical = queries.clerical(province.actor("vanthu.tinhuy"))
    assert clerical is not None
    kinds = {row.document.pk: row.kind.key for row in clerical.going_out}
    assert kinds == {inside.pk: "phat-hanh", numbered.pk: "cap-so"}
