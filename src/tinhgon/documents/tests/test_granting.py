"""Reading for a time: asked for by one, approved by another, read from its moment to before its end and never after,
looked at and not handled, each opening written down."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.identity.models import Holding
from tinhgon.core.notices.models import Notice
from tinhgon.documents import queries, rules, search
from tinhgon.documents.actions import drafting, granting, papers, readers, recompiling, rights
from tinhgon.documents.choices import GrantState, Scope
from tinhgon.documents.models import Document, GrantTerm, ReadersRun, ReadingGrant, SearchText, VisibilityRule
from tinhgon.documents.queries import granting as reading
from tinhgon.documents.queries import rights as matrix
from tinhgon.documents.tests.ladder import Ladder, fresh, refused
from tinhgon.organisation import queries as organisation

today = timezone.localdate
HOUR, DAY, TICK = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def looking(ladder: Ladder, seat: str, at: datetime) -> Actor:
    """Who somebody is for a request that looks at a moment."""
    user = ladder.who(seat).user_id
    found = organisation.actor(user or 0, timezone.localdate(at), at=at)
    assert found is not None
    return found


def sees(ladder: Ladder, seat: str, paper: Document, at: datetime) -> bool:
    actor = looking(ladder, seat, at)
    found = queries.visible_to(actor).filter(pk=paper.pk).exists()
    assert found == bool(rules.can_see(actor, fresh(paper)))
    return found


def emergency(ladder: Ladder, paper: Document, seat: str = "vanthu", hours: int = 2) -> ReadingGrant:
    words = "Bão vào bờ, đã gọi cả phòng"
    return granting.ask_emergency(ladder.who(seat), str(paper.public_id), hours, words, ladder.at)


def case(ladder: Ladder, papers: tuple[str, ...] = (), **more: Any) -> granting.NewCase:
    values: dict[str, Any] = {
        "name": "Kiểm tra mua sắm",
        "basis": "45-QĐ/UBKT",
        "basis_on": today(),
        "reason": "Mua sắm tập trung",
        "readers": (ladder.who("vanthu").person_id,),
        "starts_on": today(),
        "until": today() + 10 * DAY,
        "papers": papers,
    }
    return granting.NewCase(**(values | more))


def texts(kind: str = "rights") -> str:
    return " | ".join(Notice.objects.filter(kind=kind).values_list("text", flat=True))


def test_an_emergency_is_read_between_its_moments_and_in_no_second_more(ladder: Ladder) -> None:
    paper = ladder.draft()
    grant = emergency(ladder, paper)
    assert not sees(ladder, "vanthu", paper, ladder.at)
    at = ladder.at
    grant = granting.approve_grant(ladder.who("antoan"), grant.pk, "", at)
    assert (grant.starts_at, grant.ends_at) == (at, at + 2 * HOUR)
    edges = [at - TICK, at, at + 2 * HOUR - TICK, at + 2 * HOUR, at + 3 * HOUR]
    assert [sees(ladder, "vanthu", paper, moment) for moment in edges] == [False, True, True, False, False]
    assert not any(sees(ladder, other, paper, at + HOUR) for other in ("quantri", "antoan"))
    # Nobody's job has run, and the paper still names the grant: it is held by nobody.
    assert grant.principal_id in fresh(paper).reader_ids == SearchText.objects.get(pk=paper.pk).reader_ids


def test_what_is_lent_is_found_and_looked_at_but_not_handled(ladder: Ladder) -> None:
    paper = ladder.draft(subject="Anhđàonở", text="Hoalannở ở Mục 2.")
    granting.approve_grant(ladder.who("chanhvp"), emergency(ladder, paper).pk, "", ladder.at)
    actor = looking(ladder, "vanthu", ladder.at)
    assert [hit.document.pk for hit in queries.search_papers(actor, "anhđàonở").hits] == [paper.pk]
    # No piece of the text, which would be read without an opening.
    by_text = [queries.search_papers(who, "hoalannở").hits for who in (actor, ladder.who("chuyenvien"))]
    assert [[bool(hit.snippet) for hit in hits] for hits in by_text] == [[False], [True]]
    assert not rules.can_comment(actor, fresh(paper))
    acting = ladder.who("vanthu")
    assert not acting.lent_ids
    assert refused(drafting.comment, acting, paper.pk, "x", ladder.at)
    assert refused(papers.locked, acting, paper.pk)


def test_the_next_act_on_the_paper_keeps_what_is_lent(ladder: Ladder) -> None:
    paper = ladder.draft()
    grant = granting.approve_grant(ladder.who("chanhvp"), emergency(ladder, paper).pk, "", ladder.at)
    again = readers.compile_readers(fresh(paper), today(), [ladder.who("truongphong").post_id or 0])
    assert grant.principal_id in again.reader_ids
    recompiling.begin(paper.agency_id, today(), "thử", ladder.at)
    run = ReadersRun.objects.latest("pk")
    while recompiling.step(run.pk, ladder.at):
        pass
    assert fresh(paper).reader_ids == again.reader_ids


def test_two_different_persons(ladder: Ladder) -> None:
    paper = ladder.draft()
    grant = emergency(ladder, paper, "antoan")
    assert "không tự duyệt" in refused(granting.approve_grant, ladder.who("antoan"), grant.pk, "", ladder.at).reason
    both = replace(ladder.who("vanthu"), duties=ladder.who("vanthu").duties | {"approve_rights"})
    own = emergency(ladder, paper)
    assert "không tự duyệt" in refused(granting.approve_grant, both, own.pk, "", ladder.at).reason
    for stranger in ("quantri", "chuyenvien", "truongphong"):
        assert refused(granting.approve_grant, ladder.who(stranger), own.pk, "", ladder.at).code == "not_found"
    elsewhere = ladder.province.actor("chanhvp.tinhuy", office="tinhuy")
    assert refused(granting.approve_grant, elsewhere, own.pk, "", ladder.at).code == "not_found"
    granting.approve_grant(ladder.who("lanhdao"), own.pk, "", ladder.at)
    assert "Tải lại" in refused(granting.approve_grant, ladder.who("chanhvp"), own.pk, "", ladder.at).reason
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingGrant.objects.filter(pk=own.pk).update(decided_by=own.asked_by)


def test_asking_says_nothing_of_restricted_papers(ladder: Ladder) -> None:
    paper = ladder.draft(is_restricted=True)
    Document.objects.filter(pk=paper.pk).update(code="99/UBND-TH", code_key=search.code_key("99/UBND-TH"))
    asker, words = ladder.who("truongphong"), "Đã gọi mọi người"
    there = granting.ask_emergency(asker, "99/UBND-TH", 1, words, ladder.at)
    nowhere = granting.ask_emergency(asker, "98/UBND-TH", 1, words, ladder.at)
    shown = [reading.grant_page(asker, grant.pk) for grant in (there, nowhere)]
    assert [(page.papers, page.paper_count) for page in shown if page] == [([], 0), ([], 0)]
    assert "không có văn bản" in refused(granting.approve_grant, ladder.who("antoan"), nowhere.pk, "", ladder.at).reason
    granting.approve_grant(ladder.who("antoan"), there.pk, "", ladder.at)
    assert sees(ladder, "truongphong", paper, ladder.at)
    assert not sees(ladder, "antoan", paper, ladder.at)
    page = reading.grant_page(ladder.who("antoan"), there.pk)
    assert page is not None
    assert [(line.public_id, line.label) for line in page.papers] == [(None, "Văn bản hạn chế")]
    # The chief of office and those named on the paper are told at once, without a word of it.
    drafter = Notice.objects.filter(to_id=ladder.who("chuyenvien").post_id, kind="rights").get()
    assert "hạn chế" in drafter.text
    assert Notice.objects.filter(to_id=ladder.who("chanhvp").post_id, text__contains="đã duyệt").exists()
    assert paper.subject not in texts()
    assert "99/UBND" not in texts()


@pytest.mark.parametrize(
    ("paper", "hours", "reason", "field"),
    [("", 1, "x", "paper"), ("1/UBND", 0, "x", "hours"), ("1/UBND", 9, "x", "hours"), ("1/UBND", 1, " ", "reason")],
)
def test_what_an_emergency_needs(ladder: Ladder, paper: str, hours: int, reason: str, field: str) -> None:
    no = refused(granting.ask_emergency, ladder.who("vanthu"), paper, hours, reason, ladder.at)
    assert no.field == field


def test_hours_are_data_and_asking_twice_is_asking_once(ladder: Ladder) -> None:
    GrantTerm.objects.update(hours=1)
    paper = ladder.draft()
    assert "1 đến 1 giờ" in refused(emergency, ladder, paper).reason
    first = emergency(ladder, paper, hours=1)
    assert emergency(ladder, paper, hours=1).pk == first.pk
    assert "đang xem được" in refused(emergency, ladder, paper, "chuyenvien", 1).reason
    granting.withdraw_grant(ladder.who("vanthu"), first.pk, ladder.at)
    assert refused(granting.withdraw_grant, ladder.who("vanthu"), first.pk, ladder.at)
    assert refused(granting.approve_grant, ladder.who("antoan"), first.pk, "", ladder.at)
    assert not Holding.objects.exclude(starts_at=None).exists()


def test_refused_with_a_reason(ladder: Ladder) -> None:
    grant = emergency(ladder, ladder.draft())
    assert refused(granting.refuse_grant, ladder.who("antoan"), grant.pk, " ", ladder.at).field == "note"
    granting.refuse_grant(ladder.who("antoan"), grant.pk, "Đã liên hệ được", ladder.at)
    assert not VisibilityRule.objects.filter(scope=Scope.CASE).exists()
    assert Notice.objects.filter(to_id=grant.asked_by_id, text__contains="không duyệt").exists()


def test_ended_earlier_or_by_itself(ladder: Ladder) -> None:
    paper = ladder.draft()
    grant = granting.approve_grant(ladder.who("antoan"), emergency(ladder, paper).pk, "", ladder.at)
    at = ladder.at
    assert refused(granting.end_grant, ladder.who("truongphong"), grant.pk, at).code == "not_found"
    granting.end_grant(ladder.who("chanhvp"), grant.pk, at)
    assert not sees(ladder, "vanthu", paper, at)
    assert grant.principal_id not in fresh(paper).reader_ids
    again = granting.approve_grant(ladder.who("antoan"), emergency(ladder, paper).pk, "", at)
    ends_at = again.ends_at
    assert ends_at is not None
    assert [granting.close_expired(ends_at - TICK), granting.close_expired(ends_at)] == [0, 1]
    assert granting.close_expired(ends_at + HOUR) == 0
    again.refresh_from_db()
    assert (again.state, again.ended_at, again.ended_label) == (GrantState.ENDED, ends_at, "Hệ thống")
    assert again.principal_id not in fresh(paper).reader_ids
    verbs = Event.objects.filter(object_type=reading.OBJECT, object_id=again.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "documents.ask_reading", "documents.grant_reading", "documents.end_reading"
    ]  # fmt: skip


def test_each_opening_is_written_down_once_a_look(ladder: Ladder) -> None:
    paper = ladder.draft()
    grant = granting.approve_grant(ladder.who("antoan"), emergency(ladder, paper).pk, "", ladder.at)
    at = ladder.at
    reader = looking(ladder, "vanthu", at)
    for minutes, what in ((0, "trang"), (1, "trang"), (1, "tệp"), (6, "trang")):
        granting.note_reading(reader, [paper.public_id], what, at + timedelta(minutes=minutes))
    granting.note_reading(looking(ladder, "chuyenvien", at), [paper.public_id], "trang", at)
    page = reading.grant_page(ladder.who("chanhvp"), grant.pk)
    assert page is not None
    assert [row.detail["what"] for row in page.openings] == ["trang", "tệp", "trang"]
    history = Event.objects.filter(object_type="document", object_id=paper.pk, verb="documents.read_for_a_time")
    assert history.count() == 3


def test_a_case_by_named_papers(ladder: Ladder) -> None:
    paper, other = ladder.draft(key="1"), ladder.draft(key="2")
    officer = ladder.who("antoan")
    asked = case(ladder, (str(paper.public_id),), starts_on=today() + DAY, until=today() + 2 * DAY)
    grant = granting.open_case(officer, asked, ladder.at)
    assert "không tự duyệt" in refused(granting.approve_grant, officer, grant.pk, "", ladder.at).reason
    # The security officer is second person of emergencies alone.
    second = replace(officer, person_id=ladder.who("quantri").person_id)
    assert refused(granting.approve_grant, second, grant.pk, "", ladder.at)
    granting.approve_grant(ladder.who("chanhvp"), grant.pk, "", ladder.at)
    begins = timezone.make_aware(datetime.combine(today() + DAY, datetime.min.time()))
    edges = [ladder.at, begins - TICK, begins, begins + 2 * DAY - TICK, begins + 2 * DAY]
    assert [sees(ladder, "vanthu", paper, at) for at in edges] == [False, False, True, True, False]
    assert not sees(ladder, "vanthu", other, begins)
    rows = matrix.matrix(officer, matrix.MatrixFilter(today(), scope="case"))
    assert [("Kiểm tra mua sắm" in row.principal, row.scope_label) for row in rows] == [(True, "Văn bản được ghi tên")]
    rule = VisibilityRule.objects.get(scope=Scope.CASE)
    assert "kết thúc ở trang" in refused(rights.propose_end, officer, rule.pk, today(), "x", ladder.at).reason
    granting.end_grant(officer, grant.pk, ladder.at)
    assert not sees(ladder, "vanthu", paper, begins)


def test_a_case_by_criteria_takes_the_papers_of_its_approval(ladder: Ladder) -> None:
    inside, hidden = ladder.draft(key="1"), ladder.draft(key="2", is_restricted=True)
    officer = ladder.who("antoan")
    grant = granting.open_case(officer, case(ladder, unit_id=inside.owner_unit_id), ladder.at)
    page = reading.grant_page(officer, grant.pk)
    assert page is not None
    assert (page.paper_count, page.papers) == (1, [])
    granting.approve_grant(ladder.who("chanhvp"), grant.pk, "", ladder.at)
    later = ladder.draft(key="3")
    at = ladder.at
    assert [sees(ladder, "vanthu", paper, at) for paper in (inside, hidden, later)] == [True, False, False]
    wide = case(ladder, name="Vụ hai", unit_id=inside.owner_unit_id, includes_restricted=True)
    asked = granting.open_case(officer, wide, at)
    pages = [reading.grant_page(ladder.who(seat), asked.pk) for seat in ("antoan", "vanthu", "lanhdao")]
    # Only the second person is told of restricted papers: to ask with and without them counts none.
    assert [page.paper_count for page in pages if page] == [2, 2, 3]
    more = granting.approve_grant(ladder.who("lanhdao"), asked.pk, "", at)
    assert more.papers.count() == 3
    assert sees(ladder, "vanthu", hidden, ladder.at)


def test_large_cases_are_compiled_in_steps(ladder: Ladder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(granting.ending, "STEP", 2)
    drafts = [ladder.draft(key=str(i)) for i in range(5)]
    grant = granting.open_case(ladder.who("antoan"), case(ladder, unit_id=drafts[0].owner_unit_id), ladder.at)
    granting.approve_grant(ladder.who("chanhvp"), grant.pk, "", ladder.at)
    assert [sees(ladder, "vanthu", paper, ladder.at) for paper in drafts] == [True, True, False, False, False]
    granting.compile_rest(ladder.at)
    assert all(sees(ladder, "vanthu", paper, ladder.at) for paper in drafts)
    granting.end_grant(ladder.who("chanhvp"), grant.pk, ladder.at)
    assert not any(sees(ladder, "vanthu", paper, ladder.at) for paper in drafts)
    granting.compile_rest(ladder.at)
    assert not any(grant.principal_id in fresh(paper).reader_ids for paper in drafts)
    assert reading.half_compiled() == []


def test_what_a_case_needs(ladder: Ladder) -> None:
    paper = ladder.draft()
    officer, named = ladder.who("antoan"), (str(paper.public_id),)
    wrong: dict[str, granting.NewCase] = {
        "name": case(ladder, named, name=" "),
        "basis": case(ladder, named, basis=""),
        "basis_on": case(ladder, named, basis_on=None),
        "starts_on": case(ladder, named, starts_on=today() - DAY),
        "until": case(ladder, named, until=today() + 400 * DAY),
        "papers": case(ladder),
        "readers": case(ladder, named, readers=()),
    }
    assert {refused(granting.open_case, officer, new, ladder.at).field for new in wrong.values()} == set(wrong)
    for seat, why in (("quantri", "Quản trị hệ thống"), ("antoan", "cho mình")):
        asked = case(ladder, named, readers=(ladder.who(seat).person_id,))
        assert why in refused(granting.open_case, officer, asked, ladder.at).reason
    outsider = case(ladder, named, readers=(ladder.province.actor("bithu.tinhuy").person_id,))
    assert refused(granting.open_case, officer, outsider, ladder.at).field == "readers"
    assert refused(granting.open_case, ladder.who("vanthu"), case(ladder, named), ladder.at)
    hidden = ladder.draft(key="2", is_restricted=True)
    assert refused(granting.open_case, officer, case(ladder, (str(hidden.public_id),)), ladder.at).field == "papers"
    both = case(ladder, named, unit_id=paper.owner_unit_id)
    assert "không cả hai" in refused(granting.open_case, officer, both, ladder.at).reason
    granting.open_case(officer, case(ladder, named), ladder.at)
    assert refused(granting.open_case, officer, case(ladder, named), ladder.at).code == "conflict"
    late = granting.open_case(officer, case(ladder, named, name="Vụ muộn", until=today()), ladder.at)
    assert "đã qua" in refused(granting.approve_grant, ladder.who("chanhvp"), late.pk, "", ladder.at + DAY).reason


def test_readers_of_others_cost_nothing(ladder: Ladder, django_assert_num_queries: Any) -> None:
    """Who acts is asked in one statement with what is lent to him, and a list asks no table of grants."""
    paper = ladder.draft()
    granting.approve_grant(ladder.who("antoan"), emergency(ladder, paper).pk, "", ladder.at)
    at = ladder.at
    user = ladder.who("vanthu").user_id or 0
    with django_assert_num_queries(1):
        actor = organisation.actor(user, timezone.localdate(at), at=at)
    assert actor is not None
    assert "grant" not in str(queries.visible_to(actor).query)
