"""Drafts that came with a proposal from below: which files may be taken over, who has taken one over, and how far the
paper is, as the sender may know it: its state and the product, nothing of what is written inside."""

from dataclasses import dataclass
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.documents import rules
from tinhgon.documents.choices import IncomingState, OutgoingState, VersionKind
from tinhgon.documents.models import Delivery, Document, TakenOver, Version
from tinhgon.documents.queries.outgoing import kinds_to_draft
from tinhgon.documents.queries.relating import Banner
from tinhgon.documents.queries.visible import visible_to

_WORDS = {
    OutgoingState.DRAFT: ("Đang thẩm định", "b"),
    OutgoingState.SUBMITTED: ("Đang trình lãnh đạo", "b"),
    OutgoingState.ISSUED: ("Đã ban hành", "g"),
    OutgoingState.WITHDRAWN: ("Đã thu hồi văn bản ban hành", "r"),
}
_LATER = ("Đã duyệt, đang làm thủ tục ban hành", "b")


@dataclass(frozen=True)
class Progress:
    """Where a proposal stands at one who got it; `product` is the reader's own copy of what was issued, `code` its
    number where it may be told."""

    place: str
    words: str
    tone: str
    at: datetime
    code: str = ""
    product: Document | None = None


def attached_files(document: Document) -> list[Version]:
    return list(document.versions.filter(kind=VersionKind.ANNEX).select_related("blob").order_by("ordinal"))


def taken_over(proposal: Document) -> list[TakenOver]:
    """What its drafts have become, those given up left out."""
    rows = TakenOver.objects.filter(proposal=proposal).exclude(document__state=OutgoingState.ABANDONED)
    return list(rows.select_related("document__type", "version").order_by("id"))


def taken_over_seen(actor: Actor, proposal: Document) -> list[TakenOver]:
    """The same, for the page of the proposal: those whose paper its reader may see."""
    rows = TakenOver.objects.filter(proposal=proposal, document__in=visible_to(actor))
    return list(rows.exclude(document__state=OutgoingState.ABANDONED).select_related("document__type").order_by("id"))


def files_to_take(proposal: Document) -> list[Version]:
    """The drafts of a proposal that nobody has taken over."""
    taken = {row.version_id for row in taken_over(proposal)}
    return [row for row in attached_files(proposal) if row.pk not in taken]


def kind_of(actor: Actor, version: Version) -> str:
    """The kind to start with, as it was read from the draft itself."""
    read = (version.reading or {}).get("doc_type", {}).get("value")
    kinds = [value for value, _words in kinds_to_draft(actor)]
    return next((value for value in kinds if read and value.split("|")[1] == read), kinds[0] if kinds else "")


def progress_of(actor: Actor, document: Document) -> list[Progress]:
    """How far those are that took over a draft of this paper; of a paper that did not go to others there is none."""
    if document.state not in (OutgoingState.ISSUED, OutgoingState.WITHDRAWN) or document.is_incoming:
        return []
    sent = Delivery.objects.filter(document=document).exclude(received_document=None).select_related("recipient")
    places = {row.received_document_id: row.recipient.name for row in sent}
    rows = TakenOver.objects.filter(proposal_id__in=places).exclude(document__state=OutgoingState.ABANDONED)
    rows = rows.select_related("document__type").order_by("id")
    return [_progress(actor, row, places[row.proposal_id]) for row in rows]


def _progress(actor: Actor, row: TakenOver, place: str) -> Progress:
    made = row.document
    words, tone = _WORDS.get(OutgoingState(made.state), _LATER)
    if made.state != OutgoingState.ISSUED:
        return Progress(place, words, tone, row.at)
    copies = visible_to(actor).filter(source=made)
    own = copies.exclude(state__in=(IncomingState.REFUSED, IncomingState.RECALLED)).first()
    code = made.code if own is not None or not made.is_restricted else ""
    return Progress(place, words, tone, made.issued_at or row.at, code, own)


def banners(document: Document) -> list[Banner]:
    """That the proposal below a paper was called back, for who goes on with it."""
    origin: TakenOver | None = None if document.is_incoming else getattr(document, "origin", None)
    return [] if (verdict := rules.has_ground(origin)) else [Banner("r", verdict.reason)]
