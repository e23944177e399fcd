"""Drafts and their approval: every step up, and every refused one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, drafting, papers
from tinhgon.documents.choices import CheckResult, StepState
from tinhgon.documents.models import ApprovalRoute, Document
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, fresh, refused
from tinhgon.organisation.models import AgencyProfile


@pytest.fixture
def ladder(province):
    return Ladder(province)


def test_a_state_letter_goes_the_whole_way(ladder):
    document = ladder.issued("tanhoa", "sonoivu")
    year = timezone.localdate().year
    assert (document.code, document.state) == ("01/UBND-VX", "issued")
    assert document.entry.period.label == str(year)
    assert document.issued_on == timezone.localdate()
    received = Document.objects.get(source=document, agency__key="tanhoa")
    assert (received.state, received.code, received.subject) == ("arrived", "01/UBND-VX", document.subject)
    assert received.versions.get().blob == document.versions.get(kind="signed").blob
    assert received.versions.get().blob.reference_count == 3
    verbs = [row.verb for row in audit.history("document", document.pk)][::-1]
    assert verbs == [
        "documents.draft",
        "documents.submit",
        "documents.approve",
        "documents.approve",
        "documents.approve",
        "documents.sign_by_hand",
        "documents.number",
        "documents.set_recipients",
        "documents.issue",
    ]
    assert audit.is_intact("document", document.pk)
    clerk = ladder.province.actor("vanthu.tanhoa")
    assert queries.paper_for(clerk, received.public_id) == received
    assert queries.paper_for(clerk, document.public_id) is None


def test_named_types_and_party_papers_have_their_symbols(ladder, province):
    assert ladder.numbered("QĐ").code == "01/QĐ-UBND"
    party = Ladder(province, "tinhuy")
    assert party.numbered("KH").code == "01-KH/TU"
    assert party.numbered("CV").code == "01-CV/TU"
    assert party.numbered("CV").code == "02-CV/TU"


def test_a_draft_has_no_number(ladder):
    document = ladder.draft()
    assert (document.code, document.number, document.entry_id, document.draft_ordinal) == ("", "", None, 1)
    assert document.label.startswith("Dự thảo")


def test_the_same_request_is_one_draft(ladder):
    assert ladder.draft(key="once") == ladder.draft(key="once")


def test_the_subject_is_kept_bare(ladder):
    new = drafting.NewDraft(subject="V/v  báo cáo  quý III", type_code="BC")
    assert drafting.draft(ladder.who("chuyenvien"), new, ladder.at).subject == "báo cáo quý III"


def test_addressees_that_are_known_become_bodies(ladder, province):
    document = ladder.draft(addressees=("Ủy ban Nhân dân xã Tân Hòa", "Công ty Điện lực"))
    assert [row.body for row in document.recipients.order_by("ordinal")] == [province.body("tanhoa"), None]


def test_a_type_of_another_rule_set_is_refused(ladder):
    new = drafting.NewDraft(subject="x", type_code="KL")
    assert "không dùng cho" in refused(drafting.draft, ladder.who("chuyenvien"), new, ladder.at).reason


@pytest.mark.parametrize("seat", ["lanhdao", "quantri"])
def test_who_has_no_duty_to_draft_is_refused(ladder, seat):
    new = drafting.NewDraft(subject="x", type_code="CV")
    assert refused(drafting.draft, ladder.who(seat), new, ladder.at).code == "forbidden"


def test_versions_count_up_and_differ(ladder):
    document = ladder.draft()
    upload = papers.Upload(files.docx(), "du-thao.docx")
    version = drafting.add_version(ladder.who("chuyenvien"), document.pk, upload, ladder.at)
    assert (version.ordinal, fresh(document).draft_ordinal) == (2, 2)
    comparison = queries.comparison(ladder.who("chuyenvien"), document.public_id, 1, 2)
    assert comparison.change_count > 0
    again = refused(drafting.add_version, ladder.who("chuyenvien"), document.pk, upload, ladder.at)
    assert "giống hệt" in again.reason
    assert document.versions.count() == 2


def test_difference_by_words():
    pieces = queries.difference("Gửi trước ngày 05/7", "Gửi trước ngày 04/7 nhé")
    assert [(p.kind, p.text.strip()) for p in pieces] == [
        ("same", "Gửi trước ngày"),
        ("del", "05/7"),
        ("ins", "04/7 nhé"),
    ]


@pytest.mark.parametrize("content,name", [(b"", "a.docx"), (b"<html>", "a.docx"), (b"MZ", "a.exe")])
def test_a_bad_file_leaves_nothing(ladder, content, name):
    document = ladder.draft()
    found = refused(
        drafting.add_version, ladder.who("chuyenvien"), document.pk, papers.Upload(content, name), ladder.at
    )
    assert found.field == "file"
    assert document.versions.count() == 1


def test_a_secret_file_is_refused_and_only_the_refusal_is_kept(ladder):
    document = ladder.draft()
    upload = papers.Upload(files.docx(7, "mat"), "mat.docx")
    found = refused(drafting.add_version, ladder.who("chuyenvien"), document.pk, upload, ladder.at)
    assert found.code == "secret"
    assert audit.history("document", document.pk)[0].verb == "documents.refuse_secret"
    assert document.versions.count() == 1


def test_a_scan_needs_the_declaration(ladder):
    document = ladder.approved()
    signature = ladder.signature(upload=papers.Upload(files.scan(), "quet.pdf"))
    clerk = ladder.who("vanthu")
    assert refused(approval.sign_by_hand, clerk, document.pk, signature, ladder.at).code == "undeclared"
    signature = ladder.signature(upload=papers.Upload(files.scan(), "quet.pdf", True))
    signed = approval.sign_by_hand(clerk, document.pk, signature, ladder.at)
    assert (signed.state, signed.needs_text_recognition) == ("signed", True)


def test_a_draft_is_seen_by_its_chain_only(ladder, province):
    document = ladder.draft()
    sees = {
        name: queries.paper_for(province.actor(name), document.public_id) is not None
        for name in ("chuyenvien.ubnd", "truongphong.ubnd", "vanthu.ubnd", "chuyenvien.tinhuy", "quantri.ubnd")
    }
    assert sees == {
        "chuyenvien.ubnd": True,
        "truongphong.ubnd": True,
        "vanthu.ubnd": False,
        "chuyenvien.tinhuy": False,
        "quantri.ubnd": False,
    }
    assert ladder.approved()
    stranger = province.actor("chuyenvien.tinhuy")
    assert refused(drafting.comment, stranger, document.pk, "x", ladder.at).code == "not_found"


def test_steps_wait_for_their_turn_and_their_post(ladder):
    document = ladder.submitted()
    steps = list(document.steps.order_by("ordinal"))
    assert [step.state for step in steps] == ["current", "waiting", "waiting"]
    assert fresh(document).waits_for == steps[0].post.principal
    assert "chờ" in refused(approval.approve, ladder.who("chanhvp"), steps[0].pk, ladder.at).reason
    assert refused(approval.approve, ladder.who("chanhvp"), steps[1].pk, ladder.at)
    approval.approve(ladder.who("truongphong"), steps[0].pk, ladder.at, opinion="Nhất trí")
    again = approval.approve(ladder.who("truongphong"), steps[0].pk, ladder.at)
    assert again.state == "submitted"
    assert document.steps.filter(state=StepState.APPROVED).count() == 1


def test_sending_back_needs_a_reason_and_starts_a_new_round(ladder):
    document = ladder.submitted()
    head = ladder.who("truongphong")
    assert refused(approval.send_back, head, document.pk, " ", ladder.at).field == "reason"
    assert refused(approval.send_back, ladder.who("chanhvp"), document.pk, "sửa", ladder.at).code == "forbidden"
    back = approval.send_back(head, document.pk, "Sửa căn cứ", ladder.at)
    assert (back.state, back.waits_for) == ("draft", back.drafter.principal)
    again = approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at)
    assert set(again.steps.values_list("round", flat=True)) == {1, 2}
    assert again.steps.filter(round=1, state=StepState.SENT_BACK).count() == 1


def test_pulling_back_is_the_drafters(ladder):
    document = ladder.submitted()
    assert refused(approval.pull_back, ladder.who("lanhdao"), document.pk, "", ladder.at).code == "forbidden"
    assert approval.pull_back(ladder.who("chuyenvien"), document.pk, "", ladder.at).state == "draft"
    assert refused(approval.pull_back, ladder.who("chuyenvien"), document.pk, "", ladder.at)


def test_what_is_submitted_is_not_edited(ladder):
    document = ladder.submitted()
    upload = papers.Upload(files.docx(), "x.docx")
    drafter = ladder.who("chuyenvien")
    assert "dự thảo" in refused(drafting.add_version, drafter, document.pk, upload, ladder.at).reason
    assert refused(drafting.abandon, drafter, document.pk, "x", ladder.at)


def test_opinions_are_asked_side_by_side_before_the_signature(ladder, province):
    document = ladder.draft()
    asked = [province.post("tochuc.ubnd").pk, province.post("phochutich.ubnd").pk]
    approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at, opinions_from=asked)
    for seat in ("truongphong", "chanhvp"):
        approval.approve(ladder.who(seat), document.steps.get(state="current").pk, ladder.at)
    assert sorted(document.steps.filter(state="current").values_list("kind", flat=True)) == ["opinion", "opinion"]
    for seat in ("phochutich", "tochuc"):
        actor = ladder.who(seat)
        step = queries.step_for(actor, document.public_id)
        approval.approve(actor, step.pk, ladder.at, opinion="Nhất trí")
    assert document.steps.get(state="current").kind == "signature"


def test_a_head_who_drafts_is_not_asked_twice(ladder):
    actor = ladder.who("truongphong")
    document = drafting.draft(actor, drafting.NewDraft(subject="x y", type_code="CV"), ladder.at)
    approval.submit(actor, document.pk, ladder.at)
    assert list(document.steps.order_by("ordinal").values_list("state", flat=True)) == [
        "skipped",
        "current",
        "waiting",
    ]


def test_a_route_without_signature_is_refused(ladder, province):
    ApprovalRoute.objects.filter(agency=province.agency("ubnd"), kind="signature").delete()
    assert "bước ký" in refused(approval.submit, ladder.who("chuyenvien"), ladder.draft().pk, ladder.at).reason


def test_the_route_of_the_type_wins(ladder, province):
    agency = province.agency("ubnd")
    post = province.post("phochutich.ubnd")
    ApprovalRoute.objects.create(agency=agency, type_code="GM", ordinal=1, kind="signature", post=post)
    document = ladder.submitted("GM")
    assert [step.post for step in document.steps.all()] == [post]


def test_where_the_check_is_compulsory_it_must_have_passed(ladder, province):
    AgencyProfile.objects.filter(pk=province.agency("ubnd").pk).update(check_is_compulsory=True)
    document, drafter = ladder.draft(), ladder.who("chuyenvien")
    version = document.versions.get()
    assert refused(approval.submit, drafter, document.pk, ladder.at).code == "unchecked"
    assert refused(drafting.record_check, drafter, version.pk, CheckResult.BLOCKED, ladder.at).field == "reason"
    drafting.record_check(drafter, version.pk, CheckResult.BLOCKED, ladder.at, reason="Sai cỡ chữ")
    assert refused(approval.submit, drafter, document.pk, ladder.at).code == "unchecked"
    overrule = drafting.record_check, drafter, version.pk, CheckResult.OVERRULED, ladder.at
    assert refused(*overrule, reason="Gấp").code == "forbidden"
    chief = ladder.who("chanhvp")
    drafting.record_check(chief, version.pk, CheckResult.OVERRULED, ladder.at, reason="Mẫu riêng của ngành")
    assert approval.submit(drafter, document.pk, ladder.at).state == "submitted"


def test_signature_is_written_down_once_approved_and_never_before(ladder):
    submitted, clerk = ladder.submitted(), ladder.who("vanthu")
    assert refused(approval.sign_by_hand, clerk, submitted.pk, ladder.signature(), ladder.at)
    document = ladder.approved()
    tomorrow = timezone.localdate() + timedelta(days=1)
    early = timezone.localdate() - timedelta(days=1)
    for day in (tomorrow, early):
        signature = ladder.signature(signed_on=day)
        assert refused(approval.sign_by_hand, clerk, document.pk, signature, ladder.at).field == "signed_on"
    nameless = ladder.signature(signer_name=" ")
    assert refused(approval.sign_by_hand, clerk, document.pk, nameless, ladder.at).field == "signer_name"
    drafter = ladder.who("chuyenvien")
    assert refused(approval.sign_by_hand, drafter, document.pk, ladder.signature(), ladder.at).code == "forbidden"
    signed = approval.sign_by_hand(clerk, document.pk, ladder.signature(), ladder.at)
    assert approval.sign_by_hand(clerk, document.pk, ladder.signature(), ladder.at) == signed
    assert document.versions.filter(kind="signed").count() == 1


def test_approved_may_be_returned_before_it_is_signed(ladder):
    document = ladder.approved()
    assert approval.send_back(ladder.who("vanthu"), document.pk, "Sai thể thức", ladder.at).state == "draft"
