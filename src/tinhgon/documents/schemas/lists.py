"""Shapes of lists, searches and of what surrounds one paper in the API."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.schemas.papers import PAPER, DocumentOut


class IncomingOut(Schema):
    """A line of the list of incoming papers: the deadline that counts is ours, else the sender's."""

    document: DocumentOut
    deadline: datetime | None
    is_late: bool
    stage: str = Field(description="arrived, unsubmitted, waiting, directed, overdue, closed, returned")
    stage_label: str
    lead_name: str
    mark: str = Field("", description="Dấu hiệu lực: Bị thay thế, Hết hiệu lực, Đã sửa đổi …")

    @staticmethod
    def resolve_mark(row: Any) -> str:
        return row.document.mark.words if row.document.mark else ""

    model_config = example(
        document=PAPER,
        deadline="2026-01-15T10:00:00Z",
        is_late=False,
        stage="waiting",
        stage_label="Chờ bút phê",
        lead_name="",
    )


class FacetValueOut(Schema):
    value: str
    label: str
    count: int


class FacetOut(Schema):
    """A filter with its values; counted over the newest 1,000."""

    name: str
    label: str
    values: list[FacetValueOut]

    @staticmethod
    def resolve_values(row: Any) -> list[Any]:
        return [
            dict(zip(("value", "label", "count"), value, strict=True)) if isinstance(value, tuple) else value
            for value in row.values
        ]


FACET = {"name": "urgency", "label": "Độ khẩn", "values": [{"value": "khan", "label": "Khẩn", "count": 3}]}


class IncomingPageOut(Schema):
    """`total` stops at 1,000, `is_capped` says that there are more; facets come with the first page only."""

    results: list[IncomingOut] = Field(validation_alias="rows")
    next: str | None
    total: int
    is_capped: bool
    facets: list[FacetOut]

    model_config = example(results=[], next=None, total=0, is_capped=False, facets=[FACET])


class TabOut(Schema):
    key: str
    label: str
    count: int


class OutgoingPageOut(Schema):
    """Papers going out, and how many stand on each step of the ladder (up to 1,000)."""

    results: list[DocumentOut] = Field(validation_alias="rows")
    next: str | None
    tabs: list[TabOut]

    model_config = example(results=[], next=None, tabs=[{"key": "to-number", "label": "Chờ cấp số", "count": 2}])


class ApprovalOut(Schema):
    """A paper whose step waits for one of the caller's posts."""

    document: DocumentOut
    kind: str = Field(validation_alias="step.kind")
    post: str = Field(validation_alias="step.post.title")
    round: int = Field(validation_alias="step.round")

    model_config = example(document=PAPER, kind="signature", post="Giám đốc", round=1)


class DeskOut(Schema):
    """The queue of a leader, as the secretary sees it."""

    leader: str
    rows: list[ApprovalOut]

    model_config = example(
        leader="Nguyễn Văn An, Giám đốc",
        rows=[{"document": PAPER, "kind": "signature", "post": "Giám đốc", "round": 1}],
    )


class PieceOut(Schema):
    text: str
    is_met: bool


class HitOut(Schema):
    """A paper found, with the place that met the words."""

    document: DocumentOut
    subject: list[PieceOut]
    snippet: list[PieceOut]
    unit_name: str
    mark: str = Field("", description="Dấu hiệu lực: Bị thay thế, Hết hiệu lực, Đã sửa đổi …")

    @staticmethod
    def resolve_mark(row: Any) -> str:
        return row.document.mark.words if row.document.mark else ""

    @staticmethod
    def resolve_subject(row: Any) -> list[dict[str, Any]]:
        return [{"text": text, "is_met": is_met} for text, is_met in row.subject]

    @staticmethod
    def resolve_snippet(row: Any) -> list[dict[str, Any]]:
        return [{"text": text, "is_met": is_met} for text, is_met in row.snippet]


class FoundOut(Schema):
    """The best first. `is_capped`: only the newest 500 matches were ranked."""

    results: list[HitOut] = Field(validation_alias="hits")
    next: str | None
    total: int
    is_capped: bool
    facets: list[FacetOut]

    model_config = example(
        results=[
            {
                "document": PAPER,
                "subject": [{"text": "Kết quả thực hiện ", "is_met": False}, {"text": "nhiệm vụ", "is_met": True}],
                "snippet": [],
                "unit_name": "",
            }
        ],
        next=None,
        total=1,
        is_capped=False,
        facets=[FACET],
    )


class SavedViewOut(Schema):
    id: int
    name: str
    query: str

    model_config = example(id=5, name="Khẩn, quá hạn", query="tab=all&urgency=khan&due=over")


class SharedWithMeOut(Schema):
    """A view of somebody else, open to a unit or agency one has a post in."""

    id: int = Field(validation_alias="view.pk")
    name: str = Field(validation_alias="view.name")
    query: str = Field(validation_alias="view.query")
    by: str
    place: str = Field(description="Đơn vị hoặc cơ quan được chia sẻ")

    model_config = example(
        id=5, name="Khẩn, quá hạn", query="tab=all&urgency=khan&due=over", by="Lê Thu Hà", place="Phòng Tổng hợp"
    )


class ViewShareOut(Schema):
    """A place a view was given to; without `unit` the whole agency."""

    id: int = Field(validation_alias="share.pk")
    unit: int | None = Field(validation_alias="share.unit_id")
    place: str
    by: str
    at: datetime = Field(validation_alias="share.at")

    model_config = example(id=2, unit=14, place="Phòng Tổng hợp", by="Lê Thu Hà", at="2026-01-05T02:12:00Z")


class PresentedOut(Schema):
    """How many papers were submitted now; those submitted before are not counted."""

    submitted: int

    model_config = example(submitted=2)


class ActOut(Schema):
    """An act that the paper's state allows; refused ones say why, as the grey button does."""

    key: str
    label: str
    is_allowed: bool = Field(validation_alias="verdict.allowed")
    reason: str = Field(validation_alias="verdict.reason")


class StepAheadOut(Schema):
    """A step the draft would take if it were submitted now."""

    label: str
    title: str
    holder: str
    problem: str = Field(description="Vì sao bước này chưa đi được và cần làm gì; rỗng khi không vướng gì")


class RelatedOut(Schema):
    """`GET /documents/{id}/relations` has the days and the papers that are not here."""

    words: str
    document: DocumentOut | None


class DeliveryOut(Schema):
    """One agency the paper was sent to inside the installation."""

    name: str = Field(validation_alias="recipient.name")
    state: str
    at: datetime
    changed_at: datetime
    reason: str
    settled_at: datetime | None = Field(description="Khi nào việc nơi nhận trả lại được xử lý")
    settled_by: str
    settled_note: str


class HandlingOut(Schema):
    """The paper's way: who has it, whom it waits for, the steps ahead, where it was sent, what belongs to it, and what
    the caller may do now."""

    owner: str
    waits_for: str
    acts: list[ActOut]
    route: list[StepAheadOut]
    deliveries: list[DeliveryOut]
    related: list[RelatedOut]
    banners: list[str]
    is_intact: bool = Field(description="Chuỗi nhật ký của văn bản còn nguyên vẹn")

    model_config = example(
        owner="Văn phòng",
        waits_for="Trần Văn Bình, Chánh Văn phòng",
        acts=[{"key": "close", "label": "Kết thúc", "is_allowed": True, "reason": ""}],
        route=[],
        deliveries=[],
        related=[],
        banners=[],
        is_intact=True,
    )


class DifferenceOut(Schema):
    kind: str = Field(description="same, del, ins")
    text: str


class ComparisonOut(Schema):
    """What changed between two drafts, by words."""

    old: int
    new: int
    change_count: int
    pieces: list[DifferenceOut]

    model_config = example(
        old=1,
        new=2,
        change_count=2,
        pieces=[
            {"kind": "same", "text": "Báo cáo "},
            {"kind": "del", "text": "tháng 11"},
            {"kind": "ins", "text": "tháng 12"},
        ],
    )


class CodeOut(Schema):
    """A type of paper by the abbreviation of Annex III or of the Party's list."""

    code: str
    name: str

    model_config = example(code="BC", name="Báo cáo")


class KindOut(Schema):
    """What may be drafted, in the name of which body: the values `POST /documents/drafts` asks for."""

    body_id: int
    type_code: str
    type_name: str
    label: str

    model_config = example(body_id=4, type_code="CV", type_name="Công văn", label="Công văn")


class ProposedOut(Schema):
    """What the forms of signature, number and issue start with; nothing is held by asking."""

    signer_name: str
    signer_title: str
    next_code: str
    issue_effect: str

    model_config = example(
        signer_name="Lê Văn Ký",
        signer_title="Giám đốc",
        next_code="18/SNV-VP",
        issue_effect="1 nơi nhận trong hệ thống nhận ngay. Sau khi phát hành chỉ có thể thu hồi hoặc thay thế.",
    )


class ExpectedOut(Schema):
    """The open incoming books, each with the number that would come next; nothing is held by asking."""

    book_id: int
    name: str
    expected_number: int | None

    model_config = example(book_id=3, name="Sổ văn bản đến", expected_number=1205)
