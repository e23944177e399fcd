"""Number, recipients, issue, withdrawal and replacement: every step up, and every refused one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.models import Entry
from tinhgon.documents import lifecycle, queries
from tinhgon.documents.actions import approval, drafting, intake, issuing, papers
from tinhgon.documents.choices import DeliveryState, RelationKind
from tinhgon.documents.forms import outgoing
from tinhgon.documents.models import Document, VisibilityRule
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, fresh, passed_on, refused
from tinhgon.organisation.models import IssuingBody, Succession


@pytest.fixture
def ladder(province):
    return Ladder(province)


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


def test_an_inserted_number_reaches_its_paper(ladder):
    """Office-practice A: off by default, allowed by the book, taken by a named holder with a reason."""
    first = ladder.numbered()
    chief, clerk = ladder.who("chanhvp"), ladder.who("vanthu")
    book = first.book
    given = {"holder_id": clerk.post_id, "holder_label": clerk.label, "expires_at": ladder.at + timedelta(days=1)}
    wanted = {"number": 1, "suffix": "a", "reason": "Ký ngày 02, sót số"} | given
    assert refused(numbering.insert, chief, book, clerk.on, ladder.at, **wanted).reason.startswith("Sổ này không cho")
    book.allows_inserting = True
    book.save()
    paper = ladder.signed()
    taken = {"reserved_number": 1, "reserved_suffix": "a"}
    assert refused(issuing.number, clerk, paper.pk, ladder.at, **taken).reason.startswith("Số 1a không được giữ")
    entry = numbering.insert(chief, book, clerk.on, ladder.at, **wanted)
    number = issuing.number(clerk, paper.pk, ladder.at, **taken)
    assert (number.code, number.number, number.register_number) == ("01a/UBND-VX", "01a", 1)
    assert (number.register_label, number.entry_id) == ("1a", entry.pk)
    assert ladder.numbered().code == "02/UBND-VX"


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("", {}),
        (" 12 ", {"reserved_number": 12, "reserved_suffix": ""}),
        ("012A", {"reserved_number": 12, "reserved_suffix": "a"}),
        ("7đb", {"reserved_number": 7, "reserved_suffix": "đb"}),
        ("0", None),
        ("a", None),
        ("12abc", None),
    ],
)
def test_a_kept_number_is_typed_with_its_letter(typed, given):
    form = outgoing.NumberForm({"reserved_number": typed})
    assert (form.reserved() if form.is_valid() else None) == given


def test_a_wrong_scan_is_replaced_until_the_number_is_given(ladder):
    signed = ladder.signed()
    clerk = ladder.who("vanthu")
    right = ladder.signature(upload=papers.Upload(files.pdf(8), "ban-dung.pdf"), signer_name="Trần Văn Ký")
    again = approval.sign_by_hand(clerk, signed.pk, right, ladder.at)
    assert (again.state, again.signer_name) == ("signed", "Trần Văn Ký")
    assert again.content_sha256 == papers.sha256(right.upload) != signed.content_sha256
    assert [row.file_name for row in again.versions.filter(kind="signed").order_by("ordinal")] == [
        "ban-ky.pdf",
        "ban-dung.pdf",
    ]
    assert audit.history("document", signed.pk)[0].verb == "documents.replace_signed"
    approval.sign_by_hand(clerk, signed.pk, right, ladder.at)
    assert again.versions.filter(kind="signed").count() == 2
    issuing.number(clerk, signed.pk, ladder.at)
    assert "chưa cấp số" in refused(approval.sign_by_hand, clerk, signed.pk, ladder.signature(), ladder.at).reason
    ladder.to(again, "tanhoa")
    issuing.issue(clerk, signed.pk, ladder.at)
    received = Document.objects.get(source=signed)
    assert [row.file_name for row in received.versions.all()] == ["ban-dung.pdf"]


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


def test_withdrawal_reaches_what_was_passed_on_again_and_again(ladder, province):
    document = ladder.issued("tinhuy")
    held = [Document.objects.get(source=document)]
    for home, to in (("tinhuy", "mttq"), ("mttq", "phuloc"), ("phuloc", "tanhoa")):
        intake.register_arrived(province.actor(f"vanthu.{home}"), held[-1].pk, ladder.at)
        held.append(passed_on(province, held[-1], home, to, ladder.at))
    assert queries.version_for(province.actor("vanthu.tanhoa"), held[-1].public_id, held[-1].versions.first().pk)
    issuing.withdraw(ladder.who("vanthu"), document.pk, "Sai số liệu", ladder.at)
    assert [fresh(row).state for row in held] == ["recalled"] * 4
    for home, row in zip(("mttq", "phuloc", "tanhoa"), held[1:], strict=True):
        clerk = province.actor(f"vanthu.{home}")
        assert queries.version_for(clerk, row.public_id, row.versions.first().pk) is None


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
