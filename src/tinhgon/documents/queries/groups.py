"""Whom a paper can be sent to: bodies to pick, ended ones with their heirs, and the agency's groups on a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.web.rules import Option
from tinhgon.documents.choices import StepKind
from tinhgon.documents.models import ApprovalStep, GroupMember, Recipient, RecipientGroup
from tinhgon.documents.queries import addressing
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import AgencyProfile, IssuingBody, Post

_REMEMBERED = timedelta(days=3 * 365)
_NEWEST = 400


def bodies_to_pick(on: date) -> list[Option]:
    """Bodies of this installation on a day; those that ended are shown with who took over, and cannot be taken."""
    rows = list(
        IssuingBody.objects.filter(starts_on__lte=on)
        .filter(Q(ends_on=None) | Q(ends_on__gt=on - _REMEMBERED))
        .order_by("agency_id", "id")
    )
    names, notes = addressing.body_names(rows, on), _ended_notes(rows, on)
    agencies = dict(AgencyProfile.objects.values_list("pk", "name"))
    found = []
    for row in rows:
        name, note = names[row.pk], notes.get(row.pk, "")
        agency = agencies.get(row.agency_id, "")
        found.append(Option(row.pk, name, agency if agency != name else row.symbol, "", note, bool(note)))
    return found


def _ended_notes(bodies: Iterable[IssuingBody], on: date) -> dict[int, str]:
    """Why bodies cannot be written to any more, with their heirs; nothing of those that can."""
    ended = [body for body in bodies if body.ends_on is not None and body.ends_on <= on]
    successors = addressing.successor_names(ended, on) if ended else {}
    return {body.pk: f"Kết thúc {body.ends_on:%d/%m/%Y}. {_instead(successors[body.pk])}" for body in ended}


def _instead(heirs: list[str]) -> str:
    return f"Nơi kế thừa: {', '.join(heirs)}." if heirs else "Chọn nơi khác."


def frequent_bodies(actor: Actor) -> dict[int, int]:
    """How often the agency's newest papers went to a body."""
    rows = Recipient.objects.filter(document__agency_id=actor.agency_id, body__isnull=False).order_by("-id")
    return dict(Counter(rows.values_list("body_id", flat=True)[:_NEWEST]))


def body_labels(ids: Iterable[int], on: date) -> dict[int, str]:
    return addressing.body_names(IssuingBody.objects.filter(pk__in=list(ids)), on)


@dataclass(frozen=True)
class GroupRow:
    pk: int
    name: str
    count: int


def recipient_groups(actor: Actor) -> list[GroupRow]:
    """The agency's groups, with how many belong to each today."""
    now = Q(members__starts_on__lte=actor.on) & (Q(members__ends_on=None) | Q(members__ends_on__gt=actor.on))
    rows = RecipientGroup.objects.filter(agency_id=actor.agency_id).annotate(count=Count("members", filter=now))
    return [GroupRow(row.pk, row.name, row.count) for row in rows.order_by("name")]


def members_on(group_id: int, on: date) -> QuerySet[GroupMember]:
    """Who belongs to a group on a day, in its order."""
    rows = GroupMember.objects.filter(organisation.in_force(on), group_id=group_id)
    return rows.select_related("body").order_by("ordinal", "id")


def group_lines(actor: Actor, group_id: int, role: str) -> list[dict[str, Any]]:
    """The lines a group means today, as the form takes them; another agency's group means nobody."""
    rows = members_on(group_id, actor.on).filter(group__agency_id=actor.agency_id)
    return [{"role": role, "body": m.body_id, "name": "" if m.body_id else m.name, "copies": 1} for m in rows]


def ended_recipients(body_ids: Iterable[int], on: date) -> dict[int, str]:
    """Of chosen bodies those that ended, with what to take instead."""
    return _ended_notes(IssuingBody.objects.filter(pk__in=list(body_ids), ends_on__lte=on), on)


def posts_to_pick(actor: Actor) -> list[Option]:
    """Posts of the agency with a holder, whose opinion can be asked for on a way of approval."""
    seats = [seat for seat in organisation.seats(actor.agency_id, actor.on) if seat.holder]
    return [Option(s.post_id, s.holder, f"{s.title} · {s.unit_name}") for s in seats]


def post_labels(ids: Iterable[int], on: date) -> dict[int, str]:
    posts = list(Post.objects.filter(pk__in=list(ids)))
    held = organisation.holders([post.pk for post in posts], on)
    return {post.pk: f"{held[post.pk]}, {post.title}" if post.pk in held else post.title for post in posts}


def frequent_posts(actor: Actor) -> dict[int, int]:
    """Whose opinion the actor's own drafts asked for."""
    rows = ApprovalStep.objects.filter(document__drafter__principal_id__in=actor.post_ids, kind=StepKind.OPINION)
    return dict(Counter(rows.order_by("-id").values_list("post_id", flat=True)[:_NEWEST]))
