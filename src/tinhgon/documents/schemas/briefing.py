"""Shapes of the file that goes up: phiếu trình, opinions there and missing, decisions; drafts taken over from below."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.choices import BriefDecision, BriefState

PAPER_ID = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"
_OPTION = {"text": "Ban hành trong quý I.", "is_proposed": True}
_SAID = {
    "kind": "Văn bản trả lời",
    "who": "Sở Tài chính",
    "words": "Thống nhất",
    "at": "2026-01-05T03:00:00Z",
}
_MISSING = {
    "kind": "Cho ý kiến",
    "who": "Trần Văn Bình, Phó Chủ tịch",
    "since": "2026-01-05T03:00:00Z",
    "due": None,
    "note": "",
}
_DECISION = {
    "who": "Nguyễn Văn An, Chủ tịch",
    "step": "signature",
    "decision": "changes",
    "option": 2,
    "words": "Chọn thí điểm, sửa Mục 3.",
    "at": "2026-01-06T03:00:00Z",
}


class BriefOption(Schema):
    text: str = Field(max_length=20_000)
    is_proposed: bool = False

    model_config = example(**_OPTION)


class BriefIn(Schema):
    """`papers` are papers of the agency (`GET /documents/offers/laid`); `read` is the `mark` of what was read."""

    summary: str = Field("", max_length=20_000)
    options: list[BriefOption] = Field([], max_length=50)
    proposal: str = Field("", max_length=20_000)
    appraisal: str = Field("", max_length=20_000, description="Với dự thảo do nơi khác trình")
    changes: str = Field("", max_length=20_000, description="Đã tiếp thu, giải trình ý kiến lần trước thế nào")
    papers: list[UUID] = Field([], max_length=50)
    read: str = Field("", max_length=40)

    model_config = example(
        summary="Cần rà soát 214 thủ tục hành chính.",
        options=[_OPTION],
        proposal="Đề nghị ký ban hành.",
        papers=[],
    )


class BriefSaidOut(Schema):
    kind: str
    who: str
    words: str
    at: datetime | None

    model_config = example(**_SAID)


class BriefMissingOut(Schema):
    """Who was asked and has said nothing; `since` is empty while the turn has not come."""

    kind: str
    who: str
    since: datetime | None
    due: datetime | None
    note: str

    model_config = example(**_MISSING)


class BriefDecisionOut(Schema):
    who: str = Field(validation_alias="step.decided_by")
    step: str = Field(validation_alias="step.kind")
    decision: BriefDecision
    option: int | None
    words: str = Field(validation_alias="step.opinion")
    at: datetime | None = Field(validation_alias="step.decided_at")

    model_config = example(**_DECISION)


class BriefPaperOut(Schema):
    id: UUID = Field(validation_alias="public_id")
    code: str = Field(validation_alias="shown_code")
    subject: str

    model_config = example(id=PAPER_ID, code="15/TTr-SNV", subject="ban hành Quy chế phối hợp")


class BriefOut(Schema):
    """One version; `hidden_count` papers go up with it that the caller may not see."""

    ordinal: int = Field(validation_alias="brief.ordinal")
    state: BriefState = Field(validation_alias="brief.state")
    mark: str
    versions: list[int]
    summary: str = Field(validation_alias="brief.summary")
    options: list[BriefOption] = Field(validation_alias="brief.options")
    proposal: str = Field(validation_alias="brief.proposal")
    appraisal: str = Field(validation_alias="brief.appraisal")
    changes: str = Field(validation_alias="brief.changes")
    written_by: str = Field(validation_alias="brief.written_by")
    written_at: datetime = Field(validation_alias="brief.written_at")
    sent_at: datetime | None = Field(validation_alias="brief.sent_at")
    ended_words: str = Field(validation_alias="brief.ended_words")
    draft: int | None = Field(description="Dự thảo lần mấy đã trình")
    papers: list[BriefPaperOut]
    hidden_count: int
    opinions: list[BriefSaidOut] = Field(validation_alias="given_opinions")
    missing: list[BriefMissingOut] = Field(validation_alias="missing_opinions")
    decisions: list[BriefDecisionOut] = Field(validation_alias="said")
    lacks: list[str] = Field(description="Còn thiếu gì để trình")

    @staticmethod
    def resolve_versions(view: Any) -> list[int]:
        return [row.ordinal for row in view.versions]

    @staticmethod
    def resolve_draft(view: Any) -> int | None:
        return view.brief.draft.ordinal if view.brief.draft else None

    @staticmethod
    def resolve_lacks(view: Any) -> list[str]:
        return [words for _field, words in view.lacks]

    model_config = example(
        ordinal=1,
        state="sent",
        mark="1.1767582800.0",
        versions=[1],
        summary="Cần rà soát 214 thủ tục hành chính.",
        options=[_OPTION],
        proposal="Đề nghị ký ban hành.",
        appraisal="",
        changes="",
        written_by="Lê Thị Hoa, Chuyên viên",
        written_at="2026-01-05T03:00:00Z",
        sent_at="2026-01-05T04:00:00Z",
        ended_words="",
        draft=1,
        papers=[],
        hidden_count=0,
        opinions=[_SAID],
        missing=[_MISSING],
        decisions=[_DECISION],
        lacks=[],
    )


class BriefDecisionIn(Schema):
    """`seen` is the version that was read; another one in its place is told, not decided on."""

    decision: BriefDecision
    words: str = Field("", max_length=20_000)
    option: int | None = Field(None, ge=1, le=50)
    seen: int | None = Field(None, ge=1, le=32_000)

    model_config = example(decision="changes", words="Chọn thí điểm, sửa Mục 3.", option=2, seen=1)


class TakeOverIn(Schema):
    """`version_id` is a file of `GET /documents/{id}/drafts-to-take`; kind and body of `GET /documents/kinds`."""

    version_id: int
    subject: str = Field(max_length=1000)
    type_code: str = Field(max_length=10)
    type_name: str = Field("", max_length=100)
    body_id: int | None = None
    drafting_unit: str = Field("", max_length=200)
    appraisal: str = Field("", max_length=20_000)
    is_restricted: bool = False

    model_config = example(
        version_id=12, subject="ban hành Quy chế phối hợp", type_code="QĐ", drafting_unit="Phòng Tổ chức biên chế"
    )


class TakenOverOut(Schema):
    """Both are credited: who wrote the draft and who appraised it."""

    document: UUID = Field(validation_alias="document.public_id")
    version_id: int
    drafted_by: str
    appraised_by: str
    at: datetime
    recalled_at: datetime | None

    model_config = example(
        document=PAPER_ID,
        version_id=12,
        drafted_by="Phòng Tổ chức biên chế, Sở Nội vụ",
        appraised_by="Lê Thị Hoa, Chuyên viên",
        at="2026-01-05T03:00:00Z",
        recalled_at=None,
    )


class ProgressOut(Schema):
    """How far a proposal is where it was sent: the state, and the product once it is issued."""

    place: str
    words: str
    at: datetime
    code: str
    product: UUID | None

    @staticmethod
    def resolve_product(row: Any) -> Any:
        return row.product.public_id if row.product else None

    model_config = example(
        place="Ủy ban nhân dân tỉnh", words="Đã ban hành", at="2026-01-07T03:00:00Z", code="15/QĐ-UBND", product=None
    )


class AttachIn(Schema):
    note: str = Field("", max_length=300)
    is_declared_not_secret: bool = False

    model_config = example(note="Phụ lục I", is_declared_not_secret=True)
