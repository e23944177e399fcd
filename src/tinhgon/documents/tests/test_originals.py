"""Originals on paper: who holds them, moves, splitting; labels and their codes, what a scanned one tells to whom."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents import rules
from tinhgon.documents.actions import intake
from tinhgon.documents.actions import originals as acts
from tinhgon.documents.choices import CodeKind, HolderKind
from tinhgon.documents.models import Document, LabelPrint, Original
from tinhgon.documents.queries import originals as queries
from tinhgon.documents.queries import scanning
from tinhgon.documents.tests.ladder import Ladder

CLERK, LEADER, DRAFTER, STRANGER = "vanthu.tinhuy", "lanhdao.tinhuy", "chuyenvien.tinhuy", "vanthu.ubnd"
Holder, Basis = acts.Holder, acts.Basis


def paper(province: Any, key: str = "k", **change: Any) -> Document:
    fields = intake.IncomingFields(subject="Rà soát thủ tục", issuer="UBND xã", code=f"{key}/UBND-VP", **change)
    leader = province.post(LEADER)
    return intake.register_incoming(
        province.actor(CLERK), fields, timezone.now(), request_key=key, submit_to_post=leader.pk
    )


@pytest.fixture
def document(province: Any) -> Document:
    return paper(province, "12")


@pytest.fixture
def original(province: Any, document: Document) -> Original:
    return acts.keep_original(
        province.actor(CLERK), document.pk, timezone.now(), place="Tủ 2, cặp 14", copies=3, request_key="một"
    )


def test_an_original_is_kept_once(province: Any, document: Document, original: Original) -> None:
    again = acts.keep_original(province.actor(CLERK), document.pk, timezone.now(), copies=9, request_key="một")
    assert (again.pk, again.copies, Original.objects.count()) == (original.pk, 3, 1)
    (row,) = queries.originals_of(province.actor(LEADER), document)
    assert (row.holder, row.original.place, len(row.moves)) == ("Văn thư", "Tủ 2, cặp 14", 1)
    event = Event.objects.get(verb="documents.keep_original")
    assert (event.object_id, event.detail["copies"]) == (document.pk, 3)


def test_some_copies_go_out_of_the_house_and_the_rest_stays(province: Any, document: Document, original: Original):
    clerk, at = province.actor(CLERK), timezone.now()
    to_leader = Holder(HolderKind.INSIDE, province.post(LEADER).principal_id)
    acts.move_original(clerk, document.pk, original.pk, to_leader, at, copies=1, basis=Basis("signed"))
    outside = Holder(HolderKind.OUTSIDE, None, "Sở Tài chính (đ/c Lan)")
    acts.move_original(clerk, document.pk, original.pk, outside, at, copies=1, basis=Basis("signed", "mượn"))
    words = queries.held_in_words(clerk, [document.pk])[document.pk]
    assert words[0] == "Văn thư, Tủ 2, cặp 14"
    assert words[1].endswith(province.post(LEADER).title)
    assert words[2] == "Sở Tài chính (đ/c Lan)"
    with pytest.raises(Refused, match="Chỉ có 1 bản"):
        acts.move_original(clerk, document.pk, original.pk, outside, at, copies=2)


def test_who_may_move_an_original(province: Any, document: Document, original: Original) -> None:
    at, leader = timezone.now(), province.actor(LEADER)
    mine = Holder(HolderKind.INSIDE, leader.post_id)
    with pytest.raises(Refused, match="đang ở người khác"):
        acts.move_original(leader, document.pk, original.pk, Holder(), at)
    acts.move_original(leader, document.pk, original.pk, mine, at)  # takes it into his own hands
    acts.move_original(leader, document.pk, original.pk, Holder(), at)  # and gives it back
    with pytest.raises(Refused, match="Không tìm thấy"):
        acts.move_original(province.actor(STRANGER), document.pk, original.pk, Holder(), at)
    with pytest.raises(Refused, match="Không tìm thấy"):
        acts.keep_original(province.actor(STRANGER), document.pk, at)
    with pytest.raises(Refused, match="chưa được giao việc"):
        acts.keep_original(leader, document.pk, at)
    clerk = province.actor(CLERK)
    for holder in (
        Holder(HolderKind.INSIDE, province.post(STRANGER).principal_id),
        Holder(HolderKind.INSIDE),
        Holder(HolderKind.OUTSIDE, None, "  "),
        Holder("nobody"),
    ):
        with pytest.raises(Refused):
            acts.move_original(clerk, document.pk, original.pk, holder, at)
    with pytest.raises(Refused, match="Số bản"):
        acts.keep_original(clerk, document.pk, at, copies=0)
    with pytest.raises(Refused, match="Không còn"):
        acts.move_original(clerk, document.pk, original.pk + 1, Holder(), at)


def test_his_own_name_does_not_move_it_elsewhere(province: Any, document: Document, original: Original) -> None:
    leader = province.actor(LEADER)
    for holder in (
        Holder(HolderKind.OUTSIDE, leader.post_id, "Sở Tài chính"),
        Holder(HolderKind.CLERK, leader.post_id),
    ):
        with pytest.raises(Refused, match="đang ở người khác"):
            acts.move_original(leader, document.pk, original.pk, holder, timezone.now())
    answer = Caller(province, LEADER).post(
        f"/documents/{document.public_id}/originals/{original.pk}/move",
        {"holder_kind": "outside", "holder": leader.post_id, "holder_name": "Sở Tài chính"},
    )
    assert answer.status_code >= 400
    original.refresh_from_db()
    assert (original.holder_kind, original.moves.count()) == (HolderKind.CLERK, 1)


def test_two_who_move_the_same_original(province: Any, document: Document, original: Original) -> None:
    clerk, at = province.actor(CLERK), timezone.now()
    (row,) = queries.originals_of(clerk, document)
    outside = Holder(HolderKind.OUTSIDE, None, "Sở Tài chính")
    acts.move_original(clerk, document.pk, original.pk, outside, at, basis=Basis(seen=row.last_move))
    with pytest.raises(Refused, match="vừa được người khác chuyển"):
        acts.move_original(clerk, document.pk, original.pk, Holder(), at, basis=Basis(seen=row.last_move))


def test_a_draft_has_no_original(province: Any) -> None:
    ladder = Ladder(province)
    draft = ladder.draft()
    with pytest.raises(Refused, match="đã vào sổ hoặc đã ký"):
        acts.keep_original(ladder.who("chuyenvien"), draft.pk, timezone.now())


def test_pages_of_originals(province: Any, document: Document, original: Original) -> None:
    clerk = province.client(CLERK)
    shown = clerk.get(reverse("documents:originals", args=[document.public_id])).content.decode()
    assert "Tủ 2, cặp 14" in shown
    part = clerk.get(reverse("documents:originals", args=[document.public_id]), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    url = reverse("documents:move_original", args=[document.public_id, original.pk])
    form = clerk.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    leader = province.post(LEADER).principal_id
    assert clerk.post(url, data | {"holder": leader, "copies": 3}).status_code == 302
    original.refresh_from_db()
    assert original.holder_id == leader  # the kind followed who was picked
    assert clerk.post(url, data | {"holder": "", "holder_name": "Sở Y tế", "copies": 3}).status_code == 422  # stale
    taken = province.client(DRAFTER).post(reverse("documents:take_original", args=[document.public_id, original.pk]))
    assert taken.status_code == 404  # he does not see the paper
    keep = reverse("documents:keep_original", args=[document.public_id])
    assert clerk.post(keep, {"holder_kind": "clerk", "copies": 1, "request_key": "x"}).status_code == 302
    leading = province.client(LEADER)
    second = Original.objects.exclude(pk=original.pk).get()
    leading.post(reverse("documents:take_original", args=[document.public_id, second.pk]))
    second.refresh_from_db()
    assert second.holder_id == leader
    picked = clerk.get(reverse("documents:pick_holder"), {"holder_text": "bi thu"}).content.decode()
    assert 'role="option"' in picked
    for name in ("originals", "keep_original"):
        url = reverse(f"documents:{name}", args=[document.public_id])
        assert province.client(STRANGER).get(url).status_code == 404


def codes_in(pdf: bytes) -> list[list[str]]:
    """What a scanner reads from each page."""
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    pictures = [page.render(scale=4).to_pil() for page in pages]
    return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]


@pytest.mark.parametrize("size", ["50x30", "62x29", "100x50"])
def test_labels_are_printed_and_read_back(province: Any, document: Document, size: str) -> None:
    clerk = province.client(CLERK)
    second = paper(province, "13")
    assert queries.unlabelled(province.actor(CLERK), timezone.now()) == [document.public_id, second.public_id]
    url = reverse("documents:labels")
    assert len(clerk.get(url).context["rows"]) == 2
    data = {"paper": [str(second.public_id), str(document.public_id)], "size": size, "first": 1, "lam": "in"}
    response = clerk.post(url, data)
    assert response["Content-Type"] == "application/pdf"
    codes = [scanning.code_of(CodeKind.PAPER, row.public_id) for row in (second, document)]
    assert codes_in(response.content) == [[code] for code in codes]
    text = pypdfium2.PdfDocument(response.content)[0].get_textpage().get_text_range()
    assert "ĐẾN" in text
    assert str(second.register_number) in text
    assert "in lần" not in text
    again = pypdfium2.PdfDocument(clerk.post(url, data).content)[1].get_textpage().get_text_range()
    assert "in lần 2" in again
    assert sorted(LabelPrint.objects.values_list("ordinal", flat=True)) == [1, 1, 2, 2]
    assert queries.unlabelled(province.actor(CLERK), timezone.now()) == []


def test_a_sheet_begins_at_the_first_free_place(province: Any, document: Document) -> None:
    clerk = province.client(CLERK)
    data = {"paper": [str(document.public_id)], "size": "a4-24", "first": 24, "lam": "in"}
    pdf = clerk.post(reverse("documents:labels"), data).content
    (found,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil())
    assert found.position.top_left.y > 842 * 4 * 0.85
    refused = clerk.post(reverse("documents:labels"), data | {"first": 25})
    assert (refused.status_code, "24 ô" in refused.content.decode()) == (422, True)
    assert clerk.post(reverse("documents:labels"), {"lam": "in", "size": "50x30"}).status_code == 422
    assert province.client(DRAFTER).get(reverse("documents:labels")).status_code == 404


def test_a_code_is_digits_with_a_check(document: Document) -> None:
    code = scanning.code_of(CodeKind.PAPER, document.public_id)
    assert scanning.parsed(code) == (CodeKind.PAPER, document.public_id)
    assert (len(code), code.isdecimal()) == (42, True)
    assert scanning.parsed(f" {code[:20]} {code[20:]}\r\n") is not None
    for at in range(len(code)):  # one wrong digit is noticed
        wrong = code[:at] + str((int(code[at]) + 1) % 10) + code[at + 1 :]
        assert scanning.parsed(wrong) is None
    for text in ("", "1204", "8934588012228", code + "1", "9" + code[1:]):
        assert scanning.parsed(text) is None


def test_scanning_tells_strangers_nothing(province: Any, document: Document, original: Original) -> None:
    code = scanning.code_of(CodeKind.PAPER, document.public_id)
    unknown = scanning.code_of(CodeKind.PAPER, UUID("0199f3b0-0000-7000-8000-000000000000"))
    (mine,) = scanning.scanned(province.actor(CLERK), [code, code])
    assert (mine.document, mine.held) == (document, "Văn thư, Tủ 2, cặp 14 (3 bản)")
    for who in (STRANGER, DRAFTER):
        there, not_there = scanning.scanned(province.actor(who), [code, unknown])
        assert (there.document, there.problem) == (None, not_there.problem)
        assert "cơ quan khác" in there.problem
    (typed,) = scanning.scanned(province.actor(CLERK), [str(document.register_number)])
    assert typed.document == document
    (junk,) = scanning.scanned(province.actor(CLERK), ["8934588012228934588012228934588012228934588"])
    assert "Không phải mã" in junk.problem
    (nothing,) = scanning.scanned(province.actor(CLERK), ["987654"])
    assert "cơ quan khác" in nothing.problem


def test_a_pile_costs_the_same_queries_however_high(province: Any) -> None:
    codes = [scanning.code_of(CodeKind.PAPER, paper(province, str(n)).public_id) for n in range(20, 26)]
    actor = province.actor(CLERK)
    with CaptureQueriesContext(connection) as one:
        scanning.scanned(actor, codes[:1])
    with CaptureQueriesContext(connection) as many:
        found = scanning.scanned(actor, codes)
    assert len(found) == 6
    assert len(many) == len(one)


def test_only_registered_papers_get_a_label(province: Any) -> None:
    ladder = Ladder(province)
    draft = ladder.draft()
    assert not rules.can_label_arrival(ladder.who("chuyenvien"), draft)
    with pytest.raises(Refused, match="Chọn văn bản"):
        acts.print_labels(province.actor(CLERK), [], timezone.now())
    later = timezone.now() + timedelta(days=1)
    assert queries.unlabelled(province.actor(CLERK), later) == []


def test_originals_over_the_api(province: Any, document: Document) -> None:
    clerk = Caller(province, CLERK)
    base = f"/documents/{document.public_id}/originals"
    made = ok(clerk.post(base, {"place": "Kho A", "copies": 2}), 201)
    assert (made["holder"], made["moves"][0]["how"]) == ("Văn thư", "entry")
    leader = next(row for row in ok(clerk.get("/documents/offers/holders?q=bi thu")))["id"]
    moved = ok(
        clerk.post(f"{base}/{made['id']}/move", {"holder_kind": "inside", "holder": leader, "copies": 1, "how": "scan"})
    )
    assert (moved["copies"], moved["holder_id"], len(ok(clerk.get(base)))) == (1, leader, 2)
    assert_problem(Caller(province, STRANGER).post(base, {}), 404)
    code = scanning.code_of(CodeKind.PAPER, document.public_id)
    assert ok(clerk.get(f"/documents/scan?ma={code}"))[0]["id"] == str(document.public_id)
    assert ok(clerk.get("/documents/labels/sizes"))[0]["code"] == "50x30"
    assert ok(clerk.get("/documents/labels/due")) == [str(document.public_id)]
    printed = clerk.post("/documents/labels/arrival", {"papers": [str(document.public_id)], "size": "50x30"})
    assert codes_in(printed.content) == [[code]]
    assert_problem(clerk.post("/documents/labels/arrival", {"papers": [], "size": "50x30"}), 422)


def test_no_code_is_asked_of_a_person_without_a_post(client: Client) -> None:
    assert client.get(reverse("documents:labels")).status_code == 302
