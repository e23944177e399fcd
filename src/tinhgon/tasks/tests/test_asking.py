"""Đề nghị làm rõ: asked and answered on tasks and directions, closed by a new direction, across agencies; a proposal
taken back; the way of a forwarded direction."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.desk import queries as desk
from tinhgon.documents.models import Document
from tinhgon.tasks import actions, queries
from tinhgon.tasks.choices import QuestionState
from tinhgon.tasks.models import Direction, Question, Task
from tinhgon.tasks.tests.conftest import AT, DUE

VP, TH = "Văn phòng Tỉnh ủy", "Phòng Tổng hợp"


def direct(who: Any, paper: Document, by: str = "lanhdao", text: str = "Giao tham mưu.", **values: Any) -> Direction:
    return actions.direct(who(by), paper.public_id, text, AT, **values)


def told(principal: int) -> str:
    row = Notice.objects.filter(to_id=principal, kind="question").order_by("-id").first()
    return row.text if row else ""


@pytest.fixture
def task(who: Any, principal: Any, paper: Document) -> Task:
    return Task.objects.get(direction=direct(who, paper, lead=principal(TH), due=DUE, informed=[principal("bithu")]))


def test_asked_answered_and_seen_on_both_desks(who: Any, principal: Any, task: Task) -> None:
    asked = actions.ask(who("truongphong"), task.public_id, "Số liệu đến tháng nào?", AT, request_key="q")
    assert actions.ask(who("truongphong"), task.public_id, "Số liệu đến tháng nào?", AT, request_key="q") == asked
    assert asked.to_post.principal_id == principal("lanhdao")
    assert "đề nghị làm rõ" in told(principal("lanhdao"))
    assert [row.kind.key for row in desk.decisions(who("lanhdao"), AT).of("lam-ro")] == ["lam-ro"]
    (waiting,) = queries.waiting_for_words(who("truongphong"))
    assert (waiting.kind, waiting.since_at, waiting.title) == ("answer", AT, task.title)
    with pytest.raises(Refused, match="đang chờ trả lời"):
        actions.ask(who("truongphong"), task.public_id, "Hỏi nữa", AT)

    answered = actions.answer_question(who("lanhdao"), asked.public_id, "Đến hết tháng 2.", AT)
    events = Event.objects.count()
    assert actions.answer_question(who("lanhdao"), asked.public_id, "Đến hết tháng 2.", AT) == answered
    assert Event.objects.count() == events
    with pytest.raises(Refused, match="đã trả lời"):
        actions.answer_question(who("lanhdao"), asked.public_id, "Khác", AT)
    assert answered.state == QuestionState.ANSWERED
    assert "trả lời đề nghị làm rõ" in told(principal("truongphong"))
    assert not desk.decisions(who("lanhdao"), AT).of("lam-ro")
    assert queries.waiting_for_words(who("truongphong")) == []
    view = queries.task_view(who("truongphong"), task.public_id, AT)
    assert view is not None
    assert [(row.text, row.answer) for row in view.questions] == [("Số liệu đến tháng nào?", "Đến hết tháng 2.")]


def test_who_may_ask_and_answer(who: Any, task: Task, paper: Document) -> None:
    with pytest.raises(Refused, match="Người nhận mới đề nghị"):
        actions.ask(who("lanhdao"), task.public_id, "x", AT)
    with pytest.raises(Refused, match="Ghi rõ điều cần làm rõ"):
        actions.ask(who("truongphong"), task.public_id, " ", AT)
    asked = actions.ask(who("truongphong"), task.public_id, "Hỏi", AT)
    with pytest.raises(Refused, match="gửi Phó Bí thư"):
        actions.answer_question(who("truongphong"), asked.public_id, "tự trả lời", AT)
    for act in (
        lambda: actions.ask(who("chuyenvien.ubnd"), task.public_id, "x", AT),
        lambda: actions.answer_question(who("chuyenvien.ubnd"), asked.public_id, "x", AT),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_found"
    actions.cancel(who("lanhdao"), task.public_id, "Không cần nữa", AT)
    assert not desk.decisions(who("lanhdao"), AT).of("lam-ro")  # what ended is not asked about
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.ask(who("truongphong"), task.public_id, "nữa", AT)


def test_who_is_named_asks_about_the_words_and_a_new_direction_answers(
    who: Any, principal: Any, task: Task, paper: Document
) -> None:
    direction = task.direction
    assert direction is not None
    on_task = actions.ask_about(who("truongphong"), direction.public_id, "Ai phối hợp?", AT)
    assert on_task.task == task
    with pytest.raises(Refused, match="có tên trong ý kiến"):
        actions.ask_about(who("vanthu"), direction.public_id, "x", AT)
    filed = direct(who, paper, "bithu", "Để biết.", informed=[principal("truongbtc")], supersedes=direction.public_id)
    on_task.refresh_from_db()
    assert on_task.state == QuestionState.REPLACED
    assert "đã thay ý kiến" in told(principal("truongphong"))
    on_words = actions.ask_about(who("truongbtc"), filed.public_id, "Có phải báo cáo không?", AT)
    assert (on_words.task, on_words.to_post.principal_id) == (None, principal("bithu"))
    with pytest.raises(Refused, match="đang chờ trả lời"):
        actions.ask_about(who("truongbtc"), filed.public_id, "nữa", AT)
    assert actions.answer_question(who("bithu"), on_words.public_id, "Không.", AT).state == QuestionState.ANSWERED
    with pytest.raises(Refused, match="đã được thay"):
        actions.ask_about(who("truongphong"), direction.public_id, "muộn", AT)


def test_across_a_boundary_the_giver_is_asked_himself(who: Any, principal: Any, paper: Document) -> None:
    direction = direct(who, paper, lead=_commune(who), due=DUE)
    received = Task.objects.get(origin__direction=direction)
    doer = _head_of(received)
    asked = actions.ask(doer, received.public_id, "Mẫu nào?", AT)
    assert asked.to_post.principal_id == principal("lanhdao")
    view = queries.question_view(who("lanhdao"), asked.public_id)
    assert view is not None
    assert view.task is not None
    assert view.task.pk == received.origin_id
    seen = queries.task_view(who("lanhdao"), view.task.public_id, AT)
    assert seen is not None
    assert seen.questions == [asked]
    actions.answer_question(who("lanhdao"), asked.public_id, "Mẫu 01.", AT)
    assert "trả lời" in told(asked.by_post.principal_id)


def _commune(who: Any) -> int:
    return next(o.value for o in queries.to_give(who("lanhdao")) if "xã Tân Hòa" in o.label and o.group)


def _head_of(task: Task) -> Any:
    from tinhgon.organisation import queries as organisation
    from tinhgon.organisation.models import Person

    assert task.lead_post is not None
    person = Person.objects.filter(appointments__post=task.lead_post).first()
    assert person is not None
    found = organisation.actor(person.principal.user.pk, AT.date(), task.lead_post.principal_id)
    assert found is not None
    return found


def test_a_proposal_taken_back_is_not_accepted(who: Any, principal: Any, paper: Document) -> None:
    given = {"to_leader": principal("lanhdao"), "lead": principal(TH), "due": DUE}
    proposal = actions.propose(who("chanhvp"), paper.public_id, "Đề xuất giao Tổng hợp.", AT, **given)
    (decision,) = desk.decisions(who("lanhdao"), AT).of("but-phe")
    assert decision.proposal == proposal
    with pytest.raises(Refused, match="Chỉ người đề xuất"):
        actions.withdraw_proposal(who("lanhdao"), proposal.public_id, "x", AT)
    with pytest.raises(Refused, match="Nêu lý do"):
        actions.withdraw_proposal(who("chanhvp"), proposal.public_id, " ", AT)
    actions.withdraw_proposal(who("chanhvp"), proposal.public_id, "Nhầm đơn vị", AT)
    actions.withdraw_proposal(who("chanhvp"), proposal.public_id, "lần nữa", AT)
    proposal.refresh_from_db()
    assert proposal.withdrawn_why == "Nhầm đơn vị"
    assert desk.decisions(who("lanhdao"), AT).of("but-phe")[0].proposal is None
    with pytest.raises(Refused, match="đã rút đề xuất này"):
        actions.accept_proposal(who("lanhdao"), proposal.public_id, AT)
    # Written while it was taken back: the words are the leader's own.
    made = direct(who, paper, lead=principal(TH), proposal=proposal.public_id)
    assert made.from_proposal is None


def test_an_answered_proposal_is_not_taken_back(who: Any, principal: Any, paper: Document) -> None:
    proposal = actions.propose(who("chanhvp"), paper.public_id, "Đề xuất.", AT, to_leader=principal("lanhdao"))
    actions.accept_proposal(who("lanhdao"), proposal.public_id, AT)
    with pytest.raises(Refused, match="đã cho ý kiến"):
        actions.withdraw_proposal(who("chanhvp"), proposal.public_id, "muộn", AT)


def test_the_way_of_a_forwarded_direction(who: Any, principal: Any, paper: Document) -> None:
    direct(who, paper, "bithu", "Chuyển đ/c Phó Bí thư.", lead=principal("lanhdao"), due=DUE)
    direct(who, paper, "lanhdao", "Giao Văn phòng.", lead=principal("chanhvp"), due=DUE)
    direct(who, paper, "chanhvp", "Phòng Tổng hợp làm.", lead=principal(TH), due=DUE)
    task = Task.objects.order_by("-id")[0]
    actions.pass_on(who("truongphong"), task.public_id, principal("chuyenvien"), AT)
    work = queries.document_work(who("chanhvp"), paper.public_id, AT)
    assert work is not None
    assert [hand.who.split(", ")[-1] for hand in work.way] == [
        "Bí thư Tỉnh ủy",
        "Phó Bí thư Thường trực",
        "Chánh Văn phòng",
        TH,
        "Chuyên viên",
    ]
    assert [hand.at is None for hand in work.way] == [False, False, False, True, True]


def test_through_the_pages(province: Any, principal: Any) -> None:
    from tinhgon.documents.actions import intake

    now = timezone.now()
    fields = intake.IncomingFields(subject="Xin số liệu", issuer="UBND tỉnh Bình Sơn", code="9/UBND")
    clerk, post = province.actor("vanthu.tinhuy"), province.post("lanhdao.tinhuy").pk
    paper = intake.register_incoming(clerk, fields, now, request_key="p", submit_to_post=post)
    chief, leader = province.client("chanhvp.tinhuy"), province.client("lanhdao.tinhuy")
    proposal = actions.propose(
        province.actor("chanhvp.tinhuy"), paper.public_id, "Đề xuất.", now, to_leader=principal("lanhdao")
    )
    withdraw = reverse("tasks:withdraw_proposal", args=[proposal.public_id])
    assert province.client("chuyenvien.ubnd").get(withdraw).status_code == 404
    assert leader.post(withdraw, {"reason": "x"}).status_code == 422
    assert chief.get(withdraw).status_code == 200
    assert "Đồng ý đề xuất" in leader.get("/").content.decode()
    assert chief.post(withdraw, {"reason": "Nhầm"}).status_code == 302
    panel = reverse("tasks:document_panel", args=[paper.public_id])
    assert "Đã rút" in leader.get(panel, headers={"HX-Request": "true"}).content.decode()
    again = actions.propose(
        province.actor("chanhvp.tinhuy"),
        paper.public_id,
        "Đề xuất lại.",
        now,
        to_leader=principal("lanhdao"),
        lead=principal(TH),
        due=now + timedelta(days=5),
    )
    accept = leader.post(reverse("tasks:accept_proposal", args=[again.public_id]), {"ve": "ban"})
    assert (accept.status_code, accept["Location"]) == (302, "/")
    task, head = Task.objects.get(document=paper), province.client("truongphong.tinhuy")
    ask = reverse("tasks:act", args=[task.public_id, "lam-ro"])
    assert head.get(ask).status_code == 200
    assert head.post(ask, {"text": "Số liệu nào?", "request_key": "k"}).status_code == 302
    question = Question.objects.get()
    address = reverse("tasks:question", args=[question.public_id])
    assert address in leader.get("/").content.decode()
    assert "Số liệu nào?" in head.get(address).content.decode()
    assert province.client("chuyenvien.ubnd").get(address).status_code == 404
    assert head.post(address, {"text": "tự trả lời"}).status_code == 422
    assert leader.post(address, {"text": ""}).status_code == 422
    assert leader.post(address, {"text": "Quý I."}).status_code == 302
    assert "Quý I." in head.get(reverse("tasks:task", args=[task.public_id])).content.decode()
    about = reverse("tasks:ask_about", args=[task.direction.public_id])  # type: ignore[union-attr]
    assert "có tên trong ý kiến" in province.client("vanthu.tinhuy").get(about).content.decode()
    assert head.post(about, {"text": "Gửi ai?", "request_key": "k2"}).status_code == 302
    assert province.client("chuyenvien.ubnd").get(about).status_code == 404


def test_over_the_api(province: Any, principal: Any, paper: Document) -> None:
    leader, head, stranger = (
        Caller(province, f"{name}") for name in ("lanhdao.tinhuy", "truongphong.tinhuy", "chuyenvien.ubnd")
    )
    made = ok(
        leader.post("/tasks/directions", {"document": str(paper.public_id), "text": "Giao", "lead": principal(TH)}), 201
    )
    place = f"/tasks/{made['tasks'][0]}/questions"
    asked = ok(head.post(place, {"text": "Hạn nào?"}, key="q"), 201)
    assert ok(head.post(place, {"text": "Hạn nào?"}, key="q"), 201) == asked
    assert_problem(stranger.post(place, {"text": "x"}), 404)
    assert ok(leader.get("/home/decisions?kind=lam-ro"))["results"][0]["object"] == "question"
    assert ok(head.get("/home/work"))["asked"][0]["id"] == asked["id"]
    address = f"/tasks/questions/{asked['id']}"
    assert_problem(stranger.get(address), 404)
    assert_problem(head.post(f"{address}/answer", {"text": "x"}), 403)
    assert ok(leader.post(f"{address}/answer", {"text": "Cuối tuần"}))["state"] == "answered"
    assert ok(head.get(place))[0]["answer"] == "Cuối tuần"
    assert ok(head.post(f"/tasks/directions/{made['id']}/questions", {"text": "Gửi ai?"}), 201)["to"]
