"""Shapes of envelopes nobody opens but the addressee, and of paper sent out."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.schemas.papers import ID


class EnvelopeOut(Schema):
    """A closed envelope; `document` is the paper that was in it, null where it is not for the caller."""

    id: UUID = Field(validation_alias="envelope.public_id")
    number: int = Field(validation_alias="envelope.number")
    kind: str = Field(validation_alias="envelope.kind", description="named, denunciation")
    state: str = Field(validation_alias="envelope.state", description="waiting, handed, opened, kept")
    written_number: str = Field(validation_alias="envelope.written_number")
    sender: str = Field(validation_alias="envelope.sender")
    addressee: str
    received_at: datetime = Field(validation_alias="envelope.received_at")
    handed_to: str = Field(validation_alias="envelope.handed_to")
    handed_at: datetime | None = Field(validation_alias="envelope.handed_at")
    document: UUID | None

    @staticmethod
    def resolve_document(row: Any) -> UUID | None:
        return row.document.public_id if row.document else None

    model_config = example(
        id=ID, number=1209, kind="named", state="waiting", written_number="12/CV", sender="Sở Xây dựng",
        addressee="Trần Văn Bình, Phó Bí thư", received_at="2026-01-05T02:00:00Z", handed_to="", handed_at=None,
        document=None,
    )  # fmt: skip


class EnvelopeListOut(Schema):
    results: list[EnvelopeOut]
    next: str | None

    model_config = example(results=[], next=None)


class EnvelopeIn(Schema):
    """What is written on it; `is_declared_not_secret` says that no secrecy mark is. `addressee` is one of
    `GET /documents/offers/holders`."""

    kind: Literal["named", "denunciation"]
    sender: str = Field(max_length=300)
    addressee: int
    written_number: str = Field("", max_length=80)
    is_declared_not_secret: bool = False

    model_config = example(
        kind="named", sender="Sở Xây dựng", addressee=41, written_number="12/CV", is_declared_not_secret=True
    )


class HandIn(Schema):
    """Who signed for it; empty is the addressee himself."""

    to: str = Field("", max_length=300)

    model_config = example(to="Lê Thị Hoa, thư ký")


class OpenedIn(Schema):
    document: UUID

    model_config = example(document=ID)


class CallIn(Schema):
    person: int

    model_config = example(person=41)


class DispatchOut(Schema):
    id: int = Field(validation_alias="pk")
    channel: str = Field(description="post, hand")
    state: str = Field(description="sent, received, returned")
    address: str
    envelopes: int
    tracking: str
    sent_at: datetime
    sent_by: str
    received_by: str
    received_on: date | None
    note: str

    model_config = example(
        id=5, channel="post", state="sent", address="Xã Tân Hòa", envelopes=1, tracking="RR123456789VN",
        sent_at="2026-01-05T09:00:00Z", sent_by="Lê Thị Hoa, Văn thư", received_by="", received_on=None, note="",
    )  # fmt: skip


class SendingRowOut(Schema):
    """A recipient, what was sent to it, how often its label was printed, the address last used."""

    recipient: int = Field(validation_alias="recipient.pk")
    name: str = Field(validation_alias="recipient.name")
    times: int
    address: str
    dispatches: list[DispatchOut]

    model_config = example(recipient=17, name="Hợp tác xã Tân Hòa", times=1, address="Xã Tân Hòa", dispatches=[])


class ToIn(Schema):
    recipient: int
    address: str = Field("", max_length=300)


class DispatchIn(Schema):
    to: list[ToIn] = Field(max_length=200)
    channel: Literal["post", "hand"]
    envelopes: int = Field(1, ge=1, le=999)
    tracking: str = Field("", max_length=60)
    note: str = Field("", max_length=300)

    model_config = example(
        to=[{"recipient": 17, "address": "Xã Tân Hòa"}], channel="post", envelopes=1, tracking="RR123456789VN", note=""
    )


class EnvelopeLabelsIn(Schema):
    to: list[ToIn] = Field(max_length=200)
    size: str = Field(max_length=20)
    first: int = Field(1, ge=1, le=200)

    model_config = example(to=[{"recipient": 17, "address": "Xã Tân Hòa"}], size="100x50", first=1)


class ProofIn(Schema):
    """Who took it and when; `is_back` with the reason in `received_by` where it came back."""

    received_by: str = Field(max_length=200)
    received_on: date | None = None
    is_back: bool = False

    model_config = example(received_by="Nguyễn Văn An", received_on="2026-01-08", is_back=False)
