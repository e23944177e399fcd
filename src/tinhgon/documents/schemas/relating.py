"""Shapes of relations between papers."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.choices import RelationKind


class RelationOut(Schema):
    """How the paper stands to another; `document` is null where the other paper is not in the installation."""

    id: int = Field(validation_alias="pk")
    kind: str
    words: str
    document: UUID | None
    code: str
    outside: str
    note: str
    effective_on: date | None
    until_on: date | None
    is_partial: bool

    @staticmethod
    def resolve_document(row: Any) -> Any:
        return row.document.public_id if row.document else None

    @staticmethod
    def resolve_code(row: Any) -> str:
        return row.document.code if row.document else ""

    model_config = example(
        id=8,
        kind="replaces",
        words="Bị thay thế bởi",
        document="019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa",
        code="18/QĐ-UBND",
        outside="",
        note="",
        effective_on="2026-02-01",
        until_on=None,
        is_partial=False,
    )


class RelationIn(Schema):
    """What the paper says of another, or with `is_backward` the other of it: a paper by `document`, or in words."""

    kind: RelationKind
    is_backward: bool = Field(False, description="Văn bản kia tác động tới văn bản này")
    document: UUID | None = None
    outside: str = Field("", max_length=300, description="Số, ký hiệu, ngày, cơ quan; khi không có trong hệ thống")
    effective_on: date | None = Field(None, description="Để trống: từ ngày của văn bản khi phát hành")
    until_on: date | None = Field(None, description="Ngày cuối còn hiệu lực, khi gia hạn")
    is_partial: bool = False
    note: str = Field("", max_length=300, description="Phần nào, khi chỉ một phần")

    model_config = example(
        kind="repeals",
        is_backward=True,
        outside="15/2027/QĐ-UBND ngày 02/01/2027 của UBND tỉnh",
        effective_on="2027-01-15",
    )
