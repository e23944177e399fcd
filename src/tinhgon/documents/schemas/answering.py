"""Shapes of papers that ask for answers: the table, its rows, the opinions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from tinhgon.core.example import example
from tinhgon.documents.choices import OpinionOutcome, Stance

_ITEM = {
    "id": 5,
    "place": "khoản 2 Điều 5",
    "text": "Đề nghị bổ sung thời hạn báo cáo.",
    "outcome": "accepted",
    "response": "",
    "judged_at": "2026-02-10T03:00:00Z",
}
_ROW = {
    "id": 8,
    "name": "Sở Nội vụ",
    "was_asked": True,
    "words": "Có ý kiến",
    "is_answered": True,
    "is_late": False,
    "is_after_closing": False,
    "answered_at": "2026-02-09T03:00:00Z",
    "reply": "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa",
    "note": "",
    "urge_count": 1,
    "opinions": [_ITEM],
}


class OpinionItemOut(Schema):
    id: int = Field(validation_alias="pk")
    place: str
    text: str
    outcome: str = Field(description="accepted, partly, explained; rỗng là chưa xem xét")
    response: str
    judged_at: datetime | None

    model_config = example(**_ITEM)


class AskedPlaceOut(Schema):
    """A place of the table; `reply` is there for who may see that paper."""

    id: int = Field(validation_alias="pk")
    name: str = Field(validation_alias="answer.name")
    was_asked: bool = Field(validation_alias="answer.was_asked")
    words: str
    is_answered: bool
    is_late: bool
    is_after_closing: bool
    answered_at: datetime | None = Field(validation_alias="answer.answered_at")
    reply: UUID | None
    note: str = Field(validation_alias="answer.note")
    urge_count: int = Field(validation_alias="answer.urge_count")
    opinions: list[OpinionItemOut] = Field(validation_alias="items")

    @staticmethod
    def resolve_reply(row: Any) -> Any:
        return row.reply.public_id if row.reply else None

    model_config = example(**_ROW)


class AnswerTableOut(Schema):
    """Who was asked and what came back; without rows where the paper asks for nothing."""

    due_at: datetime | None = Field(validation_alias="document.reply_due_at")
    is_asking: bool
    closed_at: datetime | None
    asked_count: int
    answered_count: int
    late_count: int
    opinion_count: int
    unjudged_count: int
    results: list[AskedPlaceOut] = Field(validation_alias="rows")

    @staticmethod
    def resolve_is_asking(table: Any) -> bool:
        return table.request is not None

    @staticmethod
    def resolve_closed_at(table: Any) -> Any:
        return table.request.closed_at if table.request else None

    model_config = example(
        due_at="2026-02-10T10:00:00Z",
        is_asking=True,
        closed_at=None,
        asked_count=1,
        answered_count=1,
        late_count=0,
        opinion_count=1,
        unjudged_count=0,
        results=[_ROW],
    )


class AskIn(Schema):
    due: str = Field(max_length=60, description="Thời điểm ISO 8601, hoặc như trên trang: 10 ngày, 25/6, 17h 26/6")

    model_config = example(due="10 ngày")


class AskedPlaceIn(Schema):
    name: str = Field(max_length=300)

    model_config = example(name="Hội Cựu chiến binh tỉnh")


class GivenIn(Schema):
    """What came back, and the paper that came, where there is one."""

    stance: Stance
    answered_at: AwareDatetime
    reply: UUID | None = None
    note: str = Field("", max_length=300)

    model_config = example(stance="opinions", answered_at="2026-02-09T03:00:00Z", note="Trả lời qua điện thoại")


class OpinionItemIn(Schema):
    text: str = Field(max_length=20_000)
    place: str = Field("", max_length=200)
    outcome: OpinionOutcome | None = None
    response: str = Field("", max_length=20_000)

    model_config = example(place="khoản 2 Điều 5", text="Đề nghị bổ sung thời hạn báo cáo.", outcome="accepted")


class UrgeAnswersIn(Schema):
    """Whom to urge; nobody named is everybody who is silent."""

    answers: list[int] = Field([], max_length=500)

    model_config = example(answers=[])


class UrgedOut(Schema):
    """Who was told, who is named in the draft of a letter, and that draft."""

    inside: list[str]
    outside: list[str]
    draft: UUID | None

    @staticmethod
    def resolve_draft(urged: Any) -> Any:
        return urged.draft.public_id if urged.draft else None

    model_config = example(inside=["Sở Nội vụ"], outside=[], draft=None)
