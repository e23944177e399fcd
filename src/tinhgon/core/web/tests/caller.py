"""Calls of the API as one person, and what an answer must look like. Every app's tests of its API use it."""

import json

from django.test import Client
from django.utils import timezone

from tinhgon.core.accounts import actions as accounts
from tinhgon.core.accounts.models import User

ROOT = "/api/v1"


class Caller:
    """A client with the bearer token of one person; paths stand below `base`."""

    def __init__(
        self, province, username: str, scopes: tuple[str, ...] = ("read", "write"), *, base: str = "", **more
    ) -> None:
        user = User.objects.get(username=username)
        post = more.pop("post", None) or province.post(username).principal_id
        self.base = ROOT + base
        self.token, secret = accounts.issue_token(user, post, "thử", list(scopes), timezone.now(), **more)
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def get(self, path: str = "", *, headers=None, **query):
        return self.client.get(self.base + path, query, headers=headers)

    def post(self, path: str = "", data=None, *, key: str = ""):
        return self._send("post", path, data, key)

    def patch(self, path: str = "", data=None):
        return self._send("patch", path, data, "")

    def put(self, path: str = "", data=None):
        return self._send("put", path, data, "")

    def delete(self, path: str = ""):
        return self.client.delete(self.base + path)

    def form(self, path: str = "", *, key: str = "", **data):
        return self.client.post(self.base + path, data, headers=_headers(key))

    def _send(self, method: str, path: str, data, key: str):
        send = getattr(self.client, method)
        return send(self.base + path, json.dumps(data or {}), "application/json", headers=_headers(key))


def _headers(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key} if key else {}


def ok(response, status: int = 200):
    assert response.status_code == status, response.content.decode()
    return response.json() if response.content else None


def assert_problem(response, status: int, **more):
    """RFC 9457: the shape, and the words a person can act on."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= body.keys()
    assert {name: body.get(name) for name in more} == more
    return body
