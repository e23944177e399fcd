"""Background work on numbers: reservations end by themselves."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.core.numbering import actions


@app.periodic(cron="*/5 * * * *")
@app.task(name="numbering.expire", queueing_lock="numbering.expire", pass_context=False)
def expire(timestamp: int | None = None) -> int:
    return actions.expire(timezone.now())
