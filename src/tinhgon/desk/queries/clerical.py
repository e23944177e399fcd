"""The clerical desk: what arrived and is not in a book, what is signed and has no number, what has a number and is not
sent, what came back. Counts stop at 1,000."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import DeliveryState, IncomingState, OutgoingState
from tinhgon.documents.models import Delivery, Document, Upload
from tinhgon.organisation.choices import Duty

SHOWN = 8


@dataclass(frozen=True)
class Paper:
    """A line of the clerk's lists with the one act it waits for."""

    document: Document
    state: str
    act: str
    url_name: str
    icon: str


@dataclass(frozen=True)
class Clerical:
    registers: bool
    numbers: bool
    upload_count: int
    arrived_count: int
    unsubmitted_count: int
    to_sign_count: int
    to_number_count: int
    to_issue_count: int
    refused_count: int
    arrived: list[Paper]
    going_out: list[Paper]

    @property
    def going_out_count(self) -> int:
        return self.to_sign_count + self.to_number_count + self.to_issue_count


OUT = {
    OutgoingState.SIGNED: ("Chờ cấp số", "Cấp số", "documents:number", "hash"),
    OutgoingState.NUMBERED: ("Chờ phát hành", "Phát hành", "documents:issue", "send"),
    OutgoingState.APPROVED: ("Chờ ký", "Ghi nhận chữ ký", "documents:sign", "signature"),
}


def clerical(actor: Actor) -> Clerical | None:
    """The clerical desk of the agency acted for; None for those who neither register nor number."""
    registers, numbers = actor.may(Duty.REGISTER), actor.may(Duty.NUMBER)
    if not registers and not numbers:
        return None
    home = documents.visible_to(actor).filter(agency_id=actor.agency_id)
    incoming = home.filter(flow=Flow.INCOMING)
    outgoing = home.exclude(flow=Flow.INCOMING).filter(state__in=list(OUT))
    found = home.filter(
        Q(state__in=[IncomingState.ARRIVED, *OUT]) | Q(state=IncomingState.REGISTERED, waits_for=None)
    ).aggregate(
        arrived=Count("pk", filter=Q(state=IncomingState.ARRIVED)),
        unsubmitted=Count("pk", filter=Q(state=IncomingState.REGISTERED)),
        to_sign=Count("pk", filter=Q(state=OutgoingState.APPROVED)),
        to_number=Count("pk", filter=Q(state=OutgoingState.SIGNED)),
        to_issue=Count("pk", filter=Q(state=OutgoingState.NUMBERED)),
    )
    return Clerical(
        registers=registers,
        numbers=numbers,
        upload_count=_uploads(actor) if registers else 0,
        arrived_count=found["arrived"] if registers else 0,
        unsubmitted_count=found["unsubmitted"] if registers else 0,
        to_sign_count=found["to_sign"] if numbers else 0,
        to_number_count=found["to_number"] if numbers else 0,
        to_issue_count=found["to_issue"] if numbers else 0,
        refused_count=_refused(actor) if numbers else 0,
        arrived=_arrived(incoming) if registers else [],
        going_out=_going_out(outgoing) if numbers else [],
    )


def _uploads(actor: Actor) -> int:
    return Upload.objects.filter(agency_id=actor.agency_id, document=None, is_secret=False).values("pk")[:1000].count()


def _refused(actor: Actor) -> int:
    sent = Delivery.objects.filter(document__agency_id=actor.agency_id, state=DeliveryState.REFUSED)
    return sent.values("pk")[:1000].count()


def _arrived(incoming: QuerySet[Document]) -> list[Paper]:
    rows = incoming.filter(state=IncomingState.ARRIVED).order_by("arrived_at", "pk")[:SHOWN]
    return [Paper(row, "Chờ vào sổ", "Vào sổ", "documents:register_arrived", "book") for row in rows]


def _going_out(outgoing: QuerySet[Document]) -> list[Paper]:
    """Signed papers first, they wait for the clerk alone; the names of the states happen to sort so, downwards."""
    rows = outgoing.select_related("type").order_by("-state", "pk")[:SHOWN]
    return [Paper(row, *OUT[OutgoingState(row.state)]) for row in rows]
