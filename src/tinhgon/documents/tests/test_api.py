"""The API: every address once as the right person and once as a stranger; tokens, problems, paging, retries."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tinhgon.core.accounts import actions as accounts
from tinhgon.core.accounts.models import User
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.models import Document, Upload
from tinhgon.documents.tests import files

pytestmark = pytest.mark.django_db
FIELDS = {"subject": "Lập dự toán năm 2027", "issuer": "Bộ Tài chính", "code": "7/BTC-NSNN"}
STRANGER = "vanthu.sonoivu"
BASE = "/api/v1/documents"


@pytest.fixture
def call(province):
    made: dict[str, Caller] = {}

    def caller(username: str, *scopes: str) -> Caller:
        if scopes or username not in made:
            made[username] = Caller(province, username, scopes or ("read", "write"), base="/documents")
        return made[username]

    return caller


def upload_of(content: bytes, name: str = "den.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def incoming(call) -> dict:
    """A registered paper with a file."""
    leader = ok(call("vanthu.tinhuy").get("/submit-choices"))[-1]["id"]
    return ok(call("vanthu.tinhuy").form(file=upload_of(files.pdf(3)), submit_to_post=leader), 201)


@pytest.fixture
def draft(call) -> dict:
    return ok(call("chuyenvien.tinhuy").post("/drafts", {"subject": "báo cáo quý", "type_code": "BC"}), 201)


@pytest.fixture
def issued(call, draft, province) -> dict:
    """A paper sent from the Party committee to the people's committee, step by step."""
    clerk = call("vanthu.tinhuy")
    path = f"/{draft['id']}"
    ok(call("chuyenvien.tinhuy").post(f"{path}/submit"))
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        ok(call(f"{seat}.tinhuy").post(f"{path}/approve", {"opinion": "Đồng ý"}))
    signed_on = timezone.localdate().isoformat()
    ok(
        clerk.form(
            f"{path}/sign",
            file=upload_of(files.scan()),
            signed_on=signed_on,
            signer_name="A",
            signer_title="Phó",
            is_declared_not_secret=True,
        )
    )
    ok(clerk.post(f"{path}/number", {}))
    body = next(row["id"] for row in ok(clerk.get("/bodies", q="ỦY BAN NHÂN DÂN TỈNH")))
    ok(clerk.post(f"{path}/recipients", {"lines": [{"role": "act", "body_id": body}]}))
    return ok(clerk.post(f"{path}/issue"))


def test_registering_reads_the_file(incoming):
    paper = files.paper(3)
    assert (incoming["code"], incoming["register_number"], incoming["state"]) == (paper.code, 1, "registered")
    assert incoming["issued_on"] == paper.dated.isoformat()
    assert incoming["type_code"] == paper.doc_type


def test_what_is_given_wins_over_what_was_read(call):
    made = ok(call("vanthu.tinhuy").form(file=upload_of(files.pdf(3)), subject="Trích yếu do văn thư ghi"), 201)
    assert (made["subject"], made["code"]) == ("Trích yếu do văn thư ghi", files.paper(3).code)


def test_registering_a_file_that_waits(call):
    clerk = call("vanthu.tinhuy")
    waiting = ok(clerk.form("/uploads", file=upload_of(files.pdf(4))), 201)
    assert waiting["reading"]["code"]["value"] == files.paper(4).code
    assert [row["id"] for row in ok(clerk.get("/uploads"))] == [waiting["id"]]
    made = ok(clerk.form(upload_id=waiting["id"]), 201)
    assert made["code"] == files.paper(4).code
    assert ok(clerk.get("/uploads")) == []
    assert_problem(clerk.form(upload_id=waiting["id"], accepts_duplicate=True), 409, code="already_registered")


def test_waiting_files_are_given_up_or_declared_secret(call):
    clerk, stranger = call("vanthu.tinhuy"), call(STRANGER)
    first = ok(clerk.form("/uploads", file=upload_of(files.pdf(4))), 201)["id"]
    second = ok(clerk.form("/uploads", file=upload_of(files.scan())), 201)["id"]
    assert ok(stranger.get("/uploads")) == []
    assert_problem(stranger.client.delete(f"{BASE}/uploads/{first}"), 404)
    assert_problem(stranger.post(f"/uploads/{second}/secret"), 404)
    assert clerk.client.delete(f"{BASE}/uploads/{first}").status_code == 204
    assert clerk.post(f"/uploads/{second}/secret").status_code == 204
    assert ok(clerk.get("/uploads")) == []


def test_a_secret_paper_is_refused_at_the_door(call):
    response = call("vanthu.tinhuy").form(file=upload_of(files.pdf(5, "mat")))
    assert "MẬT" in assert_problem(response, 422, code="secret", field="file")["detail"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("kind", files.BAD)
def test_bad_files_are_problems_and_leave_nothing(call, kind):
    name, content = files.BAD[kind]
    assert_problem(call("vanthu.tinhuy").form(file=upload_of(content(), name), **FIELDS), 422)
    assert not Document.objects.exists()
    assert not Upload.objects.exists()


def test_a_retried_request_is_the_same_act(call):
    clerk = call("vanthu.tinhuy")
    first = ok(clerk.form(key="k-1", file=upload_of(files.pdf(3))), 201)
    again = ok(clerk.form(key="k-1", file=upload_of(files.pdf(3))), 201)
    assert (again["id"], again["register_number"]) == (first["id"], first["register_number"])
    assert ok(clerk.get("/uploads")) == [], "the retry left a file waiting"
    drafter = call("chuyenvien.tinhuy")
    drafts = [ok(drafter.post("/drafts", {"subject": "a", "type_code": "BC"}, key="k-2"), 201) for _ in range(2)]
    assert drafts[0]["id"] == drafts[1]["id"]
    assert Document.objects.count() == 2
    assert_problem(clerk.form(key="x" * 65, **FIELDS), 422, field="Idempotency-Key")


def test_a_duplicate_is_told_and_leaves_no_file_waiting(call, incoming):
    clerk = call("vanthu.tinhuy")
    assert_problem(clerk.form(file=upload_of(files.pdf(3))), 409, code="duplicate")
    assert ok(clerk.get("/uploads")) == []
    assert ok(clerk.form(file=upload_of(files.pdf(3)), accepts_duplicate=True), 201)["register_number"] == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"issued_on": "2199-01-01"}, "issued_on"),
        ({"urgency": "rất gấp"}, "urgency"),
        ({"issued_on": "2026-01-09", "reply_due_at": "2026-01-01T08:00:00+07:00"}, "reply_due_at"),
        ({"submit_to_post": 999999}, "submit_to_post"),
    ],
)
def test_impossible_values_name_their_field(call, given, field):
    assert_problem(call("vanthu.tinhuy").form(**{**FIELDS, **given}), 422, field=field)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"issued_on": "31/02/2026"},
        {"page_count": "hai"},
        {"upload_id": "x"},
        # Moments say their zone.
        {"reply_due_at": "2026-02-01T08:00:00"},
        {"arrived_at": "2026-01-09T08:00:00"},
        {"meeting_starts_at": "2026-02-01T08:00:00"},
        {"meeting_starts_at": "2026-02-01T08:00:00+07:00", "meeting_ends_at": "2026-02-01T09:00:00"},
    ],
)
def test_malformed_values_are_listed(call, given):
    assert assert_problem(call("vanthu.tinhuy").form(**{**FIELDS, **given}), 422)["errors"]


def test_paging_by_key_loses_and_doubles_nothing(call):
    clerk = call("vanthu.tinhuy")
    for number in range(7):
        ok(clerk.form(**{**FIELDS, "code": f"{number}/BTC"}), 201)
    seen, cursor = [], ""
    while True:
        page = ok(clerk.get(limit=3, cursor=cursor))
        seen += [row["register_number"] for row in page["results"]]
        if not page["next"]:
            break
        cursor = page["next"]
        ok(clerk.form(**{**FIELDS, "code": f"{len(seen)}/MOI"}), 201)  # what comes meanwhile does not shift the rest
    assert seen == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 201}, {"cursor": "khong-phai"}, {"flow": "len"}, {"state": "moi"}, {"state": "a\x00"}],
)
def test_bad_queries_are_problems(call, query):
    assert_problem(call("vanthu.tinhuy").get(**query), 422)


@pytest.mark.parametrize("cursor", ["OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "LTU"])
def test_a_cursor_from_elsewhere_harms_nobody(call, incoming, cursor):
    assert call("vanthu.tinhuy").get(cursor=cursor).status_code == 200


def test_search_and_filters(call, incoming, draft):
    clerk = call("lanhdao.tinhuy")
    assert [row["id"] for row in ok(clerk.get(q=incoming["code"]))["results"]] == [incoming["id"]]
    assert [row["id"] for row in ok(clerk.get(flow="incoming"))["results"]] == [incoming["id"]]
    assert [row["id"] for row in ok(clerk.get(state="draft"))["results"]] == [draft["id"]]
    assert ok(clerk.get(q="khong-co-tu-nay"))["results"] == []


READS = ("", "/history", "/versions", "/steps", "/recipients", "/comments")


def test_reads_open_for_the_right_person(call, incoming, issued):
    for document in (incoming, issued):
        for path in READS:
            ok(call("lanhdao.tinhuy").get(f"/{document['id']}{path}"))
    version = ok(call("lanhdao.tinhuy").get(f"/{incoming['id']}/versions"))[0]
    file = call("lanhdao.tinhuy").get(f"/{incoming['id']}/versions/{version['id']}/file")
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert file.content == files.pdf(3)
    assert file["Content-Disposition"].startswith("attachment")
    verbs = {row["verb"] for row in ok(call("lanhdao.tinhuy").get(f"/{issued['id']}/history"))}
    assert {"documents.number", "documents.issue"} <= verbs
    assert [row["state"] for row in ok(call("lanhdao.tinhuy").get(f"/{issued['id']}/steps"))] == ["approved"] * 3


# Every act with a body that a right person could send; the last number stands for a version or none.
ACTS = {
    "reply": {},
    "replacement": {},
    "comments": {"text": "Góp ý"},
    "abandon": {"reason": "a"},
    "submit": {},
    "approve": {},
    "send-back": {"reason": "a"},
    "pull-back": {"reason": "a"},
    "number": {},
    "recipients": {"lines": []},
    "issue": {},
    "withdraw": {"reason": "a"},
    "register-arrived": {},
    "correct": {"reason": "a", "subject": "b"},
    "refuse": {"reason": "a"},
    "close": {"reason": "a"},
    "reopen": {"reason": "a"},
    "versions/{version}/check": {"result": "passed"},
}
FORMS = {
    "versions": {},
    "sign": {"signed_on": "2026-01-05", "signer_name": "A", "signer_title": "B", "is_declared_not_secret": True},
}


def test_a_stranger_gets_404_for_everything(call, incoming, issued):
    stranger = call(STRANGER)
    assert ok(stranger.get()) == {"results": [], "next": None}
    assert ok(stranger.get(q=incoming["code"])) == {"results": [], "next": None}
    for document in (incoming, issued):
        version = Document.objects.get(public_id=document["id"]).versions.first().pk
        for path in (*READS, f"/versions/{version}/file"):
            assert_problem(stranger.get(f"/{document['id']}{path}"), 404)
        for path, body in ACTS.items():
            assert_problem(stranger.post(f"/{document['id']}/{path.format(version=version)}", body), 404)
        for path, data in FORMS.items():
            assert_problem(stranger.form(f"/{document['id']}/{path}", file=upload_of(files.pdf(9)), **data), 404)


def test_who_may_see_but_not_act_gets_403(call, incoming, draft):
    leader = call("lanhdao.tinhuy")
    assert_problem(leader.form(**FIELDS), 403, code="forbidden")
    assert_problem(leader.form("/uploads", file=upload_of(files.pdf(4))), 403, code="forbidden")
    assert_problem(leader.post(f"/{incoming['id']}/correct", {"reason": "a", "subject": "b"}), 403, code="forbidden")
    assert_problem(leader.post(f"/{draft['id']}/submit"), 403, code="forbidden")
    assert_problem(leader.post(f"/{draft['id']}/approve"), 404)
    assert_problem(call("antoan.tinhuy").post("/drafts", {"subject": "a", "type_code": "BC"}), 403, code="forbidden")


def test_the_way_of_a_draft(call, draft):
    drafter, head = call("chuyenvien.tinhuy"), call("truongphong.tinhuy")
    path = f"/{draft['id']}"
    added = ok(drafter.form(f"{path}/versions", file=upload_of(files.docx(6), "lan-2.docx"), note="sửa"), 201)
    assert (added["ordinal"], added["note"]) == (2, "sửa")
    assert drafter.post(f"{path}/versions/{added['id']}/check", {"result": "passed"}).status_code == 204
    assert_problem(drafter.post(f"{path}/versions/{added['id']}/check", {"result": "tốt"}), 422)
    assert ok(drafter.post(f"{path}/comments", {"text": "Xem giúp"}), 201)["text"] == "Xem giúp"
    assert ok(drafter.post(f"{path}/submit"))["state"] == "submitted"
    assert ok(drafter.post(f"{path}/pull-back", {"reason": "thiếu phụ lục"}))["state"] == "draft"
    ok(drafter.post(f"{path}/submit"))
    assert_problem(head.post(f"{path}/send-back", {"reason": " "}), 422, field="reason")
    assert ok(head.post(f"{path}/send-back", {"reason": "sửa mục 2"}))["state"] == "draft"
    assert ok(drafter.post(f"{path}/abandon", {"reason": "không cần nữa"}))["state"] == "abandoned"


def test_the_way_of_an_issued_paper(call, issued):
    assert (issued["state"], issued["register_number"]) == ("issued", 1)
    assert issued["code"] == "01-BC/TU"
    receiver = call("vanthu.ubnd")
    (arrived,) = ok(receiver.get(state="arrived"))["results"]
    assert ok(receiver.post(f"/{arrived['id']}/register-arrived"))["state"] == "registered"
    replacement = ok(call("chuyenvien.tinhuy").post(f"/{issued['id']}/replacement", key="r"), 201)
    assert replacement["state"] == "draft"
    assert (
        ok(call("vanthu.tinhuy").post(f"/{issued['id']}/withdraw", {"reason": "sai số liệu"}))["state"] == "withdrawn"
    )
    assert ok(receiver.get(f"/{arrived['id']}"))["state"] == "recalled"


def test_a_recalled_paper_is_not_opened_any_more(call, issued):
    receiver = call("vanthu.ubnd")
    (arrived,) = ok(receiver.get(state="arrived"))["results"]
    version = ok(receiver.get(f"/{arrived['id']}/versions"))[0]["id"]
    assert receiver.get(f"/{arrived['id']}/versions/{version}/file").status_code == 200
    ok(call("vanthu.tinhuy").post(f"/{issued['id']}/withdraw", {"reason": "sai số liệu"}))
    assert ok(receiver.get(f"/{arrived['id']}/versions")) == []
    assert_problem(receiver.get(f"/{arrived['id']}/versions/{version}/file"), 404)


def test_the_way_of_an_incoming_paper(call, incoming, issued):
    clerk, leader = call("vanthu.tinhuy"), call("lanhdao.tinhuy")
    path = f"/{incoming['id']}"
    corrected = ok(clerk.post(f"{path}/correct", {"reason": "gõ sai", "subject": "Trích yếu đúng"}))
    assert (corrected["subject"], corrected["code"]) == ("Trích yếu đúng", incoming["code"])
    reply = ok(call("chanhvp.tinhuy").post(f"{path}/reply", {"subject": "trả lời", "text": "Xin trả lời."}), 201)
    assert (reply["flow"], reply["state"]) == ("outgoing", "draft")
    assert ok(leader.post(f"{path}/close", {"reason": "để biết"}))["state"] == "closed"
    assert_problem(leader.post(f"{path}/close", {"reason": "để biết"}), 403)
    assert ok(leader.post(f"{path}/reopen", {"reason": "có thông tin mới"}))["state"] == "directed"
    (arrived,) = ok(call("vanthu.ubnd").get(state="arrived"))["results"]
    assert ok(call("vanthu.ubnd").post(f"/{arrived['id']}/refuse", {"reason": "gửi nhầm"}))["state"] == "refused"


def test_a_second_click_over_the_api_changes_nothing(call, issued):
    clerk = call("vanthu.tinhuy")
    assert ok(clerk.post(f"/{issued['id']}/issue"))["id"] == issued["id"]
    assert ok(clerk.post(f"/{issued['id']}/number", {}))["code"] == issued["code"]
    assert len(ok(call("vanthu.ubnd").get(state="arrived"))["results"]) == 1


def test_wrong_tokens_are_401(client, call, province):
    assert_problem(client.get(BASE), 401)
    for secret in ("", "tg_khong-co", "Bearer"):
        assert_problem(client.get(BASE, headers={"Authorization": f"Bearer {secret}"}), 401)
    expired = Caller(province, "vanthu.tinhuy", base="/documents", expires_at=timezone.now() - timedelta(minutes=1))
    assert_problem(expired.get(), 401)
    revoked = Caller(province, "vanthu.tinhuy", base="/documents")
    accounts.revoke_token(revoked.token.user, revoked.token.pk, timezone.now())
    assert_problem(revoked.get(), 401)


def test_scopes_limit_a_token(call):
    reader, writer = call("vanthu.tinhuy", "read"), call("vanthu.tinhuy", "write")
    assert reader.get().status_code == 200
    assert_problem(reader.form(**FIELDS), 403)
    assert_problem(writer.get(), 403)
    assert writer.form(**FIELDS).status_code == 201


def test_the_browser_session_calls_too(province, incoming):
    clerk = province.client("vanthu.tinhuy")
    assert clerk.get(f"{BASE}/{incoming['id']}").status_code == 200
    assert clerk.get("/api/v1/me").json()["title"] == "Văn thư"
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(User.objects.get(username="vanthu.tinhuy"), "django.contrib.auth.backends.ModelBackend")
    assert forged.post(BASE, FIELDS).status_code == 403


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/drafts", {"subject": "a" * 1001, "type_code": "BC"}),
        ("/drafts", {"subject": "\x00", "type_code": "BC\x00"}),
        ("/drafts", {"subject": "a", "type_code": "BC", "body_id": 2**40}),
        ("/drafts", {"subject": "a", "type_code": "KHÔNG-CÓ"}),
        ("/drafts", {"subject": "a", "type_code": "BC", "urgency": "gấp"}),
        ("/drafts", {"subject": "a", "type_code": "BC", "body_id": 2**70}),
        ("/{draft}/recipients", {"lines": [{"body_id": 2**70}]}),
        ("/{draft}/recipients", {"lines": [{"name": "A", "copies": 0}]}),
        ("/{draft}/recipients", {"lines": [{"name": "A", "role": "ai"}]}),
        ("/{draft}/submit", {"opinions_from": [2**70]}),
        ("/{draft}/comments", {"text": " "}),
    ],
)
def test_wild_values_are_problems_and_never_errors(call, draft, path, body):
    assert_problem(call("chuyenvien.tinhuy").post(path.format(draft=draft["id"]), body), 422)


def test_what_does_not_fit_the_database_is_a_problem(call, incoming):
    too_long = call("lanhdao.tinhuy").post(f"/{incoming['id']}/close", {"reason": "a" * 301})
    assert_problem(too_long, 422, field="reason")
    assert_problem(call("vanthu.tinhuy").client.post(BASE + "/drafts", "{", "application/json"), 400)


def test_unknown_papers_are_404(call):
    nowhere = "/01900000-0000-7000-8000-000000000000"
    assert_problem(call("vanthu.tinhuy").get(nowhere), 404)
