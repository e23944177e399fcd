"""An interruption entered twice at the same moment, by jobs whose transactions really commit, while a clerk takes
numbers of the same book."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.documents.actions import interruptions
from tinhgon.documents.models import Document, Interruption
from tinhgon.documents.tests.by_hand import filled
from tinhgon.documents.tests.ladder import Ladder
from tinhgon.documents.tests.test_interruptions import paper
from tinhgon.documents.tests.test_numbering_at_once import _at_once

COUNT = interruptions.entering.SMALL + 5


def test_two_jobs_and_a_clerk_at_once_make_no_gap_and_no_double(committed: Any) -> None:
    ladder, now = Ladder(committed), timezone.now()
    clerk, book = ladder.who("vanthu"), Book.objects.get(agency__key="ubnd", flow="incoming")
    content = filled(clerk, now, {book: [paper(number) for number in range(1, COUNT + 1)]})
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=1)
    row = interruptions.begin_interruption(clerk, content, "a.xlsx", midnight, now, "Mất điện", now)
    interruptions.enter_interruption(clerk, row.public_id, now)

    def take() -> None:
        for _ in range(3):
            with transaction.atomic():
                numbering.take(clerk, book, timezone.localdate(now), now)

    _at_once(*[lambda: interruptions.go_on(row.pk, now)] * 2, take)
    row = Interruption.objects.get(pk=row.pk)
    for left in row.rows.filter(state="waiting"):  # numbers that the clerk was given meanwhile
        interruptions.decide_rows(clerk, row.public_id, "next", now, row_ids=[left.pk])
    if row.state == "ready":
        interruptions.enter_interruption(clerk, row.public_id, now)
    numbers = sorted(Entry.objects.filter(period__book=book).values_list("number", flat=True))
    assert numbers == list(range(1, Period.objects.get(book=book).last_number + 1))
    assert Entry.objects.filter(period__book=book, state="used").count() == COUNT + 3
    assert Document.objects.filter(agency__key="ubnd", flow="incoming").count() == COUNT
    assert Interruption.objects.get(pk=row.pk).state == "done"
    assert all(report.is_intact for report in audit.verify())
