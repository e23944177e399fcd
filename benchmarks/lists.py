"""Pages of the lists with BENCH_PAPERS papers against the same pages with 10,000, for a clerk, a leader, a specialist
and a chief of office; the reader who sees nearly nothing against the one who sees all; and the number of queries."""

from collections.abc import Callable
from typing import Any

import ground

READERS = ("vanthu", "lanhdao", "chuyenvien", "chanhvp")
# The security officer: a post of the office that no paper is addressed to.
WIDEST, MOST_RESTRICTED = "lanhdao", "antoan"
OFFICE = "tinhuy"
ROUNDS = 40

Pages = dict[tuple[str, str], Callable[[], Any]]


def pages() -> Pages:
    """Every page to open, by the people of the database that Django points at now."""
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
    """Counted at the second call: the first may look up what is kept. `work` itself says to whom it speaks."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connections["default"]) as caught:
        work()
    return len(caught)


def connect(here: ground.Ground, papers: int) -> Any:
    """An open connection to the database of so many papers, to be put in Django's place by turns."""
    from django.db import connections

    here.use(papers)
    opened = connections["default"]
    opened.ensure_connection()
    connections["default"] = connections.create_connection("default")
    return opened


def main() -> None:
    with ground.stand() as here:
        from django.db import connections

        opened = {papers: connect(here, papers) for papers in (ground.FEW, ground.PAPERS)}

        def on(papers: int, work: Callable[[], Any]) -> Callable[[], Any]:
            def run() -> Any:
                connections["default"] = opened[papers]
                return work()

            return run

        many: dict[tuple[str, str], float] = {}
        connections["default"] = opened[ground.FEW]
        # The people are the same in both: the large database grew out of the small one.
        for (page, reader), work in pages().items():
            sides = [on(papers, work) for papers in (ground.PAPERS, ground.FEW)]
            counts = [statements(side) for side in reversed(sides)]
            value, baseline = ground.side_by_side(*sides, ROUNDS)
            many[page, reader] = value
            ground.compare(
                "lists", value, baseline, "<= 1.3", unit="ms", papers=ground.PAPERS, page=page, reader=reader,
                queries=counts,
            )  # fmt: skip
        for page in dict.fromkeys(page for page, _ in many):
            ground.compare(
                "lists, most restricted against widest", many[page, MOST_RESTRICTED], many[page, WIDEST], "<= 1.1",
                unit="ms", papers=ground.PAPERS, page=page,
            )  # fmt: skip
        for connection in opened.values():
            connection.close()


if __name__ == "__main__":
    main()
