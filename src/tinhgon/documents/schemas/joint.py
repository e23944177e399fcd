"""Shapes of who signs a joint paper."""

from datetime import date

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example


class JointSignerOut(Schema):
    """One who signs besides the body that leads, in the order of signing."""

    ordinal: int = Field(validation_alias="signer.ordinal")
    post_id: int = Field(validation_alias="signer.post_id")
    post: str = Field(validation_alias="signer.post.title")
    holder: str
    body: str
    state: str = Field(validation_alias="signer.state", description="waiting, current, signed, refused, void")
    signed_on: date | None = Field(validation_alias="signer.signed_on")
    reason: str = Field(validation_alias="signer.reason", description="Lý do không ký, hoặc vì sao chữ ký hết hiệu lực")
    problem: str = Field(description="Vì sao hôm nay chưa ký được và cần làm gì; trống là không vướng")

    model_config = example(
        ordinal=1,
        post_id=31,
        post="Giám đốc",
        holder="Trần Văn Bình",
        body="Sở Nội vụ",
        state="current",
        signed_on=None,
        reason="",
        problem="",
    )


class SignersIn(Schema):
    signers: list[int] = Field(max_length=20, description="Vị trí ký của các cơ quan khác, theo thứ tự ký")

    model_config = example(signers=[31, 47])
