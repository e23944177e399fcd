"""Shapes of closing papers in the API."""

from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

PAPER_ID = "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"


class CloseIn(Schema):
    """`kind` is a code of `GET /documents/closing-reasons`; `reason` says more, and alone is "other". `replies` are
    papers sent that answer it."""

    reason: str = ""
    kind: str = Field("other", max_length=20)
    replies: list[UUID] = []

    model_config = example(kind="inform", reason="Đã báo cáo tại giao ban")


class CloseTogetherIn(CloseIn):
    """Incoming papers that end with the same reason and the same replies."""

    papers: list[UUID]

    model_config = example(papers=[PAPER_ID], kind="filed")


class NotClosedOut(Schema):
    id: UUID = Field(validation_alias="document.public_id")
    reason: str


class ClosedOut(Schema):
    """How many were closed; those that were not, and why."""

    done: int
    failures: list[NotClosedOut]

    model_config = example(done=3, failures=[])


class ClosingReasonOut(Schema):
    code: str = Field(validation_alias="reason.code")
    name: str = Field(validation_alias="reason.name")
    who: list[str] = Field(validation_alias="reason.who")
    who_words: str = Field(validation_alias="who")
    needs_note: bool = Field(validation_alias="reason.needs_note")
    needs_reply: bool = Field(validation_alias="reason.needs_reply")
    is_counted: bool = Field(validation_alias="reason.is_counted")
    legal_basis: str = Field(validation_alias="reason.legal_basis")
    is_own: bool

    model_config = example(
        code="inform",
        name="Để biết",
        who=["lead", "direct"],
        who_words="người, đơn vị chủ trì, người được giao “Cho ý kiến chỉ đạo”",
        needs_note=False,
        needs_reply=False,
        is_counted=True,
        legal_basis="",
        is_own=False,
    )


class ClosingReasonIn(Schema):
    """An empty `code` adds a reason; `who` holds `lead` and codes of duties."""

    code: str = Field("", max_length=20)
    name: str = Field(max_length=120)
    who: list[str] = []
    needs_note: bool = False
    needs_reply: bool = False
    is_counted: bool = True
    legal_basis: str = Field("", max_length=300)
    is_off: bool = False

    model_config = example(code="inform", name="Để biết", who=["lead", "direct", "register"])
