"""Envelopes registered unopened, and paper sent by post or by hand: numbers, proof, labels, registers, who may know."""

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.numbering.models import Entry
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.actions import envelopes as acts
from tinhgon.documents.actions import issuing
from tinhgon.documents.choices import CodeKind, DispatchState, EnvelopeKind, EnvelopeState, OutgoingState
from tinhgon.documents.models import Dispatch, Document, Envelope, LabelPrint
from tinhgon.documents.queries import envelopes as queries
from tinhgon.documents.queries import registers
from tinhgon.documents.queries.registers import HIDDEN, Span
from tinhgon.documents.queries.scanning import code_of
from tinhgon.documents.tests.test_numbering_at_once import _at_once as at_once
from tinhgon.documents.tests.test_originals import CLERK, DRAFTER, LEADER, STRANGER, codes_in, paper

AT = timezone.now


@pytest.fixture
def face(province: Any) -> acts.Face:
    to = province.post(LEADER).principal_id
    return acts.Face(EnvelopeKind.NAMED, "Sở Xây dựng", to, "12/CV", is_declared_not_secret=True)


@pytest.fixture
def envelope(province: Any, face: acts.Face) -> Envelope:
    return acts.register_envelope(province.actor(CLERK), face, AT(), request_key="một")


def line(province: Any, envelope: Envelope, who: str = CLERK) -> dict[str, str]:
    """The envelope's line of the register of incoming papers."""
    actor = province.actor(who)
    sheet = registers.sheet(actor, envelope.entry.period_id, "den", Span())
    assert sheet is not None
    rows, _ = registers.page(actor, sheet)
    row = next(row for row in rows if row.number == str(envelope.number))
    return dict(zip((column["key"] for column in sheet.form.columns), row.cells, strict=True))


def test_an_envelope_takes_a_number_once_and_tells_its_addressee(province: Any, face: Any, envelope: Envelope):
    again = acts.register_envelope(province.actor(CLERK), face, AT(), request_key="một")
    assert (again, Envelope.objects.count(), Entry.objects.filter(pk=envelope.entry_id).count()) == (envelope, 1, 1)
    assert paper(province, "77").register_number == envelope.number + 1
    notice = Notice.objects.get(kind="envelope.waiting")
    assert (notice.to_id, "Sở Xây dựng" in notice.text) == (province.post(LEADER).principal_id, False)
    assert "Sở Xây dựng" not in Event.objects.get(verb="documents.register_envelope").payload
    cells = line(province, envelope)
    assert (cells["issuer"], cells["content"]) == ("Sở Xây dựng", "Bì không bóc: đích danh")


def test_what_may_not_be_registered(province: Any, face: acts.Face) -> None:
    clerk = province.actor(CLERK)
    wrong = {
        "bộ phận cơ mật": replace(face, is_declared_not_secret=False),
        "Chọn loại bì": replace(face, kind="secret"),
        "Ghi nơi gửi": replace(face, sender=" "),
        "Chọn người nhận": replace(face, addressee_id=province.post(STRANGER).principal_id),
    }
    for words, bad in wrong.items():
        with pytest.raises(Refused, match=words):
            acts.register_envelope(clerk, bad, AT())
    with pytest.raises(Refused):
        acts.register_envelope(province.actor(DRAFTER), face, AT())
    assert not Envelope.objects.exists()


def test_handed_over_then_opened_and_linked(province: Any, envelope: Envelope) -> None:
    clerk, leader = province.actor(CLERK), province.actor(LEADER)
    document = paper(province, "78")
    with pytest.raises(Refused, match="Ghi đã giao"):
        acts.open_envelope(clerk, envelope.public_id, document.pk, AT())
    with pytest.raises(Refused):
        acts.hand_envelope(leader, envelope.public_id, "", AT())
    acts.hand_envelope(clerk, envelope.public_id, "", AT())
    acts.hand_envelope(clerk, envelope.public_id, "người khác", AT())  # a second click
    envelope.refresh_from_db()
    assert envelope.handed_to.endswith(province.post(LEADER).title)
    acts.open_envelope(leader, envelope.public_id, document.pk, AT())
    acts.open_envelope(leader, envelope.public_id, document.pk, AT())
    assert line(province, envelope)["note"] == f"Đã bóc, vào sổ số {document.register_label}"
    with pytest.raises(Refused):
        acts.keep_closed(leader, envelope.public_id, AT())


def test_kept_closed_and_a_paper_in_one_envelope_only(province: Any, face: acts.Face, envelope: Envelope) -> None:
    clerk = province.actor(CLERK)
    other = acts.register_envelope(clerk, replace(face, sender="UBND xã"), AT())
    document = paper(province, "79")
    for row in (envelope, other):
        acts.hand_envelope(clerk, row.public_id, "Thư ký", AT())
    acts.open_envelope(clerk, envelope.public_id, document.pk, AT())
    with pytest.raises(Refused, match="chưa gắn với bì nào"):
        acts.open_envelope(clerk, other.public_id, document.pk, AT())
    acts.keep_closed(clerk, other.public_id, AT())
    acts.keep_closed(clerk, other.public_id, AT())
    other.refresh_from_db()
    assert other.state == EnvelopeState.KEPT


def test_a_denunciation_prints_no_names(province: Any, face: acts.Face) -> None:
    made = acts.register_envelope(
        province.actor(CLERK), replace(face, kind=EnvelopeKind.DENUNCIATION, sender="Ông Nguyễn Văn A"), AT()
    )
    cells = line(province, made)
    assert (cells["issuer"], cells["holder"], cells["code"]) == (HIDDEN, HIDDEN, "")
    assert "Nguyễn Văn A" not in "".join(cells.values())


def test_strangers_know_of_no_envelope(province: Any, envelope: Envelope) -> None:
    for who in (DRAFTER, STRANGER):
        actor = province.actor(who)
        assert queries.envelopes(actor) == ([], None)
        with pytest.raises(Refused, match="Không tìm thấy"):
            acts.keep_closed(actor, envelope.public_id, AT())
        url = reverse("documents:envelope", args=[envelope.public_id])
        assert province.client(who).get(url).status_code == 404
    assert [row.envelope for row in queries.envelopes(province.actor(LEADER))[0]] == [envelope]
    assert [row.envelope for row in queries.waiting_envelopes(province.actor(CLERK))] == [envelope]


def test_the_secrets_desk_is_named_and_nothing_else(province: Any) -> None:
    leader = province.post(LEADER).principal_id
    before = Event.objects.count()
    acts.call_to_secrets(province.actor(CLERK), leader, AT())
    notice = Notice.objects.get(kind="secrets.waiting")
    assert (notice.text, notice.url) == ("Có tài liệu giấy chờ đồng chí tại bộ phận cơ mật.", "")
    assert Event.objects.count() == before
    for who, to in ((DRAFTER, leader), (CLERK, None)):
        with pytest.raises(Refused):
            acts.call_to_secrets(province.actor(who), to, AT())


def test_pages_of_envelopes(province: Any, envelope: Envelope) -> None:
    clerk = province.client(CLERK)
    url = reverse("documents:envelopes")
    assert "Sở Xây dựng" in clerk.get(url).content.decode()
    leader = province.post(LEADER).principal_id
    data = {"lam": "ghi", "kind": "named", "sender": "UBND xã", "addressee": leader, "request_key": "b"}
    refused = clerk.post(url, data)
    assert (refused.status_code, "bộ phận cơ mật" in refused.content.decode()) == (422, True)
    assert clerk.post(url, data | {"is_declared_not_secret": "on"}).status_code == 302
    assert clerk.post(url, {"lam": "moi", "person": leader}).status_code == 302
    page = reverse("documents:envelope", args=[envelope.public_id])
    assert clerk.post(page, {"lam": "giao"}).status_code == 302
    document = paper(province, "80")
    assert clerk.post(page, {"lam": "boc", "so": "999999"}).status_code == 422
    assert clerk.post(page, {"lam": "boc", "so": str(document.register_number)}).status_code == 302
    assert clerk.get(page).status_code == 200
    other = Envelope.objects.get(sender="UBND xã")
    acts.hand_envelope(province.actor(CLERK), other.public_id, "", AT())
    kept = province.client(LEADER).post(reverse("documents:envelope", args=[other.public_id]), {"lam": "giu-kin"})
    assert kept.status_code == 302


def test_registers_with_envelopes_cost_the_same(province: Any, face: acts.Face, envelope: Envelope) -> None:
    with CaptureQueriesContext(connection) as one:
        line(province, envelope)
    for n in range(3):
        acts.register_envelope(province.actor(CLERK), replace(face, sender=f"Nơi {n}"), AT())
    with CaptureQueriesContext(connection) as many:
        line(province, envelope)
    assert len(one) == len(many)


@pytest.fixture
def sent(province: Any) -> Document:
    """An issued paper with a recipient of the installation, one outside, and the file."""
    document = paper(province, "90")
    Document.objects.filter(pk=document.pk).update(flow="outgoing", state=OutgoingState.NUMBERED, urgency="hoa_toc")
    document.refresh_from_db()
    lines = [
        issuing.RecipientLine("act", body_id=province.body("ubnd").pk),
        issuing.RecipientLine("know", "Hợp tác xã Tân Hòa"),
        issuing.RecipientLine("file", "VT, TH"),
    ]
    issuing.set_recipients(province.actor(CLERK), document.pk, lines, AT())
    return document


def test_sent_by_post_and_its_proof(province: Any, sent: Document) -> None:
    clerk = province.actor(CLERK)
    first, second = queries.sending_rows(clerk, sent)
    post = acts.Sending("post", 2, "RR1")
    (made,) = acts.dispatch(clerk, sent.pk, {second.recipient.pk: "Xã Tân Hòa"}, post, AT(), request_key="g")
    acts.dispatch(clerk, sent.pk, {second.recipient.pk: "Xã Tân Hòa"}, post, AT(), request_key="g")
    assert Dispatch.objects.count() == 1
    assert queries.sending_rows(clerk, sent)[1].address == "Xã Tân Hòa"
    book = queries.post_journal(clerk, Span())
    assert [column["heading"] for column in book.form.columns][:2] == ["Ngày chuyển", "Số, ký hiệu văn bản"]
    assert book.rows[0][1:5] == (sent.code, "Hợp tác xã Tân Hòa, Xã Tân Hòa", "2", "RR1")
    acts.prove_receipt(clerk, sent.pk, made.pk, "Ông Bình", None, AT())
    assert "Ông Bình" in queries.post_journal(clerk, Span()).rows[0][4]
    acts.dispatch(clerk, sent.pk, {first.recipient.pk: ""}, acts.Sending("hand"), AT())
    assert len(queries.post_journal(clerk, Span()).rows) == 1
    assert len(queries.post_journal(clerk, Span(), "hand").rows) == 1
    back = acts.prove_receipt(clerk, sent.pk, made.pk, "Không có người nhận", None, AT(), is_back=True)
    assert back.state == DispatchState.RETURNED
    Document.objects.filter(pk=sent.pk).update(reader_ids=[])
    assert queries.post_journal(clerk, Span()).rows[0][1] == HIDDEN


def test_readers_are_not_told_where_the_copies_went(province: Any, sent: Document) -> None:
    url = f"/documents/{sent.public_id}/dispatches"
    assert ok(Caller(province, LEADER).get(f"/documents/{sent.public_id}"))  # he reads the paper
    assert_problem(Caller(province, LEADER).get(url), 404)
    assert len(ok(Caller(province, CLERK).get(url))) == 2


def test_what_may_not_be_sent(province: Any, sent: Document) -> None:
    clerk, at = province.actor(CLERK), AT()
    row = queries.sending_rows(clerk, sent)[1].recipient.pk
    for words, addresses, sending in (
        ("Chọn cách gửi", {row: ""}, acts.Sending("pigeon")),
        ("Số lượng bì", {row: ""}, acts.Sending("post", 0)),
        ("Chọn nơi nhận", {}, acts.Sending("post")),
    ):
        with pytest.raises(Refused, match=words):
            acts.dispatch(clerk, sent.pk, addresses, sending, at)
    (made,) = acts.dispatch(clerk, sent.pk, {row: ""}, acts.Sending("post"), at)
    for by, on in ((" ", None), ("Ai", timezone.localdate(at).replace(year=2099))):
        with pytest.raises(Refused):
            acts.prove_receipt(clerk, sent.pk, made.pk, by, on, at)
    with pytest.raises(Refused, match="Không tìm thấy"):
        acts.dispatch(province.actor(STRANGER), sent.pk, {row: ""}, acts.Sending("post"), at)
    with pytest.raises(Refused, match="đã cấp số"):
        acts.dispatch(clerk, paper(province, "91").pk, {}, acts.Sending("post"), at)
    with pytest.raises(Refused, match="Chọn nơi nhận"):
        acts.print_envelopes(clerk, sent.pk, [], at)


def test_envelope_labels_twice(province: Any, sent: Document) -> None:
    clerk = province.client(CLERK)
    url = reverse("documents:dispatch", args=[sent.public_id])
    rows = clerk.get(url).context["rows"]
    chosen = [str(row.recipient.pk) for row in rows]
    data = {"lam": "nhan", "noi": chosen, "size": "100x50", "first": 1, f"dia-chi-{chosen[1]}": "Xã Tân Hòa"}
    first = clerk.post(url, data)
    assert codes_in(first.content) == [[code_of(CodeKind.PAPER, sent.public_id)]] * 2
    text = pypdfium2.PdfDocument(first.content)[1].get_textpage().get_text_range()
    assert "HOẢ TỐC" in text or "HỎA TỐC" in text
    assert "Xã Tân Hòa" in text
    assert "in lần" not in text
    again = pypdfium2.PdfDocument(clerk.post(url, data).content)[0].get_textpage().get_text_range()
    assert "in lần 2" in again
    assert LabelPrint.objects.count() == 4
    gone = clerk.post(url, {"lam": "gui", "noi": chosen[1:], "channel": "post", "envelopes": 1, "request_key": "z"})
    assert gone.status_code == 302
    made = Dispatch.objects.get()
    proof = reverse("documents:prove_receipt", args=[sent.public_id, made.pk])
    assert clerk.get(proof).status_code == 200
    assert clerk.post(proof, {"received_by": "Ông Bình", "received_on": "2026-01-05"}).status_code == 302
    assert clerk.post(url, {"lam": "gui", "channel": "post", "envelopes": 1}).status_code == 422
    assert clerk.get(reverse("documents:post_journal"))["Content-Type"] == "application/pdf"
    assert province.client(DRAFTER).get(url).status_code == 404


def test_envelopes_over_the_api(province: Any, sent: Document) -> None:
    clerk, leader = Caller(province, CLERK), Caller(province, LEADER)
    to = province.post(LEADER).principal_id
    given = {"kind": "named", "sender": "Sở Y tế", "addressee": to, "is_declared_not_secret": True}
    made = ok(clerk.post("/documents/envelopes", given), 201)
    assert_problem(clerk.post("/documents/envelopes", given | {"is_declared_not_secret": False}), 422)
    base = f"/documents/envelopes/{made['id']}"
    assert ok(clerk.post(f"{base}/hand", {}))["state"] == "handed"
    document = paper(province, "95")
    assert ok(leader.post(f"{base}/opened", {"document": str(document.public_id)}))["state"] == "opened"
    assert ok(leader.get("/documents/envelopes"))["results"][0]["document"] == str(document.public_id)
    assert_problem(Caller(province, STRANGER).post(f"{base}/kept"), 404)
    other = ok(clerk.post("/documents/envelopes", given), 201)["id"]
    ok(clerk.post(f"/documents/envelopes/{other}/hand", {"to": "Thư ký"}))
    assert ok(clerk.post(f"/documents/envelopes/{other}/kept"))["state"] == "kept"
    assert clerk.post("/documents/envelopes/secrets-desk", {"person": to}).status_code == 204
    rows = ok(clerk.get(f"/documents/{sent.public_id}/dispatches"))
    where = {"to": [{"recipient": rows[1]["recipient"], "address": "Xã Tân Hòa"}]}
    gone = ok(clerk.post(f"/documents/{sent.public_id}/dispatches", {**where, "channel": "post"}), 201)
    number = gone[1]["dispatches"][0]["id"]
    proof = clerk.post(f"/documents/{sent.public_id}/dispatches/{number}/receipt", {"received_by": "Ông Bình"})
    assert ok(proof)["state"] == "received"
    printed = clerk.post(f"/documents/{sent.public_id}/labels", {**where, "size": "100x50"})
    assert printed.content[:4] == b"%PDF"
    assert clerk.get("/documents/dispatches/journal").content[:4] == b"%PDF"


def test_a_double_click_is_one_envelope(committed: Any) -> None:
    clerk, to = committed.actor(CLERK), committed.post(LEADER).principal_id
    face = acts.Face(EnvelopeKind.NAMED, "Sở Xây dựng", to, is_declared_not_secret=True)
    made = at_once(*[lambda: acts.register_envelope(clerk, face, AT(), request_key="hai")] * 3)
    assert len({row.pk for row in made}) == 1
    assert acts.register_envelope(clerk, face, AT()).number == made[0].number + 1  # no number was lost
