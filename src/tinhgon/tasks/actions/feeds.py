"""The secret address of a person's deadlines for calendar programs."""

import secrets
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.tasks.models import CalendarFeed
from tinhgon.tasks.queries import reminders


@transaction.atomic
def renew_feed(actor: Actor, at: datetime) -> str:
    """Make a new secret for the actor's feed and forget the old one; the secret is shown once."""
    if actor.person_id is None:
        raise Refused("Tài khoản này không gắn với cán bộ nào nên không có lịch hạn xử lý.", code="no_post")
    secret = secrets.token_urlsafe(24)
    CalendarFeed.objects.update_or_create(
        owner_id=actor.person_id, defaults={"digest": reminders.digest(secret), "created_at": at}
    )
    return secret
