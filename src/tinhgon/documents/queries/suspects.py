"""Files held at the secret door: when they came and until when, never what they say."""

from datetime import datetime

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.documents import rules
from tinhgon.documents.models import Upload
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Post


def _held(at: datetime) -> QuerySet[Upload]:
    return Upload.objects.filter(is_secret=True, held_until__gt=at).exclude(ticket="")


def suspects(actor: Actor, at: datetime) -> list[Upload]:
    """Files of the agency that are held now, the next to be wiped first."""
    if not rules.can_see_suspects(actor):
        return []
    return list(_held(at).filter(agency_id=actor.agency_id).order_by("held_until", "pk")[:100])


def suspect_by_hash(actor: Actor, sha256: str, at: datetime) -> Upload | None:
    """The same bytes, held already."""
    return _held(at).filter(agency_id=actor.agency_id, sha256=sha256).first()


def expired_suspects(at: datetime) -> list[tuple[int, int]]:
    """(upload, agency) of held files whose time is over."""
    rows = Upload.objects.filter(is_secret=True, held_until__lte=at).exclude(ticket="")
    return list(rows.order_by("pk").values_list("pk", "agency_id"))


def suspect_tickets() -> set[str]:
    """The tickets of all held files, of every agency."""
    rows = Upload.objects.filter(is_secret=True, held_until__isnull=False).exclude(ticket="")
    return set(rows.values_list("ticket", flat=True))


def second_persons(actor: Actor) -> list[int]:
    """Posts that may confirm what the actor claims."""
    roles = [Role.CLERK, Role.CHIEF_OF_OFFICE, Role.LEADER, Role.SECURITY_OFFICER]
    posts = Post.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id, roles__overlap=roles)
    return [pk for pk in posts.values_list("principal_id", flat=True) if pk not in actor.post_ids]
