"""The demonstration's people have put off a few things, by the real act."""

from datetime import UTC, datetime
from typing import Any

from tinhgon.desk.models import Snooze
from tinhgon.operations.demo import papers, resting

UNTIL = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def test_some_of_their_work_rests(province: Any) -> None:
    papers.load(120, UNTIL, fonts=None)
    count = resting.put_off(UNTIL)
    assert 0 < count == Snooze.objects.filter(until_at__gt=UNTIL).count()
