"""The communes of the demonstration: what is drafted there can go up."""

from typing import Any

import pytest

from tinhgon.documents.tests.ladder import Ladder


@pytest.mark.parametrize("commune", ["tanhoa", "binhminh"])
def test_a_draft_of_the_economic_unit_goes_to_its_head(province: Any, commune: str) -> None:
    ladder = Ladder(province, commune, "truongkt")
    document = ladder.submitted()
    assert document.waits_for_id == province.post(f"truongkt.{commune}").principal_id
