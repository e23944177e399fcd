"""Shapes of what an act on a task is given. Whoever is named (`lead`, `cooperating`, `informed`) is named by the
number that `GET /tasks/assignees` gives."""

from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.tasks.schemas.answers import PAPER_ID

DUE = "Thời điểm (2026-01-09T17:00:00+07:00) hoặc chữ như trên màn hình: 5 ngày, +3, 25/6, 17h 25/6, 4 giờ, trong ngày"


class _Named(Schema):
    cooperating: list[int] = []
    informed: list[int] = []
    due: str | None = Field(None, max_length=40, description=DUE)


class DirectionIn(_Named):
    """A leader's words on a paper; without `lead` the paper is for information or filing."""

    document: UUID
    text: str
    lead: int | None = None
    product: str = Field("", max_length=300)
    is_from_paper: bool = False
    in_place_of: int | None = None
    supersedes: UUID | None = Field(None, description="Bút phê đang có hiệu lực mà ý kiến này thay")
    proposal: UUID | None = None

    model_config = example(document=PAPER_ID, text="Giao Phòng Tổng hợp chủ trì tham mưu.", lead=57, due="5 ngày")


class ProposalIn(_Named):
    document: UUID
    text: str
    to_leader: int
    lead: int | None = None

    model_config = example(
        document=PAPER_ID, text="Đề xuất giao Phòng Tổng hợp tham mưu.", to_leader=31, lead=57, due="+3"
    )


class TaskIn(_Named):
    """A task that comes from no paper."""

    title: str
    lead: int
    product: str = Field("", max_length=300)
    responsibility: str = Field("", max_length=300)
    authority: str = Field("", max_length=300)

    model_config = example(title="Rà soát danh mục hồ sơ năm 2025", lead=57, due="17h 25/6", product="Danh mục hồ sơ")


class PassOnIn(Schema):
    """Without a `title` the person in charge is named, with it a sub-task is given."""

    lead: int
    title: str = ""
    due: str | None = Field(None, max_length=40, description=DUE)
    product: str = Field("", max_length=300)
    note: str = ""

    model_config = example(lead=63, note="Xong gửi tôi xem trước")


class ProgressIn(Schema):
    percent: int
    text: str
    is_declared_not_secret: bool = False

    model_config = example(percent=40, text="Đã có dự thảo, đang xin ý kiến")


class DoneIn(Schema):
    """The proof is a paper of the office (`document`) or a file."""

    text: str = ""
    document: UUID | None = None
    is_declared_not_secret: bool = False

    model_config = example(text="Đã phát hành", document=PAPER_ID)


class ExtensionIn(Schema):
    until: str = Field(max_length=40, description=DUE)
    reason: str

    model_config = example(until="14/1", reason="Chờ số liệu của các xã")


class DecisionIn(Schema):
    is_granted: bool
    answer: str = ""

    model_config = example(is_granted=False, answer="Việc gấp, giữ hạn cũ")


class TaskReasonIn(Schema):
    reason: str

    model_config = example(reason="Không đúng chức năng của phòng")


class ClarifyIn(Schema):
    """What the giver fills in of the "6 rõ"."""

    product: str = Field("", max_length=300)
    responsibility: str = Field("", max_length=300)
    authority: str = Field("", max_length=300)

    model_config = example(product="Báo cáo", responsibility="Trưởng phòng chịu trách nhiệm")


class ReassignIn(Schema):
    lead: int

    model_config = example(lead=58)


class OnPaperIn(Schema):
    """A leader's words written on paper, entered by the secretary or by the leader."""

    document: UUID
    text: str
    lead: int | None = None
    cooperating: list[int] = []
    informed: list[int] = []
    due: str | None = Field(None, max_length=40, description=DUE)
    product: str = Field("", max_length=300)
    in_place_of: int | None = Field(None, description="Lãnh đạo đã viết, theo `GET /tasks/helped`")
    supersedes: UUID | None = None
    proposal: UUID | None = None
    is_declared_not_secret: bool = Field(False, description="Bắt buộc khi kèm bản chụp")

    model_config = example(document=PAPER_ID, text="Giao Phòng Tổng hợp.", lead=57, due="5 ngày", in_place_of=31)
