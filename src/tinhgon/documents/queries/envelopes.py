"""Envelopes and paper sent out: whose they are, where each stands, and the book of what went by post."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.numbering.choices import RegisterKind
from tinhgon.documents import rules
from tinhgon.documents.choices import Channel, DispatchState, EnvelopeState, LabelKind, RecipientRole
from tinhgon.documents.models import Dispatch, Document, Envelope, LabelPrint, Recipient
from tinhgon.documents.queries import originals
from tinhgon.documents.queries.handing import Journal
from tinhgon.documents.queries.registers import HIDDEN, Span
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation

PAGE = 50


@dataclass(frozen=True)
class EnvelopeRow:
    envelope: Envelope
    addressee: str
    # The paper that was in it, where the reader may see it.
    document: Document | None


def address(envelope: Envelope) -> str:
    return reverse("documents:envelope", args=[envelope.public_id])


def envelopes_for(actor: Actor) -> QuerySet[Envelope]:
    """The envelopes an actor may know of; agrees with `rules.can_see_envelope`."""
    rows = Envelope.objects.filter(agency_id=actor.agency_id)
    return rows if rules.is_clerk(actor) else rows.filter(addressee_id__in=[*actor.post_ids, actor.person_id or 0])


def envelopes(actor: Actor, before: int | None = None, limit: int = PAGE) -> tuple[list[EnvelopeRow], int | None]:
    """The newest first, and where the next page begins."""
    rows = envelopes_for(actor).select_related("document").order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before is not None else rows)[: limit + 1])
    return _rows(actor, found[:limit]), found[limit - 1].pk if len(found) > limit else None


def envelope_for(actor: Actor, public_id: UUID) -> EnvelopeRow | None:
    found = list(envelopes_for(actor).select_related("document").filter(public_id=public_id))
    return next(iter(_rows(actor, found)), None)


def _rows(actor: Actor, found: list[Envelope]) -> list[EnvelopeRow]:
    names = originals.holder_labels(actor, [row.addressee_id for row in found])
    ids = [row.document_id for row in found if row.document_id]
    seen = set(visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        EnvelopeRow(row, names.get(row.addressee_id, ""), row.document if row.document_id in seen else None)
        for row in found
    ]


def waiting_envelopes(actor: Actor) -> list[EnvelopeRow]:
    """Not handed over yet, the oldest first."""
    rows = envelopes_for(actor).select_related("document").filter(state=EnvelopeState.WAITING)
    return _rows(actor, list(rows.order_by("pk")[:200]))


def envelope_made(agency_id: int, request_key: str) -> Envelope | None:
    return Envelope.objects.filter(agency_id=agency_id, request_key=request_key).first() if request_key else None


@dataclass(frozen=True)
class SendingRow:
    """A recipient of a paper: what was sent to it, how often its label was printed, the address last used."""

    recipient: Recipient
    dispatches: list[Dispatch]
    times: int
    address: str


def sending_rows(actor: Actor, document: Document) -> list[SendingRow]:
    """The places a paper goes to on paper, save its own file."""
    rows = list(document.recipients.exclude(role=RecipientRole.FILE).order_by("ordinal"))
    sent: dict[int, list[Dispatch]] = {}
    for dispatch in document.dispatches.order_by("pk"):
        sent.setdefault(dispatch.recipient_id, []).append(dispatch)
    prints = LabelPrint.objects.filter(document=document, kind=LabelKind.ENVELOPE).order_by()
    times = dict(prints.values("recipient").annotate(n=Count("pk")).values_list("recipient", "n"))
    used = Dispatch.objects.filter(agency_id=actor.agency_id, recipient__name__in=[row.name for row in rows])
    addresses = dict(used.exclude(address="").order_by("pk").values_list("recipient__name", "address"))
    return [SendingRow(row, sent.get(row.pk, []), times.get(row.pk, 0), addresses.get(row.name, "")) for row in rows]


def dispatch_for(actor: Actor, public_id: UUID, dispatch_id: int) -> Dispatch | None:
    rows = Dispatch.objects.filter(pk=dispatch_id, document__public_id=public_id, document__in=visible_to(actor))
    return rows.filter(agency_id=actor.agency_id).select_related("document", "recipient").first()


def post_journal(actor: Actor, span: Span, channel: str = Channel.POST) -> Journal:
    """Sổ gửi văn bản đi bưu điện, or the same of what went by hand; a paper that is not for the reader is a line of
    "hạn chế"."""
    moments = {name.replace("taken_at", "sent_at"): value for name, value in span.moments().items()}
    rows = Dispatch.objects.filter(agency_id=actor.agency_id, channel=channel, **moments)
    found = list(rows.select_related("document", "recipient").order_by("sent_at", "pk")[:2000])
    seen = _seen(actor, [row.document_id for row in found])
    form = numbering.register_form(RegisterKind.POST, "", actor.on)
    last = span.ends_on or actor.on
    cells = [
        {
            "passed_on": f"{timezone.localtime(row.sent_at):%d/%m/%Y}",
            "code": row.document.code if row.document_id in seen else HIDDEN,
            "to_places": _place(row) if row.document_id in seen else HIDDEN,
            "envelopes": str(row.envelopes),
            "receipt": _receipt(row),
            "note": row.note,
        }
        for row in found
    ]
    period = f"Từ ngày {span.starts_on or last:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    keys = [column["key"] for column in form.columns]
    shown = [tuple(row.get(key, "") for key in keys) for row in cells]
    return Journal(form, organisation.profile(actor.agency_id).name, shown, period)


def _seen(actor: Actor, ids: Iterable[int]) -> set[int]:
    return set(visible_to(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def _place(row: Dispatch) -> str:
    return ", ".join(filter(None, (row.recipient.name, row.address)))


def _receipt(row: Dispatch) -> str:
    parts = [row.tracking]
    if row.state == DispatchState.RECEIVED:
        parts.append(f"{row.received_by} {row.received_on:%d/%m/%Y}" if row.received_on else row.received_by)
    return "; ".join(filter(None, parts))
