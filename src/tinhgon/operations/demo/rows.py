"""The rows of many stories, written together: papers first, then what hangs on them, then history in the order of time
so that every chain reads like the days did. Knows tables, decides nothing."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model
from django.urls import reverse

from tinhgon.core.audit import actions as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.storage import actions as storage
from tinhgon.documents.models import ApprovalStep, Comment, Document, Relation
from tinhgon.operations.demo.desk import Desk
from tinhgon.organisation import exports
from tinhgon.organisation.models import Post
from tinhgon.tasks.exports import XLSX
from tinhgon.tasks.models import Direction, Extension, Opinion, Participant, Report, Task, Urge

# Saved in this order: each points only to rows saved before it.
KINDS: tuple[type[Model], ...] = (
    Relation, Direction, Task, Participant, Report, Extension, Urge, Opinion, ApprovalStep, Comment,
)  # fmt: skip
NEWS = timedelta(days=6)
R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class Act:
    at: datetime
    desk: Desk
    post: Post
    verb: str
    on: Document | Task
    detail: dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A notice to come; its cause is told apart by the place in the list."""

    at: datetime
    desk: Desk
    to: Post
    kind: str
    text: str
    about: Document | Task


@dataclass
class Rows:
    kept: dict[type[Model], list[Model]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    acts: list[Act] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def add(self, row: R) -> R:
        self.kept[type(row)].append(row)
        return row

    def act(self, at: datetime, desk: Desk, post: Post, verb: str, on: Document | Task, **detail: Any) -> None:
        self.acts.append(Act(at, desk, post, verb, on, detail))

    def tell(self, at: datetime, desk: Desk, to: Post, kind: str, text: str, about: Document | Task) -> None:
        self.said.append(Said(at, desk, to, kind, text, about))

    def write(self, rng: random.Random, until: datetime, *, history: bool) -> None:
        """The papers are saved already. Without history a benchmark's bulk saves no notices and no files either."""
        if history:
            self._files()
        for kind, kept in self.kept.items():
            # A part points to the whole, a direction to the proposal: what is pointed to is saved before.
            depths = [_depth(row) for row in kept]
            for depth in range(max(depths, default=-1) + 1):
                level = [row for row, found in zip(kept, depths, strict=True) if found == depth]
                kind._default_manager.bulk_create(level)
        if history:
            self._history()
            self._notices(rng, until)

    def _files(self) -> None:
        """A workbook for every report that names a file."""
        for row in self.kept[Report]:
            assert isinstance(row, Report)
            if row.evidence_name:
                table = exports.Table(
                    title="Kết quả",
                    headings=("TT", "Nội dung", "Kết quả"),
                    rows=(("1", row.task.title, f"{row.progress}%"), ("2", row.text, row.by)),
                    widths=(6, 70, 40),
                    lead=(f"Báo cáo ngày {row.at:%d/%m/%Y}",),
                )
                row.evidence = storage.keep(exports.workbook([table]), XLSX, row.at)

    def _history(self) -> None:
        Event.objects.bulk_create(
            audit.event(
                act.desk.actor(act.post), act.verb, "document" if isinstance(act.on, Document) else "task", act.on.pk,
                act.on.label if isinstance(act.on, Document) else act.on.title, act.at, home=act.desk.agency.pk,
                detail=act.detail,
            )
            for act in sorted(self.acts, key=lambda act: act.at)
        )  # fmt: skip

    def _notices(self, rng: random.Random, until: datetime) -> None:
        """News of the last days; who came yesterday has read most of the older."""
        recent = [said for said in self.said if until - said.at < NEWS]
        Notice.objects.bulk_create(
            Notice(
                agency=said.desk.agency, to_id=said.to.principal_id, kind=said.kind, at=said.at,
                text=f"{said.text}: {said.about.label if isinstance(said.about, Document) else said.about.title}"[:400],
                url=_address(said.about), cause=f"demo:{_address(said.about)[-38:]}:{index}",
                read_at=said.at if until - said.at > timedelta(days=1) and rng.random() < 0.8 else None,
            )
            for index, said in enumerate(sorted(recent, key=lambda said: said.at))
        )  # fmt: skip


def _depth(row: Model) -> int:
    before = row.parent if isinstance(row, Task) else row.from_proposal if isinstance(row, Direction) else None
    return 1 + _depth(before) if before is not None else 0


def _address(about: Document | Task) -> str:
    name = "documents:document" if isinstance(about, Document) else "tasks:task"
    return reverse(name, args=[about.public_id])
