"""Background work on papers: pages of Word files are drawn, files nobody released at the secret door are wiped, readers
are compiled anew when the matrix changes. Each job may run twice."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from tinhgon.documents import exports
from tinhgon.documents.actions import approval, granting, intake, interruptions, packs, papers, recompiling


@app.periodic(cron="* * * * *")
@app.task(name="documents.wipe_suspects", queueing_lock="documents.wipe_suspects", pass_context=False)
def wipe_suspects(timestamp: int) -> int:
    return intake.wipe_expired(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="documents.move_on_late", queueing_lock="documents.move_on_late", pass_context=False)
def move_on_late(timestamp: int) -> int:
    """Opinions whose limit has passed hold their papers up no longer."""
    return approval.move_on_late(datetime.fromtimestamp(timestamp, UTC))


# One after the other: LibreOffice takes a core and a quarter of a gigabyte.
@app.task(name="documents.draw_pages", lock="documents.draw_pages")
def draw_pages(upload_id: int) -> bool:
    return intake.draw_pages(upload_id, timezone.now())


# A run that another job makes at the same time waits for its row; each step asks whether there is anything left.
@app.task(name=recompiling.JOB)
def recompile_readers(run_id: int) -> None:
    while recompiling.step(run_id, timezone.now()):
        pass


@app.periodic(cron="*/10 * * * *")
@app.task(name="documents.apply_due_rights", queueing_lock="documents.apply_due_rights", pass_context=False)
def apply_due_rights(timestamp: int | None = None) -> int:
    return recompiling.begin_due(timezone.localdate(), timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="documents.close_grants", queueing_lock="documents.close_grants", pass_context=False)
def close_grants(timestamp: int | None = None) -> int:
    """Reading for a time has ended by itself at its moment; here its end is written down, and papers are tidied."""
    closed = granting.close_expired(timezone.now())
    granting.compile_rest(timezone.now())
    return closed


@app.periodic(cron="* * * * *")
@app.task(name="documents.index_pairs", queueing_lock="documents.index_pairs", pass_context=False)
def index_pairs(timestamp: int | None = None) -> int:
    """Some 5,000 papers each minute, so that the office has its processors; none left is one look into an index."""
    done = 0
    for _ in range(10):
        done += (step := papers.index_next_pairs(500))
        if step < 500:
            break
    return done


@app.task(name=interruptions.JOB)
def enter_interruption(interruption_id: int) -> None:
    interruptions.go_on(interruption_id, timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="documents.resume_interruptions", queueing_lock="documents.resume_interruptions", pass_context=False)
def resume_interruptions(timestamp: int | None = None) -> int:
    return interruptions.resume_lost(timezone.now())


# Six in the morning in Vietnam: before the office opens.
@app.periodic(cron="0 23 * * *")
@app.task(name="documents.make_morning_packs", queueing_lock="documents.make_morning_packs", pass_context=False)
def make_morning_packs(timestamp: int | None = None) -> int:
    now = timezone.now()
    return packs.make_morning_packs(timezone.localdate(now), now, exports.pack_files)
