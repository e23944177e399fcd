"""The phiếu trình: written, gone up with the draft, decided on the version that was seen, kept as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.storage import queries as storage
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import answering, approval, briefing, deciding, opinions
from tinhgon.documents.choices import BriefState, OutgoingState, StepState
from tinhgon.documents.models import Brief, BriefOpinion, Document
from tinhgon.documents.queries import briefing as briefs
from tinhgon.documents.tests import test_polling
from tinhgon.documents.tests.ladder import Ladder, fresh, refused

pytestmark = pytest.mark.django_db
OPTIONS = (
    {"text": "Ban hành ngay trong quý này", "is_proposed": True},
    {"text": "Thí điểm ở ba xã trước", "is_proposed": False},
)


def content(**more: Any) -> briefing.Content:
    values = {"summary": "Cần rà soát 214 thủ tục.", "options": OPTIONS, "proposal": "Đề nghị ký ban hành."} | more
    return briefing.Content(**values)


@pytest.fixture
def ladder(province) -> Ladder:
    return Ladder(province)


@pytest.fixture
def drafted(ladder) -> Document:
    document = ladder.draft("KH", key="d")
    briefing.write(ladder.who("chuyenvien"), document.pk, content(), ladder.at)
    return document


@pytest.fixture
def up(ladder, drafted) -> Document:
    return approval.submit(ladder.who("chuyenvien"), drafted.pk, ladder.at)


def step_of(document: Document) -> int:
    return document.steps.get(state=StepState.CURRENT).pk


def agree(ladder: Ladder, document: Document, *seats: str) -> None:
    for seat in seats:
        approval.approve(ladder.who(seat), step_of(document), ladder.at)


def at_the_leader(ladder: Ladder, document: Document) -> Document:
    agree(ladder, document, "truongphong", "chanhvp")
    return fresh(document)


def test_it_goes_up_with_the_draft_and_is_kept_as_a_sheet(ladder, up):
    brief = briefs.last_brief(up)
    assert (brief.state, brief.ordinal, brief.round) == (BriefState.SENT, 1, 1)
    assert brief.draft.ordinal == 1
    kept = storage.content(brief.sheet)
    assert kept.startswith(b"%PDF")
    assert briefs.sheet_content(ladder.who("lanhdao"), up.public_id, 1) == kept


def test_the_leader_agrees_and_what_was_seen_stays(ladder, up):
    at_the_leader(ladder, up)
    leader = ladder.who("lanhdao")
    deciding.decide(leader, up.pk, "agreed", "Đồng ý ban hành.", ladder.at, seen=1, option=1)
    assert fresh(up).state == OutgoingState.APPROVED
    view = briefs.brief_view(leader, up.public_id)
    assert view.brief.state == BriefState.AGREED
    last = view.said[-1]
    assert (last.decision, last.option, last.step.opinion) == ("agreed", 1, "Đồng ý ban hành.")
    # Who initialled before him stands there too, by the ordinary way.
    assert [row.decision for row in view.said] == ["agreed"] * 3
    assert exports.brief_pdf(view, ladder.at, leader.name).startswith(b"%PDF")
    assert refused(briefing.write, ladder.who("chuyenvien"), up.pk, content(), ladder.at)


@pytest.mark.parametrize(
    ("lacking", "field"),
    [({"options": ()}, "options"), ({"options": ({"text": "  ", "is_proposed": True},)}, "options"),
     ({"options": ({"text": "A"}, {"text": "B"})}, "options"), ({"summary": " "}, "summary"),
     ({"proposal": ""}, "proposal")],
)  # fmt: skip
def test_with_nothing_to_decide_it_does_not_go_up(ladder, drafted, lacking, field):
    drafter = ladder.who("chuyenvien")
    briefing.write(drafter, drafted.pk, content(**lacking), ladder.at)
    why = refused(approval.submit, drafter, drafted.pk, ladder.at)
    assert (why.code, why.field) == ("brief", field)
    assert fresh(drafted).state == OutgoingState.DRAFT


def test_a_single_option_is_the_proposed_one(ladder, drafted):
    brief = briefing.write(ladder.who("chuyenvien"), drafted.pk, content(options=({"text": "Ký"},)), ladder.at)
    assert brief.proposed == 1
    two = ({"text": "A", "is_proposed": True}, {"text": "B", "is_proposed": True})
    assert refused(briefing.write, ladder.who("chuyenvien"), drafted.pk, content(options=two), ladder.at)


def test_a_draft_without_one_goes_up_as_before(ladder):
    assert ladder.submitted().briefs.count() == 0


def test_agreed_with_changes_comes_back_and_the_next_version_says_what_was_done(ladder, up):
    at_the_leader(ladder, up)
    leader, drafter = ladder.who("lanhdao"), ladder.who("chuyenvien")
    assert refused(deciding.decide, leader, up.pk, "changes", " ", ladder.at, seen=1).field == "words"
    assert refused(deciding.decide, leader, up.pk, "agreed", "", ladder.at, seen=1, option=2).field == "option"
    deciding.decide(leader, up.pk, "changes", "Chọn thí điểm, sửa Mục 3.", ladder.at, seen=1, option=2)
    assert fresh(up).state == OutgoingState.DRAFT
    assert briefs.last_brief(up).state == BriefState.CHANGES
    assert Event.objects.filter(object_id=up.pk, verb="documents.agree_with_changes").exists()
    assert Notice.objects.filter(to_id=drafter.post_id, text__startswith="Đồng ý, đề nghị sửa").exists()
    # The words the first version came back with have to be answered.
    assert refused(approval.submit, drafter, up.pk, ladder.at).field == "changes"
    briefing.write(drafter, up.pk, content(changes=" "), ladder.at)
    assert refused(approval.submit, drafter, up.pk, ladder.at).field == "changes"
    briefing.write(drafter, up.pk, content(changes="Đã sửa Mục 3 theo phương án 2."), ladder.at)
    approval.submit(drafter, up.pk, ladder.at)
    assert [(row.ordinal, row.state) for row in briefs.versions_of(up)] == [(2, "sent"), (1, "changes")]
    assert briefs.brief_view(leader, up.public_id, 1).said[-1].option == 2


def test_sent_back_and_taken_back_say_so(ladder, up):
    drafter = ladder.who("chuyenvien")
    approval.pull_back(drafter, up.pk, "Thiếu phụ lục", ladder.at)
    brief = briefs.last_brief(up)
    assert (brief.state, brief.ended_words) == (BriefState.RECALLED, "Thiếu phụ lục")
    # Up again as it was: what was seen the first time stays, a new version goes up.
    approval.submit(drafter, up.pk, ladder.at)
    assert [row.state for row in briefs.versions_of(up)] == ["sent", "recalled"]
    deciding.decide(ladder.who("truongphong"), up.pk, "returned", "Sai căn cứ.", ladder.at, seen=2)
    assert briefs.last_brief(up).state == BriefState.RETURNED
    assert briefs.brief_view(drafter, up.public_id).said[0].decision == "returned"


def test_a_change_while_it_is_up_is_the_next_version(ladder, up):
    at_the_leader(ladder, up)
    drafter, leader = ladder.who("chuyenvien"), ladder.who("lanhdao")
    old = briefs.last_brief(up)
    same = briefing.write(drafter, up.pk, content(), ladder.at)
    assert same.pk == old.pk
    new = briefing.write(drafter, up.pk, content(summary="Thêm số liệu của ba xã."), ladder.at)
    old.refresh_from_db()
    assert (new.ordinal, new.state, old.state, old.summary) == (2, "sent", "superseded", "Cần rà soát 214 thủ tục.")
    assert Notice.objects.filter(to_id=leader.post_id, text__contains="đã bổ sung (lần 2)").exists()
    # The leader still has the first version on his screen.
    why = refused(deciding.decide, leader, up.pk, "agreed", "", ladder.at, seen=1)
    assert why.code == "changed"
    deciding.decide(leader, up.pk, "agreed", "", ladder.at, seen=2)
    assert new.said.count() == 1
    assert old.said.count() == 2


def test_a_change_that_lacks_something_does_not_take_its_place(ladder, up):
    assert refused(briefing.write, ladder.who("chuyenvien"), up.pk, content(options=()), ladder.at).field == "options"
    assert [row.state for row in briefs.versions_of(up)] == ["sent"]


def test_two_clicks_and_two_tabs(ladder, up):
    at_the_leader(ladder, up)
    leader, step = ladder.who("lanhdao"), step_of(up)
    for _ in range(2):
        deciding.decide(leader, up.pk, "agreed", "Đồng ý", ladder.at, seen=1, step_id=step)
    assert BriefOpinion.objects.filter(step_id=step).count() == 1
    for decision in ("returned", "changes"):
        why = refused(deciding.decide, leader, up.pk, decision, "Thôi, sửa lại", ladder.at, seen=1, step_id=step)
        assert "đã cho ý kiến “Đồng ý”" in why.reason
    assert fresh(up).state == OutgoingState.APPROVED


def test_a_second_click_never_falls_on_the_next_step_of_the_same_person(ladder, up):
    step = step_of(up)
    deciding.decide(ladder.who("truongphong"), up.pk, "agreed", "", ladder.at, seen=1, step_id=step)
    up.steps.filter(state=StepState.CURRENT).update(post=up.steps.get(pk=step).post)
    deciding.decide(ladder.who("truongphong"), up.pk, "agreed", "", ladder.at, seen=1, step_id=step)
    assert up.steps.filter(state=StepState.APPROVED).count() == 1


@pytest.mark.parametrize("decision", ["returned", "changes"])
def test_who_is_asked_at_two_steps_at_once_speaks_at_the_one_he_names(ladder, up, decision):
    first, second = up.steps.order_by("ordinal")[:2]
    up.steps.filter(pk__in=(first.pk, second.pk)).update(state=StepState.CURRENT, stage=first.ordinal)
    both = replace(ladder.who("truongphong"), post_ids=frozenset({first.post.principal_id, second.post.principal_id}))
    deciding.decide(both, up.pk, decision, "Sửa Mục 3.", ladder.at, seen=1, step_id=second.pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert [(step.state, step.opinion) for step in (first, second)] == [
        (StepState.SKIPPED, ""), (StepState.SENT_BACK, "Sửa Mục 3.")
    ]  # fmt: skip
    assert BriefOpinion.objects.get(step__document=up).step_id == second.pk


def test_strangers_and_those_not_asked(ladder, up, province):
    stranger = province.actor("truongphong.sonoivu", office="sonoivu")
    assert briefs.brief_view(stranger, up.public_id) is None
    assert briefs.sheet_content(stranger, up.public_id, 1) is None
    assert refused(briefing.write, stranger, up.pk, content(), ladder.at).code == "not_found"
    assert refused(deciding.decide, stranger, up.pk, "agreed", "", ladder.at).code == "not_found"
    chief = ladder.who("chanhvp")
    assert "Bước này chờ" in refused(deciding.decide, chief, up.pk, "agreed", "", ladder.at, seen=1).reason
    leader = ladder.who("lanhdao")
    assert refused(briefing.write, leader, up.pk, content(summary="Khác"), ladder.at).code == "forbidden"


def test_two_people_writing_keep_both_their_words(ladder, drafted):
    mark = briefs.mark_of(briefs.last_brief(drafted))
    briefing.write(ladder.who("truongphong"), drafted.pk, content(summary="Của trưởng phòng"), ladder.at, read=mark)
    why = refused(
        briefing.write, ladder.who("chuyenvien"), drafted.pk, content(summary="Của tôi"), ladder.at, read=mark
    )
    assert why.code == "changed"
    assert briefs.last_brief(drafted).summary == "Của trưởng phòng"


@pytest.fixture
def asked(ladder) -> Document:
    """A paper that asked two places; one has answered."""
    document = ladder.issued("sonoivu", key="hoi")
    clerk = ladder.who("vanthu")
    answering.ask_answers(clerk, document.pk, ladder.at + timedelta(days=5), ladder.at)
    row = answering.add_asked(clerk, document.pk, "Đoàn Luật sư tỉnh", ladder.at)
    answering.record_answer(clerk, document.pk, row.pk, answering.NewAnswer("opinions", ladder.at), ladder.at)
    opinions.write_opinion(
        clerk, document.pk, row.pk, opinions.Opinion("Bổ sung thời hạn.", "Điều 5", "", ""), ladder.at
    )
    return fresh(document)


def test_opinions_there_and_missing_are_gathered_with_since_when(ladder, drafted, asked):
    drafter = ladder.who("chuyenvien")
    briefing.write(drafter, drafted.pk, content(papers=[asked.pk]), ladder.at)
    approval.submit(drafter, drafted.pk, ladder.at, opinions_from=[ladder.province.post("phochutich.ubnd").pk])
    view = briefs.brief_view(drafter, drafted.public_id)
    assert [(row.who, row.words) for row in view.given_opinions] == [
        ("Đoàn Luật sư tỉnh", "Có ý kiến. Điều 5: Bổ sung thời hạn")
    ]
    missing = {row.kind: row for row in view.missing_opinions}
    assert missing["Văn bản trả lời"].since == asked.issued_at
    assert missing["Cho ý kiến"].note == "Chưa đến lượt"
    # Kept as it went up; afterwards as it was when the last word fell.
    brief = view.brief
    assert len(brief.opinions["said"]) == 1
    agree(ladder, drafted, "truongphong", "chanhvp")
    opinion = drafted.steps.get(state=StepState.CURRENT)
    approval.approve(ladder.who("phochutich"), opinion.pk, ladder.at, opinion="Nhất trí")
    deciding.decide(ladder.who("lanhdao"), drafted.pk, "agreed", "", ladder.at, seen=1)
    view = briefs.brief_view(drafter, drafted.public_id)
    assert [row.words for row in view.given_opinions] == ["Nhất trí", "Có ý kiến. Điều 5: Bổ sung thời hạn"]
    assert [row.kind for row in view.missing_opinions] == ["Văn bản trả lời"]


def test_who_is_asked_may_read_the_papers_that_go_up(ladder, drafted, asked, province):
    drafter = ladder.who("chuyenvien")
    deputy = province.post("phochutich.ubnd")
    briefing.write(drafter, drafted.pk, content(papers=[asked.pk]), ladder.at)
    approval.submit(drafter, drafted.pk, ladder.at, opinions_from=[deputy.pk])
    assert deputy.principal_id in fresh(asked).reader_ids


def test_restricted_papers_go_up_with_restricted_drafts_only(ladder, drafted):
    drafter = ladder.who("chuyenvien")
    secret = ladder.draft(key="han-che", is_restricted=True)
    assert refused(briefing.write, drafter, drafted.pk, content(papers=[secret.pk]), ladder.at).field == "papers"
    restricted = ladder.draft("KH", key="r", is_restricted=True)
    briefing.write(drafter, restricted.pk, content(papers=[secret.pk]), ladder.at)
    approval.submit(drafter, restricted.pk, ladder.at)
    chief = ladder.who("chanhvp")
    view = briefs.brief_view(chief, restricted.public_id)
    assert view.hidden_count == 1
    assert view.papers == []
    assert briefs.sheet_content(chief, restricted.public_id, 1) is None
    assert briefs.sheet_content(drafter, restricted.public_id, 1) is not None


def test_one_by_one_in_the_database(ladder, drafted):
    assert Brief.objects.filter(document=drafted).count() == 1
    assert queries.document_page(ladder.who("chuyenvien"), drafted.public_id).brief.ordinal == 1


def test_an_opinion_round_is_counted_and_the_silent_are_named(ladder, drafted):
    poll = test_polling.opened(ladder, document_id=drafted.pk)
    test_polling.vote(ladder, poll, "lanhdao", "agree")
    test_polling.vote(ladder, poll, "chanhvp", "other", "Bổ sung Điều 3")
    view = briefs.brief_view(ladder.who("chuyenvien"), drafted.public_id)
    (said,) = view.given_opinions
    assert said.words == "đồng ý 1, ý kiến khác 1 trên 3 thành viên"
    # How each member voted is read by the round alone.
    assert "Bổ sung" not in said.words
    (silent,) = view.missing_opinions
    assert silent.who.startswith(ladder.who("truongphong").name)
    assert silent.since == poll.opened_at
