"""Opinion rounds of a collective body: opened for its members by name, answered by each for himself, closed with the
result counted by rule. Refuses a round without members, an answer for somebody else and one after the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import readers
from tinhgon.documents.choices import Vote
from tinhgon.documents.models import Document, Poll, PollMember, PollRule
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post


@dataclass(frozen=True)
class NewPoll:
    """What is asked of whom; the first member, or `chair_post`, is the chair."""

    body_id: int
    question: str
    rule_id: int
    due_at: datetime
    member_posts: Sequence[int]
    chair_post: int | None = None
    document_id: int | None = None


def open_poll(actor: Actor, new: NewPoll, at: datetime, *, request_key: str = "") -> Poll:
    """Ask the members of a body in writing (phiếu lấy ý kiến); the same request twice is one round."""
    require(rules.can_open_poll(actor))
    made = Poll.objects.filter(agency_id=actor.agency_id, request_key=request_key).first() if request_key else None
    if made is not None:
        return made
    try:
        with transaction.atomic():
            return _open(actor, new, at, request_key)
    except IntegrityError:
        made = Poll.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()
        if made is None or not request_key:
            raise
        return made


def _open(actor: Actor, new: NewPoll, at: datetime, request_key: str) -> Poll:
    body = organisation.issuing_bodies(actor.agency_id, actor.on).filter(pk=new.body_id).first()
    rule = PollRule.objects.filter(organisation.in_force(actor.on), pk=new.rule_id).first()
    if body is None:
        raise Refused("Chọn tập thể đang hoạt động của cơ quan.", field="body")
    if rule is None:
        raise Refused("Chọn cách tính kết quả đang có hiệu lực.", field="rule")
    if not new.question.strip():
        raise Refused("Ghi nội dung lấy ý kiến.", field="question")
    if new.due_at <= at:
        raise Refused("Hạn trả lời đã qua. Ghi một thời điểm sau bây giờ.", field="due")
    document = _paper(actor, new.document_id)
    members = _members(actor, new)
    poll = Poll.objects.create(
        agency_id=actor.agency_id,
        body=body,
        document=document,
        question=new.question.strip(),
        rule=rule,
        due_at=new.due_at,
        opened_at=at,
        opened_by=actor.label,
        opener=Post.objects.filter(principal_id=actor.post_id).first() if actor.post_id else None,
        request_key=request_key,
    )
    for member in members:
        member.poll = poll
    PollMember.objects.bulk_create(members)
    posts = [member.post.principal_id for member in members]
    if document is not None:
        # Who is asked about a paper reads it: he is on its chain by name, restricted or not, and its history says so.
        readers.compile_readers(document, actor.on, posts)
        audit.record(
            actor, "documents.open_poll", "document", document.pk, document.label, at, home=document.agency_id,
            detail={"places": [member.name for member in members]},
        )  # fmt: skip
    _tell(poll, posts, f"Phiếu lấy ý kiến{_until(poll)}", f"poll:{poll.pk}", at)
    _record(actor, "documents.open_poll", poll, at, {"due_at": new.due_at, "members": [row.name for row in members]})
    return poll


@transaction.atomic
def vote(actor: Actor, poll_id: int, answer: str, text: str, at: datetime) -> PollMember:
    """Answer one's own form: agree, disagree, or another opinion in words."""
    poll = _locked(actor, poll_id)
    # The round is locked: no other answer is written meanwhile.
    row = rules.own_form(actor, list(poll.members.select_related("post")))
    require(rules.can_vote(actor, poll, row, at))
    assert row is not None, "the rule refuses who is no member"
    if answer not in Vote.values:
        raise Refused("Chọn đồng ý, không đồng ý hoặc ý kiến khác.", field="vote")
    if answer == Vote.OTHER and not text.strip():
        raise Refused("Ghi ý kiến khác của đồng chí.", field="text")
    if (row.vote, row.text) == (answer, text.strip()):
        return row
    row.vote, row.text, row.answered_at, row.answered_by = answer, text.strip(), at, actor.label
    row.save(update_fields=["vote", "text", "answered_at", "answered_by"])
    # The round is by name, but history is read by more people than the round: it keeps that he answered, not how.
    _record(actor, "documents.vote", poll, at, {"member": row.name})
    if not poll.members.filter(vote="").exists():
        to = [poll.opener.principal_id] if poll.opener else []
        _tell(poll, to, "Mọi thành viên đã trả lời phiếu", f"poll-full:{poll.pk}", at)
    return row


@transaction.atomic
def urge_poll(actor: Actor, poll_id: int, at: datetime) -> list[str]:
    """Remind the members who are silent, once a day; returns their names."""
    poll = _locked(actor, poll_id)
    require(rules.can_run_poll(actor, poll))
    if poll.closed_at is not None:
        raise Refused("Đợt lấy ý kiến đã đóng.", code="wrong_state")
    silent = list(poll.members.filter(vote="").select_related("post").order_by("ordinal"))
    posts = [member.post.principal_id for member in silent]
    _tell(poll, posts, f"Nhắc trả lời phiếu lấy ý kiến{_until(poll)}", f"poll-urge:{poll.pk}:{actor.on}", at)
    names = [member.name for member in silent]
    if silent:
        _record(actor, "documents.urge_poll", poll, at, {"members": names})
    return names


@transaction.atomic
def close_poll(actor: Actor, poll_id: int, at: datetime) -> Poll:
    """End the round, before its time only when everybody has answered; the result is what the rule counts."""
    poll = _locked(actor, poll_id)
    require(rules.can_run_poll(actor, poll))
    if poll.closed_at is not None:
        return poll
    members = list(poll.members.select_related("post"))
    count = rules.counted(poll.rule, members)
    if count.silent and at < poll.due_at:
        words = f"Còn {count.silent} thành viên chưa trả lời và chưa hết hạn. Nhắc các thành viên, hoặc chờ hết hạn."
        raise Refused(words, code="wrong_state")
    poll.closed_at, poll.closed_by = at, actor.label
    poll.save(update_fields=["closed_at", "closed_by"])
    detail: dict[str, object] = {"agree": count.agree, "of": count.counted_of, "is_carried": count.is_carried}
    _record(actor, "documents.close_poll", poll, at, detail)
    words = "được thông qua" if count.is_carried else "chưa được thông qua"
    posts = [member.post.principal_id for member in members]
    _tell(poll, posts, f"Kết quả phiếu lấy ý kiến: {words}", f"poll-closed:{poll.pk}", at)
    return poll


def _locked(actor: Actor, poll_id: int) -> Poll:
    poll = (
        Poll.objects.select_for_update(of=("self",)).select_related("rule", "opener", "body").filter(pk=poll_id).first()
    )
    if poll is None or not rules.can_see_poll(actor, poll, list(poll.members.select_related("post"))):
        raise Refused("Không tìm thấy đợt lấy ý kiến này.", code="not_found")
    return poll


def _paper(actor: Actor, document_id: int | None) -> Document | None:
    if document_id is None:
        return None
    found = queries.visible_to(actor).filter(pk=document_id, agency_id=actor.agency_id).first()
    if found is None:
        raise Refused("Không tìm thấy văn bản cần lấy ý kiến.", code="not_found")
    document = Document.objects.select_related("drafter").select_for_update(of=("self",)).get(pk=found.pk)
    require(rules.can_keep_answers(actor, document))
    return document


def _members(actor: Actor, new: NewPoll) -> list[PollMember]:
    ids = list(dict.fromkeys(new.member_posts))
    posts = Post.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id).in_bulk(ids)
    held = organisation.holders(list(posts), actor.on)
    missing = [pk for pk in ids if pk not in posts or pk not in held]
    if missing or len(ids) < 2:
        words = "Có vị trí đã kết thúc hoặc chưa có người giữ." if missing else "Cần ít nhất hai thành viên."
        raise Refused(f"{words} Chọn lại thành viên.", field="members")
    chair = new.chair_post if new.chair_post in ids else ids[0]
    return [
        PollMember(ordinal=n, post=posts[pk], name=held[pk], title=posts[pk].title, is_chair=pk == chair)
        for n, pk in enumerate(ids, 1)
    ]


def _until(poll: Poll) -> str:
    return f", trả lời trước {timezone.localtime(poll.due_at):%H:%M %d/%m/%Y}"


def _tell(poll: Poll, to: Sequence[int], words: str, cause: str, at: datetime) -> None:
    address = reverse("documents:poll", args=[poll.public_id])
    # The question about a restricted paper says what it is about.
    about = poll.document.label if poll.document and poll.document.is_restricted else poll.question
    notices.tell(poll.agency_id, to, "poll", f"{words}: {about}", address, cause, at)


def _record(actor: Actor, verb: str, poll: Poll, at: datetime, detail: dict[str, object]) -> None:
    label = f"Lấy ý kiến của {poll.body.name}"
    audit.record(actor, verb, "poll", poll.pk, label, at, home=poll.agency_id, detail=detail)
