"""The file that goes up over HTTP and over the API: written, decided, printed; a draft taken over from below."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.actions import approval, briefing
from tinhgon.documents.choices import OutgoingState, StepState
from tinhgon.documents.models import Document, TakenOver
from tinhgon.documents.queries import briefing as briefs
from tinhgon.documents.queries import from_below as below
from tinhgon.documents.tests import files, test_from_below
from tinhgon.documents.tests.ladder import Ladder, fresh

pytestmark = pytest.mark.django_db
WORDS = {
    "summary": "Cần rà soát 214 thủ tục.",
    "option": ["Ban hành ngay", "", "Thí điểm ở ba xã"],
    "proposed": "1",
    "proposal": "Đề nghị ký ban hành.",
}


@pytest.fixture
def ladder(province) -> Ladder:
    return Ladder(province)


@pytest.fixture
def draft(ladder) -> Document:
    return ladder.draft("KH", key="d")


def page(name: str, document: Document, *more: int) -> str:
    return reverse(f"documents:{name}", args=[document.public_id, *more])


def at_the_leader(ladder: Ladder, draft: Document) -> Document:
    content = briefing.Content("Tóm tắt", ({"text": "A", "is_proposed": True}, {"text": "B"}), "Đề nghị ký.")
    briefing.write(ladder.who("chuyenvien"), draft.pk, content, ladder.at)
    approval.submit(ladder.who("chuyenvien"), draft.pk, ladder.at)
    for seat in ("truongphong", "chanhvp"):
        approval.approve(ladder.who(seat), draft.steps.get(state=StepState.CURRENT).pk, ladder.at)
    return fresh(draft)


def test_the_drafter_writes_it_and_is_told_what_is_missing(ladder, draft, province):
    browser = province.client("chuyenvien.ubnd")
    assert browser.get(page("brief", draft)).status_code == 302
    assert "Soạn phiếu trình" in browser.get(page("write_brief", draft)).content.decode()
    answer = browser.post(page("write_brief", draft), {**WORDS, "proposed": "", "read": "0"}, follow=True)
    assert "Chọn phương án đề xuất." in answer.content.decode()
    assert "Chọn phương án đề xuất." in browser.get(page("submit", draft)).content.decode()
    read = briefs.brief_view(ladder.who("chuyenvien"), draft.public_id).mark
    answer = browser.post(page("write_brief", draft), {**WORDS, "read": read}, follow=True)
    assert "Còn thiếu" not in answer.content.decode()
    assert [row["text"] for row in briefs.last_brief(draft).options] == ["Ban hành ngay", "Thí điểm ở ba xã"]
    # The same page sent from the old tab: what was saved since is not written over, what was typed stays.
    answer = browser.post(page("write_brief", draft), {**WORDS, "summary": "Lời khác", "read": read})
    assert answer.status_code == 422
    assert "Lời khác" in answer.content.decode()


def test_the_leader_is_led_to_it_and_decides_there(ladder, draft, province):
    at_the_leader(ladder, draft)
    browser = province.client("lanhdao.ubnd")
    assert browser.get(page("approve", draft)).url == page("brief", draft)
    shown = browser.get(page("brief", draft)).content.decode()
    assert "Ý kiến của đồng chí" in shown
    step = draft.steps.get(state=StepState.CURRENT).pk
    sent = {"decision": "changes", "option": "2", "words": "", "seen": "1", "step": step}
    answer = browser.post(page("brief", draft), sent)
    assert answer.status_code == 422
    assert "Ghi cần sửa gì." in answer.content.decode()
    for _click in range(2):
        answer = browser.post(page("brief", draft), {**sent, "words": "Sửa Mục 3."}, follow=True)
    assert fresh(draft).state == OutgoingState.DRAFT
    assert "Đồng ý, có sửa" in answer.content.decode()
    # Afterwards the drafter reads the words where he answers them.
    form = province.client("chuyenvien.ubnd").get(page("write_brief", draft)).content.decode()
    assert "Sửa Mục 3." in form
    assert "Tiếp thu ý kiến lần trước" in form


def test_a_tab_with_the_version_before_shows_the_new_one_first(ladder, draft, province):
    at_the_leader(ladder, draft)
    content = briefing.Content("Đã thêm số liệu", ({"text": "A"},), "Đề nghị ký.")
    briefing.write(ladder.who("chuyenvien"), draft.pk, content, ladder.at)
    browser = province.client("lanhdao.ubnd")
    sent = {"decision": "agreed", "words": "", "seen": "1", "step": draft.steps.get(state=StepState.CURRENT).pk}
    answer = browser.post(page("brief", draft), sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được bổ sung thành lần 2" in shown
    assert "Đã thêm số liệu" in shown
    assert answer.context["form"]["seen"].value() == "2"


def test_files_and_versions(ladder, draft, province):
    at_the_leader(ladder, draft)
    browser = province.client("chuyenvien.ubnd")
    for name in ("brief_file", "kept_brief"):
        assert browser.get(page(name, draft, 1)).content.startswith(b"%PDF")
        assert browser.get(page(name, draft, 2)).status_code == 404
    assert browser.get(page("brief_version", draft, 1)).status_code == 200
    assert "Lưu thành lần 2" in browser.get(page("write_brief", draft)).content.decode()
    browser.post(page("write_brief", draft), {**WORDS, "read": ""})
    assert "Đang xem lần 1" in browser.get(page("brief_version", draft, 1)).content.decode()


def test_to_a_stranger_nothing_of_it_is_there(ladder, draft, province):
    at_the_leader(ladder, draft)
    browser = province.client("truongphong.sonoivu")
    for name in ("brief", "write_brief"):
        assert browser.get(page(name, draft)).status_code == 404
    for name in ("brief_version", "brief_file", "kept_brief"):
        assert browser.get(page(name, draft, 1)).status_code == 404
    assert browser.post(page("brief", draft), {"decision": "agreed"}).status_code == 404


def test_a_draft_is_taken_over_on_its_page(ladder, province):
    proposal = test_from_below.arrived(ladder, test_from_below.sent(Ladder(province, "sonoivu")))
    browser = province.client("chuyenvien.ubnd")
    assert "Tiếp nhận dự thảo" in browser.get(page("document", proposal)).content.decode()
    shown = browser.get(page("take_over_draft", proposal))
    form = shown.context["form"]
    kind = next(value for value, _ in form.fields["kind"].choices if value.split("|")[1] == "QĐ")
    sent = {"version": below.files_to_take(proposal)[0].pk, "kind": kind, "subject": "ban hành Quy chế"}
    sent["request_key"] = "k"
    for _click in range(2):
        answer = browser.post(page("take_over_draft", proposal), {**sent, "drafting_unit": "Phòng Tổ chức"})
    made = TakenOver.objects.get().document
    assert answer.url == page("write_brief", made)
    shown = browser.get(page("document", made)).content.decode()
    assert "Cơ quan soạn thảo" in shown
    assert "Phòng Tổ chức, " in shown
    answer = browser.post(page("take_over_draft", proposal), {**sent, "request_key": "other"})
    assert "đã tiếp nhận dự thảo này" in answer.content.decode()
    assert province.client("chuyenvien.tanhoa").get(page("take_over_draft", proposal)).status_code == 404


def test_files_are_laid_beside_a_draft_and_taken_away(draft, province):
    browser = province.client("chuyenvien.ubnd")
    browser.post(page("attach", draft), {"file": SimpleUploadedFile("phu-luc.pdf", files.pdf(9))})
    (annex,) = below.attached_files(draft)
    assert "Bỏ tệp này" in browser.get(page("document", draft)).content.decode()
    browser.post(page("drop_attached", draft, annex.pk))
    assert below.attached_files(draft) == []


def test_the_same_over_the_api(ladder, draft, province):
    drafter, leader = Caller(province, "chuyenvien.ubnd"), Caller(province, "lanhdao.ubnd")
    own = f"/documents/{draft.public_id}"
    assert drafter.get(f"{own}/brief").status_code == 404
    given = {"summary": "Tóm tắt", "options": [{"text": "Ký"}], "proposal": "Đề nghị ký."}
    made = ok(drafter.put(f"{own}/brief", given))
    assert (made["ordinal"], made["state"], made["lacks"], made["options"][0]["is_proposed"]) == (1, "draft", [], True)
    old = made["mark"]
    made = ok(drafter.put(f"{own}/brief", {**given, "summary": "Rõ hơn", "read": old}))
    assert_problem(drafter.put(f"{own}/brief", {**given, "read": old}), 409)
    ok(drafter.post(f"{own}/submit", {}))
    for seat in ("truongphong", "chanhvp"):
        ok(Caller(province, f"{seat}.ubnd").post(f"{own}/brief/decision", {"decision": "agreed"}))
    assert_problem(leader.post(f"{own}/brief/decision", {"decision": "agreed", "seen": 2}), 409)
    ok(leader.post(f"{own}/brief/decision", {"decision": "agreed", "words": "Đồng ý.", "seen": 1}))
    found = ok(drafter.get(f"{own}/brief"))
    assert (found["state"], [row["decision"] for row in found["decisions"]]) == ("agreed", ["agreed"] * 3)
    assert drafter.get(f"{own}/brief/file").content.startswith(b"%PDF")
    assert drafter.get(f"{own}/brief/kept", version=1).content.startswith(b"%PDF")
    stranger = Caller(province, "truongphong.sonoivu")
    assert stranger.get(f"{own}/brief").status_code == 404
    assert stranger.put(f"{own}/brief", given).status_code == 404


def test_from_below_over_the_api(ladder, province):
    own = test_from_below.sent(Ladder(province, "sonoivu"))
    proposal = test_from_below.arrived(ladder, own)
    drafter = Caller(province, "chuyenvien.ubnd")
    address = f"/documents/{proposal.public_id}"
    (file,) = ok(drafter.get(f"{address}/drafts-to-take"))
    given = {"version_id": file["id"], "subject": "ban hành Quy chế", "type_code": "QĐ", "appraisal": "Đủ"}
    first, again = (ok(drafter.post(f"{address}/take-over", given, key="t"), 201) for _ in range(2))
    assert first["id"] == again["id"]
    assert ok(drafter.get(f"{address}/drafts-to-take")) == []
    assert ok(drafter.get(f"{address}/taken-over"))[0]["document"] == first["id"]
    clerk = Caller(province, "vanthu.sonoivu")
    (told,) = ok(clerk.get(f"/documents/{own.public_id}/proposal-progress"))
    assert (told["words"], told["product"]) == ("Đang thẩm định", None)
