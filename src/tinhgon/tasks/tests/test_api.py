"""Directions and tasks over the API: every address once as the right person and once as a stranger."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.tests import files

pytestmark = pytest.mark.django_db
STRANGER = "truongphong.sonoivu"
NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def call(province):
    made: dict[str, Caller] = {}
    return lambda username: made.setdefault(username, Caller(province, username))


def named(call, caller: str, words: str) -> int:
    return next(row["id"] for row in ok(call(caller).get("/tasks/assignees")) if row["label"].endswith(words))


@pytest.fixture
def incoming(call) -> str:
    clerk = call("vanthu.tinhuy")
    chief = ok(clerk.get("/documents/submit-choices"))[0]["id"]
    file = SimpleUploadedFile("den.pdf", files.pdf(3))
    return ok(clerk.form("/documents", file=file, submit_to_post=chief), 201)["id"]


def words_on(incoming: str, lead: int) -> dict:
    due = f"{timezone.localdate() + timedelta(days=5)}T17:00:00+07:00"
    return {"document": incoming, "text": "Giao tham mưu.", "lead": lead, "due": due}


@pytest.fixture
def directed(call, incoming) -> dict:
    lead = named(call, "lanhdao.tinhuy", "Phòng Tổng hợp")
    return ok(call("lanhdao.tinhuy").post("/tasks/directions", words_on(incoming, lead), key="b-1"), 201)


@pytest.fixture
def task(directed) -> str:
    return f"/tasks/{directed['tasks'][0]}"


def proof() -> dict:
    return {"file": SimpleUploadedFile("ket-qua.pdf", files.pdf(8)), "text": "Đã xong"}


def test_a_direction_makes_a_task_once(call, incoming, directed):
    lead = named(call, "lanhdao.tinhuy", "Phòng Tổng hợp")
    again = ok(call("lanhdao.tinhuy").post("/tasks/directions", words_on(incoming, lead), key="b-1"), 201)
    assert again == directed
    assert ok(call("lanhdao.tinhuy").get(f"/documents/{incoming}"))["state"] == "directed"
    assert_problem(call("chuyenvien.tinhuy").post("/tasks/directions", words_on(incoming, lead)), 404)
    assert_problem(call("vanthu.tinhuy").post("/tasks/directions", words_on(incoming, lead)), 403)


def test_a_second_direction_replaces_the_first_knowingly(call, incoming, directed):
    other = words_on(incoming, named(call, "lanhdao.tinhuy", "Ban Tổ chức Tỉnh ủy"))
    assert_problem(call("bithu.tinhuy").post("/tasks/directions", other), 409)
    replaced = ok(call("bithu.tinhuy").post("/tasks/directions", {**other, "supersedes": directed["id"]}), 201)
    assert replaced["id"] != directed["id"]


def test_a_proposal_is_accepted_with_one_tap(call, incoming):
    chief, leader = call("chanhvp.tinhuy"), call("lanhdao.tinhuy")
    to_leader = named(call, "lanhdao.tinhuy", "Phó Bí thư Thường trực")
    words = words_on(incoming, named(call, "chanhvp.tinhuy", "Phòng Tổng hợp"))
    proposal = ok(chief.post("/tasks/proposals", {**words, "to_leader": to_leader}), 201)
    assert_problem(call(STRANGER).post(f"/tasks/proposals/{proposal['id']}/accept"), 404)
    accepted = ok(leader.post(f"/tasks/proposals/{proposal['id']}/accept"), 201)
    assert len(accepted["tasks"]) == 1
    assert ok(leader.post(f"/tasks/proposals/{proposal['id']}/accept"), 201)["id"] == accepted["id"]


def test_work_done_and_recognised(call, task):
    head, specialist, leader = (call(f"{seat}.tinhuy") for seat in ("truongphong", "chuyenvien", "lanhdao"))
    assert_problem(specialist.get(task), 404)
    assert ok(leader.post(f"{task}/clarify", {"product": "Báo cáo"}))["product"] == "Báo cáo"
    lead = next(row["id"] for row in ok(head.get("/tasks/assignees")) if "Chuyên viên" in row["label"])
    passed = ok(head.post(f"{task}/pass-on", {"lead": lead}), 201)
    assert passed["lead"] == "Chuyên viên"
    mine = [seat for seat in ("chuyenvien", "chuyenvien2") if ok(call(f"{seat}.tinhuy").get("/tasks"))["results"]]
    specialist = call(f"{mine[0]}.tinhuy")
    assert ok(specialist.post(f"{task}/accept"))["state"] == "accepted"
    assert ok(specialist.form(f"{task}/progress", percent=40, text="Đã có dự thảo"), 201)["progress"] == 40
    assert_problem(specialist.form(f"{task}/progress", percent=140, text="a"), 422)
    assert_problem(specialist.form(f"{task}/done", text="Xong"), 422)
    assert ok(specialist.form(f"{task}/done", **proof()))["state"] == "reported"
    assert ok(leader.post(f"{task}/send-back", {"reason": "thiếu phụ lục"}))["state"] == "accepted"
    assert ok(specialist.form(f"{task}/done", **proof()))["state"] == "reported"
    assert_problem(specialist.post(f"{task}/recognise"), 403)
    assert ok(leader.post(f"{task}/recognise"))["state"] == "completed"
    assert ok(leader.post(f"{task}/recognise"))["state"] == "completed"
    assert len(ok(leader.get(f"{task}/reports"))) == 3
    assert "tasks.recognise" in {row["verb"] for row in ok(leader.get(f"{task}/history"))}


def test_more_time_is_asked_for_and_the_first_deadline_stays(call, task):
    head, leader = call("truongphong.tinhuy"), call("lanhdao.tinhuy")
    ok(head.post(f"{task}/accept"))
    until = (timezone.now() + timedelta(days=9)).isoformat()
    assert ok(head.post(f"{task}/extension", {"until": until, "reason": "chờ số liệu"}), 201)["state"] == "asked"
    assert ok(leader.post(f"{task}/extension/decide", {"is_granted": True}))["state"] == "granted"
    found = ok(leader.get(task))
    assert found["due_at"] > found["first_due_at"]


def test_a_returned_task_is_given_to_another(call, task):
    head, leader = call("truongphong.tinhuy"), call("lanhdao.tinhuy")
    assert ok(head.post(f"{task}/return", {"reason": "không đúng chức năng"}))["state"] == "returned"
    other = named(call, "lanhdao.tinhuy", "Ban Tổ chức Tỉnh ủy")
    assert ok(leader.post(f"{task}/reassign", {"lead": other}))["state"] == "assigned"
    assert ok(leader.post(f"{task}/cancel", {"reason": "không cần nữa"}))["state"] == "cancelled"


def test_a_task_without_a_paper_and_the_list(call):
    leader = call("lanhdao.tinhuy")
    lead = named(call, "lanhdao.tinhuy", "Phòng Tổng hợp")
    for number in range(5):
        due = (timezone.now() + timedelta(days=number + 1)).isoformat()
        ok(leader.post("/tasks", {"title": f"Việc {number}", "lead": lead, "due": due}), 201)
    seen, cursor = [], ""
    while True:
        page = ok(leader.get("/tasks", tab="given", limit=2, cursor=cursor))
        seen += [row["title"] for row in page["results"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == [f"Việc {number}" for number in range(5)]
    assert_problem(leader.get("/tasks", tab="khac"), 422)
    assert_problem(leader.post("/tasks", {"title": " ", "lead": lead}), 422)
    assert ok(call(STRANGER).get("/tasks", tab="unit"))["results"] == []


ACTS = {
    "accept": {},
    "pass-on": {"lead": 1},
    "recognise": {},
    "clarify": {"product": "Báo cáo"},
    "send-back": {"reason": "a"},
    "return": {"reason": "a"},
    "reassign": {"lead": 1},
    "cancel": {"reason": "a"},
    "extension": {"until": "2030-01-01T00:00:00Z", "reason": "a"},
    "extension/decide": {"is_granted": True},
}
FORMS = {"progress": {"percent": 1, "text": "a"}, "done": {"text": "a"}}
READS = ("", "/reports", "/history")


def test_a_stranger_gets_404_for_everything(call, incoming, task):
    stranger = call(STRANGER)
    for path in READS:
        assert_problem(stranger.get(task + path), 404)
    for path, body in ACTS.items():
        assert_problem(stranger.post(f"{task}/{path}", body), 404)
    for path, data in FORMS.items():
        assert_problem(stranger.form(f"{task}/{path}", **data), 404)
    words = words_on(incoming, 1)
    assert_problem(stranger.post("/tasks/directions", words), 404)
    assert_problem(stranger.post("/tasks/proposals", {**words, "to_leader": 1}), 404)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("5 ngày", 17),
        ("trong ngày", 17),
        (f"15h30 25/12/{NEXT_YEAR}", 15),
        (f"{NEXT_YEAR}-12-25T09:00:00+07:00", 9),
        (f"25/12/{NEXT_YEAR}", 17),
    ],
)
def test_deadlines_are_moments_or_words(call, typed, hour):
    lead = named(call, "lanhdao.tinhuy", "Phòng Tổng hợp")
    made = ok(call("lanhdao.tinhuy").post("/tasks", {"title": "Việc", "lead": lead, "due": typed}), 201)
    due = timezone.localtime(datetime.fromisoformat(made["due_at"]))
    assert due.hour == hour


@pytest.mark.parametrize("typed", ["hôm nào rảnh", "31/2", "99999 ngày", "2026-13-45T00:00:00Z", "1/1/2020"])
def test_what_is_no_deadline_is_told(call, typed):
    lead = named(call, "lanhdao.tinhuy", "Phòng Tổng hợp")
    assert_problem(call("lanhdao.tinhuy").post("/tasks", {"title": "Việc", "lead": lead, "due": typed}), 422)


def test_what_surrounds_a_task(call, incoming, directed, task):
    head, leader = call("truongphong.tinhuy"), call("lanhdao.tinhuy")
    ok(head.post(f"{task}/accept"))
    report = ok(head.form(f"{task}/progress", percent=30, text="đang làm", file=proof()["file"]), 201)
    assert head.get(f"/tasks/reports/{report['id']}/file").content == files.pdf(8)
    way = ok(head.get(f"{task}/handling"))
    assert {act["key"]: act["is_allowed"] for act in way["acts"]}["progress"] is True
    work = ok(leader.get(f"/tasks/documents/{incoming}"))
    assert [row["direction"]["id"] for row in work["directions"]] == [directed["id"]]
    assert ok(leader.get(f"/tasks/documents/{incoming}/directing"))["current"] == directed["id"]
    assert ok(leader.get("/tasks/counts", tab="given"))["classes"]["open_in_time"] == 1
    assert ok(leader.get("/tasks/phrases"))["texts"]
    address = ok(head.post("/tasks/feed"), 201)["address"]
    assert address.endswith(".ics")


def test_words_on_paper_are_entered_with_their_picture(call, incoming):
    leader, lead = call("lanhdao.tinhuy"), named(call, "lanhdao.tinhuy", "Phòng Tổng hợp")
    form = {"document": incoming, "text": "Giao tham mưu.", "lead": lead, "due": "5 ngày"}
    undeclared = leader.form("/tasks/directions/on-paper", **form, file=SimpleUploadedFile("a.pdf", files.scan()))
    assert_problem(undeclared, 422)
    scan = SimpleUploadedFile("a.pdf", files.scan())
    made = ok(leader.form("/tasks/directions/on-paper", **form, file=scan, is_declared_not_secret=True), 201)
    assert made["is_from_paper"] is True
