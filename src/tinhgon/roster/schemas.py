"""Shapes of the duty roster and of calls in the API."""

from datetime import date, datetime

from ninja import Schema
from pydantic import AwareDatetime, Field

from tinhgon.core.example import example
from tinhgon.documents.choices import Urgency
from tinhgon.roster.choices import Outcome, Rung, Stage, Watch


class ShiftIn(Schema):
    """`person` is a number of `GET /roster/people`."""

    person: int
    watch: Watch = Watch.CLERK
    starts_at: AwareDatetime
    ends_at: AwareDatetime

    model_config = example(
        person=12, watch="clerk", starts_at="2026-07-15T17:00:00+07:00", ends_at="2026-07-16T07:30:00+07:00"
    )


class ShiftOut(Schema):
    id: int
    person: str = Field(validation_alias="person.full_name")
    watch: Watch
    starts_at: datetime
    ends_at: datetime

    model_config = {"populate_by_name": True} | example(
        id=7, person="Nguyễn Thị Hoa", watch="clerk", starts_at="2026-07-15T10:00:00Z", ends_at="2026-07-16T00:30:00Z"
    )


class GapOut(Schema):
    """Outside office hours, nobody on duty."""

    starts_at: datetime
    ends_at: datetime

    model_config = example(starts_at="2026-07-18T10:00:00Z", ends_at="2026-07-20T00:30:00Z")


class RosterOut(Schema):
    starts_on: date
    ends_on: date
    shifts: list[ShiftOut]
    gaps: list[GapOut]

    model_config = example(starts_on="2026-07-13", ends_on="2026-07-19", shifts=[], gaps=[])


class PersonChoiceOut(Schema):
    id: int
    label: str

    model_config = example(id=12, label="Nguyễn Thị Hoa, Văn thư")


class ImportedOut(Schema):
    count: int = Field(description="Số ca mới; ca đã có không ghi lại")

    model_config = example(count=14)


class LadderIn(Schema):
    urgency: Urgency
    minutes: int = Field(ge=1, le=1440)
    rungs: list[Rung] = Field(description="Gọi lần lượt ai; `awaited` luôn được gọi đầu sau khi vào sổ, không đặt")

    model_config = example(urgency="hoa_toc", minutes=15, rungs=["clerk", "chief", "leader"])


class LadderOut(LadderIn):
    starts_on: date
    legal_basis: str

    model_config = example(
        urgency="hoa_toc",
        minutes=15,
        rungs=["clerk", "chief", "leader"],
        starts_on="2025-01-01",
        legal_basis="Nghị định 30/2020/NĐ-CP, Điều 23 khoản 1",
    )


class CallOut(Schema):
    rung: Rung
    at: datetime
    people: str
    is_gap: bool = Field(description="Không có ai trực ở bậc này")

    model_config = example(rung="clerk", at="2026-07-15T15:00:00Z", people="Nguyễn Thị Hoa", is_gap=False)


class EscalationOut(Schema):
    stage: Stage
    urgency: Urgency
    started_at: datetime
    outcome: Outcome
    ended_at: datetime | None
    ended_by: str
    calls: list[CallOut]

    model_config = example(
        stage="arrived",
        urgency="hoa_toc",
        started_at="2026-07-15T15:00:00Z",
        outcome="opened",
        ended_at="2026-07-15T15:20:00Z",
        ended_by="Nguyễn Thị Hoa, Văn thư",
        calls=[],
    )
