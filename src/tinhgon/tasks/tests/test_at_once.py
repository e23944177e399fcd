"""Two requests at the very same time: a double click, and two leaders over one paper."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connections
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import intake
from tinhgon.tasks import actions, queries
from tinhgon.tasks.models import Direction, Task


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls together; what each returned or was refused with."""
    gate, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number: int) -> None:
        try:
            gate.wait()
            found[number] = calls[number]()
        except Refused as refused:
            found[number] = refused  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_at_once(committed: Any) -> None:
    now = timezone.now()
    due = now + timedelta(days=7)
    unit = committed.unit("tinhuy", "Phòng Tổng hợp").principal_id
    leader, second = committed.actor("lanhdao.tinhuy"), committed.actor("bithu.tinhuy")

    made = at_once(*[lambda: actions.create(leader, "Một việc", unit, due, now, request_key="c")] * 4)
    assert len({task.pk for task in made}) == Task.objects.count() == 1

    fields = intake.IncomingFields(subject="Rà soát", issuer="UBND tỉnh", code="1/UBND", type_code="CV")
    fields = intake.IncomingFields(**fields.__dict__ | {"issued_on": timezone.localdate() - timedelta(days=1)})
    paper = intake.register_incoming(committed.actor("vanthu.tinhuy"), fields, now, request_key="p")

    def direct(who: Any, key: str) -> Callable[[], Any]:
        return lambda: actions.direct(who, paper.public_id, "Giao", now, lead=unit, due=due, request_key=key)

    found = at_once(direct(leader, "a"), direct(leader, "a"), direct(second, "b"))
    assert Direction.objects.count() == 1
    assert sum(isinstance(one, Refused) for one in found) in (1, 2)
    current = queries.direction_in_force(paper.pk)
    assert current is not None
    assert Task.objects.filter(direction=current).count() == 1

    _around(committed, paper, now)


def _around(committed: Any, paper: Any, now: Any) -> None:
    """A circulation sent with a double click; its last two readers answer together, and it ends once."""
    leader = committed.actor("lanhdao.tinhuy")
    names = ("truongbtc.tinhuy", "truongbnc.tinhuy")
    readers = [committed.post(name).principal_id for name in names]

    def send() -> Any:
        return actions.circulate(leader, paper.public_id, readers, now, is_in_order=False, request_key="v")

    made = at_once(send, send)
    assert made[0] == made[1]
    first, second = (committed.actor(name) for name in names)
    found = at_once(
        lambda: actions.answer(first, made[0].public_id, "Đồng ý", now),
        lambda: actions.answer(second, made[0].public_id, "", now),
        lambda: actions.answer(second, made[0].public_id, "", now),
    )
    assert not any(isinstance(one, Refused) for one in found)
    made[0].refresh_from_db()
    assert made[0].outcome == "1 cho ý kiến, 1 đã xem"
    assert Event.objects.filter(verb="tasks.end_circulation").count() == 1
    given = {"to_leader": leader.post_id, "request_key": "d"}
    chief = committed.actor("chanhvp.tinhuy")
    proposal = actions.propose(chief, paper.public_id, "Đề xuất lại.", now, **given)
    at_once(
        lambda: actions.withdraw_proposal(chief, proposal.public_id, "Nhầm", now),
        lambda: actions.accept_proposal(leader, proposal.public_id, now),
    )
    proposal.refresh_from_db()
    is_accepted = Direction.objects.filter(from_proposal=proposal).exists()
    assert not (is_accepted and proposal.withdrawn_at)
