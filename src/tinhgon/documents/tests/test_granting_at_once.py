"""Reading for a time with transactions that really commit: two second persons at one moment, and an act on the paper
that runs while it is lent."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import granting, papers, readers
from tinhgon.documents.models import Document, ReadingGrant, VisibilityRule
from tinhgon.documents.tests.ladder import Ladder, fresh


@pytest.fixture
def ladder(committed: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(committed)


def asked(ladder: Ladder) -> tuple[Document, ReadingGrant]:
    paper = ladder.draft()
    return paper, granting.ask_emergency(ladder.who("vanthu"), str(paper.public_id), 1, "Bão", ladder.at)


def alone(act: Any, *arguments: Any) -> Any:
    """In a thread with a connection of its own."""
    try:
        return act(*arguments)
    except Refused as refused:
        return refused
    finally:
        connections.close_all()


def test_two_second_persons_at_one_moment(ladder: Ladder) -> None:
    paper, grant = asked(ladder)
    both = [ladder.who("chanhvp"), ladder.who("antoan")]
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda who: alone(granting.approve_grant, who, grant.pk, "", ladder.at), both))
    assert len([end for end in ends if isinstance(end, Refused)]) == 1
    assert VisibilityRule.objects.filter(principal=grant.principal).count() == 1
    assert fresh(paper).reader_ids.count(grant.principal_id) == 1


def test_an_act_that_holds_the_paper_keeps_what_is_lent_meanwhile(
    ladder: Ladder, until_awaited: Callable[[], None]
) -> None:
    """The act has the paper; approving waits for it, and whoever compiles last knows both."""
    paper, grant = asked(ladder)
    drafter, head = ladder.who("chuyenvien"), ladder.who("truongphong")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            held = papers.locked(drafter, paper.pk)
            waiting = pool.submit(alone, granting.approve_grant, ladder.who("chanhvp"), grant.pk, "", ladder.at)
            until_awaited()
            readers.compile_readers(held, drafter.on, [head.post_id or 0])
        assert not isinstance(waiting.result(), Refused)
    assert {grant.principal_id, head.post_id} <= set(fresh(paper).reader_ids)
