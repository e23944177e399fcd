"""Hand-over batches: which are open for whom, what is in one, which papers given today wait to be handed over, and the
book of hand-overs. What a reader may not see is named by its number alone, and a restricted paper not even so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.numbering.choices import Flow, RegisterKind
from tinhgon.core.numbering.models import RegisterForm
from tinhgon.documents import rules
from tinhgon.documents.choices import HolderKind, IncomingState, LineState
from tinhgon.documents.models import Batch, BatchLine, Document, Original
from tinhgon.documents.queries.registers import HIDDEN, Span
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import UnitVersion

MOST, _OPEN = 200, 1000


@dataclass(frozen=True)
class BatchRow:
    batch: Batch
    unit: str
    total: int
    waiting: int
    refused: int


@dataclass(frozen=True)
class LineRow:
    """A line as its reader may see it: without the paper where it is not for him."""

    line: BatchLine
    document: Document | None
    words: str


@dataclass(frozen=True)
class BatchPage:
    batch: Batch
    unit: str
    lines: list[LineRow]

    @property
    def waiting(self) -> list[LineRow]:
        return [row for row in self.lines if row.line.state == LineState.WAITING]


@dataclass(frozen=True)
class ToHand:
    """A paper to be handed over and the unit it was given to, if any."""

    document: Document
    unit_id: int | None


def address(batch: Batch) -> str:
    return reverse("documents:batch", args=[batch.public_id])


def batches_for(actor: Actor) -> QuerySet[Batch]:
    """The batches an actor may see; agrees with `rules.can_see_batch`."""
    rows = Batch.objects.filter(agency_id=actor.agency_id)
    if rules.is_clerk(actor):
        return rows
    return rows.filter(to_unit_id__in=[*actor.headed_unit_ids, *([actor.unit_id] if actor.unit_id else [])])


def open_batches(actor: Actor) -> list[BatchRow]:
    """Batches that wait for an answer, or hold something that came back, the oldest first."""
    # Asked first: the few lines that came back have an index of their own; the years of batches are not gone through.
    back = BatchLine.objects.filter(state=LineState.REFUSED, batch__agency_id=actor.agency_id)
    refused = list(back.values_list("batch_id", flat=True)[:MOST]) if rules.is_clerk(actor) else []
    rows = batches_for(actor).filter(Q(is_open=True) | Q(pk__in=refused) if refused else Q(is_open=True))
    return _rows(actor, rows.order_by("made_at")[:MOST])


def batches(actor: Actor, before: int | None = None, limit: int = 50) -> tuple[list[BatchRow], int | None]:
    """All batches, the newest first, and where the next page begins."""
    rows = batches_for(actor).order_by("-pk")
    found = _rows(actor, (rows.filter(pk__lt=before) if before is not None else rows)[: limit + 1])
    return found[:limit], found[limit - 1].batch.pk if len(found) > limit else None


def _rows(actor: Actor, rows: QuerySet[Batch]) -> list[BatchRow]:
    found = list(rows)
    if not found:
        return []
    units = organisation.unit_names([row.to_unit_id for row in found], actor.on)
    lines = BatchLine.objects.filter(batch__in=[row.pk for row in found]).order_by().values("batch")
    counts = {
        row["batch"]: (row["total"], row["waiting"], row["refused"])
        for row in lines.annotate(
            total=Count("pk"),
            waiting=Count("pk", filter=Q(state=LineState.WAITING)),
            refused=Count("pk", filter=Q(state=LineState.REFUSED)),
        )
    }
    return [BatchRow(row, units.get(row.to_unit_id, ""), *counts.get(row.pk, (0, 0, 0))) for row in found]


def batch_page(actor: Actor, public_id: UUID) -> BatchPage | None:
    batch = batches_for(actor).filter(public_id=public_id).first()
    if batch is None:
        return None
    lines = list(batch.lines.select_related("document", "original").order_by("ordinal"))
    seen = _seen(actor, lines)
    unit = organisation.unit_names([batch.to_unit_id], actor.on).get(batch.to_unit_id, "")
    return BatchPage(batch, unit, [_line(line, line.document_id in seen) for line in lines])


def _seen(actor: Actor, lines: Iterable[BatchLine]) -> set[int]:
    ids = [line.document_id for line in lines]
    return set(visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _line(line: BatchLine, is_seen: bool) -> LineRow:
    paper = line.document
    if is_seen:
        return LineRow(line, paper, paper.subject)
    if paper.is_restricted:
        return LineRow(line, None, "Văn bản hạn chế")
    kind = "Số đến" if paper.is_incoming else "Số"
    return LineRow(line, None, f"{kind} {paper.register_label} (chưa được xem trên hệ thống)")


def batch_made(agency_id: int, unit_id: int, request_key: str) -> Batch | None:
    """What an earlier request with the same key has made for the unit."""
    if not request_key:
        return None
    return Batch.objects.filter(agency_id=agency_id, to_unit_id=unit_id, request_key=request_key).first()


def units_to_pick(actor: Actor) -> list[tuple[int, str]]:
    """Units of the agency on the day, which a batch can go to."""
    rows = UnitVersion.objects.filter(organisation.in_force(actor.on), unit__agency_id=actor.agency_id)
    return list(rows.order_by("order", "name").values_list("unit_id", "name"))


def to_hand(actor: Actor, public_ids: Iterable[UUID]) -> list[ToHand]:
    """Chosen papers with the unit each was given to, in the order chosen."""
    wanted = list(dict.fromkeys(public_ids))[:MOST]
    rows = visible_to(actor).filter(public_id__in=wanted, agency_id=actor.agency_id)
    found = {row.public_id: row for row in rows.select_related("lead_post", "waits_for__post")}
    return [ToHand(row, _unit_of(row)) for row in (found[pk] for pk in wanted if pk in found)]


def _unit_of(document: Document) -> int | None:
    if document.lead_unit_id:
        return document.lead_unit_id
    post = document.lead_post or getattr(document.waits_for, "post", None)
    return post.unit_id if post else None


def given_today(actor: Actor, at: datetime) -> list[UUID]:
    """Papers given to units today whose original the clerk still has, or that nobody wrote down."""
    start = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    gone = Original.objects.filter(document=OuterRef("pk")).exclude(holder_kind=HolderKind.CLERK)
    waiting = BatchLine.objects.filter(document=OuterRef("pk"), state=LineState.WAITING)
    rows = visible_to(actor).filter(
        ~Exists(gone), ~Exists(waiting), agency_id=actor.agency_id, flow=Flow.INCOMING, state=IncomingState.DIRECTED,
        lead_unit__isnull=False,
    )  # fmt: skip
    # Open work is little, history is long: its index begins with the paper.
    open_ones = list(rows.order_by("-pk").values_list("pk", flat=True)[:_OPEN])
    given = Event.objects.filter(
        object_type="document", object_id__in=open_ones, verb="tasks.direct", at__gte=start
    ).values_list("object_id", flat=True)
    today = Document.objects.filter(pk__in=list(given)).order_by("lead_unit_id", "register_number")
    return list(today.values_list("public_id", flat=True)[:MOST])


@dataclass(frozen=True)
class Journal:
    """The book of hand-overs over some days, or the sheet of one batch."""

    form: RegisterForm
    agency: str
    rows: list[tuple[str, ...]]
    period: str


def journal(actor: Actor, span: Span, batch: Batch | None = None) -> Journal:
    """Sổ chuyển giao văn bản: every line of the days as its reader may see it; or of one batch, the sheet that others
    sign, which tells of a restricted paper to nobody."""
    lines = BatchLine.objects.filter(batch__in=batches_for(actor)).exclude(state=LineState.DROPPED)
    if batch is not None:
        lines = lines.filter(batch=batch)
        period = f"Lượt chuyển giao lúc {timezone.localtime(batch.made_at):%H:%M ngày %d/%m/%Y}"
    else:
        moments = {name.replace("taken_at", "batch__made_at"): value for name, value in span.moments().items()}
        lines = lines.filter(**moments)
        last = span.ends_on or actor.on
        period = f"Từ ngày {span.starts_on or last:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    found = list(lines.select_related("batch", "document").order_by("batch__made_at", "batch_id", "ordinal")[:2000])
    form = numbering.register_form(RegisterKind.PASSING, "", actor.on)
    rows = list(_cells(actor, form, found, is_sheet=batch is not None))
    return Journal(form, organisation.profile(actor.agency_id).name, rows, period)


def _cells(actor: Actor, form: RegisterForm, lines: list[BatchLine], *, is_sheet: bool) -> Iterator[tuple[str, ...]]:
    seen = _seen(actor, lines)
    units = organisation.unit_names([line.batch.to_unit_id for line in lines], actor.on)
    for line in lines:
        paper = line.document
        is_seen = line.document_id in seen and not (is_sheet and paper.is_restricted)
        is_numbered = paper.is_incoming and (is_seen or not paper.is_restricted)
        cells = {
            "passed_on": f"{timezone.localtime(line.batch.made_at):%d/%m/%Y}",
            "number": paper.register_label if is_numbered else "",
            "code": paper.code if is_seen else "",
            "content": paper.subject if is_seen else HIDDEN,
            "holder": units.get(line.batch.to_unit_id, ""),
            "copies": str(line.copies),
            "receipt": _receipt(line),
            "note": f"Không nhận: {line.reason}" if line.reason else "",
        }
        yield tuple(cells.get(column["key"], "") for column in form.columns)


def _receipt(line: BatchLine) -> str:
    if line.state != LineState.RECEIVED or line.decided_at is None:
        return ""
    return f"{line.decided_by}, {timezone.localtime(line.decided_at):%H:%M %d/%m/%Y}"
