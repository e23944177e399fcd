"""Pages of papers going out, as the right person and as a stranger; the whole ladder through forms."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.documents.actions import issuing
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, fresh


@pytest.fixture
def ladder(province):
    return Ladder(province)


def url(name, document, *more):
    return reverse(f"documents:{name}", args=[document.public_id, *more])


def test_the_whole_ladder_through_the_pages(ladder, province):
    drafter, clerk = province.client("chuyenvien.ubnd"), province.client("vanthu.ubnd")
    kind = f"{province.body('ubnd').pk}|BC|Báo cáo"
    data = {"kind": kind, "subject": "kết quả quý III", "text": "Kết quả.\nKiến nghị.", "request_key": "k1"}
    answer = drafter.post(reverse("documents:draft"), data, follow=True)
    assert answer.status_code == 200
    assert "Dự thảo lần 1 · BC" in answer.content.decode()
    assert drafter.post(reverse("documents:draft"), data).status_code == 302
    document = Document.objects.get(subject="kết quả quý III")
    lines = {"noi-TOTAL_FORMS": "1", "noi-INITIAL_FORMS": "0", "noi-0-role": "act", "noi-0-copies": "1"}
    lines["noi-0-body"] = str(province.body("tanhoa").pk)
    assert drafter.post(url("recipients", document), lines).status_code == 302
    assert drafter.post(url("submit", document)).status_code == 302
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        client = province.client(f"{seat}.ubnd")
        assert "Kết quả quý III" in client.get(reverse("documents:approvals")).content.decode()
        assert client.post(url("approve", document), {"opinion": "Nhất trí"}).status_code == 302
    scan = SimpleUploadedFile("ky.pdf", files.pdf(), "application/pdf")
    signature = {
        "file": scan,
        "signed_on": f"{timezone.localdate():%Y-%m-%d}",
        "signer_name": "Nguyễn Văn An",
        "signer_title": "Chủ tịch",
    }
    assert clerk.post(url("sign", document), signature).status_code == 302
    assert "Số dự kiến: 01/BC-UBND" in clerk.get(url("number", document)).content.decode()
    assert clerk.post(url("number", document)).status_code == 302
    assert clerk.post(url("number", document)).status_code == 302
    assert "1 nơi nhận trong hệ thống" in clerk.get(url("issue", document)).content.decode()
    assert clerk.post(url("issue", document)).status_code == 302
    assert fresh(document).state == "issued"
    text = clerk.get(url("document", document)).content.decode()
    assert "01/BC-UBND" in text
    assert "Đã đến, chờ vào sổ" in text
    received = Document.objects.get(source=document)
    far = province.client("vanthu.tanhoa")
    for _ in range(2):
        assert "01/BC-UBND" in far.get(url("document", received)).content.decode()
    opened = [row for row in audit.history("document", received.pk) if row.verb == "documents.open"]
    assert len(opened) == 1
    assert far.get(url("document", document)).status_code == 404


PAGES = (
    "document", "add_version", "submit", "approve", "send_back", "pull_back", "abandon", "sign", "number",
    "recipients", "issue", "withdraw", "reply", "settle_returns",
)  # fmt: skip


def test_a_stranger_finds_nothing(ladder, province):
    document = ladder.issued()
    stranger = province.client("chuyenvien.tinhuy")
    for name in PAGES:
        assert stranger.get(url(name, document)).status_code == 404, name
        if name != "document":
            assert stranger.post(url(name, document), {"reason": "x", "opinion": "x"}).status_code == 404, name
    version = document.versions.first()
    assert stranger.get(url("compare", document, 1, 2)).status_code == 404
    assert stranger.post(url("record_check", document, version.pk)).status_code == 404
    assert stranger.post(url("comment", document), {"text": "x"}).status_code == 404
    assert stranger.post(url("replace", document)).status_code == 404
    listed = stranger.get(reverse("documents:outgoing") + "?muc=all").content.decode()
    assert document.code not in listed


def test_log_in_is_asked(ladder, client):
    assert client.get(url("document", ladder.draft())).status_code == 302


@pytest.mark.parametrize("tab", ["", "y-kien", "nhat-ky", "nothing"])
def test_tabs_of_the_page(ladder, province, tab):
    document = ladder.issued()
    answer = province.client("vanthu.ubnd").get(url("document", document), {"tab": tab})
    assert answer.status_code == 200
    if tab == "nhat-ky":
        assert "Nhật ký toàn vẹn, 9 bản ghi" in answer.content.decode()


def test_a_refusal_keeps_what_was_typed(ladder, province):
    document = ladder.approved()
    scan = SimpleUploadedFile("ky.pdf", files.pdf(), "application/pdf")
    data = {"file": scan, "signed_on": "2099-01-01", "signer_name": "Lê Thị Bình", "signer_title": "Chủ tịch"}
    answer = province.client("vanthu.ubnd").post(url("sign", document), data)
    assert answer.status_code == 422
    assert "Ngày ký không thể sau hôm nay." in answer.content.decode()
    assert "Lê Thị Bình" in answer.content.decode()
    assert fresh(document).state == "approved"
    data["signed_on"] = "2026-02-31"
    answer = province.client("vanthu.ubnd").post(url("sign", document), data)
    assert "Ngày không có thật" in answer.content.decode()


def test_the_main_button_says_whom_it_waits_for(ladder, province):
    document = ladder.submitted()
    text = province.client("chuyenvien.ubnd").get(url("document", document)).content.decode()
    assert "Bước này chờ Trưởng phòng Văn xã." in text


def test_a_draft_shows_the_way_ahead(ladder, province):
    text = province.client("chuyenvien.ubnd").get(url("document", ladder.draft())).content.decode()
    assert "Tuyến trình" in text
    assert "Ký nháy thể thức" in text


def test_comments_and_comparison(ladder, province):
    document = ladder.draft()
    client = province.client("chuyenvien.ubnd")
    for _ in range(2):
        assert client.post(url("comment", document), {"text": "<b>Sửa</b>"}).status_code == 302
    assert document.comments.count() == 1, "a double click is one remark"
    assert client.post(url("comment", document), {"text": " "}).status_code == 422
    text = client.get(url("document", document), {"tab": "y-kien"}).content.decode()
    assert "&lt;b&gt;Sửa&lt;/b&gt;" in text
    file = SimpleUploadedFile("moi.docx", files.docx(), "application/octet-stream")
    assert client.post(url("add_version", document), {"file": file, "note": "Bổ sung"}).status_code == 302
    assert "<ins>" in client.get(url("compare", document, 1, 2)).content.decode()


@pytest.mark.parametrize("said", ["2026-11-25 10:30", "0000-00-00", "2026-13-45", "9999-12-31T23:59:59+00:00"])
def test_a_remark_that_looks_like_a_day_is_told_as_written(ladder, province, said):
    document = ladder.draft()
    drafter = province.client("chuyenvien.ubnd")
    assert drafter.post(url("comment", document), {"text": said}).status_code == 302
    history = drafter.get(url("document", document), {"tab": "nhat-ky"})
    assert (history.status_code, f"“{said}”" in history.content.decode()) == (200, True)


def test_pasted_control_characters_do_not_keep_a_draft_from_being_made(ladder, province):
    kind = f"{province.body('ubnd').pk}|BC|Báo cáo"
    data = {"kind": kind, "subject": "kết quả\x02 quý", "text": "Kết quả\x1f.\x0bKiến nghị \x07", "request_key": "k1"}
    assert province.client("chuyenvien.ubnd").post(reverse("documents:draft"), data).status_code == 302
    assert Document.objects.count() == 1


def test_acting_picks_the_post_of_the_papers_agency(ladder, province):
    """The chairman is also deputy secretary at the Party committee and need not switch to approve here."""
    document = ladder.submitted()
    for seat in ("truongphong", "chanhvp"):
        province.client(f"{seat}.ubnd").post(url("approve", document), {})
    client = province.client("lanhdao.ubnd")
    session = client.session
    other = next(p for p in _posts(province) if p.agency_id == province.agency("tinhuy").pk)
    session["post_id"] = other.principal_id
    session.save()
    assert client.post(url("approve", document), {}).status_code == 302
    assert fresh(document).state == "approved"


def _posts(province):
    from tinhgon.core.accounts.models import User
    from tinhgon.organisation import queries as organisation

    return organisation.posts_of(User.objects.get(username="lanhdao.ubnd").pk, timezone.localdate())


def test_the_preview_of_a_recalled_paper_says_who_recalled_it_and_asks_for_no_page(ladder, province):
    source, taker = ladder.issued("tanhoa"), province.client("vanthu.tanhoa")
    received = Document.objects.get(source=source, agency__key="tanhoa")
    preview = reverse("documents:preview", args=[received.public_id])
    assert "/trang/1.png" in taker.get(preview).content.decode()
    issuing.withdraw(ladder.who("vanthu"), source.pk, "Sai số liệu", ladder.at)
    for address in (preview, "/van-ban/den/?tab=all"):
        shown = taker.get(address).content.decode()
        assert f"{source.issuer} đã thu hồi văn bản này" in shown and "Sai số liệu" in shown
        assert ladder.who("vanthu").name in shown and ".png" not in shown


def test_queries_do_not_grow_with_rows(ladder, province, django_assert_max_num_queries):
    client = province.client("chuyenvien.ubnd")
    for _ in range(3):
        ladder.draft()
    address = reverse("documents:outgoing") + "?muc=drafts"
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for _ in range(4):
        ladder.draft()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_the_list_pages_by_key(ladder, province, monkeypatch):
    from tinhgon.documents.queries import outgoing

    monkeypatch.setattr(outgoing, "PAGE_SIZE", 2)
    made = [ladder.draft() for _ in range(3)]
    client = province.client("chuyenvien.ubnd")
    text = client.get(reverse("documents:outgoing") + "?muc=drafts").content.decode()
    assert "Tải thêm" in text
    assert str(made[0].public_id) not in text
    second = client.get(
        reverse("documents:outgoing"), {"muc": "drafts", "sau": made[1].pk}, headers={"HX-Request": "true"}
    )
    assert str(made[0].public_id) in second.content.decode()
    assert "<html" not in second.content.decode()
    assert client.get(reverse("documents:outgoing") + "?muc=x").status_code == 404
