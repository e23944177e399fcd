"""The visibility matrix changes by two persons within bounds, from a day on; readers are then compiled anew, equal to
compiling each paper by itself."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import readers, recompiling, rights
from tinhgon.documents.choices import CompileState, RightsState, Scope
from tinhgon.documents.models import Document, ReadersRun, RightsChange, SearchText, VisibilityRule
from tinhgon.documents.queries import rights as queries
from tinhgon.documents.tests.ladder import Ladder, fresh, refused
from tinhgon.organisation.models import Post, RolePrincipal, WorkField

today = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


@pytest.fixture
def officer(ladder: Ladder) -> Any:
    return ladder.who("antoan")


def role(ladder: Ladder, code: str) -> int:
    return RolePrincipal.objects.get(agency__key=ladder.office, role=code).principal_id


def specialist(ladder: Ladder) -> Post:
    return Post.objects.get(principal_id=ladder.who("chuyenvien").post_id)


def row(ladder: Ladder, principal_id: int | None = None, scope: str = Scope.UNIT, **more: Any) -> rights.NewRow:
    who = principal_id or specialist(ladder).principal_id
    return rights.NewRow(who, scope, "Quy chế làm việc", **({"effective_on": today()} | more))


def compile_all(ladder: Ladder, size: int = 2) -> ReadersRun:
    run = ReadersRun.objects.filter(agency__key=ladder.office).latest("pk")
    while recompiling.step(run.pk, ladder.at, size):
        pass
    run.refresh_from_db()
    return run


def assert_equal_to_scratch(on: date) -> None:
    for document in Document.objects.all():
        found, indexed = document.reader_ids, SearchText.objects.get(pk=document.pk).reader_ids
        assert found == indexed == readers.set_readers(document, on).reader_ids


def test_a_row_is_proposed_approved_and_read(ladder: Ladder, officer: Any) -> None:
    paper = ladder.draft()
    other = Post.objects.filter(unit=specialist(ladder).unit, roles=["specialist"]).exclude(
        pk=specialist(ladder).pk
    ).first() or specialist(ladder)
    change = rights.propose_addition(officer, row(ladder, other.principal_id), ladder.at)
    assert not VisibilityRule.objects.filter(principal_id=other.principal_id).exists()
    rights.approve(ladder.who("chanhvp"), change.pk, "", ladder.at)
    rule = VisibilityRule.objects.get(principal_id=other.principal_id)
    assert (rule.starts_on, rule.ends_on) == (today(), None)
    assert ladder.who("chanhvp").name in rule.approved_by
    run = compile_all(ladder)
    assert (run.state, run.seen, run.percent) == (CompileState.DONE, 1, 100)
    assert other.principal_id in fresh(paper).reader_ids
    assert_equal_to_scratch(today())
    verbs = list(Event.objects.filter(object_type="rights_change").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["documents.propose_rights", "documents.approve_rights"]


def test_two_persons_and_never_for_oneself(ladder: Ladder, officer: Any) -> None:
    change = rights.propose_addition(officer, row(ladder), ladder.at)
    both = replace(officer, duties=officer.duties | {"approve_rights"})
    assert "không tự duyệt" in refused(rights.approve, both, change.pk, "", ladder.at).reason
    for stranger in ("quantri", "vanthu", "chuyenvien"):
        assert refused(rights.approve, ladder.who(stranger), change.pk, "", ladder.at)
    leader = role(ladder, "leader")
    own = rights.propose_addition(officer, row(ladder, leader, Scope.BODY, flow="incoming"), ladder.at)
    assert "chính đồng chí" in refused(rights.approve, ladder.who("lanhdao"), own.pk, "", ladder.at).reason
    rights.approve(ladder.who("chanhvp"), own.pk, "", ladder.at)
    greedy = replace(officer, principals=officer.principals | {specialist(ladder).principal_id})
    assert "cho mình" in refused(rights.propose_addition, greedy, row(ladder, flow="internal"), ladder.at).reason
    elsewhere = ladder.province.actor("chanhvp.tinhuy", office="tinhuy")
    assert refused(rights.approve, elsewhere, change.pk, "", ladder.at).code == "not_found"


@pytest.mark.parametrize(
    ("who", "scope", "restricted"),
    [
        ("administrator", Scope.BODY, False),
        ("administrator", Scope.REGISTER, False),
        ("security_officer", Scope.REGISTER, False),
        ("unit_head", Scope.BODY, False),
        ("clerk", Scope.BODY, False),
        ("clerk", Scope.REGISTER, True),
        ("chief_of_office", Scope.BODY, True),
        ("specialist", Scope.REGISTER, False),
    ],
)
def test_no_proposal_crosses_a_bound(ladder: Ladder, officer: Any, who: str, scope: str, restricted: bool) -> None:
    asked = row(ladder, role(ladder, who), scope, includes_restricted=restricted, flow="internal")
    other_officer = replace(officer, principals=frozenset())
    no = refused(rights.propose_addition, other_officer, asked, ladder.at)
    assert (no.field, "Thu hẹp" in no.reason) == ("scope", True)


def test_a_bound_is_asked_again_at_approval(ladder: Ladder, officer: Any) -> None:
    change = rights.propose_addition(officer, row(ladder), ladder.at)
    Post.objects.filter(pk=specialist(ladder).pk).update(roles=["specialist", "administrator"])
    assert "Quản trị" in refused(rights.approve, ladder.who("chanhvp"), change.pk, "", ladder.at).reason


def test_bad_proposals(ladder: Ladder, officer: Any) -> None:
    clerk, unit = role(ladder, "clerk"), specialist(ladder)
    other = ladder.province.actor("chuyenvien.tinhuy", office="tinhuy").post_id
    for asked, field in (
        (row(ladder, effective_on=today() - DAY), "effective_on"),
        (row(ladder, until=today()), "until"),
        (row(ladder, other), "principal"),
        (row(ladder, clerk, Scope.UNIT), "principal"),
        (row(ladder, scope=Scope.CASE), "scope"),
        (row(ladder, scope=Scope.FIELD), "field"),
        (row(ladder, clerk, Scope.REGISTER, body_id=ladder.province.body("tinhuy").pk), "body"),
        (row(ladder, flow="khac"), "flow"),
        (rights.NewRow(unit.principal_id, Scope.UNIT, " ", today()), "reason"),
    ):
        assert refused(rights.propose_addition, officer, asked, ladder.at).field == field
    assert "đã có" in refused(rights.propose_addition, officer, row(ladder, clerk, Scope.REGISTER), ladder.at).reason
    rights.propose_addition(officer, row(ladder), ladder.at)
    assert "chờ duyệt" in refused(rights.propose_addition, officer, row(ladder), ladder.at).reason
    assert refused(rights.propose_addition, ladder.who("chanhvp"), row(ladder, flow="internal"), ladder.at)


def test_withdrawn_and_refused_change_nothing(ladder: Ladder, officer: Any) -> None:
    rows = VisibilityRule.objects.count()
    change = rights.propose_addition(officer, row(ladder), ladder.at)
    rights.withdraw(officer, change.pk, ladder.at)
    assert refused(rights.approve, ladder.who("chanhvp"), change.pk, "", ladder.at)
    again = rights.propose_addition(officer, row(ladder), ladder.at)
    assert refused(rights.refuse, ladder.who("chanhvp"), again.pk, " ", ladder.at).field == "note"
    rights.refuse(ladder.who("chanhvp"), again.pk, "Không cần biết", ladder.at)
    assert refused(rights.withdraw, officer, again.pk, ladder.at)
    assert (VisibilityRule.objects.count(), ReadersRun.objects.count()) == (rows, 0)
    assert RightsChange.objects.get(pk=again.pk).decision_note == "Không cần biết"


def test_the_second_approver_is_told_who_was_first(ladder: Ladder, officer: Any) -> None:
    change = rights.propose_addition(officer, row(ladder), ladder.at)
    rights.approve(ladder.who("chanhvp"), change.pk, "", ladder.at)
    assert ladder.who("chanhvp").name in refused(rights.approve, ladder.who("lanhdao"), change.pk, "", ladder.at).reason
    assert VisibilityRule.objects.filter(principal_id=specialist(ladder).principal_id).count() == 1


def test_days_at_their_edges(ladder: Ladder, officer: Any) -> None:
    """A row from tomorrow to the day after is read on that one day; what ends today is not read today."""
    paper, who = ladder.draft(), role(ladder, "clerk")
    asked = row(ladder, who, Scope.REGISTER, flow="outgoing", effective_on=today() + DAY, until=today() + 2 * DAY)
    VisibilityRule.objects.filter(principal_id=who).delete()
    paper = ladder.signed()
    change = rights.propose_addition(officer, asked, ladder.at)
    rights.approve(ladder.who("chanhvp"), change.pk, "", ladder.at)
    assert ReadersRun.objects.count() == 0
    seen = []
    for n in range(4):
        on = today() + n * DAY
        if recompiling.begin_due(on, ladder.at):
            compile_all(ladder)
        assert recompiling.begin_due(on, ladder.at) == 0
        seen.append(queries.agencies_due(on) == [] and fresh(paper).reader_ids.count(who))
    in_chain = int(who in fresh(paper).chain_ids)
    assert seen == [in_chain, 1, in_chain, in_chain]
    rule = VisibilityRule.objects.get(agency__key=ladder.office, scope="body", principal=role(ladder, "leader"))
    end = rights.propose_end(officer, rule.pk, today(), "Hết nhiệm kỳ", ladder.at)
    with pytest.raises(Refused, match="chờ duyệt"):
        rights.propose_end(officer, rule.pk, today(), "Hết nhiệm kỳ", ladder.at)
    rights.approve(ladder.who("chanhvp"), end.pk, "", ladder.at)
    compile_all(ladder)
    assert_equal_to_scratch(today())
    assert role(ladder, "leader") not in fresh(paper).reader_ids


def test_an_approval_after_the_day_is_in_force_from_the_day_of_approval(ladder: Ladder, officer: Any) -> None:
    change = rights.propose_addition(officer, row(ladder, until=today() + 5 * DAY), ladder.at)
    later = ladder.at + 3 * DAY
    rights.approve(ladder.who("chanhvp"), change.pk, "", later)
    assert VisibilityRule.objects.get(principal_id=change.principal_id).starts_on == today() + 3 * DAY
    late = rights.propose_addition(officer, row(ladder, flow="internal", until=today() + DAY), ladder.at)
    assert "đã qua" in refused(rights.approve, ladder.who("chanhvp"), late.pk, "", later).reason


def test_any_series_of_changes_equals_compiling_from_scratch(ladder: Ladder, officer: Any) -> None:
    chance, chief = random.Random(11), ladder.who("chanhvp")
    field = WorkField.objects.filter(agency__key=ladder.office).first()
    papers = [ladder.draft(), ladder.submitted(), ladder.signed(), ladder.numbered(), ladder.draft("BC")]
    papers[0].is_restricted = papers[3].is_restricted = True
    papers[1].field_id = field.pk if field else None
    for paper in papers[:4]:
        Document.objects.filter(pk=paper.pk).update(is_restricted=paper.is_restricted, field_id=paper.field_id)
    leader, clerk, chief_role = (role(ladder, code) for code in ("leader", "clerk", "chief_of_office"))
    recompiling.begin(papers[0].agency_id, today(), "Thử", ladder.at)
    for turn in range(14):
        at = ladder.at + turn * DAY
        on = today() + turn * DAY
        rule = chance.choice(list(VisibilityRule.objects.filter(agency__key=ladder.office).order_by("pk")))
        flow = chance.choice(["", "outgoing", "incoming"])
        until = on + chance.randint(1, 4) * DAY if chance.random() < 0.6 else None
        who, scope = chance.choice(
            [(specialist(ladder).principal_id, "unit"), (leader, "body"), (clerk, "register"), (chief_role, "register")]
        )
        try:
            if chance.random() < 0.35:
                change = rights.propose_end(officer, rule.pk, on, "Thử", at)
            else:
                asked = row(
                    ladder, who, scope, flow=flow, until=until, includes_restricted=who == leader,
                    effective_on=on + chance.randint(0, 2) * DAY if until is None else on,
                )  # fmt: skip
                change = rights.propose_addition(officer, asked, at)
            rights.approve(ladder.who("lanhdao") if who != leader else chief, change.pk, "", at)
        except Refused:
            RightsChange.objects.filter(state=RightsState.PROPOSED).delete()
        recompiling.begin_due(on, at)
        if ReadersRun.objects.filter(agency__key=ladder.office).exists():
            compile_all(ladder, chance.choice([1, 2, 100]))
        assert_equal_to_scratch(on)
    assert ReadersRun.objects.filter(state=CompileState.DONE).count() > 3


def test_a_broken_run_goes_on_and_a_newer_one_takes_over(ladder: Ladder, officer: Any) -> None:
    for _ in range(3):
        ladder.draft()
    first = rights.propose_addition(officer, row(ladder), ladder.at)
    second = rights.propose_addition(officer, row(ladder, flow="outgoing"), ladder.at)
    rights.approve(ladder.who("chanhvp"), first.pk, "", ladder.at)
    run = ReadersRun.objects.latest("pk")
    assert recompiling.step(run.pk, ladder.at, 2)
    run.refresh_from_db()
    assert (run.seen, run.state, run.percent) == (2, CompileState.RUNNING, 66)
    assert not recompiling.step(run.pk, ladder.at, 2)
    run.refresh_from_db()
    assert (run.seen, run.state) == (3, CompileState.DONE)
    rights.approve(ladder.who("chanhvp"), second.pk, "", ladder.at)
    older = ReadersRun.objects.latest("pk")
    recompiling.step(older.pk, ladder.at, 1)
    recompiling.begin(older.agency_id, today(), "Thử", ladder.at)
    assert not recompiling.step(older.pk, ladder.at, 1)
    assert compile_all(ladder).seen == 3
    assert_equal_to_scratch(today())
