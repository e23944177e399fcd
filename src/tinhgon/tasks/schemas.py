"""Shapes of directions and tasks in the API. Whoever is named (`lead`, `cooperating`, `informed`) is named by the
number that `GET /tasks/assignees` gives."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field


class TaskOut(Schema):
    """A task with its "6 rõ"; `first_due_at` is never overwritten."""

    id: UUID = Field(validation_alias="public_id")
    title: str
    state: str
    progress: int
    document: UUID | None = Field(None, validation_alias="document.public_id")
    parent: UUID | None = Field(None, validation_alias="parent.public_id")
    lead: str | None = Field(None, validation_alias="lead_post.title")
    product: str
    responsibility: str
    authority: str
    given_by: str = Field(validation_alias="given_by_label")
    given_at: datetime
    first_due_at: datetime | None
    due_at: datetime | None
    reported_at: datetime | None
    completed_at: datetime | None
    last_reason: str


class TaskPage(Schema):
    """`next` is the cursor of the following page, null at the end."""

    results: list[TaskOut]
    next: str | None


class DirectionOut(Schema):
    id: UUID = Field(validation_alias="public_id")
    document: UUID = Field(validation_alias="document.public_id")
    kind: str
    text: str
    by: str
    at: datetime
    due_at: datetime | None
    is_from_paper: bool
    tasks: list[UUID]

    @staticmethod
    def resolve_tasks(row: Any) -> list[UUID]:
        return [task.public_id for task in row.tasks.all()]


class ReportOut(Schema):
    at: datetime
    by: str
    text: str
    progress: int
    evidence_name: str


class ExtensionOut(Schema):
    asked_due_at: datetime
    reason: str
    asked_at: datetime
    asked_by: str
    state: str
    decided_at: datetime | None
    answer: str


class HistoryOut(Schema):
    at: datetime
    who: str
    verb: str
    words: str


class AssigneeOut(Schema):
    id: int
    label: str
    unit: str


class _Named(Schema):
    cooperating: list[int] = []
    informed: list[int] = []
    due: datetime | None = None


class DirectionIn(_Named):
    """A leader's words on a paper; without `lead` the paper is for information or filing."""

    document: UUID
    text: str
    lead: int | None = None
    product: str = Field("", max_length=300)
    is_from_paper: bool = False
    in_place_of: int | None = None
    supersedes: UUID | None = Field(None, description="Bút phê đang có hiệu lực mà ý kiến này thay")
    proposal: UUID | None = None


class ProposalIn(_Named):
    document: UUID
    text: str
    to_leader: int
    lead: int | None = None


class TaskIn(_Named):
    """A task that comes from no paper."""

    title: str
    lead: int
    product: str = Field("", max_length=300)
    responsibility: str = Field("", max_length=300)
    authority: str = Field("", max_length=300)


class PassOnIn(Schema):
    """Without a `title` the person in charge is named, with it a sub-task is given."""

    lead: int
    title: str = ""
    due: datetime | None = None
    product: str = Field("", max_length=300)
    note: str = ""


class ProgressIn(Schema):
    percent: int
    text: str
    is_declared_not_secret: bool = False


class DoneIn(Schema):
    """The proof is a paper of the office (`document`) or a file."""

    text: str = ""
    document: UUID | None = None
    is_declared_not_secret: bool = False


class ExtensionIn(Schema):
    until: datetime
    reason: str


class DecisionIn(Schema):
    is_granted: bool
    answer: str = ""


class ReasonIn(Schema):
    reason: str


class ClarifyIn(Schema):
    """What the giver fills in of the "6 rõ"."""

    product: str = Field("", max_length=300)
    responsibility: str = Field("", max_length=300)
    authority: str = Field("", max_length=300)


class ReassignIn(Schema):
    lead: int
