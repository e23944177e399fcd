"""Drafts from below with transactions that really commit: two people take one over, its sender calls the proposal back
while it is sent up, a leader decides in two tabs."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import approval, deciding, from_below, issuing
from tinhgon.documents.choices import OutgoingState, StepState
from tinhgon.documents.models import BriefOpinion, TakenOver
from tinhgon.documents.tests import test_from_below as one_by_one
from tinhgon.documents.tests.ladder import Ladder, fresh
from tinhgon.documents.tests.test_rights_at_once import alone


@pytest.fixture
def ladder(committed: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(committed)


def test_two_people_and_a_recall(ladder: Ladder) -> None:
    sender = Ladder(ladder.province, "sonoivu")
    proposal = one_by_one.arrived(ladder, one_by_one.sent(sender))
    taking, drafter = one_by_one.taking(proposal), ladder.who("chuyenvien")
    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(alone, from_below.take_over, drafter, proposal.pk, taking, ladder.at) for _ in range(2)]
        ends = [act.result() for act in acts]
    assert [end.code for end in ends if isinstance(end, Refused)] == ["duplicate"]
    made = TakenOver.objects.get().document
    one_by_one.complete(ladder, made)
    # Both lock the proposal before the draft: nobody waits for ever, whoever is first.
    with ThreadPoolExecutor(2) as pool:
        up = pool.submit(alone, approval.submit, drafter, made.pk, ladder.at)
        back = pool.submit(alone, issuing.withdraw, sender.who("vanthu"), proposal.source_id, "Trình nhầm", ladder.at)
        up.result()
        assert not isinstance(back.result(), Refused)
    assert fresh(made).state == OutgoingState.DRAFT
    assert TakenOver.objects.get().recalled_at is not None


def test_a_leader_in_two_tabs(ladder: Ladder) -> None:
    sender = Ladder(ladder.province, "sonoivu")
    proposal = one_by_one.arrived(ladder, one_by_one.sent(sender))
    made = from_below.take_over(ladder.who("chuyenvien"), proposal.pk, one_by_one.taking(proposal), ladder.at)
    one_by_one.complete(ladder, made)
    approval.submit(ladder.who("chuyenvien"), made.pk, ladder.at)
    step = made.steps.get(state=StepState.CURRENT).pk
    head = ladder.who("truongphong")

    def tab(decision: str) -> object:
        return alone(
            lambda: deciding.decide(head, made.pk, decision, "Sửa Điều 4", ladder.at, seen=1, step_id=step)
        )  # fmt: skip

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(tab, ("agreed", "returned")))
    assert len([end for end in ends if isinstance(end, Refused)]) == 1
    assert BriefOpinion.objects.filter(step_id=step).count() == 1
