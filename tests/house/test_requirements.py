"""What is asked for is locked: set-up on another machine installs from the lock files alone."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "requirements"


def _names(path: Path) -> set[str]:
    lines = (line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    found = (re.match(r"([A-Za-z0-9][\w.-]*)", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", match[1]).lower() for match in found if match}


@pytest.mark.parametrize("asked", sorted(FOLDER.glob("*.in")), ids=lambda path: path.stem)
def test_every_library_asked_for_is_in_the_lock_file(asked: Path):
    missing = _names(asked) - _names(asked.with_suffix(".txt"))
    assert not missing, f"make lock: {', '.join(sorted(missing))}"
