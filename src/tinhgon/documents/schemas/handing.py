"""Shapes of hand-over batches."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.schemas.papers import ID


class BatchOut(Schema):
    """A hand-over to one unit, with how many lines wait and how many were refused."""

    id: UUID = Field(validation_alias="batch.public_id")
    unit: str
    is_open: bool = Field(validation_alias="batch.is_open")
    made_at: datetime = Field(validation_alias="batch.made_at")
    made_by: str = Field(validation_alias="batch.made_by")
    total: int
    waiting: int
    refused: int

    model_config = example(
        id=ID, unit="Phòng Tổng hợp", is_open=True, made_at="2026-01-05T09:00:00Z", made_by="Lê Thị Hoa, Văn thư",
        total=3, waiting=3, refused=0,
    )  # fmt: skip


class BatchListOut(Schema):
    results: list[BatchOut]
    next: str | None

    model_config = example(results=[], next=None)


class BatchLineOut(Schema):
    """`document` is null where the paper is not for the caller; `words` says what may be said of it."""

    id: int = Field(validation_alias="line.pk")
    document: UUID | None
    words: str
    copies: int = Field(validation_alias="line.copies")
    state: str = Field(validation_alias="line.state", description="waiting, received, refused, returned, dropped")
    how: str = Field(validation_alias="line.how")
    decided_at: datetime | None = Field(validation_alias="line.decided_at")
    decided_by: str = Field(validation_alias="line.decided_by")
    reason: str = Field(validation_alias="line.reason")

    @staticmethod
    def resolve_document(row: Any) -> UUID | None:
        return row.document.public_id if row.document else None


class BatchPageOut(Schema):
    id: UUID = Field(validation_alias="batch.public_id")
    unit: str
    is_open: bool = Field(validation_alias="batch.is_open")
    made_at: datetime = Field(validation_alias="batch.made_at")
    made_by: str = Field(validation_alias="batch.made_by")
    lines: list[BatchLineOut]

    model_config = example(
        id=ID, unit="Phòng Tổng hợp", is_open=True, made_at="2026-01-05T09:00:00Z", made_by="Lê Thị Hoa, Văn thư",
        lines=[],
    )  # fmt: skip


class ToUnitIn(Schema):
    unit: int
    papers: list[UUID] = Field(max_length=200)


class BatchesIn(Schema):
    """One batch a unit; units are in `GET /documents/offers/units`."""

    units: list[ToUnitIn] = Field(max_length=200)

    model_config = example(units=[{"unit": 12, "papers": [ID]}])


class FailedOut(Schema):
    number: str
    reason: str


class MadeOut(Schema):
    """The batches made, and the papers that stayed out with the reason."""

    batches: list[UUID]
    failed: list[FailedOut]

    model_config = example(batches=[ID], failed=[])


class RefusedLineIn(Schema):
    line: int
    reason: str = Field(min_length=1, max_length=300)


class DecideIn(Schema):
    """Lines received and lines refused; `receiver` is who signed on paper, where the clerk writes it down."""

    received: list[int] = Field([], max_length=200)
    refused: list[RefusedLineIn] = Field([], max_length=200)
    receiver: int | None = None

    model_config = example(received=[51, 52], refused=[{"line": 53, "reason": "Không thuộc phòng"}], receiver=None)


class ToHandOut(Schema):
    """A paper with the unit it was given to."""

    id: UUID = Field(validation_alias="document.public_id")
    code: str = Field(validation_alias="document.code")
    subject: str = Field(validation_alias="document.subject")
    unit: int | None = Field(validation_alias="unit_id")

    model_config = example(id=ID, code="125/BC-UBND", subject="Báo cáo tháng 12", unit=12)


class PlaceIn(Schema):
    papers: list[UUID] = Field(max_length=200)
    place: str = Field(max_length=120)

    model_config = example(papers=[ID], place="Tủ 2, cặp 14")


class PlacedOut(Schema):
    count: int

    model_config = example(count=1)
