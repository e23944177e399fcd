"""Meetings that papers invite to, as far as the actor may read the papers."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.documents.models import Invitation
from tinhgon.documents.queries.visible import visible_to

_MOST = 50
# A meeting that was yesterday may still be called off on paper today.
_BACK = timedelta(days=1)


def standing_invitations(agency_id: int) -> QuerySet[Invitation]:
    """Invitations of an agency that no later paper has replaced; the one that calls a meeting off stands too."""
    return Invitation.objects.filter(agency_id=agency_id, replaced_by=None).exclude(
        document__state__in=("refused", "recalled")
    )


def invitation_for(actor: Actor, public_id: UUID) -> Invitation | None:
    """What a paper the actor may read invites to."""
    rows = Invitation.objects.filter(document__in=visible_to(actor), document__public_id=public_id)
    joined = ("document", "replaces__document", "replaced_by__document")
    return rows.select_related(*joined).first()


def replaceable_invitations(actor: Actor, at: datetime, apart: int | None = None) -> list[Invitation]:
    """Meetings to come that a paper may move or call off, soonest first; not the paper's own."""
    rows = standing_invitations(actor.agency_id).filter(
        starts_at__gte=at - _BACK, is_called_off=False, document__in=visible_to(actor)
    )
    others = rows if apart is None else rows.exclude(document_id=apart)
    return list(others.select_related("document").order_by("starts_at", "pk")[:_MOST])


def named_in(text: str, invitations: list[Invitation]) -> Invitation | None:
    """The invitation whose number a paper's text names, to be offered as the one it replaces."""
    words = "".join(vntext.fold(text).split())
    return next((row for row in invitations if row.document.code and _key(row.document.code) in words), None)


def _key(code: str) -> str:
    return "".join(vntext.fold(code).split())
