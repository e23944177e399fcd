"""Shapes of notices in the API."""

from datetime import datetime
from typing import Any

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
