"""Background work on papers: files nobody released at the secret door are wiped. Each job may run twice."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from tinhgon.documents.actions import intake


@app.periodic(cron="* * * * *")
@app.task(name="documents.wipe_suspects", queueing_lock="documents.wipe_suspects", pass_context=False)
def wipe_suspects(timestamp: int) -> int:
    return intake.wipe_expired(datetime.fromtimestamp(timestamp, UTC))
