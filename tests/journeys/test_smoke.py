"""`tinhgon smoke` walks the main job over HTTP against a running office, and says which step failed."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from tinhgon.core.accounts import actions as accounts
from tinhgon.core.accounts.models import User
from tinhgon.core.identity.models import Agency

from .test_main_job import sheet

SEATS = {
    "clerk": "vanthu",
    "leader": "lanhdao",
    "chief_of_office": "chanhvp",
    "unit_head": "truongphong",
    "specialist": "chuyenvien",
}


@pytest.fixture
def access(committed, tmp_path):
    """An access file as the demonstration writes it, of three agencies."""
    rows = [
        {
            "role": role,
            "username": f"{seat}.{office}",
            "password": committed.password,
            "post": committed.post(f"{seat}.{office}").title,
            "agency": Agency.objects.get(key=office).profile.name,
            "token": accounts.issue_token(
                User.objects.get(username=f"{seat}.{office}"),
                committed.post(f"{seat}.{office}").principal_id,
                "smoke",
                ["read", "write"],
                timezone.now(),
            )[1],
        }
        for office in ("ubnd", "tinhuy", "sonoivu")
        for role, seat in SEATS.items()
    ]
    path = tmp_path / "demo-access.json"
    path.write_text(json.dumps({"base_url": "http://localhost:1", "roles": rows}))
    return path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "den.pdf"
    path.write_bytes(sheet(41, "417")[1])
    return path


def lines_of(out: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_step_succeeds_twice_in_a_row(server, access, file):
    for _ in range(2):
        out = io.StringIO()
        call_command("smoke", url=server, file=file, access=access, json=True, stdout=out)
        steps = lines_of(out)
        assert all(step["ok"] for step in steps)
        assert {"register", "direct", "number", "issue", "find", "strangers_see_nothing"} <= {
            step["step"] for step in steps
        }


def test_a_failing_step_is_named_and_ends_the_walk(server, access, tmp_path):
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("smoke", url=server, file=broken, access=access, json=True, stdout=out)
    (step,) = lines_of(out)
    assert (step["step"], step["ok"]) == ("register", False)


def test_an_office_that_does_not_answer_is_a_failure(access, file):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("smoke", file=file, access=access, json=True, stdout=out)
    assert lines_of(out)[-1]["ok"] is False
