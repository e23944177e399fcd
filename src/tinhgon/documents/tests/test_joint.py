"""A joint paper from signer to signer: order, own rows, one number in the lead's series, refusals, changed texts, and
signers who can no longer sign."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.notices.models import Notice
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, drafting, issuing, joint, papers
from tinhgon.documents.choices import SignerState, VersionKind
from tinhgon.documents.models import Document, JointSigner
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, fresh, refused
from tinhgon.organisation.models import Appointment, IssuingBody, Post

OTHERS = ("sonoivu", "tinhuy", "tanhoa")


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def posts(ladder: Ladder, *keys: str) -> list[int]:
    return [ladder.province.post(f"lanhdao.{key}").pk for key in keys]


def joined(ladder: Ladder, *keys: str, **more: Any) -> Document:
    """A draft with its signers, approved by the lead: it travels."""
    document = ladder.draft(**more)
    joint.set_signers(ladder.who("chuyenvien"), document.pk, posts(ladder, *keys), ladder.at)
    return approved(ladder, document)


def approved(ladder: Ladder, document: Document) -> Document:
    approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at)
    for seat in (ladder.head, "chanhvp", "lanhdao"):
        step = queries.step_for(ladder.who(seat), document.public_id)
        assert step is not None
        approval.approve(ladder.who(seat), step.pk, ladder.at)
    return fresh(document)


def copy_in(document: Document, key: str) -> Document:
    found = JointSigner.objects.get(document=document, agency__key=key).copy
    assert found is not None
    return found


def sign(ladder: Ladder, document: Document, key: str, scan: int = 2) -> Document:
    """The signer agrees and their clerk writes the signature down."""
    copy, leader = copy_in(document, key), ladder.province.actor(f"lanhdao.{key}", office=key)
    step = queries.step_for(leader, copy.public_id)
    assert step is not None
    approval.approve(leader, step.pk, ladder.at)
    signature = ladder.signature(upload=papers.Upload(files.pdf(scan), "ky.pdf"))
    return approval.sign_by_hand(ladder.province.actor(f"vanthu.{key}", office=key), copy.pk, signature, ladder.at)


def states(document: Document) -> list[str]:
    return [row.signer.state for row in queries.joint_signers(document, timezone.localdate())]


def test_it_travels_in_order_and_ends_in_every_signers_papers(ladder: Ladder) -> None:
    document = joined(ladder, *OTHERS)
    assert states(document) == ["current", "waiting", "waiting"]
    assert not Document.objects.filter(source=document, agency__key="tinhuy").exists(), "not before its turn"
    clerk = ladder.who("vanthu")
    assert "còn chờ chữ ký" in refused(approval.sign_by_hand, clerk, document.pk, ladder.signature(), ladder.at).reason
    for key in OTHERS:
        copy = sign(ladder, document, key)
        assert copy.state == "cosigned"
        assert refused(issuing.number, ladder.province.actor(f"vanthu.{key}", office=key), copy.pk, ladder.at)
    assert states(document) == ["signed"] * 3
    approval.sign_by_hand(clerk, document.pk, ladder.signature(upload=papers.Upload(files.pdf(9), "du.pdf")), ladder.at)
    numbered = issuing.number(clerk, document.pk, ladder.at)
    ladder.to(numbered, "tanhoa", "phuloc")
    issued = issuing.issue(clerk, document.pk, ladder.at)
    sent = [delivery.to_agency.key for delivery in issued.deliveries.all()]
    assert "tanhoa" not in sent, "who signed has it already"
    for key in OTHERS:
        copy = copy_in(document, key)
        assert (copy.state, copy.code, copy.entry_id) == ("issued", issued.code, None)
        last = copy.versions.filter(kind=VersionKind.SIGNED).order_by("-ordinal").first()
        assert last is not None
        assert last.blob.sha256 == issued.content_sha256
        reader = ladder.province.actor(f"lanhdao.{key}", office=key)
        assert copy in queries.outgoing_page(reader, "issued").rows
    issuing.withdraw(clerk, document.pk, "Ban hành nhầm", ladder.at)
    assert {copy_in(document, key).state for key in OTHERS} == {"withdrawn"}


def test_each_sees_its_own_besides_the_joint_draft(ladder: Ladder) -> None:
    document = joined(ladder, "sonoivu", "tanhoa")
    copy, leader = copy_in(document, "sonoivu"), ladder.province.actor("lanhdao.sonoivu", office="sonoivu")
    assert queries.document_page(leader, document.public_id) is None, "the lead's row, its opinions and history"
    page = queries.document_page(leader, copy.public_id)
    assert page is not None
    assert [row.step.post.agency_id for found in page.rounds for row in found.steps] == [copy.agency_id]
    assert [row.signer.agency.key for row in page.joint] == ["sonoivu", "tanhoa"]
    assert [version.blob_id for version in page.versions] == [document.versions.get().blob_id], "one blob"
    assert queries.document_page(ladder.province.actor("lanhdao.tanhoa"), copy.public_id) is None
    html = ladder.province.client("lanhdao.sonoivu").get(reverse("documents:document", args=[copy.public_id]))
    assert "Ký liên tịch" in html.content.decode()
    assert reverse("documents:recipients", args=[copy.public_id]) not in html.content.decode()


def test_refused_by_the_third_it_returns_with_the_reason(ladder: Ladder) -> None:
    document = joined(ladder, *OTHERS)
    for key in OTHERS[:2]:
        sign(ladder, document, key)
    copy, leader = copy_in(document, "tanhoa"), ladder.province.actor("lanhdao.tanhoa", office="tanhoa")
    assert refused(approval.send_back, leader, copy.pk, " ", ladder.at).field == "reason"
    approval.send_back(leader, copy.pk, "Chưa bố trí kinh phí", ladder.at)
    assert (fresh(document).state, fresh(copy).state) == ("draft", "draft")
    assert states(document) == ["signed", "signed", "refused"]
    for seat in ("chuyenvien.ubnd", "lanhdao.sonoivu", "lanhdao.tinhuy"):
        told = Notice.objects.filter(to=ladder.province.post(seat).principal, text__contains="Chưa bố trí kinh phí")
        assert told.exists(), seat
    page = ladder.province.client("lanhdao.sonoivu").get(
        reverse("documents:document", args=[copy_in(document, "sonoivu").public_id])
    )
    assert "Chưa bố trí kinh phí" in page.content.decode()
    drafting.add_version(
        ladder.who("chuyenvien"), document.pk, papers.Upload(files.pdf(8), "sua.pdf", True), ladder.at
    )  # fmt: skip
    assert states(document) == ["void", "void", "refused"], "signed for another text"
    assert fresh(copy_in(document, "sonoivu")).state == "draft"
    approved(ladder, document)
    assert states(document) == ["current", "void", "refused"], "all sign anew, in order"
    assert copy_in(document, "sonoivu").versions.filter(kind=VersionKind.DRAFT).count() == 2
    for key in OTHERS:
        sign(ladder, document, key)
    assert states(document) == ["signed"] * 3


def test_a_signature_stands_while_the_text_does(ladder: Ladder) -> None:
    document = joined(ladder, "sonoivu", "tanhoa")
    sign(ladder, document, "sonoivu")
    approval.send_back(ladder.who("vanthu"), document.pk, "Soát lại nơi nhận", ladder.at)
    assert states(document) == ["signed", "waiting"]
    assert copy_in(document, "tanhoa").state == "draft"
    approved(ladder, document)
    assert states(document) == ["signed", "current"], "the same text need not be signed twice"
    approval.send_back(ladder.who("vanthu"), document.pk, "Bỏ", ladder.at)
    drafting.abandon(ladder.who("chuyenvien"), document.pk, "Không ban hành nữa", ladder.at)
    assert {copy_in(document, key).state for key in ("sonoivu", "tanhoa")} == {"abandoned"}


def test_a_signer_whose_agency_ended_is_replaced(ladder: Ladder) -> None:
    document = joined(ladder, "sonoivu", "tanhoa")
    IssuingBody.objects.filter(agency__key="tanhoa").update(ends_on=timezone.localdate())
    sign(ladder, document, "sonoivu")
    assert states(document) == ["signed", "current"]
    assert JointSigner.objects.get(document=document, agency__key="tanhoa").copy is None, "nobody there to open it"
    row = queries.joint_signers(document, timezone.localdate())[1]
    assert "kết thúc" in row.problem
    told = Notice.objects.filter(to=ladder.province.post("chuyenvien.ubnd").principal, text__startswith="Chưa chuyển")
    assert told.count() == 1
    drafter = ladder.who("chuyenvien")
    ended = posts(ladder, "sonoivu", "tanhoa")
    assert refused(joint.set_signers, drafter, document.pk, ended[::-1], ladder.at).field == "signers"
    without_signed = posts(ladder, "tinhuy")
    assert "đã ký" in refused(joint.set_signers, drafter, document.pk, without_signed, ladder.at).reason
    for _ in range(2):
        joint.set_signers(drafter, document.pk, posts(ladder, "sonoivu", "tinhuy"), ladder.at)
    assert states(document) == ["signed", "current"]
    sign(ladder, document, "tinhuy")
    assert states(document) == ["signed", "signed"]


def test_who_has_signed_is_not_replaced_while_it_travels(ladder: Ladder) -> None:
    document = joined(ladder, "sonoivu", "tanhoa")
    sign(ladder, document, "sonoivu")
    signed = ladder.province.post("lanhdao.sonoivu")
    other = Post.objects.filter(agency=signed.agency, roles__contains=["unit_head"]).exclude(pk=signed.pk).first()
    assert other is not None
    chosen = [other.pk, *posts(ladder, "tanhoa")]
    assert "đã ký" in refused(joint.set_signers, ladder.who("chuyenvien"), document.pk, chosen, ladder.at).reason
    assert states(document) == ["signed", "current"]
    assert copy_in(document, "sonoivu").state == "cosigned"


def test_a_signer_who_left_is_followed_by_who_comes_or_replaced(ladder: Ladder) -> None:
    document = joined(ladder, "sonoivu")
    post = ladder.province.post("lanhdao.sonoivu")
    Appointment.objects.filter(post=post).update(ends_on=timezone.localdate())
    assert "chưa có người giữ" in queries.joint_signers(document, timezone.localdate())[0].problem
    other = Post.objects.filter(agency=post.agency, roles__contains=["unit_head"]).exclude(pk=post.pk).first()
    assert other is not None
    joint.set_signers(ladder.who("chuyenvien"), document.pk, [other.pk], ladder.at)
    row = JointSigner.objects.select_related("copy").get(document=document)
    assert row.copy is not None
    assert (row.state, row.copy.state, row.copy.waits_for_id) == (SignerState.CURRENT, "submitted", other.principal_id)
    assert row.copy.steps.count() == 2, "what was asked of the one before stays in history"


def test_what_makes_no_joint_paper_is_refused(ladder: Ladder) -> None:
    document, drafter = ladder.draft(), ladder.who("chuyenvien")
    clerk = ladder.province.post("vanthu.sonoivu").pk
    for wrong in (posts(ladder, "ubnd"), posts(ladder, "tanhoa") * 2, [clerk], [999_999]):
        assert refused(joint.set_signers, drafter, document.pk, wrong, ladder.at).field == "signers"
    assert refused(joint.set_signers, ladder.who("vanthu"), document.pk, [], ladder.at).code == "forbidden"
    joint.set_signers(drafter, document.pk, posts(ladder, "tanhoa", "sonoivu"), ladder.at)
    joint.set_signers(drafter, document.pk, posts(ladder, "sonoivu", "tanhoa"), ladder.at)
    assert [row.signer.agency.key for row in queries.joint_signers(document, timezone.localdate())] == [
        "sonoivu", "tanhoa",
    ]  # fmt: skip
    joint.set_signers(drafter, document.pk, [], ladder.at)
    assert states(document) == []
    submitted = ladder.submitted()
    assert refused(joint.set_signers, drafter, submitted.pk, posts(ladder, "tanhoa"), ladder.at).code == "forbidden"


def test_a_restricted_joint_paper_is_named_to_nobody_else(ladder: Ladder) -> None:
    document = joined(ladder, "sonoivu", is_restricted=True)
    copy = copy_in(document, "sonoivu")
    assert copy.is_restricted
    told = Notice.objects.filter(to=ladder.province.post("lanhdao.sonoivu").principal).latest("pk")
    assert document.subject not in told.text
    clerk = ladder.province.actor("vanthu.sonoivu", office="sonoivu")
    assert queries.document_page(clerk, copy.public_id) is None


def test_the_page_and_the_picker(ladder: Ladder) -> None:
    document, drafter = ladder.draft(), ladder.province.client("chuyenvien.ubnd")
    address = reverse("documents:signers", args=[document.public_id])
    assert address in drafter.get(reverse("documents:document", args=[document.public_id])).content.decode()
    found = drafter.get(reverse("documents:pick_signer"), {"q": "giam doc"}).content.decode()
    assert "Sở Nội vụ" in found
    chosen = {"signers": [str(post) for post in posts(ladder, "tanhoa", "sonoivu")]}
    assert drafter.post(address, chosen).status_code == 302
    assert states(document) == ["waiting", "waiting"]
    assert drafter.post(address, {"signers": ["999999"]}).status_code == 422
    assert ladder.province.client("vanthu.sonoivu").get(address).status_code == 404
    assert document.created_at <= ladder.at + timedelta(minutes=1)
