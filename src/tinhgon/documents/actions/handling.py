"""The handling columns of a paper, written for the app that owns people's work (decision 8), so that lists and
registers never join upward."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import require
from tinhgon.documents import lifecycle, rules
from tinhgon.documents.actions import closing, readers
from tinhgon.documents.choices import HandlingClass
from tinhgon.documents.models import Document


@dataclass(frozen=True)
class Handling:
    """Who leads, by when; principals that come on the chain; whom the paper waits for now."""

    lead_unit_id: int | None = None
    lead_post_id: int | None = None
    due_at: datetime | None = None
    chain: tuple[int, ...] = ()
    waits_for_id: int | None = None


@transaction.atomic
def direct(
    actor: Actor,
    document_id: int,
    handling: Handling,
    on: date,
    at: datetime,
    *,
    closes_with: str = "",
    closes_as: str = closing.OTHER,
) -> Document:
    """A leader's direction puts an incoming paper into handling. The caller has asked its own rule.

    With words (`closes_with`) it ends the handling at once, as the reason `closes_as` of the agency's list: for
    information, filed (office-practice B 20).
    """
    document = lifecycle.locked(document_id, actor.agency_id)
    require(rules.can_see(actor, document))
    readers.compile_readers(document, on, handling.chain)
    directed = lifecycle.advance(
        actor,
        document,
        "direct",
        at,
        detail={"due_at": handling.due_at},
        lead_unit_id=handling.lead_unit_id,
        lead_post_id=handling.lead_post_id,
        due_at=handling.due_at,
        waits_for_id=handling.waits_for_id,
        handling=HandlingClass.OPEN,
    )
    if not closes_with:
        return directed
    directed.progress = 100
    directed.save(update_fields=["progress"])
    return closing.end(actor, directed, closing.reason_or_other(actor, closes_as), closes_with, at, words_only=True)


@transaction.atomic
def end(actor: Actor, document: Document, reason: str, at: datetime, *, closes_as: str = closing.OTHER) -> Document:
    """What an upper app decided ends the handling of a locked paper, as an answer to an invitation does
    (office-practice B 20). The caller has asked its own rule."""
    return closing.end(actor, document, closing.reason_or_other(actor, closes_as), reason, at, words_only=True)


@transaction.atomic
def add_to_chain(agency_id: int, document_id: int, chain: Iterable[int], on: date) -> None:
    """Let those who take part in the work read the paper."""
    readers.compile_readers(lifecycle.locked(document_id, agency_id), on, chain)


@transaction.atomic
def set_progress(
    agency_id: int,
    document_id: int,
    *,
    progress: int,
    is_done: bool = False,
    at: datetime,
    due_at: datetime | None = None,
    waits_for_id: int | None = None,
) -> None:
    """Follow the work: percent, done or not, whom it waits for; `due_at` only when an extension was granted."""
    document = lifecycle.locked(document_id, agency_id)
    document.progress = 100 if is_done else progress
    document.handling = HandlingClass.DONE if is_done else HandlingClass.OPEN
    document.handled_at = at if is_done else None
    document.waits_for_id = waits_for_id
    if due_at is not None:
        document.due_at = due_at
    document.save(update_fields=["progress", "handling", "handled_at", "waits_for", "due_at"])
