"""Statutory registers: exact columns, every number in its place, and nothing shown to whom it is not for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.documents import exports
from tinhgon.documents.actions import readers
from tinhgon.documents.choices import HandlingClass, IncomingState, OutgoingState, RelationKind
from tinhgon.documents.models import Document, DocumentType, Relation
from tinhgon.documents.queries import registers
from tinhgon.documents.queries.registers import Span
from tinhgon.organisation import actions as organisation

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 10)
COLUMNS = {
    "di": [
        "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Đơn vị/người nhận bản lưu",
        "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ],
    "den": [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Đơn vị/người nhận",
        "Ngày chuyển", "Ký nhận", "Ghi chú",
    ],
    "giai-quyet": [
        "Số đến", "Tên loại, số, ký hiệu, ngày, cơ quan ban hành", "Đơn vị/người nhận", "Thời hạn giải quyết",
        "Tiến độ", "Số, ký hiệu văn bản trả lời", "Ghi chú",
    ],
}  # fmt: skip


def book(province, flow=Flow.INCOMING, key="ubnd") -> Book:
    return Book.objects.get(agency=province.agency(key), flow=flow)


def paper(province, flow=Flow.INCOMING, username="vanthu.ubnd", at=AT, **fields) -> Document:
    clerk, its_book = province.actor(username), book(province, flow)
    from django.db import transaction

    with transaction.atomic():
        entry = numbering.take(clerk, its_book, timezone.localtime(at).date(), at)
    incoming = flow == Flow.INCOMING
    document = Document.objects.create(
        **{
            "agency": its_book.agency,
            "flow": flow,
            "state": IncomingState.REGISTERED if incoming else OutgoingState.NUMBERED,
            "issuing_body": province.body("ubnd"),
            "entry": entry,
            "book": its_book,
            "register_number": entry.number,
            "subject": "rà soát chế độ báo cáo định kỳ",
            "code": f"{40 + entry.number}/SNV-VP",
            "issuer": "Sở Nội vụ",
            "issued_on": ON,
            "arrived_at": at if incoming else None,
            "registered_at": at if incoming else None,
            "created_at": at,
            "created_by": clerk.label,
            **fields,
        }
    )
    return readers.compile_readers(document, clerk.on)


def sheet(province, kind="den", username="vanthu.ubnd", span=None, **changes):
    actor = replace(province.actor(username), **changes)
    flow = Flow.OUTGOING if kind == "di" else Flow.INCOMING
    period = Entry.objects.filter(period__book=book(province, flow)).first().period
    return actor, registers.sheet(actor, period.pk, kind, span or Span())


def cells(province, kind="den", username="vanthu.ubnd", span=None):
    actor, found = sheet(province, kind, username, span)
    return [dict(zip(found.headings, row.cells, strict=True)) for row in registers.rows(actor, found)]


@pytest.mark.parametrize("kind", ["di", "den", "giai-quyet"])
def test_the_columns_are_the_decrees(province, kind):
    paper(province, Flow.OUTGOING if kind == "di" else Flow.INCOMING)
    _, found = sheet(province, kind)
    assert found.headings == COLUMNS[kind]
    assert "Phụ lục IV" in found.form.legal_basis


def test_an_incoming_paper_in_its_columns(province):
    kind = DocumentType.objects.filter(rule_set="nd30", code="BC").first()
    unit = province.unit("ubnd", "Phòng Văn xã")
    paper(province, type=kind, lead_unit=unit, note="Kèm 2 phụ lục")
    (row,) = cells(province)
    assert row == {
        "Ngày đến": "10/03/2026",
        "Số đến": "1",
        "Tác giả": "Sở Nội vụ",
        "Số, ký hiệu": "41/SNV-VP",
        "Ngày tháng": "10/03/2026",
        "Tên loại và trích yếu": "Báo cáo: rà soát chế độ báo cáo định kỳ",
        "Đơn vị/người nhận": "Phòng Văn xã",
        "Ngày chuyển": "10/03/2026",
        "Ký nhận": "",
        "Ghi chú": "Kèm 2 phụ lục",
    }


def test_handling_with_deadline_progress_and_reply(province):
    done = paper(
        province,
        due_at=AT + timedelta(days=1),
        handling=HandlingClass.DONE,
        handled_at=AT + timedelta(days=2),
        progress=100,
    )
    paper(province, handling=HandlingClass.OPEN, progress=40)
    reply = paper(province, Flow.OUTGOING, code="07/UBND-VX")
    Relation.objects.create(from_document=reply, to_document=done, kind=RelationKind.REPLIES)
    first, second = cells(province, "giai-quyet")
    assert first["Tiến độ"] == "Xong 12/03/2026, quá hạn"
    assert first["Số, ký hiệu văn bản trả lời"] == "07/UBND-VX"
    assert first["Thời hạn giải quyết"] == "11/03/2026 09:00"
    assert second["Tiến độ"] == "40%"


def test_numbers_without_a_paper_stand_in_their_place_with_the_reason(province):
    clerk, chief, its_book = province.actor("vanthu.ubnd"), province.actor("chanhvp.ubnd"), book(province, "outgoing")
    paper(province, Flow.OUTGOING)
    kept = [
        numbering.reserve(
            clerk, its_book, ON, AT, holder_id=clerk.post_id, holder_label="Nguyễn Thị Lan, Văn thư",
            reason="Chờ chữ ký", expires_at=AT + timedelta(days=1),
        )
        for _ in range(2)
    ]  # fmt: skip
    numbering.void(clerk, kept[1].pk, "Không ban hành", AT)
    its_book.allows_inserting = True
    numbering.insert(
        chief, its_book, ON, AT, number=1, suffix="a", reason="Bị sót", holder_id=chief.post_id,
        holder_label=chief.label, expires_at=AT + timedelta(days=1),
    )  # fmt: skip
    rows = cells(province, "di")
    assert [row["Số, ký hiệu"] for row in rows] == ["41/SNV-VP", "1a", "2", "3"]
    assert rows[1]["Ghi chú"].startswith("Số chèn: Bị sót")
    assert rows[2]["Tên loại và trích yếu"] == "Giữ chỗ cho Nguyễn Thị Lan, Văn thư"
    assert rows[2]["Ghi chú"] == "Chờ chữ ký; đến 11/03/2026 09:00"
    assert (rows[3]["Tên loại và trích yếu"], rows[3]["Ghi chú"]) == ("Bỏ số", "Không ban hành")


def test_the_isolated_systems_number_is_printed_as_used(province):
    clerk = province.actor("vanthu.tinhuy")
    its_book = Book.objects.get(agency=clerk.agency_id, type_codes=["CV"])
    entry = numbering.mark_elsewhere(clerk, its_book, clerk.on, "PLS-07", timezone.now())
    found = registers.sheet(clerk, entry.period_id, "di", Span())
    (row,) = registers.rows(clerk, found)
    line = dict(zip(found.headings, row.cells, strict=True))
    assert line["Tên loại và trích yếu"] == "Đã cấp tại hệ thống độc lập"
    assert line["Ghi chú"] == "Phiếu lấy số PLS-07"


def test_a_restricted_paper_leaves_its_number_only(province):
    paper(province, is_restricted=True, subject="Đơn tố cáo đồng chí X", note="bí ẩn")
    (row,) = cells(province)
    assert row["Số đến"] == "1"
    assert row["Tên loại và trích yếu"] == "hạn chế"
    assert {key for key, value in row.items() if value} == {"Số đến", "Số, ký hiệu", "Tên loại và trích yếu"}
    assert "tố cáo" not in str(row) and row["Số, ký hiệu"] == "1"
    (told,) = cells(province, "giai-quyet")
    assert told["Tên loại, số, ký hiệu, ngày, cơ quan ban hành"] == "hạn chế"


def test_a_late_number_shows_its_true_time(province):
    paper(province, Flow.OUTGOING, issued_on=date(2026, 3, 8))
    (row,) = cells(province, "di")
    assert row["Ghi chú"] == "cấp số lúc 09:00 ngày 10/03/2026"


def test_a_register_of_some_days(province):
    paper(province)
    paper(province, at=AT + timedelta(days=3))
    days = Span(date(2026, 3, 11), date(2026, 3, 13))
    assert [row["Số đến"] for row in cells(province, span=days)] == ["2"]
    _, found = sheet(province, span=days)
    assert found.years == "Từ ngày 11/03/2026 đến ngày 13/03/2026"


def test_pages_follow_the_numbers(province, monkeypatch):
    monkeypatch.setattr(registers, "PAGE_SIZE", 2)
    for _ in range(3):
        paper(province)
    actor, found = sheet(province)
    rows, cursor = registers.page(actor, found)
    assert [row.number for row in rows] == ["1", "2"]
    rest, end = registers.page(actor, found, cursor)
    assert ([row.number for row in rest], end) == (["3"], "")


def test_queries_do_not_grow_with_rows(province, django_assert_num_queries):
    for _ in range(5):
        paper(province)
    actor, found = sheet(province)
    with django_assert_num_queries(4):
        registers.page(actor, found)


@pytest.mark.parametrize("username", ["chuyenvien.ubnd", "lanhdao.ubnd", "vanthu.tinhuy", "quantri.ubnd"])
def test_registers_are_not_there_for_others(province, username):
    paper(province)
    period = Entry.objects.first().period
    client = province.client(username)
    for url in (
        reverse("documents:register", args=[period.pk, "den"]),
        reverse("documents:register_file", args=[period.pk, "den", "xlsx"]),
        reverse("documents:register_file", args=[period.pk, "den", "pdf"]),
        reverse("documents:book", args=[period.book_id]),
        reverse("documents:close_period", args=[period.pk]),
    ):
        assert client.get(url).status_code == 404


def test_a_register_the_book_does_not_have_is_not_there(province):
    paper(province)
    period = Entry.objects.first().period
    assert province.client("vanthu.ubnd").get(reverse("documents:register", args=[period.pk, "di"])).status_code == 404


def test_the_screen_shows_the_register(province):
    document = paper(province)
    period = Entry.objects.first().period
    page = province.client("vanthu.ubnd").get(reverse("documents:register", args=[period.pk, "den"]))
    text = page.content.decode()
    assert page.status_code == 200
    assert str(document.public_id) in text and "rà soát chế độ báo cáo định kỳ" in text


def test_the_workbook_has_the_columns_and_no_formulas(province):
    paper(province, subject="=1+1 phép thử")
    period = Entry.objects.first().period
    page = province.client("vanthu.ubnd").get(reverse("documents:register_file", args=[period.pk, "den", "xlsx"]))
    rows = list(load_workbook(BytesIO(page.content)).active.iter_rows())
    assert [cell.value for cell in rows[3]] == COLUMNS["den"]
    assert (rows[4][5].value, rows[4][5].data_type) == ("=1+1 phép thử", "s")


def test_the_printed_register_is_bound_paper(province):
    paper(province)
    actor, found = sheet(province)
    content = exports.register_pdf(found, registers.rows(actor, found), AT, "Nguyễn Thị Lan")
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in text and "Năm 2026" in text and "Nguyễn Thị Lan in lúc 09:00" in text


def test_a_long_register_is_printed_volume_by_volume(province, monkeypatch):
    monkeypatch.setattr(registers, "PRINTABLE_ROWS", 2)
    for index in range(3):
        paper(province, subject=f"văn bản thứ {index + 1}")
    period = Entry.objects.first().period
    client, address = province.client("vanthu.ubnd"), reverse("documents:register_file", args=[period.pk, "den", "pdf"])
    screen = client.get(reverse("documents:register", args=[period.pk, "den"])).content.decode()
    assert f"{address}?tap=1" in screen and f"{address}?tap=2" in screen and "tap=3" not in screen
    texts = []
    for volume in (1, 2):
        page = client.get(address, {"tap": volume})
        assert f"-tap-{volume}.pdf" in page["Content-Disposition"]
        texts.append(pypdfium2.PdfDocument(page.content)[0].get_textpage().get_text_range())
    assert "Tập 1/2" in texts[0] and "thứ 2" in texts[0] and "thứ 3" not in texts[0]
    assert "Tập 2/2" in texts[1] and "thứ 3" in texts[1] and "thứ 2" not in texts[1]
    for volume in ("0", "3", "x"):
        assert client.get(address, {"tap": volume}).status_code == 404


def reserve_form(province, **changes):
    actor = province.actor("vanthu.ubnd")
    expires = timezone.localtime() + timedelta(days=1)
    facts = {"holder": actor.post_id, "reason": "Chờ chữ ký", "expires_at": f"{expires:%Y-%m-%dT%H:%M}"}
    return {"request_key": "k1", **facts, **changes}


def test_reserving_on_the_books_page(province):
    client, its_book = province.client("vanthu.ubnd"), book(province, Flow.OUTGOING)
    url = reverse("documents:reserve_number", args=[its_book.pk])
    for _ in range(2):  # a double click
        assert client.post(url, reserve_form(province)).status_code == 302
    assert Entry.objects.get().holder_label.endswith("Văn thư (Phòng Hành chính - Tổ chức)")
    refused = client.post(url, reserve_form(province, expires_at="2026-01-01T08:00", request_key="k2"))
    assert refused.status_code == 422 and "Hạn giữ chỗ phải sau" in refused.content.decode()
    assert province.client("chuyenvien.ubnd").post(url, reserve_form(province)).status_code == 404


def test_voiding_and_closing_on_the_page(province):
    clerk, chief, its_book = province.client("vanthu.ubnd"), province.client("chanhvp.ubnd"), book(province, "outgoing")
    clerk.post(reverse("documents:reserve_number", args=[its_book.pk]), reserve_form(province))
    entry = Entry.objects.get()
    close = reverse("documents:close_period", args=[entry.period_id])
    assert chief.post(close, {"last_number": "1"}).status_code == 422
    clerk.post(reverse("documents:void_number", args=[entry.pk]), {"reason": "Không ban hành"})
    assert chief.post(close, {"last_number": "0"}).status_code == 422
    assert clerk.get(close).status_code == 404
    assert "Kỳ này chưa hết" in chief.get(close).content.decode()
    assert chief.post(close, {"last_number": "1"}).status_code == 302
    entry.period.refresh_from_db()
    assert entry.period.closed_by.endswith("Chánh Văn phòng UBND tỉnh")
    assert "Đã khoá" in chief.get(reverse("documents:books")).content.decode()


def test_an_old_year_keeps_the_name_of_its_end(province):
    body, officer = province.body("ubnd"), province.actor("tochuc.ubnd")
    old, new = body.name, "ỦY BAN NHÂN DÂN THÀNH PHỐ BÌNH SƠN"
    organisation.change_body(
        officer, body.pk, organisation.NewBody(new, body.symbol, "Bình Sơn mới"), officer.on, timezone.now()
    )
    body.refresh_from_db()
    assert body.name == new
    its_book, clerk = book(province, Flow.OUTGOING), province.actor("vanthu.ubnd")

    def register(year: int) -> registers.Sheet:
        days = {"label": str(year), "ends_on": date(year + 1, 1, 1)}
        period, _ = Period.objects.get_or_create(book=its_book, starts_on=date(year, 1, 1), defaults=days)
        return registers.sheet(clerk, period.pk, "di", Span())

    assert register(officer.on.year).body.name == new
    sheet = register(officer.on.year - 1)
    assert sheet.body.name == old
    printed = exports.register_xlsx(sheet, registers.rows(clerk, sheet))
    cells = [
        cell for row in load_workbook(BytesIO(printed)).active.iter_rows(max_row=3, values_only=True) for cell in row
    ]
    assert old in cells
    assert new not in cells
