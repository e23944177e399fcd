"""Pages put together are the whole list, nothing lost and nothing doubled, whatever the size of a page and whatever
is added meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinhgon.core.notices import actions as notices
from tinhgon.core.web.tests.caller import Caller, ok

pytestmark = pytest.mark.django_db
ROWS = 9
FIELDS = {"subject": "Lập dự toán", "issuer": "Bộ Tài chính"}


class Lists:
    """Each list of the API that is paged, with a way to add a row in front of it or behind it."""

    def __init__(self, province: Any) -> None:
        self.clerk, self.leader = Caller(province, "vanthu.tinhuy"), Caller(province, "lanhdao.tinhuy")
        self.drafter = Caller(province, "chuyenvien.tinhuy")
        self.actor, self.count = province.actor("lanhdao.tinhuy"), 0
        rows = ok(self.leader.get("/tasks/assignees"))
        self.lead = next(row["id"] for row in rows if row["label"].endswith("Phòng Tổng hợp"))
        for _ in range(ROWS):
            for name in ("documents", "outgoing", "tasks", "notices"):
                self.add(name)
        book = next(row for row in ok(self.clerk.get("/registers/books")) if row["flow"] == "incoming")
        self.paths = {
            "documents": (self.clerk, "/documents", "id"),
            "incoming": (self.clerk, "/documents/incoming", "document.id"),
            "outgoing": (self.drafter, "/documents/outgoing", "id"),
            "tasks": (self.leader, "/tasks", "id"),
            "notices": (self.leader, "/notices", "id"),
            "register": (self.clerk, f"/registers/periods/{book['period']['id']}/den", "number"),
        }

    def add(self, name: str) -> None:
        self.count += 1
        at = timezone.now()
        if name == "tasks":
            # Deadlines in no order, some the same, some none: new rows land anywhere in the list.
            days = (7 * self.count) % 5
            due = (at.replace(microsecond=self.count % 3) + timedelta(days=days)).isoformat() if days else None
            task = {"title": f"Việc {self.count}", "lead": self.lead, "due": due}
            ok(self.leader.post("/tasks", task), 201)
        elif name == "outgoing":
            ok(self.drafter.post("/documents/drafts", {"subject": f"việc {self.count}", "type_code": "BC"}), 201)
        elif name == "notices":
            notices.tell(self.actor.agency_id, [self.actor.post_id], "thu", "Thử", "", f"thu:{self.count}", at)
        else:
            ok(self.clerk.form("/documents", **FIELDS, code=f"{self.count}/BTC"), 201)

    def page(self, name: str, limit: int, cursor: str) -> tuple[list[Any], str]:
        caller, path, key = self.paths[name]
        query: dict[str, Any] = {"cursor": cursor, "limit": limit}
        query |= {"tab": {"tasks": "given", "outgoing": "drafts"}[name]} if name in ("tasks", "outgoing") else {}
        found = ok(caller.get(path, **query))
        rows = found["results"]
        return [row["document"]["id"] if key == "document.id" else row[key] for row in rows], found["next"] or ""

    def whole(self, name: str) -> list[Any]:
        return self.page(name, 50, "")[0]


@pytest.fixture
def lists(province) -> Lists:
    return Lists(province)


@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.sampled_from(["documents", "incoming", "outgoing", "tasks", "notices", "register"]),
    sizes=st.lists(st.integers(1, 6), min_size=1, max_size=4),
    adds=st.lists(st.integers(0, 2), min_size=1, max_size=4),
)
def test_pages_put_together_are_the_list(lists, name, sizes, adds):
    with transaction.atomic():
        before = lists.whole(name)
        seen: list[Any] = []
        cursor, turn = "", 0
        while True:
            rows, cursor = lists.page(name, sizes[turn % len(sizes)], cursor)
            seen += rows
            if not cursor:
                break
            for _ in range(adds[turn % len(adds)] if turn < 4 else 0):
                lists.add(name)
            turn += 1
        after = lists.whole(name)
        transaction.set_rollback(True)
    assert len(seen) == len(set(seen)), "a row came twice"
    assert set(before) <= set(seen), "a row was lost"
    order = [row for row in after if row in set(seen)]
    assert seen == order, "rows came in another order than the list has"


@pytest.mark.parametrize("cursor", ["khong-phai", "====", "YQ", "LTU", "ngày", "AAAA" * 100])
def test_a_cursor_from_elsewhere_is_told_or_harmless(lists, cursor):
    for caller, path, _ in lists.paths.values():
        assert caller.get(path, cursor=cursor).status_code in (200, 422), path
