"""Opinion rounds of a collective body: counted by rule, silence shown, each for himself, unseen by the others."""

import io
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from tinhgon.core.audit import queries as audit
from tinhgon.core.notices.models import Notice
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import polling
from tinhgon.documents.models import Poll, PollMember, PollRule
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.organisation.models import Delegation

SEATS = ("lanhdao", "chanhvp", "truongphong")


@pytest.fixture
def ladder(province):
    return Ladder(province)


def new(ladder, **more):
    values = {
        "body_id": ladder.province.body("ubnd").pk,
        "question": "Thông qua dự thảo Quy chế làm việc",
        "rule_id": PollRule.objects.get(legal_basis="Quy chế làm việc của cơ quan").pk,
        "due_at": ladder.at + timedelta(days=2),
        "member_posts": [ladder.province.post(f"{seat}.ubnd").pk for seat in SEATS],
    }
    return polling.NewPoll(**(values | more))


def opened(ladder, **more):
    return polling.open_poll(ladder.who("chuyenvien"), new(ladder, **more), ladder.at)


def vote(ladder, poll, seat, answer, text="", at=None):
    return polling.vote(ladder.who(seat), poll.pk, answer, text, at or ladder.at)


def view(ladder, poll, seat="chuyenvien"):
    return queries.poll_view(ladder.who(seat), poll.public_id, ladder.at)


def test_a_round_from_question_to_minutes(ladder):
    poll = opened(ladder)
    assert {notice.to_id for notice in Notice.objects.filter(kind="poll")} == {
        ladder.province.post(f"{seat}.ubnd").principal_id for seat in SEATS
    }
    assert queries.poll_count(ladder.who("lanhdao"), ladder.at) == 1
    vote(ladder, poll, "lanhdao", "agree")
    vote(ladder, poll, "chanhvp", "other", "Bổ sung Điều 3")
    assert view(ladder, poll).count.is_carried is False
    assert [member.name for member in view(ladder, poll).silent] == [ladder.who("truongphong").name]
    assert polling.urge_poll(ladder.who("chuyenvien"), poll.pk, ladder.at) == [ladder.who("truongphong").name]
    vote(ladder, poll, "truongphong", "disagree")
    vote(ladder, poll, "truongphong", "agree")
    assert Notice.objects.filter(kind="poll", to=ladder.who("chuyenvien").post_id).count() == 1
    for _ in range(2):
        polling.close_poll(ladder.who("chuyenvien"), poll.pk, ladder.at)
    found = view(ladder, poll, "lanhdao")
    assert (found.count.agree, found.count.is_carried, found.state_label) == (2, True, "Đã đóng")
    assert refused(vote, ladder, poll, "lanhdao", "disagree").reason.startswith("Đợt lấy ý kiến đã đóng")
    told = audit.history("poll", poll.pk)
    assert [line.verb for line in told].count("documents.vote") == 4
    assert "agree" not in str([line.detail for line in told if line.verb == "documents.vote"])


def test_who_may_not(ladder, province):
    poll = opened(ladder)
    assert refused(vote, ladder, poll, "vanthu", "agree").code == "not_found"
    assert refused(vote, ladder, poll, "chuyenvien", "agree").code == "forbidden"
    assert refused(vote, ladder, poll, "lanhdao", "agree", at=ladder.at + timedelta(days=3)).code == "forbidden"
    assert refused(vote, ladder, poll, "lanhdao", "other").field == "text"
    assert refused(vote, ladder, poll, "lanhdao", "x").field == "vote"
    assert refused(polling.close_poll, ladder.who("lanhdao"), poll.pk, ladder.at).code == "forbidden"
    assert refused(polling.close_poll, ladder.who("chuyenvien"), poll.pk, ladder.at).code == "wrong_state"
    over = polling.close_poll(ladder.who("chuyenvien"), poll.pk, ladder.at + timedelta(days=3))
    assert over.closed_at
    assert refused(polling.urge_poll, ladder.who("chuyenvien"), poll.pk, ladder.at).code == "wrong_state"
    assert queries.poll_view(province.actor("vanthu.tinhuy"), poll.public_id, ladder.at) is None


def test_a_stand_in_does_not_vote(ladder):
    poll = opened(ladder)
    PollMember.objects.filter(poll=poll, ordinal=1).update(name="Người Giữ Trước")
    assert "người thay không biểu quyết" in refused(vote, ladder, poll, "lanhdao", "agree").reason


def test_a_member_who_stands_in_for_another_member_answers_his_own_form(ladder, province):
    chair, deputy = (province.post(f"{seat}.ubnd") for seat in SEATS[:2])
    Delegation.objects.create(
        agency=chair.agency,
        from_post=chair,
        to_post=deputy,
        kind="leave",
        starts_on=ladder.at.date() - timedelta(days=1),
    )
    poll = opened(ladder)
    assert {chair.principal_id, deputy.principal_id} <= ladder.who("chanhvp").post_ids
    assert view(ladder, poll, "chanhvp").mine.post == deputy
    assert vote(ladder, poll, "chanhvp", "agree").post == deputy
    assert [row.vote for row in poll.members.order_by("ordinal")] == ["", "agree", ""]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"question": " "}, "question"),
        ({"body_id": 0}, "body"),
        ({"rule_id": 0}, "rule"),
        ({"member_posts": []}, "members"),
        ({"member_posts": [0, -1]}, "members"),
    ],
)
def test_a_bad_round_is_refused(ladder, wrong, field):
    assert refused(opened, ladder, **wrong).field == field


def test_opening_twice_and_in_the_past(ladder, province):
    actor = ladder.who("chuyenvien")
    first = polling.open_poll(actor, new(ladder), ladder.at, request_key="k")
    assert polling.open_poll(actor, new(ladder), ladder.at, request_key="k") == first
    assert refused(opened, ladder, due_at=ladder.at - timedelta(1)).field == "due"
    idle = replace(ladder.who("vanthu"), duties=frozenset())
    assert refused(polling.open_poll, idle, new(ladder), ladder.at).code == "forbidden"
    other = Ladder(province, "tinhuy").draft()
    assert refused(opened, ladder, document_id=other.pk).code == "not_found"


def test_members_read_the_draft_they_are_asked_about(ladder):
    draft = ladder.draft(is_restricted=True)
    chief = ladder.who("truongphong")
    assert queries.paper_for(chief, draft.public_id) is None
    poll = opened(ladder, document_id=draft.pk)
    assert queries.paper_for(chief, draft.public_id) is not None
    assert view(ladder, poll, "truongphong").document == draft
    assert audit.history("document", draft.pk)[0].verb == "documents.open_poll"
    mine = ladder.draft()
    asking = replace(new(ladder), document_id=mine.pk)
    other = replace(ladder.who("chanhvp"), duties=frozenset({"draft"}), headed_unit_ids=frozenset())
    assert refused(polling.open_poll, other, asking, ladder.at).code == "forbidden"


def test_a_restricted_draft_is_not_named_in_notices(ladder, province):
    draft = ladder.draft(is_restricted=True)
    asked = province.client("chuyenvien.ubnd").get(reverse("documents:open_poll_on", args=[draft.public_id]))
    assert "question" not in asked.context["form"].initial
    poll = opened(ladder, document_id=draft.pk, question=draft.subject)
    polling.urge_poll(ladder.who("chuyenvien"), poll.pk, ladder.at)
    told = list(Notice.objects.filter(kind="poll").values_list("text", flat=True))
    assert len(told) == 6
    assert not [text for text in told if draft.subject in text or "Văn bản hạn chế" not in text]


def member(answer, is_chair=False):
    return PollMember(vote=answer, is_chair=is_chair)


@pytest.mark.parametrize(
    ("votes", "of", "tie", "carried"),
    [
        (("agree", "agree", "disagree"), "members", False, True),
        (("agree", "agree", "", ""), "members", False, False),
        (("agree", "agree", "disagree", ""), "members", True, True),
        (("agree", "agree", ""), "answers", False, True),
        (("agree", "", ""), "answers", False, False),
        (("", ""), "members", True, False),
        ((), "members", False, False),
    ],
)
def test_counting(votes, of, tie, carried):
    rule = PollRule(quorum_percent=50, majority_percent=50, counts_of=of, is_tie_with_chair=tie)
    members = [member(answer, n == 0) for n, answer in enumerate(votes)]
    assert rules.counted(rule, members).is_carried is carried


def test_the_pages(ladder, province):
    drafter, leader = province.client("chuyenvien.ubnd"), province.client("lanhdao.ubnd")
    assert "Chưa có đợt lấy ý kiến" in drafter.get(reverse("documents:polls")).content.decode()
    draft = ladder.draft()
    form = reverse("documents:open_poll_on", args=[draft.public_id])
    assert "mọi thành viên đọc được" in drafter.get(form).content.decode()
    wanted = new(ladder)
    data = {"body": wanted.body_id, "question": wanted.question, "rule": wanted.rule_id, "due": "2 ngày"}
    assert drafter.post(form, data).status_code == 422
    answer = drafter.post(form, data | {"members": wanted.member_posts, "request_key": "k"})
    poll = Poll.objects.get()
    page = reverse("documents:poll", args=[poll.public_id])
    assert answer.headers["Location"] == page
    assert "Chờ đồng chí" in leader.get(reverse("documents:polls")).content.decode()
    cast = reverse("documents:vote", args=[poll.public_id])
    assert leader.post(cast, {"vote": "other"}).status_code == 422
    assert "Đã ghi trả lời" in leader.post(cast, {"vote": "agree"}, follow=True).content.decode()
    assert drafter.post(reverse("documents:urge_poll", args=[poll.public_id])).status_code == 302
    shut = reverse("documents:close_poll", args=[poll.public_id])
    assert "chưa trả lời và chưa hết hạn" in drafter.post(shut, follow=True).content.decode()
    minutes = leader.get(reverse("documents:poll_minutes", args=[poll.public_id]))
    with pikepdf.open(io.BytesIO(minutes.content)) as printed:
        assert len(printed.pages) == 1
    stranger = province.client("vanthu.ubnd")
    assert stranger.get(page).status_code == 404
    for name in ("vote", "urge_poll", "close_poll"):
        assert stranger.post(reverse(f"documents:{name}", args=[poll.public_id])).status_code == 404
    assert stranger.get(reverse("documents:poll_minutes", args=[poll.public_id])).status_code == 404


def test_the_api(ladder, province):
    call = Caller(province, "chuyenvien.ubnd", base="/documents/polls")
    rule, body = ok(call.get("/rules"))[0]["id"], ok(call.get("/bodies"))[0]["id"]
    members = list(new(ladder).member_posts)
    given = {"body_id": body, "question": "Thông qua", "rule_id": rule, "due": "2 ngày", "member_posts": members}
    made = ok(call.post("", given, key="a"), 201)
    assert ok(call.post("", given, key="a"), 201)["id"] == made["id"]
    leader = Caller(province, "lanhdao.ubnd", base=f"/documents/polls/{made['id']}")
    assert ok(leader.post("/vote", {"vote": "agree"}))["count"]["agree"] == 1
    assert len(ok(call.post(f"/{made['id']}/urge"))["reminded"]) == 2
    assert_problem(call.post(f"/{made['id']}/close"), 409)
    assert leader.get("/minutes").status_code == 200
    assert [row["id"] for row in ok(call.get())] == [made["id"]]
    assert_problem(Caller(province, "vanthu.ubnd").get(f"/documents/polls/{made['id']}"), 404)
