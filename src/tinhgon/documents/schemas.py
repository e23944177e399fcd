"""Shapes of papers in the API."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field


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
    is_restricted: bool = False
    is_declared_not_secret: bool = False
    accepts_duplicate: bool = False
    submit_to_post: int | None = Field(None, description="Vị trí được trình (mã số vị trí)")


class DraftIn(Schema):
    subject: str
    type_code: str
    text: str = ""
    addressees: list[str] = []
    urgency: str = ""
    is_restricted: bool = False


class ReplyIn(Schema):
    subject: str = ""
    type_code: str = "CV"
    text: str = ""


class ReasonIn(Schema):
    reason: str


class OpinionIn(Schema):
    opinion: str = ""


class SignatureIn(Schema):
    signed_on: date
    signer_name: str
    signer_title: str


class NumberIn(Schema):
    on: date | None = None
    reserved_number: int | None = None


class RecipientIn(Schema):
    """A body of this installation by `body_id`, or a name in words."""

    role: str = "act"
    name: str = ""
    body_id: int | None = None
    copies: int = 1


class RecipientsIn(Schema):
    lines: list[RecipientIn]


class ReadingOut(Schema):
    """An upload that waits to be registered: what was read, with confidence and place."""

    id: UUID = Field(validation_alias="public_id")
    file_name: str
    kind: str
    page_count: int | None
    reading: dict[str, Any]
