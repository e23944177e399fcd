"""What becomes of a row that cannot be entered as it stands: decided by the clerk, row by row or for all of one kind.
Refuses what the clash does not leave open, and one number for two papers."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions.interruptions import beginning
from tinhgon.documents.choices import Clash, Decision, SheetRowState
from tinhgon.documents.models import Interruption, SheetRow

_KEEPS_NUMBER = {Decision.AS_USED, Decision.VOID}
ERRORS = "errors"


@transaction.atomic
def decide_rows(
    actor: Actor,
    public_id: UUID,
    decision: str,
    at: datetime,
    *,
    row_ids: Iterable[int] = (),
    kind: str = "",
    note: str = "",
) -> list[SheetRow]:
    """Decide the named rows, or every undecided one with a kind of clash (`errors` for those that cannot be read)."""
    interruption = beginning.locked(actor, public_id)
    require(rules.can_decide_rows(actor, interruption), code="state")
    waiting = list(interruption.rows.filter(state=SheetRowState.WAITING).order_by("pk"))
    chosen = _chosen(waiting, set(row_ids), kind)
    if not chosen:
        raise Refused("Chọn dòng cần quyết định.", field="rows")
    note = " ".join(note.split())[:300]
    for row in chosen:
        require(rules.can_decide_so(row, decision), code="invalid")
        row.decision, row.decided_by = decision, actor.label
        row.note, row.problem = note or row.note, ""
    if decision in _KEEPS_NUMBER:
        _require_one_each(waiting, chosen)
    SheetRow.objects.bulk_update(chosen, ["decision", "decided_by", "note", "problem"], batch_size=500)
    # Who leaves a number out opens a gap, or closes one.
    beginning.compare(actor, interruption)
    detail = {"count": len(chosen), "outcome": Decision(decision).label, "note": note}
    beginning.record(actor, "documents.decide_sheet_rows", interruption, at, detail)
    return chosen


def undecided(interruption: Interruption) -> int:
    rows = interruption.rows.filter(state=SheetRowState.WAITING, decision="").exclude(errors=[], clashes=[])
    return rows.count()


def _chosen(waiting: list[SheetRow], ids: set[int], kind: str) -> list[SheetRow]:
    if ids:
        return [row for row in waiting if row.pk in ids]
    if kind == ERRORS:
        return [row for row in waiting if row.errors and not row.decision]
    if kind not in Clash.values:
        return []
    return [row for row in waiting if not row.decision and any(clash["kind"] == kind for clash in row.clashes)]


def _require_one_each(waiting: list[SheetRow], chosen: list[SheetRow]) -> None:
    """A number stands for one paper."""
    ids = {row.pk for row in chosen}
    held = {_place(row): row for row in waiting if row.pk not in ids and row.decision in _KEEPS_NUMBER}
    for row in chosen:
        if (other := held.get(_place(row))) is not None:
            raise Refused(
                f"{row}: số {row.number} đã dành cho {other}. Chọn “{Decision.NEXT.label}” cho một trong hai dòng.",
                code="invalid",
            )
        held[_place(row)] = row


def _place(row: SheetRow) -> tuple[int, int, int | None]:
    return row.book_id, row.given_on.year if row.given_on else 0, row.number
