"""Background work on papers: pages of Word files are drawn, files nobody released at the secret door are wiped. Each
job may run twice."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.documents.actions import intake


@app.periodic(cron="* * * * *")
@app.task(name="documents.wipe_suspects", queueing_lock="documents.wipe_suspects", pass_context=False)
def wipe_suspects(timestamp: int) -> int:
    return intake.wipe_expired(datetime.fromtimestamp(timestamp, UTC))


# One after the other: LibreOffice takes a core and a quarter of a gigabyte.
@app.task(name="documents.draw_pages", lock="documents.draw_pages")
def draw_pages(upload_id: int) -> bool:
    return intake.draw_pages(upload_id, timezone.now())
