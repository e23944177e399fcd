"""Two clerks at the same book at the same moment, with transactions that really commit; and how little of an act the
book's row is locked for."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering.models import Entry, Period
from tinhgon.documents.actions import intake, issuing, papers
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
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


def test_many_registered_at_once_have_no_gap_and_no_double(committed):
    clerk = committed.actor("vanthu.tinhuy")
    given = {"is_declared_not_secret": True, "issuer": "Sở Nội vụ", "subject": "Thử"}

    def register(seed):
        file = papers.Upload(files.pdf(seed), "den.pdf")
        return intake.register_file(clerk, given, timezone.now(), request_key="", file=file, accepts_duplicate=True)

    made = _at_once(*[lambda seed=seed: register(seed) for seed in (1, 2, 3, 4, 4)])
    assert sorted(paper.register_number for paper in made) == [1, 2, 3, 4, 5]
    assert all(chain.is_intact for chain in audit.verify())


def _statements(act) -> list[str]:
    """What is asked of the database, save for the marks of nested transactions."""
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def test_the_book_is_locked_by_the_last_statement_of_numbering(province):
    """The paper, its number and its history in one; whatever is asked is asked before."""
    ladder = Ladder(province)
    ladder.numbered()
    paper = ladder.signed()
    clerk, at = ladder.who("vanthu"), ladder.at
    asked = _statements(lambda: issuing.number(clerk, paper.pk, at))
    assert [("numbering_period" in sql, "audit_event" in sql) for sql in asked] == [
        (False, False),
        (False, False),
        (True, True),
    ]


def test_registering_makes_few_trips_and_locks_the_book_last(province):
    clerk = province.actor("vanthu.tinhuy")
    content = files.pdf(3)

    def register():
        file = papers.Upload(content, "den.pdf", True)
        intake.register_file(
            clerk, {"is_declared_not_secret": True}, timezone.now(), request_key="", file=file, accepts_duplicate=True
        )

    register()
    asked = _statements(register)
    assert len(asked) <= 8
    assert ["UPDATE numbering_period" in sql for sql in asked] == [False] * (len(asked) - 1) + [True]
