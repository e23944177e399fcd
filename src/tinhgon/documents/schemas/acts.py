"""Shapes of what an act on a paper is given: what a clerk, a drafter or a leader would type."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from tinhgon.core.example import example
from tinhgon.documents.choices import CheckResult, Urgency


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
    reply_due_at: AwareDatetime | None = None
    arrived_at: AwareDatetime | None = None
    note: str | None = None
    field_id: int | None = None
    circulation_mark: str | None = None
    is_restricted: bool = False
    is_declared_not_secret: bool = False
    accepts_duplicate: bool = False
    upload_id: UUID | None = Field(None, description="Tệp đã đưa vào chờ đăng ký, thay cho gửi kèm tệp")
    book_id: int | None = Field(None, description="Sổ; để trống là sổ chung")
    submit_to_post: int | None = Field(None, description="Vị trí được trình (mã số vị trí)")
    meeting_starts_at: AwareDatetime | None = Field(None, description="Giấy mời: giờ họp; để trống thì lấy theo tệp")
    meeting_ends_at: AwareDatetime | None = None
    meeting_place: str | None = None
    meeting_chair: str | None = None
    meeting_people: str | None = None
    meeting_replaces: UUID | None = Field(None, description="Văn bản mời họp được văn bản này thay")
    meeting_is_called_off: bool | None = Field(None, description="Hoãn, huỷ cuộc họp của văn bản đó")

    def meeting(self) -> dict[str, Any]:
        """What was given of a meeting, named as the act names it."""
        given = self.dict(exclude_none=True)
        return {name.removeprefix("meeting_"): value for name, value in given.items() if name.startswith("meeting_")}

    model_config = example(
        subject="Kết quả thực hiện nhiệm vụ tháng 12 năm 2025",
        issuer="Ủy ban nhân dân xã Hòa An",
        code="125/BC-UBND",
        issued_on="2026-01-05",
        type_code="BC",
        reply_due_at="2026-01-15T17:00:00+07:00",
        is_declared_not_secret=True,
        submit_to_post=31,
    )


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
    reply_due_at: AwareDatetime | None = None
    note: str | None = None
    field_id: int | None = None

    model_config = example(reason="Nhập sai ngày văn bản", issued_on="2026-01-04")


class ArrivedIn(Schema):
    book_id: int | None = None
    submit_to_post: int | None = None

    model_config = example(book_id=3, submit_to_post=31)


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
    is_internal: bool = Field(False, description="Văn bản nội bộ")
    is_restricted: bool = Field(False, description="Chỉ người có tên trong quá trình xử lý mới thấy")

    model_config = example(
        subject="Về việc báo cáo kết quả tháng 12",
        type_code="CV",
        text="Thực hiện Công văn số 125/BC-UBND, Sở Nội vụ báo cáo như sau: …",
        addressees=["Ủy ban nhân dân tỉnh"],
    )


class ReplyIn(Schema):
    subject: str = ""
    type_code: str = "CV"
    text: str = ""

    model_config = example(subject="Về việc trả lời Báo cáo số 125/BC-UBND", text="Sở Nội vụ có ý kiến như sau: …")


class ReasonIn(Schema):
    reason: str

    model_config = example(reason="Thiếu phụ lục số liệu")


class OpinionIn(Schema):
    opinion: str = ""

    model_config = example(opinion="Đồng ý trình ký")


class PreparedIn(Schema):
    text: str

    model_config = example(text="Đề nghị ký; đã đủ ý kiến của Sở Tài chính.")


class StepIn(Schema):
    """A row of approval beside the route: an appraisal by another unit, an opinion with or without a limit."""

    kind: str = Field(description="appraisal (thẩm định) hoặc opinion (cho ý kiến)")
    post_id: int = Field(description="Vị trí trong cơ quan")
    wait: str = Field("", max_length=20, description="Với opinion: không chờ quá, ví dụ 4 giờ, 2 ngày (làm việc)")

    model_config = example(kind="appraisal", post_id=14, wait="")


class SubmitIn(Schema):
    opinions_from: list[int] = Field([], description="Vị trí xin ý kiến song song trước khi ký")
    added: list[StepIn] = Field([], max_length=20, description="Bước thêm riêng cho văn bản này, trước bước ký")

    model_config = example(opinions_from=[14, 22], added=[{"kind": "appraisal", "post_id": 14, "wait": ""}])


class CommentIn(Schema):
    text: str

    model_config = example(text="Bổ sung số liệu quý IV.")


class VersionIn(Schema):
    note: str = ""
    is_declared_not_secret: bool = False

    model_config = example(note="Sửa mục 2 theo góp ý", is_declared_not_secret=False)


class CheckIn(Schema):
    result: CheckResult
    reason: str = Field("", max_length=500)
    findings: list[str] = []

    model_config = example(result="blocked", reason="Thiếu nơi nhận", findings=["recipients"])


class SignatureIn(Schema):
    """Who signed, and the declaration without which no scan comes in: nothing is declared for the caller."""

    signed_on: date
    signer_name: str = Field(max_length=100)
    signer_title: str = Field(max_length=200)
    is_declared_not_secret: bool = Field(
        description="Người ghi nhận đã xem hết các trang và xác nhận bản quét không mật. Bắt buộc phải nói rõ."
    )

    model_config = example(
        signed_on="2026-01-06", signer_name="Lê Văn Ký", signer_title="GIÁM ĐỐC", is_declared_not_secret=True
    )


class NumberIn(Schema):
    on: date | None = None
    reserved_number: int | None = Field(None, ge=1, le=2**31 - 1)
    reserved_suffix: str = Field("", max_length=2, description="Chữ đi kèm của số chèn: `a` của 12a")

    model_config = example(on=None, reserved_number=None, reserved_suffix="")


class RecipientIn(Schema):
    """A body of this installation by `body_id`, or a name in words."""

    role: str = "act"
    name: str = ""
    body_id: int | None = None
    copies: int = Field(1, ge=1, le=9999)

    model_config = example(role="act", body_id=4, copies=1)


class RecipientsIn(Schema):
    lines: list[RecipientIn]

    model_config = example(
        lines=[
            {"role": "act", "body_id": 4, "copies": 1},
            {"role": "know", "name": "Lưu: VT, VP", "copies": 2},
        ]
    )


class PresentIn(Schema):
    """Papers to be submitted to one post."""

    papers: list[UUID] = Field(min_length=1, max_length=200)
    post: int = Field(description="Vị trí nhận trình, theo `GET /documents/submit-choices`")

    model_config = example(papers=["019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa"], post=31)


class SavedViewIn(Schema):
    """The same name again replaces the filters."""

    name: str = Field(max_length=100)
    query: str = Field(max_length=2000, description="Bộ lọc như trong địa chỉ của trang văn bản đến")

    model_config = example(name="Khẩn, quá hạn", query="tab=all&urgency=khan&due=over")


class ViewShareIn(Schema):
    """To whom a view is given."""

    unit: int | None = Field(None, description="Mã số đơn vị; bỏ trống là cả cơ quan")

    model_config = example(unit=14)


class DraftFileIn(Schema):
    """A draft whose first version is a file of one's own."""

    subject: str
    type_code: str
    type_name: str = ""
    body_id: int | None = None
    field_id: int | None = None
    addressees: list[str] = []
    urgency: Urgency = Urgency.NONE
    is_internal: bool = False
    is_restricted: bool = False
    is_declared_not_secret: bool = Field(False, description="Bắt buộc với bản quét và tệp .doc")
    reply_to: UUID | None = Field(None, description="Văn bản đến được trả lời")

    model_config = example(
        subject="Về việc báo cáo kết quả tháng 12", type_code="CV", addressees=["Ủy ban nhân dân tỉnh"]
    )
