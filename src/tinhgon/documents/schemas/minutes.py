"""Shapes of minutes of handing over the clerk's post."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

_CONTENT = {
    "books": [["Sổ văn bản đi", "Văn bản đi", "2026", "1204"]],
    "seals": [["Dấu cơ quan", "SỞ NỘI VỤ", "12/GCN", "Nguyễn Thị Hạnh, Văn thư"]],
    "papers": [["Văn bản đi: đã ký, chờ cấp số", "3"]],
}


class MinutesOut(Schema):
    """What was handed over, as it stood on the day."""

    id: int = Field(validation_alias="pk")
    office: str = Field(validation_alias="office.name")
    giver: str = Field(validation_alias="giver_label")
    taker: str = Field(validation_alias="taker_label")
    reason: str
    note: str
    content: dict[str, list[list[str]]] = Field(description="books, seals, papers: các dòng như trong biên bản")
    state: str = Field(description="drawn_up, taken, refused")
    made_at: datetime
    ended_at: datetime | None
    ended_words: str

    model_config = example(
        id=3,
        office="Văn thư Văn phòng",
        giver="Nguyễn Thị Hạnh, Văn thư",
        taker="Trần Văn Bình, Chuyên viên",
        reason="Chuyển công tác",
        note="",
        content=_CONTENT,
        state="drawn_up",
        made_at="2026-01-05T02:06:12Z",
        ended_at=None,
        ended_words="",
    )


class MinutesIn(Schema):
    office_id: int = Field(description="Bộ phận văn thư (`GET /organisation/offices`)")
    taker_id: int = Field(description="Người nhận (`GET /registers/offers/takers`)")
    reason: str
    note: str = ""

    model_config = example(office_id=2, taker_id=41, reason="Chuyển công tác", note="")
