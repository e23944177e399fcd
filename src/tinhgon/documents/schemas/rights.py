"""Shapes of the visibility matrix in the API: rows, proposals, runs, reasons. None says what a paper is about."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

ScopeIn = Literal["register", "body", "unit", "field"]
FlowIn = Literal["", "incoming", "outgoing", "internal"]


class RightOut(Schema):
    """A row of the matrix; `beyond` says which bound it crosses, if any."""

    id: int = Field(validation_alias="pk")
    principal: str
    kind: str
    scope: str
    flow_label: str
    body: str
    field: str
    includes_restricted: bool
    starts_on: date
    ends_on: date | None
    approved_by: str
    beyond: str
    is_ending: bool

    model_config = example(
        id=3, principal="Văn thư", kind="role", scope="register", flow_label="Mọi luồng", body="", field="",
        includes_restricted=False, starts_on="2026-01-01", ends_on=None, approved_by="Quy chế làm việc", beyond="",
        is_ending=False,
    )  # fmt: skip


class BoundOut(Schema):
    """What nobody may be given; an empty scope means every scope."""

    role: str
    scope: str
    restricted_only: bool
    is_absolute: bool
    reason: str
    legal_basis: str

    model_config = example(
        role="administrator", scope="", restricted_only=False, is_absolute=True,
        reason="Quản trị hệ thống cấu hình mà không đọc văn bản.", legal_basis="Quy chế làm việc",
    )  # fmt: skip


class RightIn(Schema):
    principal_id: int
    scope: ScopeIn
    reason: str = Field(max_length=300)
    effective_on: date
    until: date | None = None
    flow: FlowIn = ""
    body_id: int | None = None
    field_id: int | None = None
    includes_restricted: bool = False

    model_config = example(
        principal_id=41, scope="field", field_id=2, effective_on="2026-12-01", reason="Phân công theo dõi lĩnh vực"
    )


class RightEndIn(Schema):
    effective_on: date
    reason: str = Field(max_length=300)

    model_config = example(effective_on="2026-12-01", reason="Thôi theo dõi lĩnh vực")


class RightNoteIn(Schema):
    note: str = Field("", max_length=300)

    model_config = example(note="Đồng ý")


class RightsChangeOut(Schema):
    """`words` says the row as a sentence."""

    id: int = Field(validation_alias="pk")
    words: str
    kind: str
    rule_id: int | None
    principal_id: int
    scope: str
    flow: str
    body_id: int | None
    field_id: int | None
    includes_restricted: bool
    effective_on: date
    until: date | None
    reason: str
    state: str
    proposed_label: str
    proposed_at: datetime
    decided_label: str
    decided_at: datetime | None
    decision_note: str

    model_config = example(
        id=7, words="Chuyên viên: theo lĩnh vực, mọi luồng", kind="add",
        rule_id=None, principal_id=41, scope="field", flow="", body_id=None, field_id=2,
        includes_restricted=False, effective_on="2026-12-01", until=None, reason="Phân công theo dõi lĩnh vực",
        state="proposed", proposed_label="Vũ Đức Thảo, Cán bộ an toàn thông tin",
        proposed_at="2026-11-25T09:00:00+07:00", decided_label="", decided_at=None, decision_note="",
    )  # fmt: skip


class ReadersRunOut(Schema):
    """How far the readers of the agency's papers are compiled."""

    id: int = Field(validation_alias="pk")
    on: date
    state: str
    cause: str
    total: int
    seen: int
    changed: int
    started_at: datetime
    finished_at: datetime | None

    model_config = example(
        id=2, on="2026-11-25", state="running", cause="Văn thư: sổ đăng ký", total=1200, seen=400, changed=12,
        started_at="2026-11-25T09:00:00+07:00", finished_at=None,
    )  # fmt: skip


class ExplainIn(Schema):
    """`paper`: number and symbol as on the paper, or its id."""

    person_id: int
    paper: str = Field(max_length=300)

    model_config = example(person_id=12, paper="125/UBND-TH")


class ExplainedPaperOut(Schema):
    public_id: UUID
    code: str
    flow_label: str
    state_label: str
    is_restricted: bool
    issued_on: date | None


class ExplanationOut(Schema):
    person: str
    reads: bool
    reasons: list[str]


class AnswerOut(Schema):
    """The explanation, or `candidates` when several papers have the number: ask again with the id of one."""

    paper: ExplainedPaperOut | None
    explanation: ExplanationOut | None
    candidates: list[ExplainedPaperOut]

    model_config = example(
        paper={"public_id": "0198c7f0-0000-7000-8000-000000000001", "code": "125/UBND-TH", "flow_label": "Văn bản đi",
               "state_label": "Đã phát hành", "is_restricted": False, "issued_on": "2026-11-20"},
        explanation={"person": "Nguyễn Văn An", "reads": True, "reasons": ["Vai trò Văn thư: theo bảng quyền"]},
        candidates=[],
    )  # fmt: skip
