"""Passing on what came from above: one slip, several papers, a group with members outside, ended and already served."""

from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.notices.models import Notice
from tinhgon.core.storage import queries as storage
from tinhgon.core.storage.models import Blob
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents import queries
from tinhgon.documents.actions import groups, intake, passing
from tinhgon.documents.actions.issuing import RecipientLine
from tinhgon.documents.models import Document, Passed, Passing, RecipientGroup
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, history_last
from tinhgon.organisation.models import IssuingBody

AT = timezone.localtime()
STRANGER = "chuyenvien.sonoivu"


@pytest.fixture(autouse=True)
def var(tmp_path: Any, settings: Any) -> None:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def clerk(province: Any) -> Any:
    return province.actor("vanthu.tinhuy", AT.date())


def from_above(clerk: Any, number: int) -> Document:
    """A signed paper from the centre, with its file."""
    fields = intake.IncomingFields(subject=f"Nghị quyết {number}", issuer="Ban Bí thư", code=f"{number}-NQ/TW")
    uploaded = intake.receive_upload(clerk, "nq.pdf", files.pdf(number), AT)
    return intake.register_incoming(clerk, fields, AT, request_key=f"p{number}", upload_id=uploaded.public_id)


@pytest.fixture
def paper(clerk: Any) -> Document:
    return from_above(clerk, 3)


@pytest.fixture
def group(province: Any, clerk: Any) -> RecipientGroup:
    lines = [
        RecipientLine(role="act", body_id=province.body("ubnd").pk),
        RecipientLine(role="act", body_id=province.body("mttq").pk),
        RecipientLine(role="act", body_id=province.body("sonoivu").pk),
        RecipientLine(role="know", name="Ban Quản lý khu kinh tế"),
    ]
    return groups.keep_group(province.actor("chuyenvien.tinhuy", AT.date()), "Các cơ quan", lines, AT)


def text_of(blob: Blob) -> str:
    with pypdfium2.PdfDocument(storage.content(blob)) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def results(made: Passing) -> dict[str, str]:
    return {row.place: row.why_not for row in Passed.objects.filter(passing=made)}


def test_everybody_gets_the_original_with_the_slip(clerk: Any, paper: Document, group: Any, province: Any) -> None:
    made = passing.pass_on(clerk, [paper.public_id], group.pk, "Để thực hiện.", AT, request_key="k")
    assert passing.pass_on(clerk, [paper.public_id], group.pk, "Để thực hiện.", AT, request_key="k") == made
    sent = Document.objects.filter(source=paper)
    assert {row.agency.key for row in sent} == {"ubnd", "mttq", "sonoivu"}
    assert results(made)["Ban Quản lý khu kinh tế"].startswith("Ngoài hệ thống")
    received = sent.get(agency__key="ubnd")
    assert (received.state, received.issuer) == ("arrived", "Ban Bí thư")
    assert received.note.endswith("chuyển: Để thực hiện.")
    original, slip = received.versions.order_by("id")
    assert original.blob.sha256 == paper.versions.get().blob.sha256
    assert (slip.file_name, slip.blob.media_type) == (passing.SLIP, "application/pdf")
    assert queries.paper_for(province.actor("vanthu.ubnd", AT.date()), received.public_id) is not None
    again = passing.pass_on(clerk, [paper.public_id], group.pk, "Lần nữa.", AT)
    assert sent.count() == 3
    assert all(why_not for why_not in results(again).values())


def test_a_place_that_gave_it_back_to_the_sender_gets_it_from_here(clerk: Any, group: Any, province: Any) -> None:
    issued = Ladder(province).issued("tinhuy", "mttq")
    held, refused = (Document.objects.get(source=issued, agency__key=key) for key in ("tinhuy", "mttq"))
    intake.register_arrived(clerk, held.pk, AT)
    theirs = province.actor("vanthu.mttq", AT.date())
    intake.refuse(theirs, refused.pk, "Gửi nhầm", AT)
    passing.pass_on(clerk, [held.public_id], group.pk, "Để thực hiện.", AT)
    again = Document.objects.get(source=held, agency__key="mttq")
    assert again.state == "arrived"
    intake.refuse(theirs, again.pk, "Vẫn nhầm", AT)
    passing.pass_on(clerk, [held.public_id], group.pk, "Gửi lại.", AT)
    copies = Document.objects.filter(source=held, agency__key="mttq").order_by("pk")
    assert [copy.state for copy in copies] == ["refused", "arrived"], "what it gave back it can get again"
    made = passing.pass_on(clerk, [held.public_id], group.pk, "Gửi lại.", AT)
    assert copies.count() == 2 and any("Đã nhận ngày" in why_not for why_not in results(made).values())


def test_a_member_that_ended_is_named_with_its_heirs(clerk: Any, paper: Document, group: Any, province: Any) -> None:
    IssuingBody.objects.filter(pk=province.body("sonoivu").pk).update(ends_on=AT.date() - timedelta(days=1))
    made = passing.pass_on(clerk, [paper.public_id], group.pk, "Để biết.", AT)
    ended = next(why for place, why in results(made).items() if "Nội vụ" in place)
    assert "Kết thúc" in ended
    assert Document.objects.filter(source=paper).count() == 2


def test_several_papers_go_on_one_slip_or_none(clerk: Any, paper: Document, group: Any) -> None:
    other = from_above(clerk, 4)
    with history_last():
        made = passing.pass_on(clerk, [paper.public_id, other.public_id], group.pk, "Để thực hiện.", AT)
    assert Passed.objects.filter(passing=made).count() == 8
    assert all(number in text_of(made.slip) for number in ("3-NQ/TW", "4-NQ/TW"))
    for mine, number, unseen in ((paper, "3-NQ/TW", "4-NQ/TW"), (other, "4-NQ/TW", "3-NQ/TW")):
        along = Document.objects.filter(source=mine)[0].versions.get(file_name=passing.SLIP).blob
        assert number in text_of(along) and unseen not in text_of(along), "who reads one need not see the other"
    third = from_above(clerk, 5)
    Document.objects.filter(pk=third.pk).update(is_restricted=True, reader_ids=sorted(clerk.principals))
    with pytest.raises(Refused, match="hạn chế"):
        passing.pass_on(clerk, [paper.public_id, third.public_id], group.pk, "x", AT)
    assert Passing.objects.count() == 1


def test_who_and_what_is_refused(clerk: Any, paper: Document, group: Any, province: Any) -> None:
    for group_id, words, said in ((group.pk, " ", "Ghi nội dung"), (0, "x", "Chọn nhóm")):
        with pytest.raises(Refused, match=said):
            passing.pass_on(clerk, [paper.public_id], group_id, words, AT)
    with pytest.raises(Refused) as refused:
        passing.pass_on(province.actor(STRANGER, AT.date()), [paper.public_id], group.pk, "x", AT)
    assert refused.value.field in ("group", "") or refused.value.code == "not_found"
    Document.objects.filter(pk=paper.pk).update(state="recalled")
    with pytest.raises(Refused, match="còn hiệu lực"):
        passing.pass_on(clerk, [paper.public_id], group.pk, "x", AT)
    assert not Document.objects.filter(source=paper).exists()


def test_the_pages(province: Any, clerk: Any, paper: Document, group: Any) -> None:
    other, client = from_above(clerk, 4), province.client("vanthu.tinhuy")
    address = reverse("documents:pass_on", args=[paper.public_id])
    assert "Các cơ quan (4)" in client.get(address).content.decode()
    assert province.client(STRANGER).get(address).status_code == 404
    assert client.post(address, {"words": "x"}).status_code == 422
    given = {"group": group.pk, "words": "Để thực hiện.", "also": [other.pk], "request_key": "k"}
    assert client.post(address, given).status_code == 302
    made = Passing.objects.get()
    show = reverse("documents:passing", args=[made.public_id])
    shown = client.get(show).content.decode()
    assert "Đã chuyển" in shown
    assert "Ngoài hệ thống" in shown
    slip = client.get(reverse("documents:passing_slip", args=[made.public_id]))
    assert slip["Content-Type"] == "application/pdf"
    for url in (show, reverse("documents:passing_slip", args=[made.public_id])):
        assert province.client(STRANGER).get(url).status_code == 404
    page = client.get(reverse("documents:document", args=[paper.public_id])).content.decode()
    assert show in page
    received = Document.objects.get(source=paper, agency__key="ubnd")
    theirs = province.client("vanthu.ubnd").get(reverse("documents:document", args=[received.public_id]))
    assert "chuyển: Để thực hiện." in theirs.content.decode()


def test_the_slip_says_who_gave_the_paper_back(province: Any, clerk: Any, paper: Document, group: Any) -> None:
    made = passing.pass_on(clerk, [paper.public_id], group.pk, "Để thực hiện.", AT)
    received = Document.objects.get(source=paper, agency__key="mttq")
    intake.refuse(province.actor("vanthu.mttq"), received.pk, "Không thuộc thẩm quyền.", AT)
    view = queries.passing_view(clerk, made.public_id)
    assert view is not None
    assert view.sent == 2
    shown = province.client("vanthu.tinhuy").get(reverse("documents:passing", args=[made.public_id])).content.decode()
    assert "Trả lại" in shown
    assert "Không thuộc thẩm quyền." in shown
    found = ok(Caller(province, "vanthu.tinhuy").get(f"/documents/passings/{made.public_id}"))
    (back,) = [row for row in found["places"] if row["why_not"] == "Không thuộc thẩm quyền."]
    assert not back["is_passed"]


def test_who_passed_it_on_is_told_that_it_was_given_back(
    province: Any, clerk: Any, paper: Document, group: Any
) -> None:
    passing.pass_on(clerk, [paper.public_id], group.pk, "Để thực hiện.", AT)
    copies = {row.agency.key: row for row in Document.objects.filter(source=paper).select_related("agency")}
    intake.refuse(province.actor("vanthu.mttq"), copies["mttq"].pk, "Không thuộc thẩm quyền.", AT)
    (notice,) = Notice.objects.filter(kind="document.refused")
    assert (notice.agency_id, notice.to_id) == (clerk.agency_id, clerk.post_id)
    assert notice.url == reverse("documents:document", args=[paper.public_id])
    assert paper.label in notice.text
    assert "Không thuộc thẩm quyền." in notice.text
    Document.objects.filter(pk=paper.pk).update(is_restricted=True, reader_ids=[])
    intake.refuse(province.actor("vanthu.ubnd"), copies["ubnd"].pk, "Gửi nhầm.", AT)
    assert Notice.objects.filter(kind="document.refused").count() == 1


def test_the_slip_is_for_who_sees_all_its_papers(province: Any, clerk: Any, paper: Document, group: Any) -> None:
    other, client = from_above(clerk, 4), province.client("vanthu.tinhuy")
    made = passing.pass_on(clerk, [paper.public_id, other.public_id], group.pk, "Để thực hiện.", AT)
    show, slip = (reverse(f"documents:{name}", args=[made.public_id]) for name in ("passing", "passing_slip"))
    assert slip in client.get(show).content.decode()
    Document.objects.filter(pk=other.pk).update(is_restricted=True, reader_ids=[])
    page = client.get(show)
    assert page.status_code == 200
    assert other.code not in page.content.decode()
    assert slip not in page.content.decode()
    assert client.get(slip).status_code == 404
    assert_problem(Caller(province, "vanthu.tinhuy").get(f"/documents/passings/{made.public_id}/slip"), 404)


def test_over_the_api(province: Any, group: Any) -> None:
    clerk = Caller(province, "vanthu.tinhuy")
    paper = ok(clerk.form("/documents", file=SimpleUploadedFile("a.pdf", files.pdf(6))), 201)["id"]
    given = {"papers": [paper], "group": group.pk, "words": "Để biết."}
    made = ok(clerk.post("/documents/pass-on", given, key="k"), 201)
    assert ok(clerk.post("/documents/pass-on", given, key="k"), 201)["id"] == made["id"]
    assert sum(row["is_passed"] for row in made["places"]) == 3
    stranger = Caller(province, STRANGER)
    assert_problem(stranger.post("/documents/pass-on", given), 404)
    assert_problem(stranger.get(f"/documents/passings/{made['id']}"), 404)
    assert clerk.get(f"/documents/passings/{made['id']}/slip")["Content-Type"] == "application/pdf"
