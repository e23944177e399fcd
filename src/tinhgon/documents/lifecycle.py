"""The two tables of moves of a paper and the only writer of `state` (law 2)."""

from datetime import date, datetime
from typing import Any

from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering.models import Book
from tinhgon.core.verdict import Refused
from tinhgon.documents.choices import STATES
from tinhgon.documents.choices import IncomingState as I
from tinhgon.documents.choices import OutgoingState as O
from tinhgon.documents.models import Document

# move → (states it may start from, state it ends in, audit verb)
INCOMING: dict[str, tuple[tuple[str, ...], str, str]] = {
    "register": ((I.ARRIVED,), I.REGISTERED, "documents.register"),
    "refuse": ((I.ARRIVED,), I.REFUSED, "documents.refuse"),
    "direct": ((I.REGISTERED, I.DIRECTED), I.DIRECTED, "tasks.direct"),
    "close": ((I.REGISTERED, I.DIRECTED), I.CLOSED, "documents.close"),
    "reopen": ((I.CLOSED,), I.DIRECTED, "documents.reopen"),
    "recall": ((I.ARRIVED, I.REGISTERED, I.DIRECTED, I.CLOSED), I.RECALLED, "documents.recalled"),
}
OUTGOING: dict[str, tuple[tuple[str, ...], str, str]] = {
    "submit": ((O.DRAFT,), O.SUBMITTED, "documents.submit"),
    "send_back": ((O.SUBMITTED, O.APPROVED), O.DRAFT, "documents.send_back"),
    "pull_back": ((O.SUBMITTED,), O.DRAFT, "documents.pull_back"),
    "agree_with_changes": ((O.SUBMITTED,), O.DRAFT, "documents.agree_with_changes"),
    # The proposal from below that the paper was built on was called back.
    "lose_ground": ((O.SUBMITTED, O.APPROVED), O.DRAFT, "documents.lose_ground"),
    "approve": ((O.SUBMITTED,), O.APPROVED, "documents.approve"),
    "sign": ((O.APPROVED,), O.SIGNED, "documents.sign_by_hand"),
    "sign_again": ((O.SIGNED,), O.SIGNED, "documents.replace_signed"),
    "number": ((O.SIGNED,), O.NUMBERED, "documents.number"),
    # A joint paper, in the agencies of those who sign it besides the body that leads.
    "cosign": ((O.APPROVED, O.COSIGNED), O.COSIGNED, "documents.cosign"),
    "refuse_to_sign": ((O.SUBMITTED, O.APPROVED), O.DRAFT, "documents.refuse_to_sign"),
    "void_cosign": ((O.SUBMITTED, O.APPROVED, O.COSIGNED), O.DRAFT, "documents.void_cosign"),
    "issue_joint": ((O.COSIGNED,), O.ISSUED, "documents.issue_joint"),
    "end_joint": ((O.DRAFT, O.SUBMITTED, O.APPROVED, O.COSIGNED), O.ABANDONED, "documents.end_joint"),
    "return_joint": ((O.APPROVED,), O.DRAFT, "documents.return_joint"),
    "issue": ((O.NUMBERED,), O.ISSUED, "documents.issue"),
    # A paper inside the office whose body keeps no book for it.
    "issue_unnumbered": ((O.SIGNED,), O.ISSUED, "documents.issue"),
    "withdraw": ((O.ISSUED,), O.WITHDRAWN, "documents.withdraw"),
    "abandon": ((O.DRAFT,), O.ABANDONED, "documents.abandon"),
}


def locked(document_id: int, agency_id: int) -> Document:
    """The row of an agency's paper, locked until the end of the transaction."""
    papers = Document.objects.select_related("type", "issuing_body", "lead_post", "drafter", "book")
    return papers.select_for_update(of=("self",)).get(pk=document_id, agency_id=agency_id)


def locked_row(document_id: int, agency_id: int) -> Document:
    """The same without its neighbours, which are read when somebody asks for them: for acts of every minute."""
    document = rows.find(Document, lock=True, id=document_id, agency_id=agency_id)
    if document is None:
        raise Document.DoesNotExist
    return document


def advance(
    actor: Actor, document: Document, move: str, at: datetime, *, detail: dict[str, Any] | None = None, **changes: Any
) -> Document:
    """Make a move of the paper's table, together with other columns, and write history.

    `document` must come from `locked`. Raises Refused when the paper is not in a state the move starts from.
    Call it last in the transaction: it locks the agency's audit chain.
    """
    event = _moved(actor, document, move, at, detail, changes)
    rows.update(document, ["state", *changes])
    rows.insert(event)
    return document


def advance_with_number(
    actor: Actor,
    document: Document,
    move: str,
    at: datetime,
    book: Book,
    on: date,
    *,
    detail: dict[str, Any] | None = None,
    **changes: Any,
) -> Document:
    """Make a move that gives the paper the next number of the book; the book's row is locked for this one statement.

    Where the number belongs, changes and detail hold `numbering.NUMBER`, `PRINTED` or `ENTRY`. Call it last, like
    `advance`. Raises Refused when the book is closed on that day.
    """
    event = _moved(actor, document, move, at, detail, changes)
    numbering.take_into(actor, book, on, at, document, ["state", *changes], event)
    return document


def _moved(
    actor: Actor, document: Document, move: str, at: datetime, detail: dict[str, Any] | None, changes: dict[str, Any]
) -> Event:
    """The paper after the move, not yet written, and the history of it."""
    moves = INCOMING if document.is_incoming else OUTGOING
    starts, ends, verb = moves[move]
    if document.state not in starts:
        raise Refused(
            f"Văn bản đang ở trạng thái “{STATES[document.state]}” nên không thực hiện được việc này. "
            "Tải lại trang để xem tình trạng mới.",
            code="wrong_state",
        )
    before = document.state
    document.state = ends
    for name, value in changes.items():
        setattr(document, name, value)
    return audit.event(
        actor,
        verb,
        "document",
        document.pk,
        document.label,
        at,
        home=document.agency_id,
        detail={"from": before, "to": ends, **(detail or {})},
    )
