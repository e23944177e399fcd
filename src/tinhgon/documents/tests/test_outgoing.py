"""The ladder of a paper going out: every step up, and every refused one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering.models import Entry
from tinhgon.core.verdict import Refused
from tinhgon.documents import lifecycle, queries
from tinhgon.documents.actions import approval, drafting, intake, issuing, papers
from tinhgon.documents.choices import CheckResult, DeliveryState, RelationKind, StepState
from tinhgon.documents.models import ApprovalRoute, Document, VisibilityRule
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, fresh
from tinhgon.organisation.models import AgencyProfile, IssuingBody, Succession


@pytest.fixture
def ladder(province):
    return Ladder(province)


def refused(act, *arguments, **more):
    with pytest.raises(Refused) as caught:
        act(*arguments, **more)
    return caught.value


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


def test_a_second_click_gives_the_same_number(ladder):
    document = ladder.numbered()
    again = issuing.number(ladder.who("vanthu"), document.pk, ladder.at)
    assert again.code == document.code
    assert Entry.objects.filter(document=document).count() == 1
    assert ladder.numbered().code == "02/UBND-VX"


def test_number_is_refused_before_signature_and_without_duty(ladder):
    document = ladder.approved()
    assert refused(issuing.number, ladder.who("vanthu"), document.pk, ladder.at).reason.startswith("Chỉ cấp số")
    signed = ladder.signed()
    assert refused(issuing.number, ladder.who("chuyenvien"), signed.pk, ladder.at).code == "forbidden"


def test_backdating_is_refused(ladder, province):
    document = ladder.signed()
    yesterday = timezone.localdate() - timedelta(days=1)
    found = refused(issuing.number, ladder.who("vanthu"), document.pk, ladder.at, on=yesterday)
    assert found.field == "on"
    assert fresh(document).entry_id is None
    assert issuing.number(ladder.who("vanthu"), document.pk, ladder.at).code == "01/UBND-VX"
    party = Ladder(province, "tinhuy")
    late = party.signed("KH")
    later = party.at + timedelta(days=2)
    numbered = issuing.number(party.who("vanthu"), late.pk, later)
    assert (numbered.issued_on, numbered.registered_at) == (timezone.localdate(), later)


def test_a_recipient_that_ended_yesterday_is_refused_by_name(ladder, province):
    document = ladder.numbered()
    ladder.to(document, "phuloc")
    ended, heir = province.body("phuloc"), province.body("tanhoa")
    today = timezone.localdate()
    IssuingBody.objects.filter(pk=ended.pk).update(ends_on=today)
    Succession.objects.create(
        predecessor=ended.unit, successor=heir.unit, operation="merge", effective_on=today, legal_basis="NQ"
    )
    line = issuing.RecipientLine("act", body_id=ended.pk)
    for found in (
        refused(issuing.issue, ladder.who("vanthu"), document.pk, ladder.at),
        refused(issuing.set_recipients, ladder.who("vanthu"), document.pk, [line], ladder.at),
    ):
        assert "đã kết thúc hoạt động" in found.reason
        assert "Ủy ban nhân dân xã Tân Hòa" in found.reason
    assert (fresh(document).state, document.deliveries.count()) == ("numbered", 0)
    assert not Document.objects.filter(source=document).exists()


def test_issue_needs_recipients_and_sends_once(ladder):
    document, clerk = ladder.numbered(), ladder.who("vanthu")
    assert refused(issuing.issue, clerk, document.pk, ladder.at).field == "recipients"
    ladder.to(document, "tanhoa")
    first = issuing.issue(clerk, document.pk, ladder.at)
    again = issuing.issue(clerk, document.pk, ladder.at)
    assert first == again
    assert Document.objects.filter(source=document).count() == document.deliveries.count() == 1
    assert refused(issuing.set_recipients, clerk, document.pk, [], ladder.at)


def test_outside_recipients_get_no_row(ladder):
    document = ladder.numbered()
    lines = [issuing.RecipientLine("know", name="Bưu điện tỉnh")]
    issuing.set_recipients(ladder.who("vanthu"), document.pk, lines, ladder.at)
    assert issuing.issue(ladder.who("vanthu"), document.pk, ladder.at).state == "issued"
    assert document.deliveries.count() == 0


@pytest.mark.parametrize(
    "lines",
    [
        [issuing.RecipientLine("act")],
        [issuing.RecipientLine("boss", name="Ai đó")],
        [issuing.RecipientLine("act", body_id=0)],
    ],
)
def test_bad_lines_of_recipients_are_refused(ladder, lines):
    document = ladder.draft()
    assert (
        refused(issuing.set_recipients, ladder.who("chuyenvien"), document.pk, lines, ladder.at).field == "recipients"
    )


def test_withdrawal_shows_on_the_recipients_side_and_closes_the_content(ladder, province):
    document = ladder.issued("tanhoa", "phuloc")
    clerk = province.actor("vanthu.tanhoa")
    received = Document.objects.get(source=document, agency__key="tanhoa")
    registered = intake.register_arrived(clerk, received.pk, ladder.at)
    assert refused(issuing.withdraw, ladder.who("vanthu"), document.pk, "", ladder.at).field == "reason"
    assert refused(issuing.withdraw, ladder.who("chuyenvien"), document.pk, "sai", ladder.at).code == "forbidden"
    issuing.withdraw(ladder.who("vanthu"), document.pk, "Sai số liệu", ladder.at)
    recalled = fresh(received)
    assert recalled.state == "recalled"
    assert (recalled.register_number, recalled.registered_at) == (registered.register_number, registered.registered_at)
    assert recalled.content_sha256 == document.content_sha256
    assert "Sai số liệu" in recalled.closing_reason
    assert set(document.deliveries.values_list("state", flat=True)) == {DeliveryState.WITHDRAWN}
    assert queries.version_for(clerk, recalled.public_id, received.versions.get().pk) is None
    page = queries.document_page(clerk, recalled.public_id)
    assert (page.preview, page.versions, page.banners[0].tone) == (None, [], "r")
    assert issuing.withdraw(ladder.who("vanthu"), document.pk, "lần nữa", ladder.at).state == "withdrawn"


def test_a_replacement_is_seen_on_both_sides(ladder, province):
    old = ladder.issued("tanhoa")
    new = drafting.start_replacement(ladder.who("chuyenvien"), old.pk, ladder.at, request_key="r")
    assert drafting.start_replacement(ladder.who("chuyenvien"), old.pk, ladder.at, request_key="r") == new
    assert [row.body for row in new.recipients.all()] == [row.body for row in old.recipients.all()]
    approval.submit(ladder.who("chuyenvien"), new.pk, ladder.at)
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        approval.approve(ladder.who(seat), new.steps.get(state="current").pk, ladder.at)
    clerk = ladder.who("vanthu")
    signature = ladder.signature(upload=papers.Upload(files.pdf(8), "ban-ky.pdf"))
    approval.sign_by_hand(clerk, new.pk, signature, ladder.at)
    issuing.number(clerk, new.pk, ladder.at)
    issuing.issue(clerk, new.pk, ladder.at)
    held = Document.objects.get(source=old, agency__key="tanhoa")
    page = queries.document_page(province.actor("vanthu.tanhoa"), held.public_id)
    assert page.banners[0].document == Document.objects.get(source=new, agency__key="tanhoa")
    assert queries.document_page(clerk, old.public_id).banners[0].document == new


def test_a_reply_is_addressed_and_related(ladder, province):
    incoming_source = ladder.issued("tinhuy", urgency="khan")
    received = Document.objects.get(source=incoming_source)
    clerk = province.actor("vanthu.tinhuy")
    intake.register_arrived(clerk, received.pk, ladder.at)
    reply = drafting.start_reply(clerk, received.pk, ladder.at, request_key="a")
    assert drafting.start_reply(clerk, received.pk, ladder.at, request_key="a") == reply
    assert (reply.urgency, reply.relations.get().kind) == ("khan", RelationKind.REPLIES)
    assert reply.recipients.get().body == province.body("ubnd")
    stranger = province.actor("chuyenvien.mttq")
    assert refused(drafting.start_reply, stranger, received.pk, ladder.at).code == "forbidden"


def test_a_restricted_paper_is_seen_by_name_only_and_still_numbered(ladder, province):
    document = ladder.draft(is_restricted=True)
    assert queries.paper_for(ladder.who("truongphong"), document.public_id) is None
    approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at)
    assert queries.paper_for(ladder.who("truongphong"), document.public_id) is not None
    assert VisibilityRule.objects.filter(includes_restricted=False).exists()
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        approval.approve(ladder.who(seat), document.steps.get(state="current").pk, ladder.at)
    clerk = ladder.who("vanthu")
    approval.sign_by_hand(clerk, document.pk, ladder.signature(), ladder.at)
    assert issuing.number(clerk, document.pk, ladder.at).code == "01/UBND-VX"


def _in_state(ladder, state):
    makers = {
        "draft": ladder.draft,
        "submitted": ladder.submitted,
        "approved": ladder.approved,
        "signed": ladder.signed,
        "numbered": ladder.numbered,
        "issued": ladder.issued,
    }
    return makers[state]()


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "signed", "numbered", "issued"])
def test_every_move_that_the_table_does_not_name_is_refused(ladder, state):
    document = _in_state(ladder, state)
    actor = ladder.who("vanthu")
    for move, (starts, _ends, _verb) in lifecycle.OUTGOING.items():
        if document.state in starts:
            continue
        locked = lifecycle.locked(document.pk, actor.agency_id)
        assert refused(lifecycle.advance, actor, locked, move, ladder.at).code == "wrong_state"
    assert fresh(document).state == state
