"""Shapes of directions and tasks as the API answers them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

TASK_ID = "019b8e60-0d02-7c11-8a44-61d1f3c1a0b7"
PAPER_ID = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"
TASK: dict[str, Any] = {
    "id": TASK_ID,
    "title": "Tham mưu văn bản trả lời Báo cáo số 125/BC-UBND",
    "state": "accepted",
    "progress": 40,
    "document": PAPER_ID,
    "parent": None,
    "lead": "Trưởng phòng Tổng hợp",
    "product": "Công văn trả lời",
    "responsibility": "",
    "authority": "",
    "given_by": "Trần Văn Bình, Phó Bí thư Thường trực",
    "given_at": "2026-01-05T03:00:00Z",
    "first_due_at": "2026-01-09T10:00:00Z",
    "due_at": "2026-01-09T10:00:00Z",
    "reported_at": None,
    "completed_at": None,
    "last_reason": "",
}
DIRECTION: dict[str, Any] = {
    "id": "019b8e5f-77a0-7b02-9d00-4b1f02a3c9d1",
    "document": PAPER_ID,
    "kind": "direction",
    "text": "Giao Phòng Tổng hợp chủ trì tham mưu.",
    "by": "Trần Văn Bình, Phó Bí thư Thường trực",
    "at": "2026-01-05T03:00:00Z",
    "due_at": "2026-01-09T10:00:00Z",
    "is_from_paper": False,
    "tasks": [TASK_ID],
}


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

    model_config = example(**TASK)


class TaskPage(Schema):
    """`next` is the cursor of the following page, null at the end."""

    results: list[TaskOut]
    next: str | None

    model_config = example(results=[TASK], next="MTc2NzkxOTIwMC4wXzQx")


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

    model_config = example(**DIRECTION)


class ReportOut(Schema):
    id: int
    at: datetime
    by: str
    text: str
    progress: int
    evidence_name: str

    model_config = example(
        id=17,
        at="2026-01-07T08:00:00Z",
        by="Lê Thị Mai, Chuyên viên",
        text="Đã có dự thảo",
        progress=40,
        evidence_name="",
    )


class ExtensionOut(Schema):
    asked_due_at: datetime
    reason: str
    asked_at: datetime
    asked_by: str
    state: str
    decided_at: datetime | None
    answer: str

    model_config = example(
        asked_due_at="2026-01-14T10:00:00Z",
        reason="Chờ số liệu của các xã",
        asked_at="2026-01-08T02:00:00Z",
        asked_by="Lê Thị Mai, Chuyên viên",
        state="asked",
        decided_at=None,
        answer="",
    )


class TaskHistoryOut(Schema):
    at: datetime
    who: str
    verb: str
    words: str

    model_config = example(
        at="2026-01-05T03:00:00Z",
        who="Trần Văn Bình, Phó Bí thư Thường trực",
        verb="tasks.create",
        words="giao nhiệm vụ",
    )


class AssigneeOut(Schema):
    id: int
    label: str
    unit: str

    model_config = example(id=57, label="Phòng Tổng hợp", unit="Phòng Tổng hợp")


class FeedOut(Schema):
    """Shown once."""

    address: str

    model_config = example(address="https://vanphong.example.vn/nhiem-vu/lich/Q0Jx…xw.ics")


class PhrasesOut(Schema):
    texts: list[str]
    dues: list[str]

    model_config = example(texts=["Giao … chủ trì tham mưu", "Đồng ý"], dues=["trong ngày", "3 ngày", "5 ngày"])


class ProofOut(Schema):
    id: UUID
    label: str

    model_config = example(id=PAPER_ID, label="18/SNV-VP · Về việc báo cáo kết quả tháng 12")


class ClassesOut(Schema):
    """The four statutory classes with both on-time rates; null where there is nothing to divide by."""

    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    on_time_rate: float | None
    done_of_due_rate: float | None


class CountsOut(Schema):
    tabs: dict[str, int]
    classes: ClassesOut

    model_config = example(
        tabs={"mine": 4, "given": 0, "unit": 12, "overdue": 1},
        classes={
            "done_on_time": 18,
            "done_late": 2,
            "open_in_time": 3,
            "open_overdue": 1,
            "on_time_rate": 90.0,
            "done_of_due_rate": 95.2,
        },
    )


class DirectionRowOut(Schema):
    """Words on a paper, with whom they name."""

    direction: DirectionOut
    lead: str
    cooperating: str
    informed: str


class WorkRowOut(Schema):
    task: TaskOut
    lead: str
    is_overdue: bool


class PaperWorkOut(Schema):
    """Directions and proposals on a paper, and its tasks that the caller may see."""

    directions: list[DirectionRowOut]
    tasks: list[WorkRowOut]

    model_config = example(
        directions=[{"direction": DIRECTION, "lead": "Phòng Tổng hợp", "cooperating": "", "informed": ""}],
        tasks=[{"task": TASK, "lead": "Phòng Tổng hợp", "is_overdue": False}],
    )


class DirectingOut(Schema):
    """What the form of a direction starts with."""

    can_direct: bool
    can_propose: bool
    reason: str = Field(description="Vì sao không bút phê được")
    current: UUID | None = Field(description="Bút phê đang có hiệu lực, cho `supersedes`")
    proposal: UUID | None
    text: str
    lead: int | None
    cooperating: list[int]
    informed: list[int]
    due: str

    model_config = example(
        can_direct=True,
        can_propose=False,
        reason="",
        current=None,
        proposal=None,
        text="",
        lead=None,
        cooperating=[],
        informed=[],
        due="",
    )


class ParticipantOut(Schema):
    role: str = Field(description="cooperate (phối hợp), inform (để biết)")
    label: str


class ChildOut(Schema):
    id: UUID = Field(validation_alias="task.public_id")
    title: str = Field(validation_alias="task.title")
    state: str = Field(validation_alias="task.state")
    lead: str
    is_overdue: bool


class TaskActOut(Schema):
    key: str
    is_allowed: bool
    reason: str


class TaskHandlingOut(Schema):
    """Who does the task and how it stands, and what the caller may do."""

    lead: str
    unit: str
    is_overdue: bool
    participants: list[ParticipantOut]
    children: list[ChildOut]
    extensions: list[ExtensionOut]
    acts: list[TaskActOut]

    model_config = example(
        lead="Đ/c Lê Thị Mai, Chuyên viên",
        unit="Phòng Tổng hợp",
        is_overdue=False,
        participants=[{"role": "cooperate", "label": "Ban Tổ chức Tỉnh ủy"}],
        children=[],
        extensions=[],
        acts=[{"key": "progress", "is_allowed": True, "reason": ""}],
    )
