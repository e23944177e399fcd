"""The demonstration's desks have tiles of their own and given ones."""

from typing import Any

from django.utils import timezone

from tinhgon.desk import queries
from tinhgon.operations.demo import desks


def test_desks_have_tiles(province: Any) -> None:
    assert desks.set_out(timezone.now()) == 6
    found = {
        who: [row.view.name for row in queries.tiles(province.actor(who)).shown]
        for who in ("vanthu.ubnd", "chanhvp.ubnd", "chuyenvien.ubnd")
    }
    assert set(found["vanthu.ubnd"]) >= {"Chờ trình", "Quá hạn"}
    assert all("Quá hạn" in names for names in found.values())
