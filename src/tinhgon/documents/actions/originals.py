"""Originals on paper: written down when they come, moved by scan or signature, split when some copies go; and the
labels printed for papers. Refuses a move of what somebody else has moved meanwhile, and holders who are not of
the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import HolderKind, LabelKind, MoveHow
from tinhgon.documents.models import Document, LabelPrint, Original, OriginalMove
from tinhgon.documents.queries import originals as queries

MOST_COPIES = 999


@dataclass(frozen=True)
class Holder:
    """Whose hands: the clerk's, a principal's of the office, or a named person's outside."""

    kind: str = HolderKind.CLERK
    principal_id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Basis:
    """What a move rests on, and the last move the mover has seen."""

    how: str = MoveHow.ENTRY
    note: str = ""
    seen: int | None = None


@transaction.atomic
def keep_original(
    actor: Actor,
    document_id: int,
    at: datetime,
    *,
    holder: Holder | None = None,
    place: str = "",
    copies: int = 1,
    request_key: str = "",
) -> Original:
    """Write down that a paper is there on paper: how many copies, with whom, where (office-practice B 14)."""
    document = papers.locked(actor, document_id)
    made = queries.kept_by_request(document.agency_id, request_key)
    if made is not None:
        return made
    require(rules.can_keep_original(actor, document))
    holder = _checked(actor, holder or Holder())
    original = Original.objects.create(
        agency_id=document.agency_id,
        document=document,
        copies=_copies(copies),
        holder_kind=holder.kind,
        holder_id=holder.principal_id,
        holder_name=holder.name,
        place=_place(place),
        since=at,
        request_key=request_key,
    )
    _write(actor, document, original, Basis(), at, "documents.keep_original")
    return original


@transaction.atomic
def move_original(
    actor: Actor,
    document_id: int,
    original_id: int,
    holder: Holder,
    at: datetime,
    *,
    place: str = "",
    copies: int | None = None,
    basis: Basis | None = None,
) -> Original:
    """Put an original, or some of its copies, into other hands or another place; every move stays in its history."""
    document = papers.locked(actor, document_id)
    return moved(actor, document, original_id, holder, at, place=place, copies=copies, basis=basis or Basis())


def moved(
    actor: Actor,
    document: Document,
    original_id: int,
    holder: Holder,
    at: datetime,
    *,
    place: str = "",
    copies: int | None = None,
    basis: Basis,
) -> Original:
    """The move itself, for acts that hold the paper's lock already."""
    original = document.originals.filter(pk=original_id).first()
    if original is None:
        raise Refused("Không còn bản giấy này. Tải lại trang.", code="not_found")
    # Only whose hands it really goes into says who may move it: one's own name next to "outside" means nothing.
    holder = _checked(actor, holder)
    require(rules.can_move_original(actor, original, holder.principal_id))
    last = original.moves.order_by("-pk").values_list("pk", flat=True).first()
    if basis.seen is not None and basis.seen != last:
        raise Refused("Bản giấy vừa được người khác chuyển. Xem lại ai đang giữ rồi làm tiếp.", code="conflict")
    part = original.copies if copies is None else _copies(copies)
    if part > original.copies:
        raise Refused(f"Chỉ có {original.copies} bản ở đây. Ghi số nhỏ hơn.", field="copies")
    if part < original.copies:
        original.copies -= part
        original.save(update_fields=["copies"])
        original = Original(agency_id=original.agency_id, document=document, copies=part)
    original.holder_kind, original.holder_id, original.holder_name = holder.kind, holder.principal_id, holder.name
    original.place, original.since = _place(place), at
    original.save()
    _write(actor, document, original, basis, at, "documents.move_original")
    return original


@transaction.atomic
def place_originals(actor: Actor, document_ids: Iterable[int], place: str, at: datetime) -> int:
    """Say where a pile now lies: the clerk's originals of these papers; one nobody wrote down is written down."""
    require(rules.can_handle_paper(actor))
    if not _place(place):
        raise Refused("Ghi nơi để, ví dụ: Tủ 2, cặp 14.", field="place")
    wanted = sorted(set(document_ids))
    if not wanted:
        raise Refused("Chọn văn bản cần ghi nơi để.", field="paper")
    # All papers before the first move's history, which locks the agency's chain until commit.
    for document in [papers.locked(actor, pk) for pk in wanted]:
        rows = list(document.originals.order_by("pk"))
        own = next((row for row in rows if row.holder_kind == HolderKind.CLERK), None)
        if own is not None:
            moved(actor, document, own.pk, Holder(), at, place=place, basis=Basis(MoveHow.SCAN))
        elif rows:
            # What others had lies before the clerk now: it came back.
            moved(actor, document, rows[0].pk, Holder(), at, place=place, basis=Basis(MoveHow.SCAN, "Thu về"))
        else:
            keep_original(actor, document.pk, at, place=place, copies=document.copies or 1)
    return len(wanted)


@transaction.atomic
def print_labels(actor: Actor, document_ids: Iterable[int], at: datetime) -> dict[int, int]:
    """Note that arrival labels are printed; says for each paper which print this is, in the order asked for."""
    found = [papers.locked(actor, pk) for pk in sorted(set(document_ids))]
    if not found:
        raise Refused("Chọn văn bản cần in tem.")
    for document in found:
        require(rules.can_label_arrival(actor, document))
    before = LabelPrint.objects.filter(document__in=found, kind=LabelKind.ARRIVAL).order_by()
    counts = dict(before.values("document").annotate(n=Count("pk")).values_list("document", "n"))
    LabelPrint.objects.bulk_create(
        LabelPrint(
            document=document,
            kind=LabelKind.ARRIVAL,
            ordinal=counts.get(document.pk, 0) + 1,
            at=at,
            by=actor.label,
        )
        for document in found
    )
    for document in found:
        detail = {"label": LabelKind.ARRIVAL.label, "times": counts.get(document.pk, 0) + 1}
        record(actor, "documents.print_label", document, at, detail)
    return {document.pk: counts.get(document.pk, 0) + 1 for document in found}


def _checked(actor: Actor, holder: Holder) -> Holder:
    if holder.kind == HolderKind.INSIDE:
        if holder.principal_id is None or not queries.is_holder(actor, holder.principal_id):
            raise Refused("Chọn người giữ trong cơ quan.", field="holder")
        return Holder(HolderKind.INSIDE, holder.principal_id)
    if holder.kind == HolderKind.OUTSIDE:
        name = " ".join(holder.name.split())[:200]
        if not name:
            raise Refused("Ghi tên người hoặc nơi đang giữ bản giấy.", field="holder_name")
        return Holder(HolderKind.OUTSIDE, None, name)
    if holder.kind != HolderKind.CLERK:
        raise Refused("Chọn nơi giữ: văn thư, người trong cơ quan hoặc người ngoài cơ quan.", field="holder_kind")
    return Holder()


def _copies(copies: int) -> int:
    if not 1 <= copies <= MOST_COPIES:
        raise Refused(f"Số bản từ 1 đến {MOST_COPIES}.", field="copies")
    return copies


def _place(place: str) -> str:
    return " ".join(place.split())[:120]


def _write(actor: Actor, document: Document, original: Original, basis: Basis, at: datetime, verb: str) -> None:
    """The line of the original's own history, and the paper's."""
    names = queries.holder_labels(actor, [original.holder_id])
    holder = queries.in_words(original, names)
    OriginalMove.objects.create(
        original=original,
        how=basis.how if basis.how in MoveHow.values else MoveHow.ENTRY,
        holder=holder[:300],
        place=original.place,
        copies=original.copies,
        note=basis.note.strip()[:300],
        at=at,
        by=actor.label,
    )
    detail = {"holder": holder, "place": original.place, "copies": original.copies, "note": basis.note.strip()[:300]}
    record(actor, verb, document, at, detail)


def record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, Any]) -> None:
    """History of what happened to a paper's copies."""
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
