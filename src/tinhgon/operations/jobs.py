"""What the installation does for itself in the background."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.operations import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="operations.sweep", queueing_lock="operations.sweep", pass_context=False)
def sweep(timestamp: int) -> int:
    """Files that a killed process left behind."""
    return actions.sweep(timezone.now())
