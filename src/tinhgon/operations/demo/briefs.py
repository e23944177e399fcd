"""Files that go up, played with the real acts: a draft with its phiếu trình at the leader's desk, a proposal of a
department whose draft is being appraised, another that nobody has taken over yet."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from officekit.typeset import papers as sheets
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.documents import queries
from tinhgon.documents.actions import (
    approval,
    attaching,
    briefing,
    drafting,
    from_below,
    handling,
    intake,
    issuing,
    papers,
)
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import Document
from tinhgon.documents.queries import briefing as briefs
from tinhgon.documents.queries import from_below as below
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post
from tinhgon.tasks import actions as tasks

LATELY = timedelta(minutes=45)
# What the department proposes: the subject, and whether it is taken over.
PROPOSED = (
    ("ban hành Quy chế phối hợp quản lý cán bộ, công chức cấp xã", True),
    ("ban hành Kế hoạch kiểm tra công vụ năm 2026", False),
)
# What was said of the one at the leader's desk on its way up.
SAID = (
    ("truongphong", "Nhất trí phương án 1."),
    ("chanhvp", "Thể thức đúng."),
    ("phochutich", "Đồng ý phương án 1, ưu tiên trạm y tế xã Tân Hòa."),
)


def play(until: datetime, fonts: Path | None) -> int:
    """All of it, a little before now; how many proposals came. Without fonts nothing can be printed."""
    if fonts is None:
        return 0
    at = until - LATELY
    _at_the_leader(at)
    rng = random.Random(17)  # noqa: S311  invented papers, the same every time
    for subject, is_taken in PROPOSED:
        proposal = _arrived(_sent(rng, subject, fonts, at), at)
        if is_taken:
            _taken_over(proposal, subject, at)
    return len(PROPOSED)


def _at_the_leader(at: datetime) -> Document:
    """Two options, opinions there and missing; the head and the chief of office have agreed."""
    drafter = actor_of("chuyenvien.ubnd", at)
    new = drafting.NewDraft(
        subject="sắp xếp, xử lý trụ sở làm việc dôi dư sau sắp xếp đơn vị hành chính",
        type_code="QĐ",
        text="Phê duyệt phương án sắp xếp, xử lý 14 trụ sở làm việc dôi dư.",
    )
    document = drafting.draft(drafter, new, at)
    clerk = actor_of("vanthu.ubnd", at)
    asked = queries.visible_to(clerk).filter(
        agency_id=clerk.agency_id, answer_request__isnull=False, is_restricted=False
    ).order_by("-pk")[:1]  # fmt: skip
    for paper in asked:
        handling.add_to_chain(paper.agency_id, paper.pk, [drafter.post_id or 0], drafter.on)
    content = briefing.Content(
        summary="Sau sắp xếp còn 14 trụ sở dôi dư tại 6 xã, phường. Sở Tài chính đã kiểm kê, đề xuất hướng xử lý.",
        options=(
            {"text": "Chuyển 9 trụ sở làm trường học, trạm y tế; bán đấu giá 5 trụ sở.", "is_proposed": True},
            {"text": "Giữ nguyên hiện trạng, cho thuê ngắn hạn tới hết năm.", "is_proposed": False},
        ),
        proposal="Đề nghị đồng chí Chủ tịch ký ban hành Quyết định theo phương án 1.",
        papers=[paper.pk for paper in asked],
    )
    briefing.write(drafter, document.pk, content, at)
    deputy = actor_of("phochutich.ubnd", at)
    opinions = Post.objects.filter(principal_id=deputy.post_id or 0).values_list("pk", flat=True)
    approval.submit(drafter, document.pk, at, opinions_from=list(opinions))
    for seat, words in SAID:
        actor = actor_of(f"{seat}.ubnd", at)
        step = queries.step_for(actor, document.public_id)
        if step is not None:
            approval.approve(actor.seated(step.post.principal_id), step.pk, at, opinion=words)
    return document


def _sent(rng: random.Random, subject: str, fonts: Path, at: datetime) -> Document:
    """The department's tờ trình, signed and issued to the committee with its draft as a Word file."""
    drafter, clerk = actor_of("chuyenvien.sonoivu", at), actor_of("vanthu.sonoivu", at)
    document = drafting.draft(drafter, drafting.NewDraft(subject=subject, type_code="TTr", text="Kính trình."), at)
    paper = sheets.sample_paper(rng, bloc="state", doc_type="QĐ", urgency="", words=160, number="")
    attaching.attach(
        drafter, document.pk, papers.Upload(sheets.render_docx(paper), "Du-thao-Quyet-dinh.docx", True), at
    )  # fmt: skip
    approval.submit(drafter, document.pk, at)
    while step := document.steps.filter(state=StepState.CURRENT).select_related("post").first():
        user = step.post.appointments.order_by("pk")[0].person.principal.user.username
        approval.approve(actor_of(user, at).seated(step.post.principal_id), step.pk, at)
    letter = sheets.sample_paper(rng, bloc="state", doc_type="TTr", urgency="", words=160)
    signature = approval.HandSignature(
        upload=papers.Upload(sheets.render_pdf(letter, fonts), "to-trinh-da-ky.pdf", True),
        signed_on=timezone.localdate(at),
        signer_name=actor_of("lanhdao.sonoivu", at).name,
        signer_title="Giám đốc",
    )
    approval.sign_by_hand(clerk, document.pk, signature, at)
    issuing.number(clerk, document.pk, at)
    committee = actor_of("vanthu.ubnd", at)
    body = organisation.issuing_bodies(committee.agency_id, committee.on).order_by("id")[0]
    issuing.set_recipients(clerk, document.pk, [issuing.RecipientLine("act", body_id=body.pk)], at)
    return issuing.issue(clerk, document.pk, at)


def _arrived(own: Document, at: datetime) -> Document:
    """Entered and given to the specialist of the field."""
    clerk, leader = actor_of("vanthu.ubnd", at), actor_of("lanhdao.ubnd", at)
    held = Document.objects.get(source=own, agency_id=clerk.agency_id)
    post = Post.objects.get(principal_id=leader.post_id or 0)
    intake.register_arrived(clerk, held.pk, at, submit_to_post=post.pk)
    due = deadlines.due_moment("5 ngày", at, calendars.calendar_for(leader.agency_id, leader.on))
    specialist = actor_of("chuyenvien.ubnd", at).post_id
    assert specialist is not None, "a specialist holds a post"
    tasks.direct(
        leader, held.public_id, "Giao chuyên viên thẩm định, trình ký.", at, lead=specialist, due=due,
        product="Phiếu trình kèm dự thảo",
    )  # fmt: skip
    held.refresh_from_db()
    return held


def _taken_over(proposal: Document, subject: str, at: datetime) -> Document:
    """Taken over and appraised; it waits for the drafter to send it up."""
    drafter = actor_of("chuyenvien.ubnd", at)
    taking = from_below.Taking(
        below.attached_files(proposal)[0].pk,
        drafting.NewDraft(subject=subject, type_code="QĐ"),
        drafting_unit="Phòng Công chức, viên chức",
        appraisal="Dự thảo đúng thẩm quyền, căn cứ đầy đủ. Đề nghị sửa Điều 4 cho rõ trách nhiệm cấp xã.",
    )
    made = from_below.take_over(drafter, proposal.pk, taking, at)
    brief = briefs.last_brief(made)
    assert brief is not None, "it is made with the draft"
    content = briefing.Content(
        summary=brief.summary,
        options=brief.options,
        proposal="Đề nghị đồng chí Chủ tịch ký ban hành.",
        appraisal=brief.appraisal,
        papers=briefs.paper_ids(brief),
    )
    briefing.write(drafter, made.pk, content, at)
    return made
