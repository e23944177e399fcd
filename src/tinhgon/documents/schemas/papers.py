"""Shapes of papers as the API answers them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

ID = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"
PAPER: dict[str, Any] = {
    "id": ID,
    "flow": "incoming",
    "state": "registered",
    "code": "125/BC-UBND",
    "number": "125",
    "symbol": "BC-UBND",
    "issued_on": "2026-01-05",
    "place": "Hòa An",
    "issuer": "Ủy ban nhân dân xã Hòa An",
    "parent_issuer": "",
    "type_code": "BC",
    "type_name": "Báo cáo",
    "subject": "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội tháng 12 năm 2025",
    "signer_name": "Lê Văn Ký",
    "signer_title": "CHỦ TỊCH",
    "urgency": "",
    "page_count": 4,
    "register_number": 1204,
    "arrived_at": "2026-01-05T02:05:00Z",
    "registered_at": "2026-01-05T02:06:12Z",
    "issued_at": None,
    "reply_due_at": "2026-01-15T10:00:00Z",
    "due_at": None,
    "progress": 0,
    "needs_text_recognition": False,
}


class DocumentOut(Schema):
    """A paper as it stands on paper, its place in the book and in handling. Blank fields are null or ""."""

    id: UUID = Field(validation_alias="public_id")
    flow: str = Field(description="incoming, outgoing, internal")
    state: str
    code: str = Field(description="Số, ký hiệu như in trên văn bản")
    number: str
    symbol: str
    issued_on: date | None
    place: str
    issuer: str
    parent_issuer: str
    type_code: str | None = Field(None, validation_alias="type.code")
    type_name: str | None = Field(None, validation_alias="type.name")
    subject: str
    signer_name: str
    signer_title: str
    urgency: str = Field(description='"", khan, thuong_khan, hoa_toc')
    page_count: int | None
    register_number: int | None = Field(description="Số đến")
    arrived_at: datetime | None
    registered_at: datetime | None
    issued_at: datetime | None
    reply_due_at: datetime | None = Field(description="Hạn bên gửi yêu cầu")
    due_at: datetime | None = Field(description="Hạn của cơ quan")
    progress: int
    needs_text_recognition: bool

    model_config = example(**PAPER)


class DocumentPage(Schema):
    """`next` is the cursor of the following page, null at the end."""

    results: list[DocumentOut]
    next: str | None

    model_config = example(results=[PAPER], next="MTIwNA")


class HistoryOut(Schema):
    at: datetime
    who: str
    verb: str
    words: str

    model_config = example(
        at="2026-01-05T02:06:12Z", who="Nguyễn Thị Hạnh, Văn thư", verb="documents.register", words="vào sổ văn bản đến"
    )


class VersionOut(Schema):
    """A file of a paper; `verification` tells what is known of its signature."""

    id: int
    kind: str = Field(description="original, draft, signed, annex")
    ordinal: int
    file_name: str
    media_type: str = Field(validation_alias="blob.media_type")
    size: int = Field(validation_alias="blob.size")
    sha256: str = Field(validation_alias="blob.sha256")
    page_count: int | None
    note: str
    verification: dict[str, Any]
    created_at: datetime
    created_by: str

    model_config = example(
        id=88,
        kind="original",
        ordinal=1,
        file_name="125-bc-ubnd.pdf",
        media_type="application/pdf",
        size=182_310,
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        page_count=4,
        note="",
        verification={},
        created_at="2026-01-05T02:06:12Z",
        created_by="Nguyễn Thị Hạnh, Văn thư",
    )


class StepOut(Schema):
    """A step of a submission: whose word is asked for, and what it was."""

    round: int
    ordinal: int
    kind: str = Field(description="content, format, appraisal, opinion, signature")
    post: str = Field(validation_alias="post.title")
    state: str = Field(description="waiting, current, approved, sent_back, skipped, passed")
    place: int = Field(description="Các bước cùng số trong một lần trình làm cùng lúc")
    waits_until: datetime | None = Field(description="Ý kiến không được chờ quá lúc này")
    added_by: str = Field(description="Người thêm bước này riêng cho văn bản; trống là theo tuyến trình")
    opinion: str
    prepared: str = Field(description="Ý kiến thư ký chuẩn bị")
    decided_at: datetime | None
    decided_by: str

    model_config = example(
        round=1,
        ordinal=2,
        kind="format",
        post="Chánh Văn phòng",
        state="current",
        place=2,
        waits_until=None,
        added_by="",
        prepared="",
        opinion="",
        decided_at=None,
        decided_by="",
    )


class RecipientOut(Schema):
    ordinal: int
    role: str = Field(description="act (Kính gửi), report (Báo cáo), know (Để biết)")
    name: str
    body_id: int | None = Field(description="Cơ quan trong hệ thống; null khi chỉ ghi tên")
    copies: int

    model_config = example(ordinal=1, role="act", name="Sở Nội vụ", body_id=4, copies=1)


class CommentOut(Schema):
    id: int
    text: str
    at: datetime
    by: str

    model_config = example(
        id=7, text="Bổ sung số liệu quý IV.", at="2026-01-06T03:00:00Z", by="Trần Văn Bình, Trưởng phòng"
    )


class ChoiceOut(Schema):
    """Something that can be chosen, by the number an act asks for."""

    id: int
    label: str

    model_config = example(id=4, label="Sở Nội vụ")


class ReadingOut(Schema):
    """An upload that waits to be registered: what was read, with confidence and place."""

    id: UUID = Field(validation_alias="public_id")
    file_name: str
    kind: str = Field(description="pdf, scan, docx, doc")
    page_count: int | None
    reading: dict[str, Any]

    model_config = example(
        id="019b8e5d-1f00-7aa1-8e55-0d6a6c7bb101",
        file_name="125-bc-ubnd.pdf",
        kind="pdf",
        page_count=4,
        reading={
            "code": {
                "value": "125/BC-UBND",
                "confidence": 0.99,
                "page": 1,
                "box": [86.2, 118.4, 190.7, 131.0],
                "text": "Số: 125/BC-UBND",
            }
        },
    )
