"""The doctor: each missing part is named with what lacks and the line that brings it."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tinhgon.operations import queries
from tinhgon.operations.gateways import machine

AT = datetime.datetime(2026, 7, 1, 8, 0, tzinfo=datetime.UTC)


def part(name: str, var: Path) -> queries.Finding:
    return next(finding for finding in queries.examine(var, AT) if finding.part == name)


@pytest.mark.django_db
def test_every_lack_says_what_to_do(tmp_path: Path) -> None:
    for finding in queries.examine(tmp_path, AT):
        assert finding.state in {"ok", "missing", "optional"}
        assert finding.state == "ok" or (finding.without and finding.remedy)


@pytest.mark.django_db
def test_a_silent_worker_is_missing_and_a_beating_one_is_not(tmp_path: Path) -> None:
    assert part("worker", tmp_path).state == "missing"
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [AT])
    assert part("worker", tmp_path).state == "ok"


@pytest.mark.django_db
def test_the_doctor_for_scripts() -> None:
    output = StringIO()
    with pytest.raises(SystemExit) as ended:  # no worker lives during the tests
        call_command("doctor", "--json", stdout=output)
    report = json.loads(output.getvalue())
    assert (ended.value.code, report["healthy"]) == (1, False)
    assert {"database", "migrations", "worker", "audit chain"} <= {p["part"] for p in report["parts"]}


def test_the_outdated_serif_font_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = tmp_path / "system"
    (system / "liberation").mkdir(parents=True)
    (system / "liberation" / "LiberationSerif-Regular.ttf").touch()
    monkeypatch.setattr(machine, "FONT_FOLDERS", (system,))
    monkeypatch.setattr(machine, "OUTDATED_FONT_FOLDERS", (f"{system}/liberation/",))
    assert machine.serif_font(tmp_path / "var") is None
    (tmp_path / "var/fonts").mkdir(parents=True)
    (tmp_path / "var/fonts/Tinos-Regular.ttf").touch()
    assert machine.serif_font(tmp_path / "var") == tmp_path / "var/fonts/Tinos-Regular.ttf"
