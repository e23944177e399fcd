"""Shapes of the agency's ways of approval."""

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

_STEP = {"kind": "signature", "rule": "post", "post_id": 31, "is_together": False, "quorum": "all", "wait": ""}


class RouteStepOut(Schema):
    """A step; `problem` says why papers cannot get past it and what to do."""

    kind: str
    label: str
    rule: str
    post_id: int | None
    title: str
    holder: str
    problem: str
    stage: int = Field(description="Các bước cùng số làm cùng lúc")
    is_together: bool
    quorum: str
    wait: str


class RouteOut(Schema):
    """The way of a type of paper; `type_code` is empty for every type without a way of its own."""

    type_code: str
    name: str
    version: str = Field(description="Gửi lại khi đặt tuyến, để không ghi đè thay đổi của người khác")
    steps: list[RouteStepOut]

    model_config = example(
        type_code="",
        name="Mọi loại văn bản",
        version="7",
        steps=[
            _STEP | {"label": "Ký", "title": "Chủ tịch UBND tỉnh", "holder": "Nguyễn Văn An", "problem": "", "stage": 3}
        ],
    )


class RouteStepIn(Schema):
    kind: str = Field(description="content, format, appraisal, opinion, signature")
    rule: str = Field("post", description="head_of_drafter (người đứng đầu đơn vị soạn thảo) hoặc post (một vị trí)")
    post_id: int | None = Field(None, description="Vị trí, khi `rule` là post")
    is_together: bool = Field(False, description="Làm cùng lúc với bước đứng trước")
    quorum: str = Field("all", description="Với bước opinion: all (chờ mọi người) hoặc any (một người là đủ)")
    wait: str = Field("", max_length=20, description="Với bước opinion: không chờ quá, ví dụ 4 giờ, 2 ngày (làm việc)")


class RouteIn(Schema):
    type_code: str = Field("", max_length=10, description="Mã loại văn bản; rỗng là tuyến chung")
    steps: list[RouteStepIn] = Field(max_length=20)
    version: str | None = Field(None, description="Như đã đọc; bỏ trống thì đặt không xét")

    model_config = example(type_code="", steps=[_STEP], version="7")
