"""Shapes of papers in the API."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.documents.choices import CheckResult, Urgency


class DocumentOut(Schema):
    """A paper as it stands on paper, its place in the book and in handling. Blank fields are null or ""."""

    id: UUID = Field(validation_alias="public_id")
    flow: str
    state: str
    code: str
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
    urgency: str
    page_count: int | None
    register_number: int | None
    arrived_at: datetime | None
    registered_at: datetime | None
    issued_at: datetime | None
    reply_due_at: datetime | None
    due_at: datetime | None
    progress: int
    needs_text_recognition: bool


class DocumentPage(Schema):
    """`next` is the cursor of the following page, null at the end."""

    results: list[DocumentOut]
    next: str | None


class HistoryOut(Schema):
    at: datetime
    who: str
    verb: str
    words: str


class VersionOut(Schema):
    """A file of a paper; `verification` tells what is known of its signature."""

    id: int
    kind: str
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


class StepOut(Schema):
    """A step of a submission: whose word is asked for, and what it was."""

    round: int
    ordinal: int
    kind: str
    post: str = Field(validation_alias="post.title")
    state: str
    opinion: str
    decided_at: datetime | None
    decided_by: str


class RecipientOut(Schema):
    ordinal: int
    role: str
    name: str
    body_id: int | None
    copies: int


class CommentOut(Schema):
    id: int
    text: str
    at: datetime
    by: str


class ChoiceOut(Schema):
    """Something that can be chosen, by the number an act asks for."""

    id: int
    label: str


class IncomingIn(Schema):
    """What the clerk would type; what is left out is taken from the file's own fields."""

    subject: str | None = None
    issuer: str | None = None
    code: str | None = None
    issued_on: date | None = None
    parent_issuer: str | None = None
    place: str | None = None
    type_code: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    urgency: str | None = None
    page_count: int | None = None
    copies: int | None = None
    to_places: str | None = None
    reply_due_at: datetime | None = None
    arrived_at: datetime | None = None
    note: str | None = None
    field_id: int | None = None
    circulation_mark: str | None = None
    is_restricted: bool = False
    is_declared_not_secret: bool = False
    accepts_duplicate: bool = False
    upload_id: UUID | None = Field(None, description="Tệp đã đưa vào chờ đăng ký, thay cho gửi kèm tệp")
    book_id: int | None = Field(None, description="Sổ; để trống là sổ chung")
    submit_to_post: int | None = Field(None, description="Vị trí được trình (mã số vị trí)")


class CorrectionIn(Schema):
    """Only what changes; the number never does."""

    reason: str
    subject: str | None = None
    issuer: str | None = None
    code: str | None = None
    issued_on: date | None = None
    parent_issuer: str | None = None
    place: str | None = None
    type_code: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    urgency: str | None = None
    page_count: int | None = None
    copies: int | None = None
    to_places: str | None = None
    reply_due_at: datetime | None = None
    note: str | None = None
    field_id: int | None = None


class ArrivedIn(Schema):
    book_id: int | None = None
    submit_to_post: int | None = None


class DraftIn(Schema):
    """`text` is set on the letterhead's template; a file of one's own follows as a version."""

    subject: str
    type_code: str
    type_name: str = ""
    body_id: int | None = None
    field_id: int | None = None
    text: str = ""
    addressees: list[str] = []
    urgency: Urgency = Urgency.NONE
    is_restricted: bool = False


class ReplyIn(Schema):
    subject: str = ""
    type_code: str = "CV"
    text: str = ""


class ReasonIn(Schema):
    reason: str


class OpinionIn(Schema):
    opinion: str = ""


class SubmitIn(Schema):
    opinions_from: list[int] = Field([], description="Vị trí xin ý kiến song song trước khi ký")


class CommentIn(Schema):
    text: str


class VersionIn(Schema):
    note: str = ""
    is_declared_not_secret: bool = False


class CheckIn(Schema):
    result: CheckResult
    reason: str = Field("", max_length=500)
    findings: list[str] = []


class SignatureIn(Schema):
    signed_on: date
    signer_name: str = Field(max_length=100)
    signer_title: str = Field(max_length=200)


class NumberIn(Schema):
    on: date | None = None
    reserved_number: int | None = Field(None, ge=1, le=2**31 - 1)


class RecipientIn(Schema):
    """A body of this installation by `body_id`, or a name in words."""

    role: str = "act"
    name: str = ""
    body_id: int | None = None
    copies: int = Field(1, ge=1, le=9999)


class RecipientsIn(Schema):
    lines: list[RecipientIn]


class ReadingOut(Schema):
    """An upload that waits to be registered: what was read, with confidence and place."""

    id: UUID = Field(validation_alias="public_id")
    file_name: str
    kind: str
    page_count: int | None
    reading: dict[str, Any]
