"""Urgent at night: rung after rung, opening stops it, gaps are said, nothing leaks, nobody is called twice for one
cause, whatever the clock or the worker does."""

from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.documents.actions import papers
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Person
from tinhgon.roster import actions, queries
from tinhgon.roster.choices import Outcome, Rung, Stage
from tinhgon.roster.models import Call, Escalation
from tinhgon.roster.tests.conftest import MINUTE, NIGHT


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Text messages and letters that were deferred."""
    from tinhgon.core.jobs import actions as jobs

    found: list[dict[str, Any]] = []
    real = jobs.defer

    def note(name: str, /, **arguments: Any) -> None:
        found.append({"name": name, **arguments})
        real(name, **arguments)

    monkeypatch.setattr(jobs, "defer", note)
    return found


def _arrived(paper: Document) -> Document:
    """As it came by itself: not in the book, opened by nobody."""
    Document.objects.filter(pk=paper.pk).update(
        state="arrived", entry=None, register_number=None, registered_at=None, waits_for=None
    )
    paper.refresh_from_db()
    return paper


def _calls() -> list[tuple[str, bool]]:
    return [(call.rung, call.is_gap) for call in Call.objects.order_by("escalation_id", "ordinal")]


def _shift(who: Any, person: Any, name: str, watch: str = "clerk", hours: int = 12) -> None:
    starts = NIGHT - timedelta(hours=5)
    shift = actions.NewShift(person(name).pk, watch, starts, starts + timedelta(hours=hours))
    actions.add_shift(who("chanhvp"), shift, starts)


def test_rung_after_rung_until_somebody_opens(who: Any, person: Any, urgent: Any) -> None:
    _shift(who, person, "vanthu")
    _arrived(urgent())
    actions.watch(NIGHT + MINUTE)
    assert _calls() == [(Rung.CLERK, False)]
    for minute in range(2, 16):
        actions.watch(NIGHT + minute * MINUTE)
    assert _calls() == [(Rung.CLERK, False)]
    actions.watch(NIGHT + 16 * MINUTE)
    actions.watch(NIGHT + 31 * MINUTE)
    assert [rung for rung, _ in _calls()] == [Rung.CLERK, Rung.CHIEF, Rung.LEADER]
    paper = Document.objects.get()
    papers.open_first(who("chanhvp"), paper.pk, NIGHT + 32 * MINUTE)
    actions.watch(NIGHT + 33 * MINUTE)
    row = Escalation.objects.get()
    assert (row.outcome, row.ended_at) == (Outcome.OPENED, NIGHT + 33 * MINUTE)
    assert row.ended_by.startswith(who("chanhvp").name)
    verbs = list(Event.objects.filter(object_id=paper.pk).order_by("pk").values_list("verb", flat=True))
    assert verbs[-5:] == ["roster.call", "roster.call", "roster.call", "documents.open", "roster.end"]
    actions.watch(NIGHT + timedelta(days=1))
    assert Call.objects.count() == 3


def test_after_the_book_whom_it_was_put_before_comes_first(who: Any, province: Any, urgent: Any) -> None:
    paper = urgent()
    # Whoever entered it looks at it again: that opens nothing.
    papers.open_first(who("vanthu"), paper.pk, NIGHT)
    actions.watch(NIGHT + MINUTE)
    actions.watch(NIGHT + 17 * MINUTE)
    assert [rung for rung, _ in _calls()] == [Rung.AWAITED, Rung.CHIEF]
    leader = province.post("lanhdao.tinhuy").principal_id
    (notice,) = Notice.objects.filter(to_id=leader, kind="urgent")
    assert "hoả tốc 1/CĐ-UBND" in notice.text
    assert "lũ quét" not in notice.text
    assert str(paper.public_id) in notice.url


def test_registering_ends_the_first_stage_and_begins_the_second(who: Any, person: Any, urgent: Any) -> None:
    from tinhgon.documents.actions import intake

    _shift(who, person, "vanthu")
    paper = _arrived(urgent())
    actions.watch(NIGHT + MINUTE)
    intake.register_arrived(who("vanthu"), paper.pk, NIGHT + 2 * MINUTE)
    actions.watch(NIGHT + 3 * MINUTE)
    actions.watch(NIGHT + 4 * MINUTE)
    stages = dict(Escalation.objects.values_list("stage", "outcome"))
    assert stages == {Stage.ARRIVED: Outcome.HANDLED, Stage.REGISTERED: Outcome.RUNNING}


@pytest.mark.parametrize(("name", "is_opened"), [("chanhvp", False), ("lanhdao", True)])
def test_who_looked_before_the_book_ends_no_calling_but_whom_it_is_for(
    who: Any, urgent: Any, name: str, is_opened: bool
) -> None:
    """A post's opening is written once: of the one it is put before, an early one counts."""
    paper = urgent()
    papers.open_first(who(name), paper.pk, NIGHT - 5 * MINUTE)
    actions.watch(NIGHT + MINUTE)
    row = Escalation.objects.get()
    assert (row.outcome, row.call_count) == ((Outcome.OPENED, 0) if is_opened else (Outcome.RUNNING, 1))


def test_a_gap_in_the_roster_is_said_and_passed_over(urgent: Any) -> None:
    _arrived(urgent())
    actions.watch(NIGHT + MINUTE)
    assert _calls() == [(Rung.CLERK, True), (Rung.CHIEF, False)]
    assert Notice.objects.filter(kind="urgent").count() == 1


def test_in_office_hours_the_clerks_are_there(urgent: Any) -> None:
    _arrived(urgent(at=NIGHT - timedelta(hours=12)))
    actions.watch(NIGHT - timedelta(hours=12) + MINUTE)
    assert _calls() == [(Rung.CLERK, False)]


def test_the_leader_on_duty_is_called_alone(who: Any, person: Any, urgent: Any) -> None:
    _shift(who, person, "lanhdao", "leader")
    found = queries.called_by(_arrived(urgent()), Rung.LEADER, NIGHT)
    assert [p.pk for p in found.people] == [person("lanhdao").pk]


def test_all_rungs_called_in_vain_end_at_last(urgent: Any) -> None:
    urgent()
    for minute in range(1, 200, 5):
        actions.watch(NIGHT + minute * MINUTE)
    row = Escalation.objects.get()
    assert row.outcome == Outcome.EXHAUSTED
    assert [rung for rung, _ in _calls()] == [Rung.AWAITED, Rung.CHIEF, *[Rung.LEADER] * 4]


@pytest.mark.parametrize("jump", [timedelta(days=2), -timedelta(days=2), timedelta(minutes=-90)])
def test_a_wrong_clock_calls_one_rung_a_run(urgent: Any, jump: timedelta) -> None:
    urgent()
    actions.watch(NIGHT + MINUTE)
    before = Call.objects.count()
    actions.watch(NIGHT + MINUTE + jump)
    assert Call.objects.count() - before == (1 if jump > timedelta() else 0)
    # Put right again, the waiting goes on with the clock as it is: nothing stands still for days.
    actions.watch(NIGHT + 2 * MINUTE)
    actions.watch(NIGHT + 18 * MINUTE)
    assert Call.objects.count() - before >= 1
    assert Call.objects.count() - before <= 2


def test_what_was_killed_half_way_goes_on(urgent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies in a call leaves nothing of it; the next run makes it once."""
    from tinhgon.roster.actions import calling

    urgent()

    def die(*args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(calling, "_tell", die)
        with pytest.raises(KeyboardInterrupt):
            actions.watch(NIGHT + MINUTE)
    assert (Call.objects.count(), Notice.objects.filter(kind="urgent").count()) == (0, 0)
    for _ in range(2):
        actions.watch(NIGHT + 2 * MINUTE)
    assert (Call.objects.count(), Notice.objects.filter(kind="urgent").count()) == (1, 1)


def test_old_and_calm_papers_call_nobody(urgent: Any) -> None:
    urgent("1", NIGHT - timedelta(days=4), issued_on=None)
    urgent("2", urgency="")
    actions.watch(NIGHT + MINUTE)
    assert not Escalation.objects.exists()


def test_a_change_of_urgency_is_followed(who: Any, urgent: Any) -> None:
    actions.set_ladder(who("chanhvp"), "hoa_toc", 5, ["chief", "leader"], NIGHT)
    paper = urgent(urgency="khan")
    actions.watch(NIGHT + MINUTE)
    Document.objects.filter(pk=paper.pk).update(urgency="hoa_toc")
    actions.watch(NIGHT + 7 * MINUTE)
    assert [rung for rung, _ in _calls()] == [Rung.AWAITED, Rung.CHIEF]
    assert Notice.objects.filter(kind="urgent", text__contains="hoả tốc").exists()
    Document.objects.filter(pk=paper.pk).update(urgency="")
    actions.watch(NIGHT + 20 * MINUTE)
    assert Escalation.objects.get().outcome == Outcome.HANDLED
    assert Call.objects.count() == 2


def test_an_appointed_hour_comes_before_the_last_rung(urgent: Any) -> None:
    """Hoả tốc hẹn giờ: all rungs are called before the hour."""
    urgent(reply_due_at=NIGHT + 20 * MINUTE)
    for minute in range(1, 21):
        actions.watch(NIGHT + minute * MINUTE)
    assert {rung for rung, _ in _calls()} == {Rung.AWAITED, Rung.CHIEF, Rung.LEADER}


@pytest.mark.parametrize("is_restricted", [False, True])
def test_no_message_says_what_the_paper_is_about(
    person: Any, urgent: Any, sent: list[dict[str, Any]], is_restricted: bool
) -> None:
    Person.objects.filter(pk=person("lanhdao").pk).update(phone="0912000111", email="bt@vidu.invalid")
    urgent(is_restricted=is_restricted)
    actions.watch(NIGHT + MINUTE)
    text = next(row for row in sent if row["name"] == "notices.text")
    assert text["to"] == "0912000111"
    assert "HOA TOC" in text["text"]
    out = " ".join(str(value) for row in sent for value in row.values() if row["name"].startswith("notices."))
    assert "lũ quét" not in out
    assert ("1/CĐ-UBND" in out) is not is_restricted
    assert ("1/CĐ-UBND" in Notice.objects.get(kind="urgent").text) is not is_restricted


def test_being_on_duty_gives_no_right_to_read(who: Any, person: Any, urgent: Any) -> None:
    """The one on duty is called, and led to no paper he may not read."""
    _shift(who, person, "chuyenvien")
    paper = _arrived(urgent(is_restricted=True))
    Document.objects.filter(pk=paper.pk).update(reader_ids=[])
    actions.watch(NIGHT + MINUTE)
    notice = Notice.objects.get(to_id=person("chuyenvien").principal_id, kind="urgent")
    assert (notice.url, "hạn chế" in notice.text) == ("", True)


def test_an_agency_sets_its_own_minutes(who: Any, urgent: Any) -> None:
    actions.set_ladder(who("chanhvp"), "hoa_toc", 5, ["chief", "leader"], NIGHT)
    urgent()
    for minute in (1, 7):
        actions.watch(NIGHT + minute * MINUTE)
    assert [rung for rung, _ in _calls()] == [Rung.AWAITED, Rung.CHIEF]
    assert queries.ladder_for(who("chuyenvien.ubnd").agency_id, "hoa_toc", NIGHT.date()).minutes == 15
