"""Reasons for which an agency ends the handling of a paper, those a person may choose, and the papers that answer
one."""

from dataclasses import dataclass

from django.db.models import F, Q

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.documents import rules
from tinhgon.documents.choices import OutgoingState, RelationKind
from tinhgon.documents.models import ClosingReason, Document
from tinhgon.documents.queries.visible import visible_to


@dataclass(frozen=True)
class ReasonRow:
    """A reason on the page that keeps them; `is_own` where the agency has put its own in the place of the house's."""

    reason: ClosingReason
    who: str
    is_own: bool


def closing_reasons(actor: Actor) -> list[ClosingReason]:
    """In force on the actor's day: the agency's own before the house's; one it has turned off is not there."""
    rows = (
        ClosingReason.objects.filter(Q(agency=None) | Q(agency_id=actor.agency_id), starts_on__lte=actor.on)
        .exclude(Q(agency=None) & Q(ends_on__lte=actor.on))
        .order_by("code", F("agency").asc(nulls_last=True), "-starts_on", "-id")
        .distinct("code")
    )
    found = [row for row in rows if row.ends_on is None or row.ends_on > actor.on]
    return sorted(found, key=lambda row: (row.order, row.name))


def reasons_to_close(actor: Actor, document: Document) -> list[ClosingReason]:
    """Those with which the actor may close this paper."""
    return [row for row in closing_reasons(actor) if rules.can_close_with(actor, document, row)]


def reason_rows(actor: Actor) -> list[ReasonRow]:
    return [ReasonRow(row, rules.who_words(row.who), row.agency_id is not None) for row in closing_reasons(actor)]


def replies_to(actor: Actor, document: Document) -> list[Document]:
    """The papers that went out in answer to one, and stand, as far as the actor sees them."""
    rows = visible_to(actor).filter(
        state=OutgoingState.ISSUED,
        relations__to_document=document,
        relations__kind=RelationKind.REPLIES,
        relations__withdrawn_at=None,
    )
    return list(rows.order_by("pk"))


def free_closing_code(actor: Actor, name: str) -> str:
    """A code for a reason the agency adds."""
    start = "-".join(vntext.fold(name).split())[:16] or "ly-do"
    taken = set(ClosingReason.objects.filter(agency_id=actor.agency_id).values_list("code", flat=True))
    taken |= {row.code for row in closing_reasons(actor)}
    return next(code for code in (start, *(f"{start}-{n}" for n in range(2, 1000))) if code not in taken)
