"""The pages of an interruption: compare, decide beside what clashes, enter; to others they are not there."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.numbering.models import Book
from tinhgon.documents.models import Document, Interruption
from tinhgon.documents.tests.by_hand import filled
from tinhgon.documents.tests.ladder import Ladder
from tinhgon.documents.tests.test_interruptions import paper

PAGE = "/van-ban/so/du-phong/"


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def sent(ladder: Ladder, *rows: dict[str, Any], **more: Any) -> Any:
    clerk, now = ladder.who("vanthu"), timezone.localtime()
    book = Book.objects.get(agency__key="ubnd", flow="incoming")
    content = SimpleUploadedFile("tay.xlsx", filled(clerk, now, {book: list(rows)}))
    span = {"starts_at": f"{now:%Y-%m-%dT00:00}", "ends_at": f"{now:%Y-%m-%dT%H:%M}", "reason": "Mất điện"}
    return ladder.province.client("vanthu.ubnd").post(PAGE, {"file": content, **span, **more})


def at(name: str) -> str:
    return reverse(f"documents:{name}", args=[Interruption.objects.get().public_id])


def test_a_clash_is_decided_beside_what_it_clashes_with_and_entered(ladder: Ladder) -> None:
    clerk = ladder.province.client("vanthu.ubnd")
    assert sent(ladder, paper(1), paper(1, code="9/XYZ")).status_code == 302
    page = clerk.get(at("interruption")).content.decode()
    assert "Số ghi hai lần trong tệp" in page
    assert "disabled" in page, "nothing is entered while something is undecided"
    assert "chưa quyết định" in clerk.post(at("enter_interruption"), follow=True).content.decode()
    first, second = Interruption.objects.get().rows.order_by("line")
    for row, decision in ((first, "as_used"), (second, "next")):
        clerk.post(at("decide_rows"), {"rows": row.pk, "decision": decision, "note": "hai người cùng ghi"})
    assert "Đã ghi vào sổ" in clerk.post(at("enter_interruption"), follow=True).content.decode()
    assert list(
        Document.objects.filter(agency__key="ubnd").values_list("register_number", flat=True).order_by("id")
    ) == [1, 2]
    done = clerk.get(at("interruption") + "?loc=").content.decode()
    assert "Đã ghi xong" in done
    assert "9/XYZ" in done


def test_a_whole_kind_is_decided_at_once_and_a_bad_choice_said(ladder: Ladder) -> None:
    clerk = ladder.province.client("vanthu.ubnd")
    sent(ladder, paper(3), paper(4, issuer=None))
    assert clerk.get(at("interruption") + "?loc=gap").status_code == 200
    clerk.post(at("decide_rows"), {"kind": "errors", "decision": "leave_out"})
    said = clerk.post(at("decide_rows"), {"kind": "gap", "decision": "sai"}, follow=True).content.decode()
    assert "Chọn cách xử lý" in said
    clerk.post(at("decide_rows"), {"kind": "gap", "decision": "as_used"})
    clerk.post(at("enter_interruption"))
    assert Document.objects.get(agency__key="ubnd").register_number == 3


def test_bad_files_and_times_are_said_in_the_form(ladder: Ladder) -> None:
    assert "có dấu MẬT" in sent(ladder, paper(1, note="MẬT")).content.decode()
    assert "chưa kết thúc" in sent(ladder, paper(1), ends_at="2099-01-01T08:00").content.decode()
    assert sent(ladder, paper(1), reason="").status_code == 422
    assert sent(ladder, paper(1), starts_at="hôm qua").status_code == 422
    assert Interruption.objects.count() == 0


def test_a_file_is_dropped_and_others_find_nothing(ladder: Ladder) -> None:
    sent(ladder, paper(1))
    for username in ("vanthu.tinhuy", "chuyenvien.ubnd"):
        other = ladder.province.client(username)
        assert other.get(at("interruption")).status_code == 404
        for name in ("decide_rows", "enter_interruption", "drop_interruption"):
            assert other.post(at(name), {"decision": "next"}).status_code == 404
    clerk = ladder.province.client("vanthu.ubnd")
    assert clerk.post(at("drop_interruption"), follow=True).status_code == 200
    assert Interruption.objects.get().state == "dropped"
    assert "đã huỷ" in clerk.post(at("enter_interruption"), follow=True).content.decode().lower()


def test_only_who_keeps_books_is_offered_the_pack(province):
    address = reverse("documents:offline")
    for who, is_offered in (("vanthu.ubnd", True), ("chanhvp.ubnd", False)):
        assert (address in province.client(who).get(reverse("documents:books")).content.decode()) is is_offered, who
