"""The desk over the API says what the pages say."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.tests import files

pytestmark = pytest.mark.django_db


def test_what_waits_for_each(province):
    clerk, leader, head = (Caller(province, f"{seat}.tinhuy") for seat in ("vanthu", "lanhdao", "truongphong"))
    posts = ok(clerk.get("/documents/submit-choices"))
    post = next(row["id"] for row in posts if "Thường trực" in row["label"])
    ok(clerk.form("/documents/uploads", file=SimpleUploadedFile("cho.pdf", files.pdf(4))), 201)
    file = SimpleUploadedFile("den.pdf", files.pdf(3))
    paper = ok(clerk.form("/documents", file=file, submit_to_post=post), 201)["id"]
    desk = ok(clerk.get("/home/clerical"))
    assert (desk["upload_count"], desk["arrived_count"]) == (1, 0)
    assert_problem(leader.get("/home/clerical"), 404)
    waiting = ok(leader.get("/home/decisions"))
    assert [(row["kind"], row["object"], row["id"]) for row in waiting["results"]] == [("but-phe", "document", paper)]
    assert waiting["counts"] == {"but-phe": 1}
    assert ok(leader.get("/home/decisions", kind="ky"))["results"] == []
    assert_problem(leader.get("/home/decisions", kind="khac"), 422)
    unit = next(row["id"] for row in ok(leader.get("/tasks/assignees")) if row["label"].endswith("Phòng Tổng hợp"))
    words = {"document": paper, "text": "Giao tham mưu.", "lead": unit, "due": "5 ngày"}
    task = ok(leader.post("/tasks/directions", words), 201)["tasks"][0]
    work = ok(head.get("/home/work"))
    assert work["counts"]["open"] == 1
    assert [line["id"] for group in work["groups"] for line in group["tasks"]] == [task]
    assert [row["id"] for row in ok(leader.get("/home/work"))["owed"]] == [task]
    counts = {row["key"]: row["count"] for row in ok(head.get("/home/counts"))}
    assert counts["tasks"] == 1
