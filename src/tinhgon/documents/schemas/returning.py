"""Shapes of what recipients gave back in the API."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example


class ReturnOut(Schema):
    """A place that gave the paper back, and why."""

    id: int
    name: str = Field(validation_alias="recipient.name")
    reason: str
    at: datetime = Field(validation_alias="changed_at")

    model_config = example(id=7, name="Sở Tài chính", reason="Gửi nhầm nơi", at="2026-01-05T03:00:00Z")


class SettleReturnsIn(Schema):
    """`places` are numbers of `GET /documents/{id}/returns`."""

    places: list[int]
    note: str = Field(max_length=300)

    model_config = example(places=[7], note="Đã gửi lại đúng nơi nhận.")
