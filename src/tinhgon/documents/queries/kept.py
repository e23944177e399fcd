"""The record kept with the copy of a paper going out: initials, opinions and the signature, by whom and on which draft.
It stands beside the issued file and is no part of it: a Party paper bears no initials (office-practice C 23)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tinhgon.core.actor import Actor
from tinhgon.documents.choices import INITIALS, StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation

_GIVEN = (StepState.APPROVED, StepState.SENT_BACK)


@dataclass(frozen=True)
class Mark:
    """One word given on the way up; initials are marked as such."""

    what: str
    by: str
    result: str
    at: datetime | None
    draft: int | None
    opinion: str
    is_initial: bool


@dataclass(frozen=True)
class KeptRecord:
    document: Document
    agency: str
    bloc: str
    drafter: str
    marks: list[Mark]


def kept_record(actor: Actor, public_id: UUID) -> KeptRecord | None:
    """Of a paper of the actor's own side; None when there is none that the actor may read."""
    rows = visible_to(actor).filter(public_id=public_id).select_related("type", "issuing_body", "drafter", "origin")
    document = rows.first()
    if document is None or document.is_incoming:
        return None
    steps = list(document.steps.filter(state__in=_GIVEN).select_related("post", "version"))
    steps.sort(key=lambda step: (step.round, step.place, step.ordinal))
    own = organisation.profile(document.agency_id)
    origin = getattr(document, "origin", None)
    drafter = f"{origin.drafted_by}; thẩm định: {origin.appraised_by}" if origin else document.created_by
    return KeptRecord(document, own.name, own.bloc, drafter, [_mark(step) for step in steps])


def _mark(step: ApprovalStep) -> Mark:
    return Mark(
        step.get_kind_display(),
        step.decided_by,
        step.get_state_display(),
        step.decided_at,
        step.version.ordinal if step.version else None,
        step.opinion,
        step.kind in INITIALS and step.state == StepState.APPROVED,
    )
