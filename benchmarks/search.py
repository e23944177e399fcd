"""Search with rights against the same SQL without them: the reader's ids are taken out of every condition, nothing
else changes. For the reader who sees all of the office and for one who sees little."""

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ground

OFFICE = "tinhuy"
READERS = ("lanhdao", "vanthu", "chuyenvien", "antoan")
ROUNDS = 25


def words() -> list[str]:
    """A number and symbol, a phrase met in few papers, a common pair of words, the same without diacritics."""
    from tinhgon.documents.models import Document

    paper = Document.objects.filter(flow="incoming").exclude(code="").order_by("-pk")[0]
    few = " ".join(paper.subject.split()[:5])
    return [paper.code, f'"{few}"', "chuyển đổi số", "chuyen doi so"]


def bare(text: str) -> tuple[str, dict[str, Any]]:
    """What `search` sends, without the conditions of rights."""
    from django.db import connection

    sent: dict[str, Any] = {}

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        for table in ("s", "d"):
            sql = sql.replace(f"{table}.reader_ids && %(readers)s::int[] AND ", "")
        # The planner is asked about it without rights too.
        if "readers" in (params or {}) and not sql.startswith("EXPLAIN"):
            sent.update(sql=sql, params=params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        found(ground.actor(READERS[0], OFFICE), text)
    if "reader" in sent["sql"]:
        raise SystemExit("search.py does not know the conditions of rights any more")
    return sent["sql"], sent["params"]


def run(sql: str, params: dict[str, Any]) -> None:
    """As the search itself runs it, but without its time limit."""
    from django.db import connection

    from tinhgon.documents.queries import search

    with search.planned(timeout_ms=600_000), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.fetchall()


def found(who: Any, text: str) -> int | None:
    """How many of the newest papers meet the text; None when the search gave up at its time limit."""
    from tinhgon.documents import queries
    from tinhgon.documents.queries import search

    try:
        return len(search.newest_matches(who, text))
    except queries.SearchTooWide:
        return None


def processor_ms() -> float:
    """What the server's process has used of a processor, as the kernel counts it: on a busy machine this says more than
    the clock, for a longer query is interrupted more often."""
    from django.db import connection

    connection.ensure_connection()
    counted = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(counted.read_text().split()[0]) / 1e6 if counted.exists() else 0.0


def used(work: Callable[[], object]) -> float:
    """Median of the processor time of a call, in milliseconds."""
    times = []
    for _ in range(5):
        before = processor_ms()
        work()
        times.append(processor_ms() - before)
    return round(statistics.median(times), 2)


def main() -> None:
    with ground.stand() as here:
        here.use(ground.PAPERS)
        for text in words():
            sql, params = bare(text)
            for reader in READERS:
                who = ground.actor(reader, OFFICE)
                sides = (
                    lambda w=who, t=text: found(w, t),
                    lambda s=sql, p=params: run(s, p),
                )
                value, baseline = ground.side_by_side(*sides, ROUNDS)
                ground.compare(
                    "search", value, baseline, "<= 1.5", unit="ms", papers=ground.PAPERS, reader=reader, text=text,
                    found=found(who, text), processor_ms=[used(side) for side in sides],
                )  # fmt: skip


if __name__ == "__main__":
    main()
