"""A proposal from an agency below with its draft: appraised, taken over once, gone up, issued in answer; and what can
go wrong on the way."""

from typing import Any

import pytest

from tinhgon.core.notices.models import Notice
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, attaching, briefing, closing, drafting, from_below, intake, issuing
from tinhgon.documents.actions import papers as files_
from tinhgon.documents.choices import IncomingState, OutgoingState, StepState, VersionKind
from tinhgon.documents.models import Document, TakenOver, Version
from tinhgon.documents.queries import briefing as briefs
from tinhgon.documents.queries import from_below as below
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, fresh, history_last, refused

pytestmark = pytest.mark.django_db
DRAFT = "Du-thao-Quyet-dinh.docx"


@pytest.fixture
def ladder(province) -> Ladder:
    return Ladder(province)


@pytest.fixture
def sender(province) -> Ladder:
    return Ladder(province, "sonoivu")


def sent(sender: Ladder, upload: files_.Upload | None = None, **more: Any) -> Document:
    """The department's tờ trình, issued to the committee with its draft beside."""
    document = sender.draft("TTr", subject="ban hành Quy chế phối hợp", key=f"ttr{more.pop('n', '')}", **more)
    drafter, clerk = sender.who("chuyenvien"), sender.who("vanthu")
    attaching.attach(drafter, document.pk, upload or files_.Upload(files.docx(31), DRAFT), sender.at)
    approval.submit(drafter, document.pk, sender.at)
    while step := document.steps.filter(state=StepState.CURRENT).first():
        user = step.post.appointments.get().person.principal.user.username
        approval.approve(sender.province.actor(user, office=sender.office), step.pk, sender.at)
    approval.sign_by_hand(clerk, document.pk, sender.signature(), sender.at)
    issuing.number(clerk, document.pk, sender.at)
    sender.to(document, "ubnd")
    return issuing.issue(clerk, document.pk, sender.at)


def arrived(ladder: Ladder, own: Document) -> Document:
    """It is entered in the committee's book, and the specialist has it in hand."""
    held = Document.objects.get(source=own, agency__key="ubnd")
    intake.register_arrived(ladder.who("vanthu"), held.pk, ladder.at)
    reader = ladder.province.post("chuyenvien.ubnd").principal_id
    Document.objects.filter(pk=held.pk).update(reader_ids=[*fresh(held).reader_ids, reader], chain_ids=[reader])
    return fresh(held)


@pytest.fixture
def proposal(ladder, sender) -> Document:
    return arrived(ladder, sent(sender))


def taking(proposal: Document, **more: Any) -> from_below.Taking:
    version = below.attached_files(proposal)[0]
    new = drafting.NewDraft(subject="ban hành Quy chế phối hợp", type_code="QĐ")
    values = {"drafting_unit": "Phòng Tổ chức", "appraisal": "Hồ sơ đủ, đúng thẩm quyền."} | more
    return from_below.Taking(version.pk, new, **values)


@pytest.fixture
def made(ladder, proposal) -> Document:
    with history_last():
        return from_below.take_over(ladder.who("chuyenvien"), proposal.pk, taking(proposal), ladder.at, request_key="k")


def complete(ladder: Ladder, document: Document) -> None:
    brief = briefs.last_brief(document)
    content = briefing.Content(
        summary=brief.summary, options=brief.options, proposal="Đề nghị ký ban hành.", appraisal=brief.appraisal,
        papers=briefs.paper_ids(brief),
    )  # fmt: skip
    briefing.write(ladder.who("chuyenvien"), document.pk, content, ladder.at)


def signed(ladder: Ladder, document: Document) -> Document:
    complete(ladder, document)
    approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at)
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        approval.approve(ladder.who(seat), document.steps.get(state=StepState.CURRENT).pk, ladder.at)
    return approval.sign_by_hand(ladder.who("vanthu"), document.pk, ladder.signature(), ladder.at)


def issued(ladder: Ladder, document: Document, *agencies: str) -> Document:
    signed(ladder, document)
    issuing.number(ladder.who("vanthu"), document.pk, ladder.at)
    ladder.to(document, *(agencies or ("tanhoa",)))
    return issuing.issue(ladder.who("vanthu"), document.pk, ladder.at)


def test_the_draft_becomes_this_bodys_paper_without_a_byte_copied(ladder, proposal, made):
    annex = proposal.versions.get(kind=VersionKind.ANNEX)
    first = made.versions.get()
    assert (first.kind, first.blob_id, first.file_name) == (VersionKind.DRAFT, annex.blob_id, DRAFT)
    assert first.blob.reference_count == Version.objects.filter(blob=first.blob).count()
    assert made.relations.get().kind == "built_on"
    assert made.drafter.principal_id == ladder.who("chuyenvien").post_id
    assert made.agency_id == proposal.agency_id


def test_both_are_credited_on_the_paper_and_in_its_history(ladder, proposal, made):
    page = queries.document_page(ladder.who("chuyenvien"), made.public_id)
    assert page.origin.drafted_by.startswith("Phòng Tổ chức, ")
    assert "Sở Nội vụ" in page.origin.drafted_by.title() or "SỞ NỘI VỤ" in page.origin.drafted_by.upper()
    assert page.origin.appraised_by == ladder.who("chuyenvien").label
    line = next(row for row in page.history if row.words == "tiếp nhận dự thảo cấp dưới trình")
    assert "Soạn thảo: Phòng Tổ chức" in line.detail
    assert "thẩm định: " in line.detail
    came = queries.document_page(ladder.who("chuyenvien"), proposal.public_id)
    assert [row.document_id for row in came.taken_over] == [made.pk]
    assert "thẩm định" in queries.kept_record(ladder.who("chuyenvien"), made.public_id).drafter


def test_a_double_click_is_one_paper_and_a_second_person_is_told(ladder, proposal, made):
    again = from_below.take_over(ladder.who("chuyenvien"), proposal.pk, taking(proposal), ladder.at, request_key="k")
    assert again.pk == made.pk
    why = refused(from_below.take_over, ladder.who("chuyenvien"), proposal.pk, taking(proposal), ladder.at)
    assert why.code == "duplicate"
    assert ladder.who("chuyenvien").name in why.reason
    assert TakenOver.objects.count() == 1


def test_given_up_it_may_be_taken_over_again(ladder, proposal, made):
    drafting.abandon(ladder.who("chuyenvien"), made.pk, "Nhầm loại", ladder.at)
    other = from_below.take_over(ladder.who("chuyenvien"), proposal.pk, taking(proposal), ladder.at)
    assert other.pk != made.pk


def test_without_appraisal_it_does_not_go_up(ladder, proposal):
    drafter = ladder.who("chuyenvien")
    document = from_below.take_over(drafter, proposal.pk, taking(proposal, appraisal=" "), ladder.at)
    complete(ladder, document)
    assert refused(approval.submit, drafter, document.pk, ladder.at).field == "appraisal"


def test_issued_it_answers_the_proposal_and_the_sender_sees_state_and_product(ladder, sender, proposal, made):
    own = proposal.source
    clerk = sender.who("vanthu")

    def told() -> list[tuple[str, str]]:
        return [(row.words, row.code) for row in queries.document_page(clerk, own.public_id).progress]

    assert told() == [("Đang thẩm định", "")]
    signed(ladder, made)
    assert told() == [("Đã duyệt, đang làm thủ tục ban hành", "")]
    issuing.number(ladder.who("vanthu"), made.pk, ladder.at)
    ladder.to(made, "sonoivu")
    out = issuing.issue(ladder.who("vanthu"), made.pk, ladder.at)
    closed = fresh(proposal)
    assert closed.state == IncomingState.CLOSED
    assert closed.closing_reason == f"Đã ban hành {out.code}"
    assert told() == [("Đã ban hành", out.code)]
    (row,) = queries.document_page(clerk, own.public_id).progress
    assert row.product.source_id == made.pk
    # Given back and sent once more it is the one that is there.
    intake.refuse(clerk, row.product.pk, "Gửi nhầm", sender.at)
    held = Document.objects.create(
        agency_id=clerk.agency_id, flow="incoming", state=IncomingState.ARRIVED, subject="x", created_at=sender.at,
        created_by="x", source=made, reader_ids=[clerk.post_id],
    )  # fmt: skip
    (row,) = queries.document_page(clerk, own.public_id).progress
    assert row.product == held
    # Never the draft itself, nor its phiếu trình.
    assert queries.document_page(clerk, made.public_id) is None
    assert briefs.brief_view(clerk, made.public_id) is None
    assert {relation.kind for relation in made.relations.all()} == {"built_on", "replies"}


def test_a_restricted_product_keeps_its_number_from_the_sender(ladder, sender, proposal):
    restricted = taking(proposal)
    new = drafting.NewDraft(subject="nhân sự", type_code="QĐ", is_restricted=True)
    document = from_below.take_over(
        ladder.who("chuyenvien"), proposal.pk, from_below.Taking(restricted.version_id, new, appraisal="Đủ"), ladder.at
    )
    issued(ladder, document)
    (row,) = queries.document_page(sender.who("vanthu"), proposal.source.public_id).progress
    assert (row.words, row.code, row.product) == ("Đã ban hành", "", None)
    assert fresh(proposal).closing_reason == "Đã ban hành"


def test_called_back_while_it_is_up_it_stops_and_everybody_is_told(ladder, sender, proposal, made):
    drafter, head = ladder.who("chuyenvien"), ladder.who("truongphong")
    complete(ladder, made)
    approval.submit(drafter, made.pk, ladder.at)
    step = made.steps.get(state=StepState.CURRENT)
    with history_last(kinds=()):
        issuing.withdraw(sender.who("vanthu"), proposal.source_id, "Trình nhầm bản cũ.", sender.at)
    stopped = fresh(made)
    assert stopped.state == OutgoingState.DRAFT
    assert (briefs.last_brief(made).state, fresh(proposal).state) == ("recalled", IncomingState.RECALLED)
    assert {head.post_id, drafter.post_id} <= set(
        Notice.objects.filter(text__startswith="Bên trình thu hồi").values_list("to_id", flat=True)
    )
    assert refused(approval.approve, head, step.pk, ladder.at)
    why = refused(approval.submit, drafter, made.pk, ladder.at)
    assert "đã thu hồi tờ trình. Lý do: Trình nhầm bản cũ." in why.reason
    assert queries.document_page(drafter, made.public_id).banners[-1].tone == "r"
    assert refused(from_below.take_over, drafter, proposal.pk, taking(proposal), ladder.at)


def test_called_back_after_signature_the_clerk_is_told_and_decides(ladder, sender, proposal, made):
    signed(ladder, made)
    issuing.withdraw(sender.who("vanthu"), proposal.source_id, "Trình nhầm.", sender.at)
    assert fresh(made).state == OutgoingState.SIGNED
    clerk = ladder.who("vanthu")
    assert Notice.objects.filter(to_id=clerk.post_id, text__startswith="Bên trình thu hồi").exists()
    issuing.number(clerk, made.pk, ladder.at)
    ladder.to(made, "tanhoa")
    issuing.issue(clerk, made.pk, ladder.at)
    assert fresh(proposal).state == IncomingState.RECALLED


def test_what_is_no_draft_is_refused(ladder, sender):
    proposal = arrived(ladder, sent(sender, n=2))
    drafter = ladder.who("chuyenvien")
    original = proposal.versions.get(kind=VersionKind.ORIGINAL)
    new = drafting.NewDraft(subject="a", type_code="QĐ")
    why = refused(from_below.take_over, drafter, proposal.pk, from_below.Taking(original.pk, new), ladder.at)
    assert "Chọn tệp dự thảo kèm theo" in why.reason
    annex = proposal.versions.get(kind=VersionKind.ANNEX)
    type(annex.blob).objects.filter(pk=annex.blob_id).update(media_type="application/msword")
    assert "không phải DOCX hoặc PDF" in refused(
        from_below.take_over, drafter, proposal.pk, taking(proposal), ladder.at
    ).reason  # fmt: skip
    assert refused(from_below.take_over, drafter, proposal.pk, from_below.Taking(0, new), ladder.at).field == "version"


def test_who_may_not(ladder, sender, proposal, province):
    stranger = province.actor("chuyenvien.tanhoa")
    assert refused(from_below.take_over, stranger, proposal.pk, taking(proposal), ladder.at).code == "not_found"
    assert refused(from_below.take_over, ladder.who("lanhdao"), proposal.pk, taking(proposal), ladder.at)
    drafter = ladder.who("chuyenvien")
    closing.close(ladder.who("lanhdao"), proposal.pk, "Đã giải quyết", ladder.at)
    assert "chưa giải quyết xong" in refused(
        from_below.take_over, drafter, proposal.pk, taking(proposal), ladder.at
    ).reason  # fmt: skip


def test_files_beside_a_paper(ladder, proposal):
    drafter = ladder.who("chuyenvien")
    document = ladder.draft(key="a")
    upload = files_.Upload(files.pdf(33), "phu-luc.pdf")
    annex = attaching.attach(drafter, document.pk, upload, ladder.at)
    assert attaching.attach(drafter, document.pk, upload, ladder.at).pk == annex.pk
    assert (
        "giữ nguyên như bên gửi"
        in refused(attaching.attach, ladder.who("vanthu"), proposal.pk, upload, ladder.at).reason
    )
    with history_last():
        attaching.drop_attached(drafter, document.pk, annex.pk, ladder.at)
    attaching.drop_attached(drafter, document.pk, annex.pk, ladder.at)
    assert below.attached_files(document) == []
    approval.submit(drafter, document.pk, ladder.at)
    assert refused(attaching.attach, drafter, document.pk, upload, ladder.at).code == "forbidden"
