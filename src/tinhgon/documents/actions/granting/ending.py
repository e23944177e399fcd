"""The end of reading for a time: at its moment nobody holds the grant any more, whether a job has run or not. What runs
afterwards writes the end into history and takes the grant's principal off the papers."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.identity.models import Holding
from tinhgon.core.verdict import require
from tinhgon.documents import rules
from tinhgon.documents.actions import readers
from tinhgon.documents.actions.granting import telling
from tinhgon.documents.choices import GrantState
from tinhgon.documents.models import ReadingGrant
from tinhgon.documents.queries import granting

STEP = 500


@transaction.atomic
def end_grant(actor: Actor, grant_id: int, at: datetime) -> ReadingGrant:
    """End it now, earlier than its time."""
    grant, people = telling.locked(actor, grant_id)
    require(rules.can_end_grant(actor, grant, people))
    return _ended(actor, grant, at, at)


def close_expired(at: datetime) -> int:
    """Write down the end of what is over; how many."""
    count = 0
    for grant_id in granting.expired(at):
        with transaction.atomic():
            rows = ReadingGrant.objects.select_for_update(of=("self",))
            grant = rows.filter(pk=grant_id, state=GrantState.APPROVED).first()
            if grant is None or grant.ends_at is None:
                continue
            on = timezone.localdate(at)
            machine = Actor("Hệ thống", "", grant.agency_id, on, channel="job", is_system=True)
            _ended(machine, grant, grant.ends_at, at)
            count += 1
    return count


def _ended(actor: Actor, grant: ReadingGrant, ended_at: datetime, at: datetime) -> ReadingGrant:
    grant.state, grant.ended_at, grant.ended_label = GrantState.ENDED, ended_at, actor.label[:300]
    grant.save(update_fields=["state", "ended_at", "ended_label"])
    begun = Holding.objects.filter(principal_id=grant.principal_id, starts_at__lte=ended_at)
    begun.update(ends_at=ended_at)
    # A case that had not begun was never held.
    Holding.objects.filter(principal_id=grant.principal_id, starts_at__gt=ended_at).update(starts_at=None, ends_at=None)
    begin_compiling(grant, at)
    telling.told(actor, grant, "documents.end_reading", at)
    return grant


def begin_compiling(grant: ReadingGrant, at: datetime) -> None:
    """The first papers at once, which are all but of the largest cases; the job does the rest."""
    grant.compiled_to = 0
    _compile(grant, at)


def _compile(grant: ReadingGrant, at: datetime) -> None:
    rows = grant.papers.filter(document_id__gt=grant.compiled_to or 0).order_by("document_id")
    ids = list(rows.values_list("document_id", flat=True)[:STEP])
    if ids:
        readers.recompile(ids, timezone.localdate(at))
    grant.compiled_to = ids[-1] if len(ids) == STEP else None
    grant.save(update_fields=["compiled_to"])


def compile_rest(at: datetime) -> None:
    """Go on with the grants of which not every paper knows yet."""
    for grant_id in granting.half_compiled():
        while True:
            with transaction.atomic():
                rows = ReadingGrant.objects.select_for_update(of=("self",)).exclude(compiled_to=None)
                grant = rows.filter(pk=grant_id).first()
                if grant is None:
                    break
                _compile(grant, at)
