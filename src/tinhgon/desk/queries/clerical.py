"""The clerical desk: what arrived and is not in a book, what is signed and has no number, what has a number and is not
sent, what came back. Counts stop at 1,000."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import make_aware

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.desk.queries.end_of_day import REFUSED_FOR
from tinhgon.desk.queries.items import Kind
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import DeliveryState, IncomingState, OutgoingState
from tinhgon.documents.models import Delivery, Document, Upload
from tinhgon.organisation.choices import Duty

# Of each list; what is not shown is counted.
SHOWN = 50


@dataclass(frozen=True)
class Paper:
    """A line of the clerk's lists with the one act it waits for."""

    document: Document
    state: str
    kind: Kind

    @property
    def act(self) -> str:
        return self.kind.act


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
    unsubmitted: list[Paper]
    going_out: list[Paper]

    @property
    def going_out_count(self) -> int:
        return self.to_sign_count + self.to_number_count + self.to_issue_count

    @property
    def count(self) -> int:
        return self.arrived_count + self.unsubmitted_count + self.going_out_count


KINDS = {
    kind.key: kind
    for kind in (
        Kind("vao-so", "Vào sổ", "Chờ vào sổ", "book", "", "Vào sổ", "documents:register_arrived"),
        Kind("trinh", "Trình", "Chờ trình", "circle-arrow-up", "", "Xem, trình"),
        Kind("cap-so", "Cấp số", "Chờ cấp số", "hash", "g", "Cấp số", "documents:number"),
        Kind("phat-hanh", "Phát hành", "Chờ phát hành", "send", "b", "Phát hành", "documents:issue"),
        Kind("ghi-ky", "Chờ ký", "Chờ ký", "signature", "", "Ghi nhận chữ ký", "documents:sign"),
    )
}
OUT = {OutgoingState.SIGNED: "cap-so", OutgoingState.NUMBERED: "phat-hanh", OutgoingState.APPROVED: "ghi-ky"}


def clerical(actor: Actor) -> Clerical | None:
    """The clerical desks of every agency in which a post held registers or numbers; None for those who do neither."""
    registers, numbers = actor.agencies_where(Duty.REGISTER), actor.agencies_where(Duty.NUMBER)
    if not registers and not numbers:
        return None
    seen = documents.visible_to(actor)
    incoming = seen.filter(agency_id__in=registers, flow=Flow.INCOMING)
    outgoing = seen.filter(agency_id__in=numbers).exclude(flow=Flow.INCOMING).filter(state__in=list(OUT))
    comes, goes = Q(agency_id__in=registers), Q(agency_id__in=numbers)
    left = Q(state=IncomingState.ARRIVED) | Q(state=IncomingState.REGISTERED, waits_for=None)
    found = seen.filter((comes & left) | (goes & Q(state__in=list(OUT)))).aggregate(
        arrived=Count("pk", filter=Q(state=IncomingState.ARRIVED)),
        unsubmitted=Count("pk", filter=Q(state=IncomingState.REGISTERED)),
        to_sign=Count("pk", filter=Q(state=OutgoingState.APPROVED)),
        to_number=Count("pk", filter=Q(state=OutgoingState.SIGNED)),
        to_issue=Count("pk", filter=Q(state=OutgoingState.NUMBERED)),
    )
    return Clerical(
        registers=bool(registers),
        numbers=bool(numbers),
        upload_count=_uploads(registers),
        arrived_count=found["arrived"],
        unsubmitted_count=found["unsubmitted"],
        to_sign_count=found["to_sign"],
        to_number_count=found["to_number"],
        to_issue_count=found["to_issue"],
        refused_count=_refused(actor, numbers),
        arrived=_arrived(incoming),
        unsubmitted=_unsubmitted(incoming),
        going_out=_going_out(outgoing, actor.on),
    )


def _uploads(agencies: list[int]) -> int:
    waiting = Upload.objects.filter(agency_id__in=agencies, document=None, is_secret=False)
    return waiting.values("pk")[:1000].count() if agencies else 0


def _refused(actor: Actor, agencies: list[int]) -> int:
    """Of papers that the actor may read, as long as the end of the day tells of them."""
    since = make_aware(datetime.combine(actor.on - REFUSED_FOR, time.min))
    sent = Delivery.objects.filter(
        document__agency_id__in=agencies,
        document__reader_ids__overlap=sorted(actor.readers),
        document__state=OutgoingState.ISSUED,
        state=DeliveryState.REFUSED,
        settled_at=None,
        changed_at__gt=since,
    )
    return sent.values("pk")[:1000].count() if agencies else 0


def _arrived(incoming: QuerySet[Document]) -> list[Paper]:
    rows = incoming.filter(state=IncomingState.ARRIVED).order_by("arrived_at", "pk")[:SHOWN]
    return [Paper(row, "Chờ vào sổ", KINDS["vao-so"]) for row in rows]


def _unsubmitted(incoming: QuerySet[Document]) -> list[Paper]:
    rows = incoming.filter(state=IncomingState.REGISTERED, waits_for=None).order_by("registered_at", "pk")[:SHOWN]
    return [Paper(row, "Chờ trình", KINDS["trinh"]) for row in rows]


def _going_out(outgoing: QuerySet[Document], on: date) -> list[Paper]:
    """Signed papers first, they wait for the clerk alone; the names of the states happen to sort so, downwards."""
    rows = list(outgoing.select_related("type").order_by("-state", "pk")[:SHOWN])
    numberless = documents.numberless((row for row in rows if row.state == OutgoingState.SIGNED), on)
    kinds = [(row, KINDS["phat-hanh" if row.pk in numberless else OUT[OutgoingState(row.state)]]) for row in rows]
    return [Paper(row, kind.waiting, kind) for row, kind in kinds]
