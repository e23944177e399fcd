"""Relations, answers and votes in transactions that really commit: two at one moment leave one row, none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import answering, polling, relating
from tinhgon.documents.models import Answer, Poll, PollMember, PollRule, Relation
from tinhgon.documents.tests.ladder import Ladder


@pytest.fixture
def ladder(committed: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(committed)


def alone(act: Any, *arguments: Any, **more: Any) -> Any:
    """In a thread with a connection of its own."""
    try:
        return act(*arguments, **more)
    except Refused as refused:
        return refused
    finally:
        connections.close_all()


def test_two_who_say_or_add_the_same_and_a_vote_as_the_round_is_closed(ladder: Ladder) -> None:
    old, new = ladder.issued("tanhoa"), ladder.numbered()
    clerk, drafter = ladder.who("vanthu"), ladder.who("chuyenvien")
    forward = relating.NewRelation("amends", other_id=old.pk)
    back = relating.NewRelation("amends", other_id=new.pk, is_backward=True)
    answering.ask_answers(clerk, old.pk, ladder.at + timedelta(days=3), ladder.at)
    seats = [ladder.province.post(f"{seat}.ubnd").pk for seat in ("lanhdao", "chanhvp")]
    rule = PollRule.objects.get(legal_basis="Quy chế làm việc của cơ quan")
    body = ladder.province.body("ubnd")
    asked = polling.NewPoll(body.pk, "Thông qua", rule.pk, ladder.at + timedelta(hours=1), seats)
    leader, chief = ladder.who("lanhdao"), ladder.who("chanhvp")
    with ThreadPoolExecutor(2) as pool:
        # From both ends of the relation at one moment.
        ends = [pool.submit(alone, relating.relate, clerk, at, what, ladder.at)
                for at, what in ((new.pk, forward), (old.pk, back))]  # fmt: skip
        assert len({end.result().pk for end in ends}) == 1
        added = [pool.submit(alone, answering.add_asked, who, old.pk, "Đoàn luật sư", ladder.at)
                 for who in (clerk, drafter)]  # fmt: skip
        assert len({end.result().pk for end in added}) == 1
        opened = [pool.submit(alone, polling.open_poll, drafter, asked, ladder.at, request_key="k") for _ in range(2)]
        assert len({end.result().pk for end in opened}) == 1
        poll = Poll.objects.get()
        votes = [pool.submit(alone, polling.vote, who, poll.pk, "agree", "", ladder.at) for who in (leader, chief)]
        assert [end.result().vote for end in votes] == ["agree", "agree"]
        late = [
            pool.submit(alone, polling.close_poll, drafter, poll.pk, ladder.at),
            pool.submit(alone, polling.vote, leader, poll.pk, "disagree", "", ladder.at),
        ]
        closed, vote = (end.result() for end in late)
    assert Relation.objects.count() == 1
    assert Answer.objects.filter(name="Đoàn luật sư").count() == 1
    assert closed.closed_at
    kept = PollMember.objects.get(poll=poll, post__principal_id=leader.post_id).vote
    # The vote came before the closing, or it was refused: nothing changes under a closed round.
    assert kept == ("agree" if isinstance(vote, Refused) else "disagree")
