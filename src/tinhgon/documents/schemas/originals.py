"""Shapes of originals on paper, scanned codes and labels."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.schemas.papers import ID


class OriginalMoveOut(Schema):
    holder: str
    place: str
    copies: int
    how: str = Field(description="entry, scan, signed, screen")
    note: str
    at: datetime
    by: str


class OriginalOut(Schema):
    """Copies of a paper that lie together; `moves` is how they came there, the last first."""

    id: int = Field(validation_alias="original.pk")
    copies: int = Field(validation_alias="original.copies")
    holder_kind: str = Field(validation_alias="original.holder_kind", description="clerk, inside, outside")
    holder_id: int | None = Field(validation_alias="original.holder_id")
    holder: str
    place: str = Field(validation_alias="original.place")
    since: datetime = Field(validation_alias="original.since")
    moves: list[OriginalMoveOut]

    model_config = example(
        id=7,
        copies=1,
        holder_kind="inside",
        holder_id=41,
        holder="Nguyễn Minh Quang, Chuyên viên",
        place="Tủ 2, cặp 14",
        since="2026-01-05T02:10:00Z",
        moves=[],
    )


class OriginalHolderIn(Schema):
    """Whose hands: `clerk`; `inside` with `holder` (see `GET /documents/offers/holders`); `outside` with a name."""

    holder_kind: Literal["clerk", "inside", "outside"] = "clerk"
    holder: int | None = None
    holder_name: str = Field("", max_length=200)
    place: str = Field("", max_length=120)

    def given(self) -> dict[str, Any]:
        return {"kind": self.holder_kind, "principal_id": self.holder, "name": self.holder_name}


class OriginalIn(OriginalHolderIn):
    copies: int = Field(1, ge=1, le=999)

    model_config = example(holder_kind="clerk", place="Tủ 2, cặp 14", copies=1)


class MoveIn(OriginalHolderIn):
    """Without `copies` all copies move."""

    copies: int | None = Field(None, ge=1, le=999)
    how: Literal["entry", "scan", "signed", "screen"] = "entry"
    note: str = Field("", max_length=300)

    model_config = example(holder_kind="outside", holder_name="Sở Tài chính (đ/c Lan)", how="signed", note="Ký mượn")


class LabelSizeOut(Schema):
    """A size of label, millimetres."""

    code: str
    name: str
    width: float
    height: float
    columns: int
    rows: int

    model_config = example(code="50x30", name="Cuộn 50 × 30 mm", width=50, height=30, columns=1, rows=1)


class LabelsIn(Schema):
    """Labels of papers; on a sheet from the place `first` on."""

    papers: list[UUID] = Field(max_length=200)
    size: str = Field(max_length=20)
    first: int = Field(1, ge=1, le=200)

    model_config = example(papers=[ID], size="50x30", first=1)


class ScannedOut(Schema):
    """What one scanned code or typed number means; `problem` where it means nothing the caller may see."""

    text: str
    id: UUID | None
    code: str
    register_number: int | None
    subject: str
    held: str
    problem: str

    @staticmethod
    def resolve_id(row: Any) -> UUID | None:
        return row.document.public_id if row.document else None

    @staticmethod
    def resolve_code(row: Any) -> str:
        return row.document.code if row.document else ""

    @staticmethod
    def resolve_register_number(row: Any) -> int | None:
        return row.document.register_number if row.document else None

    @staticmethod
    def resolve_subject(row: Any) -> str:
        return row.document.subject if row.document else ""

    model_config = example(
        text="1204", id=ID, code="125/BC-UBND", register_number=1204, subject="Báo cáo tháng 12", held="Văn thư",
        problem="",
    )  # fmt: skip
