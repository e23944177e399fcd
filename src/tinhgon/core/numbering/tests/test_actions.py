"""Numbers: none twice, none missing, each with its reason; years and terms; what is refused."""

import contextlib
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.numbering import actions, jobs, queries
from tinhgon.core.numbering.choices import EntryState, Flow, PeriodKind
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.verdict import Refused

ON = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=2)


def state_book(province, flow=Flow.OUTGOING) -> Book:
    return Book.objects.get(agency=province.agency("ubnd"), flow=flow)


def party_book(province, code="CV") -> Book:
    return Book.objects.get(agency=province.agency("tinhuy"), flow=Flow.OUTGOING, type_codes=[code])


def reserve(actor: Actor, book: Book, **changes) -> Entry:
    facts = {
        "holder_id": actor.post_id,
        "holder_label": actor.label,
        "reason": "Quyết định chờ chữ ký",
        "expires_at": LATER,
        **changes,
    }
    return actions.reserve(actor, book, ON, AT, **facts)


def test_numbers_run_from_one_without_a_gap(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    assert [actions.take(clerk, book, ON, AT).number for _ in range(3)] == [1, 2, 3]
    assert queries.expected_number(book, ON) == 4


def test_a_state_book_starts_anew_each_year(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    last = actions.take(clerk, book, date(2025, 12, 31), AT)
    first = actions.take(clerk, book, date(2026, 1, 1), AT)
    again = actions.take(clerk, book, date(2025, 12, 31), AT)
    assert (last.number, first.number, again.number) == (1, 1, 2)
    assert (last.period.label, first.period.label) == ("2025", "2026")


def test_a_party_book_runs_through_the_term_per_type(province):
    clerk = province.actor("vanthu.tinhuy")
    letters, reports = party_book(province), party_book(province, "BC")
    assert actions.take(clerk, letters, date(2025, 12, 31), AT).number == 1
    assert actions.take(clerk, letters, date(2026, 1, 1), AT).number == 2
    assert actions.take(clerk, reports, date(2026, 1, 1), AT).number == 1


def test_a_party_book_gives_nothing_before_or_after_its_term(province):
    clerk, book = province.actor("vanthu.tinhuy"), party_book(province)
    Period.objects.filter(book=book).update(ends_on=date(2030, 9, 1))
    for day in (date(2025, 6, 30), date(2030, 9, 1)):
        with pytest.raises(Refused, match="không mở cho ngày"):
            actions.take(clerk, book, day, AT)
    Period.objects.create(book=book, label="2030-2035", starts_on=date(2030, 9, 1))
    assert actions.take(clerk, book, date(2030, 9, 1), AT).number == 1


def test_a_state_book_gives_nothing_outside_its_life(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    with pytest.raises(Refused, match="không mở"):
        actions.take(clerk, book, date(2025, 6, 30), AT)
    book.ends_on = ON
    with pytest.raises(Refused, match="không mở"):
        actions.take(clerk, book, date(2027, 1, 1), AT)


def test_two_clerks_at_once_make_no_gap_and_no_double(committed):
    book = state_book(committed)
    numbers: list[int] = []

    def work() -> None:
        clerk = committed.actor("vanthu.ubnd")
        for _ in range(25):
            with transaction.atomic():
                numbers.append(actions.take(clerk, book, ON, AT).number)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 51))


def test_who_has_used_a_kept_number_takes_the_next_while_another_waits(committed, until_awaited):
    """Both stand in line for the book before its row is locked; else each would wait for the other."""
    book, clerk = state_book(committed), committed.actor("vanthu.ubnd")
    kept = reserve(clerk, book)
    numbers: list[int] = []

    def work() -> None:
        with transaction.atomic():
            numbers.append(actions.take(clerk, book, ON, AT).number)
        connection.close()

    other = threading.Thread(target=work)
    with transaction.atomic():
        actions.take_number(clerk, book, ON, kept.number, AT)
        other.start()
        until_awaited()
        numbers.append(actions.take(clerk, book, ON, AT).number)
    other.join()
    assert (kept.number, numbers) == (1, [2, 3])


def test_a_number_is_not_used_and_voided_at_once(committed):
    book = state_book(committed)
    done: list[str] = []
    clerk = committed.actor("vanthu.ubnd")
    entries = [reserve(clerk, book) for _ in range(10)]

    def use() -> None:
        for entry in entries:
            with contextlib.suppress(Refused), transaction.atomic():
                actions.take_number(clerk, book, ON, entry.number, AT)
                done.append(f"used {entry.number}")
        connection.close()

    def give_up() -> None:
        for entry in reversed(entries):
            with contextlib.suppress(Refused):
                actions.void(clerk, entry.pk, "Không ban hành", AT)
                done.append(f"void {entry.number}")
        connection.close()

    threads = [threading.Thread(target=act) for act in (use, give_up)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(f"{e.state} {e.number}" for e in Entry.objects.all())
    assert len(done) == len(entries)


def test_a_rolled_back_act_leaves_no_hole(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.take(clerk, book, ON, AT)
        _ = 1 / 0
    assert actions.take(clerk, book, ON, AT).number == 1


def test_a_number_is_kept_for_a_named_holder_and_used(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    entry = reserve(clerk, book)
    assert (entry.state, entry.number) == (EntryState.RESERVED, 1)
    assert actions.take(clerk, book, ON, AT).number == 2
    assert actions.take_number(clerk, book, ON, 1, AT).state == EntryState.USED
    with pytest.raises(Refused, match="không được giữ chỗ"):
        actions.take_number(clerk, book, ON, 1, AT)


def test_a_number_kept_for_another_is_not_given_away(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    drafter = province.actor("chuyenvien.ubnd")
    reserve(clerk, book, holder_id=drafter.post_id, holder_label="Chuyên viên Văn xã")
    with pytest.raises(Refused, match="giữ chỗ cho Chuyên viên Văn xã"):
        actions.take_number(clerk, book, ON, 1, AT)
    assert actions.take_number(clerk, book, ON, 1, AT, for_ids=[drafter.post_id]).state == EntryState.USED


@pytest.mark.parametrize(
    ("username", "flow", "changes", "words"),
    [
        ("chuyenvien.ubnd", Flow.OUTGOING, {}, "chưa được giao việc"),
        ("vanthu.tinhuy", Flow.OUTGOING, {}, "cơ quan khác"),
        ("vanthu.ubnd", Flow.INCOMING, {}, "không giữ chỗ"),
        ("vanthu.ubnd", Flow.OUTGOING, {"reason": " "}, "Nêu lý do"),
        ("vanthu.ubnd", Flow.OUTGOING, {"expires_at": AT}, "Hạn giữ chỗ"),
    ],
)
def test_a_reservation_is_refused(province, username, flow, changes, words):
    with pytest.raises(Refused, match=words):
        reserve(province.actor(username), state_book(province, flow), **changes)
    assert not Entry.objects.exists()


def test_a_double_click_reserves_one_number(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    first = reserve(clerk, book, request_key="k1")
    assert reserve(clerk, book, request_key="k1").pk == first.pk
    assert queries.expected_number(book, ON) == 2
    assert Event.objects.filter(verb="numbering.reserve").count() == 1


def test_a_void_number_stays_with_its_reason(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    entry = reserve(clerk, book)
    actions.void(clerk, entry.pk, "Không ban hành", AT)
    actions.void(clerk, entry.pk, "Không ban hành", AT)
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (EntryState.VOID, "Không ban hành")
    assert Event.objects.filter(verb="numbering.void").count() == 1
    assert actions.take(clerk, book, ON, AT).number == 2
    with pytest.raises(Refused, match="đang giữ chỗ"):
        actions.void(clerk, entry.pk, "Lý do khác", AT)


def test_only_the_numbering_duty_voids(province):
    entry = reserve(province.actor("vanthu.ubnd"), state_book(province))
    with pytest.raises(Refused, match="chưa được giao việc"):
        actions.void(province.actor("chuyenvien.ubnd"), entry.pk, "Bỏ", AT)
    with pytest.raises(Entry.DoesNotExist):
        actions.void(province.actor("vanthu.tinhuy"), entry.pk, "Bỏ", AT)


def test_the_isolated_systems_number_has_a_slip_and_nothing_else(province):
    clerk, book = province.actor("vanthu.tinhuy"), party_book(province)
    entry = actions.mark_elsewhere(clerk, book, ON, "PLS-07", AT, request_key="k")
    assert actions.mark_elsewhere(clerk, book, ON, "PLS-07", AT, request_key="k").pk == entry.pk
    assert (entry.state, entry.reason) == (EntryState.ELSEWHERE, "Phiếu lấy số PLS-07")
    assert actions.take(clerk, book, ON, AT).number == 2
    for slip in ("", "Kết luận về đồng chí A", "khongco"):
        with pytest.raises(Refused, match="phiếu lấy số"):
            actions.mark_elsewhere(clerk, book, ON, slip, AT)


def test_state_books_share_no_series_with_secrets(province):
    with pytest.raises(Refused, match="sổ riêng"):
        actions.mark_elsewhere(province.actor("vanthu.ubnd"), state_book(province), ON, "1", AT)


def insert(actor: Actor, book: Book, number: int = 1, suffix: str = "a") -> Entry:
    return actions.insert(
        actor,
        book,
        ON,
        AT,
        number=number,
        suffix=suffix,
        reason="Văn bản ký trước bị sót",
        holder_id=actor.post_id,
        holder_label=actor.label,
        expires_at=LATER,
    )


def test_inserting_is_off_by_default_and_the_chief_of_offices_alone(province):
    clerk, chief, book = province.actor("vanthu.ubnd"), province.actor("chanhvp.ubnd"), state_book(province)
    actions.take(clerk, book, ON, AT)
    with pytest.raises(Refused, match="không cho chèn số"):
        insert(chief, book)
    book.allows_inserting = True
    with pytest.raises(Refused, match="Chèn số"):
        insert(clerk, book)
    with pytest.raises(Refused, match="từ 1 đến 1"):
        insert(chief, book, number=2)
    with pytest.raises(Refused, match="một hoặc hai chữ cái"):
        insert(chief, book, suffix="12")
    entry = insert(chief, book)
    assert insert(chief, book).pk == entry.pk
    assert (str(entry), entry.is_inserted) == ("1a", True)
    assert actions.take(clerk, book, ON, AT).number == 2
    assert actions.take_number(chief, book, ON, 1, AT, suffix="a").pk == entry.pk
    with pytest.raises(Refused, match="đã có trong sổ"):
        insert(chief, book)


def test_closing_locks_the_book_and_asks_what_was_seen(province):
    clerk, chief, book = province.actor("vanthu.ubnd"), province.actor("chanhvp.ubnd"), state_book(province)
    period = actions.take(clerk, book, ON, AT).period
    with pytest.raises(Refused, match="Khoá sổ"):
        actions.close(clerk, period.pk, AT)
    actions.take(clerk, book, ON, AT)
    with pytest.raises(Refused, match="vừa có thêm số"):
        actions.close(chief, period.pk, AT, last_number=1)
    actions.close(chief, period.pk, AT, last_number=2)
    actions.close(chief, period.pk, AT, last_number=2)
    assert Event.objects.filter(verb="numbering.close").count() == 1
    with pytest.raises(Refused, match="đã khoá"):
        actions.take(clerk, book, ON, AT)
    with pytest.raises(Refused, match="đã khoá"):
        actions.close(replace(chief, name="Người khác"), period.pk, AT)


def test_a_book_with_reserved_numbers_does_not_close(province):
    clerk, chief, book = province.actor("vanthu.ubnd"), province.actor("chanhvp.ubnd"), state_book(province)
    entry = reserve(clerk, book)
    with pytest.raises(Refused, match="Còn 1 số đang giữ chỗ"):
        actions.close(chief, entry.period_id, AT)
    actions.void(clerk, entry.pk, "Không ban hành", AT)
    assert actions.close(chief, entry.period_id, AT).closed_at == AT


def test_reservations_end_by_themselves(province):
    clerk, book = province.actor("vanthu.ubnd"), state_book(province)
    entry = reserve(clerk, book)
    with pytest.raises(Refused, match="hết hạn giữ chỗ"):
        actions.take_number(clerk, book, ON, entry.number, LATER)
    assert actions.expire(AT) == 0
    assert actions.expire(LATER) == 1
    assert actions.expire(LATER) == 0
    entry.refresh_from_db()
    assert entry.state == EntryState.VOID
    assert entry.reason == "Hết hạn giữ chỗ (Quyết định chờ chữ ký)"
    assert Event.objects.get(verb="numbering.expire").actor_label == "Hệ thống"


def test_the_job_expires_what_is_over(province):
    reserve(province.actor("vanthu.ubnd"), state_book(province))
    assert jobs.expire(0) == 1  # LATER is past by the clock of the machine


def test_the_duties_of_numbers_are_the_offices_words():
    from tinhgon.core.numbering import choices
    from tinhgon.organisation.choices import Duty

    codes = {choices.REGISTER, choices.NUMBER, choices.INSERT_NUMBER, choices.CLOSE_BOOK}
    assert codes == {Duty.REGISTER, Duty.NUMBER, Duty.INSERT_NUMBER, Duty.CLOSE_BOOK}


def test_the_demonstration_has_term_books_for_the_party_only(province):
    kinds = Book.objects.filter(flow=Flow.OUTGOING).values_list("agency__key", "period_kind").distinct()
    assert {key for key, kind in kinds if kind == PeriodKind.TERM} == {"tinhuy"}
