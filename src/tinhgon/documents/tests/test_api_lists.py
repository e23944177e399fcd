"""The lists of the pages, what surrounds one paper, and what the forms offer, over the API."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.tests import files

pytestmark = pytest.mark.django_db


def upload_of(content: bytes, name: str = "den.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def call(province):
    return lambda username: Caller(province, f"{username}.tinhuy", base="/documents")


@pytest.fixture
def incoming(call) -> dict[str, Any]:
    return ok(call("vanthu").form(file=upload_of(files.pdf(3))), 201)


@pytest.fixture
def draft(call) -> dict[str, Any]:
    return ok(call("chuyenvien").post("/drafts", {"subject": "báo cáo quý", "type_code": "BC", "text": "Một."}), 201)


def test_the_incoming_list_with_its_facets(call, incoming):
    clerk = call("vanthu")
    page = ok(clerk.get("/incoming", tab="mine"))
    assert [row["document"]["id"] for row in page["results"]] == [incoming["id"]]
    assert (page["results"][0]["stage"], page["total"]) == ("unsubmitted", 1)
    assert "stage" in {facet["name"] for facet in page["facets"]}
    assert ok(clerk.get("/incoming", stage="closed"))["results"] == []
    assert ok(clerk.get(f"/incoming/{incoming['id']}"))["stage_label"] == "Chờ trình"
    assert clerk.get("/incoming/xlsx").content.startswith(b"PK")
    assert_problem(clerk.get("/incoming", tab="khac"), 422)


def test_many_papers_are_submitted_at_once(call, incoming):
    clerk = call("vanthu")
    post = ok(clerk.get("/submit-choices"))[-1]["id"]
    other = ok(clerk.form(subject="Mời họp", issuer="Sở Nội vụ", code="1/SNV"), 201)["id"]
    body = {"papers": [incoming["id"], other], "post": post}
    assert ok(clerk.post("/present", body)) == {"submitted": 2}
    assert ok(clerk.post("/present", body)) == {"submitted": 0}
    assert_problem(clerk.post("/present", {**body, "papers": []}), 422)
    assert_problem(clerk.post("/present", {**body, "papers": ["01900000-0000-7000-8000-000000000000"]}), 404)


def test_views_are_saved_and_thrown_away_by_their_owner(call):
    clerk = call("vanthu")
    view = ok(clerk.post("/saved-views", {"name": "Khẩn", "query": "?urgency=khan&truoc=9"}), 201)
    assert view["query"] == "urgency=khan"
    assert ok(clerk.post("/saved-views", {"name": "Khẩn", "query": "due=over"}), 201)["id"] == view["id"]
    assert_problem(clerk.post("/saved-views", {"name": " ", "query": ""}), 422, field="name")
    assert_problem(call("chanhvp").delete(f"/saved-views/{view['id']}"), 404)
    ok(clerk.delete(f"/saved-views/{view['id']}"), 204)
    assert ok(clerk.get("/saved-views")) == []


def test_outgoing_and_approvals(call, draft):
    drafter, head = call("chuyenvien"), call("truongphong")
    page = ok(drafter.get("/outgoing"))
    assert [row["id"] for row in page["results"]] == [draft["id"]]
    assert {tab["key"]: tab["count"] for tab in page["tabs"]}["drafts"] == 1
    assert ok(head.get("/approvals")) == []
    ok(drafter.post(f"/{draft['id']}/submit"))
    (row,) = ok(head.get("/approvals"))
    assert (row["document"]["id"], row["round"]) == (draft["id"], 1)


def test_search_shows_where_it_met(call, incoming):
    word = incoming["subject"].split()[0]
    found = ok(call("vanthu").get("/search", q=word))
    assert [row["document"]["id"] for row in found["results"]] == [incoming["id"]]
    assert any(piece["is_met"] for piece in found["results"][0]["subject"])
    assert "flow" in {facet["name"] for facet in found["facets"]}
    assert ok(call("vanthu").get("/search", q=word, year="1999"))["results"] == []
    assert ok(call("vanthu").get("/search", q=word, year="9" * 30))["total"] == 1
    assert_problem(call("vanthu").get("/search"), 422)


def test_the_way_of_a_paper_and_what_one_may_do(call, incoming, draft):
    way = ok(call("vanthu").get(f"/{incoming['id']}/handling"))
    assert way["is_intact"] is True
    assert "correct" in {act["key"] for act in way["acts"]}
    ahead = ok(call("chuyenvien").get(f"/{draft['id']}/handling"))
    assert [step["title"] for step in ahead["route"]]
    assert {act["key"]: act["is_allowed"] for act in ahead["acts"]}["submit"] is True
    ok(call("chanhvp").post(f"/{incoming['id']}/opened"), 204)
    verbs = [row["verb"] for row in ok(call("vanthu").get(f"/{incoming['id']}/history"))]
    assert verbs.count("documents.open") == 1


def test_a_correction_of_what_was_read_overwrites_nothing(call, incoming):
    clerk, path = call("vanthu"), f"/documents/{incoming['id']}"
    read = clerk.client.get(f"/api/v1{path}")["ETag"]

    def correct(subject: str, etag: str) -> Any:
        body = {"reason": "gõ sai", "subject": subject}
        headers = {"If-Match": etag}
        return clerk.client.post(f"/api/v1{path}/correct", body, "application/json", headers=headers)

    assert ok(correct("Một", read))["subject"] == "Một"
    assert_problem(correct("Hai", read), 412, code="precondition")
    assert ok(correct("Ba", clerk.client.get(f"/api/v1{path}")["ETag"]))["subject"] == "Ba"
    assert ok(correct("Bốn", "*"))["subject"] == "Bốn"


def test_two_drafts_are_compared(call, draft):
    drafter, path = call("chuyenvien"), f"/{draft['id']}"
    ok(drafter.form(f"{path}/versions", file=upload_of(files.docx(6), "lan-2.docx")), 201)
    found = ok(drafter.get(f"{path}/versions/1/compare/2"))
    assert found["change_count"] > 0
    assert {piece["kind"] for piece in found["pieces"]} >= {"del", "ins"}
    assert_problem(drafter.get(f"{path}/versions/1/compare/9"), 404)
    assert ok(drafter.get(f"{path}/proposed"))["issue_effect"].startswith("Chưa có nơi nhận")


def test_a_draft_from_a_file_answers_a_paper(call, incoming):
    form = {"subject": "trả lời", "type_code": "CV", "file": upload_of(files.docx(6), "tra-loi.docx")}
    made = ok(call("chanhvp").form("/drafts/file", **form, reply_to=incoming["id"]), 201)
    assert (made["state"], made["type_code"]) == ("draft", "CV")
    related = ok(call("chanhvp").get(f"/{incoming['id']}/handling"))["related"]
    assert [row["document"]["id"] for row in related] == [made["id"]]
    inner = ok(call("chuyenvien").post("/drafts", {"subject": "a", "type_code": "BC", "is_internal": True}), 201)
    assert inner["flow"] == "internal"


def test_a_scan_is_signed_for_only_by_who_declares_it(call, draft):
    path = f"/{draft['id']}"
    ok(call("chuyenvien").post(f"{path}/submit"))
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        ok(call(seat).post(f"{path}/approve"))
    form = {"signed_on": "2026-01-05", "signer_name": "A", "signer_title": "B"}
    clerk = call("vanthu")
    silent = assert_problem(clerk.form(f"{path}/sign", file=upload_of(files.scan()), **form), 422)
    assert silent["errors"][0]["field"] == "is_declared_not_secret"
    said_no = clerk.form(f"{path}/sign", file=upload_of(files.scan()), **form, is_declared_not_secret=False)
    assert_problem(said_no, 422, code="undeclared", field="is_declared_not_secret")
    assert ok(clerk.get(path))["state"] == "approved"


@pytest.mark.parametrize(
    "path", ["/types", "/kinds", "/bodies", "/submit-choices", "/opinion-choices", "/incoming-books", "/fields"]
)
def test_what_the_forms_offer(call, path):
    assert isinstance(ok(call("vanthu").get(path)), list)


def test_what_was_offered_is_taken(call, incoming):
    kind = next(row for row in ok(call("chuyenvien").get("/kinds")) if row["type_code"] == "BC")
    given = {name: kind[name] for name in ("body_id", "type_code", "type_name")}
    assert ok(call("chuyenvien").post("/drafts", {"subject": "a", **given}), 201)["type_code"] == "BC"
    assert incoming["issuer"] in ok(call("vanthu").get("/issuers"))
    (book,) = ok(call("vanthu").get("/incoming-books"))
    assert book["expected_number"] == 2
