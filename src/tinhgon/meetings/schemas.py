"""Shapes of meetings in the API."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from tinhgon.core.example import example
from tinhgon.meetings.choices import Answer

PAPER = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"


class MeetingIn(Schema):
    """When and where a paper invites to; `replaces` is the paper whose meeting it moves or calls off."""

    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: str = ""
    chair: str = ""
    people: str = ""
    is_called_off: bool = False
    replaces: UUID | None = None

    model_config = example(
        starts_at="2026-07-15T08:00:00+07:00", place="Phòng họp số 1", chair="Đồng chí Chủ tịch UBND tỉnh"
    )


class AnswerIn(Schema):
    """`for_principal` is the post answered for (`asked` of the invitation), the first where it is left out."""

    answer: Answer
    for_principal: int | None = None
    send_to: int | None = Field(None, description="Người được cử (theo GET /tasks/assignees), khi `answer` là `sent`")
    note: str = ""
    accepts_clash: bool = Field(False, description="Đã biết trùng lịch hoặc vắng mặt, vẫn dự")

    model_config = example(answer="going")


class AskedOut(Schema):
    principal_id: int
    label: str
    clashes: list[str]

    model_config = example(principal_id=31, label="Đ/c Trần Thị Mai, Phó Bí thư", clashes=["đã có lịch họp 08:00"])


class AttendanceOut(Schema):
    name: str
    answer: Answer
    sent_by: str | None = Field(description="Chức danh người cử")
    note: str
    at: datetime
    by: str
    clashes: list[str]

    model_config = example(
        name="Đ/c Lê Văn Lâm, Trưởng phòng",
        answer="going",
        sent_by="Phó Bí thư",
        note="",
        at="2026-07-10T02:00:00Z",
        by="Trần Thị Mai, Phó Bí thư",
        clashes=[],
    )


class InvitationOut(Schema):
    """`document` and the papers that replace each other are ids of `/documents`."""

    document: UUID
    starts_at: datetime
    ends_at: datetime | None
    place: str
    chair: str
    people: str
    is_called_off: bool
    replaces: UUID | None
    replaced_by: UUID | None
    answers: list[AttendanceOut]
    asked: list[AskedOut] = Field(description="Những người mà người gọi trả lời thay được")

    model_config = example(
        document=PAPER,
        starts_at="2026-07-15T01:00:00Z",
        ends_at=None,
        place="Phòng họp số 1",
        chair="Đồng chí Chủ tịch UBND tỉnh",
        people="",
        is_called_off=False,
        replaces=None,
        replaced_by=None,
        answers=[],
        asked=[],
    )


class MeetingOut(Schema):
    """Of a meeting whose paper the caller may not read only the time and who is busy (`is_busy`)."""

    starts_at: datetime
    ends_at: datetime | None
    content: str
    chair: str
    people: list[str]
    invited: str
    place: str
    document: UUID | None = Field(validation_alias="document_id")
    is_busy: bool
    is_called_off: bool
    waits: bool = Field(description="Chưa có người nhận dự")
    clashes: bool = Field(description="Có người phải dự hai cuộc cùng lúc")

    model_config = {"populate_by_name": True} | example(
        starts_at="2026-07-15T01:00:00Z",
        ends_at=None,
        content="Họp bàn giải ngân vốn đầu tư công",
        chair="Đồng chí Chủ tịch UBND tỉnh",
        people=["Đ/c Trần Thị Mai, Phó Bí thư"],
        invited="",
        place="Phòng họp số 1",
        document=PAPER,
        is_busy=False,
        is_called_off=False,
        waits=False,
        clashes=False,
    )


class WeekOut(Schema):
    starts_on: date
    ends_on: date
    title: str
    is_cut: bool = Field(description="Còn cuộc họp không kể ở đây")
    meetings: list[MeetingOut]

    model_config = example(starts_on="2026-07-13", ends_on="2026-07-19", title="Tỉnh ủy", is_cut=False, meetings=[])
