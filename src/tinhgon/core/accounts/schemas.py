"""Shapes of one's own account in the API. A token's secret is in none of them: it is shown once, on the page."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example


class Me(Schema):
    """Who calls: the post acted in, what it may do, and one's preferences."""

    name: str
    title: str
    duties: list[str] = Field(description="Việc vị trí này được giao")
    channel: str = Field(description="`api` khi gọi bằng mã truy cập, `web` khi gọi từ trình duyệt")
    theme: str
    uses_hotkeys: bool

    model_config = example(
        name="Nguyễn Thị Hạnh",
        title="Văn thư",
        duties=["number", "register"],
        channel="api",
        theme="light",
        uses_hotkeys=True,
    )


class PreferencesIn(Schema):
    """What is left out stays as it is."""

    theme: Literal["light", "dark"] | None = None
    uses_hotkeys: bool | None = None

    model_config = example(theme="dark")


class TokenOut(Schema):
    id: int
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    model_config = example(
        id=12,
        name="Phần mềm một cửa",
        scopes=["read", "write"],
        created_at="2026-01-05T01:00:00Z",
        expires_at="2026-07-05T01:00:00Z",
        last_used_at=None,
        revoked_at=None,
    )


class SessionOut(Schema):
    """A browser that is logged in."""

    id: int
    ip: str
    user_agent: str
    created_at: datetime
    last_seen_at: datetime | None

    model_config = example(
        id=41,
        ip="10.1.0.23",
        user_agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130",
        created_at="2026-01-05T00:55:00Z",
        last_seen_at="2026-01-05T04:10:00Z",
    )
