"""Recall with transactions that really commit: a copy that is being passed on while its sender withdraws the paper."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from threading import Event
from typing import Any

import pytest
from django.db import connections, transaction

from tinhgon.documents.actions import intake, issuing
from tinhgon.documents.models import Document
from tinhgon.documents.tests.ladder import Ladder, fresh, passed_on


@pytest.fixture
def ladder(committed: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(committed)


def alone(act: Any, *arguments: Any) -> Any:
    """In a thread with a connection of its own."""
    try:
        return act(*arguments)
    finally:
        connections.close_all()


def test_a_copy_that_was_on_its_way_is_recalled(ladder: Ladder) -> None:
    document, written, may_commit = ladder.issued("tinhuy"), Event(), Event()
    held = Document.objects.get(source=document)
    intake.register_arrived(ladder.province.actor("vanthu.tinhuy"), held.pk, ladder.at)

    @transaction.atomic
    def slowly() -> Document:
        made = passed_on(ladder.province, held, "tinhuy", "mttq", ladder.at)
        written.set()
        may_commit.wait(20)
        return made

    with ThreadPoolExecutor(2) as pool:
        passing_on = pool.submit(alone, slowly)
        assert written.wait(20)
        recall = pool.submit(alone, issuing.withdraw, ladder.who("vanthu"), document.pk, "Sai", ladder.at)
        with pytest.raises(StillWaiting):
            recall.result(0.5)
        may_commit.set()
        made = passing_on.result(20)
        recall.result(20)
    assert [fresh(row).state for row in (held, made)] == ["recalled", "recalled"]
