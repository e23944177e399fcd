"""Rows that a careless entering would lose: left out, equal to another, failing, marked where nobody looks."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tinhgon.core.numbering.models import Book, Entry
from tinhgon.documents.actions import interruptions
from tinhgon.documents.choices import Decision, InterruptionState
from tinhgon.documents.models import Document, Interruption
from tinhgon.documents.tests.by_hand import filled
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.documents.tests.test_interruptions import brought, decide, entered, numbers, paper, take, today


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


@pytest.fixture
def clerk(ladder: Ladder) -> Any:
    return ladder.who("vanthu")


@pytest.fixture
def incoming(ladder: Ladder) -> Book:
    return Book.objects.get(agency__key="ubnd", flow="incoming")


@pytest.fixture
def outgoing(ladder: Ladder) -> Book:
    return Book.objects.get(agency__key="ubnd", flow="outgoing", type_codes=[])


def _given(number: int, day: date, holder: str = "") -> dict[str, Any]:
    return {"code": str(number), "dated": day, "content": f"Trả lời cử tri {number}"} | (
        {"holder": holder} if holder else {}
    )


def test_a_used_number_that_is_left_out_is_given_to_nobody_and_a_later_file_fills_it(
    ladder: Ladder, clerk: Any, outgoing: Book
) -> None:
    holder = ladder.province.post("chuyenvien.ubnd").appointments.first().person.full_name
    day = today()
    row = brought(clerk, outgoing, _given(1, day, holder), _given(2, day, holder), _given(3, day))
    decide(clerk, row, Decision.LEAVE_OUT, 3, note="chưa rõ người giữ")
    assert entered(clerk, row).state == InterruptionState.DONE
    assert numbers(outgoing) == {1: "reserved", 2: "reserved", 3: "void"}
    assert "chưa rõ người giữ" in Entry.objects.get(period__book=outgoing, number=3).reason
    take(clerk, outgoing, 1)
    later = brought(clerk, outgoing, _given(3, day, holder))
    assert [r.clashes for r in later.rows.all()] == [[]]
    entered(clerk, later)
    assert numbers(outgoing) == {1: "reserved", 2: "reserved", 3: "reserved", 4: "used"}


def test_a_slip_that_is_left_out_moves_no_book(clerk: Any, incoming: Book) -> None:
    row = brought(clerk, incoming, paper(1), paper(2026))
    decide(clerk, row, Decision.LEAVE_OUT, 2026)
    assert entered(clerk, row).state == InterruptionState.DONE
    assert numbers(incoming) == {1: "used"}


def test_two_rows_that_say_the_same_are_two_papers_once_each(clerk: Any, incoming: Book) -> None:
    same = {"content": "hạn chế", "code": None}
    row = brought(clerk, incoming, paper(1, **same), paper(1, **same))
    for each, decision in zip(row.rows.order_by("line"), (Decision.AS_USED, Decision.NEXT), strict=True):
        interruptions.decide_rows(clerk, row.public_id, decision, timezone.now(), row_ids=[each.pk])
    assert entered(clerk, row).state == InterruptionState.DONE
    assert numbers(incoming) == {1: "used", 2: "used"}
    assert Document.objects.filter(agency__key="ubnd", flow="incoming").count() == 2
    again = brought(clerk, incoming, paper(1, **same), paper(1, **same), paper(3))
    assert [r.state for r in again.rows.order_by("line")] == ["left_out", "left_out", "waiting"]


def test_an_error_nobody_foresaw_stops_one_row_and_leaves_a_way_out(
    clerk: Any, incoming: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = brought(clerk, incoming, paper(1), paper(2), paper(3))
    enter, failing = interruptions.entering._enter, row.rows.get(number=2).pk

    def breaking(actor: Any, interruption: Any, row_id: int, *more: Any) -> None:
        if row_id == failing:
            raise RuntimeError
        enter(actor, interruption, row_id, *more)

    monkeypatch.setattr(interruptions.entering, "_enter", breaking)
    row = entered(clerk, row)
    monkeypatch.undo()
    assert row.state == InterruptionState.READY, "it may be decided and entered again"
    assert "báo người quản trị" in row.rows.get(state="waiting").problem
    assert numbers(incoming) == {1: "used", 2: "void", 3: "used"}
    assert entered(clerk, row).state == InterruptionState.DONE
    assert numbers(incoming) == {1: "used", 2: "used", 3: "used"}


def test_a_file_put_aside_by_one_worker_is_finished_by_the_one_that_enters_its_last_row(
    clerk: Any, incoming: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = brought(clerk, incoming, paper(1))
    enter = interruptions.entering._enter

    def late(actor: Any, interruption: Any, *more: Any) -> None:
        interruptions.entering._rest(interruption, "Còn dòng chưa ghi được.")
        enter(actor, interruption, *more)

    monkeypatch.setattr(interruptions.entering, "_enter", late)
    row = entered(clerk, row)
    assert (row.state, row.problem) == (InterruptionState.DONE, "")


@pytest.mark.parametrize("where", ["beside", "above", "alone", "sheet", "title", "name"])
def test_a_mark_of_secrecy_is_found_wherever_it_stands(clerk: Any, incoming: Book, where: str) -> None:
    book = load_workbook(BytesIO(filled(clerk, timezone.now(), {incoming: [paper(1)]})))
    sheet = next(s for s in book.worksheets if str(s["A3"].value).startswith(f"Mã sổ {incoming.pk} "))
    match where:
        case "beside":
            sheet["P5"] = "TỐI MẬT"
        case "above":
            sheet["E2"] = "Độ mật: Mật"
        case "alone":
            sheet["N900"] = "15/BC-MẬT"
        case "sheet":
            book.create_sheet("Khác")["C40"] = "MẬT"
        case "title":
            book.create_sheet("Mật")
    out = BytesIO()
    book.save(out)
    name = "15_BC-MẬT.xlsx" if where == "name" else "ghi-tay.xlsx"
    now = timezone.now()
    begin = interruptions.begin_interruption
    said = refused(begin, clerk, out.getvalue(), name, now - timedelta(hours=9), now, "Mất điện", now)
    assert said.code == "secret"
    assert not Interruption.objects.exists()
