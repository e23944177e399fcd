"""Two clerks at the same book at the same moment, with transactions that really commit."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tinhgon.core.numbering.models import Entry, Period
from tinhgon.documents.actions import issuing
from tinhgon.documents.models import Document
from tinhgon.documents.tests.ladder import Ladder


def _at_once(*acts):
    """Run every act in a thread of its own, all starting together."""
    start = threading.Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [task.result() for task in [pool.submit(run, act) for act in acts]]


def test_one_after_another(province):
    ladder = Ladder(province)
    assert [ladder.numbered().register_number for _ in range(2)] == [1, 2]


def test_many_numbers_at_once_have_no_gap_and_no_double(committed):
    ladder = Ladder(committed)
    papers = [ladder.signed() for _ in range(6)]
    clerk, at = ladder.who("vanthu"), ladder.at
    numbered = _at_once(*[lambda pk=paper.pk: issuing.number(clerk, pk, at) for paper in papers])
    assert sorted(paper.register_number for paper in numbered) == [1, 2, 3, 4, 5, 6]
    period = Period.objects.get(entries__document=papers[0])
    assert period.last_number == Entry.objects.filter(period=period).count() == 6


def test_the_same_paper_at_once_gets_one_number_and_arrives_once(committed):
    ladder = Ladder(committed)
    paper = ladder.signed()
    clerk, at = ladder.who("vanthu"), ladder.at
    both = _at_once(*[lambda: issuing.number(clerk, paper.pk, at)] * 3)
    assert {found.code for found in both} == {"01/UBND-VX"}
    assert Entry.objects.filter(document=paper).count() == 1
    ladder.to(paper, "tanhoa", "phuloc")
    _at_once(*[lambda: issuing.issue(clerk, paper.pk, at)] * 3)
    assert Document.objects.filter(source=paper).count() == 2
