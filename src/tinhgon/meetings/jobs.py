"""Background work of meetings: what follows when an invitation was written or replaced. May run twice."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.meetings import actions


@app.task(name="meetings.follow")
def follow(invitation_id: int) -> None:
    actions.follow(invitation_id, timezone.now())
