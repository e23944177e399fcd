"""Shapes of offline packs and of what was written on paper while the system was down."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from tinhgon.core.example import example
from tinhgon.documents.schemas.papers import ID


class PackBookOut(Schema):
    """An open book as the pack has it."""

    id: int = Field(validation_alias="book.pk")
    name: str = Field(validation_alias="book.name")
    flow: str = Field(validation_alias="book.flow")
    last_number: int = Field(validation_alias="last")
    following: list[int] = Field(description="Các số tiếp theo in sẵn trong biểu")
    columns: list[str]

    @staticmethod
    def resolve_columns(row: Any) -> list[str]:
        return [column["heading"] for column in row.form.columns]

    @staticmethod
    def resolve_following(row: Any) -> list[int]:
        return list(row.following)

    model_config = example(
        id=3, name="Sổ văn bản đến", flow="incoming", last_number=1204, following=[1205, 1206],
        columns=["Ngày đến", "Số đến"],
    )  # fmt: skip


class PackOut(Schema):
    """The pack of a clerical office; restricted papers are named by their number alone."""

    office_id: int = Field(validation_alias="office.pk")
    office: str = Field(validation_alias="office.name")
    at: datetime
    books: list[PackBookOut]
    papers: list[dict[str, str]] = Field(description="what, number, words, issuer")

    @staticmethod
    def resolve_papers(row: Any) -> list[dict[str, str]]:
        return [vars(paper) for paper in row.papers or ()]

    model_config = example(
        office_id=2, office="Văn thư Văn phòng", at="2026-01-05T01:00:00Z", books=[],
        papers=[{"what": "Chờ vào sổ", "number": "", "words": "12/SYT-VP: Báo cáo", "issuer": "Sở Y tế"}],
    )  # fmt: skip


class MorningPacksOut(Schema):
    """Whether packs are made each morning, and the files that lie on the machine."""

    is_on: bool
    kept: list[str]

    model_config = example(is_on=True, kept=["du-phong-2-20260105.pdf"])


class MorningPacksIn(Schema):
    is_on: bool

    model_config = example(is_on=True)


class InterruptionIn(Schema):
    """Beside the workbook: when the system was down, and why."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str = Field(max_length=200)

    model_config = example(
        starts_at="2026-01-05T08:00:00+07:00", ends_at="2026-01-05T15:00:00+07:00", reason="Mất điện"
    )


class InterruptionOut(Schema):
    id: UUID = Field(validation_alias="public_id")
    starts_at: datetime
    ends_at: datetime
    reason: str
    file_name: str
    state: str = Field(description="ready, running, done, dropped")
    total_count: int
    problem: str
    created_by: str
    created_at: datetime
    finished_at: datetime | None

    model_config = example(
        id=ID, starts_at="2026-01-05T01:00:00Z", ends_at="2026-01-05T08:00:00Z", reason="Mất điện",
        file_name="ghi-tay.xlsx", state="ready", total_count=18, problem="", created_by="Nguyễn Thị Hạnh, Văn thư",
        created_at="2026-01-05T08:10:00Z", finished_at=None,
    )  # fmt: skip


class ClashGroupOut(Schema):
    kind: str = Field(description="errors, taken, twice, gap, outside, period, closed, duplicate")
    label: str
    count: int
    open_decisions: list[str] = Field(description="Cách chọn được cho cả loại")

    model_config = example(kind="gap", label="Nhảy số", count=2, open_decisions=["as_used", "next"])


class UndecidedOut(Schema):
    """Rows that wait for a decision, and of which kinds; a row may be of several."""

    count: int
    groups: list[ClashGroupOut]

    model_config = example(count=2, groups=[])


class SheetClashOut(Schema):
    """What a row clashes with; `document` only where the caller may see it."""

    kind: str = Field(validation_alias="label", description="Loại vướng, bằng chữ")
    words: str
    document: UUID | None

    @staticmethod
    def resolve_document(row: Any) -> UUID | None:
        return row.document.public_id if row.document else None

    model_config = example(kind="Số đã có trong sổ", words="Số 15: đã dùng lúc 15:20 05/01/2026", document=ID)


class SheetRowOut(Schema):
    id: int = Field(validation_alias="row.pk")
    sheet: str = Field(validation_alias="row.sheet")
    line: int = Field(validation_alias="row.line")
    number: int | None = Field(validation_alias="row.number")
    book_id: int = Field(validation_alias="row.book_id")
    cells: dict[str, Any] = Field(validation_alias="row.cells", description="Trống khi đã ghi")
    errors: list[dict[str, str]] = Field(validation_alias="row.errors", description="cell, column, message")
    clashes: list[SheetClashOut] = Field(validation_alias="beside")
    open_decisions: list[str] = Field(description="as_used, next, void, leave_out")
    decision: str = Field(validation_alias="row.decision")
    note: str = Field(validation_alias="row.note")
    state: str = Field(validation_alias="row.state", description="waiting, done, left_out")
    problem: str = Field(validation_alias="row.problem")
    document: UUID | None

    @staticmethod
    def resolve_document(row: Any) -> UUID | None:
        return row.document.public_id if row.document else None

    model_config = example(
        id=7, sheet="Đến 3", line=5, number=15, book_id=3, cells={"content": "Báo cáo"}, errors=[], clashes=[],
        open_decisions=["next", "leave_out"], decision="", note="", state="waiting", problem="", document=None,
    )  # fmt: skip


class SheetRowsOut(Schema):
    results: list[SheetRowOut]
    next: str | None

    model_config = example(results=[], next=None)


class RowsDecisionIn(Schema):
    """What becomes of the named rows, or of every undecided one of a kind of clash."""

    decision: Literal["as_used", "next", "void", "leave_out"]
    rows: list[int] = Field(default=[], max_length=500)
    kind: Literal["", "errors", "taken", "twice", "gap", "outside", "period", "closed", "duplicate"] = ""
    note: str = Field("", max_length=300)

    model_config = example(decision="next", rows=[7], kind="", note="")
