"""Issuing bodies, offices, seals, books and terms: who may, which dates stand, what blocks an end."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering import queries as numbers
from tinhgon.core.numbering.choices import Flow, PeriodKind
from tinhgon.core.numbering.models import Book, Period
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, queries
from tinhgon.organisation.actions import NewBody, NewBook, NewOffice, NewSeal
from tinhgon.organisation.choices import Duty, SealKind
from tinhgon.organisation.models import IssuingBody, Seal

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 1)
LATER = date(2026, 6, 1)


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=ON)


@pytest.fixture
def chief(province):
    return province.actor("chanhvp.ubnd", on=ON)


@pytest.fixture
def party_chief(province):
    return province.actor("chanhvp.tinhuy", on=ON)


def committee(**changes) -> NewBody:
    return NewBody(**{"name": "BAN CHỈ ĐẠO", "symbol": "BCĐ", "place": "Bình Sơn", **changes})


def test_a_body_gets_a_new_letterhead_on_its_day(province, officer):
    body = province.body("ubnd")
    old = body.name
    new = NewBody("ỦY BAN NHÂN DÂN THÀNH PHỐ BÌNH SƠN", "UBND", "Bình Sơn")
    for _ in range(2):
        actions.change_body(officer, body.pk, new, LATER, AT)
    body.refresh_from_db()
    assert body.name == old, "the day has not come"
    assert queries.body_version_on(body, LATER).name == new.name
    assert actions.apply_due_versions(date(2026, 5, 31)) == 0
    assert actions.apply_due_versions(LATER) == 1
    body.refresh_from_db()
    assert body.name == new.name
    assert queries.body_version_on(body, date(2026, 5, 31)).name == old
    assert Event.objects.filter(verb="organisation.change_body").count() == 1


def test_a_letterhead_that_has_not_begun_is_taken_back(province, officer):
    body = province.body("ubnd")
    actions.change_body(officer, body.pk, NewBody("TÊN NHẦM", "UBND", "Bình Sơn"), LATER, AT)
    with pytest.raises(Refused, match="Nêu lý do"):
        actions.withdraw_body(officer, body.pk, " ", AT)
    actions.withdraw_body(officer, body.pk, "nhập nhầm", AT)
    assert [row.name for row in queries.body_versions(body)] == [body.name]
    assert queries.body_versions(body)[0].ends_on is None
    with pytest.raises(Refused, match="Đã có hiệu lực"):
        actions.withdraw_body(officer, body.pk, "nhập nhầm", AT)


def test_a_body_ends_after_its_seals_and_books(province, officer, chief):
    body = province.body("ubnd")
    with pytest.raises(Refused, match="còn con dấu: Con dấu UBND tỉnh; còn sổ mở: Sổ văn bản đến, Sổ văn bản đi"):
        actions.end_body(officer, body.pk, LATER, AT)
    for book in Book.objects.filter(body_id=body.principal_id):
        actions.end_book(chief, book.pk, LATER, AT)
    actions.end_seal(officer, Seal.objects.get(body=body).pk, LATER, AT, legal_basis="Biên bản 1")
    for _ in range(2):
        actions.end_body(officer, body.pk, LATER, AT)
    assert not queries.issuing_bodies(officer.agency_id, LATER).exists()


def test_a_body_of_ones_own_agency_only(province, officer):
    with pytest.raises(Refused, match="Không tìm thấy") as refused:
        actions.end_body(officer, province.body("tinhuy").pk, LATER, AT)
    assert refused.value.code == "not_found"
    with pytest.raises(Refused, match="Quản lý tổ chức"):
        actions.open_body(province.actor("vanthu.ubnd", on=ON), committee(), ON, AT)


def test_a_body_begins_once_and_may_be_taken_back_before_its_day(officer):
    body = actions.open_body(officer, committee(), LATER, AT)
    assert actions.open_body(officer, committee(), LATER, AT).pk == body.pk
    with pytest.raises(Refused, match="Đã có chủ thể"):
        actions.open_body(officer, committee(), date(2026, 7, 1), AT)
    actions.withdraw_body(officer, body.pk, "chưa có quyết định", AT)
    assert not IssuingBody.objects.filter(name="BAN CHỈ ĐẠO").exists()
    with pytest.raises(Refused, match="Nhập địa danh"):
        actions.open_body(officer, committee(place=" "), ON, AT)


def test_a_clerical_office_leaves_no_body_without_one(province, officer):
    body = province.body("ubnd")
    office = queries.offices(officer.agency_id).get()
    with pytest.raises(Refused, match="Chưa có văn thư khác phục vụ"):
        actions.end_office(officer, office.pk, LATER, AT)
    unit = province.unit("ubnd", "Phòng Văn xã")
    new = NewOffice("Văn thư số 2", unit.pk, (body.pk,))
    other = actions.open_office(officer, new, ON, AT)
    assert actions.open_office(officer, new, ON, AT).pk == other.pk
    actions.end_office(officer, office.pk, LATER, AT)
    with pytest.raises(Refused, match="ít nhất một chủ thể"):
        actions.change_office(officer, other.pk, (province.body("tinhuy").pk,), AT)


def test_a_seal_goes_from_hand_to_hand_by_minutes(province, officer):
    body, clerk, other = province.body("ubnd"), province.post("vanthu.ubnd"), province.post("chuyenvien.ubnd")
    new = NewSeal(body.pk, "Dấu nổi", clerk.pk, SealKind.EMBOSSED)
    seal = actions.register_seal(officer, new, ON, AT)
    assert actions.register_seal(officer, new, ON, AT).pk == seal.pk
    with pytest.raises(Refused, match="biên bản bàn giao"):
        actions.hand_over_seal(officer, seal.pk, other.pk, LATER, AT, legal_basis="")
    for _ in range(2):
        actions.hand_over_seal(officer, seal.pk, other.pk, LATER, AT, legal_basis="BB 02")
    with pytest.raises(Refused, match="Ngày bàn giao phải sau"):
        actions.hand_over_seal(officer, seal.pk, clerk.pk, ON, AT, legal_basis="BB 03")
    (row,) = queries.seal_rows([seal])
    assert [(k.post_id, k.starts_on, k.ends_on) for k, _ in row.keepings] == [
        (other.pk, LATER, None),
        (clerk.pk, ON, LATER),
    ]
    with pytest.raises(Refused, match="còn giữ: Dấu nổi"):
        actions.end_post(officer, other.pk, date(2026, 9, 1), AT, ends_holders=True)
    with pytest.raises(Refused, match="Nhập căn cứ"):
        actions.end_seal(officer, seal.pk, date(2026, 8, 1), AT, legal_basis="")
    actions.end_seal(officer, seal.pk, date(2026, 8, 1), AT, legal_basis="Biên bản nộp dấu")
    assert seal.keepings.get(post=other).ends_on == date(2026, 8, 1)


def kept(seal):
    return [(row.post_id, row.starts_on, row.ends_on) for row in seal.keepings.order_by("starts_on")]


def test_a_hand_over_whose_day_has_not_come_is_taken_back(province, officer):
    clerk, other = province.post("vanthu.ubnd"), province.post("chuyenvien.ubnd")
    seal = actions.register_seal(officer, NewSeal(province.body("ubnd").pk, "Dấu nổi", clerk.pk), ON, AT)
    with pytest.raises(Refused, match="chưa bàn giao lần nào"):
        actions.withdraw_hand_over(officer, seal.pk, "nhầm", AT)
    actions.hand_over_seal(officer, seal.pk, other.pk, LATER, AT, legal_basis="BB 02")
    for actor, reason, words in (
        (province.actor("vanthu.ubnd", on=ON), "nhầm", "Quản lý tổ chức"),
        (province.actor("tochuc.tinhuy", on=ON), "nhầm", "Không tìm thấy con dấu"),
        (officer, " ", "Nêu lý do"),
        (province.actor("tochuc.ubnd", on=LATER), "nhầm", "Đã có hiệu lực"),
    ):
        with pytest.raises(Refused, match=words):
            actions.withdraw_hand_over(actor, seal.pk, reason, AT)
    actions.withdraw_hand_over(officer, seal.pk, "hoãn bàn giao", AT)
    assert kept(seal) == [(clerk.pk, ON, None)]
    event = Event.objects.get(verb="organisation.withdraw_hand_over")
    assert (event.object_id, event.detail["keeper"], event.detail["reason"]) == (seal.pk, other.title, "hoãn bàn giao")
    assert event.detail["legal_basis"] == "BB 02"


def test_a_hand_over_is_taken_back_in_a_seal_and_to_a_post_that_end(province, officer):
    clerk, other = province.post("vanthu.ubnd"), province.post("chuyenvien.ubnd")
    seal = actions.register_seal(officer, NewSeal(province.body("ubnd").pk, "Dấu nổi", clerk.pk), ON, AT)
    actions.hand_over_seal(officer, seal.pk, other.pk, LATER, AT, legal_basis="BB 02")
    actions.end_seal(officer, seal.pk, date(2026, 8, 1), AT, legal_basis="BB nộp dấu")
    type(clerk).objects.filter(pk=clerk.pk).update(ends_on=date(2026, 7, 1))
    with pytest.raises(Refused, match="kết thúc ngày 01/07/2026 nên không giữ tiếp được"):
        actions.withdraw_hand_over(officer, seal.pk, "nhầm", AT)
    type(clerk).objects.filter(pk=clerk.pk).update(ends_on=date(2026, 8, 1))
    actions.withdraw_hand_over(officer, seal.pk, "nhầm", AT)
    assert kept(seal) == [(clerk.pk, ON, date(2026, 8, 1))]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"period_kind": PeriodKind.TERM}, "chỉ dùng cho văn bản đi của Đảng"),
        ({"flow": Flow.INCOMING, "type_codes": ("CV",)}, "không chia theo loại"),
        ({"flow": Flow.INCOMING, "allows_inserting": True}, "không chèn số"),
        ({"type_codes": ("Q1",)}, "không phải ký hiệu"),
        ({"name": "Sổ văn bản đi"}, "Đã có sổ tên"),
        ({"name": "Sổ khác"}, "Sổ văn bản đi đang mở cho mọi loại"),
        ({"name": " "}, "Nhập tên sổ"),
        ({"flow": "x"}, "Chọn loại sổ"),
    ],
)
def test_books_that_the_law_does_not_know(province, chief, facts, words):
    new = {"body_id": province.body("ubnd").pk, "name": "Sổ mới", "flow": Flow.OUTGOING, **facts}
    with pytest.raises(Refused, match=words):
        actions.open_book(chief, NewBook(**new), ON, AT)


def test_a_book_is_opened_set_and_ended(province, chief):
    body, holder = province.body("ubnd"), province.post("vanthu.ubnd")
    new = NewBook(body.pk, "Sổ quyết định", Flow.OUTGOING, ("QĐ",), reservation_post_id=holder.pk)
    opened = date(2026, 1, 5)
    book = actions.open_book(chief, new, opened, AT)
    assert actions.open_book(chief, new, opened, AT).pk == book.pk
    assert numbers.book_for(chief.agency_id, Flow.OUTGOING, ON, body_id=body.principal_id, type_code="QĐ") == book
    with pytest.raises(Refused, match="Sổ quyết định đang mở cho loại QĐ"):
        actions.open_book(chief, replace(new, name="Sổ quyết định 2"), ON, AT)
    clerk = province.actor("vanthu.ubnd", on=ON)
    until = datetime(2026, 3, 5, tzinfo=UTC)
    facts = {"reason": "ký xa", "expires_at": until, "holder_label": "x"}
    with pytest.raises(Refused, match="chỉ giữ chỗ số cho vị trí đã định"):
        numbering.reserve(clerk, book, ON, AT, holder_id=province.post("lanhdao.ubnd").principal_id, **facts)
    entry = numbering.reserve(clerk, book, ON, AT, holder_id=holder.principal_id, **facts)
    with pytest.raises(Refused, match="đã cấp số 1 ngày 01/03/2026"):
        actions.end_book(chief, book.pk, date(2026, 2, 28), AT)
    numbering.void(clerk, entry.pk, "không ký nữa", AT)
    for _ in range(2):
        actions.set_book(chief, book.pk, AT, allows_inserting=True, reservation_post_id=None)
    assert Event.objects.filter(verb="organisation.set_book").count() == 1
    actions.end_book(chief, book.pk, LATER, AT)
    with pytest.raises(Refused, match="không mở cho ngày"):
        numbering.take(clerk, Book.objects.get(pk=book.pk), LATER, datetime(2026, 6, 2, tzinfo=UTC))


def test_a_secret_book_is_the_states_alone_and_shows_no_number(province, chief, party_chief):
    book = actions.open_book(
        chief, NewBook(province.body("ubnd").pk, "Sổ mật đi", Flow.OUTGOING, is_secret=True), ON, AT
    )
    assert numbers.book(chief.agency_id, book.pk) is None
    assert not numbers.all_books(chief.agency_id).filter(pk=book.pk).exists()
    with pytest.raises(Refused, match="dùng chung dãy số"):
        actions.open_book(
            party_chief, NewBook(province.body("tinhuy").pk, "Sổ mật", Flow.OUTGOING, is_secret=True), ON, AT
        )


def test_who_opens_books(province, chief, officer):
    new = NewBook(province.body("ubnd").pk, "Sổ quyết định", Flow.OUTGOING, ("QĐ",))
    for actor in (province.actor("vanthu.ubnd", on=ON), officer):
        with pytest.raises(Refused, match="Mở sổ, quản lý sổ"):
            actions.open_book(actor, new, ON, AT)
    clerk = province.actor("vanthu.ubnd", on=ON)
    head = replace(clerk, headed_unit_ids=frozenset({clerk.unit_id}))
    assert actions.open_book(head, new, ON, AT)
    with pytest.raises(Refused, match="Không tìm thấy sổ"):
        actions.end_book(chief, Book.objects.filter(agency=province.agency("tinhuy"))[0].pk, LATER, AT)


def test_the_year_is_opened_once(province, chief):
    book = Book.objects.get(agency_id=chief.agency_id, flow=Flow.OUTGOING)
    for _ in range(2):
        assert actions.open_year(chief, book.pk, 2027, AT).label == "2027"
    with pytest.raises(Refused, match="Chỉ mở kỳ của năm 2026 hoặc 2027"):
        actions.open_year(chief, book.pk, 2030, AT)
    term_book = Book.objects.filter(agency=province.agency("tinhuy"), period_kind=PeriodKind.TERM)[0]
    party = replace(chief, agency_id=term_book.agency_id)
    with pytest.raises(Refused, match="theo nhiệm kỳ"):
        actions.open_year(party, term_book.pk, 2027, AT)


def test_a_new_term_turns_the_books_over(province, party_chief):
    body, day = province.body("tinhuy"), date(2030, 10, 15)
    book = Book.objects.get(body_id=body.principal_id, type_codes=["NQ"])
    clerk = province.actor("vanthu.tinhuy", on=ON)
    assert str(numbering.take(clerk, book, ON, AT)) == "1"
    with pytest.raises(Refused, match="ghi dạng 2025-2030"):
        actions.start_term(party_chief, body.pk, "năm tới", day, AT)
    with pytest.raises(Refused, match="đã cấp số 1"):
        actions.start_term(party_chief, body.pk, "2026-2031", date(2026, 2, 1), AT)
    for _ in range(2):
        actions.start_term(party_chief, body.pk, "2030-2035", day, AT, legal_basis="Nghị quyết Đại hội")
    assert [(p.label, p.starts_on, p.ends_on) for p in Period.objects.filter(book=book).order_by("starts_on")] == [
        ("2025-2030", date(2025, 7, 1), day),
        ("2030-2035", day, None),
    ]
    assert str(numbering.take(clerk, book, date(2026, 4, 1), AT)) == "2"
    assert str(numbering.take(clerk, book, day, datetime(2030, 10, 15, 3, tzinfo=UTC))) == "1"
    assert [term.label for term in queries.terms(party_chief.agency_id)] == ["2030-2035", "2025-2030"]


def periods(body):
    rows = Period.objects.filter(book__body_id=body.principal_id).order_by("book_id", "starts_on")
    return list(rows.values_list("book__name", "label", "starts_on", "ends_on"))


def test_a_term_that_has_not_begun_is_taken_back(province, party_chief):
    body, day = province.body("tinhuy"), date(2030, 10, 15)
    before = periods(body)
    ended = Book.objects.get(body_id=body.principal_id, type_codes=["NQ"])
    actions.end_book(party_chief, ended.pk, date(2031, 1, 1), AT)
    until = periods(body)
    assert until != before
    term = actions.start_term(party_chief, body.pk, "2030-2035", day, AT)
    last = actions.start_term(party_chief, body.pk, "2035-2040", date(2035, 10, 15), AT)
    for actor, pk, reason, words in (
        (province.actor("vanthu.tinhuy", on=ON), term.pk, "nhầm", "Mở sổ, quản lý sổ"),
        (province.actor("chanhvp.ubnd", on=ON), term.pk, "nhầm", "Không tìm thấy nhiệm kỳ"),
        (party_chief, term.pk, "", "Nêu lý do"),
        (party_chief, term.pk, "nhầm", "Rút nhiệm kỳ sau trước"),
        (replace(party_chief, on=date(2035, 10, 15)), last.pk, "nhầm", "Đã có hiệu lực"),
    ):
        with pytest.raises(Refused, match=words):
            actions.withdraw_term(actor, pk, reason, AT)
    actions.withdraw_term(party_chief, last.pk, "nhầm", AT)
    actions.withdraw_term(party_chief, term.pk, "Đại hội dời ngày", AT)
    assert periods(body) == until
    assert [(row.label, row.ends_on) for row in queries.terms(party_chief.agency_id)] == [("2025-2030", None)]
    event = Event.objects.filter(verb="organisation.withdraw_term").latest("pk")
    assert (event.object_id, event.detail["reason"]) == (term.pk, "Đại hội dời ngày")
    assert ended.name in event.detail["books"]
    with pytest.raises(Refused, match="Không tìm thấy nhiệm kỳ"):
        actions.withdraw_term(party_chief, term.pk, "nhầm", AT)


def test_a_term_that_something_rests_on_stays(province, party_chief):
    body, day = province.body("tinhuy"), date(2030, 10, 15)
    term = actions.start_term(party_chief, body.pk, "2030-2035", day, AT)
    new = NewBook(body.pk, "Sổ quy chế riêng", Flow.OUTGOING, ("QyC",), PeriodKind.TERM)
    book = actions.open_book(party_chief, new, day, AT)
    with pytest.raises(Refused, match="Sổ quy chế riêng mở theo nhiệm kỳ này"):
        actions.withdraw_term(party_chief, term.pk, "nhầm", AT)
    Period.objects.filter(book=book).delete()
    book.delete()
    held = Book.objects.get(body_id=body.principal_id, type_codes=["NQ"])
    facts = {"reason": "ký xa", "expires_at": datetime(2031, 1, 1, tzinfo=UTC), "holder_label": "x"}
    holder = province.post("lanhdao.tinhuy").principal_id
    clerk = province.actor("vanthu.tinhuy", on=ON)
    numbering.reserve(clerk, held, day, AT, holder_id=holder, **facts)
    with pytest.raises(Refused, match="đã có số giữ chỗ trong nhiệm kỳ này"):
        actions.withdraw_term(party_chief, term.pk, "nhầm", AT)


def test_a_term_book_needs_a_term_and_a_term_ends_with_its_books(province, party_chief, chief):
    body = province.body("tinhuy")
    with pytest.raises(Refused, match="chỉ dùng cho chủ thể ban hành theo thể thức của Đảng"):
        actions.start_term(chief, province.body("ubnd").pk, "2025-2030", ON, AT)
    new = NewBook(body.pk, "Sổ quy chế riêng", Flow.OUTGOING, ("QyC",), PeriodKind.TERM)
    book = actions.open_book(party_chief, new, ON, AT)
    assert Period.objects.get(book=book).label == "2025-2030"
    term = queries.terms(party_chief.agency_id).get()
    for _ in range(2):
        actions.end_term(party_chief, term.pk, LATER, AT)
    assert Period.objects.get(book=book).ends_on == LATER
    with pytest.raises(Refused, match="chưa có nhiệm kỳ vào ngày này"):
        actions.open_book(party_chief, replace(new, name="Sổ khác", type_codes=("KB",)), LATER, AT)


def test_the_duty_of_books_is_data(province):
    assert Duty.MANAGE_BOOKS in province.actor("chanhvp.tinhuy").duties
    assert Duty.MANAGE_BOOKS not in province.actor("vanthu.tinhuy").duties
