"""Books, numbers and statutory registers over the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok

pytestmark = pytest.mark.django_db
FIELDS = {"subject": "Lập dự toán năm 2027", "issuer": "Bộ Tài chính", "code": "7/BTC-NSNN"}


@pytest.fixture
def clerk(province) -> Caller:
    return Caller(province, "vanthu.tinhuy", base="/registers")


def books(clerk: Caller, flow: str) -> list[dict[str, Any]]:
    return [row for row in ok(clerk.get("/books")) if row["flow"] == flow]


def holding(clerk: Caller, **more: Any) -> dict[str, Any]:
    until = (timezone.now() + timedelta(days=1)).isoformat()
    return {"holder": ok(clerk.get("/holders"))[0]["id"], "reason": "Ký ngoài trụ sở", "expires_at": until} | more


def test_numbers_are_reserved_once_and_given_up(clerk):
    book = books(clerk, "outgoing")[0]
    first = ok(clerk.post(f"/books/{book['id']}/reserve", holding(clerk), key="g"), 201)
    again = ok(clerk.post(f"/books/{book['id']}/reserve", holding(clerk, expires_at=first["expires_at"])), 201)
    assert (first["state"], again["number"]) == ("reserved", first["number"] + 1)
    page = ok(clerk.get(f"/books/{book['id']}"))
    assert [row["id"] for row in page["reserved"]] == [first["id"], again["id"]] or len(page["reserved"]) == 2
    assert page["periods"][0]["reserved_count"] == 2
    assert_problem(clerk.post(f"/entries/{first['id']}/void", {"reason": " "}), 422, field="reason")
    assert ok(clerk.post(f"/entries/{first['id']}/void", {"reason": "Không ban hành"}))["state"] == "void"
    assert_problem(clerk.post(f"/books/{book['id']}/reserve", holding(clerk, holder=1)), 422, field="holder")
    assert_problem(clerk.post(f"/books/{book['id']}/reserve", holding(clerk, expires_at="2026-01-01T00:00:00")), 422)


def test_rules_of_numbers_hold_here_too(clerk):
    incoming, term = books(clerk, "incoming")[0], books(clerk, "outgoing")[0]
    assert_problem(clerk.post(f"/books/{incoming['id']}/reserve", holding(clerk)), 403)
    assert ok(clerk.post(f"/books/{term['id']}/elsewhere", {"slip": "07/PLS"}), 201)["state"] == "elsewhere"
    assert_problem(clerk.post(f"/books/{term['id']}/elsewhere", {"slip": "gửi Bộ Công an"}), 422, field="slip")
    body = holding(clerk, number=1, suffix="a")
    assert clerk.post(f"/books/{incoming['id']}/insert", body).status_code == 403


def test_a_statutory_register_on_screen_and_as_files(clerk, province):
    papers = Caller(province, "vanthu.tinhuy", base="/documents")
    made = [ok(papers.form(**{**FIELDS, "code": f"{number}/BTC"}), 201) for number in range(3)]
    period = books(clerk, "incoming")[0]["period"]["id"]
    sheet = ok(clerk.get(f"/periods/{period}/den"))
    assert (sheet["count"], sheet["next"]) == (3, None)
    assert len(sheet["headings"]) == len(sheet["results"][0]["cells"])
    assert [row["document"] for row in sheet["results"]] == [row["id"] for row in made]
    assert ok(clerk.get(f"/periods/{period}/giai-quyet"))["title"] != sheet["title"]
    assert_problem(clerk.get(f"/periods/{period}/di"), 404)
    assert_problem(clerk.get(f"/periods/{period}/khac"), 422)
    assert ok(clerk.get(f"/periods/{period}/den", starts_on="2020-01-01", ends_on="2020-12-31"))["results"] == []
    assert_problem(clerk.get(f"/periods/{period}/den", starts_on="2021-01-01", ends_on="2020-12-31"), 422)
    assert clerk.get(f"/periods/{period}/den/file").content.startswith(b"PK")
    printed = clerk.get(f"/periods/{period}/den/file", format="pdf")
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    assert_problem(clerk.get(f"/periods/{period}/den/file", format="pdf", volume=2), 404)


def test_a_book_is_closed_by_who_saw_its_last_number(clerk, province):
    ok(Caller(province, "vanthu.tinhuy", base="/documents").form(**FIELDS), 201)
    period = books(clerk, "incoming")[0]["period"]["id"]
    names = ("vanthu.tinhuy", "chanhvp.tinhuy", "lanhdao.tinhuy")
    closers = [Caller(province, name, base="/registers") for name in names]
    closer = next(row for row in closers if row.post(f"/periods/{period}/close", {"last_number": 0}).status_code == 409)
    assert ok(closer.post(f"/periods/{period}/close", {"last_number": 1}))["closed_at"] is not None
    assert ok(closer.post(f"/periods/{period}/close", {"last_number": 1}))["last_number"] == 1
    refused = Caller(province, "vanthu.tinhuy", base="/documents").form(**FIELDS, accepts_duplicate=True)
    assert "khoá" in assert_problem(refused, 422)["detail"]


def test_books_are_not_there_for_others(province, clerk):
    drafter = Caller(province, "chuyenvien.tinhuy", base="/registers")
    assert_problem(drafter.get("/books"), 404)
    assert_problem(drafter.get(f"/books/{books(clerk, 'outgoing')[0]['id']}"), 404)
