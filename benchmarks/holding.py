"""Ai đang giữ, by a number in the book, a number and symbol and the beginning of one, over BENCH_PAPERS papers, against
the page of one paper found by its key; for those who see most and those who see nearly nothing."""

from collections.abc import Callable
from typing import Any

import ground

READERS = ("vanthu", "lanhdao", "antoan")
OFFICE = "tinhuy"
ROUNDS = 60


def asked(actor: Any) -> tuple[dict[str, str], Any]:
    """What is said on the telephone of papers a clerk sees, and the key of one of them."""
    from tinhgon.documents import queries
    from tinhgon.documents.models import Document

    seen = queries.visible_to(actor).filter(agency_id=actor.agency_id).exclude(register_number=None).exclude(code="")
    rows: list[Document] = list(seen.order_by("-pk")[200:400])
    rows = rows or list(seen.order_by("-pk")[:1])
    paper = rows[len(rows) // 2]
    number = paper.number or paper.code[:3]
    words = {
        "number in the book": str(paper.register_number),
        "whole": paper.code,
        "number": number,
        "two digits": number[:2].zfill(2),
        "no such number": "987654321",
    }
    return words, paper.public_id


def main() -> None:
    with ground.stand() as here:
        here.use(ground.PAPERS)
        from tinhgon.desk import queries
        from tinhgon.documents import queries as documents

        words, key = asked(ground.actor("vanthu", OFFICE))
        clerk = ground.actor("vanthu", OFFICE)

        def page() -> Any:
            found = documents.document_page(clerk, key)
            assert found is not None
            return found

        for reader in READERS:
            who = ground.actor(reader, OFFICE)
            for kind, text in words.items():
                work: Callable[[], Any] = lambda w=who, t=text: queries.holding(w, t)  # noqa: E731
                value, baseline = ground.side_by_side(work, page, ROUNDS)
                ground.compare(
                    "holding", value, baseline, "<= 1.5", unit="ms", papers=ground.PAPERS, asked=kind, reader=reader,
                    found=len(work()),
                )  # fmt: skip


if __name__ == "__main__":
    main()
