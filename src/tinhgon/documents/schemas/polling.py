"""Shapes of opinion rounds of collective bodies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.choices import Vote

_MEMBER = {
    "name": "Nguyễn Văn An",
    "title": "Chủ tịch",
    "is_chair": True,
    "vote": "agree",
    "text": "",
    "answered_at": "2026-02-09T03:00:00Z",
}
_COUNT = {
    "members": 1, "agree": 1, "disagree": 0, "other": 0, "silent": 0, "share": 100.0, "has_quorum": True,
    "is_carried": True,
}  # fmt: skip


class PollMemberOut(Schema):
    name: str
    title: str
    is_chair: bool
    vote: str = Field(description="agree, disagree, other; rỗng là chưa trả lời")
    text: str
    answered_at: datetime | None

    model_config = example(**_MEMBER)


class PollCountOut(Schema):
    """The result as it stands, by the rule of the round."""

    members: int
    agree: int
    disagree: int
    other: int
    silent: int
    share: float = Field(description="Tỷ lệ đồng ý, phần trăm")
    has_quorum: bool
    is_carried: bool

    model_config = example(**_COUNT)


class PollOut(Schema):
    """A round; `document` is there for who may read the paper."""

    id: UUID = Field(validation_alias="poll.public_id")
    body: str = Field(validation_alias="body_name")
    question: str = Field(validation_alias="poll.question")
    rule: str = Field(validation_alias="poll.rule.name")
    due_at: datetime = Field(validation_alias="poll.due_at")
    opened_by: str = Field(validation_alias="poll.opened_by")
    closed_at: datetime | None = Field(validation_alias="poll.closed_at")
    document: UUID | None
    count: PollCountOut
    members: list[PollMemberOut]

    @staticmethod
    def resolve_document(view: Any) -> Any:
        return view.document.public_id if view.document else None

    model_config = example(
        id="019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa",
        body="Ủy ban nhân dân tỉnh",
        question="Thông qua dự thảo Quyết định ban hành Quy chế làm việc.",
        rule="UBND cấp tỉnh: quá nửa tổng số thành viên",
        due_at="2026-02-10T10:00:00Z",
        opened_by="Trần Văn Bình, Chánh Văn phòng",
        closed_at=None,
        document=None,
        count=_COUNT,
        members=[_MEMBER],
    )


class PollIn(Schema):
    """Members by post (`GET /documents/offers/posts`); the first is the chair unless `chair_post` names another."""

    body_id: int
    question: str = Field(max_length=5_000)
    rule_id: int = Field(description="Theo `GET /documents/polls/rules`")
    due: str = Field(max_length=60, description="Thời điểm ISO 8601, hoặc như trên trang: 3 ngày, 25/6")
    member_posts: list[int] = Field(max_length=100)
    chair_post: int | None = None
    document: UUID | None = None

    model_config = example(
        body_id=4,
        question="Thông qua dự thảo Quyết định ban hành Quy chế làm việc.",
        rule_id=1,
        due="3 ngày",
        member_posts=[14, 22],
    )


class VoteIn(Schema):
    vote: Vote
    text: str = Field("", max_length=5_000)

    model_config = example(vote="agree", text="")


class PollRuleOut(Schema):
    id: int
    name: str

    model_config = example(id=1, name="UBND cấp tỉnh: quá nửa tổng số thành viên (NĐ 314/2025/NĐ-CP)")


class RemindedOut(Schema):
    reminded: list[str]

    model_config = example(reminded=["Nguyễn Văn An"])
