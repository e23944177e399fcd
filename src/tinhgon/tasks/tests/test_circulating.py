"""Circulations: in order, at once, who is away or has left, withdrawn, restricted, two answers at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents.models import Document
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Appointment, Delegation
from tinhgon.tasks import actions, queries
from tinhgon.tasks.choices import CirculationState, StopState
from tinhgon.tasks.models import Circulation, CirculationStop
from tinhgon.tasks.tests.conftest import AT, DUE

READERS = ("bithu", "truongbtc", "chuyenvien")
LATER = AT + timedelta(hours=3)


def circulate(
    who: Any, principal: Any, paper: Document, readers: Any = READERS, by: str = "lanhdao", **changes: Any
) -> Circulation:
    values = {"due": DUE, "request_key": f"vong-{by}"} | changes
    return actions.circulate(who(by), paper.public_id, [principal(name) for name in readers], AT, **values)


def states(circulation: Circulation) -> list[str]:
    return list(circulation.stops.values_list("state", flat=True))


def stop_of(circulation: Circulation, principal: int) -> CirculationStop:
    return circulation.stops.get(post__principal_id=principal)


def notices(principal: int) -> list[str]:
    return list(Notice.objects.filter(to_id=principal).order_by("id").values_list("text", flat=True))


def test_in_order_each_reads_when_the_turn_comes(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper)
    assert states(made) == [StopState.CURRENT, StopState.WAITING, StopState.WAITING]
    assert queries.document_for(who("chuyenvien"), paper.public_id) is None
    assert any("chuyển xin ý kiến" in text for text in notices(principal("bithu")))
    assert not any("chuyển xin ý kiến" in text for text in notices(principal("truongbtc")))

    actions.answer(who("bithu"), made.public_id, "Nhất trí.", AT)
    assert states(made) == [StopState.ANSWERED, StopState.CURRENT, StopState.WAITING]
    assert any("chuyển xin ý kiến" in text for text in notices(principal("truongbtc")))
    actions.answer(who("truongbtc"), made.public_id, "", AT)
    assert queries.document_for(who("chuyenvien"), paper.public_id) == paper
    actions.answer(who("chuyenvien"), made.public_id, "Có ý kiến về thời hạn.", AT)

    made.refresh_from_db()
    assert (made.state, made.outcome) == (CirculationState.DONE, "2 cho ý kiến, 1 đã xem")
    assert "đã xong" in notices(principal("lanhdao"))[-1]
    last = Event.objects.filter(object_type="document", object_id=paper.pk).order_by("-pk").first()
    assert last is not None
    assert (last.verb, last.detail["note"]) == ("tasks.end_circulation", made.outcome)
    paper.refresh_from_db()
    assert paper.waits_for_id == principal("lanhdao")  # who directs still directs


def test_at_once_all_read_and_answer_in_any_order(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper, is_in_order=False)
    assert set(states(made)) == {StopState.CURRENT}
    actions.answer(who("chuyenvien"), made.public_id, "Đồng ý", AT)
    assert [stop.pk for stop in queries.asked_of(who("bithu"))] == [stop_of(made, principal("bithu")).pk]
    assert [row.who.split(", ")[1] for row in queries.waiting_for_words(who("lanhdao"))] == [
        "Bí thư Tỉnh ủy",
        "Trưởng Ban Tổ chức",
    ]
    assert queries.waiting_for_words(who("bithu")) == []


def test_a_double_click_is_one_circulation_and_one_answer(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper)
    assert circulate(who, principal, paper) == made
    first = actions.answer(who("bithu"), made.public_id, "Nhất trí", AT)
    events = Event.objects.count()
    assert actions.answer(who("bithu"), made.public_id, "Nhất trí ", LATER) == first
    assert Event.objects.count() == events
    with pytest.raises(Refused, match="đã cho ý kiến"):
        actions.answer(who("bithu"), made.public_id, "Ý kiến khác", LATER)


def test_units_answer_through_their_heads_and_readers_are_told_once(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper, ("Ban Tổ chức Tỉnh ủy", "truongbtc", "bithu"))
    assert [stop.post.principal_id for stop in made.stops.all()] == [principal("truongbtc"), principal("bithu")]


@pytest.mark.parametrize(
    ("by", "readers", "words"),
    [
        ("lanhdao", ("lanhdao",), "đồng chí là người chuyển vòng"),
        ("lanhdao", (), "ít nhất một người"),
        ("lanhdao", ("phochutich.ubnd",), "thuộc cơ quan khác"),
        ("vanthu", ("bithu",), "chưa được giao việc"),
    ],
)
def test_who_may_not_send_or_be_asked(
    by: str, readers: tuple[str, ...], words: str, who: Any, principal: Any, paper: Document
) -> None:
    with pytest.raises(Refused, match=words):
        circulate(who, principal, paper, readers, by)
    assert not Circulation.objects.exists()


def test_strangers_find_nothing_and_others_must_not_answer(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper)
    for name in ("chuyenvien", "chuyenvien.ubnd"):
        assert queries.circulation_view(who(name), made.public_id, AT) is None
        with pytest.raises(Refused) as refused:
            actions.answer(who(name), made.public_id, "x", AT)
        assert refused.value.code == "not_found"
    with pytest.raises(Refused, match="Chưa đến lượt"):
        # A stranger to the paper until then: his head reads it by the matrix.
        actions.answer(_reading(who, principal, paper, "truongbtc"), made.public_id, "x", AT)
    with pytest.raises(Refused, match="không có tên"):
        actions.answer(who("lanhdao"), made.public_id, "x", AT)
    with pytest.raises(Refused, match="Chỉ người chuyển vòng"):
        actions.withdraw_circulation(who("bithu"), made.public_id, "thôi", AT)


def _reading(who: Any, principal: Any, paper: Document, name: str) -> Any:
    from tinhgon.documents.actions import handling

    handling.add_to_chain(paper.agency_id, paper.pk, [principal(name)], AT.date())
    return who(name)


def test_a_reader_who_left_is_shown_skipped_or_replaced(
    who: Any, principal: Any, paper: Document, province: Any
) -> None:
    made = circulate(who, principal, paper)
    Appointment.objects.filter(post=province.post("truongbtc.tinhuy")).update(ends_on=date(2026, 3, 4))
    actions.answer(who("bithu"), made.public_id, "Nhất trí", AT)
    assert "hiện chưa có người đảm nhiệm" in notices(principal("lanhdao"))[-1]
    (waiting,) = queries.waiting_for_words(who("lanhdao"))
    assert waiting.away == "Hiện chưa có người đảm nhiệm"
    stop = stop_of(made, principal("truongbtc"))
    with pytest.raises(Refused, match="Nêu lý do"):
        actions.skip_reader(who("lanhdao"), made.public_id, stop.pk, " ", AT)
    with pytest.raises(Refused, match="đã có tên trong vòng"):
        actions.move_reader(who("lanhdao"), made.public_id, stop.pk, principal("chuyenvien"), "khuyết", AT)
    moved = actions.move_reader(who("lanhdao"), made.public_id, stop.pk, principal("truongbnc"), "khuyết", AT)
    stop.refresh_from_db()
    assert (stop.state, stop.moved_to, moved.ordinal) == (StopState.MOVED, moved, stop.ordinal)
    actions.skip_reader(who("lanhdao"), made.public_id, moved.pk, "đi công tác", AT)
    assert stop_of(made, principal("chuyenvien")).state == StopState.CURRENT
    with pytest.raises(Refused, match="không đổi được nữa"):
        actions.skip_reader(who("lanhdao"), made.public_id, moved.pk, "lần nữa", AT)
    actions.answer(who("chuyenvien"), made.public_id, "", AT)
    made.refresh_from_db()
    assert made.outcome == "1 cho ý kiến, 1 đã xem, 1 bỏ qua"


def test_who_stands_in_during_leave_answers_for_the_absent(
    who: Any, principal: Any, paper: Document, province: Any
) -> None:
    made = circulate(who, principal, paper, ("truongbtc", "bithu"))
    Delegation.objects.create(
        agency=province.agency("tinhuy"),
        from_post=province.post("truongbtc.tinhuy"),
        to_post=province.post("truongbnc.tinhuy"),
        kind=DelegationKind.LEAVE,
        starts_on=AT.date(),
        ends_on=date(2026, 3, 10),
    )
    view = queries.circulation_view(who("lanhdao"), made.public_id, AT)
    assert view is not None
    assert view.rows[0].away.startswith("Đang vắng")
    assert "đến trước 10/03" in view.rows[0].away
    stop = actions.answer(who("truongbnc"), made.public_id, "Thay mặt: nhất trí", AT)
    assert (stop.state, stop.post.principal_id) == (StopState.ANSWERED, principal("truongbtc"))


def test_withdrawn_keeps_what_was_said_and_asks_nobody_more(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper)
    actions.answer(who("bithu"), made.public_id, "Nhất trí", AT)
    actions.withdraw_circulation(who("lanhdao"), made.public_id, "Đã họp thống nhất", AT)
    assert actions.withdraw_circulation(who("lanhdao"), made.public_id, "lần nữa", AT).outcome == "Đã họp thống nhất"
    assert states(made) == [StopState.ANSWERED, StopState.DROPPED, StopState.DROPPED]
    assert queries.document_for(who("chuyenvien"), paper.public_id) is None
    assert "rút vòng xin ý kiến" in notices(principal("truongbtc"))[-1]
    with pytest.raises(Refused, match="đã rút"):
        actions.answer(who("truongbtc"), made.public_id, "muộn", AT)
    assert not queries.asked_of(who("truongbtc")).exists()


def test_reminded_not_again_within_two_hours(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper)
    actions.urge_readers(who("lanhdao"), made.public_id, "trước 16 giờ", AT)
    assert "trước 16 giờ" in notices(principal("bithu"))[-1]
    with pytest.raises(Refused, match="Đôn đốc lại sau"):
        actions.urge_readers(who("lanhdao"), made.public_id, "", AT + timedelta(minutes=5))
    actions.urge_readers(who("lanhdao"), made.public_id, "", LATER)
    assert stop_of(made, principal("bithu")).urge_count == 2


def test_of_a_restricted_paper_history_and_notices_say_nothing(who: Any, principal: Any, paper: Document) -> None:
    Document.objects.filter(pk=paper.pk).update(is_restricted=True)
    made = circulate(who, principal, paper, ("truongbtc",), text="Về nhân sự")
    actions.answer(who("truongbtc"), made.public_id, "Đồng chí A", AT)
    told = Notice.objects.filter(cause__startswith="circulation:").values_list("text", flat=True)
    assert len(told) == 3
    assert not any(paper.subject in text or "Đồng chí A" in text for text in told)
    for event in Event.objects.filter(object_type="document", object_id=paper.pk, verb__contains="circulat"):
        assert "nhân sự" not in str(event.detail)
        assert "Đồng chí A" not in str(event.detail)


def test_a_recalled_paper_asks_nobody(who: Any, principal: Any, paper: Document) -> None:
    made = circulate(who, principal, paper)
    Document.objects.filter(pk=paper.pk).update(state="recalled")
    assert not queries.asked_of(who("bithu")).exists()
    assert queries.waiting_for_words(who("lanhdao")) == []
    with pytest.raises(Refused, match="thu hồi"):
        actions.answer(who("bithu"), made.public_id, "x", AT)


def test_more_readers_cost_no_more_queries(who: Any, principal: Any, paper: Document) -> None:
    def cost(made: Circulation) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queried:
            queries.circulation_view(who("lanhdao"), made.public_id, AT)
        return len(queried)

    few = circulate(who, principal, paper, ("bithu",), request_key="a")
    many = circulate(who, principal, paper, (*READERS, "truongbnc", "chanhvp"), request_key="b")
    assert cost(few) == cost(many)
