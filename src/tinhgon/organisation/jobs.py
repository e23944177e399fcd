"""Background work on the organisation: large imports, changes whose day has come, files no longer needed."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from tinhgon.organisation import actions
from tinhgon.organisation.actions import letters


@app.task(name="organisation.import_file", pass_context=True)
def import_file(context: JobContext, run_id: int) -> None:
    actions.perform(run_id, timezone.now(), context.job.attempts)


@app.periodic(cron="* * * * *")
@app.task(name="organisation.end_lost_runs", queueing_lock="organisation.end_lost_runs", pass_context=False)
def end_lost_runs(timestamp: int | None = None) -> int:
    return actions.end_lost_runs(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="organisation.write_letters", queueing_lock="organisation.write_letters", pass_context=False)
def write_letters(timestamp: int | None = None) -> int:
    return letters.write_letters(timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="organisation.apply_due_versions", queueing_lock="organisation.apply_due_versions", pass_context=False)
def apply_due_versions(timestamp: int | None = None) -> int:
    return actions.apply_due_versions(timezone.localdate())


@app.periodic(cron="17 3 * * *")
@app.task(name="organisation.forget_files", queueing_lock="organisation.forget_files", pass_context=False)
def forget_files(timestamp: int | None = None) -> int:
    return actions.forget_files(timezone.now())
