"""Every operation of the description: without a token 401, without its scope 403, to a stranger 404, and whatever is
sent, never an error of ours."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.journeys.api_world import CLERK, LEADER, STRANGERS, Operation, World, operations, pdf

from tinhgon.config.api import api
from tinhgon.core.web.tests.caller import Caller, assert_problem

pytestmark = pytest.mark.django_db
DESCRIPTION = api.get_openapi_schema()
OPERATIONS = operations(DESCRIPTION)
NOWHERE = {"id": 2**31 - 1, "uuid": "01900000-0000-7000-8000-000000000000"}


@pytest.fixture
def world(province) -> World:
    return World(province)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return DESCRIPTION["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def send(client: Client, operation: Operation, address: str, body: Any = None, query: Any = None) -> Any:
    """Call an operation with a body in the media type it takes."""
    media, _ = operation.body
    call = getattr(client, operation.method)
    if operation.method == "get":
        return call(address, query or {})
    if media == "multipart/form-data":
        return call(address, body or {})
    if media == "application/x-www-form-urlencoded":
        return call(address, body or {})
    return call(address, body or {}, content_type="application/json")


def example(operation: Operation) -> dict[str, Any]:
    """The example of the body, with a file where one is taken."""
    media, schema = operation.body
    schema = resolved(schema) if schema else {}
    found = dict(next(iter(schema.get("examples", [])), {}))
    for name, about in schema.get("properties", {}).items():
        if media == "multipart/form-data" and name in schema.get("required", []) and name not in found:
            found[name] = pdf(9) if name == "file" else example_of(about)
    return found


def example_of(about: dict[str, Any]) -> Any:
    return {"integer": 1, "boolean": "true", "array": []}.get(
        about.get("type", ""), "2026-01-05" if about.get("format") == "date" else "a"
    )


def test_without_a_token_every_operation_is_401():
    for operation in OPERATIONS:
        path = operation.path
        for row in operation.parameters:
            if row["in"] == "path":
                value = NOWHERE["uuid"] if row["schema"].get("format") == "uuid" else 1
                path = path.replace(f"{{{row['name']}}}", "di" if row["name"] == "kind" else str(value))
        response = send(Client(raise_request_exception=False, enforce_csrf_checks=True), operation, path)
        body = assert_problem(response, 401)
        assert "mã truy cập" in body["detail"], operation.name
        assert response["WWW-Authenticate"].startswith("Bearer"), operation.name


def test_a_token_without_the_scope_is_403(world, province):
    reader, writer = (Caller(province, CLERK, (scope,)).client for scope in ("read", "write"))
    for operation in OPERATIONS:
        client = writer if operation.method == "get" else reader
        detail = assert_problem(send(client, operation, world.address(operation), example(operation)), 403)["detail"]
        assert ("“read”" if operation.method == "get" else "“write”") in detail, operation.name


@pytest.mark.parametrize("username", STRANGERS)
def test_rows_of_another_agency_are_404(world, username):
    client = world.call(username).client
    tried = 0
    for operation in OPERATIONS:
        # Sheets and types of papers are the same words in every agency.
        if "{" not in operation.path or operation.path.endswith(("{sheet}.csv", "{type_code}")):
            continue
        with transaction.atomic():
            response = send(client, operation, world.address(operation), example(operation))
        assert response.status_code == 404, (operation.name, response.content.decode())
        assert_problem(response, 404)
        tried += 1
    assert tried > 100


def test_lists_show_a_stranger_nothing_of_the_office(world):
    marks = {str(world.incoming), str(world.draft), str(world.task), str(world.upload), str(world.proposal)}
    for operation in OPERATIONS:
        if operation.method != "get" or "{" in operation.path:
            continue
        query = {"q": "tham mưu"} if any(row["name"] == "q" for row in operation.parameters) else {}
        response = send(world.call(STRANGERS[0]).client, operation, operation.path, query=query)
        assert response.status_code in (200, 404), (operation.name, response.content.decode())
        text = response.content.decode("utf-8", "replace")
        assert [mark for mark in marks if mark in text] == [], operation.name


# Whatever is sent.

WILD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["", "\x00", "a" * 5000, "9" * 30, "2026-02-31", "9999-12-31T23:59:59Z", "-1", "%", "\\", "../"]),
    st.sampled_from([[], {}, [None], {"a": [1]}]),
)


def likely(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of the schema's own kind, near its edges."""
    schema = resolved(schema)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([likely(row) for row in schema["anyOf"]])
    kind = schema.get("type")
    if kind == "object":
        return bodies(schema)
    if kind == "array":
        return st.lists(likely(schema.get("items", {})), max_size=2)
    if kind == "integer":
        return st.sampled_from([0, 1, 7, -1, 2**31 - 1, 2**31, 2**63])
    if kind == "boolean":
        return st.booleans()
    if schema.get("format") == "uuid":
        return st.sampled_from([NOWHERE["uuid"], "x"])
    if schema.get("format") in ("date", "date-time"):
        return st.sampled_from(["2026-01-05", "0001-01-01", "9999-12-31", "2026-01-05T17:00:00+07:00"])
    return st.sampled_from(["", "a", "5 ngày", "99 giờ", "0 ngày", "31/2", "trong ngày", "CV", "x" * 2000, "“”\u200b"])


def bodies(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    names = schema.get("properties", {})
    fields = {name: st.one_of(likely(about), WILD) for name, about in names.items() if about.get("format") != "binary"}
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def calls(draw: Any) -> tuple[Operation, dict[str, Any], dict[str, Any], bool, str]:
    """An operation, its query, its body, whether the ids of its path are the office's own, and who calls."""
    operation = draw(st.sampled_from(OPERATIONS))
    query = {row["name"]: row["schema"] for row in operation.parameters if row["in"] == "query"}
    values = draw(st.fixed_dictionaries({}, optional={n: st.one_of(likely(s), WILD) for n, s in query.items()}))
    media, schema = operation.body
    body = draw(bodies(resolved(schema))) if media else {}
    return operation, values, body, draw(st.booleans()), draw(st.sampled_from([CLERK, LEADER]))


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """As a form or a query carries them."""
    return {name: str(value) for name, value in values.items() if value is not None and not isinstance(value, list)}


@settings(
    max_examples=250,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(call=calls())
def test_whatever_is_sent_is_never_an_error_of_ours(world, call):
    operation, query, body, is_own, username = call
    address = world.address(operation)
    if not is_own:
        address = operation.path
        for row in operation.parameters:
            if row["in"] == "path":
                value = NOWHERE["uuid"] if row["schema"].get("format") == "uuid" else 2**63
                address = address.replace(f"{{{row['name']}}}", "den" if row["name"] == "kind" else str(value))
    if operation.body[0] in ("multipart/form-data", "application/x-www-form-urlencoded"):
        body = flat(body) | {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 rest")}
    with transaction.atomic():
        response = send(world.call(username).client, operation, address, body, flat(query))
        transaction.set_rollback(True)
    assert response.status_code < 500, (operation.name, query, body, response.content.decode())
