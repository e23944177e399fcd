"""The command `tinhgon` as an operator meets it."""

from pathlib import Path

import pytest
from django.core.management import get_commands

from tinhgon import __main__ as command
from tinhgon.operations.gateways.postgres import EmbeddedPostgres


def test_help_names_every_command_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in command.COMMANDS:
        assert [line for line in lines if line.split()[:1] == [name]]


def test_every_listed_command_exists() -> None:
    own = {name for name, app in get_commands().items() if app == "tinhgon.operations"}
    assert set(command.COMMANDS) - {"inspect", "database", "migrate"} <= own


def test_without_a_command_help_and_an_error_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 2
    assert "tinhgon COMMAND" in capsys.readouterr().out


def test_database_start_and_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VAR", str(tmp_path))
    server = EmbeddedPostgres(tmp_path)
    try:
        assert command.main(["database", "start"]) == 0
        assert capsys.readouterr().out.strip() == server.url()
        assert server.is_running()
        assert command.main(["database", "stop"]) == 0
        assert not server.is_running()
    finally:
        server.remove()
