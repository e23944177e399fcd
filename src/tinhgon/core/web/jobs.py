"""Background work of the shell: kept answers end after a day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.core.web import actions


@app.periodic(cron="17 * * * *")
@app.task(name="web.forget_answers", queueing_lock="web.forget_answers", pass_context=False)
def forget_answers(timestamp: int | None = None) -> int:
    return actions.forget(timezone.now())
