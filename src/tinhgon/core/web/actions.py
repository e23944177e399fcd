"""Keeping answers to requests that carry a key (Idempotency-Key). The row of a key is made in the transaction of the
act itself: a second request with the same key waits for the first, and what was rolled back was never answered."""

from datetime import datetime, timedelta

from tinhgon.core.verdict import Refused
from tinhgon.core.web.models import Answer

KEPT_FOR = timedelta(hours=24)
# A longer answer is not kept; the acts' own keys still make the retry the same act.
LONGEST = 200_000


def claim(key: str, request: str, at: datetime) -> tuple[Answer, bool]:
    """The row of a key, and whether it is new. Refuses a key that stands for another request."""
    row, is_new = Answer.objects.get_or_create(key=key, defaults={"request": request, "at": at})
    if not is_new and row.request != request:
        raise Refused(
            "Idempotency-Key này đã dùng cho một yêu cầu khác. Đặt khóa mới cho việc mới.", field="Idempotency-Key"
        )
    return row, is_new


def keep(row: Answer, status: int, content_type: str, content: bytes | None) -> None:
    """Keep what was answered; a refusal has changed nothing and is not kept, so that it can be tried again. Of a secret
    (None) nothing is kept: sent again, the request is a new one."""
    if content is None or not 200 <= status < 300 or len(content) > LONGEST:
        row.delete()
        return
    row.status, row.content_type, row.content = status, content_type, content
    row.save(update_fields=["status", "content_type", "content"])


def forget(at: datetime) -> int:
    """Throw away what is older than a day; returns how many."""
    return Answer.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
