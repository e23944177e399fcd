"""What a recipient gave back: who says what became of it, once; sending it again ends it too."""

from typing import Any

import pytest
from django.urls import reverse

from tinhgon.core.audit import queries as audit
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.desk import queries as desk
from tinhgon.desk.tests.numbers import taken
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import drafting, envelopes, intake, issuing, returning
from tinhgon.documents.models import Delivery, Document
from tinhgon.documents.queries import returning as queries
from tinhgon.documents.tests.ladder import Ladder, refused

NOTE = "Đã gửi lại Sở Tài chính."


@pytest.fixture
def ladder(province: Any) -> Ladder:
    return Ladder(province)


@pytest.fixture
def paper(ladder: Ladder) -> Document:
    document = ladder.issued("tanhoa", "phuloc")
    for key in ("tanhoa", "phuloc"):
        copy = Document.objects.get(source=document, agency__key=key)
        intake.refuse(ladder.province.actor(f"vanthu.{key}"), copy.pk, "Gửi nhầm nơi", ladder.at)
    return document


def returned(paper: Document) -> list[int]:
    return [row.pk for row in queries.open_returns(paper)]


def lines(ladder: Ladder) -> int:
    found = desk.end_of_day(ladder.who("vanthu"), ladder.at)
    assert found is not None
    shown = sum(group.count for group in found.waiting if group.kind.key == "bi-tra-lai")
    home = desk.clerical(ladder.who("vanthu"))
    assert home is not None and home.refused_count == shown
    return shown


def test_the_clerk_says_what_became_of_it(ladder: Ladder, paper: Document) -> None:
    clerk, (first, second) = ladder.who("vanthu"), returned(paper)
    assert lines(ladder) == 2
    (row,) = returning.settle_returns(clerk, paper.pk, [first], NOTE, ladder.at)
    assert (row.settled_by, row.settled_note) == (clerk.label, NOTE)
    assert (lines(ladder), returned(paper)) == (1, [second])
    (told,) = [row for row in audit.history("document", paper.pk) if row.verb == "documents.settle_return"]
    assert told.words == "ghi đã xử lý nơi nhận trả lại"
    page = documents.document_page(clerk, paper.public_id)
    assert page is not None
    assert any(NOTE in line.detail and "Tân Hòa" in line.detail for line in page.history)
    returning.settle_returns(ladder.who("chuyenvien"), paper.pk, [second], "Không cần gửi.", ladder.at)
    assert lines(ladder) == 0


def test_the_same_said_twice_is_said_once_and_the_second_of_two_is_told(ladder: Ladder, paper: Document) -> None:
    clerk, ids = ladder.who("vanthu"), returned(paper)
    (row, _) = returning.settle_returns(clerk, paper.pk, ids, NOTE, ladder.at)
    (again, _) = returning.settle_returns(clerk, paper.pk, ids, NOTE, ladder.at)
    assert again.settled_at == row.settled_at
    assert len([row for row in audit.history("document", paper.pk) if row.verb == "documents.settle_return"]) == 1
    late = refused(returning.settle_returns, ladder.who("chuyenvien"), paper.pk, ids, "Khác", ladder.at)
    assert late.code == "wrong_state"
    assert clerk.label in late.reason


def test_who_and_what_is_refused(ladder: Ladder, paper: Document) -> None:
    clerk, ids = ladder.who("vanthu"), returned(paper)
    stranger = ladder.province.actor("vanthu.sonoivu")
    assert refused(returning.settle_returns, stranger, paper.pk, ids, NOTE, ladder.at).code == "not_found"
    assert refused(returning.settle_returns, ladder.who("lanhdao"), paper.pk, ids, NOTE, ladder.at).code == "forbidden"
    assert refused(returning.settle_returns, clerk, paper.pk, ids, "  ", ladder.at).field == "note"
    for wrong in ([], [*ids, 999_999]):
        assert refused(returning.settle_returns, clerk, paper.pk, wrong, NOTE, ladder.at).field == "places"
    kept = ladder.issued("sonoivu")
    other = kept.deliveries.get().pk
    assert refused(returning.settle_returns, clerk, kept.pk, [other], NOTE, ladder.at).field == "places"
    issuing.withdraw(clerk, paper.pk, "Sai", ladder.at)
    assert lines(ladder) == 0
    assert refused(returning.settle_returns, clerk, paper.pk, ids, NOTE, ladder.at).reason.startswith("Chỉ ghi xử lý")


def test_what_was_sent_again_on_paper_is_dealt_with(ladder: Ladder, paper: Document) -> None:
    clerk, (first, second) = ladder.who("vanthu"), returned(paper)
    to = Delivery.objects.get(pk=first).recipient_id
    envelopes.dispatch(clerk, paper.pk, {to: "Tân Hòa"}, envelopes.Sending("post"), ladder.at)
    assert (lines(ladder), returned(paper)) == (1, [second])
    assert Delivery.objects.get(pk=first).settled_note == "Đã gửi lại: bưu điện"
    late = refused(returning.settle_returns, clerk, paper.pk, [first], NOTE, ladder.at)
    assert late.code == "wrong_state"


def test_what_was_replaced_is_dealt_with_where_the_new_one_went(ladder: Ladder, paper: Document) -> None:
    first, second = returned(paper)
    new = drafting.start_replacement(ladder.who("chuyenvien"), paper.pk, ladder.at)
    there = {"state": "numbered", "issued_on": paper.issued_on, "reader_ids": paper.reader_ids}
    Document.objects.filter(pk=new.pk).update(entry=taken(ladder.province, ladder.at), **there)
    ladder.to(new, "tanhoa")
    issuing.issue(ladder.who("vanthu"), new.pk, ladder.at)
    assert returned(paper) == [second]
    row = Delivery.objects.get(pk=first)
    assert row.settled_note == returning.REPLACED


def test_the_page(ladder: Ladder, paper: Document) -> None:
    client, (first, second) = ladder.province.client("vanthu.ubnd"), returned(paper)
    url = reverse("documents:settle_returns", args=[paper.public_id])
    shown = reverse("documents:document", args=[paper.public_id])
    assert url in client.get("/cuoi-ngay/").content.decode()
    assert url in client.get(shown).content.decode()
    form = client.get(url).content.decode()
    assert "Gửi nhầm nơi" in form
    assert form.count(" checked") == 2
    assert client.post(url, {"places": [first]}).status_code == 422
    given = {"places": [first, second], "note": NOTE}
    for _ in range(2):
        assert client.post(url, given).status_code == 302
    told = client.post(url, {**given, "note": "Khác"})
    assert told.status_code == 422
    assert "đã ghi xử lý lúc" in told.content.decode()
    page = client.get(shown).content.decode()
    assert NOTE in page
    assert url not in page
    assert client.get(url).status_code == 302
    stranger = ladder.province.client("vanthu.sonoivu")
    assert (stranger.get(url).status_code, stranger.post(url, given).status_code) == (404, 404)


def test_over_the_api(ladder: Ladder, paper: Document) -> None:
    clerk, url = Caller(ladder.province, "vanthu.ubnd"), f"/documents/{paper.public_id}/returns"
    rows = ok(clerk.get(url))
    assert [row["reason"] for row in rows] == ["Gửi nhầm nơi"] * 2
    given = {"places": [row["id"] for row in rows], "note": NOTE}
    assert_problem(clerk.post(f"{url}/settle", {**given, "places": []}), 422)
    ok(clerk.post(f"{url}/settle", given))
    assert ok(clerk.get(url)) == []
    sent = ok(clerk.get(f"/documents/{paper.public_id}/handling"))["deliveries"]
    assert {row["settled_note"] for row in sent} == {NOTE}
    stranger = Caller(ladder.province, "vanthu.sonoivu")
    assert_problem(stranger.get(url), 404)
    assert_problem(stranger.post(f"{url}/settle", given), 404)
