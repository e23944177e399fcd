"""Background work of tasks: reminders every quarter of an hour, the daily digest. Each job is one act and may run
twice."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from tinhgon.tasks import actions


@app.periodic(cron="*/15 * * * *")
@app.task(name="tasks.remind", queueing_lock="tasks.remind", pass_context=False)
def remind(timestamp: int) -> None:
    actions.remind(datetime.fromtimestamp(timestamp, UTC))


# 07:00 in Viet Nam.
@app.periodic(cron="0 0 * * *")
@app.task(name="tasks.digest", queueing_lock="tasks.digest", pass_context=False)
def digest(timestamp: int) -> None:
    actions.digest(datetime.fromtimestamp(timestamp, UTC))
