"""The description of the API that is kept is the API's own, valid, and worth reading."""

import ast
import io
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

KEPT = Path(__file__).parents[2] / "docs" / "openapi.json"
SOURCE = Path(__file__).parents[2] / "src" / "tinhgon"
DESCRIPTION: dict[str, Any] = json.loads(KEPT.read_text())
SCHEMAS: dict[str, Any] = DESCRIPTION["components"]["schemas"]
OPERATIONS = [
    (f"{method.upper()} {path}", about)
    for path, methods in DESCRIPTION["paths"].items()
    for method, about in methods.items()
]
REGISTRY = Registry().with_resource("urn:api", Resource(contents=DESCRIPTION, specification=DRAFT202012))


def test_the_kept_description_is_up_to_date():
    out = io.StringIO()
    call_command("openapi", stdout=out)
    assert KEPT.read_text() == out.getvalue(), "run `tinhgon openapi --out docs/openapi.json`"


def test_the_description_is_openapi_3_1():
    assert DESCRIPTION["openapi"].startswith("3.1.")
    assert [str(error) for error in OpenAPIV31SpecValidator(DESCRIPTION).iter_errors()] == []


def test_operations_are_named_once():
    ids = [about["operationId"] for _, about in OPERATIONS]
    assert len(ids) == len(set(ids))


def test_shapes_are_named_once():
    """Two shapes of one name would be one in the description, whichever comes last."""
    places = defaultdict(list)
    for path in sorted(SOURCE.rglob("schemas*")):
        for file in [path] if path.suffix == ".py" else sorted(path.glob("*.py")):
            for node in ast.parse(file.read_text()).body:
                if isinstance(node, ast.ClassDef):
                    places[node.name].append(str(file.relative_to(SOURCE)))
    assert len(places) > 100
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def _schemas(about: dict[str, Any]) -> list[dict[str, Any]]:
    """What is sent and what is answered in JSON or a form, lists by their items."""
    contents = [about.get("requestBody", {}).get("content", {})]
    contents += [answer.get("content", {}) for code, answer in about["responses"].items() if code.startswith("2")]
    found = [media["schema"] for content in contents for media in content.values()]
    return [schema.get("items", schema) for schema in found if schema.get("format") != "binary"]


@pytest.mark.parametrize(("name", "about"), OPERATIONS, ids=[name for name, _ in OPERATIONS])
def test_an_operation_says_what_it_does(name, about):
    assert len(about["summary"]) >= 5
    assert len(about.get("description", "")) > 10, "a sentence under the summary: who, when, with what effect"
    assert about["security"]
    for schema in _schemas(about):
        schema = SCHEMAS[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
        fields = [row for row in schema.get("properties", {}).values() if row.get("format") != "binary"]
        if fields:
            assert schema.get("examples"), f"{schema.get('title')} has no example"


def test_examples_are_true_to_their_shapes():
    wrong = []
    for name, schema in SCHEMAS.items():
        validator = Draft202012Validator(
            {"$ref": f"urn:api#/components/schemas/{name}"},
            registry=REGISTRY,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        for example in schema.get("examples", []):
            wrong += [f"{name}: {error.json_path} {error.message}" for error in validator.iter_errors(example)]
    assert wrong == []
