"""Rights with transactions that really commit: two who decide at one moment, and acts that run while readers are
compiled anew."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tinhgon.core.identity.models import new_public_id
from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import readers, recompiling, rights
from tinhgon.documents.models import ReadersRun, RightsChange, VisibilityRule
from tinhgon.documents.tests.ladder import Ladder, fresh
from tinhgon.organisation.models import Post


@pytest.fixture
def ladder(committed: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(committed)


def proposed(ladder: Ladder) -> RightsChange:
    post = Post.objects.get(principal_id=ladder.who("chuyenvien").post_id)
    other = Post.objects.filter(agency=post.agency, unit=post.unit, is_head=False).exclude(pk=post.pk).first()
    if other is None:
        other = Post.objects.get(principal_id=ladder.who("vanthu").post_id)
        Post.objects.filter(pk=other.pk).update(unit=post.unit)
    asked = rights.NewRow(other.principal_id, "unit", "Quy chế", timezone.localdate())
    return rights.propose_addition(ladder.who("antoan"), asked, ladder.at)


def alone(act: Any, *arguments: Any) -> Any:
    """In a thread with a connection of its own."""
    try:
        return act(*arguments)
    except Refused as refused:
        return refused
    finally:
        connections.close_all()


def test_two_who_decide_at_one_moment(ladder: Ladder) -> None:
    change = proposed(ladder)
    both = [ladder.who("chanhvp"), ladder.who("lanhdao")]
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda actor: alone(rights.approve, actor, change.pk, "", ladder.at), both))
    refusals = [end for end in ends if isinstance(end, Refused)]
    assert len(refusals) == 1
    assert "đã quyết định" in refusals[0].reason
    assert VisibilityRule.objects.filter(principal_id=change.principal_id).count() == 1
    assert ReadersRun.objects.count() == 1


def test_a_paper_written_with_the_old_matrix_is_not_missed(ladder: Ladder, until_awaited: Callable[[], None]) -> None:
    """An act reads the matrix, the change is approved, the job starts, then the act commits: the job has waited."""
    change, written, approved = proposed(ladder), Event(), Event()
    paper = ladder.draft()

    # History of an agency is one chain, so whole acts already wait for each other; this one is caught before its entry.
    @transaction.atomic
    def slowly() -> None:
        paper.pk, paper.public_id, paper._state.adding = None, new_public_id(), True
        readers.set_readers(paper, timezone.localdate()).save()
        written.set()
        assert approved.wait(120)
        until_awaited()

    with ThreadPoolExecutor(2) as pool:
        act = pool.submit(alone, slowly)
        assert written.wait(120)
        rights.approve(ladder.who("chanhvp"), change.pk, "", ladder.at)
        run = ReadersRun.objects.get()
        job = pool.submit(alone, recompiling.step, run.pk, ladder.at)
        approved.set()
        act.result()
        assert change.principal_id not in paper.reader_ids
        job.result()
    assert change.principal_id in fresh(paper).reader_ids
