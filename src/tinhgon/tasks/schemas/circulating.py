"""Shapes of circulations in the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.tasks.schemas.acts import DUE
from tinhgon.tasks.schemas.answers import PAPER_ID

CIRCULATION_ID = "019b8e61-2b10-7c55-9a10-8d1f2a4bb310"
STOP: dict[str, Any] = {
    "id": 12,
    "who": "Trần Văn Bình, Phó Bí thư Thường trực",
    "state": "current",
    "since_at": "2026-01-05T03:00:00Z",
    "answer": "",
    "answered_by": "",
    "ended_at": None,
    "reason": "",
    "away": "",
    "is_late": False,
}


class CirculationIn(Schema):
    """`readers` are numbers of `GET /tasks/assignees`, in the order they are to be asked."""

    document: UUID
    readers: list[int]
    text: str = Field("", max_length=1000)
    is_in_order: bool = True
    due: str | None = Field(None, max_length=40, description=DUE)

    model_config = example(document=PAPER_ID, readers=[31, 33], text="Kính chuyển các đồng chí cho ý kiến.", due="+2")


class CirculationAnswerIn(Schema):
    """An opinion; empty is "đã xem"."""

    text: str = ""

    model_config = example(text="Nhất trí giao Văn phòng chủ trì.")


class StopReasonIn(Schema):
    reason: str

    model_config = example(reason="Đồng chí đã chuyển công tác")


class MoveReaderIn(Schema):
    to: int
    reason: str

    model_config = example(to=33, reason="Đồng chí đi công tác, đồng chí Phó trả lời thay")


class StopOut(Schema):
    """A reader: `away` says that nobody or another answers for the post today."""

    id: int = Field(validation_alias="stop.pk")
    who: str
    state: str = Field(validation_alias="stop.state")
    since_at: datetime | None = Field(None, validation_alias="stop.since_at")
    answer: str = Field(validation_alias="stop.answer")
    answered_by: str = Field(validation_alias="stop.answered_by")
    ended_at: datetime | None = Field(None, validation_alias="stop.ended_at")
    reason: str = Field(validation_alias="stop.reason")
    away: str
    is_late: bool

    model_config = example(**STOP)


class CirculationOut(Schema):
    """`outcome` is what came of it in a line, or why it was withdrawn."""

    id: UUID = Field(validation_alias="circulation.public_id")
    document: UUID = Field(validation_alias="circulation.document.public_id")
    text: str = Field(validation_alias="circulation.text")
    is_in_order: bool = Field(validation_alias="circulation.is_in_order")
    by: str = Field(validation_alias="circulation.by")
    at: datetime = Field(validation_alias="circulation.at")
    due_at: datetime | None = Field(None, validation_alias="circulation.due_at")
    state: str = Field(validation_alias="circulation.state")
    outcome: str = Field(validation_alias="circulation.outcome")
    can_answer: bool
    stops: list[StopOut] = Field(validation_alias="rows")

    @staticmethod
    def resolve_can_answer(view: Any) -> bool:
        return bool(view.can_answer)

    model_config = example(
        id=CIRCULATION_ID,
        document=PAPER_ID,
        text="Kính chuyển các đồng chí cho ý kiến.",
        is_in_order=True,
        by="Nguyễn Thị Hà, Chánh Văn phòng",
        at="2026-01-05T03:00:00Z",
        due_at="2026-01-07T10:00:00Z",
        state="running",
        outcome="",
        can_answer=False,
        stops=[STOP],
    )
