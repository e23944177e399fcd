"""Shapes of one's own work, the clerical desk and its day, and of who holds a paper."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

PAPER = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"
TASK = "019b8e60-0d02-7c11-8a44-61d1f3c1a0b7"


class WorkCountsOut(Schema):
    """Own open work, and what was given to others."""

    open: int
    overdue: int
    today: int
    soon: int
    given_open: int
    given_overdue: int
    given_soon: int


class TaskLineOut(Schema):
    id: UUID = Field(validation_alias="task.public_id")
    title: str = Field(validation_alias="task.title")
    state: str = Field(validation_alias="task.state")
    due_at: datetime | None = Field(validation_alias="task.due_at")
    progress: int = Field(validation_alias="task.progress")
    role: str
    given_by: str


class TaskGroupOut(Schema):
    """Tasks by when they are due: overdue, today, the next seven days, later, without a deadline."""

    label: str
    tasks: list[TaskLineOut] = Field(validation_alias="lines")


class DraftLineOut(Schema):
    id: UUID = Field(validation_alias="document.public_id")
    subject: str = Field(validation_alias="document.subject")
    state: str = Field(validation_alias="document.state")
    words: str = Field(validation_alias="state", description="Dự thảo đang ở đâu, chờ ai")


class OwedOut(Schema):
    id: UUID = Field(validation_alias="task.public_id")
    title: str = Field(validation_alias="task.title")
    due_at: datetime | None = Field(validation_alias="task.due_at")
    who: str


class WaitingOut(Schema):
    """Whose words are waited for, since when: an opinion on a paper sent around (`kind` is opinion, `id` the
    circulation's), or the answer to a question (answer)."""

    kind: str
    id: UUID = Field(validation_alias="public_id")
    title: str
    who: str
    since_at: datetime | None
    due_at: datetime | None
    away: str


class WorkOut(Schema):
    """One's own work: tasks by deadline, drafts on their way, what others owe, whose words are waited for."""

    counts: WorkCountsOut
    groups: list[TaskGroupOut]
    drafts: list[DraftLineOut]
    owed: list[OwedOut]
    asked: list[WaitingOut]

    model_config = example(
        counts={
            "open": 4,
            "overdue": 1,
            "today": 0,
            "soon": 2,
            "given_open": 0,
            "given_overdue": 0,
            "given_soon": 0,
        },
        groups=[
            {
                "label": "Quá hạn",
                "tasks": [
                    {
                        "id": TASK,
                        "title": "Tham mưu văn bản trả lời",
                        "state": "accepted",
                        "due_at": "2026-01-04T10:00:00Z",
                        "progress": 40,
                        "role": "Chủ trì",
                        "given_by": "Trần Văn Bình",
                    }
                ],
            }
        ],
        drafts=[{"id": PAPER, "subject": "Về việc báo cáo", "state": "draft", "words": "Đang soạn"}],
        owed=[],
        asked=[],
    )


class PaperLineOut(Schema):
    id: UUID = Field(validation_alias="document.public_id")
    code: str = Field(validation_alias="document.code")
    subject: str = Field(validation_alias="document.subject")
    state: str = Field(validation_alias="document.state")
    act: str = Field(description="Việc đang chờ")


class ClericalOut(Schema):
    """The clerical desk: what is to be registered, signed for, numbered, issued; what came back. Counts to 1,000."""

    upload_count: int
    arrived_count: int
    unsubmitted_count: int
    to_sign_count: int
    to_number_count: int
    to_issue_count: int
    refused_count: int
    arrived: list[PaperLineOut]
    going_out: list[PaperLineOut]

    model_config = example(
        upload_count=2,
        arrived_count=1,
        unsubmitted_count=0,
        to_sign_count=0,
        to_number_count=1,
        to_issue_count=0,
        refused_count=0,
        arrived=[],
        going_out=[{"id": PAPER, "code": "", "subject": "Về việc báo cáo", "state": "signed", "act": "Cấp số"}],
    )


class CountOut(Schema):
    """A number of the side bar; `is_urgent` when something is due today, late or hoả tốc."""

    key: str
    label: str
    count: int
    is_urgent: bool

    model_config = example(key="incoming", label="Văn bản đến", count=7, is_urgent=True)


class SaidOut(Schema):
    text: str
    by: str
    at: datetime


class ReplyOut(Schema):
    id: UUID = Field(validation_alias="public_id")
    code: str


class HeldOut(Schema):
    """One paper: who holds it; `holder` is empty where its way has ended. `urge` is the task to send
    `POST /tasks/{id}/urge` to, null where the caller may not."""

    id: UUID = Field(validation_alias="document.public_id")
    code: str = Field(validation_alias="document.code")
    register_number: int | None = Field(validation_alias="document.register_number")
    subject: str = Field(validation_alias="document.subject")
    state: str = Field(validation_alias="document.state")
    holder: str
    since: datetime | None
    said: SaidOut | None = Field(description="Ý kiến cuối cùng")
    deadline: datetime | None
    is_ended: bool
    replies: list[ReplyOut]
    urge: UUID | None
    on_paper: list[str] = Field(description="Ai giữ bản giấy, để ở đâu")

    model_config = example(
        id=PAPER,
        code="125/BC-UBND",
        register_number=1204,
        subject="Báo cáo kết quả thực hiện nhiệm vụ tháng 12",
        state="directed",
        holder="Đ/c Nguyễn Minh Quang, Chuyên viên",
        since="2026-01-05T02:10:00Z",
        said={"text": "Giao tham mưu.", "by": "Trần Văn Bình, Phó Chủ tịch", "at": "2026-01-05T02:10:00Z"},
        deadline="2026-01-09T10:00:00Z",
        is_ended=False,
        replies=[],
        urge=TASK,
        on_paper=["Văn thư, Tủ 2, cặp 14"],
    )


class LeftOut(Schema):
    """A line left undone; `id` is a paper's, in the group `tep` that of a waiting file."""

    id: UUID = Field(validation_alias="public_id")
    code: str
    title: str
    note: str
    at: datetime | None


class LeftGroupOut(Schema):
    key: str = Field(validation_alias="kind.key")
    label: str = Field(validation_alias="kind.label")
    is_own: bool = Field(validation_alias="kind.is_own")
    count: int
    is_capped: bool
    lines: list[LeftOut]


class DayRegisterOut(Schema):
    period_id: int
    kind: str
    title: str
    book: str
    count: int


class EndOfDayOut(Schema):
    """What is left of the day, by group; `is_done` when nothing is left that the clerk can end."""

    on: date
    is_done: bool
    left_count: int
    groups: list[LeftGroupOut]
    registers: list[DayRegisterOut]

    model_config = example(
        on="2026-01-05",
        is_done=False,
        left_count=1,
        groups=[
            {
                "key": "cho-phat-hanh",
                "label": "Đã cấp số, chưa phát hành",
                "is_own": True,
                "count": 1,
                "is_capped": False,
                "lines": [
                    {"id": PAPER, "code": "12/CV-UBND", "title": "Về việc báo cáo", "note": "Công văn", "at": None}
                ],
            }
        ],
        registers=[
            {"period_id": 3, "kind": "di", "title": "Sổ đăng ký văn bản đi", "book": "Công văn đi 2026", "count": 12}
        ],
    )
