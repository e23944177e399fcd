"""Shapes of questions in the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

QUESTION: dict[str, Any] = {
    "id": "019b8e62-11aa-7f02-8d11-5a2c3d4e5f60",
    "text": "Báo cáo lấy số liệu đến hết tháng nào?",
    "by": "Lê Thị Mai, Chuyên viên",
    "at": "2026-01-06T02:00:00Z",
    "to": "Phó Bí thư Thường trực",
    "state": "open",
    "answer": "",
    "answered_by": "",
    "answered_at": None,
}


class QuestionIn(Schema):
    text: str

    model_config = example(text="Báo cáo lấy số liệu đến hết tháng nào?")


class QuestionAnswerIn(Schema):
    text: str

    model_config = example(text="Đến hết tháng 12.")


class QuestionOut(Schema):
    """`state` is open, answered or replaced (by a new direction)."""

    id: UUID = Field(validation_alias="public_id")
    text: str
    by: str
    at: datetime
    to: str = Field(validation_alias="to_post.title")
    state: str
    answer: str
    answered_by: str
    answered_at: datetime | None

    model_config = example(**QUESTION)
