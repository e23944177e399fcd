"""Answers, opinions and effects, played with the real acts on papers that are there: a paper that asks and what came
back, an opinion round of the committee, a paper that others have changed. Few and always the same ones."""

from datetime import datetime, timedelta

from tinhgon.documents import queries as documents
from tinhgon.documents.actions import answering, opinions, polling, relating
from tinhgon.documents.choices import OutgoingState
from tinhgon.documents.models import AnswerRequest, PollRule
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post

SEATS = ("lanhdao", "phochutich", "chanhvp", "truongphong")
# What came back by hand: (who, stance, the article, what, outcome, response).
SAID = (
    (
        "Hội Cựu chiến binh tỉnh", "opinions", "Điều 5", "Đề nghị quy định rõ thời hạn báo cáo hằng quý.", "accepted",
        "Bổ sung thời hạn trước ngày 20 tháng cuối quý.",
    ),
    (
        "Hội Cựu chiến binh tỉnh", "opinions", "Điều 7", "Đề nghị bỏ thành phần phối hợp ở cấp xã.", "explained",
        "Giữ nguyên: cấp xã trực tiếp tổ chức thực hiện.",
    ),
    ("Đoàn Luật sư tỉnh", "opinions", "Điều 3", "Cần thống nhất cách gọi “đơn vị chủ trì”.", "", ""),
    ("Liên đoàn Lao động tỉnh", "agrees", "", "", "", ""),
)  # fmt: skip


def play(until: datetime) -> None:
    ask(until)
    affect(until)
    poll(until)


def ask(until: datetime) -> AnswerRequest | None:
    """The newest paper of the committee that went to others asks them for answers; some came by hand."""
    clerk = actor_of("vanthu.ubnd", until)
    sent = documents.visible_to(clerk).filter(
        agency_id=clerk.agency_id, state=OutgoingState.ISSUED, deliveries__isnull=False, is_restricted=False,
        issued_at__lt=until - timedelta(minutes=20),
    )  # fmt: skip
    paper = sent.order_by("-id").first()
    if paper is None:
        return None
    at = until - timedelta(minutes=20)
    request = answering.ask_answers(clerk, paper.pk, until + timedelta(days=6), at)
    for name, stance, place, text, outcome, response in SAID:
        row = answering.add_asked(clerk, paper.pk, name, at)
        answering.record_answer(clerk, paper.pk, row.pk, answering.NewAnswer(stance, at), at)
        if text:
            opinions.write_opinion(clerk, paper.pk, row.pk, opinions.Opinion(text, place, outcome, response), at)
    return request


def affect(until: datetime) -> None:
    """Of two older papers one was amended in part by a paper from above, the other ends with the year."""
    clerk = actor_of("vanthu.ubnd", until)
    issued = documents.visible_to(clerk).filter(
        agency_id=clerk.agency_id, state=OutgoingState.ISSUED, is_restricted=False, related_from=None, relations=None
    ).order_by("-id")  # fmt: skip
    for paper, said in zip(issued[4:6], _effects(until), strict=False):
        relating.relate(clerk, paper.pk, said, until)


def _effects(until: datetime) -> tuple[relating.NewRelation, ...]:
    day = until.date()
    above = f"05/{day.year}/NQ-HĐND của Hội đồng nhân dân tỉnh"
    return (
        relating.NewRelation(
            "amends", outside=above, is_backward=True, effective_on=day, is_partial=True, note="khoản 2 Điều 4"
        ),
        relating.NewRelation("expires", is_backward=True, effective_on=day.replace(month=12, day=31)),
    )


def poll(until: datetime) -> None:
    """The members of the committee are asked about a draft; the chairman has answered."""
    drafter, chair = actor_of("chuyenvien.ubnd", until), actor_of("lanhdao.ubnd", until)
    if drafter.post_id is None or chair.post_id is None:
        return
    drafts = documents.visible_to(drafter).filter(
        agency_id=drafter.agency_id, drafter__principal_id=drafter.post_id, state=OutgoingState.DRAFT,
        is_restricted=False,
    )  # fmt: skip
    usernames = [f"{seat}.ubnd" for seat in SEATS]
    held = Post.objects.filter(
        agency_id=drafter.agency_id, appointments__person__principal__user__username__in=usernames
    )
    body = organisation.issuing_bodies(drafter.agency_id, drafter.on).order_by("id").first()
    rules = PollRule.objects.filter(organisation.in_force(drafter.on))
    rule = rules.filter(rule_set="nd30").order_by("id").first() or rules.filter(rule_set="").first()
    paper = drafts.order_by("-id").first()
    posts = list(dict.fromkeys(held.order_by("order", "id").values_list("pk", flat=True)))
    if body is None or rule is None or len(posts) < 2:
        return
    first = Post.objects.filter(principal_id=chair.post_id).values_list("pk", flat=True).first()
    new = polling.NewPoll(
        body_id=body.pk,
        question=f"Thông qua dự thảo: {paper.subject}" if paper else "Thông qua Quy chế làm việc",
        rule_id=rule.pk,
        due_at=until + timedelta(days=3),
        member_posts=posts,
        chair_post=first,
        document_id=paper.pk if paper else None,
    )
    made = polling.open_poll(drafter, new, until - timedelta(minutes=15), request_key="demo-poll")
    polling.vote(chair, made.pk, "agree", "Thống nhất nội dung trình.", until - timedelta(minutes=5))
