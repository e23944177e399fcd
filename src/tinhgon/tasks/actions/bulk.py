"""The same act on many tasks of a list: each stands for itself, and what failed says why."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.tasks import queries
from tinhgon.tasks.actions import deciding, doing, speaking

MOST = 200


@dataclass(frozen=True)
class Failure:
    title: str
    public_id: uuid.UUID | None
    reason: str


@dataclass(frozen=True)
class BulkReport:
    done: int
    failures: list[Failure]


def accept_each(pick: Callable[[int], Actor], ids: Iterable[uuid.UUID], note: str, at: datetime) -> BulkReport:
    """Take over every task of a list; `pick` gives the actor in the post of a task's agency."""
    return _each(pick, ids, lambda actor, pk: doing.accept(actor, pk, at))


def urge_each(pick: Callable[[int], Actor], ids: Iterable[uuid.UUID], note: str, at: datetime) -> BulkReport:
    """Urge the doers of every task of a list, with the same words."""
    return _each(pick, ids, lambda actor, pk: speaking.urge(actor, pk, note, at))


def recognise_each(pick: Callable[[int], Actor], ids: Iterable[uuid.UUID], note: str, at: datetime) -> BulkReport:
    """Recognise every task of a list that is handed in."""
    return _each(pick, ids, lambda actor, pk: deciding.recognise(actor, pk, at))


def _each(pick: Callable[[int], Actor], ids: Iterable[uuid.UUID], act: Callable[[Actor, uuid.UUID], Any]) -> BulkReport:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Refused("Chưa chọn nhiệm vụ nào. Đánh dấu ô đầu dòng rồi làm lại.", code="empty")
    if len(wanted) > MOST:
        raise Refused(f"Mỗi lần chọn không quá {MOST} nhiệm vụ. Lọc bớt danh sách rồi làm lại.", code="too_many")
    tasks = {task.public_id: task for task in queries.tasks_named(pick(0), wanted)}
    done, failures = 0, []
    for public_id in wanted:
        task = tasks.get(public_id)
        if task is None:
            failures.append(Failure("Nhiệm vụ không còn xem được", None, "Không tìm thấy, hoặc không có quyền xem."))
            continue
        try:
            act(pick(task.agency_id), public_id)
        except Refused as refused:
            failures.append(Failure(task.title, public_id, refused.reason))
        else:
            done += 1
    return BulkReport(done, failures)
