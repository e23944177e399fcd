"""Shapes of urging, opinions, one's own phrases, what pickers offer, and acts on many tasks at once."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.tasks.schemas.answers import TASK_ID


class UrgeIn(Schema):
    note: str = Field("", max_length=300)

    model_config = example(note="Báo cáo kết quả trước 16 giờ hôm nay.")


class UrgeOut(Schema):
    at: datetime
    by: str
    note: str
    count: int = Field(validation_alias="task.urge_count", description="Lần đôn đốc thứ mấy của nhiệm vụ")

    model_config = example(at="2026-01-08T02:00:00Z", by="Trần Văn Bình, Phó Bí thư Thường trực", note="", count=2)


class TaskOpinionIn(Schema):
    """`mentioned` are numbers that `GET /tasks/{id}/mentionable` gives; `@Họ và tên` in the text calls, too."""

    text: str
    mentioned: list[int] = []
    crosses: bool = Field(False, description="Gửi cả cơ quan bên kia, khi nhiệm vụ giao qua hai cơ quan")
    is_declared_not_secret: bool = False

    model_config = example(text="@Lê Thị Hoa rà lại số liệu quý 1.", mentioned=[57])


class OpinionOut(Schema):
    id: int
    at: datetime
    by: str
    text: str
    mentioned: list[int] = Field(validation_alias="mentioned_ids")
    file: str = Field(validation_alias="file_name", description="Tên tệp kèm; trống khi không có")
    has_crossed: bool

    model_config = example(
        id=12,
        at="2026-01-08T02:00:00Z",
        by="Trần Văn Bình, Phó Bí thư Thường trực",
        text="Rà lại số liệu quý 1.",
        mentioned=[57],
        file="",
        has_crossed=False,
    )


class OfferOut(Schema):
    """One that a picker offers; a disabled one says why in `note`, with who took over."""

    id: int = Field(validation_alias="value")
    label: str
    detail: str
    note: str
    is_disabled: bool
    is_frequent: bool

    @staticmethod
    def resolve_is_frequent(row: Any) -> bool:
        return row.group == "Hay dùng"

    model_config = example(
        id=57, label="Lê Thị Hoa", detail="Trưởng phòng · Phòng Tổng hợp", note="", is_disabled=False, is_frequent=True
    )


class PhraseIn(Schema):
    text: str = Field(max_length=300)

    model_config = example(text="Giao … chủ trì tham mưu")


class PhraseMoveIn(Schema):
    step: int = Field(ge=-1, le=1, description="-1 lên một chỗ, 1 xuống một chỗ")

    model_config = example(step=-1)


class PhraseOut(Schema):
    id: int
    text: str

    model_config = example(id=3, text="Giao … chủ trì tham mưu")


class ProposedPhraseOut(Schema):
    text: str
    times: int

    model_config = example(text="Nghiên cứu, đề xuất", times=4)


class BulkIn(Schema):
    act: Literal["accept", "urge", "recognise"]
    tasks: list[UUID]
    note: str = Field("", max_length=300, description="Lời đôn đốc; chỉ dùng khi đôn đốc")

    model_config = example(act="urge", tasks=[TASK_ID], note="")


class FailureOut(Schema):
    title: str
    id: UUID | None = Field(validation_alias="public_id")
    reason: str

    model_config = example(title="Tham mưu văn bản trả lời", id=TASK_ID, reason="Nhiệm vụ đã được tiếp nhận.")


class BulkOut(Schema):
    """What went well stays done; each that failed says why."""

    done: int
    failures: list[FailureOut]

    model_config = example(
        done=3, failures=[{"title": "Tham mưu", "id": TASK_ID, "reason": "Nhiệm vụ đã được tiếp nhận."}]
    )
