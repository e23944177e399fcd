"""Ai đang giữ: by a part of a number, to the right person only, at a cost that does not grow."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.desk import queries
from tinhgon.desk.tests.numbers import taken
from tinhgon.documents import search
from tinhgon.documents.choices import IncomingState, OutgoingState, RelationKind
from tinhgon.documents.models import Comment, Document, Relation
from tinhgon.tasks.choices import DirectionKind, TaskState
from tinhgon.tasks.models import Direction, Task

NOW = timezone.now()


def paper(province: Any, code: str = "125/BC-UBND", number: int | None = None, **changes: Any) -> Document:
    readers = [province.post(f"{seat}.tinhuy").principal_id for seat in ("lanhdao", "vanthu")]
    values = {
        "agency": province.agency("tinhuy"),
        "flow": Flow.INCOMING,
        "state": IncomingState.REGISTERED,
        "code": code,
        "code_key": search.code_key(code),
        "subject": "Báo cáo tháng 12",
        "issuer": "Ủy ban nhân dân xã Hòa An",
        "registered_at": NOW - timedelta(hours=3),
        "created_at": NOW,
        "created_by": "thử",
        "reader_ids": readers,
        "register_number": number,
    }
    values["entry"] = taken(province, NOW, number)
    return Document.objects.create(**(values | changes))


def given(province: Any, document: Document, to: str = "chuyenvien.tinhuy") -> Task:
    lead, giver = province.post(to), province.post("lanhdao.tinhuy")
    return Task.objects.create(
        agency=document.agency,
        owner_unit=lead.unit,
        lead_post=lead,
        document=document,
        title="Tham mưu trả lời",
        given_by=giver,
        given_by_label="Phó Bí thư",
        given_at=NOW,
        state=TaskState.ACCEPTED,
        reader_ids=[lead.principal_id, giver.principal_id, province.post("vanthu.tinhuy").principal_id],
    )


@pytest.mark.parametrize("asked", ["125/BC-UBND", "125/bc", "125 ubnd", "125", "12", "1.204", "1204"])
def test_a_part_of_a_number_is_enough(province: Any, asked: str) -> None:
    document = paper(province, number=1204)
    paper(province, "77/QĐ-UBND")
    found = queries.holding(province.actor("lanhdao.tinhuy"), asked)
    assert [row.document.pk for row in found] == [document.pk]


@pytest.mark.parametrize("asked", ["05/QĐ-Hoà An", "5/qd-hòa an", "5/QĐ"])
def test_either_way_of_tones_and_of_small_numbers(province: Any, asked: str) -> None:
    document = paper(province, "05/QĐ-Hòa An")
    assert [row.document.pk for row in queries.holding(province.actor("vanthu.tinhuy"), asked)] == [document.pk]


def test_who_holds_a_paper_in_each_state(province: Any) -> None:
    leader = province.post("lanhdao.tinhuy")
    waiting = paper(province, "1/A", waits_for=leader.principal, due_at=NOW + timedelta(days=2))
    at_clerk = paper(province, "2/A")
    directed = paper(province, "3/A", state=IncomingState.DIRECTED)
    work = given(province, directed)
    closed = paper(province, "4/A", state=IncomingState.CLOSED)
    signed = paper(province, "6/A", flow=Flow.OUTGOING, state=OutgoingState.NUMBERED)
    actor = province.actor("lanhdao.tinhuy")
    held = {row.document.pk: row for n in "12346" for row in queries.holding(actor, f"{n}/A")}
    assert leader.title in held[waiting.pk].holder
    assert held[waiting.pk].deadline == waiting.due_at
    assert held[waiting.pk].since == waiting.registered_at
    assert held[at_clerk.pk].holder == held[signed.pk].holder == "Văn thư"
    assert province.post("chuyenvien.tinhuy").title in held[directed.pk].holder
    assert held[directed.pk].urge == work.public_id
    assert held[closed.pk].is_ended


def test_last_words_and_the_reply(province: Any) -> None:
    document = paper(province, state=IncomingState.DIRECTED)
    post = province.post("lanhdao.tinhuy")
    Direction.objects.create(
        document=document, kind=DirectionKind.DIRECTION, text="Giao tham mưu", by_post=post, by="A", at=NOW
    )
    Comment.objects.create(document=document, text="Đã gọi hỏi", at=NOW + timedelta(minutes=5), by="B")
    reply = paper(province, "9/CV-VP", flow=Flow.OUTGOING, state=OutgoingState.NUMBERED)
    hidden = paper(province, "10/CV-VP", flow=Flow.OUTGOING, state=OutgoingState.NUMBERED, reader_ids=[])
    for one in (reply, hidden):
        Relation.objects.create(from_document=one, to_document=document, kind=RelationKind.REPLIES)
    (row,) = queries.holding(province.actor("lanhdao.tinhuy"), "125/BC")
    assert row.said is not None
    assert row.said.text == "Đã gọi hỏi"
    assert [r.code for r in row.replies] == ["9/CV-VP"]


def test_only_who_may_see_is_answered_and_only_who_may_urges(province: Any) -> None:
    document = paper(province, number=1204, state=IncomingState.DIRECTED)
    work = given(province, document)
    for stranger in ("vanthu.ubnd", "truongphong.tinhuy"):
        for asked in ("1204", "125", "Báo cáo tháng 12"):
            assert queries.holding(province.actor(stranger), asked) == []
    address = f"/nhiem-vu/{work.public_id}/don-doc/"
    assert address not in province.client("vanthu.tinhuy").get("/ai-dang-giu/?q=1204").content.decode()
    client = province.client("lanhdao.tinhuy")
    assert address in client.get("/ai-dang-giu/?q=1204").content.decode()
    assert client.post(address).status_code == 302
    work.refresh_from_db()
    assert work.urge_count == 1


@pytest.mark.parametrize("asked", ["", "   ", "không có đâu", "99999999999999", "%", "_", "\\", "1%", "1'", "\x00"])
def test_odd_words_find_nothing_and_break_nothing(province: Any, asked: str) -> None:
    paper(province)
    client = province.client("lanhdao.tinhuy")
    response = client.get("/ai-dang-giu/", {"q": asked})
    assert response.status_code == 200
    assert "Báo cáo tháng 12" not in response.content.decode() or asked.startswith("1")


def test_the_dialog_gets_the_answer_alone(province: Any) -> None:
    paper(province)
    text = province.client("lanhdao.tinhuy").get("/ai-dang-giu/?q=125", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert "Văn thư" in text
    page = province.client("lanhdao.tinhuy").get("/").content.decode()
    assert 'data-key="g"' in page
    assert "/ai-dang-giu/" in page


def test_cost_does_not_grow_with_what_is_found(province: Any) -> None:
    actor = province.actor("lanhdao.tinhuy")

    def count() -> int:
        with CaptureQueriesContext(connection) as run:
            queries.holding(actor, "125")
        return len(run)

    given(province, paper(province, state=IncomingState.DIRECTED))
    first = count()
    for _ in range(12):
        given(province, paper(province, state=IncomingState.DIRECTED))
    assert len(queries.holding(actor, "125")) == 8
    assert count() <= first <= 18


def test_over_the_api(province: Any) -> None:
    paper(province, number=1204)
    (row,) = ok(Caller(province, "vanthu.tinhuy").get("/home/holding", q="1204"))
    assert (row["code"], row["holder"], row["register_number"]) == ("125/BC-UBND", "Văn thư", 1204)
    assert ok(Caller(province, "vanthu.ubnd").get("/home/holding", q="1204")) == []
    assert_problem(Caller(province, "vanthu.tinhuy").get("/home/holding", q=""), 422)
