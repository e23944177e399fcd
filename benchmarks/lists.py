"""Pages of the lists with BENCH_PAPERS papers against the same pages with 10,000, for a clerk, a leader, a specialist
and a chief of office; the reader who sees nearly nothing against the one who sees all; and the number of queries."""

import statistics
from collections.abc import Callable
from typing import Any

import ground

READERS = ("vanthu", "lanhdao", "chuyenvien", "chanhvp")
# The security officer: a post of the office that no paper is addressed to.
WIDEST, MOST_RESTRICTED = "lanhdao", "antoan"
OFFICE = "tinhuy"
ROUNDS = 15
BLOCKS = 4

Pages = dict[tuple[str, str], Callable[[], Any]]


def pages() -> Pages:
    """Every page to open, in the database that Django points at now."""
    from django.utils import timezone

    from tinhgon.documents import queries

    at = timezone.now()
    found: Pages = {}
    for name in (*READERS, MOST_RESTRICTED):
        who = ground.actor(name, OFFICE)
        for tab in ("mine", "all"):
            chosen = queries.ListFilter(tab=tab)
            found[f"incoming, {tab}", name] = lambda w=who, c=chosen: queries.incoming_page(w, c, at)
            found[f"outgoing, {tab}", name] = lambda w=who, t=tab: queries.outgoing_page(w, t)
    return found


def statements(work: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        work()
    return len(caught)


def main() -> None:
    with ground.stand() as here:
        times: dict[int, dict[tuple[str, str], list[float]]] = {ground.FEW: {}, ground.PAPERS: {}}
        counts: dict[int, dict[tuple[str, str], int]] = {ground.FEW: {}, ground.PAPERS: {}}
        for _ in range(BLOCKS):
            for papers in (ground.FEW, ground.PAPERS):
                here.use(papers)
                for page, work in pages().items():
                    counts[papers][page] = statements(work)
                    times[papers].setdefault(page, []).extend(ground.milliseconds(work, ROUNDS))
        few, many = ({page: statistics.median(t) for page, t in times[p].items()} for p in (ground.FEW, ground.PAPERS))
        for (page, reader), value in many.items():
            ground.compare(
                "lists", value, few[page, reader], "<= 1.3", unit="ms", papers=ground.PAPERS, page=page, reader=reader,
                queries=[counts[ground.FEW][page, reader], counts[ground.PAPERS][page, reader]],
            )  # fmt: skip
        for page in dict.fromkeys(page for page, _ in many):
            ground.compare(
                "lists, most restricted against widest", many[page, MOST_RESTRICTED], many[page, WIDEST], "<= 1.1",
                unit="ms", papers=ground.PAPERS, page=page,
            )  # fmt: skip


if __name__ == "__main__":
    main()
