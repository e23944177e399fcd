"""Shapes of papers in the API."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field


class DocumentOut(Schema):
    """A paper as it stands on paper, its place in the book and in handling. Blank fields are null."""

    id: UUID = Field(alias="public_id")
    flow: str
    state: str
    code: str
    number: str
    symbol: str
    issued_on: date | None
    place: str
    issuer: str
    parent_issuer: str
    type_code: str | None = Field(None, alias="type.code")
    type_name: str | None = Field(None, alias="type.name")
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
