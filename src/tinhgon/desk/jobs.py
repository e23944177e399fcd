"""Background work of the desk: drafts that stand too long are reminded of. May run twice."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from tinhgon.desk import actions


@app.periodic(cron="*/15 * * * *")
@app.task(name="desk.remind_standing", queueing_lock="desk.remind_standing", pass_context=False)
def remind_standing(timestamp: int) -> int:
    return actions.remind_standing(datetime.fromtimestamp(timestamp, UTC))
