"""Closing without a reply: reasons as data, who may close with which, n papers with n replies, what it counts as."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents import queries
from tinhgon.documents.actions import closing, handling, intake, relating
from tinhgon.documents.choices import HandlingClass, OutgoingState
from tinhgon.documents.models import Closing, ClosingReason, Document
from tinhgon.documents.tests import files

AT = timezone.localtime()  # types of papers have days: drafts are of today
STRANGER = "chuyenvien.ubnd"


@pytest.fixture(autouse=True)
def var(tmp_path: Any, settings: Any) -> None:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def leader(province: Any) -> Any:
    return province.actor("lanhdao.tinhuy", AT.date())


@pytest.fixture
def papers(province: Any) -> list[Document]:
    clerk, post = province.actor("vanthu.tinhuy", AT.date()), province.post("lanhdao.tinhuy").pk
    return [
        intake.register_incoming(
            clerk,
            intake.IncomingFields(subject=f"Đề nghị cung cấp số liệu {n}", issuer=f"Xã {n}", code=f"{n}/UBND"),
            AT,
            request_key=f"p{n}",
            submit_to_post=post,
        )
        for n in (1, 2, 3)
    ]


@pytest.fixture
def reply(province: Any, papers: list[Document]) -> Document:
    from tinhgon.documents.actions import drafting

    drafter = province.actor("chuyenvien.tinhuy", AT.date())
    new = drafting.NewDraft(subject="cung cấp số liệu", type_code="CV")
    made = drafting.draft(drafter, new, AT)
    handling.add_to_chain(made.agency_id, made.pk, [province.post("lanhdao.tinhuy").principal_id], AT.date())
    Document.objects.filter(pk=made.pk).update(state=OutgoingState.ISSUED, issued_at=AT)
    return made


def test_reasons_are_the_houses_until_the_agency_sets_its_own(leader: Any, province: Any, papers: Any) -> None:
    codes = [row.code for row in queries.closing_reasons(leader)]
    assert codes == ["replied", "settled", "inform", "filed", "met", "passed_on", "duplicate", "other"]
    chief = province.actor("chanhvp.tinhuy", AT.date())
    terms = closing.Terms("Để biết, lưu", ("lead", "direct", "register"), legal_basis="Quy chế làm việc số 01")
    own = closing.set_closing_reason(chief, "inform", terms, AT)
    assert (own.agency_id, own.name) == (chief.agency_id, "Để biết, lưu")
    clerk = province.actor("vanthu.tinhuy", AT.date())
    assert [row.code for row in queries.reasons_to_close(clerk, papers[0])] == ["inform", "duplicate"]
    with pytest.raises(Refused, match="“Lý do khác”: chỉ"):
        closing.close(clerk, papers[0].pk, "x", AT)
    assert closing.close(clerk, papers[0].pk, "", AT, kind="inform").closing_reason == "Để biết, lưu"
    elsewhere = queries.closing_reasons(province.actor("truongphong.sonoivu", AT.date()))
    assert next(row.name for row in elsewhere if row.code == "inform") == "Để biết"
    added = closing.set_closing_reason(chief, "", closing.Terms("Chuyển Cổng dịch vụ công", ("direct",)), AT)
    assert added.code == "chuyen-cong-dich"[:16]
    off = closing.Terms("Đã họp", ("lead",), is_off=True)
    closing.set_closing_reason(chief, "met", off, AT)
    assert "met" not in [row.code for row in queries.closing_reasons(leader)]
    with pytest.raises(Refused, match="không còn dùng"):
        closing.close(leader, papers[1].pk, "", AT, kind="met")


@pytest.mark.parametrize(
    ("who", "code", "terms", "words"),
    [
        ("lanhdao.tinhuy", "inform", closing.Terms("x", ("lead",)), "Lý do kết thúc do"),
        ("chanhvp.tinhuy", "inform", closing.Terms(" ", ("lead",)), "Ghi tên"),
        ("chanhvp.tinhuy", "inform", closing.Terms("x", ("nobody",)), "ít nhất một vai"),
        ("chanhvp.tinhuy", "other", closing.Terms("x", ("lead",), is_off=True), "luôn dùng được"),
        ("chanhvp.tinhuy", "khong-co", closing.Terms("x", ("lead",)), "Không tìm thấy"),
    ],
)
def test_bad_reasons_are_refused(who: str, code: str, terms: Any, words: str, province: Any) -> None:
    with pytest.raises(Refused, match=words):
        closing.set_closing_reason(province.actor(who, AT.date()), code, terms, AT)
    assert not ClosingReason.objects.exclude(agency=None).exists()


def test_a_reason_says_what_it_asks_and_what_it_counts_as(leader: Any, papers: list[Document]) -> None:
    first, second, third = papers
    Document.objects.filter(pk__in=[first.pk, second.pk]).update(handling=HandlingClass.OPEN)
    with pytest.raises(Refused, match="Nêu lý do"):
        closing.close(leader, first.pk, " ", AT, kind="passed_on")
    done = closing.close(leader, first.pk, "Sở Nội vụ", AT, kind="passed_on")
    assert (done.handling, done.closing_reason) == (HandlingClass.DONE, "Đã chuyển nơi khác giải quyết: Sở Nội vụ")
    assert closing.close(leader, second.pk, "số đến 1", AT, kind="duplicate").handling == HandlingClass.NONE
    with pytest.raises(Refused, match="Chọn văn bản trả lời"):
        closing.close(leader, third.pk, "", AT, kind="replied")
    with pytest.raises(Refused, match="không ở trạng thái"):
        closing.close(leader, first.pk, "", AT, kind="inform")


def test_several_papers_and_several_replies(
    leader: Any, papers: list[Document], reply: Document, province: Any
) -> None:
    done, failures = closing.close_together(
        leader, [row.pk for row in papers], "", AT, kind="replied", replies=[reply.pk]
    )
    assert (done, failures) == (3, [])
    assert [queries.replies_to(leader, row) for row in papers] == [[reply]] * 3
    again, failures = closing.close_together(leader, [papers[0].pk, 10**9], "", AT, kind="inform")
    assert (again, [row.document.pk for row in failures]) == (0, [papers[0].pk])
    with pytest.raises(Refused, match="văn bản đến"):
        closing.reopen(leader, papers[0].pk, "còn việc", AT)
        closing.close(leader, papers[0].pk, "", AT, kind="replied", replies=[papers[1].pk])


@pytest.mark.parametrize("state", ["draft", "numbered", "withdrawn", "abandoned"])
def test_what_is_not_out_answers_nothing(leader: Any, papers: list[Document], reply: Document, state: str) -> None:
    relating.answered_by(leader, papers[0], reply.pk, AT)
    Document.objects.filter(pk=reply.pk).update(state=state)
    assert queries.replies_to(leader, papers[0]) == []
    with pytest.raises(Refused, match="Chọn văn bản trả lời"):
        closing.close(leader, papers[0].pk, "", AT, kind="replied")
    with pytest.raises(Refused, match="chưa phát hành hoặc không còn hiệu lực"):
        closing.close(leader, papers[1].pk, "", AT, kind="replied", replies=[reply.pk])


def test_reopened_and_closed_again_keeps_both_closings(leader: Any, papers: list[Document]) -> None:
    closing.close(leader, papers[0].pk, "", AT, kind="inform")
    closing.reopen(leader, papers[0].pk, "Lãnh đạo yêu cầu trả lời", AT + timedelta(hours=1))
    closing.close(leader, papers[0].pk, "", AT + timedelta(hours=2), kind="filed")
    rows = Closing.objects.filter(document=papers[0]).order_by("pk")
    assert [(row.reason.code, row.reopened_at is None) for row in rows] == [("inform", False), ("filed", True)]
    verbs = Event.objects.filter(object_type="document", object_id=papers[0].pk).order_by("pk")
    assert [row.verb for row in verbs][-3:] == ["documents.close", "documents.reopen", "documents.close"]


def test_a_direction_without_a_lead_closes_with_the_agency_s_reason(
    leader: Any, papers: list[Document], province: Any
) -> None:
    from tinhgon.tasks import actions as tasks

    tasks.direct(leader, papers[0].public_id, "Lưu.", AT)
    told = [province.post("truongbtc.tinhuy").principal_id]
    tasks.direct(leader, papers[1].public_id, "Để biết.", AT, informed=told)
    assert list(Closing.objects.order_by("pk").values_list("reason__code", flat=True)) == ["filed", "inform"]


def test_the_pages(province: Any, papers: list[Document], reply: Document) -> None:
    Document.objects.update(created_at=AT)
    leader, chief = province.client("lanhdao.tinhuy"), province.client("chanhvp.tinhuy")
    address = reverse("documents:close", args=[papers[0].public_id])
    assert "Đã có văn bản trả lời" in leader.get(address).content.decode()
    assert province.client(STRANGER).get(address).status_code == 404
    assert leader.post(address, {"kind": "replied"}).status_code == 422
    late = Document.objects.filter(pk=papers[2].pk)
    late.update(state="recalled")
    given = {"kind": "replied", "replies": [reply.pk], "also": [papers[1].pk, papers[2].pk]}
    shown = leader.post(address, given, follow=True).content.decode()
    assert "Đã kết thúc thêm 1 văn bản" in shown
    assert "không ở trạng thái đang xử lý" in shown
    kept = reverse("documents:closing_reasons")
    assert "Thông lệ, chờ quy chế xác nhận" in leader.get(kept).content.decode()
    change = reverse("documents:set_closing_reason")
    assert chief.get(change).status_code == 200
    assert chief.get(change, {"ma": "khong-co"}).status_code == 404
    assert leader.post(f"{change}?ma=met", {"name": "x", "who": ["lead"]}).status_code == 422
    assert chief.post(f"{change}?ma=met", {"name": "Đã dự họp", "who": ["lead"], "is_counted": "on"}).status_code == 302
    assert "Đã dự họp" in chief.get(kept).content.decode()


def test_over_the_api(province: Any) -> None:
    clerk, leader, chief = (Caller(province, f"{name}.tinhuy") for name in ("vanthu", "lanhdao", "chanhvp"))
    post = ok(clerk.get("/documents/submit-choices"))[0]["id"]
    made = [
        ok(clerk.form("/documents", file=SimpleUploadedFile("a.pdf", files.pdf(n)), submit_to_post=post), 201)["id"]
        for n in (3, 4)
    ]
    reasons = ok(leader.get("/documents/closing-reasons"))
    assert reasons[0]["code"] == "replied"
    assert "inform" in ok(leader.get(f"/documents/{made[0]}/closing-reasons"))
    assert_problem(Caller(province, STRANGER).post(f"/documents/{made[0]}/close", {"kind": "inform"}), 404)
    assert ok(leader.post(f"/documents/{made[0]}/close", {"kind": "inform"}))["state"] == "closed"
    both = ok(leader.post("/documents/close", {"papers": made, "kind": "filed"}))
    assert both["done"] == 1
    assert [row["id"] for row in both["failures"]] == [made[0]]
    assert_problem(leader.post("/documents/closing-reasons", {"name": "x", "who": ["lead"]}), 403)
    given = {"code": "filed", "name": "Lưu theo dõi", "who": ["lead", "register"]}
    assert any(row["is_own"] for row in ok(chief.post("/documents/closing-reasons", given)))


def test_marked_papers_of_the_list_are_closed_at_once(province: Any, papers: Any) -> None:
    browser, address = province.client("lanhdao.tinhuy"), reverse("documents:close_many")
    page = browser.get(reverse("documents:incoming")).content.decode()
    assert address in page and "Để biết" in page
    marked = {"paper": [str(paper.public_id) for paper in papers], "back": "?tab=all", "kind": "inform"}
    ask = browser.post(address, marked)
    assert ask.status_code == 200 and ask.content.decode().count("Kết thúc: Đề nghị") == 3
    assert '<option value="inform" selected>' in ask.content.decode()
    assert not Closing.objects.exists(), "asked first"
    closing.close(province.actor("lanhdao.tinhuy", AT.date()), papers[0].pk, "", AT, kind="filed")
    report = browser.post(address, {**marked, "note": "", "lam": "1"})
    assert report.status_code == 422 and "không ở trạng thái đang xử lý" in report.content.decode()
    assert Closing.objects.count() == 3, "the others are done"
    assert (
        str(papers[0].public_id) in report.content.decode() and str(papers[1].public_id) not in report.content.decode()
    )
    again = browser.post(address, {**marked, "lam": "1"})
    assert again.status_code == 422 and Closing.objects.count() == 3, "a double click closes nothing twice"
    stranger = province.client(STRANGER).post(address, {**marked, "lam": "1"})
    assert stranger.status_code == 302 and Closing.objects.count() == 3
    assert browser.post(address, {"paper": [], "back": "?tab=all"}).url.endswith("?tab=all")


def test_a_reason_that_asks_for_words_is_asked_in_the_form(province: Any, papers: Any) -> None:
    browser, address = province.client("lanhdao.tinhuy"), reverse("documents:close_many")
    marked = {"paper": [str(papers[0].public_id)], "kind": "passed_on", "lam": "1"}
    assert browser.post(address, marked).status_code == 422 and not Closing.objects.exists()
    assert browser.post(address, {**marked, "kind": "no"}).status_code == 422
    assert browser.post(address, {**marked, "note": "Chuyển Sở Nội vụ"}).status_code == 302
