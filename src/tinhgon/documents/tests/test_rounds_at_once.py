"""Rounds with transactions that really commit: all who are asked at once answer at one moment, one sends back while
another agrees, and a signer refuses while the lead takes the paper back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, routes
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import Document, JointSigner
from tinhgon.documents.tests.ladder import Ladder, fresh
from tinhgon.documents.tests.test_joint import joined
from tinhgon.documents.tests.test_rights_at_once import alone


@pytest.fixture
def ladder(committed: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(committed)


def asked_at_once(ladder: Ladder) -> Document:
    seats = ("tochuc", "phochutich")
    lines = [
        routes.RouteLine("opinion", "post", ladder.province.post(f"{seat}.ubnd").pk, is_together=True) for seat in seats
    ]
    last = routes.RouteLine("signature", "post", ladder.province.post("lanhdao.ubnd").pk)
    routes.set_route(ladder.who("chanhvp"), "", [*lines, last], ladder.at)
    return ladder.submitted()


def test_all_answer_at_one_moment(ladder: Ladder) -> None:
    document = asked_at_once(ladder)
    acts = []
    for seat in ("tochuc", "phochutich"):
        step = queries.step_for(ladder.who(seat), document.public_id)
        assert step is not None
        acts.append((ladder.who(seat), step.pk))
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda act: alone(approval.approve, *act, ladder.at), acts))
    assert not [end for end in ends if isinstance(end, Refused)]
    current = document.steps.get(state=StepState.CURRENT)
    assert (current.kind, fresh(document).waits_for_id) == ("signature", current.post.principal_id)


def test_one_sends_back_while_another_agrees(ladder: Ladder) -> None:
    document = asked_at_once(ladder)
    step = queries.step_for(ladder.who("tochuc"), document.public_id)
    assert step is not None
    with ThreadPoolExecutor(2) as pool:
        agreed = pool.submit(alone, approval.approve, ladder.who("tochuc"), step.pk, ladder.at)
        back = pool.submit(alone, approval.send_back, ladder.who("phochutich"), document.pk, "Sai", ladder.at)
        agreed.result()
        assert not isinstance(back.result(), Refused)
    assert fresh(document).state == "draft"
    assert not document.steps.filter(state__in=(StepState.CURRENT, StepState.WAITING)).exists()


def test_a_signer_refuses_while_the_lead_takes_it_back(ladder: Ladder) -> None:
    """Both lock the lead's row first: nobody waits for ever, and one of the two is too late."""
    document = joined(ladder, "sonoivu")
    copy = JointSigner.objects.get(document=document).copy
    assert copy is not None
    leader = ladder.province.actor("lanhdao.sonoivu", office="sonoivu")
    with ThreadPoolExecutor(2) as pool:
        acts = [
            pool.submit(alone, approval.send_back, leader, copy.pk, "Không ký", ladder.at),
            pool.submit(alone, approval.send_back, ladder.who("vanthu"), document.pk, "Soát lại", ladder.at),
        ]
        ends = [act.result() for act in acts]
    assert len([end for end in ends if isinstance(end, Refused)]) == 1
    assert (fresh(document).state, fresh(copy).state) == ("draft", "draft")
