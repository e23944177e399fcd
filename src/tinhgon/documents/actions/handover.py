"""Chuyển giao, ký nhận: a batch made for a unit, answered line by line on screen or from the signed sheet, with what
was refused back at the clerk's. Refuses originals that are not in the clerk's hands, and answers given already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, rules
from tinhgon.documents.actions import originals, papers
from tinhgon.documents.choices import HolderKind, LineState, MoveHow
from tinhgon.documents.models import Batch, BatchLine, Document, Original
from tinhgon.documents.queries import handing as queries
from tinhgon.documents.queries.originals import held_in_words


@dataclass(frozen=True)
class Made:
    """The batch, and the papers that could not go into it with the reason."""

    batch: Batch | None
    failed: list[tuple[str, str]]


@transaction.atomic
def make_batch(actor: Actor, unit_id: int, document_ids: Iterable[int], at: datetime, *, request_key: str = "") -> Made:
    """Put papers into a hand-over to one unit. One whose original is not with the clerk stays out and is told of."""
    require(rules.can_handle_paper(actor))
    if all(pk != unit_id for pk, _ in queries.units_to_pick(actor)):
        raise Refused("Chọn đơn vị nhận.", field="unit")
    wanted = list(dict.fromkeys(document_ids))
    found = {pk: papers.locked(actor, pk) for pk in sorted(wanted)}
    # Asked once the papers are locked: of two clicks at once the second finds the batch of the first.
    made = queries.batch_made(actor.agency_id, unit_id, request_key)
    if made is not None:
        return Made(made, [])
    ready: list[tuple[Document, Original]] = []
    failed: list[tuple[str, str]] = []
    for pk in wanted:
        try:
            ready.append((found[pk], _in_hand(actor, found[pk], at)))
        except Refused as refused:
            failed.append((found[pk].register_label or found[pk].code, refused.reason))
    if not ready:
        if failed:
            return Made(None, failed)
        raise Refused("Chọn văn bản cần chuyển giao.", field="paper")
    batch = Batch.objects.create(
        agency_id=actor.agency_id,
        to_unit_id=unit_id,
        made_at=at,
        made_by=actor.label,
        made_by_post_id=actor.post_id,
        request_key=request_key,
    )
    BatchLine.objects.bulk_create(
        BatchLine(batch=batch, ordinal=ordinal, document=document, original=original, copies=original.copies)
        for ordinal, (document, original) in enumerate(ready, 1)
    )
    unit = dict(queries.units_to_pick(actor))[unit_id]
    for document, _ in ready:
        originals.record(actor, "documents.hand_over", document, at, {"recipients": [unit]})
    return Made(batch, failed)


@transaction.atomic
def make_batches(
    actor: Actor, units: Mapping[int, Iterable[int]], at: datetime, *, request_key: str = ""
) -> list[Made]:
    """One batch a unit, all or none."""
    if not units:
        raise Refused("Chọn văn bản và đơn vị nhận.", field="paper")
    chosen = {unit: list(ids) for unit, ids in units.items()}
    # The papers of all units first: the first batch writes history, and that locks the agency's chain until commit.
    for pk in sorted({pk for ids in chosen.values() for pk in ids}):
        papers.locked(actor, pk)
    return [make_batch(actor, unit, ids, at, request_key=request_key) for unit, ids in chosen.items()]


@transaction.atomic
def decide_lines(
    actor: Actor,
    batch_id: UUID,
    received: Iterable[int],
    refused: Mapping[int, str],
    at: datetime,
    *,
    receiver_id: int | None = None,
) -> Batch:
    """Take lines of a batch, and refuse others with a reason. The receiver does it on screen; the clerk writes it down
    from the signed sheet and says who signed. What was answered before stays as it is."""
    batch = _locked(actor, batch_id)
    is_receiver = bool(rules.can_receive(actor, batch)) and receiver_id is None
    if not batch.is_open and is_receiver:
        return batch
    require(rules.can_decide_lines(actor, batch))
    if not is_receiver and receiver_id is None:
        raise Refused("Chọn người đã ký nhận trên giấy.", field="receiver")
    holder = originals.Holder(HolderKind.INSIDE, actor.post_id if is_receiver else receiver_id)
    how = MoveHow.SCREEN if is_receiver else MoveHow.SIGNED
    taken = set(received)
    waiting = batch.lines.filter(state=LineState.WAITING, pk__in=[*taken, *refused]).select_related("batch")
    lines = list(waiting.order_by("document_id"))
    # All papers before the first line's history, which locks the agency's chain until commit.
    documents = [lifecycle.locked(line.document_id, batch.agency_id) for line in lines]
    for line, document in zip(lines, documents, strict=True):
        reason = refused.get(line.pk, "").strip()[:300]
        line.decided_at, line.decided_by, line.how = at, actor.label, how
        if reason:
            line.state, line.reason = LineState.REFUSED, reason
            _tell_refused(batch, line, document, at)
            originals.record(actor, "documents.refuse_paper", document, at, {"reason": reason})
        elif line.pk in taken:
            line.state = LineState.RECEIVED
            basis = originals.Basis(how, "Ký nhận chuyển giao")
            moved = originals.moved(actor, document, line.original_id, holder, at, basis=basis)
            line.decided_by = moved.moves.order_by("-pk")[0].holder
        else:
            raise Refused("Nêu lý do không nhận; văn thư sẽ thấy lý do này.", field="reason")
        line.save(update_fields=["state", "reason", "decided_at", "decided_by", "how"])
    return _closed(batch)


@transaction.atomic
def end_line(actor: Actor, batch_id: UUID, line_id: int, state: str, at: datetime) -> Batch:
    """The clerk has a refused paper back, or takes an unanswered one out of the batch."""
    batch = _locked(actor, batch_id)
    line = batch.lines.select_related("batch").filter(pk=line_id).first()
    if line is None or state not in (LineState.RETURNED, LineState.DROPPED):
        raise Refused("Không còn dòng này. Tải lại trang.", code="not_found")
    if line.state == state:
        return batch
    require(rules.can_end_line(actor, line, state))
    document = lifecycle.locked(line.document_id, batch.agency_id)
    line.state = state
    line.save(update_fields=["state"])
    closed = _closed(batch)
    originals.record(actor, "documents.take_back", document, at, {"note": LineState(state).label})
    return closed


def _in_hand(actor: Actor, document: Document, at: datetime) -> Original:
    """The original that the clerk can hand over; one nobody wrote down is written down now."""
    rows = document.originals.filter(holder_kind=HolderKind.CLERK).order_by("pk")
    waiting = BatchLine.objects.filter(document=document, state=LineState.WAITING).values("original")
    free = rows.exclude(pk__in=waiting).first()
    if free is not None:
        return free
    if waiting.exists():
        raise Refused("đang nằm trong một lượt chuyển giao chưa ký nhận")
    if document.originals.exists():
        held = "; ".join(held_in_words(actor, [document.pk])[document.pk])
        raise Refused(f"bản giấy đang ở {held}; thu về rồi chuyển")
    return originals.keep_original(actor, document.pk, at, copies=document.copies or 1)


def _locked(actor: Actor, batch_id: UUID) -> Batch:
    batch = Batch.objects.select_for_update().filter(public_id=batch_id, agency_id=actor.agency_id).first()
    if batch is None or not rules.can_see_batch(actor, batch):
        raise Refused("Không tìm thấy lượt chuyển giao.", code="not_found")
    return batch


def _closed(batch: Batch) -> Batch:
    """Closed once nothing waits any more."""
    if batch.is_open and not batch.lines.filter(state=LineState.WAITING).exists():
        batch.is_open = False
        batch.save(update_fields=["is_open"])
    return batch


def _tell_refused(batch: Batch, line: BatchLine, document: Document, at: datetime) -> None:
    if batch.made_by_post_id is None:
        return
    text = f"Không nhận bản giấy: {document.label}. Lý do: {line.reason}"
    to, url = [batch.made_by_post_id], queries.address(batch)
    notices.tell(batch.agency_id, to, "paper.refused", text, url, f"paper-refused:{line.pk}", at)
