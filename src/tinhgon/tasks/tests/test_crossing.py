"""Work given to a unit of an agency below: two rows that agree, each side reading its own, no chain leaking."""

from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries as papers
from tinhgon.documents.actions import intake, issuing
from tinhgon.documents.choices import HandlingClass, IncomingState
from tinhgon.documents.models import Delivery, Document, Recipient
from tinhgon.documents.tests import files
from tinhgon.tasks import actions, lifecycle, movables, queries
from tinhgon.tasks.actions import crossing
from tinhgon.tasks.choices import Boundary, TaskState
from tinhgon.tasks.models import Direction, Task
from tinhgon.tasks.tests.conftest import AT, DUE

COMMUNE = "Ủy ban nhân dân xã Tân Hòa"


@pytest.fixture
def commune(province: Any) -> int:
    return province.unit("tanhoa", COMMUNE).principal_id


def direct(who: Any, paper: Document, lead: int, **changes: Any) -> Direction:
    values = {"lead": lead, "due": DUE, "product": "Báo cáo"} | changes
    return actions.direct(who("lanhdao"), paper.public_id, "Giao UBND xã Tân Hòa báo cáo.", AT, **values)


def both(direction: Direction) -> tuple[Task, Task]:
    sent = Task.objects.get(direction=direction, boundary=Boundary.SENT)
    return sent, Task.objects.get(origin=sent)


def agree(direction: Direction) -> tuple[Task, Task]:
    sent, received = both(direction)
    for name in ("state", *lifecycle.CROSSING):
        assert getattr(sent, name) == getattr(received, name), name
    return sent, received


def test_each_side_has_its_row_and_its_paper(who: Any, paper: Document, commune: int, principal: Any) -> None:
    direction = direct(who, paper, commune, cooperating=[principal("Văn phòng Tỉnh ủy")])
    sent, received = agree(direction)
    assert (sent.agency_id, received.agency_id) == (paper.agency_id, who("lanhdao.tanhoa").agency_id)
    assert received.lead_post is not None  # a body without a unit head: its leader answers
    assert received.lead_post.principal_id == principal("lanhdao.tanhoa")
    there = received.document
    assert there is not None
    assert (there.source_id, there.state, there.handling) == (paper.pk, IncomingState.ARRIVED, HandlingClass.OPEN)
    assert (there.due_at, there.subject, there.issuer) == (DUE, paper.subject, paper.issuer)
    chief, clerk = who("lanhdao.tanhoa"), who("vanthu.tanhoa")
    assert queries.task_for(chief, received.public_id) == received
    assert papers.paper_for(chief, there.public_id) == papers.paper_for(clerk, there.public_id) == there
    assert Notice.objects.filter(to_id=principal("lanhdao.tanhoa"), kind="task").count() == 1
    assert Notice.objects.filter(to_id=principal("vanthu.tanhoa"), kind="arrival").count() == 1
    assert Event.objects.filter(object_type="task", object_id=received.pk, verb="tasks.receive").exists()


def test_nothing_of_the_giver_s_chain_leaks(who: Any, paper: Document, commune: int, principal: Any) -> None:
    sent, received = both(direct(who, paper, commune, informed=[principal("truongbnc")]))
    for name in ("lanhdao.tanhoa", "chanhvp.tanhoa", "vanthu.tanhoa", "chuyenvien.tanhoa", "lanhdao.phuloc"):
        stranger = who(name)
        assert queries.task_for(stranger, sent.public_id) is None
        assert papers.paper_for(stranger, paper.public_id) is None
        assert queries.document_work(stranger, paper.public_id, AT) is None
    for name in ("lanhdao", "bithu", "vanthu", "truongbnc"):
        assert queries.task_for(who(name), received.public_id) is None
        assert papers.paper_for(who(name), received.document.public_id) is None
    view = queries.task_view(who("lanhdao.tanhoa"), received.public_id, AT)
    assert view is not None
    assert view.participants == []
    assert [d.text for d in view.directions] == ["Giao UBND xã Tân Hòa báo cáo."]


def test_the_lists_hold_it_once_on_each_side(who: Any, paper: Document, commune: int) -> None:
    sent, received = both(direct(who, paper, commune))
    there = queries.task_page(who("lanhdao.tanhoa"), queries.Filters(tab="mine"), AT)
    assert [row.task for row in there.rows] == [received]
    here = queries.task_page(who("lanhdao"), queries.Filters(tab="given"), AT)
    assert [row.task for row in here.rows] == [sent]
    assert queries.nav_counts(who("lanhdao.tanhoa"), AT)["tasks"][0] == 1
    assert queries.nav_counts(who("lanhdao"), AT)["tasks"][0] == 0


def test_its_chief_assigns_onward_and_only_the_taking_over_crosses(
    who: Any, paper: Document, commune: int, principal: Any
) -> None:
    direction = direct(who, paper, commune)
    _, received = both(direction)
    chief = who("lanhdao.tanhoa")
    child = actions.pass_on(chief, received.public_id, principal("chuyenvien.tanhoa"), AT, title="Soạn báo cáo")
    sent, received = agree(direction)
    assert sent.state == TaskState.ACCEPTED
    assert (child.parent, child.agency_id) == (received, received.agency_id)
    assert queries.task_for(who("lanhdao"), child.public_id) is None
    here = queries.task_view(who("lanhdao"), sent.public_id, AT)
    assert here is not None
    assert here.children == []
    assert "Chuyên viên" not in "".join(str(row.detail) for row in here.history)
    assert queries.task_for(who("chuyenvien.tanhoa"), child.public_id) == child
    assert papers.paper_for(who("chuyenvien.tanhoa"), received.document.public_id) == received.document


def test_its_leader_hands_the_whole_on(who: Any, paper: Document, commune: int, principal: Any) -> None:
    direction = direct(who, paper, commune)
    actions.pass_on(who("lanhdao.tanhoa"), both(direction)[1].public_id, principal("chuyenvien.tanhoa"), AT)
    sent, received = agree(direction)
    assert received.lead_post is not None
    assert received.lead_post.principal_id == principal("chuyenvien.tanhoa")
    assert (sent.lead_post, sent.owner_unit.principal_id) == (None, commune)
    with pytest.raises(Refused, match="trong đơn vị"):
        actions.pass_on(who("chuyenvien.tanhoa"), received.public_id, principal("chanhvp.tanhoa"), AT)


def test_its_leader_directs_the_registered_paper_onward(
    who: Any, paper: Document, commune: int, principal: Any, province: Any
) -> None:
    direction = direct(who, paper, commune)
    _, received = both(direction)
    intake.register_arrived(
        who("vanthu.tanhoa"), received.document_id, AT, submit_to_post=province.post("lanhdao.tanhoa").pk
    )
    lead = principal("chuyenvien.tanhoa")
    actions.direct(who("lanhdao.tanhoa"), received.document.public_id, "Giao đ/c", AT, lead=lead, due=DUE)
    sent, received = agree(direction)
    child = Task.objects.get(parent=received)
    assert child.lead_post is not None
    assert sent.state == TaskState.ACCEPTED
    assert Document.objects.get(pk=received.document_id).state == IncomingState.DIRECTED
    with pytest.raises(Refused, match="việc chính"):
        later = DUE + timedelta(days=1)
        actions.direct(
            who("lanhdao.tanhoa"), received.document.public_id, "x", AT, lead=principal("chanhvp.tanhoa"), due=later,
            supersedes=queries.direction_in_force(received.document_id).public_id,
        )  # fmt: skip


def test_progress_extension_and_return_cross_back(who: Any, paper: Document, commune: int, principal: Any) -> None:
    direction = direct(who, paper, commune)
    _, received = both(direction)
    chief, leader = who("lanhdao.tanhoa"), who("lanhdao")
    actions.accept(chief, received.public_id, AT)
    actions.report_progress(chief, received.public_id, 40, "Đang rà soát", AT + timedelta(hours=1))
    sent, received = agree(direction)
    assert (sent.progress, [r.text for r in sent.reports.all()]) == (40, ["Đang rà soát"])
    until = DUE + timedelta(days=2)
    actions.ask_extension(chief, received.public_id, until, "Thiếu số liệu", AT + timedelta(hours=2))
    assert queries.open_extension(sent) is not None
    actions.decide_extension(leader, sent.public_id, True, "", AT + timedelta(hours=3))
    sent, received = agree(direction)
    assert (received.due_at, received.first_due_at) == (until, DUE)
    assert queries.open_extension(received) is None
    assert Document.objects.get(pk=paper.pk).due_at == Document.objects.get(pk=received.document_id).due_at == until
    actions.return_task(chief, received.public_id, "Không thuộc thẩm quyền", AT + timedelta(hours=4))
    sent, _ = agree(direction)
    assert sent.state == TaskState.RETURNED
    assert Notice.objects.filter(to_id=principal("lanhdao"), text__contains="trả lại").exists()


def test_done_over_there_is_recognised_here(who: Any, paper: Document, commune: int) -> None:
    direction = direct(who, paper, commune)
    _, received = both(direction)
    chief, leader = who("lanhdao.tanhoa"), who("lanhdao")
    actions.accept(chief, received.public_id, AT)
    with pytest.raises(Refused):
        actions.recognise(chief, received.public_id, AT)
    _hand_in(received, chief)
    sent, received = agree(direction)
    assert (sent.state, sent.reports.get().evidence_name) == (TaskState.REPORTED, "bao-cao.pdf")
    actions.send_back(leader, sent.public_id, "Thiếu phụ lục", AT + timedelta(hours=2))
    assert agree(direction)[1].state == TaskState.ACCEPTED
    _hand_in(received, chief, hours=3)
    actions.recognise(leader, sent.public_id, AT + timedelta(hours=4))
    sent, received = agree(direction)
    assert received.state == TaskState.COMPLETED
    for document in (Document.objects.get(pk=paper.pk), Document.objects.get(pk=received.document_id)):
        assert (document.handling, document.progress) == (HandlingClass.DONE, 100)


def _hand_in(task: Task, actor: Any, hours: int = 1) -> None:
    actions.report_done(
        actor,
        task.public_id,
        "Đã xong",
        AT + timedelta(hours=hours),
        evidence=actions.Attachment(files.pdf(), "bao-cao.pdf"),
        request_key=f"done-{hours}",
    )


def test_a_draft_does_not_leave_the_agency(who: Any, paper: Document, commune: int, province: Any) -> None:
    from tinhgon.documents.actions import drafting

    _, received = both(direct(who, paper, commune))
    chief = who("lanhdao.tanhoa")
    new = drafting.NewDraft(subject="Báo cáo rà soát", type_code="BC", text="Nội dung")
    draft = drafting.draft(who("chuyenvien.tanhoa"), new, AT)
    with pytest.raises(Refused) as refused:
        actions.report_done(chief, received.public_id, "", AT, document_id=draft.public_id)
    assert refused.value.field == "document"


@pytest.mark.parametrize(
    ("change", "words"),
    [({"is_restricted": True}, "hạn chế"), ({"state": IncomingState.ARRIVED}, "chưa vào sổ")],
)
def test_a_restricted_or_unregistered_paper_proves_nothing_over_there(
    who: Any, paper: Document, commune: int, change: dict[str, Any], words: str
) -> None:
    sent, received = both(direct(who, paper, commune))
    chief = who("lanhdao.tanhoa")
    Document.objects.filter(pk=received.document_id).update(**change)
    with pytest.raises(Refused, match=words) as refused:
        actions.report_done(chief, received.public_id, "", AT, document_id=received.document.public_id)
    assert refused.value.field == "document"
    assert not sent.reports.exists()


def test_the_giver_gets_the_row_it_still_has_of_the_paper_handed_in(who: Any, paper: Document, commune: int) -> None:
    sent, received = both(direct(who, paper, commune))
    proof = received.document
    assert proof is not None
    proof.state = IncomingState.REGISTERED
    _, held = (
        Document.objects.create(
            agency_id=sent.agency_id, flow="incoming", state=state, subject="x", created_at=AT, created_by="x",
            source=proof,
        )
        for state in (IncomingState.REFUSED, IncomingState.ARRIVED)
    )  # fmt: skip
    assert crossing.proof_across(received, proof)[0] == held
    held.delete()
    assert crossing.proof_across(received, proof)[0] is None, "what was given back is no proof"


def test_where_work_may_not_go(who: Any, paper: Document, commune: int, principal: Any, province: Any) -> None:
    committee = province.unit("tinhuy", "Tỉnh ủy Bình Sơn").principal_id
    with pytest.raises(Refused, match="không phải cấp dưới"):
        actions.create(who("lanhdao.tanhoa"), "Báo cáo", committee, DUE, AT)
    with pytest.raises(Refused, match="không phải cấp dưới"):
        other = province.unit("phuloc", "Ủy ban nhân dân xã Phú Lộc").principal_id
        actions.create(who("lanhdao.tanhoa"), "Báo cáo", other, DUE, AT)
    with pytest.raises(Refused, match="không phải cấp dưới"):
        actions.create(who("lanhdao.sonoivu"), "Báo cáo", commune, DUE, AT)  # a department guides, it does not command
    with pytest.raises(Refused, match="chưa được giao"):
        actions.create(who("chuyenvien"), "Báo cáo", commune, DUE, AT)
    with pytest.raises(Refused, match="cơ quan khác"):
        direct(who, paper, principal("chuyenvien.tanhoa"))
    with pytest.raises(Refused, match="cơ quan khác"):
        direct(who, paper, principal("Văn phòng Tỉnh ủy"), informed=[commune])
    department = province.unit("sonoivu", "Sở Nội vụ").principal_id
    assert actions.create(who("lanhdao.ubnd"), "Báo cáo", department, DUE, AT).boundary == Boundary.SENT
    Document.objects.filter(pk=paper.pk).update(is_restricted=True)
    with pytest.raises(Refused, match="hạn chế"):
        direct(who, paper, commune)
    assert not Direction.objects.exists()


def test_given_elsewhere_or_cancelled_it_ends_there(who: Any, paper: Document, commune: int, province: Any) -> None:
    direction = direct(who, paper, commune)
    sent, received = both(direction)
    elsewhere = province.unit("phuloc", "Ủy ban nhân dân xã Phú Lộc").principal_id
    actions.reassign(who("lanhdao"), sent.public_id, elsewhere, AT)
    received.refresh_from_db()
    assert received.state == TaskState.CANCELLED
    sent.refresh_from_db()
    new = queries.counterpart(sent)
    assert new is not None
    assert (new.owner_unit.principal_id, new.state) == (elsewhere, TaskState.ASSIGNED)
    child = actions.pass_on(
        who("lanhdao.phuloc"), new.public_id, province.post("chuyenvien.phuloc").principal_id, AT, title="Soạn"
    )
    actions.cancel(who("lanhdao"), sent.public_id, "Không cần nữa", AT)
    for task in (sent, new, child):
        task.refresh_from_db()
        assert task.state == TaskState.CANCELLED


def test_taken_inside_it_stays_inside(who: Any, paper: Document, commune: int, principal: Any) -> None:
    direction = direct(who, paper, commune)
    sent, received = both(direction)
    actions.return_task(who("lanhdao.tanhoa"), received.public_id, "Trả", AT)
    actions.reassign(who("lanhdao"), sent.public_id, principal("Văn phòng Tỉnh ủy"), AT)
    sent.refresh_from_db()
    assert (sent.boundary, sent.state, queries.counterpart(sent)) == ("", TaskState.ASSIGNED, None)
    assert queries.task_for(who("chanhvp"), sent.public_id) == sent


def test_replaced_words_end_the_work_over_there(who: Any, paper: Document, commune: int, principal: Any) -> None:
    first = direct(who, paper, commune)
    _, received = both(first)
    lead = principal("Văn phòng Tỉnh ủy")
    actions.direct(who("bithu"), paper.public_id, "Giao VP", AT, lead=lead, due=DUE, supersedes=first.public_id)
    received.refresh_from_db()
    assert received.state == TaskState.CANCELLED


def test_a_second_task_goes_with_the_same_paper(who: Any, paper: Document, commune: int) -> None:
    first = direct(who, paper, commune)
    direct(who, paper, commune, supersedes=first.public_id)
    assert Document.objects.filter(source=paper).count() == 1
    assert Task.objects.filter(boundary=Boundary.RECEIVED, state=TaskState.ASSIGNED).count() == 1


def test_a_paper_given_back_comes_again_with_the_next_task(who: Any, paper: Document, commune: int) -> None:
    given = direct(who, paper, commune)
    _, first = both(given)
    assert first.document is not None
    intake.refuse(who("vanthu.tanhoa"), first.document_id, "Gửi nhầm", AT)
    _, second = both(direct(who, paper, commune, supersedes=given.public_id))
    assert second.document is not None and second.document_id != first.document_id
    states = Document.objects.filter(source=paper).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["refused", "arrived"]


def test_reminders_go_to_each_side_about_its_own_row(who: Any, paper: Document, commune: int, principal: Any) -> None:
    sent, received = both(direct(who, paper, commune))
    actions.remind(DUE - timedelta(hours=3))
    actions.remind(DUE + timedelta(hours=3))
    told = dict(Notice.objects.filter(kind="reminder").values_list("url", "to_id"))
    assert {url.split("/")[-2]: to for url, to in told.items()} == {
        str(sent.public_id): principal("lanhdao"),
        str(received.public_id): principal("lanhdao.tanhoa"),
    }
    duties = [d for d in queries.duties(AT.date()) if d.tasks]
    assert [d.tasks for d in duties] == [[received]]


def test_a_recalled_paper_is_recalled_on_the_other_side_too(
    who: Any, paper: Document, commune: int, province: Any
) -> None:
    _, received = both(direct(who, paper, commune))
    clerk = province.actor("vanthu.ubnd", AT.date())
    original = Document.objects.create(
        agency_id=clerk.agency_id, flow="outgoing", state="issued", subject=paper.subject, created_at=AT,
        created_by="x", reader_ids=[clerk.post_id],
    )  # fmt: skip
    recipient = Recipient.objects.create(
        document=original,
        ordinal=1,
        role="act",
        name="Tỉnh ủy",
        agency_id=paper.agency_id,
        body=province.body("tinhuy"),
    )
    Delivery.objects.create(
        document=original, recipient=recipient, to_agency_id=paper.agency_id, state="registered",
        received_document=paper, at=AT, changed_at=AT,
    )  # fmt: skip
    issuing.withdraw(clerk, original.pk, "Ban hành nhầm", AT)
    for pk in (paper.pk, received.document_id):
        assert Document.objects.get(pk=pk).state == IncomingState.RECALLED


def test_handed_over_units_read_their_own_side_only(who: Any, paper: Document, commune: int, province: Any) -> None:
    sent, received = both(direct(who, paper, commune))
    heir = province.unit("phuloc", "Ủy ban nhân dân xã Phú Lộc")
    assert movables.hand_over(received.owner_unit_id, heir.pk, AT, "Kế hoạch", "plan-1") == 2
    for task in (sent, received):
        task.refresh_from_db()
        assert task.owner_unit_id == heir.pk
    assert heir.principal_id in received.reader_ids
    assert heir.principal_id not in sent.reader_ids
