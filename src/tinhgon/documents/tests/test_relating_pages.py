"""The pages and the API of relations: written, shown on copies and in lists, taken back; strangers find nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.actions import issuing
from tinhgon.documents.models import Document, Relation
from tinhgon.documents.tests.ladder import Ladder

today = timezone.localdate


@pytest.fixture
def ladder(province):
    return Ladder(province)


def url(name, document, *more):
    return reverse(f"documents:{name}", args=[document.public_id, *more])


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_says_it_replaces_and_the_copies_show_it_when_it_is_issued(ladder, province):
    old = ladder.issued("tanhoa", type_code="QĐ")
    new = ladder.numbered("QĐ")
    clerk, far = province.client("vanthu.ubnd"), province.client("vanthu.tanhoa")
    assert "Liên hệ" in text_of(clerk, url("document", new))
    found = clerk.get(reverse("documents:pick_paper"), {"q": old.code}).content.decode()
    assert old.code in found
    data = {"kind": "replaces", "other": str(old.pk)}
    assert clerk.post(url("relate", new), data).status_code == 302
    ladder.to(new, "tanhoa")
    issuing.issue(ladder.who("vanthu"), new.pk, ladder.at)
    held = Document.objects.get(source=old)
    page = text_of(far, url("document", held))
    assert "Bị thay thế bởi" in page and f"từ ngày {today():%d/%m/%Y}." in page
    assert "Bị thay thế" in text_of(far, reverse("documents:incoming") + "?tab=all")
    assert "Bị thay thế" in text_of(far, reverse("documents:search") + "?q=thủ+tục")
    assert "Bị thay thế" in text_of(clerk, reverse("documents:outgoing") + "?muc=issued")


def test_a_wrong_form_keeps_what_was_typed(ladder, province):
    document, clerk = ladder.issued(), province.client("vanthu.ubnd")
    answer = clerk.post(url("relate", document), {"kind": "-extends", "outside": "20/NQ-HĐND"})
    assert answer.status_code == 422
    assert "Ghi ngày cuối cùng" in answer.content.decode()
    assert 'value="20/NQ-HĐND"' in answer.content.decode()


def test_an_error_is_taken_back_on_the_page(ladder, province):
    document, clerk = ladder.issued(), province.client("vanthu.ubnd")
    data = {"kind": "-repeals", "outside": "20/NQ-HĐND ngày 01/10/2026", "effective_on": f"{today():%Y-%m-%d}"}
    assert clerk.post(url("relate", document), data).status_code == 302
    row = Relation.objects.get()
    assert "Bị bãi bỏ bởi 20/NQ-HĐND ngày 01/10/2026" in text_of(clerk, url("document", document))
    back = url("withdraw_relation", document, row.pk)
    assert "20/NQ-HĐND" in text_of(clerk, back)
    assert clerk.post(back, {"reason": ""}).status_code == 422
    assert clerk.post(back, {"reason": "Ghi nhầm"}).status_code == 302
    assert clerk.get(back).status_code == 404
    assert "Bị bãi bỏ" not in text_of(clerk, url("document", document)).split("Nhật ký")[0]


def test_strangers_find_nothing_and_readers_may_not_write(ladder, province):
    document = ladder.issued()
    stranger, reader = province.client("chuyenvien.tinhuy"), province.client("chuyenvien.ubnd")
    for name, more in (("relate", ()), ("withdraw_relation", (1,))):
        assert stranger.get(url(name, document, *more)).status_code == 404
        assert stranger.post(url(name, document, *more), {"reason": "x"}).status_code == 404
    answer = reader.post(url("relate", document), {"kind": "refers", "outside": "Luật"})
    assert answer.status_code == 422
    assert "chưa được giao việc" in answer.content.decode()
    hidden = ladder.issued("tinhuy", is_restricted=True)
    far = province.client("vanthu.tanhoa").get(reverse("documents:pick_paper"), {"q": hidden.code})
    assert "Không có văn bản nào khớp" in far.content.decode()


def test_the_api_says_the_same(ladder, province):
    old, new = ladder.issued("tanhoa"), ladder.numbered("QĐ")
    call = Caller(province, "vanthu.ubnd", base="/documents")
    given = {"kind": "amends", "document": str(old.public_id), "note": "mục 2", "is_partial": True}
    for _ in range(2):
        rows = ok(call.post(f"/{new.public_id}/relations", given), 201)
        assert [(row["words"], row["code"], row["note"]) for row in rows] == [("Sửa đổi", old.code, "mục 2")]
    assert ok(call.get("/offers/papers", q=old.code))[0]["label"].startswith(old.code)
    ladder.to(new, "tanhoa")
    ok(call.post(f"/{new.public_id}/issue"))
    far = Caller(province, "vanthu.tanhoa", base="/documents")
    held = Document.objects.get(source=old)
    handling = ok(far.get(f"/{held.public_id}/handling"))
    assert handling["banners"][0].startswith(f"Được sửa đổi một phần bởi {new.code} từ ngày")
    marks = {row["document"]["code"]: row["mark"] for row in ok(far.get("/incoming"))["results"]}
    assert marks[old.code] == "Đã sửa đổi một phần"
    assert_problem(call.post(f"/{new.public_id}/relations/{rows[0]['id']}/withdraw", {"reason": " "}), 422)
    assert ok(call.post(f"/{new.public_id}/relations/{rows[0]['id']}/withdraw", {"reason": "nhầm"})) == []
    assert_problem(far.post(f"/{new.public_id}/relations", given), 404)
    assert_problem(call.post(f"/{new.public_id}/relations/0/withdraw", {"reason": "a"}), 404)


def test_a_list_costs_the_same_whatever_is_marked(ladder, province, django_assert_num_queries):
    clerk, address = province.client("vanthu.ubnd"), reverse("documents:outgoing") + "?muc=issued"
    papers = [ladder.issued() for _ in range(3)]
    clerk.get(address)
    with CaptureQueriesContext(connection) as before:
        clerk.get(address)
        count = len(before)
    for paper in papers:
        clerk.post(url("relate", paper), {"kind": "-amends", "outside": "a"})
    clerk.get(address)
    with django_assert_num_queries(count):
        assert clerk.get(address).content.decode().count("Đã sửa đổi") == 3
