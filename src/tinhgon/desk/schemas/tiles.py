"""Shapes of the tiles of a desk."""

from typing import Any

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

_VIEW: dict[str, Any] = {
    "id": 5,
    "name": "Khẩn, quá hạn",
    "query": "tab=all&urgency=khan&due=over",
    "by": "Lê Thu Hà",
    "place": "Phòng Tổng hợp",
}


class TileViewOut(Schema):
    """A saved view; `by` and `place` are empty for one's own."""

    id: int
    name: str
    query: str
    by: str
    place: str

    model_config = example(**_VIEW)


class TileOut(TileViewOut):
    """A view on the desk, with how many papers of it the caller may see."""

    count: int
    is_capped: bool

    model_config = example(**_VIEW, count=12, is_capped=False)


class TilesOut(Schema):
    shown: list[TileOut]
    others: list[TileViewOut]

    model_config = example(shown=[{**_VIEW, "count": 12, "is_capped": False}], others=[])


class TilesIn(Schema):
    """Views in the order wanted."""

    views: list[int] = Field(max_length=100)

    model_config = example(views=[5, 3])
