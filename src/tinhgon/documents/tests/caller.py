"""Calls of the API as one person, and what an answer must look like."""

import json

from django.test import Client
from django.utils import timezone

from tinhgon.core.accounts import actions as accounts
from tinhgon.core.accounts.models import User

BASE = "/api/v1/documents"


class Caller:
    """A client with the bearer token of one person."""

    def __init__(self, province, username: str, scopes: tuple[str, ...] = ("read", "write"), **more) -> None:
        user = User.objects.get(username=username)
        post = province.post(username).principal_id
        self.token, secret = accounts.issue_token(user, post, "thử", list(scopes), timezone.now(), **more)
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def get(self, path: str = "", **query):
        return self.client.get(BASE + path, query)

    def post(self, path: str, data=None, *, key: str = ""):
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(BASE + path, json.dumps(data or {}), "application/json", headers=headers)

    def form(self, path: str = "", *, key: str = "", **data):
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(BASE + path, data, headers=headers)


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
