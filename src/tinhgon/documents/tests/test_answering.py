"""Papers that ask for answers: the table fills itself, late and closed are marked, reminders go out once, opinions are
taken over or explained, and nobody reads a reply he may not see."""

import io
from datetime import timedelta

import pikepdf
import pytest
from docx import Document as Word
from openpyxl import load_workbook

from tinhgon.core.audit import queries as audit
from tinhgon.core.notices.models import Notice
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import answering, approval, drafting, intake, issuing, opinions, papers
from tinhgon.documents.models import AnswerRequest, Document
from tinhgon.documents.queries.answering import banners
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.organisation.models import IssuingBody


@pytest.fixture
def ladder(province):
    return Ladder(province)


def asking(ladder, *agencies, outside=(), days=5, **more):
    """A paper that asks, issued to agencies of the installation and to others."""
    document = ladder.numbered(reply_due_at=ladder.at + timedelta(days=days), **more)
    lines = [issuing.RecipientLine("act", body_id=ladder.province.body(key).pk) for key in agencies]
    lines += [issuing.RecipientLine("act", name=name) for name in outside]
    lines.append(issuing.RecipientLine("file", name="Lưu: VT"))
    issuing.set_recipients(ladder.who("vanthu"), document.pk, lines, ladder.at)
    return issuing.issue(ladder.who("vanthu"), document.pk, ladder.at)


def table(ladder, document, at=None, seat="chuyenvien"):
    return queries.answer_table(ladder.who(seat), document.public_id, at or ladder.at)


def answered_by(province, office, asking_paper, at=None, **more):
    """The asked agency registers the paper, answers it and issues the answer."""
    own = Ladder(province, office)
    held = Document.objects.get(source=asking_paper, agency__key=office)
    if held.state == "arrived":
        intake.register_arrived(own.who("vanthu"), held.pk, own.at)
    clerk = own.who("vanthu")
    reply = drafting.start_reply(clerk, held.pk, own.at, new=drafting.NewDraft("góp ý", "CV", text="Nhất trí.", **more))
    Document.objects.filter(pk=reply.pk).update(state="approved", drafter=None)
    signature = own.signature(upload=papers.Upload(files.pdf(8), "ky.pdf"))
    approval.sign_by_hand(clerk, reply.pk, signature, own.at)
    issuing.number(clerk, reply.pk, own.at)
    return held, issuing.issue(clerk, reply.pk, at or own.at)


def test_issuing_makes_the_table_and_the_asked_side_reads_by_when(ladder, province):
    document = asking(ladder, "tinhuy", "tanhoa", outside=("Hội Cựu chiến binh",))
    found = table(ladder, document)
    assert [row.words for row in found.rows] == ["Chưa trả lời"] * 3
    assert found.rows[2].answer.name == "Hội Cựu chiến binh"
    held = Document.objects.get(source=document, agency__key="tanhoa")
    page = queries.document_page(province.actor("vanthu.tanhoa"), held.public_id)
    assert page.banners[0].text.startswith("Cần trả lời trước")
    late = table(ladder, document, ladder.at + timedelta(days=6))
    assert [row.words for row in late.rows] == ["Quá hạn"] * 3


def test_an_answer_of_the_same_installation_enters_by_itself(ladder, province):
    document = asking(ladder, "tinhuy", "tanhoa")
    held, reply = answered_by(province, "tinhuy", document)
    row = next(row for row in table(ladder, document, seat="vanthu").rows if row.is_answered)
    arrived = Document.objects.get(source=reply)
    assert (row.reply, row.is_late, row.words) == (arrived, False, "Đã trả lời")
    assert arrived.relations.get(kind="replies").to_document == document
    # The drafter may not read the arrived paper yet: he sees that it came, not which.
    unseen = next(row for row in table(ladder, document).rows if row.is_answered)
    assert (unseen.reply, unseen.has_unseen_reply) == (None, True)
    assert Notice.objects.filter(kind="answer", to=ladder.who("chuyenvien").post_id).count() == 1
    far = queries.document_page(province.actor("vanthu.tinhuy"), held.public_id)
    assert far.banners[0].text.startswith("Đã trả lời lúc")
    assert audit.history("document", document.pk)[0].verb == "documents.answered"


def test_a_restricted_reply_is_not_told_to_who_may_not_see_it(ladder, province):
    document = asking(ladder, "tinhuy")
    held, reply = answered_by(province, "tinhuy", document, is_restricted=True)
    other = province.actor("chuyenvien.tinhuy")
    assert banners(held, province.actor("vanthu.tinhuy"))[0].text.startswith("Đã trả lời lúc")
    assert not queries.visible_to(other).filter(pk=reply.pk).exists()
    assert banners(held, other)[0].text.startswith("Cần trả lời trước")


def test_an_answer_after_the_deadline_and_after_the_closing_is_marked(ladder, province):
    document = asking(ladder, "tinhuy")
    clerk = ladder.who("vanthu")
    closed = ladder.at
    for _ in range(2):
        answering.close_answers(clerk, document.pk, closed)
    held = Document.objects.get(source=document)
    page = queries.document_page(province.actor("vanthu.tinhuy"), held.public_id)
    assert "đã đóng tổng hợp" in page.banners[0].text
    answered_by(province, "tinhuy", document, at=ladder.at + timedelta(days=6))
    row = table(ladder, document, ladder.at + timedelta(days=7)).rows[0]
    assert (row.is_answered, row.is_late, row.is_after_closing) == (True, True, True)
    assert "sau khi đã đóng" in Notice.objects.get(kind="answer").text
    answering.reopen_answers(clerk, document.pk, ladder.at)
    assert not table(ladder, document, ladder.at + timedelta(days=7)).rows[0].is_after_closing


def test_a_reply_called_back_is_no_answer(ladder, province):
    document = asking(ladder, "tinhuy")
    _held, reply = answered_by(province, "tinhuy", document)
    issuing.withdraw(province.actor("vanthu.tinhuy"), reply.pk, "Sai bản", ladder.at)
    row = table(ladder, document).rows[0]
    assert (row.is_answered, row.words) == (False, "Đã thu hồi trả lời")


def test_asking_after_the_issue_moves_the_day_on_every_copy(ladder, province):
    document = ladder.issued("tinhuy")
    assert table(ladder, document).request is None
    drafter = ladder.who("chuyenvien")
    due = ladder.at + timedelta(days=3)
    for _ in range(2):
        answering.ask_answers(drafter, document.pk, due, ladder.at)
    assert len(table(ladder, document).rows) == 1
    assert Document.objects.get(source=document).reply_due_at == due
    assert refused(answering.ask_answers, drafter, document.pk, ladder.at - timedelta(1), ladder.at).field == "due"
    stranger = province.actor("chuyenvien.tinhuy")
    assert refused(answering.ask_answers, stranger, document.pk, due, ladder.at).code == "not_found"
    leader = ladder.who("lanhdao")
    assert refused(answering.ask_answers, leader, document.pk, due, ladder.at).code == "forbidden"


def test_urging_tells_the_desk_inside_and_drafts_a_letter_for_the_others(ladder, province):
    document = asking(ladder, "tinhuy", "tanhoa", outside=("Hội Cựu chiến binh",))
    answered_by(province, "tanhoa", document)
    drafter = ladder.who("chuyenvien")
    urged = answering.urge_answers(drafter, document.pk, ladder.at)
    assert len(urged.inside) == 1 and urged.outside == ["Hội Cựu chiến binh"]
    assert urged.draft.recipients.get().name == "Hội Cựu chiến binh"
    told = Notice.objects.filter(kind="urge")
    assert {notice.agency.key for notice in told} == {"tinhuy"}
    again = answering.urge_answers(drafter, document.pk, ladder.at)
    assert (again.inside, again.outside, again.draft) == ([], [], None)
    assert table(ladder, document).rows[0].answer.urge_count == 1
    tomorrow = province.actor("chuyenvien.ubnd", on=drafter.on + timedelta(days=1))
    assert answering.urge_answers(tomorrow, document.pk, ladder.at + timedelta(days=1)).inside


def test_nobody_is_marked_as_urged_when_the_letter_cannot_be_drafted(ladder):
    document = asking(ladder, "tinhuy", outside=("Hội Cựu chiến binh",))
    drafter, body = ladder.who("chuyenvien"), document.issuing_body
    IssuingBody.objects.filter(pk=body.pk).update(ends_on=drafter.on)
    assert refused(answering.urge_answers, drafter, document.pk, ladder.at).field == "body"
    assert [row.answer.urge_count for row in table(ladder, document).rows] == [0, 0]
    assert not Notice.objects.filter(kind="urge").exists()
    IssuingBody.objects.filter(pk=body.pk).update(ends_on=None)
    assert answering.urge_answers(drafter, document.pk, ladder.at).draft is not None


def test_a_restricted_paper_is_urged_without_its_name(ladder):
    document = asking(ladder, "tinhuy", is_restricted=True)
    answering.urge_answers(ladder.who("vanthu"), document.pk, ladder.at)
    notice = Notice.objects.filter(kind="urge").first()
    assert document.code not in notice.text and document.subject not in notice.text


def test_by_hand(ladder, province):
    document = asking(ladder, "tinhuy")
    clerk = ladder.who("vanthu")
    added = answering.add_asked(clerk, document.pk, "  Đoàn  luật sư ", ladder.at)
    assert answering.add_asked(clerk, document.pk, "Đoàn luật sư", ladder.at) == added
    assert refused(answering.add_asked, clerk, document.pk, " ", ladder.at).field == "name"
    _held, reply = answered_by(province, "tinhuy", document)
    arrived = Document.objects.get(source=reply)
    new = answering.NewAnswer("agrees", ladder.at, arrived.pk, "văn bản giấy")
    answering.record_answer(clerk, document.pk, added.pk, new, ladder.at)
    assert table(ladder, document, seat="vanthu").rows[1].reply == arrived
    tomorrow = answering.NewAnswer("agrees", ladder.at + timedelta(days=1))
    record = (answering.record_answer, clerk, document.pk, added.pk)
    assert refused(*record, tomorrow, ladder.at).field == "answered_on"
    assert refused(*record, answering.NewAnswer("no", ladder.at), ladder.at).field == "stance"
    assert refused(*record, answering.NewAnswer("agrees", ladder.at, document.pk), ladder.at).field == "reply"
    assert refused(answering.record_answer, clerk, document.pk, 0, new, ladder.at).code == "not_found"
    assert refused(answering.clear_answer, clerk, document.pk, added.pk, "", ladder.at).field == "reason"
    for _ in range(2):
        answering.clear_answer(clerk, document.pk, added.pk, "nhầm nơi", ladder.at)
    assert not table(ladder, document).rows[1].is_answered


def test_a_paper_that_asks_nothing_has_no_table(ladder):
    document = ladder.issued("tinhuy")
    assert not AnswerRequest.objects.exists()
    drafter = ladder.who("chuyenvien")
    assert refused(answering.add_asked, drafter, document.pk, "a", ladder.at).code == "wrong_state"
    assert refused(answering.close_answers, drafter, document.pk, ladder.at).code == "wrong_state"


def with_opinions(ladder):
    document = asking(ladder, "tinhuy", outside=("Hội Cựu chiến binh", "Đoàn luật sư"))
    drafter = ladder.who("chuyenvien")
    rows = table(ladder, document).rows
    answering.record_answer(drafter, document.pk, rows[1].pk, answering.NewAnswer("opinions", ladder.at), ladder.at)
    answering.record_answer(drafter, document.pk, rows[2].pk, answering.NewAnswer("agrees", ladder.at), ladder.at)
    first = opinions.Opinion("Bổ sung thời hạn báo cáo.", "Điều 5", "accepted")
    opinions.write_opinion(drafter, document.pk, rows[1].pk, first, ladder.at)
    second = opinions.Opinion("Bỏ Điều 7.", "Điều 7", "explained", "Điều 7 thực hiện Luật.")
    opinions.write_opinion(drafter, document.pk, rows[1].pk, second, ladder.at)
    return document, rows[1].pk


def test_opinions_are_taken_over_or_explained(ladder, province):
    document, answer = with_opinions(ladder)
    drafter = ladder.who("chuyenvien")
    found = table(ladder, document)
    assert (found.opinion_count, found.unjudged_count) == (2, 0)
    assert found.outcome_counts == {"Tiếp thu": 1, "Tiếp thu một phần": 0, "Giải trình": 1}
    same = opinions.Opinion("Bỏ Điều 7.", "Điều 7")
    write = (opinions.write_opinion, drafter, document.pk, answer)
    item = opinions.write_opinion(drafter, document.pk, answer, same, ladder.at)
    assert (item.outcome, item.judged_at, table(ladder, document).opinion_count) == ("", None, 2)
    assert refused(*write, opinions.Opinion(" "), ladder.at).field == "text"
    assert refused(*write, opinions.Opinion("a", outcome="explained"), ladder.at).field == "response"
    assert refused(*write, opinions.Opinion("a", outcome="x"), ladder.at).field == "outcome"
    assert refused(*write, same, ladder.at, item_id=0).code == "not_found"
    far = province.actor("vanthu.tinhuy")
    assert refused(opinions.write_opinion, far, document.pk, answer, same, ladder.at).code == "not_found"
    drop = (opinions.drop_opinion, drafter, document.pk, answer, item.pk)
    assert refused(*drop, "", ladder.at).field == "reason"
    opinions.drop_opinion(drafter, document.pk, answer, item.pk, "ghi trùng", ladder.at)
    assert refused(*drop, "nữa", ladder.at).code == "not_found"
    assert "Bỏ Điều 7." in queries.history_lines(audit.history("document", document.pk))[0].detail


@pytest.mark.parametrize("office", ["ubnd", "tinhuy"])
def test_the_official_annex_as_word_pdf_and_workbook(province, office):
    ladder = Ladder(province, office)
    if office == "ubnd":
        document, _ = with_opinions(ladder)
    else:
        document = asking(ladder, "ubnd")
    found = table(ladder, document)
    ground = queries.annex_ground(found, ladder.who("chuyenvien"))
    word = Word(io.BytesIO(exports.opinions(found, ground, "docx", ladder.at)))
    text = "\n".join(p.text for p in word.element.body.iter() if hasattr(p, "text") and p.text)
    assert ground.form.title.upper() in text.upper()
    pdf = exports.opinions(found, ground, "pdf", ladder.at)
    with pikepdf.open(io.BytesIO(pdf)) as printed:
        assert len(printed.pages) == 1
    book = load_workbook(io.BytesIO(exports.opinions(found, ground, "xlsx", ladder.at)))
    cells = [cell.value for row in book["Ý kiến"].iter_rows() for cell in row]
    if office == "ubnd":
        assert "Giải trình. Điều 7 thực hiện Luật." in cells
        assert "Hội Cựu chiến binh" in text and "Điều 7 thực hiện Luật." in text
        assert "Đoàn luật sư" in text
    else:
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
