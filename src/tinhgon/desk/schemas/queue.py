"""Shapes of the one queue: what waits for a person, what is put off, what is waited for."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

PAPER = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"
TASK = "019b8e60-0d02-7c11-8a44-61d1f3c1a0b7"
DECISION: dict[str, Any] = {
    "kind": "but-phe",
    "kind_label": "Chờ bút phê",
    "object": "document",
    "id": PAPER,
    "post": 41,
    "urgency": "khan",
    "code": "125/BC-UBND",
    "source": "Ủy ban nhân dân xã Hòa An, đến 05/01, số 1.204",
    "title": "Báo cáo kết quả thực hiện nhiệm vụ tháng 12",
    "due_at": "2026-01-09T10:00:00Z",
}


class DecisionOut(Schema):
    """A piece of work that waits for one. `object` says which address opens it: `document`, `task`, `circulation`,
    `question` or `poll`."""

    kind: str = Field(
        validation_alias="kind.key",
        description="ky, duyet, but-phe, y-kien, cong-nhan, gia-han, lam-ro, phieu, dong-phieu, nhiem-vu, vao-so…",
    )
    kind_label: str = Field(validation_alias="kind.waiting")
    object: str
    id: UUID = Field(validation_alias="public_id")
    post: int | None = Field(
        validation_alias="post_id", description="Vị trí mà việc này chờ; gửi lại ở tiêu đề `Acting-Post` khi làm"
    )
    urgency: str
    code: str
    source: str
    title: str
    due_at: datetime | None

    model_config = example(**DECISION)


class DecisionsOut(Schema):
    """The most urgent first; `counts` by kind, over everything and not only what was asked for."""

    results: list[DecisionOut]
    counts: dict[str, int]

    model_config = example(results=[DECISION], counts={"but-phe": 1})


class PostNameOut(Schema):
    id: int = Field(validation_alias="post_id")
    title: str
    unit: str
    in_place_of: str


class QueueOut(Schema):
    """Everything that waits for one in any post, hoả tốc first, then by deadline; `counts` by kind over everything."""

    results: list[DecisionOut] = Field(validation_alias="items")
    counts: dict[str, int] = Field(validation_alias="of_kinds")
    posts: list[PostNameOut]

    model_config = example(
        results=[DECISION],
        counts={"but-phe": 1},
        posts=[{"id": 41, "title": "Phó Bí thư Thường trực", "unit": "Tỉnh ủy", "in_place_of": ""}],
    )

    @staticmethod
    def resolve_posts(row: Any) -> Any:
        return list(row.posts.values())


class ThingIn(Schema):
    """What an item of the queue is about, as the queue names it."""

    object: Literal["document", "task"]
    id: UUID

    model_config = example(object="task", id=TASK)


class SnoozeIn(ThingIn):
    until: str = Field(max_length=40, description="Thời điểm, hoặc chữ như `3 ngày`, `8h 25/6`")
    reason: str = Field(max_length=300)

    model_config = example(object="task", id=TASK, until="3 ngày", reason="Chờ số liệu của Sở Tài chính")


class SnoozeOut(Schema):
    object: str
    id: UUID
    title: str
    until: datetime
    reason: str

    model_config = example(
        object="task",
        id=TASK,
        title="Tham mưu văn bản trả lời",
        until="2026-01-09T10:00:00Z",
        reason="Chờ số liệu của Sở Tài chính",
    )


class SnoozedOfOthersOut(Schema):
    """A number and no names."""

    count: int

    model_config = example(count=2)


class AwaitedOut(Schema):
    """One thing somebody else holds; `object` says which address opens it."""

    object: str
    id: UUID = Field(validation_alias="public_id")
    words: str
    title: str
    since: datetime | None
    due_at: datetime | None
    is_overdue: bool
    can_urge: bool
    urged_count: int


class HolderOut(Schema):
    name: str
    unit: str
    overdue_count: int
    rows: list[AwaitedOut]


class WaitingForOut(Schema):
    """What one waits for, by whoever holds it, the late first."""

    count: int
    overdue_count: int
    is_capped: bool
    holders: list[HolderOut]

    model_config = example(
        count=1,
        overdue_count=1,
        is_capped=False,
        holders=[
            {
                "name": "Nguyễn Minh Quang",
                "unit": "Phòng Tổng hợp",
                "overdue_count": 1,
                "rows": [
                    {
                        "object": "task",
                        "id": TASK,
                        "words": "Đang làm, 40%",
                        "title": "Tham mưu văn bản trả lời",
                        "since": "2026-01-02T02:10:00Z",
                        "due_at": "2026-01-04T10:00:00Z",
                        "is_overdue": True,
                        "can_urge": True,
                        "urged_count": 1,
                    }
                ],
            }
        ],
    )


class ManyIn(Schema):
    """An act on items of the queue of one kind; `text`, `lead`, `due` only where the act asks for words."""

    act: Literal["duyet", "but-phe", "cong-nhan", "tiep-nhan", "cap-so"]
    items: list[ThingIn] = Field(max_length=100)
    text: str = Field("", max_length=4000)
    lead: int | None = None
    due: str | None = Field(None, max_length=40)

    model_config = example(act="tiep-nhan", items=[{"object": "task", "id": TASK}])


class ManyLineOut(Schema):
    object: str
    id: UUID = Field(validation_alias="public_id")
    title: str
    reason: str


class ManyOut(Schema):
    """What was done, what was not and why; `gone` did not wait for the caller any more."""

    done: list[ManyLineOut]
    failures: list[ManyLineOut]
    gone: int

    model_config = example(
        done=[{"object": "task", "id": TASK, "title": "Tham mưu văn bản trả lời", "reason": ""}], failures=[], gone=0
    )


class PatienceOut(Schema):
    """How long a step stands before who has it is reminded, by the urgency of the paper."""

    urgency: Literal["", "khan", "thuong_khan", "hoa_toc"]
    wait: str = Field(description="Thời gian làm việc, ví dụ 4 giờ, 2 ngày; rỗng là không nhắc")
    legal_basis: str
    starts_on: date

    model_config = example(
        urgency="khan", wait="4 giờ", legal_basis="Quy chế làm việc, Điều 12", starts_on="2026-01-05"
    )


class PatienceIn(Schema):
    urgency: Literal["", "khan", "thuong_khan", "hoa_toc"]
    wait: str = Field("", max_length=20)
    legal_basis: str = Field(max_length=300)

    model_config = example(urgency="khan", wait="4 giờ", legal_basis="Quy chế làm việc, Điều 12")
