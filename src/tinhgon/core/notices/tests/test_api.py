"""One's notices over the API."""

import pytest
from django.utils import timezone

from tinhgon.core.notices import actions
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok

pytestmark = pytest.mark.django_db


def test_listed_counted_and_read(province):
    actor = province.actor("vanthu.tinhuy")
    for number in range(3):
        words = (f"Thử {number}", "/van-ban/", f"thu:{number}")
        actions.tell(actor.agency_id, [actor.post_id], "thu", *words, timezone.now())
    clerk, other = (Caller(province, name, base="/notices") for name in ("vanthu.tinhuy", "chanhvp.tinhuy"))
    page = ok(clerk.get(limit=2))
    assert [row["text"] for row in page["results"]] == ["Thử 2", "Thử 1"]
    assert [row["text"] for row in ok(clerk.get(limit=2, cursor=page["next"]))["results"]] == ["Thử 0"]
    first = page["results"][0]["id"]
    assert_problem(other.post(f"/{first}/read"), 404)
    assert ok(clerk.get("/unread")) == {"count": 3}
    assert ok(clerk.post(f"/{first}/read"))["read_at"] is not None
    assert first not in [row["id"] for row in ok(clerk.get(unread=True))["results"]]
    ok(clerk.post("/read"), 204)
    assert ok(clerk.get("/unread")) == {"count": 0}
    assert ok(other.get())["results"] == []
