"""Cuối ngày of an office with 200 papers a day, with BENCH_PAPERS papers behind it against 10,000: what is left of the
day and the day's registers, and the number of queries. The day is made in a transaction that is never committed."""

from collections.abc import Callable
from typing import Any

import ground
import lists

OFFICE = "tinhuy"
A_DAY = 200
ROUNDS = 60


def make_the_day() -> None:
    """The newest papers of the office become those of today: half of them came in, half go out."""
    from django.utils import timezone

    from tinhgon.core.numbering.models import Entry
    from tinhgon.documents import queries
    from tinhgon.documents.models import Document

    clerk = ground.actor("vanthu", OFFICE)
    seen = queries.visible_to(clerk).filter(agency_id=clerk.agency_id)
    incoming = list(seen.filter(flow="incoming").exclude(entry=None).order_by("-pk").values_list("pk", flat=True)[:100])
    outgoing = list(seen.exclude(flow="incoming").order_by("-pk").values_list("pk", flat=True)[: A_DAY - 100])
    Document.objects.filter(pk__in=incoming).update(state="registered", waits_for=None)
    for state, ids in zip(
        ("signed", "numbered", "approved"), (outgoing[:40], outgoing[40:80], outgoing[80:]), strict=True
    ):
        unnumbered = {} if state == "numbered" else {"entry": None, "number": "", "code": "", "register_number": None}
        Document.objects.filter(pk__in=ids).update(state=state, **unnumbered)
    entries = Document.objects.filter(pk__in=[*incoming, *outgoing]).exclude(entry=None).values("entry_id")
    Entry.objects.filter(pk__in=entries).update(taken_at=timezone.now())


def main() -> None:
    with ground.stand() as here:
        from django.db import connections
        from django.utils import timezone

        from tinhgon.desk import queries

        opened = {papers: lists.connect(here, papers) for papers in (ground.FEW, ground.PAPERS)}

        def on(papers: int) -> Callable[[], Any]:
            def run() -> Any:
                connections["default"] = opened[papers]
                return queries.end_of_day(clerk, timezone.now())

            return run

        for connection in opened.values():
            connections["default"] = connection
            connection.set_autocommit(False)
            make_the_day()
        clerk = ground.actor("vanthu", OFFICE)
        many, few = on(ground.PAPERS), on(ground.FEW)
        left = [side().left_count for side in (few, many)]
        counts = [lists.statements(side) for side in (few, many)]
        value, baseline = ground.side_by_side(many, few, ROUNDS)
        ground.compare(
            "end of day", value, baseline, "<= 1.2", unit="ms", papers=ground.PAPERS, left=left, queries=counts
        )
        for connection in opened.values():
            connection.rollback()
            connection.close()


if __name__ == "__main__":
    main()
