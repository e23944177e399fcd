"""The request of a person at work, as views and the API may name it in types and read it: what the middlewares put on
it, who acts, the key of a retried request, the place where a page of a list goes on. Knows no app above."""

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused

if TYPE_CHECKING:
    from tinhgon.core.accounts.models import User


class WorkRequest(HttpRequest):
    """`actor` is false-like for an account without a post, which only the desk, the shell and one's own account
    ever meet (`desk.middleware`)."""

    user: "User"  # type: ignore[assignment]  # every view that names this type asks for a log-in
    actor: "Actor"
    posts: list[Any]
    htmx: Any
    # The post the request itself says it acts in, when it is held today; and who acts on the object of the page, where
    # a view has picked the post (`documents.views.acting.actor_for`).
    carried_post: int | None
    acting: "Actor"
    # The address of the menu entry a page belongs to, where its own address does not say it.
    nav_path: str


def actor_of(request: HttpRequest) -> Actor:
    """Who calls the API: put on the request by its authentication."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def key_of(request: HttpRequest) -> str:
    """The request's own key, by which a retry is the same act; two callers who chose the same one never meet, nor does
    one person in two posts."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > 64 or not key.isprintable():
        raise Refused("Idempotency-Key dài tối đa 64 ký tự in được. Rút gọn rồi gửi lại.", field="Idempotency-Key")
    actor = actor_of(request)
    return hashlib.sha256(f"{actor.user_id} {actor.post_id} {key}".encode()).hexdigest() if key else ""


def number_in(text: object) -> int | None:
    """The key or number that an address or a hidden field writes in digits; None when no row can have it."""
    words = str(text)
    return int(words) if words.isdecimal() and len(words) < 19 else None


def cursor_to(place: int | str | None) -> str | None:
    """The cursor of the page that begins behind a place; None at the end of the list."""
    return None if place in (None, "") else base64.urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def place_of(cursor: str) -> str:
    """The place a cursor stands for; "" is the start. Refuses what no page has given out."""
    try:
        return base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise Refused("Con trỏ trang không hợp lệ. Bắt đầu lại từ trang đầu.", field="cursor") from error


def key_place(cursor: str) -> int | None:
    """The place of a list that goes on behind a row's key."""
    place = place_of(cursor)
    if not place:
        return None
    try:
        return max(min(int(place), 2**63 - 1), 0)
    except ValueError as error:
        raise Refused("Con trỏ trang không hợp lệ. Bắt đầu lại từ trang đầu.", field="cursor") from error


def content_of(file: UploadedFile) -> bytes:
    """The bytes of a file sent in. One over the limit was thrown away while it came in; only its size is known."""
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise Refused(
            f"Tệp lớn hơn {settings.UPLOAD_MAX_BYTES // 2**20} MB. Hãy quét lại ở 200–300 dpi hoặc tách phụ lục.",
            code="too_large",
            field="file",
        )
    return file.read()
