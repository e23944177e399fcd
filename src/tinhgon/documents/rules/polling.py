"""Who asks the members of a collective body in writing, who answers, and how the answers are counted by the rule of the
round. A member who is silent is counted as silent, never as agreeing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import CountedOf, Vote
from tinhgon.documents.models import Poll, PollMember, PollRule
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_open_poll(actor: Actor) -> Verdict:
    """The office that prepares the body's decisions: who drafts, or who proposes what a leader decides."""
    return YES if actor.may(Duty.DRAFT) else has_duty(actor, Duty.PROPOSE)


def can_see_poll(actor: Actor, poll: Poll, members: Sequence[PollMember]) -> Verdict:
    """The members, and who opened the round; to others it does not exist."""
    posts = {member.post.principal_id for member in members}
    posts |= {poll.opener.principal_id} if poll.opener else set()
    return YES if posts & actor.post_ids else no("Không tìm thấy đợt lấy ý kiến này.")


def can_run_poll(actor: Actor, poll: Poll) -> Verdict:
    if poll.opener is not None and poll.opener.principal_id in actor.post_ids:
        return YES
    return no(f"Đợt lấy ý kiến này do {poll.opened_by} mở.")


def own_form(actor: Actor, members: Sequence[PollMember]) -> PollMember | None:
    """The form that is the actor's: as a member himself before that of a member he stands in for."""
    stood_in = {seat.post_id for seat in actor.seats if seat.in_place_of}
    found = [member for member in members if member.post.principal_id in actor.post_ids]
    return min(found, key=lambda member: (member.post.principal_id in stood_in, member.ordinal), default=None)


def can_vote(actor: Actor, poll: Poll, member: PollMember | None, at: datetime) -> Verdict:
    """A member answers for himself, nobody in his place (NĐ 314/2025/NĐ-CP: a stand-in speaks, he does not vote); he
    may change his answer until the round is over."""
    if member is None or member.post.principal_id not in actor.post_ids:
        return no("Phiếu này của thành viên khác.")
    if member.name != actor.name:
        return no(f"Phiếu do chính đồng chí {member.name} trả lời; người thay không biểu quyết thay.")
    if poll.closed_at is not None:
        return no("Đợt lấy ý kiến đã đóng, không trả lời thêm được.")
    if poll.due_at < at:
        return no("Đã quá hạn trả lời phiếu. Liên hệ người mở đợt lấy ý kiến.")
    return YES


@dataclass(frozen=True)
class Count:
    """The result by the rule, with the numbers it rests on."""

    members: int
    agree: int
    disagree: int
    other: int
    silent: int
    counted_of: int
    has_quorum: bool
    is_carried: bool
    is_tie_broken: bool

    @property
    def answered(self) -> int:
        return self.members - self.silent

    @property
    def share(self) -> float:
        return 100 * self.agree / self.counted_of if self.counted_of else 0.0

    @property
    def share_words(self) -> str:
        return f"{self.share:.1f}".replace(".", ",") + "%"


def counted(rule: PollRule, members: Sequence[PollMember]) -> Count:
    """Count the answers: more than the rule's share must agree, and enough must have answered; a tie goes with the
    chair where the rule says so."""
    votes = [member.vote for member in members]
    agree, disagree, other = (votes.count(vote) for vote in (Vote.AGREE, Vote.DISAGREE, Vote.OTHER))
    total, silent = len(votes), votes.count("")
    of = total if rule.counts_of == CountedOf.MEMBERS else total - silent
    has_quorum = total > 0 and (total - silent) * 100 >= rule.quorum_percent * total
    is_majority = of > 0 and agree * 100 > rule.majority_percent * of
    chair = next((member.vote for member in members if member.is_chair), "")
    is_tie = not is_majority and of > 0 and agree * 100 == rule.majority_percent * of
    is_broken = rule.is_tie_with_chair and is_tie and chair == Vote.AGREE
    return Count(
        members=total,
        agree=agree,
        disagree=disagree,
        other=other,
        silent=silent,
        counted_of=of,
        has_quorum=has_quorum,
        is_carried=has_quorum and (is_majority or is_broken),
        is_tie_broken=is_broken,
    )
