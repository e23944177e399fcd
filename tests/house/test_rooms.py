"""The closed set of rooms, sizes, and what imports alone cannot show."""

import ast
import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
APPS = [p.parent for p in (SRC / "tinhgon").rglob("apps.py")]
ROOMS = frozenset(
    "choices models rules queries search gateways lifecycle actions forms views api jobs schemas exports movables"
    " panels urls admin apps middleware management templates static tests migrations templatetags context".split()
)
# The demonstration's generator belongs to the operator's floor and is no room of a domain app.
EXTRA = {"operations": {"demo"}}
BANNED = {"utils", "helpers", "services", "managers", "exceptions", "signals", "base", "common"}
CODE = [p for p in SRC.rglob("*.py") if not {"migrations", "tests"} & set(p.parts) and "settings" not in p.parts]


@pytest.mark.parametrize("app", APPS, ids=lambda p: p.name)
def test_an_app_has_only_known_rooms(app):
    names = {p.stem for p in app.iterdir() if p.name not in ("__init__.py", "__pycache__")}
    assert names <= ROOMS | EXTRA.get(app.name, set())


def test_no_banned_names():
    assert [p for p in CODE if p.stem in BANNED] == []


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(SRC)))
def test_files_and_functions_are_small(path):
    text = path.read_text()
    assert text.count("\n") <= 400
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


@pytest.mark.parametrize("room", ["rules", "queries", "lifecycle", "actions"])
def test_time_comes_from_the_edge(room):
    pattern = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(\)|localtime\(\)")
    guilty = [p for p in CODE if room in (p.stem, p.parent.name) and pattern.search(p.read_text())]
    assert guilty == []


def test_rules_ask_no_query():
    guilty = [
        p
        for p in CODE
        if "rules" in (p.stem, p.parent.name) and re.search(r"\.objects\b|\.filter\(|\.exists\(", p.read_text())
    ]
    assert guilty == []


def test_templates_carry_no_inline_script_or_style():
    pattern = re.compile(
        r"""<script(?![^>]*\b(?:src=|type="application/json"))|\sstyle=|\son(click|load|submit|change)="""
    )
    guilty = [str(p.relative_to(SRC)) for p in SRC.rglob("templates/**/*.html") if pattern.search(p.read_text())]
    assert guilty == []
