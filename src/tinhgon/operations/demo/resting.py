"""What people of the demonstration have put off: a task that waits for figures, a paper that waits for a meeting;
played with the real act."""

from datetime import datetime, timedelta

from tinhgon.core.verdict import Refused
from tinhgon.desk import actions, queries
from tinhgon.desk.choices import OBJECTS
from tinhgon.operations.demo.scenes import actor_of

WHO = {
    "chuyenvien.ubnd": "Chờ số liệu của Sở Tài chính",
    "truongphong.tinhuy": "Chờ kết luận cuộc họp giao ban",
    "lanhdao.ubnd": "Chờ ý kiến Thường trực Tỉnh ủy",
}
DAYS = timedelta(days=2)


def put_off(until: datetime) -> int:
    """One item of each, the last of the queue that may wait; how many."""
    count = 0
    for username, reason in WHO.items():
        actor = actor_of(username, until)
        for item in reversed(queries.items_of(actor, until)):
            if item.object not in OBJECTS.values() or (item.due_at and until < item.due_at < until + DAYS):
                continue
            try:
                actions.snooze(actor, item.object, item.public_id, until + DAYS, reason, until)
            except Refused:
                continue
            count += 1
            break
    return count
