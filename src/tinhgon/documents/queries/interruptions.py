"""Files of interruptions as the clerks of the agency look at them: how many rows wait for a decision, each row beside
what it clashes with. Of a paper the clerk may not see only its number is said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from tinhgon.core.actor import Actor
from tinhgon.documents import rules
from tinhgon.documents.choices import Clash, Decision, SheetRowState
from tinhgon.documents.models import Document, Interruption, SheetRow
from tinhgon.documents.queries.visible import visible_to

PAGE = 50
ERRORS = "errors"
_WAITING = Q(rows__state=SheetRowState.WAITING)


@dataclass(frozen=True)
class Beside:
    """What a row clashes with: a paper that stands in the book, or another row of the file."""

    label: str
    words: str
    document: Document | None = None
    row: SheetRow | None = None


@dataclass(frozen=True)
class RowView:
    row: SheetRow
    beside: list[Beside]
    document: Document | None

    @property
    def open_decisions(self) -> list[Decision]:
        return [decision for decision in Decision if decision in self.row.open_decisions]

    @property
    def subject(self) -> str:
        return str(self.row.cells.get("content", ""))


@dataclass(frozen=True)
class Group:
    """Undecided rows of a kind, and what may be decided of all of them at once."""

    kind: str
    label: str
    count: int
    open_decisions: list[Decision]


def interruptions(actor: Actor) -> list[Interruption]:
    """Newest first, with how many rows wait and are done."""
    if not rules.can_enter_interruption(actor):
        return []
    rows = Interruption.objects.filter(agency_id=actor.agency_id)
    done = Count("rows", filter=Q(rows__state=SheetRowState.DONE))
    return list(rows.annotate(done_count=done, waiting_count=Count("rows", filter=_WAITING)).order_by("-id")[:50])


def interruption(actor: Actor, public_id: UUID) -> Interruption | None:
    rows = Interruption.objects.filter(public_id=public_id).annotate(
        done_count=Count("rows", filter=~Q(rows__state=SheetRowState.WAITING)),
        waiting_count=Count("rows", filter=_WAITING),
    )
    found = rows.first()
    return found if found is not None and rules.can_see_interruption(actor, found) else None


def groups(interruption: Interruption) -> list[Group]:
    """What is undecided, by kind."""
    rows = _undecided(interruption)
    counts: Counter[str] = Counter()
    open_of: dict[str, frozenset[str]] = {}
    for row in rows:
        for kind in [ERRORS] if row.errors else [clash["kind"] for clash in row.clashes]:
            counts[kind] += 1
            open_of[kind] = open_of.get(kind, row.open_decisions) & row.open_decisions
    labels = {ERRORS: "Ô ghi sai", **dict(Clash.choices)}
    return [
        Group(kind, labels[kind], counts[kind], [d for d in Decision if d in open_of[kind]])
        for kind in labels
        if counts[kind]
    ]


def undecided_count(interruption: Interruption) -> int:
    return len(_undecided(interruption))


def rows(actor: Actor, interruption: Interruption, kind: str = "", after: int = 0) -> tuple[list[RowView], int | None]:
    """A page of rows in the order of the file (all, or the undecided of a kind), and the row the next begins behind."""
    found = interruption.rows.filter(pk__gt=after).select_related("book", "entry").order_by("pk")
    if kind == ERRORS:
        found = found.filter(state=SheetRowState.WAITING, decision="").exclude(errors=[])
    elif kind in Clash.values:
        found = found.filter(state=SheetRowState.WAITING, decision="", clashes__contains=[{"kind": kind}])
    elif kind == "left":
        found = found.filter(state=SheetRowState.WAITING, decision="").exclude(errors=[], clashes=[])
    page = list(found[: PAGE + 1])
    return _views(actor, page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else None


def _undecided(interruption: Interruption) -> list[SheetRow]:
    rows = interruption.rows.filter(state=SheetRowState.WAITING, decision="")
    return list(rows.exclude(errors=[], clashes=[]).only("errors", "clashes", "decision", "state"))


def _views(actor: Actor, rows: Sequence[SheetRow]) -> list[RowView]:
    named = [clash for row in rows for clash in row.clashes]
    asked = [clash.get("document") for clash in named] + [row.document_id for row in rows]
    papers = {paper.pk: paper for paper in visible_to(actor).filter(pk__in={pk for pk in asked if pk})}
    others = SheetRow.objects.in_bulk({clash["row"] for clash in named if clash.get("row")})
    return [
        RowView(
            row,
            [
                Beside(
                    Clash(clash["kind"]).label,
                    clash["words"],
                    papers.get(clash.get("document") or 0),
                    others.get(clash.get("row") or 0),
                )
                for clash in row.clashes
            ],
            papers.get(row.document_id or 0),
        )
        for row in rows
    ]
