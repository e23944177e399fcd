"""Shapes of reading for a time in the API: what is asked, who reads until when, what was opened. None says what a paper
is about."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example


class EmergencyIn(Schema):
    """`paper`: number and symbol as on the paper, or its id."""

    paper: str = Field(max_length=300)
    hours: int = Field(ge=1, le=100)
    reason: str = Field(max_length=300)

    model_config = example(paper="125/UBND-TH", hours=2, reason="Bão vào bờ tối nay; đã gọi văn thư và Chánh Văn phòng")


class CaseIn(Schema):
    """Papers by number or id, or criteria (unit, issuer, days of signing): one of the two. `until` is the last day."""

    name: str = Field(max_length=200)
    basis: str = Field(max_length=200)
    basis_on: date
    reason: str = Field(max_length=300)
    readers: list[int] = Field(max_length=50)
    starts_on: date
    until: date
    papers: list[str] = Field([], max_length=500)
    flow: Literal["", "incoming", "outgoing", "internal"] = ""
    unit_id: int | None = None
    issuer: str = Field("", max_length=200)
    from_on: date | None = None
    to_on: date | None = None
    includes_restricted: bool = False

    model_config = example(
        name="Kiểm tra việc mua sắm năm 2026", basis="45-QĐ/UBKT", basis_on="2026-11-20", reason="Mua sắm tập trung",
        readers=[12], starts_on="2026-11-25", until="2026-12-25", unit_id=3, from_on="2026-01-01", to_on="2026-10-31",
    )  # fmt: skip


class GrantNoteIn(Schema):
    note: str = Field("", max_length=300)

    model_config = example(note="Đồng ý")


class GrantOut(Schema):
    """Who reads when: `starts_at` to before `ends_at`, or before `ended_at` when it was ended earlier."""

    id: int = Field(validation_alias="pk")
    kind: str
    title: str
    basis: str
    basis_on: date | None
    reason: str
    state: str
    hours: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    asked_label: str
    asked_at: datetime
    decided_label: str
    decided_at: datetime | None
    decision_note: str
    ended_label: str
    ended_at: datetime | None

    model_config = example(
        id=5, kind="emergency", title="Truy cập khẩn cấp", basis="", basis_on=None,
        reason="Bão vào bờ tối nay; đã gọi văn thư và Chánh Văn phòng", state="approved", hours=2,
        starts_at="2026-11-25T16:00:00+07:00", ends_at="2026-11-25T18:00:00+07:00",
        asked_label="Trần Văn Bình, Chuyên viên", asked_at="2026-11-25T15:55:00+07:00",
        decided_label="Vũ Đức Thảo, Cán bộ an toàn thông tin", decided_at="2026-11-25T16:00:00+07:00",
        decision_note="", ended_label="", ended_at=None,
    )  # fmt: skip


class LentPaperOut(Schema):
    """Without an id where the caller does not read the paper."""

    public_id: UUID | None
    label: str
    flow_label: str
    is_restricted: bool

    model_config = example(public_id=None, label="Văn bản hạn chế", flow_label="Văn bản đến", is_restricted=True)


class OpeningOut(Schema):
    at: datetime
    who: str
    label: str
    what: str

    model_config = example(
        at="2026-11-25T16:05:00+07:00", who="Trần Văn Bình, Chuyên viên", label="125/UBND-TH", what="trang"
    )


class GrantPageOut(Schema):
    """A grant with its people, at most a hundred of its papers, and every opening."""

    grant: GrantOut
    readers: list[str]
    papers: list[LentPaperOut]
    paper_count: int
    unit_name: str
    wanted: str
    openings: list[OpeningOut]

    model_config = example(
        grant={
            "id": 5, "kind": "emergency", "title": "Truy cập khẩn cấp", "basis": "", "basis_on": None,
            "reason": "Bão vào bờ tối nay", "state": "approved", "hours": 2,
            "starts_at": "2026-11-25T16:00:00+07:00", "ends_at": "2026-11-25T18:00:00+07:00",
            "asked_label": "Trần Văn Bình, Chuyên viên", "asked_at": "2026-11-25T15:55:00+07:00",
            "decided_label": "Vũ Đức Thảo, Cán bộ an toàn thông tin", "decided_at": "2026-11-25T16:00:00+07:00",
            "decision_note": "", "ended_label": "", "ended_at": None,
        },
        readers=["Trần Văn Bình"],
        papers=[{"public_id": None, "label": "Văn bản hạn chế", "flow_label": "Văn bản đến", "is_restricted": True}],
        paper_count=1,
        unit_name="",
        wanted="125/UBND-TH",
        openings=[],
    )  # fmt: skip
