"""Imports as runs that can be looked at: a small file is done at once, a large one by a job that tells how far it is
over a connection of its own, because the import itself is one transaction. A run ends with what it wrote, or as failed
with what to do, also when the program or the machine breaks under it."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.jobs import queries as queue
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import tables
from tinhgon.organisation.actions.imports import import_tables
from tinhgon.organisation.choices import RunState
from tinhgon.organisation.models import ImportRun

SMALL = 300
KEPT = timedelta(days=1)
JOB = "organisation.import_file"
# Longer than a request that does a small file may take.
LOST_AFTER = timedelta(minutes=5)
# A file that kills its workers is not given to one after the other for ever.
MOST_STARTS = 5
_BROKEN = (
    "Chương trình gặp lỗi khi nhập nên chưa ghi gì. Chọn lại tệp và chạy thử; nếu vẫn lỗi, báo quản trị hệ thống tên"
    " tệp và giờ chạy."
)
_LOST = "Lần nhập bị ngắt giữa chừng. Chọn lại tệp và nhập lần nữa; dòng đã có được bỏ qua."
_TOO_OFTEN = (
    "Lần nhập bị ngắt nhiều lần nên dừng lại. Tách tệp thành nhiều phần nhỏ rồi nhập lần lượt, hoặc báo quản trị hệ"
    " thống."
)
_NOBODY = "Người gửi tệp không còn giữ vị trí này, hoặc tài khoản đang khóa. Người đang giữ vị trí gửi lại tệp."


def start_import(actor: Actor, content: bytes, name: str, at: datetime, *, is_dry_run: bool) -> ImportRun:
    """Take a file in; Refused when it is no table. A small one is done on return."""
    require(rules.can_manage(actor))
    found = tables.read(content, name)
    total = sum(map(len, found.lines.values()))
    if actor.user_id is None or actor.post_id is None:
        raise Refused("Nhập dữ liệu cần một tài khoản đang giữ vị trí.", code="forbidden")
    with transaction.atomic():
        run = ImportRun.objects.create(
            agency_id=actor.agency_id,
            user_id=actor.user_id,
            post_id=actor.post_id,
            file_name=name[:200],
            content=content,
            is_dry_run=is_dry_run,
            total_count=total,
            created_at=at,
        )
        if total > SMALL and not found.errors:
            jobs.defer(JOB, run_id=run.pk)
            return run
    return _perform(run, actor, at)


def import_tried(actor: Actor, public_id: UUID, at: datetime) -> ImportRun:
    """Do for good what was tried: the same file, not chosen again."""
    run = queries.import_run(actor, public_id)
    if run is None:
        raise Refused("Không tìm thấy lần nhập này.", code="not_found")
    if not run.content:
        raise Refused("Tệp của lần chạy thử không còn giữ. Chọn lại tệp.", code="state")
    return start_import(actor, bytes(run.content), run.file_name, at, is_dry_run=False)


def perform(run_id: int, at: datetime, starts_before: int = 0) -> None:
    """What the job does; a run that is finished is left alone, one that was cut off begins again, but not for ever."""
    run = ImportRun.objects.filter(pk=run_id, finished_at=None).first()
    if run is None:
        return
    if starts_before >= MOST_STARTS:
        _finish(run, RunState.FAILED, {"reason": _TOO_OFTEN}, at)
        return
    actor = queries.actor(run.user_id, timezone.localdate(at), run.post_id, channel="job")
    if actor is None or actor.post_id != run.post_id:
        _finish(run, RunState.FAILED, {"reason": _NOBODY}, at)
        return
    _perform(run, actor, at)


def end_lost_runs(at: datetime) -> int:
    """Runs that nobody works on any more, whatever became of their worker, end as failed; returns how many."""
    rows = ImportRun.objects.filter(finished_at=None, created_at__lt=at - LOST_AFTER)
    lost = rows.exclude(pk__in=queue.awaited(JOB, "run_id"))
    for run in lost:
        _finish(run, RunState.FAILED, {"reason": _LOST}, at)
    return len(lost)


def _perform(run: ImportRun, actor: Actor, at: datetime) -> ImportRun:
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    progress = _Progress(run.pk)
    try:
        with transaction.atomic():  # the run is done exactly when what it brought is there
            return _imported(run, actor, at, progress)
    except Refused as refused:
        return _finish(run, RunState.FAILED, {"reason": refused.reason}, at)
    except (OSError, OperationalError):
        raise  # the ground gave way: the queue tries again, and what nobody tries again is found to be lost
    except Exception:
        _finish(run, RunState.FAILED, {"reason": _BROKEN}, at)
        raise
    finally:
        progress.close()


def _imported(run: ImportRun, actor: Actor, at: datetime, progress: "_Progress") -> ImportRun:
    report = import_tables(actor, bytes(run.content), run.file_name, at, is_dry_run=run.is_dry_run, tell=progress.tell)
    told = {**asdict(report), "errors": [asdict(error) for error in report.errors[:1000]], "count": len(report.errors)}
    if report.is_saved:
        run.content = b""
    return _finish(run, RunState.DONE, told, at)


def _finish(run: ImportRun, state: RunState, report: dict[str, Any], at: datetime) -> ImportRun:
    """The first end counts: a worker that was taken for dead says nothing after another."""
    run.state, run.report, run.finished_at, run.done_count = state, report, at, run.total_count
    names = ("state", "report", "finished_at", "content", "done_count")
    ImportRun.objects.filter(pk=run.pk, finished_at=None).update(**{name: getattr(run, name) for name in names})
    return run


def forget_files(at: datetime) -> int:
    """Files of runs are people's data: kept a day for doing what was tried, then only the report stays."""
    return ImportRun.objects.filter(created_at__lt=at - KEPT).exclude(content=b"").update(content=b"")


class _Progress:
    """Writes how far a run is where others can see it before the import commits."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._connection: Any = None

    def tell(self, done: int, total: int) -> None:
        if self._connection is None:
            self._connection = connections[DEFAULT_DB_ALIAS].copy()
        with self._connection.cursor() as cursor:
            cursor.execute("UPDATE organisation_importrun SET done_count = %s WHERE id = %s", [done, self._run_id])

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
