"""The main job from end to end, in a Party agency and in a State one: a paper arrives, is registered, directed, worked
on, answered, signed, numbered, issued and registered elsewhere; everyone who may see it finds it, and nobody else."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from officekit.typeset import find_fonts
from officekit.typeset import papers as sheets
from officekit.typeset.shapes import Paper
from tinhgon.core.accounts import actions as accounts
from tinhgon.core.accounts.models import User
from tinhgon.core.audit import queries as audit
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import approval, drafting, intake, issuing
from tinhgon.documents.actions.papers import Upload
from tinhgon.documents.choices import HandlingClass, IncomingState, OutgoingState, RecipientRole
from tinhgon.documents.models import Document
from tinhgon.tasks import actions as tasks
from tinhgon.tasks import queries as task_queries
from tinhgon.tasks.choices import TaskState
from tinhgon.tasks.models import Direction, Task

pytestmark = pytest.mark.django_db

REPLY = "báo cáo kết quả thực hiện chỉ tiêu trồng rừng ngập mặn"


@dataclass(frozen=True)
class Case:
    """An agency that gets and answers a paper, and the one that gets the answer."""

    home: str
    unit: str
    other: str
    code_ends: str


CASES = [
    Case("tinhuy", "Phòng Tổng hợp", "ubnd", "-CV/TU"),
    Case("ubnd", "Phòng Văn xã", "tinhuy", "/UBND-VX"),
]
ALLOWED = ("vanthu", "lanhdao", "chanhvp", "truongphong", "chuyenvien")
STRANGERS = ("vanthu.sonoivu", "lanhdao.sonoivu", "chanhvp.tanhoa", "lanhdao.mttq")


@dataclass(frozen=True)
class Walked:
    """What a walk through the main job leaves."""

    case: Case
    paper: Paper
    incoming: Document
    direction: Direction
    task: Task
    reply: Document
    received: Document


def sheet(seed: int, number: str) -> tuple[Paper, bytes]:
    """A paper of another office, as it would come by post, and its PDF."""
    today = timezone.localdate()
    paper = sheets.sample_paper(
        random.Random(seed), doc_type="CV", number=number, since=today - timedelta(days=9), until=today
    )
    return paper, sheets.render_pdf(paper, find_fonts(settings.FONT_FOLDERS))


def registered(province, case: Case, at: datetime) -> tuple[Paper, Document]:
    """The clerk drops the file, the fields are read from it, and the paper gets its number."""
    clerk = province.actor(f"vanthu.{case.home}")
    paper, content = sheet(41, "417")
    upload = intake.receive_upload(clerk, "van-ban-den.pdf", content, at)
    read = {name: row["value"] for name, row in upload.reading.items()}
    assert read["code"] == paper.code
    assert read["issued_on"] == paper.dated.isoformat()
    assert read["doc_type"] == "CV"
    assert paper.subject.split()[0].lower() in read["subject"].lower()
    fields = intake.IncomingFields(
        subject=read["subject"],
        issuer=read["issuer"],
        code=read["code"],
        issued_on=paper.dated,
        type_code=read["doc_type"],
        signer_name=read["signer_name"],
    )
    leader = province.post(f"lanhdao.{case.home}")
    document = intake.register_incoming(
        clerk, fields, at, request_key="den-1", upload_id=upload.public_id, submit_to_post=leader.pk
    )
    assert (document.state, document.register_number) == (IncomingState.REGISTERED, 1)
    return paper, document


def directed(province, case: Case, incoming: Document, at: datetime) -> tuple[Direction, Task]:
    """The leader gives the paper to a unit by a day; its head passes on to the specialist, who takes the work over."""
    leader, head, specialist = (province.actor(f"{seat}.{case.home}") for seat in ALLOWED[1:] if seat != "chanhvp")
    direction = tasks.direct(
        leader,
        incoming.public_id,
        f"Giao {case.unit} chủ trì tham mưu trả lời.",
        at,
        lead=province.unit(case.home, case.unit).principal_id,
        due=at + timedelta(days=5),
        product="Công văn trả lời",
    )
    task = Task.objects.get(direction=direction)
    assert documents.paper_for(specialist, incoming.public_id) is None, "not yet in the chain"
    tasks.pass_on(head, task.public_id, specialist.post_id, at)
    tasks.accept(specialist, task.public_id, at)
    tasks.report_progress(specialist, task.public_id, 50, "Đã xong dự thảo.", at)
    task.refresh_from_db()
    assert (task.state, task.progress) == (TaskState.ACCEPTED, 50)
    return direction, task


def approved(province, case: Case, incoming: Document, at: datetime) -> Document:
    """The specialist drafts the reply and submits it; head of unit, chief of office and leader agree."""
    specialist = province.actor(f"chuyenvien.{case.home}")
    new = drafting.NewDraft(subject=f"V/v {REPLY}", type_code="CV", text="Kính gửi quý cơ quan.\nXin báo cáo như sau.")
    reply = drafting.start_reply(specialist, incoming.pk, at, new=new, request_key="di-1")
    approval.submit(specialist, reply.pk, at)
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        actor = province.actor(f"{seat}.{case.home}")
        step = documents.step_for(actor, reply.public_id)
        assert step is not None, f"the step of {seat} is not current"
        reply = approval.approve(actor, step.pk, at)
    assert reply.state == OutgoingState.APPROVED
    return reply


def issued(province, case: Case, reply: Document, at: datetime) -> Document:
    """The clerk writes down the signature by hand, numbers, addresses and issues; the other clerk registers."""
    clerk = province.actor(f"vanthu.{case.home}")
    _, scan = sheet(42, "99")
    signature = approval.HandSignature(Upload(scan, "ban-ky.pdf", True), timezone.localdate(at), "Lê Văn Ký", "Phó")
    approval.sign_by_hand(clerk, reply.pk, signature, at)
    reply = issuing.number(clerk, reply.pk, at)
    assert reply.code.endswith(case.code_ends)
    line = issuing.RecipientLine(RecipientRole.ACT, body_id=province.body(case.other).pk)
    issuing.set_recipients(clerk, reply.pk, [line], at)
    issuing.issue(clerk, reply.pk, at)
    receiver = province.actor(f"vanthu.{case.other}")
    arrived = documents.visible_to(receiver).get(state=IncomingState.ARRIVED)
    assert (arrived.source_id, arrived.code) == (reply.pk, reply.code)
    return intake.register_arrived(receiver, arrived.pk, at)


def finished(province, case: Case, task: Task, reply: Document, at: datetime) -> Task:
    """The reply proves the work, and who gave it says that it is done."""
    specialist, leader = province.actor(f"chuyenvien.{case.home}"), province.actor(f"lanhdao.{case.home}")
    tasks.report_done(specialist, task.public_id, "Đã trả lời.", at, document_id=reply.public_id)
    return tasks.recognise(leader, task.public_id, at)


@pytest.fixture(params=CASES, ids=lambda case: case.home)
def walked(request, province) -> Walked:
    case, at = request.param, timezone.now()
    paper, incoming = registered(province, case, at)
    direction, task = directed(province, case, incoming, at)
    reply = approved(province, case, incoming, at)
    received = issued(province, case, reply, at)
    task = finished(province, case, task, reply, at)
    for row in (incoming, reply):
        row.refresh_from_db()
    return Walked(case, paper, incoming, direction, task, reply, received)


def test_the_work_ends_where_it_began(walked):
    assert (walked.task.state, walked.task.progress) == (TaskState.COMPLETED, 100)
    assert walked.task.reply_document_id == walked.reply.pk
    assert (walked.incoming.handling, walked.incoming.progress) == (HandlingClass.DONE, 100)
    assert walked.reply.state == OutgoingState.ISSUED
    assert walked.received.state == IncomingState.REGISTERED
    assert walked.received.versions.get().blob_id == walked.reply.versions.get(kind="signed").blob_id, "bytes copied"


def found_by(actor, text: str) -> set[int]:
    return {hit.document.pk for hit in documents.search_papers(actor, text).hits}


def test_everyone_in_the_chain_finds_both_papers(walked, province):
    for seat in ALLOWED:
        actor = province.actor(f"{seat}.{walked.case.home}")
        assert walked.incoming.pk in found_by(actor, walked.paper.code), seat
        assert walked.reply.pk in found_by(actor, "trong rung ngap man"), seat
        assert documents.paper_for(actor, walked.incoming.public_id) == walked.incoming, seat
    receiver = province.actor(f"vanthu.{walked.case.other}")
    assert found_by(receiver, walked.reply.code) == {walked.received.pk}


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_sees_nothing(walked, province, username):
    stranger = province.actor(username)
    assert not documents.visible_to(stranger).exists()
    for text in (walked.paper.code, walked.reply.code, REPLY, walked.paper.subject):
        found = documents.search_papers(stranger, text)
        assert (found.hits, found.total, found.facets) == ([], 0, [])
    at = timezone.now()
    assert not any(count for count, _ in task_queries.nav_counts(stranger, at).values())
    assert task_queries.task_for(stranger, walked.task.public_id) is None
    for document in (walked.incoming, walked.reply, walked.received):
        assert documents.paper_for(stranger, document.public_id) is None
        assert documents.document_page(stranger, document.public_id) is None
        for version in document.versions.all():
            assert documents.version_for(stranger, document.public_id, version.pk) is None


def test_a_stranger_gets_404_on_every_address(walked, province, client):
    browser = province.client(STRANGERS[0])
    for document in (walked.incoming, walked.reply, walked.received):
        assert browser.get(f"/van-ban/{document.public_id}/").status_code == 404
    assert browser.get(f"/nhiem-vu/{walked.task.public_id}/").status_code == 404
    user = User.objects.get(username=STRANGERS[0])
    _, secret = accounts.issue_token(user, province.post(STRANGERS[0]).principal_id, "t", ["read"], timezone.now())
    bearer = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/documents", headers=bearer).json() == {"results": [], "next": None}
    for document in (walked.incoming, walked.reply, walked.received):
        address = f"/api/v1/documents/{document.public_id}"
        version = document.versions.first().pk
        for path in ("", "/history", f"/versions/{version}/file"):
            assert client.get(address + path, headers=bearer).status_code == 404


def test_the_allowed_open_the_pages(walked, province):
    browser = province.client(f"chuyenvien.{walked.case.home}")
    page = browser.get(f"/van-ban/{walked.incoming.public_id}/")
    assert page.status_code == 200
    assert walked.paper.code in page.content.decode()
    assert browser.get(f"/nhiem-vu/{walked.task.public_id}/").status_code == 200


def test_a_second_click_changes_nothing(walked, province):
    clerk = province.actor(f"vanthu.{walked.case.home}")
    at = timezone.now()
    assert issuing.issue(clerk, walked.reply.pk, at).pk == walked.reply.pk
    assert issuing.number(clerk, walked.reply.pk, at).code == walked.reply.code
    leader = province.actor(f"lanhdao.{walked.case.home}")
    assert tasks.recognise(leader, walked.task.public_id, at).state == TaskState.COMPLETED
    receiver = province.actor(f"vanthu.{walked.case.other}")
    again = intake.register_arrived(receiver, walked.received.pk, at)
    assert again.register_number == walked.received.register_number
    assert Document.objects.count() == 3


def test_history_tells_the_story_and_is_intact(walked):
    verbs = [row.verb for row in audit.history("document", walked.incoming.pk)]
    assert {"documents.register", "tasks.direct"} <= set(verbs)
    verbs = [row.verb for row in reversed(audit.history("document", walked.reply.pk))]
    story = ["draft", "submit", "approve", "approve", "approve", "sign_by_hand", "number", "set_recipients", "issue"]
    assert verbs == [f"documents.{verb}" for verb in story]
    verbs = [row.verb for row in reversed(audit.history("task", walked.task.pk))]
    assert verbs[-2:] == ["tasks.report_done", "tasks.recognise"]
    assert all(report.is_intact for report in audit.verify())
