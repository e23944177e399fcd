"""The description of the API that is kept is the API's own."""

import io
from pathlib import Path

from django.core.management import call_command

DOCS = Path(__file__).parents[2] / "docs"


def test_the_kept_description_is_up_to_date():
    out = io.StringIO()
    call_command("openapi", stdout=out)
    assert (DOCS / "openapi.json").read_text() == out.getvalue(), "run `tinhgon openapi --out docs/openapi.json`"
