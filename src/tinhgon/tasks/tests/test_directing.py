"""Directions: what one makes, who may give it, the second leader, the secretary, the proposal, bad input."""

from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents.choices import HandlingClass
from tinhgon.documents.models import Document
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Delegation, UnitVersion
from tinhgon.tasks import actions, queries
from tinhgon.tasks.choices import DirectionKind, ParticipantRole, TaskState
from tinhgon.tasks.models import Direction, Task
from tinhgon.tasks.tests.conftest import AT, DUE

VP, BTC, TH = "Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Phòng Tổng hợp"


def direct(who: Any, principal: Any, paper: Document, leader: str = "lanhdao", **changes: Any) -> Direction:
    values = {
        "lead": principal(VP),
        "cooperating": [principal(BTC)],
        "informed": [principal("truongbnc")],
        "due": DUE,
        "request_key": f"key-{leader}",
    } | changes
    text = values.pop("text", "Giao Văn phòng chủ trì, phối hợp Ban Tổ chức tham mưu.")
    return actions.direct(who(leader), paper.public_id, text, AT, **values)


def test_a_direction_makes_a_task_and_moves_the_paper(who: Any, principal: Any, paper: Document) -> None:
    direction = direct(who, principal, paper)
    task = Task.objects.get(direction=direction)
    assert (task.state, task.due_at, task.first_due_at, task.lead_post) == (TaskState.ASSIGNED, DUE, DUE, None)
    assert (task.owner_unit.principal_id, task.title) == (principal(VP), paper.subject)
    assert {p.role: p.principal_id for p in task.participants.all()} == {
        ParticipantRole.COOPERATE: principal(BTC),
        ParticipantRole.INFORM: principal("truongbnc"),
    }
    paper.refresh_from_db()
    assert (paper.state, paper.handling, paper.due_at) == ("directed", HandlingClass.OPEN, DUE)
    assert paper.lead_unit_id == task.owner_unit_id
    assert paper.waits_for_id == principal(VP)
    for name in ("chanhvp", "truongbtc", "truongbnc", "lanhdao"):
        assert queries.task_for(who(name), task.public_id) == task
        assert queries.document_for(who(name), paper.public_id) == paper
    assert Notice.objects.filter(to_id=principal("chanhvp"), kind="task").count() == 1
    assert Notice.objects.filter(to_id=principal("truongbtc"), kind="task").count() == 1


def test_others_see_neither_task_nor_count(who: Any, principal: Any, paper: Document) -> None:
    task = Task.objects.get(direction=direct(who, principal, paper))
    for name in ("chuyenvien", "chunhiemubkt", "quantri", "phochutich.ubnd", "chuyenvien.ubnd"):
        assert queries.task_for(who(name), task.public_id) is None
        assert not queries.visible_to(who(name)).exists()
        with pytest.raises(Refused) as refused:
            actions.accept(who(name), task.public_id, AT)
        assert refused.value.code == "not_found"


def test_a_double_click_is_one_direction(who: Any, principal: Any, paper: Document) -> None:
    first = direct(who, principal, paper)
    events = Event.objects.count()
    assert direct(who, principal, paper) == first
    assert Task.objects.count() == 1
    assert Event.objects.count() == events


def test_a_direction_to_a_person_names_the_person(who: Any, principal: Any, paper: Document) -> None:
    task = Task.objects.get(direction=direct(who, principal, paper, lead=principal("chuyenvien")))
    assert task.lead_post is not None
    assert task.lead_post.principal_id == principal("chuyenvien")
    assert queries.task_for(who("chuyenvien"), task.public_id) == task
    assert queries.document_for(who("chuyenvien"), paper.public_id) == paper


def test_for_information_only_the_paper_is_done(who: Any, principal: Any, paper: Document) -> None:
    direct(who, principal, paper, lead=None, cooperating=[], due=None, text="Lưu theo dõi")
    paper.refresh_from_db()
    assert (paper.handling, paper.waits_for_id, Task.objects.count()) == (HandlingClass.DONE, None, 0)
    assert (paper.state, paper.closing_reason) == ("closed", f"Để biết theo bút phê của {who('lanhdao').label}")
    assert Notice.objects.filter(to_id=principal("truongbnc")).exists()
    with pytest.raises(Refused, match="Mở lại"):
        direct(who, principal, paper, "bithu")


def test_cooperating_without_a_lead_is_refused(who: Any, principal: Any, paper: Document) -> None:
    with pytest.raises(Refused, match="Chọn chủ trì"):
        direct(who, principal, paper, lead=None)


def test_a_unit_below_the_head_was_not_forwarded_to_him(who: Any, principal: Any, paper: Document) -> None:
    """Given over his head he is told (B 12); his own words would replace the leader's, or are refused."""
    first = direct(who, principal, paper, lead=principal(TH), cooperating=[])
    assert Notice.objects.filter(to_id=principal("chanhvp"), text__contains="đơn vị đồng chí phụ trách").count() == 1
    with pytest.raises(Refused, match="đã có bút phê của") as refused:
        direct(who, principal, paper, "chanhvp", lead=principal("chuyenvien"), cooperating=[], informed=[])
    assert refused.value.code == "wrong_state"
    assert queries.direction_in_force(paper.pk) == first
    # The head of that very unit goes on from there.
    direct(who, principal, paper, "truongphong", lead=principal("chuyenvien"), cooperating=[], informed=[])
    assert Task.objects.get(parent__direction=first).lead_post is not None


def test_own_words_replaced_hang_below_the_same_task(who: Any, principal: Any, paper: Document) -> None:
    direct(who, principal, paper, "bithu", lead=principal("lanhdao"), cooperating=[], informed=[])
    second = direct(who, principal, paper)
    third = direct(
        who, principal, paper, lead=principal(BTC), cooperating=[], supersedes=second.public_id, request_key="k3"
    )
    new, old = Task.objects.get(direction=third), Task.objects.get(direction=second)
    assert (new.parent_id, old.state) == (old.parent_id, TaskState.CANCELLED)
    assert new.parent is not None
    assert new.parent.state == TaskState.ACCEPTED


def test_who_replaces_another_replaces_the_whole_chain(who: Any, principal: Any, paper: Document) -> None:
    direct(who, principal, paper, "bithu", lead=principal("lanhdao"), cooperating=[], informed=[])
    second = direct(who, principal, paper)
    third = direct(
        who,
        principal,
        paper,
        "bithu",
        lead=principal(BTC),
        cooperating=[],
        supersedes=second.public_id,
        request_key="k",
    )
    assert not Direction.objects.filter(superseded_by=None).exclude(pk=third.pk).exists()
    assert [t.direction_id for t in Task.objects.exclude(state=TaskState.CANCELLED)] == [third.pk]


@pytest.mark.parametrize("name", ["chuyenvien", "vanthu", "quantri"])
def test_without_the_duty_it_is_refused(name: str, who: Any, principal: Any, paper: Document) -> None:
    with pytest.raises(Refused):
        direct(who, principal, paper, name)
    assert not Direction.objects.exists()


def test_a_deadline_before_the_paper_or_now_is_refused(who: Any, principal: Any, paper: Document) -> None:
    for due, words in ((AT - timedelta(days=5), "trước ngày văn bản"), (AT - timedelta(minutes=1), "Hạn đã qua")):
        with pytest.raises(Refused, match=words) as refused:
            direct(who, principal, paper, due=due)
        assert refused.value.field == "due"
    assert not Task.objects.exists()
    paper.refresh_from_db()
    assert paper.state == "registered"


def test_no_words_are_refused(who: Any, principal: Any, paper: Document) -> None:
    with pytest.raises(Refused) as refused:
        direct(who, principal, paper, text="  ")
    assert refused.value.field == "text"


def test_a_unit_that_ended_yesterday_is_refused(who: Any, principal: Any, paper: Document, province: Any) -> None:
    unit = province.unit("tinhuy", BTC)
    UnitVersion.objects.filter(unit=unit).update(ends_on=AT.date())
    with pytest.raises(Refused, match="kết thúc hoạt động"):
        direct(who, principal, paper, lead=unit.principal_id, cooperating=[])


def test_a_post_without_a_holder_is_refused(who: Any, principal: Any, paper: Document, province: Any) -> None:
    post = province.post("chuyenvien2.tinhuy")
    post.appointments.update(ends_on=AT.date())
    with pytest.raises(Refused, match="chưa có người đảm nhiệm"):
        direct(who, principal, paper, lead=post.principal_id)


def test_another_agency_s_people_are_refused(who: Any, principal: Any, paper: Document) -> None:
    for changes in (
        {"lead": principal("truongphong.ubnd")},
        {"cooperating": [principal("truongphong.ubnd")]},
    ):
        with pytest.raises(Refused, match="cơ quan khác"):
            direct(who, principal, paper, **changes)
    assert not Direction.objects.exists()


def test_a_paper_of_strangers_is_not_found(who: Any, principal: Any, paper: Document) -> None:
    with pytest.raises(Refused) as refused:
        direct(
            who, principal, paper, "phochutich.ubnd", lead=principal("truongphong.ubnd"), cooperating=[], informed=[]
        )
    assert refused.value.code == "not_found"


def test_the_second_leader_sees_the_first_and_replaces_knowingly(who: Any, principal: Any, paper: Document) -> None:
    first = direct(who, principal, paper)
    with pytest.raises(Refused, match="đã có bút phê của"):
        direct(who, principal, paper, "bithu", lead=principal(BTC), cooperating=[])
    second = direct(who, principal, paper, "bithu", lead=principal(BTC), cooperating=[], supersedes=first.public_id)
    first.refresh_from_db()
    assert first.superseded_by == second
    old, new = Task.objects.order_by("id")
    assert (old.state, new.state) == (TaskState.CANCELLED, TaskState.ASSIGNED)
    assert queries.direction_in_force(paper.pk) == second
    paper.refresh_from_db()
    assert paper.waits_for_id == principal(BTC)


def test_a_forwarded_paper_goes_on_without_replacing(who: Any, principal: Any, paper: Document) -> None:
    first = direct(who, principal, paper, "bithu", lead=principal("lanhdao"), cooperating=[], text="Kính chuyển đ/c")
    parent = Task.objects.get(direction=first)
    with pytest.raises(Refused, match="việc chính"):
        direct(who, principal, paper, due=DUE + timedelta(days=1))
    direct(who, principal, paper)
    parent.refresh_from_db()
    child = Task.objects.get(parent=parent)
    assert (parent.state, child.owner_unit.principal_id) == (TaskState.ACCEPTED, principal(VP))
    assert queries.task_for(who("bithu"), child.public_id) == child
    first.refresh_from_db()
    assert first.superseded_by is None


def test_the_office_proposes_and_the_leader_accepts_with_one_tap(who: Any, principal: Any, paper: Document) -> None:
    proposal = actions.propose(
        who("chanhvp"),
        paper.public_id,
        "Đề xuất giao Ban Tổ chức chủ trì.",
        AT,
        to_leader=principal("lanhdao"),
        lead=principal(BTC),
        cooperating=[principal(TH)],
        due=DUE,
        request_key="p1",
    )
    paper.refresh_from_db()
    assert (paper.state, paper.waits_for_id) == ("registered", principal("lanhdao"))
    assert Notice.objects.filter(to_id=principal("lanhdao"), kind="document").exists()
    with pytest.raises(Refused):
        actions.accept_proposal(who("vanthu"), proposal.public_id, AT)
    direction = actions.accept_proposal(who("lanhdao"), proposal.public_id, AT)
    assert (direction.text, direction.from_proposal, direction.by) == (proposal.text, proposal, who("lanhdao").label)
    assert Task.objects.get(direction=direction).owner_unit.principal_id == principal(BTC)
    assert actions.accept_proposal(who("lanhdao"), proposal.public_id, AT) == direction
    assert Task.objects.count() == 1


def test_a_newer_proposal_replaces_the_older(who: Any, principal: Any, paper: Document) -> None:
    older, newer = (
        actions.propose(
            who("chanhvp"), paper.public_id, text, AT, to_leader=principal("lanhdao"), lead=principal(BTC), due=DUE
        )
        for text in ("Phương án 1", "Phương án 2")
    )
    with pytest.raises(Refused, match="đã được thay"):
        actions.accept_proposal(who("lanhdao"), older.public_id, AT)
    assert actions.accept_proposal(who("lanhdao"), newer.public_id, AT).text == "Phương án 2"


def test_only_who_has_the_duty_proposes(who: Any, principal: Any, paper: Document) -> None:
    with pytest.raises(Refused):
        actions.propose(who("vanthu"), paper.public_id, "x", AT, to_leader=principal("lanhdao"), lead=principal(BTC))


def test_a_secretary_enters_what_the_leader_wrote_on_paper(
    who: Any, principal: Any, paper: Document, province: Any
) -> None:
    with pytest.raises(Refused, match="chưa được giao giúp việc"):
        direct(who, principal, paper, "vanthu", is_from_paper=True, in_place_of=principal("lanhdao"))
    Delegation.objects.create(
        agency=province.agency("tinhuy"),
        from_post=province.post("lanhdao.tinhuy"),
        to_post=province.post("vanthu.tinhuy"),
        kind=DelegationKind.SECRETARY,
        starts_on=AT.date(),
    )
    direction = direct(who, principal, paper, "vanthu", is_from_paper=True, in_place_of=principal("lanhdao"))
    assert direction.by_post == province.post("lanhdao.tinhuy")
    assert direction.by == who("lanhdao").label
    assert (direction.entered_by, direction.kind) == (who("vanthu").label, DirectionKind.DIRECTION)
    assert Task.objects.get().given_by == direction.by_post
    assert Notice.objects.filter(to_id=principal("lanhdao"), text__contains="bút phê giấy").exists()


def test_a_restricted_task_of_a_person_does_not_exist_for_his_head(who: Any, principal: Any, paper: Document) -> None:
    Document.objects.filter(pk=paper.pk).update(is_restricted=True)
    values = {"cooperating": [], "informed": [], "lead": principal("chuyenvien")}
    task = Task.objects.get(direction=direct(who, principal, paper, **values))
    assert queries.task_for(who("chuyenvien"), task.public_id) == task
    assert queries.task_for(who("lanhdao"), task.public_id) == task
    for name in ("truongphong", "chanhvp", "chuyenvien2", "vanthu", "quantri", "antoan"):
        assert not queries.visible_to(who(name)).exists(), name


def test_a_head_who_passes_a_restricted_task_on_keeps_seeing_it(who: Any, principal: Any, paper: Document) -> None:
    Document.objects.filter(pk=paper.pk).update(is_restricted=True)
    values = {"cooperating": [], "informed": [], "lead": principal(TH)}
    task = Task.objects.get(direction=direct(who, principal, paper, **values))
    actions.pass_on(who("truongphong"), task.public_id, principal("chuyenvien"), AT)
    for name in ("truongphong", "chuyenvien", "lanhdao"):
        assert queries.task_for(who(name), task.public_id) == task
