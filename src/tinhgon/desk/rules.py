"""What may be put off, how many tiles a desk bears, and why not. Knows the values of an item of the queue; asks
nothing."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.desk.choices import OBJECTS
from tinhgon.documents import rules as documents

LONGEST = timedelta(days=31)
MOST_TILES = 12


def can_snooze(kind: str | None, is_at_once: bool) -> Verdict:
    """Only what waits for the person now (`kind` is None where nothing does); not what may not wait."""
    if kind not in OBJECTS.values():
        return no("Việc này không còn chờ đồng chí. Tải lại bàn làm việc.")
    if is_at_once:
        return no("Văn bản hỏa tốc không gác lại được. Xử lý ngay, hoặc chuyển người khác.")
    return YES


def can_wait_until(until: datetime | None, due_at: datetime | None, at: datetime) -> Verdict:
    """Until a moment of the coming month, and never past a deadline that is still to come."""
    if until is None or until <= at:
        return no("Chọn thời điểm sau lúc này.")
    if until > at + LONGEST:
        return no("Gác tối đa 31 ngày. Chọn ngày gần hơn; việc tự quay lại, lúc đó gác tiếp được.")
    if due_at is not None and at < due_at < until:
        return no(
            f"Hạn của việc này là {localtime(due_at):%H:%M %d/%m}. Gác đến trước hạn, hoặc đề nghị gia hạn trước."
        )
    return YES


def can_put_tile(standing: int) -> Verdict:
    """A desk is looked at, not searched."""
    if standing >= MOST_TILES:
        return no(f"Bàn làm việc đã có {MOST_TILES} ô. Bỏ bớt một ô rồi đặt ô mới.")
    return YES


def can_set_patience(actor: Actor) -> Verdict:
    """Part of the working rules, like the ways of approval."""
    return YES if documents.can_set_routes(actor) else no(f"Thời gian chờ do {documents.ROUTE_KEEPERS} đặt.")
