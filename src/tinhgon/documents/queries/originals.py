"""Originals on paper: who has them, where they lie, how they came there. Every read is narrowed to papers the actor may
see; holders are named as they sit today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.identity.models import Principal
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Entry
from tinhgon.core.web.rules import Option
from tinhgon.documents.choices import HolderKind, LabelKind
from tinhgon.documents.models import Document, LabelFormat, LabelPrint, Original, OriginalMove
from tinhgon.documents.queries import addressing
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Person

_NEWEST = 400
MOST_LABELS = 200


@dataclass(frozen=True)
class OriginalRow:
    original: Original
    holder: str
    moves: list[OriginalMove]

    @property
    def last_move(self) -> int:
        return self.moves[0].pk if self.moves else 0


def originals_of(actor: Actor, document: Document) -> list[OriginalRow]:
    """The originals of a paper the actor may see, each with its moves, the last first."""
    rows = Original.objects.filter(document=document, document__in=visible_to(actor))
    moves = Prefetch("moves", OriginalMove.objects.order_by("-pk"))
    found = list(rows.prefetch_related(moves).order_by("pk"))
    names = holder_labels(actor, [row.holder_id for row in found])
    return [OriginalRow(row, in_words(row, names), list(row.moves.all())) for row in found]


def original_for(actor: Actor, public_id: UUID, original_id: int) -> OriginalRow | None:
    """One original of a paper the actor may see."""
    paper = visible_to(actor).filter(public_id=public_id).first()
    rows = originals_of(actor, paper) if paper else []
    return next((row for row in rows if row.original.pk == original_id), None)


def kept_by_request(agency_id: int, request_key: str) -> Original | None:
    """What an earlier request with the same key has written."""
    return Original.objects.filter(agency_id=agency_id, request_key=request_key).first() if request_key else None


def held_in_words(actor: Actor, document_ids: Iterable[int]) -> dict[int, list[str]]:
    """Who has the originals of papers, for lines of a list. The caller has narrowed the papers."""
    rows = list(Original.objects.filter(document_id__in=list(document_ids)).order_by("pk"))
    names = holder_labels(actor, [row.holder_id for row in rows])
    found: dict[int, list[str]] = {}
    for row in rows:
        words = in_words(row, names)
        words += f", {row.place}" if row.place else ""
        words += f" ({row.copies} bản)" if row.copies > 1 else ""
        found.setdefault(row.document_id, []).append(words)
    return found


def in_words(original: Original, names: dict[int, str]) -> str:
    if original.holder_kind == HolderKind.CLERK:
        return HolderKind.CLERK.label
    return original.holder_name or names.get(original.holder_id or 0, "Không rõ")


def holder_labels(actor: Actor, ids: Iterable[int | None]) -> dict[int, str]:
    """Posts with who sits there today, and persons, by principal."""
    wanted = [pk for pk in ids if pk]
    if not wanted:
        return {}
    rows = Principal.objects.filter(pk__in=wanted).select_related("post", "person")
    posts = {row.pk: row.post for row in rows if hasattr(row, "post")}
    held = organisation.holders([post.pk for post in posts.values()], actor.on)
    found = {row.pk: row.person.full_name for row in rows if hasattr(row, "person")}
    for pk, post in posts.items():
        name = held.get(post.pk)
        found[pk] = f"{name}, {post.title}" if name else post.title
    return found


def holders_to_pick(actor: Actor) -> list[Option]:
    """Posts of the agency with who sits there, by principal: into whose hands an original can be given."""
    seats = [seat for seat in organisation.seats(actor.agency_id, actor.on) if seat.holder]
    return [Option(s.principal_id, s.holder, f"{s.title} · {s.unit_name}") for s in seats]


def is_holder(actor: Actor, principal_id: int) -> bool:
    """Whether a principal is a post or person of the agency that can hold paper."""
    if any(option.value == principal_id for option in holders_to_pick(actor)):
        return True
    return Person.objects.filter(principal_id=principal_id, appointments__post__agency_id=actor.agency_id).exists()


def places(actor: Actor) -> list[str]:
    """Places the office has used lately, for suggestions."""
    rows = Original.objects.filter(agency_id=actor.agency_id).exclude(place="").order_by("-since")
    return sorted(set(rows.values_list("place", flat=True)[:_NEWEST]))


def often_held(actor: Actor) -> dict[int, int]:
    """Into whose hands the newest originals went."""
    rows: Any = Original.objects.filter(agency_id=actor.agency_id, holder__isnull=False).order_by("-since")
    counts: dict[int, int] = {}
    for pk in rows.values_list("holder_id", flat=True)[:_NEWEST]:
        counts[pk] = counts.get(pk, 0) + 1
    return counts


@dataclass(frozen=True)
class LabelRow:
    """What an arrival label says, and which print the next one would be."""

    document: Document
    agency: str
    passed_to: str
    times: int


def unlabelled(actor: Actor, at: datetime) -> list[UUID]:
    """Papers entered today that have no label yet, in the order of their numbers."""
    start = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    # By the day's numbers, which have an index: the years of papers are not gone through.
    day = Entry.objects.filter(period__book__agency_id=actor.agency_id, taken_at__gte=start)
    rows = visible_to(actor).filter(agency_id=actor.agency_id, flow=Flow.INCOMING, entry__in=day)
    printed = LabelPrint.objects.filter(document=OuterRef("pk"), kind=LabelKind.ARRIVAL)
    rows = rows.filter(~Exists(printed), register_number__isnull=False).order_by("register_number")
    return list(rows.values_list("public_id", flat=True)[:MOST_LABELS])


def label_rows(actor: Actor, public_ids: Iterable[UUID]) -> list[LabelRow]:
    """The labels of papers the actor may see, in the order asked for."""
    wanted = list(dict.fromkeys(public_ids))[:MOST_LABELS]
    rows = visible_to(actor).filter(public_id__in=wanted, agency_id=actor.agency_id, flow=Flow.INCOMING)
    rows = rows.exclude(register_number=None).select_related("issuing_body", "lead_post", "waits_for__post")
    found = {row.public_id: row for row in rows}
    times = LabelPrint.objects.filter(document__in=list(found.values()), kind=LabelKind.ARRIVAL).order_by()
    counts = dict(times.values("document").annotate(n=Count("pk")).values_list("document", "n"))
    units = organisation.unit_names([row.lead_unit_id for row in found.values() if row.lead_unit_id], actor.on)
    bodies = addressing.body_names([row.issuing_body for row in found.values() if row.issuing_body], actor.on)
    agency = organisation.profile(actor.agency_id).name
    return [
        LabelRow(
            document=row,
            agency=bodies.get(row.issuing_body_id or 0, agency),
            passed_to=_passed_to(row, units),
            times=counts.get(row.pk, 0) + 1,
        )
        for row in (found[pk] for pk in wanted if pk in found)
    ]


def _passed_to(document: Document, units: dict[int, str]) -> str:
    """Whom the stamp says the paper goes to: the unit that leads, else the post it waits for."""
    if document.lead_unit_id:
        return units.get(document.lead_unit_id, "")
    post = document.lead_post or getattr(document.waits_for, "post", None)
    return post.title if post else ""


def label_formats() -> list[LabelFormat]:
    return list(LabelFormat.objects.order_by("order"))
