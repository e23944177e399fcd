"""The table of answers through its pages and the API; strangers find nothing, readers may not write."""

import io
from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from tinhgon.core.calendar.models import WorkingHours
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.models import Answer, Document, OpinionItem
from tinhgon.documents.tests.ladder import Ladder
from tinhgon.documents.tests.test_answering import asking


@pytest.fixture
def ladder(province):
    return Ladder(province)


def url(name, document, *more):
    return reverse(f"documents:{name}", args=[document.public_id, *more])


def test_the_whole_table_through_the_pages(ladder, province):
    document = ladder.issued("tinhuy", type_code="CV")
    client = province.client("chuyenvien.ubnd")
    page = url("answers", document)
    assert "chưa đề nghị nơi nhận trả lời" in client.get(page).content.decode()
    assert page in client.get(url("document", document)).content.decode()
    assert client.post(url("ask_answers", document), {"due": "hôm kia kìa"}).status_code == 422
    assert client.post(url("ask_answers", document), {"due": "5 ngày"}).status_code == 302
    assert client.post(url("add_asked", document), {"name": "Hội Cựu chiến binh"}).headers["Location"] == page
    answer = Answer.objects.get(name="Hội Cựu chiến binh")
    given = {"stance": "opinions", "answered_on": f"{ladder.at:%Y-%m-%d}", "note": "qua điện thoại"}
    assert client.get(url("record_answer", document, answer.pk)).status_code == 200
    assert client.post(url("record_answer", document, answer.pk), given).status_code == 302
    said = {"place": "Điều 5", "text": "Bổ sung thời hạn."}
    assert client.post(url("write_opinion", document, answer.pk), said).status_code == 302
    item = OpinionItem.objects.get()
    wrong = said | {"outcome": "explained"}
    judge = url("judge_opinion", document, answer.pk, item.pk)
    assert "Bổ sung thời hạn." in client.get(judge).content.decode()
    assert client.post(judge, wrong).status_code == 422
    assert client.post(judge, wrong | {"response": "Đã có ở Điều 6."}).status_code == 302
    text = client.get(page).content.decode()
    for words in ("qua điện thoại", "Đã có ở Điều 6.", "1 / 2", "Giải trình", "Đôn đốc 1 nơi"):
        assert words in text
    for nobody in ("", "x", "9" * 5_000):
        told = client.post(url("urge_answers", document), {"dong": nobody}, follow=True).content.decode()
        assert "Đã đôn đốc trong hệ thống" not in told, "a line that is none urges nobody"
    assert (
        client.post(url("urge_answers", document), follow=True).content.decode().count("Đã đôn đốc trong hệ thống") == 1
    )
    assert "Hôm nay đã đôn đốc hết" in client.post(url("urge_answers", document), follow=True).content.decode()
    assert "đã đóng tổng hợp" in client.post(url("close_answers", document), follow=True).content.decode()
    assert client.post(url("reopen_answers", document)).status_code == 302
    drawn = url("write_opinion", document, answer.pk)
    assert client.post(drawn, {"text": "Đồng ý 👍"}).status_code == 302
    refused = client.get(url("opinions_file", document, "pdf"))
    assert (refused.status_code, "phông chữ không có: 👍" in refused.content.decode()) == (422, True)
    assert client.get(url("opinions_file", document, "docx")).status_code == 200
    client.post(url("drop_opinion", document, answer.pk, OpinionItem.objects.latest("pk").pk), {"reason": "nhầm"})
    assert client.post(url("drop_opinion", document, answer.pk, item.pk), {"reason": "nhầm"}).status_code == 302
    assert client.post(url("clear_answer", document, answer.pk), {"reason": "nhầm"}).status_code == 302
    for extension in ("pdf", "docx", "xlsx"):
        assert client.get(url("opinions_file", document, extension)).status_code == 200
    assert client.get(url("opinions_file", document, "exe")).status_code == 404


def test_an_answer_of_an_earlier_day_is_written_at_the_end_of_the_offices_work(ladder, province):
    document, day = asking(ladder, "tinhuy"), timezone.localdate() - timedelta(days=3)
    WorkingHours.objects.create(
        agency=document.agency, starts_on=day, morning_from=time(7), morning_to=time(11), afternoon_from=time(13),
        afternoon_to=time(16, 30),
    )  # fmt: skip
    row = Answer.objects.get()
    given = {"stance": "agrees", "answered_on": f"{day:%Y-%m-%d}"}
    client = province.client("chuyenvien.ubnd")
    assert client.post(url("record_answer", document, row.pk), given).status_code == 302
    row.refresh_from_db()
    assert timezone.localtime(row.answered_at).time() == time(16, 30)


def test_who_is_outside_gets_a_letter_to_issue(ladder, province):
    document = asking(ladder, outside=("Hội Cựu chiến binh",))
    answer = province.client("chuyenvien.ubnd").post(url("urge_answers", document))
    letter = Document.objects.get(subject__startswith="đôn đốc trả lời")
    assert answer.headers["Location"] == url("document", letter)
    # The clerk does not draft: he is told who needs a letter.
    again = province.client("vanthu.ubnd").post(url("urge_answers", document), follow=True)
    assert "Hôm nay đã đôn đốc hết" in again.content.decode()


def test_strangers_find_nothing_and_readers_may_not_write(ladder, province):
    document = asking(ladder, "tinhuy")
    row = Answer.objects.get()
    stranger, leader = province.client("chuyenvien.tinhuy"), province.client("lanhdao.ubnd")
    for name, more in (
        ("answers", ()), ("ask_answers", ()), ("add_asked", ()), ("record_answer", (row.pk,)),
        ("clear_answer", (row.pk,)), ("write_opinion", (row.pk,)), ("judge_opinion", (row.pk, 1)),
        ("drop_opinion", (row.pk, 1)), ("opinions_file", ("pdf",)),
    ):  # fmt: skip
        assert stranger.get(url(name, document, *more)).status_code == 404, name
    for name in ("urge_answers", "close_answers", "reopen_answers"):
        assert stranger.post(url(name, document)).status_code == 404, name
        assert leader.post(url(name, document)).status_code == 403, name
    text = leader.get(url("answers", document)).content.decode()
    assert "Chưa trả lời" in text and "Ghi trả lời" not in text
    assert leader.post(url("add_asked", document), {"name": "a"}).status_code == 422
    held = Document.objects.get(source=document)
    assert province.client("vanthu.tinhuy").get(url("answers", held)).status_code == 404


def test_the_api_says_the_same(ladder, province):
    document = asking(ladder, "tinhuy")
    call = Caller(province, "chuyenvien.ubnd", base=f"/documents/{document.public_id}/answers")
    found = ok(call.get())
    assert (found["is_asking"], found["asked_count"], found["results"][0]["words"]) == (True, 1, "Chưa trả lời")
    row = found["results"][0]["id"]
    moved = ok(call.post("/ask", {"due": "10 ngày"}))
    assert moved["due_at"] > found["due_at"]
    assert_problem(call.post("/ask", {"due": ""}), 422)
    added = ok(call.post("/places", {"name": "Đoàn luật sư"}), 201)["results"][1]["id"]
    at = (ladder.at - timedelta(hours=1)).isoformat()
    assert_problem(call.post(f"/{added}", {"stance": "agrees", "answered_at": "2026-01-09T08:00:00"}), 422)
    ok(call.post(f"/{added}", {"stance": "agrees", "answered_at": at}))
    given = {"text": "Bổ sung.", "place": "Điều 5"}
    item = ok(call.post(f"/{added}/opinions", given), 201)["results"][1]["opinions"][0]["id"]
    judged = ok(call.post(f"/{added}/opinions/{item}", given | {"outcome": "accepted"}))
    assert judged["results"][1]["opinions"][0]["outcome"] == "accepted"
    assert ok(call.post("/urge", {})) == {"inside": [found["results"][0]["name"]], "outside": [], "draft": None}
    word = call.get("/file", kind="docx")
    assert Word(io.BytesIO(word.content)).tables
    assert ok(call.post("/close"))["closed_at"]
    assert ok(call.post("/reopen"))["closed_at"] is None
    ok(call.post(f"/{added}/opinions/{item}/drop", {"reason": "nhầm"}))
    assert ok(call.post(f"/{added}/clear", {"reason": "nhầm"}))["answered_count"] == 0
    far = Caller(province, "chuyenvien.tinhuy", base=f"/documents/{document.public_id}/answers")
    assert_problem(far.get(), 404)
    assert_problem(call.post("/0", {"stance": "agrees", "answered_at": at}), 404)
    assert_problem(call.post(f"/{row}/opinions/0", given), 404)
    assert Caller(province, "vanthu.ubnd").get("/documents/offers/replies").status_code == 200
