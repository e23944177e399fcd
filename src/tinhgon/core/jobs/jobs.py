"""The heartbeat's other half: a job whose worker died is given to another one (nothing in procrastinate does it by
itself)."""

from django.conf import settings
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=settings.JOBS_STALLED_AFTER_SECONDS):
        await app.job_manager.retry_job(job)
