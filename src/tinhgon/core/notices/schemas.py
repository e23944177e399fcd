"""Shapes of notices in the API."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

NOTICE: dict[str, Any] = {
    "id": 903,
    "kind": "document.submitted",
    "text": "Văn bản đến chờ ý kiến: 125/BC-UBND · Báo cáo kết quả thực hiện nhiệm vụ tháng 12",
    "url": "/van-ban/019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa/",
    "at": "2026-01-05T02:10:00Z",
    "read_at": None,
}


class NoticeOut(Schema):
    """`url` is the page it points at; the last part of the address is the id of the paper or task."""

    id: int
    kind: str
    text: str
    url: str
    at: datetime
    read_at: datetime | None = Field(description="null khi chưa đọc")

    model_config = example(**NOTICE)


class NoticePage(Schema):
    """`next` is the cursor of the following page, null at the end."""

    results: list[NoticeOut]
    next: str | None

    model_config = example(results=[NOTICE], next="OTAz")


class UnreadOut(Schema):
    count: int = Field(description="Đếm đến 100")

    model_config = example(count=3)


CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
WayName = Literal["at_once", "digest", "app"]
WAYS: dict[str, Any] = {
    "work": "app", "approval": "digest", "paper": "app", "other": "app",
    "reminder": "at_once", "standing": "at_once", "digest": "at_once",
}  # fmt: skip


class LettersOut(Schema):
    """How one is written to: the way of each subject, and the quiet hours, if any."""

    ways: dict[str, WayName]
    quiet_from: str | None
    quiet_to: str | None

    model_config = example(ways=WAYS, quiet_from="22:00", quiet_to="06:00")


class LettersIn(Schema):
    """Subjects not named stay as they are; quiet hours are both or none."""

    ways: dict[str, WayName] = {}
    quiet_from: str | None = Field(None, pattern=CLOCK)
    quiet_to: str | None = Field(None, pattern=CLOCK)

    model_config = example(ways={"approval": "digest"}, quiet_from="22:00", quiet_to="06:00")
