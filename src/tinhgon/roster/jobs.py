"""The look at urgent papers, once a minute by day and night. May run twice."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.roster import actions


@app.periodic(cron="* * * * *")
@app.task(name="roster.watch", queueing_lock="roster.watch", pass_context=False)
def watch(timestamp: int) -> int:
    return actions.watch(timezone.now())
