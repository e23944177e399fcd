"""Chuyển giao, ký nhận: batches from a pile, confirmed on screen or from paper; refusals; the pile."""

from typing import Any

import pypdfium2
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit import actions as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents import exports
from tinhgon.documents.actions import handover as acts
from tinhgon.documents.actions import originals
from tinhgon.documents.choices import CodeKind, HolderKind, LineState, MoveHow
from tinhgon.documents.models import Batch, Document, Original
from tinhgon.documents.queries import handing as queries
from tinhgon.documents.queries import scanning
from tinhgon.documents.queries.registers import HIDDEN, Span
from tinhgon.documents.tests.test_numbering_at_once import _at_once
from tinhgon.documents.tests.test_originals import CLERK, DRAFTER, LEADER, STRANGER, paper

HEAD = "truongphong.tinhuy"
AT = timezone.now


@pytest.fixture
def papers(province: Any) -> list[Document]:
    return [paper(province, str(n)) for n in (31, 32, 33)]


@pytest.fixture
def unit(province: Any) -> int:
    return province.post(HEAD).unit_id


@pytest.fixture
def batch(province: Any, papers: list[Document], unit: int) -> Batch:
    made = acts.make_batch(province.actor(CLERK), unit, [p.pk for p in papers], AT(), request_key="một")
    assert made.batch is not None
    return made.batch


def lines(batch: Batch) -> list[Any]:
    return list(batch.lines.order_by("ordinal"))


def test_a_batch_is_made_once_with_originals_nobody_wrote_down(
    province: Any, papers: list[Document], batch: Batch, unit: int
) -> None:
    again = acts.make_batch(province.actor(CLERK), unit, [p.pk for p in papers], AT(), request_key="một")
    assert (again.batch, Batch.objects.count(), Original.objects.count()) == (batch, 1, 3)
    assert [line.document_id for line in lines(batch)] == [p.pk for p in papers]
    assert Event.objects.filter(verb="documents.hand_over").count() == 3


def test_what_cannot_go_is_told_and_the_rest_goes(province: Any, papers: list[Document], batch: Batch, unit: int):
    clerk = province.actor(CLERK)
    away = paper(province, "34")
    made = originals.keep_original(clerk, away.pk, AT())
    holder = originals.Holder(HolderKind.OUTSIDE, None, "Sở Tài chính")
    originals.move_original(clerk, away.pk, made.pk, holder, AT())
    free = paper(province, "35")
    found = acts.make_batch(clerk, unit, [papers[0].pk, away.pk, free.pk], AT())
    assert found.batch is not None
    assert [line.document_id for line in lines(found.batch)] == [free.pk]
    assert [why.split(";")[0] for _, why in found.failed] == [
        "đang nằm trong một lượt chuyển giao chưa ký nhận",
        "bản giấy đang ở Sở Tài chính",
    ]
    nothing = acts.make_batch(clerk, unit, [away.pk], AT())
    assert (nothing.batch, len(nothing.failed)) == (None, 1)


def test_the_receiver_takes_some_and_refuses_one(province: Any, batch: Batch) -> None:
    first, second, third = lines(batch)
    head = province.actor(HEAD)
    acts.decide_lines(head, batch.public_id, [first.pk], {second.pk: "Không thuộc phòng"}, AT())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.how, second.state) == (LineState.RECEIVED, MoveHow.SCREEN, LineState.REFUSED)
    assert first.original.holder_id == head.post_id
    assert second.original.holder_kind == HolderKind.CLERK
    notice = Notice.objects.get(kind="paper.refused")
    assert (notice.to_id, "Không thuộc phòng" in notice.text) == (province.post(CLERK).principal_id, True)
    assert Batch.objects.get().is_open
    acts.decide_lines(head, batch.public_id, [first.pk, third.pk], {}, AT())
    assert not Batch.objects.get().is_open
    acts.decide_lines(head, batch.public_id, [first.pk], {}, AT())  # a second click
    clerk = province.actor(CLERK)
    assert [row.refused for row in queries.open_batches(clerk)] == [1]
    acts.end_line(clerk, batch.public_id, second.pk, LineState.RETURNED, AT())
    acts.end_line(clerk, batch.public_id, second.pk, LineState.RETURNED, AT())
    assert queries.open_batches(clerk) == []
    again = acts.make_batch(clerk, batch.to_unit_id, [second.document_id], AT())
    assert again.batch is not None


def test_the_clerk_writes_down_who_signed_on_paper(province: Any, batch: Batch) -> None:
    clerk, head = province.actor(CLERK), province.post(HEAD)
    first, second, third = lines(batch)
    with pytest.raises(Refused, match="đã ký nhận trên giấy"):
        acts.decide_lines(clerk, batch.public_id, [first.pk], {}, AT())
    acts.decide_lines(clerk, batch.public_id, [first.pk], {}, AT(), receiver_id=head.principal_id)
    first.refresh_from_db()
    assert (first.how, first.original.holder_id) == (MoveHow.SIGNED, head.principal_id)
    assert first.decided_by.endswith(head.title)
    acts.end_line(clerk, batch.public_id, third.pk, LineState.DROPPED, AT())
    with pytest.raises(Refused, match="Nêu lý do"):
        acts.decide_lines(province.actor(HEAD), batch.public_id, [], {second.pk: "  "}, AT())
    with pytest.raises(Refused, match="vừa có người khác"):
        acts.end_line(clerk, batch.public_id, second.pk, LineState.RETURNED, AT())


def test_strangers_meet_no_batch(province: Any, batch: Batch, unit: int) -> None:
    (line, *_) = lines(batch)
    for who in (STRANGER, LEADER):
        with pytest.raises(Refused, match="Không tìm thấy"):
            acts.decide_lines(province.actor(who), batch.public_id, [line.pk], {}, AT())
        client = province.client(who)
        for name in ("batch", "batch_sheet"):
            assert client.get(reverse(f"documents:{name}", args=[batch.public_id])).status_code == 404
    with pytest.raises(Refused, match="Chỉ văn thư"):
        acts.end_line(province.actor(HEAD), batch.public_id, line.pk, LineState.DROPPED, AT())
    with pytest.raises(Refused):
        acts.make_batch(province.actor(DRAFTER), unit, [line.document_id], AT())
    with pytest.raises(Refused, match="Chọn đơn vị"):
        acts.make_batch(province.actor(CLERK), province.post(STRANGER).unit_id, [line.document_id], AT())
    with pytest.raises(Refused, match="Chọn văn bản"):
        acts.make_batches(province.actor(CLERK), {}, AT())


def test_a_receiver_reads_no_more_than_he_may(province: Any, papers: list[Document], batch: Batch) -> None:
    Document.objects.filter(pk=papers[0].pk).update(is_restricted=True)
    page = queries.batch_page(province.actor(HEAD), batch.public_id)
    assert page is not None
    words = [row.words for row in page.lines]
    assert words[0] == "Văn bản hạn chế"
    assert words[1] == f"Số đến {papers[1].register_number} (chưa được xem trên hệ thống)"
    assert (
        "Rà soát" not in province.client(HEAD).get(reverse("documents:batch", args=[batch.public_id])).content.decode()
    )
    book = queries.journal(province.actor(HEAD), Span(), batch)
    assert {row[3] for row in book.rows} == {HIDDEN}
    assert queries.journal(province.actor(CLERK), Span(), batch).rows[1][3] == "Rà soát thủ tục"


def test_a_restricted_paper_is_not_on_a_sheet_others_sign(province: Any, papers: list[Document], batch: Batch) -> None:
    Document.objects.filter(pk=papers[0].pk).update(is_restricted=True)
    clerk, head = province.actor(CLERK), province.actor(HEAD)
    for reader in (clerk, head):
        first, second, _ = queries.journal(reader, Span(), batch).rows
        assert first[1:4] == ("", "", HIDDEN)
        assert second[1] == papers[1].register_label
    assert queries.journal(head, Span()).rows[0][1:4] == ("", "", HIDDEN)
    assert queries.journal(clerk, Span()).rows[0][3] == "Rà soát thủ tục"  # the clerk's own book
    rows = scanning.scanned(clerk, [scanning.code_of(CodeKind.PAPER, papers[0].public_id)])
    pdf = pypdfium2.PdfDocument(exports.pile_pdf(rows, "Cơ quan", AT(), clerk.name))
    text = pdf[0].get_textpage().get_text_range()
    assert HIDDEN in text
    assert "Rà soát" not in text
    assert papers[0].code not in text


def test_from_the_pile_to_the_signature(province: Any, papers: list[Document], unit: int) -> None:
    clerk, head = province.client(CLERK), province.client(HEAD)
    codes = [scanning.code_of(CodeKind.PAPER, p.public_id) for p in papers]
    page = clerk.get(reverse("documents:pile"), {"ma": [*codes, "8934588012228999"]}).content.decode()
    assert page.count('name="paper"') == 3
    assert "Không phải mã" in page
    part = clerk.get(reverse("documents:scan"), {"ma": codes[:1]}).content.decode()
    assert ("<html" in part, part.count("<li")) == (False, 1)
    ids = [str(p.public_id) for p in papers]
    asked = clerk.post(reverse("documents:new_batches"), {"paper": ids, "ma": codes})
    assert asked.status_code == 200
    data: dict[str, Any] = {"paper": ids, "lam": "lap", "request_key": "a"}
    assert clerk.post(reverse("documents:new_batches"), data).status_code == 422  # no unit chosen
    data |= {f"don-vi-{pk}": str(unit) for pk in ids}
    made = clerk.post(reverse("documents:new_batches"), data)
    batch = Batch.objects.get()
    assert made.url == f"{reverse('documents:batch', args=[batch.public_id])}?moi=1"
    sheet = clerk.get(reverse("documents:batch_sheet", args=[batch.public_id]))
    assert "SỔ CHUYỂN GIAO VĂN BẢN" in pypdfium2.PdfDocument(sheet.content)[0].get_textpage().get_text_range()
    url = reverse("documents:batch", args=[batch.public_id])
    first, second, _ = lines(batch)
    assert head.get(reverse("documents:batches")).content.decode().count("chờ 3/3") == 1
    assert head.post(url, {}).status_code == 422
    sent = {"dong": [str(first.pk), str(second.pk)], f"ly-do-{second.pk}": "Thiếu phụ lục"}
    assert head.post(url, sent).status_code == 302
    assert [line.state for line in lines(batch)] == ["received", "refused", "waiting"]
    back = reverse("documents:end_line", args=[batch.public_id, second.pk, "nhan-lai"])
    assert clerk.post(back).status_code == 302
    assert clerk.post(back.replace("nhan-lai", "gi-do")).status_code == 404
    assert clerk.get(url).status_code == 200
    book = clerk.get(reverse("documents:journal"))
    assert "Thiếu phụ lục" in pypdfium2.PdfDocument(book.content)[0].get_textpage().get_text_range()
    for name in ("pile", "scan", "new_batches", "journal"):
        assert head.get(reverse(f"documents:{name}")).status_code == 404


def test_a_pile_is_listed_and_laid_down(province: Any, papers: list[Document]) -> None:
    clerk = province.client(CLERK)
    codes = [scanning.code_of(CodeKind.PAPER, p.public_id) for p in papers]
    listed = clerk.post(reverse("documents:list_pile"), {"ma": codes})
    assert listed["Content-Type"] == "application/pdf"
    assert clerk.post(reverse("documents:list_pile"), {}).status_code == 302
    ids = [str(p.public_id) for p in papers]
    clerk.post(reverse("documents:place_pile"), {"paper": ids, "noi_de": " Tủ 3 "})
    assert list(Original.objects.values_list("place", flat=True)) == ["Tủ 3"] * 3
    actor = province.actor(CLERK)
    original = Original.objects.first()
    assert original is not None
    holder = originals.Holder(HolderKind.OUTSIDE, None, "Sở Y tế")
    originals.move_original(actor, original.document_id, original.pk, holder, AT())
    originals.place_originals(actor, [p.pk for p in papers], "Tủ 4", AT())
    assert set(Original.objects.values_list("place", "holder_kind")) == {("Tủ 4", "clerk")}
    for ids_, where in (([], "Tủ 4"), ([papers[0].pk], " ")):
        with pytest.raises(Refused):
            originals.place_originals(actor, ids_, where, AT())


def test_lists_of_batches_cost_the_same_however_many(province: Any, batch: Batch, unit: int) -> None:
    actor = province.actor(CLERK)
    with CaptureQueriesContext(connection) as one:
        queries.open_batches(actor)
    for n in (41, 42):
        acts.make_batch(actor, unit, [paper(province, str(n)).pk], AT())
    with CaptureQueriesContext(connection) as many:
        assert len(queries.open_batches(actor)) == 3
    assert len(one) == len(many)
    rows, following = queries.batches(actor, limit=2)
    assert (len(rows), len(queries.batches(actor, following, 2)[0])) == (2, 1)


def test_hand_over_over_the_api(province: Any, papers: list[Document], unit: int) -> None:
    clerk, head = Caller(province, CLERK), Caller(province, HEAD)
    ids = [str(p.public_id) for p in papers]
    assert unit in [row["id"] for row in ok(clerk.get("/documents/offers/units"))]
    made = ok(clerk.post("/documents/batches", {"units": [{"unit": unit, "papers": ids}]}), 201)
    (batch,) = made["batches"]
    assert ok(head.get("/documents/batches/open"))[0]["waiting"] == 3
    first, second, _ = ok(head.get(f"/documents/batches/{batch}"))["lines"]
    decided = {"received": [first["id"]], "refused": [{"line": second["id"], "reason": "Không thuộc phòng"}]}
    states = [row["state"] for row in ok(head.post(f"/documents/batches/{batch}/decide", decided))["lines"]]
    assert states == ["received", "refused", "waiting"]
    ok(clerk.post(f"/documents/batches/{batch}/lines/{second['id']}/take-back"))
    assert_problem(Caller(province, STRANGER).get(f"/documents/batches/{batch}"), 404)
    assert_problem(Caller(province, DRAFTER).post("/documents/batches", {"units": []}), 404)
    assert len(ok(clerk.get("/documents/batches"))["results"]) == 1
    assert ok(clerk.get("/documents/batches/due")) == []
    assert clerk.get(f"/documents/batches/{batch}/sheet").content[:4] == b"%PDF"
    assert clerk.get("/documents/batches/journal").content[:4] == b"%PDF"
    assert ok(clerk.post("/documents/originals/place", {"papers": ids, "place": "Tủ 9"})) == {"count": 3}
    assert ok(clerk.get("/documents/originals/places")) == ["Tủ 9"]


def test_what_was_given_today_waits_for_its_hand_over(province: Any, papers: list[Document], unit: int) -> None:
    clerk, leader = province.actor(CLERK), province.actor(LEADER)
    Document.objects.filter(pk__in=[p.pk for p in papers]).update(state="directed", lead_unit=unit)
    assert queries.given_today(clerk, AT()) == []
    for document in papers[:2]:
        event(leader, document)
    assert queries.given_today(clerk, AT()) == [p.public_id for p in papers[:2]]
    page = province.client(CLERK).get(reverse("documents:new_batches"))
    assert [row.unit_id for row in page.context["rows"]] == [unit, unit]
    acts.make_batch(clerk, unit, [papers[0].pk], AT())
    assert queries.given_today(clerk, AT()) == [papers[1].public_id]


def event(actor: Any, document: Document) -> None:
    with transaction.atomic():
        audit.record(actor, "tasks.direct", "document", document.pk, document.label, AT(), home=document.agency_id)


def locked_late(act: Any) -> set[Any]:
    """Papers an act locks only once it has written history, and so holds the agency's chain."""
    early: set[Any] = set()
    late: set[Any] = set()
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT") and "audit_event" in sql:
            written.append(sql)
        if 'FOR UPDATE OF "documents_document"' in sql:
            (late if written else early).add(tuple(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    assert early
    assert written
    return late - early


def test_all_papers_are_locked_before_the_first_history(province: Any, papers: list[Document], unit: int) -> None:
    clerk, head, ids = province.actor(CLERK), province.actor(HEAD), [p.pk for p in papers]
    other = next(pk for pk, _ in queries.units_to_pick(clerk) if pk != unit)
    assert locked_late(lambda: originals.place_originals(clerk, ids, "Tủ 3", AT())) == set()
    assert locked_late(lambda: acts.make_batches(clerk, {unit: ids[1:], other: ids[:1]}, AT())) == set()
    made = Batch.objects.get(to_unit_id=unit)
    taken, refused = lines(made)
    decide = lambda: acts.decide_lines(head, made.public_id, [taken.pk], {refused.pk: "Trả lại"}, AT())  # noqa: E731
    assert locked_late(decide) == set()


def test_a_double_click_is_one_batch_and_no_failure(committed: Any) -> None:
    ids = [paper(committed, str(n)).pk for n in (53, 54)]
    unit, clerk = committed.post(HEAD).unit_id, committed.actor(CLERK)
    made = _at_once(*[lambda: acts.make_batch(clerk, unit, ids, AT(), request_key="hai")] * 3)
    assert (len({row.batch for row in made}), [row.failed for row in made]) == (1, [[], [], []])


def test_two_clerks_hand_over_the_same_pile_at_once(committed: Any) -> None:
    papers = [paper(committed, str(n)) for n in (51, 52)]
    unit, clerk = committed.post(HEAD).unit_id, committed.actor(CLERK)
    ids = [p.pk for p in papers]
    made = _at_once(*[lambda: acts.make_batch(clerk, unit, ids, AT())] * 2)
    assert sorted(len(row.failed) for row in made) == [0, 2]
    batch = next(row.batch for row in made if row.batch)
    head, line = committed.actor(HEAD), lines(batch)[0]
    _at_once(
        lambda: acts.decide_lines(head, batch.public_id, [line.pk], {}, AT()),
        lambda: acts.decide_lines(head, batch.public_id, [], {line.pk: "Trả lại"}, AT()),
    )
    line.refresh_from_db()
    assert line.state in (LineState.RECEIVED, LineState.REFUSED)
    is_received = line.state == LineState.RECEIVED
    assert (line.original.holder_kind == HolderKind.INSIDE) == is_received
    assert line.original.moves.count() == 1 + is_received
