"""Whatever goes wrong under `/api/` is an RFC 9457 problem in JSON, in Vietnamese, with what to do next."""

import json
import logging
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from ninja.errors import Throttled

from tinhgon.config.api import api
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.tests import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(province) -> Caller:
    return Caller(province, "vanthu.tinhuy")


@pytest.mark.parametrize("path", ["/", "/khong-co", "/documents/khong-co", "/documents/", "/tasks/1/2/3"])
def test_an_unknown_address(clerk, path):
    assert assert_problem(clerk.get(path), 404)["detail"] == "Không tìm thấy."
    assert_problem(Client().get(f"/api/v1{path}"), 404)


def test_a_method_not_taken_names_those_that_are(clerk):
    response = clerk.client.put("/api/v1/documents", "{}", "application/json")
    body = assert_problem(response, 405, instance="/api/v1/documents")
    assert "PUT" in body["detail"]
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize("body", ["{", '{"text": ', "[1,", "\xff", '{"a": 1}}', "[" * 100_000])
def test_malformed_json(clerk, body):
    response = clerk.client.post("/api/v1/documents/drafts", body, "application/json")
    assert "JSON" in assert_problem(response, 400)["detail"]


@pytest.mark.parametrize("media", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_a_body_of_another_kind_for_json(clerk, media):
    response = clerk.client.post("/api/v1/documents/drafts", '{"subject": "a", "type_code": "BC"}', media)
    assert "application/json" in assert_problem(response, 415)["detail"]


def test_json_where_a_form_is_taken(clerk):
    response = clerk.client.post("/api/v1/documents", '{"subject": "a"}', "application/json")
    assert "multipart/form-data" in assert_problem(response, 415)["detail"]


def test_a_broken_form(clerk):
    response = clerk.client.post("/api/v1/documents", b"--x\r\nkhong", "multipart/form-data; boundary=")
    assert_problem(response, 400)


def test_too_much_json(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = clerk.post("/documents/drafts", {"subject": "a" * 2000, "type_code": "BC"})
    assert "lớn" in assert_problem(response, 413)["detail"]


def test_too_large_a_file(clerk, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    for path in ("/documents", "/documents/uploads"):
        response = clerk.form(path, file=SimpleUploadedFile("to.pdf", files.pdf(3)))
        assert "quét lại" in assert_problem(response, 413, code="too_large", field="file")["detail"]
    assert ok(clerk.get("/documents/uploads")) == []


def test_fields_that_cannot_be_read_are_named(clerk):
    body = assert_problem(clerk.post("/documents/drafts", {"type_code": 1, "body_id": "x"}), 422)
    told = {row["field"]: row["detail"] for row in body["errors"]}
    assert told["subject"] == "Thiếu trường này."
    assert told["body_id"] == "Phải là số nguyên."
    assert "subject" in body["detail"]


@pytest.mark.parametrize(
    ("error", "status"),
    [(Throttled(3), 429), (OperationalError("gone"), 503), (InterfaceError("closed"), 503), (KeyError("a"), 500)],
)
def test_what_ends_by_itself_says_when_to_come_back(error: Exception, status: int, caplog: Any):
    caplog.set_level(logging.CRITICAL)
    response = api.on_exception(RequestFactory().post("/api/v1/documents"), error)
    body = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (body["status"], body["instance"], body["detail"][-1]) == (status, "/api/v1/documents", ".")
    assert (response.get("Retry-After") is not None) == (status in (429, 503))


def test_pages_stay_pages(province):
    response = province.client("vanthu.tinhuy").get("/khong-co/")
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_a_file_in_parts(clerk):
    paper = ok(clerk.form("/documents", file=SimpleUploadedFile("den.pdf", files.pdf(3))), 201)["id"]
    version = ok(clerk.get(f"/documents/{paper}/versions"))[0]["id"]
    path = f"/documents/{paper}/versions/{version}/file"
    whole = clerk.get(path)
    size, etag = len(whole.content), whole["ETag"]
    assert whole["Accept-Ranges"] == "bytes"
    for asked, first, last in (
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, size - 1),
        ("bytes=-50", size - 50, size - 1),
        (f"bytes=10-{size * 2}", 10, size - 1),
    ):
        part = clerk.get(path, headers={"Range": asked, "If-Range": etag})
        assert (part.status_code, part["Content-Range"]) == (206, f"bytes {first}-{last}/{size}")
        assert part.content == whole.content[first : last + 1]
    assert clerk.get(path, headers={"Range": f"bytes={size}-"}).status_code == 416
    assert clerk.get(path, headers={"Range": "bytes=0-9", "If-Range": '"khac"'}).content == whole.content
    assert clerk.get(path, headers={"Range": "lines=1-2"}).content == whole.content
    assert clerk.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert clerk.get(f"/documents/{paper}/versions/{version}/pages/1").content.startswith(b"\x89PNG")
    assert_problem(clerk.get(f"/documents/{paper}/versions/{version}/pages/99"), 404)
