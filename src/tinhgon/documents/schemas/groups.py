"""Shapes of groups of recipients and of what the pickers of papers offer."""

from typing import Any

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.schemas.acts import RecipientIn


class GroupOut(Schema):
    id: int = Field(validation_alias="pk")
    name: str
    count: int

    model_config = example(id=3, name="Các sở, ban, ngành", count=14)


class GroupLineOut(Schema):
    """Who belongs to a group today; `note` says of an ended body what to take instead."""

    body_id: int | None
    name: str
    note: str

    model_config = example(body_id=4, name="Sở Nội vụ", note="")


class GroupIn(Schema):
    name: str = Field(max_length=150)
    lines: list[RecipientIn]

    model_config = example(name="Các sở, ban, ngành", lines=[{"role": "act", "body_id": 4, "copies": 1}])


class PickOut(Schema):
    """One that a picker offers; a disabled one says why in `note`."""

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
        id=4, label="Sở Nội vụ", detail="Sở Nội vụ tỉnh Bình Sơn", note="", is_disabled=False, is_frequent=True
    )
