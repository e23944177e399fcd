"""Recall with transactions that really commit: a copy that is being passed on while its sender withdraws the paper."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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


def test_a_copy_that_was_on_its_way_is_recalled(ladder: Ladder, until_awaited: Callable[[], None]) -> None:
    document, written = ladder.issued("tinhuy"), Event()
    held = Document.objects.get(source=document)
    intake.register_arrived(ladder.province.actor("vanthu.tinhuy"), held.pk, ladder.at)

    @transaction.atomic
    def slowly() -> Document:
        made = passed_on(ladder.province, held, "tinhuy", "mttq", ladder.at)
        written.set()
        until_awaited()
        return made

    with ThreadPoolExecutor(2) as pool:
        passing_on = pool.submit(alone, slowly)
        assert written.wait(120)
        recall = pool.submit(alone, issuing.withdraw, ladder.who("vanthu"), document.pk, "Sai", ladder.at)
        made = passing_on.result()
        recall.result()
    assert [fresh(row).state for row in (held, made)] == ["recalled", "recalled"]
