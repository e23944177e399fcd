"""Shapes of slips in the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

PAPER_ID = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"


class PassingIn(Schema):
    """`group` is a number of `GET /documents/recipient-groups`."""

    papers: list[UUID]
    group: int
    words: str = Field(max_length=500)

    model_config = example(papers=[PAPER_ID], group=4, words="Để nghiên cứu, thực hiện.")


class PassedOut(Schema):
    """One paper to one place: passed, or why not."""

    document: UUID = Field(validation_alias="document.public_id")
    place: str
    is_passed: bool
    why_not: str

    @staticmethod
    def resolve_is_passed(row: Any) -> bool:
        return row.received_id is not None and not row.given_back

    @staticmethod
    def resolve_why_not(row: Any) -> str:
        return str(row.given_back or row.why_not)


class PassingOut(Schema):
    id: UUID = Field(validation_alias="passing.public_id")
    group_name: str = Field(validation_alias="passing.group_name")
    words: str = Field(validation_alias="passing.words")
    by: str = Field(validation_alias="passing.by")
    at: datetime = Field(validation_alias="passing.at")
    places: list[PassedOut] = Field(validation_alias="rows")

    model_config = example(
        id="019b8e63-5f10-7a01-b2c3-44d5e6f70819",
        group_name="Ủy ban nhân dân cấp xã",
        words="Để nghiên cứu, thực hiện.",
        by="Nguyễn Thị Hà, Văn thư",
        at="2026-01-05T03:00:00Z",
        places=[{"document": PAPER_ID, "place": "Ủy ban nhân dân xã Tân Hòa", "is_passed": True, "why_not": ""}],
    )
