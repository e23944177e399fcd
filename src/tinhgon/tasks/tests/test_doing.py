"""A task from hand to hand: taken over, passed on, reported, extended, handed in, recognised, returned, cancelled."""

from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents.choices import HandlingClass
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
from tinhgon.tasks import actions, lifecycle, queries
from tinhgon.tasks.choices import ExtensionState, TaskState
from tinhgon.tasks.models import Report, Task
from tinhgon.tasks.tests.conftest import AT, DUE

TH = "Phòng Tổng hợp"
LATER = AT + timedelta(hours=3)


def proof() -> actions.Attachment:
    return actions.Attachment(files.pdf(), "bao-cao.pdf")


@pytest.fixture
def task(who: Any, principal: Any, paper: Document) -> Task:
    """The provincial leader gave the office's general division a paper."""
    direction = actions.direct(
        who("lanhdao"), paper.public_id, "Giao Phòng Tổng hợp.", AT, lead=principal(TH), due=DUE, request_key="d"
    )
    return Task.objects.get(direction=direction)


@pytest.fixture
def given(who: Any, principal: Any) -> Task:
    """A task without a paper, given to a specialist by the head."""
    return actions.create(
        who("truongphong"), "Tổng hợp số liệu", principal("chuyenvien"), DUE, AT, product="Báo cáo", request_key="c"
    )


def done(who: Any, task: Task, name: str = "truongphong") -> Task:
    return actions.report_done(who(name), task.public_id, "Đã xong", LATER, evidence=proof())


def test_the_whole_way_to_recognised(who: Any, task: Task, paper: Document) -> None:
    head, leader = who("truongphong"), who("lanhdao")
    assert actions.accept(head, task.public_id, AT).state == TaskState.ACCEPTED
    events = Event.objects.count()
    assert actions.accept(head, task.public_id, AT).state == TaskState.ACCEPTED
    assert Event.objects.count() == events
    actions.report_progress(head, task.public_id, 40, "Đang tổng hợp", AT)
    paper.refresh_from_db()
    assert (paper.progress, paper.handling) == (40, HandlingClass.OPEN)
    assert done(who, task).state == TaskState.REPORTED
    paper.refresh_from_db()
    assert paper.waits_for_id == leader.post_id
    finished = actions.recognise(leader, task.public_id, LATER)
    assert (finished.state, finished.completed_at, finished.progress) == (TaskState.COMPLETED, LATER, 100)
    assert actions.recognise(leader, task.public_id, LATER).state == TaskState.COMPLETED
    paper.refresh_from_db()
    assert (paper.progress, paper.handling, paper.handled_at) == (100, HandlingClass.DONE, LATER)
    assert paper.waits_for_id is None
    words = [row.verb for row in queries.task_view(leader, task.public_id, LATER).history]  # type: ignore[union-attr]
    assert words == ["tasks.recognise", "tasks.report_done", "tasks.report_progress", "tasks.accept", "tasks.create"]


def test_passing_on_names_the_person_and_opens_the_paper(who: Any, principal: Any, task: Task, paper: Document) -> None:
    assert queries.task_for(who("chuyenvien"), task.public_id) is None
    actions.pass_on(who("truongphong"), task.public_id, principal("chuyenvien"), AT)
    task.refresh_from_db()
    assert (task.state, task.lead_post.principal_id) == (TaskState.ACCEPTED, principal("chuyenvien"))  # type: ignore[union-attr]
    assert queries.task_for(who("chuyenvien"), task.public_id) == task
    assert queries.document_for(who("chuyenvien"), paper.public_id) == paper
    assert Notice.objects.filter(to_id=principal("chuyenvien"), kind="task").count() == 1
    paper.refresh_from_db()
    assert paper.waits_for_id == principal("chuyenvien")
    actions.report_progress(who("chuyenvien"), task.public_id, 10, "Bắt đầu", AT)


def test_a_sub_task_is_not_due_after_its_parent(who: Any, principal: Any, task: Task) -> None:
    head = who("truongphong")
    with pytest.raises(Refused, match="việc chính") as refused:
        actions.pass_on(
            head, task.public_id, principal("chuyenvien"), AT, title="Phần 1", due=DUE + timedelta(minutes=1)
        )
    assert refused.value.field == "due"
    child = actions.pass_on(head, task.public_id, principal("chuyenvien"), AT, title="Phần 1", due=DUE, request_key="s")
    assert actions.pass_on(head, task.public_id, principal("chuyenvien"), AT, title="Phần 1", request_key="s") == child
    assert (child.parent, child.given_by.principal_id) == (task, head.post_id)
    with pytest.raises(Refused, match="việc con chưa xong"):
        done(who, task)
    actions.report_done(who("chuyenvien"), child.public_id, "Xong phần 1", LATER, evidence=proof())
    actions.recognise(head, child.public_id, LATER)
    assert done(who, task).state == TaskState.REPORTED


def test_only_the_unit_s_head_passes_on_and_only_inside(who: Any, principal: Any, task: Task) -> None:
    with pytest.raises(Refused, match="trong đơn vị"):
        actions.pass_on(who("truongphong"), task.public_id, principal("tochuc"), AT)
    with pytest.raises(Refused):
        actions.pass_on(who("lanhdao"), task.public_id, principal("chuyenvien"), AT)


def test_progress_needs_words_a_percent_and_its_own_people(who: Any, task: Task) -> None:
    head = who("truongphong")
    with pytest.raises(Refused, match="Tiếp nhận trước"):
        actions.report_progress(head, task.public_id, 10, "x", AT)
    actions.accept(head, task.public_id, AT)
    for percent, text, field in ((101, "x", "percent"), (-1, "x", "percent"), (10, " ", "text")):
        with pytest.raises(Refused) as refused:
            actions.report_progress(head, task.public_id, percent, text, AT)
        assert refused.value.field == field
    with pytest.raises(Refused):
        actions.report_progress(who("lanhdao"), task.public_id, 10, "x", AT)
    assert not Report.objects.exists()


def test_a_double_submit_is_one_report(who: Any, task: Task) -> None:
    head = who("truongphong")
    actions.accept(head, task.public_id, AT)
    first, second = (
        actions.report_progress(head, task.public_id, 30, "Đang làm", AT, evidence=proof(), request_key="r")
        for _ in range(2)
    )
    assert first == second
    assert queries.evidence_for(head, first.pk).content == proof().content  # type: ignore[union-attr]
    assert queries.evidence_for(who("chunhiemubkt"), first.pk) is None


@pytest.mark.parametrize("code", ["empty", "encrypted", "renamed"])
def test_a_bad_evidence_file_leaves_nothing(code: str, who: Any, task: Task) -> None:
    head = who("truongphong")
    actions.accept(head, task.public_id, AT)
    name, content = files.BAD[code]
    with pytest.raises(Refused) as refused:
        actions.report_progress(head, task.public_id, 30, "x", AT, evidence=actions.Attachment(content(), name))
    assert refused.value.code == code
    assert not Report.objects.exists()


def test_a_secret_evidence_file_is_refused_with_a_trace(who: Any, task: Task) -> None:
    head = who("truongphong")
    actions.accept(head, task.public_id, AT)
    with pytest.raises(Refused) as refused:
        actions.report_progress(
            head, task.public_id, 30, "x", AT, evidence=actions.Attachment(files.pdf(7, "mat"), "a.pdf")
        )
    assert refused.value.code == "secret"
    assert Event.objects.filter(verb="documents.refuse_secret").count() == 1


def test_done_needs_a_proof_that_one_may_see(who: Any, task: Task, paper: Document) -> None:
    head = who("truongphong")
    with pytest.raises(Refused, match="Kèm sản phẩm"):
        actions.report_done(head, task.public_id, "Xong", AT)
    handed_in = actions.report_done(head, task.public_id, "Xong", AT, document_id=paper.public_id)
    assert (handed_in.state, handed_in.reply_document) == (TaskState.REPORTED, paper)


def test_sent_back_is_to_be_done_again(who: Any, task: Task) -> None:
    done(who, task)
    with pytest.raises(Refused) as refused:
        actions.send_back(who("lanhdao"), task.public_id, " ", LATER)
    assert refused.value.field == "reason"
    again = actions.send_back(who("lanhdao"), task.public_id, "Thiếu phụ lục", LATER)
    assert (again.state, again.reported_at, again.last_reason) == (TaskState.ACCEPTED, None, "Thiếu phụ lục")
    assert done(who, task).state == TaskState.REPORTED


def test_only_the_giver_recognises(who: Any, task: Task) -> None:
    with pytest.raises(Refused, match="Chưa có báo cáo"):
        actions.recognise(who("lanhdao"), task.public_id, AT)
    done(who, task)
    for name in ("truongphong", "chanhvp"):
        with pytest.raises(Refused):
            actions.recognise(who(name), task.public_id, LATER)


def test_an_extension_keeps_the_first_deadline(who: Any, task: Task, paper: Document) -> None:
    head, leader, until = who("truongphong"), who("lanhdao"), DUE + timedelta(days=5)
    asked = actions.ask_extension(head, task.public_id, until, "Chờ số liệu", AT)
    assert actions.ask_extension(head, task.public_id, until, "Chờ số liệu", AT) == asked
    with pytest.raises(Refused, match="đang chờ quyết định"):
        actions.ask_extension(head, task.public_id, until + timedelta(days=1), "Nữa", AT)
    with pytest.raises(Refused, match="Chỉ người giao"):
        actions.decide_extension(head, task.public_id, True, "", AT)
    assert actions.decide_extension(leader, task.public_id, True, "", AT).state == ExtensionState.GRANTED
    task.refresh_from_db()
    paper.refresh_from_db()
    assert (task.first_due_at, task.due_at, paper.due_at) == (DUE, until, until)
    with pytest.raises(Refused, match="Không có đề nghị"):
        actions.decide_extension(leader, task.public_id, True, "", AT)


def test_a_refused_extension_needs_its_reason(who: Any, task: Task) -> None:
    actions.ask_extension(who("truongphong"), task.public_id, DUE + timedelta(days=5), "Chờ số liệu", AT)
    with pytest.raises(Refused) as refused:
        actions.decide_extension(who("lanhdao"), task.public_id, False, "", AT)
    assert refused.value.field == "answer"
    actions.decide_extension(who("lanhdao"), task.public_id, False, "Việc gấp", AT)
    task.refresh_from_db()
    assert task.due_at == DUE


@pytest.mark.parametrize(
    ("until", "reason", "at", "words"),
    [
        (DUE + timedelta(days=1), "x", DUE, "Đã quá hạn"),
        (DUE, "x", AT, "sau hạn hiện tại"),
        (None, "x", AT, "sau hạn hiện tại"),
        (DUE + timedelta(days=1), " ", AT, "Nêu lý do"),
    ],
)
def test_bad_extensions_are_refused(until: Any, reason: str, at: Any, words: str, who: Any, task: Task) -> None:
    with pytest.raises(Refused, match=words):
        actions.ask_extension(who("truongphong"), task.public_id, until, reason, at)
    assert not task.extensions.exists()


def test_returned_and_given_to_another(who: Any, principal: Any, task: Task, paper: Document) -> None:
    with pytest.raises(Refused, match="lý do trả lại"):
        actions.return_task(who("truongphong"), task.public_id, "", AT)
    returned = actions.return_task(who("truongphong"), task.public_id, "Không đúng chức năng", AT)
    assert returned.state == TaskState.RETURNED
    paper.refresh_from_db()
    assert (paper.waits_for_id, paper.handling) == (who("lanhdao").post_id, HandlingClass.OPEN)
    actions.reassign(who("lanhdao"), task.public_id, principal("truongbtc"), AT)
    task.refresh_from_db()
    assert (task.state, task.lead_post.principal_id) == (TaskState.ASSIGNED, principal("truongbtc"))  # type: ignore[union-attr]
    assert queries.task_for(who("truongbtc"), task.public_id) == task
    assert queries.task_for(who("truongphong"), task.public_id) is None


def test_cancelled_with_its_sub_tasks(who: Any, principal: Any, task: Task) -> None:
    child = actions.pass_on(who("truongphong"), task.public_id, principal("chuyenvien"), AT, title="Phần 1")
    with pytest.raises(Refused, match="Chỉ người giao"):
        actions.cancel(who("truongphong"), task.public_id, "x", AT)
    actions.cancel(who("lanhdao"), task.public_id, "Không cần nữa", AT)
    child.refresh_from_db()
    assert child.state == TaskState.CANCELLED
    assert actions.cancel(who("lanhdao"), task.public_id, "Không cần nữa", AT).state == TaskState.CANCELLED


def test_the_giver_fills_in_what_is_missing(who: Any, principal: Any, task: Task) -> None:
    words = {"product": "Kế hoạch", "responsibility": "Trưởng phòng", "authority": ""}
    with pytest.raises(Refused, match="Chỉ người giao"):
        actions.clarify(who("truongphong"), task.public_id, AT, **words)
    view = queries.task_view(who("lanhdao"), task.public_id, AT)
    assert view is not None
    assert view.missing_count == 4
    actions.clarify(who("lanhdao"), task.public_id, AT, **words)
    events = Event.objects.count()
    actions.clarify(who("lanhdao"), task.public_id, AT, **words)
    assert Event.objects.count() == events
    view = queries.task_view(who("lanhdao"), task.public_id, AT)
    assert view is not None
    assert view.missing_count == 2


def test_a_task_without_a_paper(who: Any, principal: Any, given: Task) -> None:
    again = actions.create(who("truongphong"), "khác", principal("chuyenvien"), DUE, AT, request_key="c")
    assert again == given
    assert given.title_key == "tong hop so lieu"
    with pytest.raises(Refused, match="chưa được giao quyền"):
        actions.create(who("chuyenvien"), "x", principal("chuyenvien2"), DUE, AT)
    for title, due, field in ((" ", DUE, "title"), ("x", AT - timedelta(days=1), "due")):
        with pytest.raises(Refused) as refused:
            actions.create(who("truongphong"), title, principal("chuyenvien"), due, AT)
        assert refused.value.field == field


@pytest.mark.parametrize("move", list(lifecycle.MOVES))
def test_every_move_that_is_not_in_the_table_is_refused(move: str, who: Any, given: Task) -> None:
    for state in set(TaskState.values) - set(lifecycle.MOVES[move]):
        given.state = state
        with pytest.raises(Refused) as refused:
            lifecycle.advance(who("truongphong"), given, move, AT)
        assert refused.value.code == "state"
