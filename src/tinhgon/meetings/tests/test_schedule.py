"""The week: whose it is, what others see of it, midnight in Vietnam, constant queries, the feed, the printed sheet."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from officekit.docformat import text_pages
from officekit.workdays import VIETNAM
from tinhgon.documents.models import Document
from tinhgon.meetings import actions, exports, queries
from tinhgon.meetings.choices import Answer, Scope
from tinhgon.meetings.tests.conftest import AT, HOUR, STARTS
from tinhgon.organisation import queries as organisation
from tinhgon.tasks import actions as tasks

DAY = STARTS.date()


def _contents(week: queries.Week) -> list[str]:
    return [meeting.content for day in week.days for meeting in day.meetings]


def test_a_leaders_week_has_what_waits_and_what_is_answered(who: Any, invite: Any) -> None:
    invite("1")
    actions.answer(who("lanhdao"), invite("2", STARTS + 3 * HOUR).public_id, Answer.GOING, AT)
    actions.answer(who("lanhdao"), invite("3", STARTS + 6 * HOUR).public_id, Answer.DECLINED, AT)
    week = queries.week(who("lanhdao"), Scope.MINE, DAY)
    assert _contents(week) == ["Họp 1", "Họp 2"]
    assert [m.waits for m in week.days[4].meetings] == [True, False]
    assert queries.unanswered_count(who("lanhdao"), AT) == 1
    assert queries.unanswered_count(who("lanhdao"), STARTS + HOUR) == 0


def test_others_see_that_one_is_busy(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1", is_restricted=True, place="Phòng kín")
    assert _contents(queries.week(who("chuyenvien"), Scope.AGENCY, DAY)) == []
    actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, AT)
    week = queries.week(who("chuyenvien"), Scope.AGENCY, DAY)
    (meeting,) = week.days[4].meetings
    assert (meeting.content, meeting.is_busy, meeting.document_id) == ("Bận", True, None)
    assert "Phòng kín" not in repr(week)
    assert "Họp 1" not in repr(week)
    assert len(meeting.people) == 1
    assert _contents(queries.week(who("chuyenvien.ubnd"), Scope.AGENCY, DAY)) == []


def test_a_units_week(who: Any, principal: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("lanhdao"), paper.public_id, Answer.SENT, AT, send_to=principal("chuyenvien"))
    assert _contents(queries.week(who("truongphong"), Scope.UNIT, DAY)) != []
    assert _contents(queries.week(who("truongbtc"), Scope.UNIT, DAY)) == []


@pytest.mark.parametrize(
    ("starts", "day"),
    [
        (datetime(2026, 3, 9, 0, 0, tzinfo=VIETNAM), 0),  # Monday's midnight, still Sunday in UTC
        (datetime(2026, 3, 15, 23, 59, tzinfo=VIETNAM), 6),
        (datetime(2026, 3, 8, 23, 59, tzinfo=VIETNAM), None),
        (datetime(2026, 3, 16, 0, 0, tzinfo=VIETNAM), None),
    ],
)
def test_days_end_at_midnight_in_vietnam(who: Any, invite: Any, starts: Any, day: int | None) -> None:
    invite("1", starts)
    week = queries.week(who("lanhdao"), Scope.MINE, datetime(2026, 3, 11).date())  # noqa: DTZ001  a day
    assert [i for i, shown in enumerate(week.days) if shown.meetings] == ([] if day is None else [day])


def test_a_replaced_meeting_stands_once_and_a_called_off_one_is_marked(who: Any, invite: Any) -> None:
    paper = invite("1")
    actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, AT)
    off = invite("2", None, replaces=paper.public_id, is_called_off=True)
    actions.follow(off.invitation.pk, AT)
    (meeting,) = queries.week(who("lanhdao"), Scope.MINE, DAY).days[4].meetings
    assert (meeting.content, meeting.is_called_off, meeting.waits) == ("Họp 2", True, False)


def test_clashes_are_marked(who: Any, invite: Any) -> None:
    for key in ("1", "2"):
        actions.answer(who("lanhdao"), invite(key).public_id, Answer.GOING, AT, accepts_clash=True)
    invite("3", STARTS + 5 * HOUR)
    week = queries.week(who("lanhdao"), Scope.MINE, DAY)
    assert [m.clashes for m in week.days[4].meetings] == [True, True, False]


def test_the_count_of_queries_does_not_grow(who: Any, invite: Any, django_assert_max_num_queries: Any) -> None:
    from django.db import connection

    counts = []
    for keys in ("a", "bcdef"):
        for key in keys:
            actions.answer(who("lanhdao"), invite(key).public_id, Answer.GOING, AT, accepts_clash=True)
        actor = who("chuyenvien")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queries.week(actor, Scope.AGENCY, DAY)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_feed_has_meetings_beside_deadlines(province: Any, who: Any, invite: Any, client: Any) -> None:
    secret = tasks.renew_feed(who("lanhdao"), AT)
    today = datetime.now(VIETNAM).replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=1)
    open_one, shut = invite("1", today), invite("2", today + 4 * HOUR, is_restricted=True)
    for paper in (open_one, shut):
        actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, AT)
    text = client.get(reverse("tasks:feed", args=[secret])).content.decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert "Họp 1" in text
    assert "SUMMARY:Bận" in text
    assert "Họp 2" not in text
    Document.objects.filter(pk=open_one.pk).update(state="recalled")
    text = client.get(reverse("tasks:feed", args=[secret])).content.decode()
    assert (text.count("BEGIN:VEVENT"), text.count("STATUS:CANCELLED")) == (2, 1)
    assert "Họp 1" not in text
    assert "Phòng họp" not in text


def test_the_printed_week(who: Any, invite: Any) -> None:
    paper = invite("1", chair="Đồng chí Chủ tịch")
    actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, AT)
    week = queries.week(who("lanhdao"), Scope.MINE, DAY)
    content = exports.week_pdf(week, organisation.profile(paper.agency_id), AT, "Văn thư")
    text = " ".join(" ".join(text_pages(content, "a.pdf")).split())
    for words in ("LỊCH CÔNG TÁC TUẦN", "Thứ Sáu 06/03", "08:00", "Họp 1", "Đồng chí Chủ tịch", "Phòng họp số 1"):
        assert words in text


@pytest.mark.parametrize(("scope", "is_named"), [(Scope.AGENCY, False), (Scope.MINE, True)])
def test_what_hangs_on_a_wall_names_no_restricted_meeting(who: Any, invite: Any, scope: Scope, is_named: bool) -> None:
    paper = invite("1", is_restricted=True, place="Phòng kín", chair="Đồng chí Chủ tịch")
    actions.answer(who("lanhdao"), paper.public_id, Answer.GOING, AT)
    invite("2", STARTS + 3 * HOUR, is_restricted=True)  # nobody goes yet: on the wall it is not there
    week = queries.week(who("lanhdao"), scope, DAY)
    assert _contents(week) == ["Họp 1", "Họp 2"]
    content = exports.week_pdf(week, organisation.profile(paper.agency_id), AT, "Bí thư")
    text = " ".join(" ".join(text_pages(content, "a.pdf")).split())
    for words in ("Họp 1", "Phòng kín", "Đồng chí Chủ tịch", "11:00"):
        assert (words in text) is is_named
    assert ("Bận" in text) is not is_named
    assert "08:00" in text
