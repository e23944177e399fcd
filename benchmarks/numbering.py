"""Fifty clients numbering signed papers in one book through the action, against fifty clients that only run
`UPDATE … RETURNING` on one row, each with its commit. Every client is a process, so that none waits for another's
Python. The two take turns, medians are compared. Refuses a result with a gap, a double or a broken chain of history."""

import multiprocessing
import multiprocessing.synchronize
import os
import statistics
import time
from collections.abc import Callable

import ground
import psycopg

CLIENTS = 50
EACH = int(os.environ.get("BENCH_NUMBERS", "20"))
TURNS = 3
OFFICE = "ubnd"


def signed_papers(count: int) -> list[int]:
    """Signed papers of one kind, that wait for numbers of one book."""
    from django.utils import timezone

    from tinhgon.documents.choices import OutgoingState
    from tinhgon.documents.models import Document

    like = Document.objects.filter(agency__key=OFFICE, flow="outgoing", type__code="CV").order_by("-pk")[0]
    now = timezone.now()
    made = [
        Document(
            agency_id=like.agency_id, flow=like.flow, state=OutgoingState.SIGNED, issuing_body_id=like.issuing_body_id,
            owner_unit_id=like.owner_unit_id, type_id=like.type_id, subject=f"Văn bản đo số {i}",
            reader_ids=like.reader_ids, chain_ids=like.chain_ids, created_at=now, created_by="Đo",
            issued_on=timezone.localdate(now),
        )
        for i in range(count)
    ]  # fmt: skip
    return [document.pk for document in Document.objects.bulk_create(made)]


def rate(work: Callable[[int, multiprocessing.synchronize.Barrier], None], count: int) -> float:
    """How many a second all clients do together; the clock starts when all are connected."""
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(CLIENTS + 1)
    clients = [fork.Process(target=work, args=(index, barrier)) for index in range(CLIENTS)]
    for client in clients:
        client.start()
    barrier.wait()
    started = time.perf_counter()
    for client in clients:
        client.join()
    if any(client.exitcode for client in clients):
        raise SystemExit("a client failed")
    return count / (time.perf_counter() - started)


def main() -> None:
    with ground.stand() as here, here.copy(ground.FEW):
        from django.db import connections
        from django.utils import timezone

        from tinhgon.core.audit import queries as audit
        from tinhgon.core.numbering.models import Entry, Period
        from tinhgon.documents.actions import issuing
        from tinhgon.documents.models import Document

        papers = signed_papers(CLIENTS * EACH * TURNS)
        now = papers
        clerk = ground.actor("vanthu", OFFICE)
        connections.close_all()

        def number(index: int, barrier: multiprocessing.synchronize.Barrier) -> None:
            connections["default"].ensure_connection()
            barrier.wait()
            for pk in now[index::CLIENTS]:
                issuing.number(clerk, pk, timezone.now())

        def update(index: int, barrier: multiprocessing.synchronize.Barrier) -> None:
            with psycopg.connect(here.url, autocommit=True) as connection:
                barrier.wait()
                for _ in range(EACH):
                    connection.execute("UPDATE bench_counter SET n = n + 1 RETURNING n").fetchone()

        with psycopg.connect(here.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE bench_counter (n int)")
            connection.execute("INSERT INTO bench_counter VALUES (0)")
        value, bare = [], [rate(update, CLIENTS * EACH)]
        for turn in range(TURNS):
            now = papers[turn::TURNS]
            value.append(rate(number, len(now)))
            bare.append(rate(update, CLIENTS * EACH))

        given = sorted(Document.objects.filter(pk__in=papers).values_list("register_number", flat=True))
        period = Period.objects.get(entries__document__pk=papers[0])
        whole = given == list(range(given[0], given[0] + len(papers))) and given[-1] == period.last_number
        if not all(chain.is_intact for chain in audit.verify()):
            raise SystemExit("a link of history is broken")
        if not whole or Entry.objects.filter(document__pk__in=papers).count() != len(papers):
            raise SystemExit("a number is missing or double")
        ground.compare(
            "numbering", statistics.median(value), statistics.median(bare), ">= 0.15", unit="numbers a second",
            clients=CLIENTS, numbers=len(papers), turns=[round(rate) for rate in value],
            bare_turns=[round(rate) for rate in bare], gaps=0, doubles=0, chain_is_intact=True,
        )  # fmt: skip
        connections.close_all()


if __name__ == "__main__":
    main()
