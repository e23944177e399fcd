"""Lists, classes, counts: what they hold, that they agree with the rule, that they cost the same for any number."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from officekit import vntext
from tinhgon.documents.models import Document
from tinhgon.tasks import actions, queries, rules
from tinhgon.tasks.choices import Tab, TaskState
from tinhgon.tasks.models import Task
from tinhgon.tasks.tests.conftest import AT, DUE


@pytest.fixture
def make(province: Any, who: Any) -> Any:
    """Bare tasks of the general division, given by the leader."""
    lead, given_by = province.post("chuyenvien.tinhuy"), province.post("lanhdao.tinhuy")

    def build(title: str = "Việc", **changes: Any) -> Task:
        values = {
            "agency": lead.agency,
            "owner_unit": lead.unit,
            "title": title,
            "title_key": vntext.fold(title),
            "lead_post": lead,
            "given_by": given_by,
            "given_by_label": "Lãnh đạo",
            "given_at": AT,
            "first_due_at": DUE,
            "due_at": DUE,
            "state": TaskState.ACCEPTED,
            "reader_ids": [lead.principal_id, lead.unit.principal_id, given_by.principal_id],
        }
        return Task.objects.create(**values | changes)

    return build


def titles(actor: Any, at: Any = AT, **filters: str) -> list[str]:
    return [row.task.title for row in queries.task_page(actor, queries.Filters(**filters), at).rows]


def test_each_tab_holds_its_own(who: Any, make: Any, province: Any) -> None:
    make("của chuyên viên")
    make("của phòng", lead_post=None)
    make("của ban khác", owner_unit=province.unit("tinhuy", "Ban Tổ chức Tỉnh ủy"), lead_post=None, reader_ids=[1])
    assert titles(who("chuyenvien")) == ["của chuyên viên"]
    assert titles(who("truongphong")) == ["của phòng"]
    assert titles(who("truongphong"), tab=Tab.UNIT) == ["của chuyên viên", "của phòng"]
    assert titles(who("lanhdao"), tab=Tab.GIVEN) == ["của chuyên viên", "của phòng"]
    assert titles(who("chunhiemubkt"), tab=Tab.UNIT) == []
    late = DUE + timedelta(days=1)
    assert titles(who("lanhdao"), late, tab=Tab.OVERDUE) == ["của chuyên viên", "của phòng"]
    assert titles(who("lanhdao"), tab=Tab.OVERDUE) == []


def test_filters_find_without_tone_marks_and_by_deadline(who: Any, make: Any) -> None:
    make("Rà soát thủ tục", due_at=AT + timedelta(hours=2))
    make("Báo cáo quý", due_at=AT + timedelta(days=20), state=TaskState.COMPLETED, reported_at=AT)
    actor = who("chuyenvien")
    assert titles(actor, q="ra soat") == ["Rà soát thủ tục"]
    assert titles(actor, due="today") == titles(actor, due="soon") == ["Rà soát thủ tục"]
    assert titles(actor, due="over") == []
    assert titles(actor, state="completed") == ["Báo cáo quý"]
    assert len(titles(actor, state="all")) == 2


def test_pages_follow_each_other_by_key(who: Any, make: Any) -> None:
    for number in range(5):
        make(f"việc {number}", due_at=DUE + timedelta(days=number // 2) if number < 4 else None)
    actor, seen, cursor = who("chuyenvien"), [], ""
    for _ in range(4):
        page = queries.task_page(actor, queries.Filters(cursor=cursor), AT, size=2)
        seen += [row.task.title for row in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert seen == [f"việc {number}" for number in range(5)]
    assert titles(actor, cursor="x_y")


def test_the_four_classes_and_both_rates(who: Any, make: Any) -> None:
    done = {"state": TaskState.COMPLETED, "completed_at": DUE + timedelta(days=9)}
    for _ in range(3):
        make(**done, reported_at=DUE)
    make(**done, reported_at=DUE + timedelta(minutes=1))
    make(due_at=DUE + timedelta(days=30))
    make(due_at=None)
    make(state=TaskState.REPORTED, reported_at=DUE)
    make()
    make(state=TaskState.REPORTED, reported_at=DUE + timedelta(hours=1))
    make(state=TaskState.RETURNED)
    make(state=TaskState.CANCELLED)
    actor = who("chuyenvien")
    with CaptureQueriesContext(connection) as queries_made:
        found = queries.classes(queries.visible_to(actor), DUE + timedelta(days=2))
    assert len(queries_made) == 1
    assert (found.done_on_time, found.done_late, found.open_in_time, found.open_overdue) == (3, 1, 3, 2)
    assert found.total == 9
    assert found.on_time_rate == pytest.approx(75)
    assert found.done_of_due_rate == pytest.approx(100 * 4 / 6)


def test_the_worked_example_of_2017() -> None:
    found = queries.Classes(14_068, 1_983, 5_640, 223)
    assert (found.done, found.total) == (16_051, 21_914)
    assert round(found.done_of_due_rate or 0, 2) == 98.63
    assert queries.Classes(0, 0, 0, 0).on_time_rate is None


def test_counts_of_tabs_and_side_bar(who: Any, make: Any) -> None:
    make()
    make(state=TaskState.REPORTED, reported_at=AT)
    assert queries.tab_counts(who("chuyenvien"), AT) == {"mine": 2, "given": 0, "unit": 0, "overdue": 0}
    assert queries.nav_counts(who("chuyenvien"), AT) == {"tasks": (1, False)}
    assert queries.nav_counts(who("chuyenvien"), DUE) == {"tasks": (1, True)}
    assert queries.nav_counts(who("lanhdao"), AT) == {"tasks": (1, False)}
    assert queries.nav_counts(who("chunhiemubkt"), AT) == {"tasks": (0, False)}


def test_waiting_for_others(who: Any, make: Any) -> None:
    make("sau", due_at=DUE + timedelta(days=1))
    make("trước")
    make("đã nộp", state=TaskState.REPORTED, reported_at=AT)
    assert [row.task.title for row in queries.waiting_for_others(who("lanhdao"), AT)] == ["trước", "sau"]
    assert queries.waiting_for_others(who("chuyenvien"), AT) == []


def test_the_rule_and_the_query_agree_on_who_sees(who: Any, principal: Any, paper: Document) -> None:
    actions.direct(
        who("lanhdao"), paper.public_id, "Giao", AT, lead=principal("Phòng Tổng hợp"), due=DUE, request_key="d"
    )
    task = Task.objects.get()
    for name in ("lanhdao", "chanhvp", "truongphong", "chuyenvien", "vanthu", "quantri", "chuyenvien.ubnd"):
        assert bool(rules.can_see(who(name), task)) == queries.visible_to(who(name)).filter(pk=task.pk).exists()


def test_a_list_costs_the_same_for_any_number_of_rows(who: Any, make: Any) -> None:
    actor = who("chuyenvien")

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.task_page(actor, queries.Filters(), AT)
        return len(made)

    make()
    few = cost()
    for _ in range(12):
        make()
    assert cost() == few


def test_parts_given_to_others_are_counted_not_named(make: Any, who: Any, province: Any, principal: Any) -> None:
    onlooker = principal("truongbnc")
    parent = make("Việc chung")
    Task.objects.filter(pk=parent.pk).update(reader_ids=[*parent.reader_ids, onlooker])
    make("Phần riêng của chuyên viên", parent=parent)
    assert [c.task.title for c in queries.task_view(who("lanhdao"), parent.public_id, AT).children] == [
        "Phần riêng của chuyên viên"
    ]
    view = queries.task_view(who("truongbnc"), parent.public_id, AT)
    assert (view.children, view.hidden_count) == ([], 1)
    page = province.client("truongbnc.tinhuy").get(reverse("tasks:task", args=[parent.public_id])).content.decode()
    assert "1 việc con" in page and "Phần riêng" not in page
