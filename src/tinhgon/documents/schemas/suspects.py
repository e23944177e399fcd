"""Files held at the secret door: times, sizes and words of persons; nothing of what a file says."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.documents.choices import SuspectClaim


class SuspectOut(Schema):
    """A file with a stamp of secrecy, sealed until it is wiped."""

    id: UUID = Field(validation_alias="public_id")
    level: str = Field(validation_alias="held_level", description="mat, toi_mat, tuyet_mat")
    page: int | None = Field(validation_alias="held_page")
    size: int
    at: datetime
    held_until: datetime
    claim: str
    claimed_by: str = Field(validation_alias="claimed_label")

    model_config = example(
        id="019b8e5d-1f00-7aa1-8e55-0d6a6c7bb101",
        level="mat",
        page=1,
        size=182_311,
        at="2026-01-06T08:30:00+07:00",
        held_until="2026-01-06T08:40:00+07:00",
        claim="word",
        claimed_by="Lê Thị Văn Thư, Văn thư",
    )


class ClaimIn(Schema):
    """Why the alarm is false."""

    claim: SuspectClaim

    model_config = example(claim="word")
