"""Readers of an agency's papers compiled anew when the matrix changed or a row began or ended by date: in bounded steps
that a job makes one after the other, each a transaction of its own, going on where a broken one stopped. Tasks carry
no row of the matrix: who reads one is named by the work itself, and what they show of a paper asks the paper."""

from datetime import date, datetime

from django.db import transaction

from tinhgon.core.identity.models import Agency
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents.actions import readers
from tinhgon.documents.choices import CompileState
from tinhgon.documents.models import Document, ReadersRun
from tinhgon.documents.queries import rights as queries

JOB = "documents.recompile_readers"
STEP = 2_000


@transaction.atomic
def begin(agency_id: int, on: date, cause: str, at: datetime) -> ReadersRun:
    """Start compiling for a day; what is left of a run that is going on is taken over, since this one does it all."""
    lock(agency_id)
    ReadersRun.objects.filter(agency_id=agency_id, state=CompileState.RUNNING).update(
        state=CompileState.SUPERSEDED, finished_at=at
    )
    total = Document.objects.filter(agency_id=agency_id).count()
    run = ReadersRun.objects.create(agency_id=agency_id, on=on, cause=cause[:300], total=total, started_at=at)
    jobs.defer(JOB, run_id=run.pk)
    return run


def lock(agency_id: int) -> None:
    """One beginning of a run at a time in an agency."""
    list(Agency.objects.select_for_update(no_key=True).filter(pk=agency_id))


def step(run_id: int, at: datetime, size: int = STEP) -> bool:
    """Compile the next papers of a run; whether there are more. Nothing to do for a run that is over."""
    new = ReadersRun.objects.filter(pk=run_id, state=CompileState.RUNNING, last_id=0).first()
    if new is not None:
        # Alone in its transaction: acts that wait for it hold papers, and a step locks papers.
        with transaction.atomic():
            readers.settle(new.agency_id)
    return _step(run_id, at, size)


@transaction.atomic
def _step(run_id: int, at: datetime, size: int) -> bool:
    run = ReadersRun.objects.select_for_update().filter(pk=run_id, state=CompileState.RUNNING).first()
    if run is None:
        return False
    run.last_id, seen, changed = readers.recompile_next(
        run.agency_id, [str(flow) for flow in Flow.values], run.last_id, size, run.on
    )
    run.seen, run.changed = run.seen + seen, run.changed + changed
    if seen < size:
        run.state, run.finished_at = CompileState.DONE, at
    run.save(update_fields=["last_id", "seen", "changed", "state", "finished_at"])
    return seen == size


def begin_due(on: date, at: datetime) -> int:
    """Start a run in every agency whose matrix has changed by date; how many."""
    due = queries.agencies_due(on)
    for agency_id in due:
        begin(agency_id, on, f"Đến ngày {on:%d/%m/%Y}: quyền bắt đầu hoặc hết hạn", at)
    return len(due)
