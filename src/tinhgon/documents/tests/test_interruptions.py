"""What was written on paper while the system was down: read, compared, decided and entered once, whatever happens."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from tinhgon.core.audit.models import Event
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.choices import EntryState
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.documents.actions import interruptions, issuing
from tinhgon.documents.choices import Clash, Decision, InterruptionState, SheetRowState
from tinhgon.documents.models import Document, Interruption, SheetRow
from tinhgon.documents.queries import registers
from tinhgon.documents.queries.registers import Span
from tinhgon.documents.tests.by_hand import filled
from tinhgon.documents.tests.ladder import Ladder, refused

CLASHES = interruptions.deciding


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


def today() -> date:
    return timezone.localdate()


def paper(number: Any, **more: Any) -> dict[str, Any]:
    said = {
        "arrived": today(), "number": number, "issuer": "Sở Y tế", "code": f"{number}/SYT-VP", "dated": today(),
        "content": f"Văn bản ghi tay số {number}", "holder": "Phòng Tổng hợp",
    }  # fmt: skip
    return said | more


def begun(clerk: Any, content: bytes, **more: Any) -> Interruption:
    at = timezone.now()
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    span = {"starts_at": midnight, "ends_at": at, "reason": "Mất điện"} | more
    return interruptions.begin_interruption(clerk, content, "ghi-tay.xlsx", at=at, **span)


def brought(clerk: Any, book: Book, *rows: dict[str, Any], **more: Any) -> Interruption:
    return begun(clerk, filled(clerk, timezone.now(), {book: list(rows)}), **more)


def kinds(row: Interruption) -> dict[int | None, list[str]]:
    return {r.number: [clash["kind"] for clash in r.clashes] for r in row.rows.order_by("line")}


def entered(clerk: Any, row: Interruption) -> Interruption:
    interruptions.enter_interruption(clerk, row.public_id, timezone.now())
    return Interruption.objects.get(pk=row.pk)


def decide(clerk: Any, row: Interruption, decision: str, number: int, **more: Any) -> None:
    ids = list(row.rows.filter(number=number).values_list("pk", flat=True))
    interruptions.decide_rows(clerk, row.public_id, decision, timezone.now(), row_ids=ids[-1:], **more)


def take(clerk: Any, book: Book, count: int) -> None:
    for _ in range(count):
        with transaction.atomic():
            numbering.take(clerk, book, today(), timezone.now())


def numbers(book: Book) -> dict[int, str]:
    return dict(Entry.objects.filter(period__book=book).order_by("number").values_list("number", "state"))


def test_clean_rows_are_entered_with_the_numbers_they_have(clerk: Any, incoming: Book) -> None:
    row = brought(clerk, incoming, paper(1), paper(2, content="hạn chế"), paper(3, content="bỏ số", note="rách"))
    assert kinds(row) == {1: [], 2: [], 3: []}
    assert Document.objects.filter(flow="incoming").count() == 0, "nothing is entered before somebody says so"
    row = entered(clerk, row)
    assert (row.state, row.rows.filter(cells={}).count()) == (InterruptionState.DONE, 3)
    first, second = Document.objects.filter(agency__key="ubnd", flow="incoming").order_by("register_number")
    assert (first.subject, first.code, first.to_places) == ("Văn bản ghi tay số 1", "1/SYT-VP", "Phòng Tổng hợp")
    assert timezone.localdate(first.arrived_at) == today()
    assert second.is_restricted
    assert "ghi tay" not in second.subject
    assert numbers(incoming) == {1: "used", 2: "used", 3: "void"}
    assert "rách" in Entry.objects.get(period__book=incoming, number=3).reason
    told = Event.objects.get(verb="documents.register", object_id=first.pk)
    assert told.detail["by_hand"].startswith("Mất điện")
    take(clerk, incoming, 1)
    assert list(numbers(incoming)) == [1, 2, 3, 4], "the book goes on behind the highest"


def test_the_register_says_so_with_who_and_when(clerk: Any, incoming: Book) -> None:
    row = brought(clerk, incoming, paper(2), reason="Đứt cáp")
    decide(clerk, row, Decision.AS_USED, 2)
    entered(clerk, row)
    period = Period.objects.get(book=incoming)
    sheet = registers.sheet(clerk, period.pk, "den", Span())
    rows = {row.number: row.cells[-1] for row in registers.rows(clerk, sheet)}
    assert "ghi trong thời gian gián đoạn (Đứt cáp" in rows["2"]
    assert clerk.label in rows["2"]
    assert "Không dùng trong thời gian gián đoạn (Đứt cáp" in rows["1"], "a gap is explained in its place"


def test_the_same_file_twice_registers_nothing_twice(clerk: Any, incoming: Book) -> None:
    content = filled(clerk, timezone.now(), {incoming: [paper(1), paper(2)]})
    first = begun(clerk, content)
    assert begun(clerk, content) == first
    entered(clerk, first)
    entered(clerk, first)
    book = load_workbook(BytesIO(content))
    book.properties.title = "lưu lại"
    out = BytesIO()
    book.save(out)
    again = begun(clerk, out.getvalue())
    assert again != first
    assert {r.state for r in again.rows.all()} == {SheetRowState.LEFT_OUT}
    assert entered(clerk, again).state == InterruptionState.DONE
    assert Document.objects.filter(agency__key="ubnd", flow="incoming").count() == 2


def test_each_clash_is_found_and_the_clerk_decides(clerk: Any, incoming: Book) -> None:
    entered(clerk, brought(clerk, incoming, paper(1), paper(2)))
    take(clerk, incoming, 1)
    long_ago = today() - timedelta(days=9)
    row = brought(
        clerk, incoming, paper(2, code="77/UBND"), paper(4), paper(4, code="5/XYZ"), paper(7),
        paper(8, arrived=long_ago, dated=long_ago), paper(9, code="1/SYT-VP"),
    )  # fmt: skip
    found = {(r.line, r.number): {c["kind"] for c in r.clashes} for r in row.rows.order_by("line")}
    assert list(found.values()) == [
        {Clash.TAKEN}, {Clash.TWICE}, {Clash.TWICE}, {Clash.GAP}, {Clash.OUTSIDE}, {Clash.DUPLICATE},
    ]  # fmt: skip
    shown = row.rows.get(number=9).clashes[0]
    assert shown["document"] == Document.objects.get(code="1/SYT-VP").pk, "side by side"
    assert "chưa quyết định" in refused(interruptions.enter_interruption, clerk, row.public_id, timezone.now()).reason
    said = refused(decide, clerk, row, Decision.AS_USED, 2).reason
    assert Decision.NEXT.label in said
    decide(clerk, row, Decision.NEXT, 2)
    first, second = row.rows.filter(number=4).order_by("line")
    interruptions.decide_rows(clerk, row.public_id, Decision.AS_USED, timezone.now(), row_ids=[first.pk])
    assert (
        "đã dành cho"
        in refused(
            interruptions.decide_rows, clerk, row.public_id, Decision.AS_USED, timezone.now(), row_ids=[second.pk]
        ).reason
    )
    interruptions.decide_rows(clerk, row.public_id, Decision.LEAVE_OUT, timezone.now(), row_ids=[second.pk])
    for kind in (Clash.GAP, Clash.OUTSIDE):
        interruptions.decide_rows(clerk, row.public_id, Decision.AS_USED, timezone.now(), kind=kind)
    decide(clerk, row, Decision.VOID, 9, note="trùng số 1")
    assert entered(clerk, row).state == InterruptionState.DONE
    assert numbers(incoming) == {
        1: "used", 2: "used", 3: "used", 4: "used", 5: "void", 6: "void", 7: "used", 8: "used", 9: "void", 10: "used",
    }  # fmt: skip
    moved = Document.objects.get(code="77/UBND")
    assert (moved.register_number, moved.entry.by_hand.used_number) == (10, 2)
    assert "trên giấy khi gián đoạn: 2" in moved.note


def test_a_book_closed_meanwhile_and_a_day_of_no_period(ladder: Ladder, clerk: Any, incoming: Book) -> None:
    take(clerk, incoming, 1)
    before = incoming.starts_on - timedelta(days=1)
    content = filled(clerk, timezone.now(), {incoming: [paper(2), paper(3, arrived=before, dated=before)]})
    numbering.close(ladder.who("chanhvp"), Period.objects.get(book=incoming).pk, timezone.now())
    row = begun(clerk, content)
    assert kinds(row) == {2: [Clash.CLOSED], 3: [Clash.OUTSIDE, Clash.PERIOD]}
    decide(clerk, row, Decision.LEAVE_OUT, 3)
    decide(clerk, row, Decision.NEXT, 2)
    row = entered(clerk, row)
    assert row.state == InterruptionState.READY
    assert "đã khoá" in row.rows.get(number=2).problem, "no other book of today: said, not lost"
    decide(clerk, row, Decision.LEAVE_OUT, 2)
    assert entered(clerk, row).state == InterruptionState.DONE
    assert numbers(incoming) == {1: "used"}


def test_a_number_taken_between_the_comparison_and_the_entering_is_asked_again(clerk: Any, incoming: Book) -> None:
    row = brought(clerk, incoming, paper(1), paper(2))
    take(clerk, incoming, 1)
    assert refused(interruptions.enter_interruption, clerk, row.public_id, timezone.now()).code == "undecided"
    assert kinds(row)[1] == [Clash.TAKEN]
    decide(clerk, row, Decision.NEXT, 1)
    entered(clerk, row)
    assert numbers(incoming) == {1: "used", 2: "used", 3: "used"}


def test_outgoing_numbers_are_kept_for_their_holder_until_the_paper_is_entered(
    ladder: Ladder, clerk: Any, outgoing: Book
) -> None:
    post = ladder.province.post("chuyenvien.ubnd")
    holder = post.appointments.first().person.full_name
    # Of the same year also on its first day: the numbers of two years are two books.
    given = max(today() - timedelta(days=1), today().replace(month=1, day=1))
    cells = {"code": "01/UBND-VP", "dated": given, "content": "Trả lời cử tri", "signer": "Nguyễn Văn An",
             "to_places": "Sở Y tế", "holder": holder}  # fmt: skip
    yesterday = timezone.now() - timedelta(days=2)
    row = brought(clerk, outgoing, cells, starts_at=yesterday)
    assert [r.errors for r in row.rows.all()] == [[]]
    entered(clerk, row)
    entry = Entry.objects.get(period__book=outgoing)
    assert (entry.number, entry.state, entry.holder_id) == (1, EntryState.RESERVED, post.principal_id)
    assert "Trả lời cử tri" in entry.reason
    assert Event.objects.filter(verb="numbering.record_by_hand", object_id=entry.pk).count() == 1
    document = issuing.number(clerk, ladder.signed().pk, timezone.now(), reserved_number=1)
    assert (document.register_number, document.issued_on) == (1, given), "the day that stands on the paper"
    take(clerk, outgoing, 1)
    assert list(numbers(outgoing)) == [1, 2]


def test_a_kept_number_goes_by_hand_to_its_holder_and_to_nobody_else(
    ladder: Ladder, clerk: Any, outgoing: Book
) -> None:
    post, other = ladder.province.post("chuyenvien.ubnd"), ladder.province.post("truongphong.ubnd")
    holders = [each.appointments.first().person.full_name for each in (post, other)]
    kept = {"holder_id": post.principal_id, "holder_label": holders[0], "reason": "chờ ký"}
    for _ in range(2):
        until = timezone.now() + timedelta(hours=1)
        numbering.reserve(clerk, outgoing, today(), timezone.now(), expires_at=until, **kept)
    cells = {"dated": today(), "content": "Trả lời cử tri"}
    row = brought(
        clerk, outgoing, cells | {"code": "1", "holder": holders[0]}, cells | {"code": "2", "holder": holders[1]}
    )
    assert kinds(row) == {1: [], 2: [Clash.TAKEN]}
    decide(clerk, row, Decision.LEAVE_OUT, 2)
    entered(clerk, row)
    one, two = Entry.objects.filter(period__book=outgoing).order_by("number")
    assert (one.state, one.expires_at, one.by_hand.given_on) == (EntryState.RESERVED, None, today())
    assert (two.reason, hasattr(two, "by_hand")) == ("chờ ký", False)


def test_a_holder_nobody_knows_and_an_outgoing_row_without_one(ladder: Ladder, clerk: Any, outgoing: Book) -> None:
    cells = {"code": "1", "dated": today(), "content": "x"}
    row = brought(clerk, outgoing, cells, cells | {"code": "2a", "holder": "Không Có Ai"})
    first, second = row.rows.order_by("line")
    assert [(e["column"], e["message"][:8]) for e in first.errors] == [("Người giữ số", "Ghi tên ")]
    assert {e["column"] for e in second.errors} == {"Người giữ số", "Số, ký hiệu"}


def test_cells_that_cannot_be_are_named_by_their_place(clerk: Any, incoming: Book) -> None:
    tomorrow, past = today() + timedelta(days=3), today() - timedelta(days=1)
    row = brought(
        clerk, incoming,
        paper(1, dated="=TODAY()"), paper(2, dated="31/02/2026"), paper("ba"), paper(4, issuer=None),
        paper(5, dated=f"{past:%d/%m/%Y}", arrived=f"{past:%d/%m/%Y} 00:05"), paper(6, dated=tomorrow),
        paper("07", content=None), starts_at=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    errors = {r.line: [(e["cell"], e["message"]) for e in r.errors] for r in row.rows.all()}
    sheet = row.rows.first().sheet
    assert errors[5] == [(f"{sheet}!E5", "Ô là công thức. Chép rồi dán lại thành giá trị (Dán đặc biệt → Giá trị).")]
    assert errors[6][0] == (f"{sheet}!E6", "Ngày “31/02/2026” không có thật. Nhập dạng 01/07/2026.")
    assert errors[7][0][0] == f"{sheet}!B7"
    assert errors[8] == [(f"{sheet}!C8", "Ghi cơ quan ban hành.")]
    assert errors[9] == [], "a day written as text is a day"
    assert "sau hôm nay" in errors[10][0][1]
    assert "bỏ số" in errors[11][0][1]
    assert refused(decide, clerk, row, Decision.AS_USED, 2).code == "invalid"
    interruptions.decide_rows(clerk, row.public_id, Decision.LEAVE_OUT, timezone.now(), kind=CLASHES.ERRORS)
    row.refresh_from_db()
    assert CLASHES.undecided(row) == 1, "number 5 leaves a gap"


@pytest.mark.parametrize("word", ["MẬT", "Độ mật: Tối mật", "15/BC-MẬT", "KHẨN, TUYỆT MẬT"])
def test_a_mark_of_secrecy_keeps_nothing_of_the_file(clerk: Any, incoming: Book, word: str) -> None:
    said = refused(brought, clerk, incoming, paper(1), paper(2, note=word))
    assert said.code == "secret"
    assert "Luật Bảo vệ bí mật nhà nước" in said.reason
    assert "!J6" in said.reason
    assert (Interruption.objects.count(), SheetRow.objects.count()) == (0, 0)
    (event,) = Event.objects.filter(verb="documents.refuse_secret")
    assert set(event.detail) == {"sha256", "law"}


def test_files_that_are_not_ours(ladder: Ladder, clerk: Any, incoming: Book) -> None:
    def saved(book: Workbook) -> bytes:
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    other = Workbook()
    other.active.append(["Mã đơn vị", "Tên đơn vị", "x"])
    assert "Mã sổ" in refused(begun, clerk, saved(other)).reason
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04 broken"):
        assert refused(begun, clerk, content).field == "file"
    filled_in = load_workbook(BytesIO(filled(clerk, timezone.now(), {incoming: [paper(1)]})))
    sheet = next(s for s in filled_in.worksheets if s["A3"].value.startswith(f"Mã sổ {incoming.pk} "))
    sheet["C4"] = "Người gửi"
    assert "thiếu cột: Tác giả" in refused(begun, clerk, saved(filled_in)).reason
    theirs = Book.objects.filter(agency__key="tinhuy", flow="incoming").get()
    sheet["C4"], sheet["A3"] = "Tác giả", f"Mã sổ {theirs.pk} (giữ nguyên dòng này)"
    assert "không có sổ mã" in refused(begun, clerk, saved(filled_in)).reason
    assert "chưa có dòng nào" in refused(begun, clerk, filled(clerk, timezone.now(), {})).reason


def test_who_may_and_when(ladder: Ladder, clerk: Any, incoming: Book) -> None:
    content = filled(clerk, timezone.now(), {incoming: [paper(1)]})
    assert refused(begun, ladder.who("chuyenvien"), content).code == "forbidden"
    later = timezone.now() + timedelta(hours=1)
    assert refused(begun, clerk, content, ends_at=later).field == "ends_at"
    assert refused(begun, clerk, content, starts_at=later).field == "ends_at"
    assert refused(begun, clerk, content, reason=" ").field == "reason"
    row = begun(clerk, content)
    stranger = ladder.province.actor("vanthu.tinhuy")
    for act in (interruptions.enter_interruption, interruptions.drop_interruption):
        assert refused(act, stranger, row.public_id, timezone.now()).code == "not_found"
    interruptions.drop_interruption(clerk, row.public_id, timezone.now())
    assert refused(interruptions.enter_interruption, clerk, row.public_id, timezone.now()).code == "state"
    assert not row.rows.exclude(cells={}).exists()
    assert begun(clerk, content) != row, "a file that was dropped may be chosen again"


def test_a_kill_in_the_middle_leaves_whole_rows_and_the_next_goes_on(
    clerk: Any, incoming: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = interruptions.entering.SMALL + 5
    row = brought(clerk, incoming, *[paper(n) for n in range(1, count + 1)])
    assert entered(clerk, row).state == InterruptionState.RUNNING, "a job does it"
    enter, calls = interruptions.entering._enter, []

    def dying(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 8:
            raise KeyboardInterrupt
        enter(*arguments)

    monkeypatch.setattr(interruptions.entering, "_enter", dying)
    with pytest.raises(KeyboardInterrupt):
        interruptions.go_on(row.pk, timezone.now())
    monkeypatch.undo()
    assert Document.objects.filter(agency__key="ubnd", flow="incoming").count() == 7
    assert interruptions.resume_lost(timezone.now() + timedelta(minutes=9)) == 0, "its job is still waited for"
    interruptions.go_on(row.pk, timezone.now())
    interruptions.go_on(row.pk, timezone.now())
    assert Interruption.objects.get(pk=row.pk).state == InterruptionState.DONE
    assert list(numbers(incoming)) == list(range(1, count + 1))
    assert Event.objects.filter(verb="documents.enter_interruption").count() == 1


def test_five_thousand_rows_are_compared_in_a_fixed_number_of_queries(
    clerk: Any, incoming: Book, django_assert_max_num_queries: Any
) -> None:
    content = filled(clerk, timezone.now(), {incoming: [paper(n) for n in range(1, 5001)]})
    with django_assert_max_num_queries(60):  # rows are written by five hundred
        row = begun(clerk, content)
    assert row.rows.filter(clashes=[], errors=[]).count() == 5000
