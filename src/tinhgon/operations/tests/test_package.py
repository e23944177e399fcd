"""What a wheel would carry: every file that the program reads beside its code."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src"


def test_every_file_beside_the_code_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    packages = [path.parent for path in SOURCE.rglob("__init__.py") if "tests" not in path.parts]
    declared = {file for package in packages for pattern in patterns for file in package.glob(pattern)}
    ours = {
        path
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not {"tests", "__pycache__"} & set(path.parts)
    }
    assert {path for path in ours - declared if not any(part.endswith(".egg-info") for part in path.parts)} == set()
