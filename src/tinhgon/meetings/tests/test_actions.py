"""Answers to invitations: one tap, somebody sent, clashes, leave, replaced and called-off meetings, strangers."""

from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import intake
from tinhgon.documents.models import Document, Invitation
from tinhgon.meetings import actions, queries
from tinhgon.meetings.choices import Answer
from tinhgon.meetings.models import Attendance
from tinhgon.meetings.tests.conftest import AT, HOUR, STARTS
from tinhgon.organisation.models import Delegation

LATER = AT + timedelta(hours=2)


def _answers(paper: Any) -> dict[str, str]:
    rows = Attendance.objects.filter(invitation__document=paper).select_related("post")
    return {row.post.title: row.answer for row in rows}


def test_one_tap_settles_the_paper(who: Any, invite: Any) -> None:
    paper = invite("1")
    made = actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, LATER)
    assert made.answer == Answer.GOING
    paper.refresh_from_db()
    assert (paper.state, paper.waits_for_id, paper.handled_at) == ("closed", None, LATER)
    assert "dự họp" in paper.closing_reason
    assert paper.closings.get().reason.code == "met"
    events = Event.objects.count()
    assert actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, LATER + HOUR) == made
    assert Event.objects.count() == events


def test_the_one_sent_is_told_and_reads(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    assert documents.paper_for(who("chuyenvien"), paper.public_id) is None
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))
    assert documents.paper_for(who("chuyenvien"), paper.public_id) == paper
    notice = Notice.objects.get(to_id=principal("chuyenvien"), kind="meeting")
    assert "08:00 06/03/2026" in notice.text
    assert sorted(_answers(paper).values()) == [Answer.GOING, Answer.SENT]
    # Another one instead: the first is told that he need not go.
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER + HOUR, send_to=principal("truongphong"))
    assert Notice.objects.filter(to_id=principal("chuyenvien"), text__startswith="Không phải dự").count() == 1
    assert sorted(_answers(paper).values()) == [Answer.DECLINED, Answer.GOING, Answer.SENT]


def test_who_was_sent_can_say_that_he_cannot(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))
    actions.answer(who("chuyenvien"), paper.public_id, Answer.DECLINED, LATER + HOUR, note="Đi công tác")
    assert Notice.objects.filter(to_id=principal("lanhdao"), text__contains="không dự được").count() == 1


def test_who_was_sent_sends_nobody(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1", is_restricted=True)
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))
    with pytest.raises(Refused, match="không cử người khác"):
        actions.answer(who("chuyenvien"), paper.public_id, Answer.SENT, LATER, send_to=principal("truongphong"))
    assert documents.paper_for(who("truongphong"), paper.public_id) is None
    # He says that he cannot, and that he can after all.
    for answer in (Answer.DECLINED, Answer.GOING):
        assert actions.answer(who("chuyenvien"), paper.public_id, answer, LATER).answer == answer
    view = queries.invitation_view(who("chuyenvien"), paper.public_id, LATER)
    assert view
    assert view.asked[0].answers == (Answer.GOING, Answer.DECLINED)


def test_who_was_taken_off_does_not_go_by_himself(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    for name in ("chuyenvien", "truongphong"):
        actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal(name))
    with pytest.raises(Refused, match="đổi người dự"):
        actions.answer(who("chuyenvien"), paper.public_id, Answer.GOING, LATER)
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))
    assert actions.answer(who("chuyenvien"), paper.public_id, Answer.GOING, LATER).answer == Answer.GOING


def test_the_chief_of_office_answers_for_a_leader(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("chanhvp"), paper.public_id, Answer.DECLINED, LATER)
    row = Attendance.objects.get(invitation__document=paper)
    assert (row.post.principal_id, row.answer) == (principal("lanhdao"), Answer.DECLINED)
    assert Notice.objects.filter(to_id=principal("lanhdao"), text__contains="trả lời thay").count() == 1


@pytest.mark.parametrize("name", ["chuyenvien", "chuyenvien.ubnd", "quantri"])
def test_strangers_find_nothing(who: Any, invite: Any, name: str) -> None:
    paper = invite("1")
    with pytest.raises(Refused) as refused:
        actions.answer(who(name), paper.public_id, Answer.GOING, LATER)
    assert refused.value.code == "not_found"


def test_the_clerk_reads_and_may_not_answer(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    for values in ({}, {"for_principal": principal("lanhdao")}):
        with pytest.raises(Refused) as refused:
            actions.answer(who("vanthu"), paper.public_id, Answer.GOING, LATER, **values)
        assert refused.value.code == "forbidden"


@pytest.mark.parametrize(
    ("starts", "ends", "is_clash"),
    [
        (STARTS, None, True),
        (STARTS + HOUR, None, True),  # without an end the first lasts two hours
        (STARTS + 2 * HOUR, None, False),
        (STARTS - HOUR, STARTS, False),
        (STARTS - HOUR, STARTS + timedelta(minutes=1), True),
        (STARTS + timedelta(days=1), None, False),
    ],
)
def test_two_meetings_at_once_are_said_once(who: Any, invite: Any, starts: Any, ends: Any, is_clash: bool) -> None:
    actions.answer(who("lanhdao"), invite("1").public_id, Answer.GOING, LATER)
    other = invite("2", starts, ends_at=ends)
    if not is_clash:
        assert actions.answer(who("lanhdao"), other.public_id, Answer.GOING, LATER)
        return
    with pytest.raises(actions.Clashing) as refused:
        actions.answer(who("lanhdao"), other.public_id, Answer.GOING, LATER)
    assert "đã có lịch họp 08:00" in refused.value.reason
    assert "Họp 1" not in refused.value.reason
    assert actions.answer(who("lanhdao"), other.public_id, Answer.GOING, LATER, accepts_clash=True)


@pytest.mark.parametrize("state", ["refused", "recalled"])
def test_what_was_recalled_or_sent_back_is_no_clash(who: Any, invite: Any, state: str) -> None:
    gone = invite("1")
    actions.answer(who("lanhdao"), gone.public_id, Answer.GOING, LATER)
    Document.objects.filter(pk=gone.pk).update(state=state)
    assert actions.answer(who("lanhdao"), invite("2").public_id, Answer.GOING, LATER)


def test_leave_is_said(province: Any, who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    Delegation.objects.create(
        agency_id=paper.agency_id,
        from_post=province.post("chuyenvien.tinhuy"),
        to_post=province.post("truongphong.tinhuy"),
        kind="leave",
        starts_on=STARTS.date(),
        ends_on=STARTS.date() + timedelta(days=1),
    )
    with pytest.raises(actions.Clashing, match=r"vắng mặt đến trước 07/03/2026"):
        actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))


def test_a_later_paper_moves_the_meeting(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))
    moved = invite("2", STARTS + 3 * HOUR, replaces=paper.public_id, place="", at=LATER)
    invitation = Invitation.objects.get(document=moved)
    assert (invitation.place, invitation.replaces.document) == ("Phòng họp số 1", paper)
    for _ in range(2):  # a killed worker does it again
        actions.follow(invitation.pk, LATER + HOUR)
    assert sorted(_answers(moved).values()) == [Answer.GOING, Answer.SENT]
    told = Notice.objects.filter(to_id=principal("chuyenvien"), text__startswith="Lịch họp thay đổi, 11:00 06/03")
    assert told.count() == 1
    assert documents.paper_for(who("chuyenvien"), moved.public_id) == moved
    with pytest.raises(Refused, match="văn bản sau"):
        actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, LATER)
    for readers, words in ((moved.reader_ids, "2/GM-UBND"), ([], "văn bản khác")):
        Document.objects.filter(pk=moved.pk).update(reader_ids=readers, waits_for=None)
        with pytest.raises(intake.BadFields) as refused:
            invite("3", STARTS, replaces=paper.public_id)
        said = refused.value.problems["replaces"]
        assert words in said
        assert ("2/GM-UBND" in said) is bool(readers)


def test_a_meeting_is_called_off(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, LATER)
    off = invite("2", None, replaces=paper.public_id, is_called_off=True, at=LATER)
    invitation = Invitation.objects.get(document=off)
    assert invitation.starts_at == STARTS
    assert actions.follow(invitation.pk, LATER + HOUR) == 1
    assert Notice.objects.filter(to_id=principal("lanhdao"), text__startswith="Cuộc họp hoãn, huỷ").count() == 1
    with pytest.raises(Refused, match="đã hoãn, huỷ"):
        actions.answer(who("lanhdao"), off.public_id, Answer.GOING, LATER + HOUR)


def test_a_changed_hour_is_told_to_who_goes(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, LATER)
    fields = intake.MeetingFields(starts_at=STARTS + HOUR, place="Hội trường")
    made = actions.set_meeting(who("vanthu"), paper.public_id, fields, LATER)
    assert actions.follow(made.pk, LATER) == 1
    assert actions.follow(made.pk, LATER) == 0
    events = Event.objects.count()
    actions.set_meeting(who("vanthu"), paper.public_id, fields, LATER)
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": None}, "starts_at"),
        ({"starts_at": STARTS.replace(year=2036)}, "starts_at"),
        ({"ends_at": STARTS}, "ends_at"),
        ({"ends_at": STARTS + timedelta(days=20)}, "ends_at"),
        ({"place": "x" * 301}, "place"),
        ({"starts_at": None, "is_called_off": True}, "replaces"),
    ],
)
def test_what_cannot_be(who: Any, invite: Any, changes: Any, field: str) -> None:
    paper = invite("1")
    with pytest.raises(intake.BadFields) as refused:
        actions.set_meeting(
            who("vanthu"), paper.public_id, intake.MeetingFields(**{"starts_at": STARTS, **changes}), LATER
        )
    assert field in refused.value.problems


def test_papers_do_not_replace_each_other_in_a_ring(who: Any, invite: Any) -> None:
    first = invite("1")
    second = invite("2", replaces=first.public_id)
    for wrong in (second, first):
        with pytest.raises(Refused):
            fields = intake.MeetingFields(starts_at=STARTS, replaces=wrong.public_id)
            actions.set_meeting(who("vanthu"), first.public_id, fields, LATER)


def test_a_restricted_meeting_is_named_in_no_notice(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1", is_restricted=True)
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, LATER, send_to=principal("chuyenvien"))
    texts = Notice.objects.filter(kind="meeting").values_list("text", flat=True)
    assert texts
    assert not any("Họp 1" in text for text in texts)
