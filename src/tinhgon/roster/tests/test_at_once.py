"""Two workers look at the same urgent paper in the same moment: one call, whoever was first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

from django.db import connections

from tinhgon.core.notices.models import Notice
from tinhgon.documents.actions import intake
from tinhgon.roster import actions
from tinhgon.roster.models import Call, Escalation
from tinhgon.roster.tests.conftest import MINUTE, NIGHT


def _together(act: Callable[[], Any], workers: int) -> None:
    barrier = Barrier(workers)

    def run(_: int) -> None:
        try:
            barrier.wait()
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, range(workers)))


def test_two_workers_call_once(committed: Any) -> None:
    clerk = committed.actor("vanthu.tinhuy", NIGHT.date())
    for key in "123":
        fields = intake.IncomingFields(
            subject="Sơ tán dân", issuer="UBND tỉnh", code=f"{key}/CĐ-UBND", issued_on=date(2026, 3, 4), urgency="khan"
        )
        to = committed.post("lanhdao.tinhuy").pk
        intake.register_incoming(clerk, fields, NIGHT, request_key=key, submit_to_post=to)
    _together(lambda: actions.watch(NIGHT + MINUTE), 3)
    assert (Escalation.objects.count(), Call.objects.count()) == (3, 3)
    assert Notice.objects.filter(kind="urgent").count() == 3
    _together(lambda: actions.watch(NIGHT + 62 * MINUTE), 3)
    assert Call.objects.count() == 6
