"""A POST with `Idempotency-Key`, sent again by the same caller, is answered as the first time and does nothing more.
The key is claimed once it is known who calls; act, claim and answer share one transaction."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tinhgon.core.request import key_of
from tinhgon.core.web import actions


class Replay(Exception):  # noqa: N818  no error: the answer is there already
    """This request was answered before."""

    def __init__(self, status: int, content_type: str, content: bytes) -> None:
        super().__init__(status)
        self.status, self.content_type, self.content = status, content_type, content


def claim(request: HttpRequest) -> None:
    """Claim the key of the request for its caller; raises Replay when it was answered before."""
    key = key_of(request) if request.method == "POST" else ""
    if not key:
        return
    row, is_new = actions.claim(key, _digest(request), timezone.now())
    if not is_new:
        raise Replay(row.status, row.content_type, bytes(row.content))
    request.claimed = row  # type: ignore[attr-defined]


def answered(request: HttpRequest, error: Any) -> HttpResponse:
    response = HttpResponse(error.content, content_type=error.content_type or None, status=error.status)
    response["Idempotent-Replayed"] = "true"
    return response


def _digest(request: HttpRequest) -> str:
    """What is asked, whatever a boundary between the parts of a form happens to be."""
    said: Any = [request.method, request.get_full_path()]
    if request.content_type == "multipart/form-data":
        said += sorted((name, values) for name, values in request.POST.lists())
        said += sorted((name, [_told(file) for file in files]) for name, files in request.FILES.lists())
    else:
        said.append(hashlib.sha256(request.body).hexdigest())
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _told(file: Any) -> tuple[str, int, str]:
    """Name, size and content of a file sent in; whoever reads it next begins at its start."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return file.name, file.size, digest.hexdigest()


class RetryMiddleware:
    """Holds the transaction in which a request with a key is answered, and keeps the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_keyed = request.method == "POST" and "Idempotency-Key" in request.headers
        if not is_keyed or not request.path.startswith("/api/"):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            row = getattr(request, "claimed", None)
            if response.status_code >= 500 or transaction.get_connection().needs_rollback:
                transaction.set_rollback(True)
            elif row is not None:
                _keep(row, response)
        return response


def _keep(row: Any, response: HttpResponse) -> None:
    try:
        # What must not be stored anywhere (a first password) is not stored here either.
        content = None if "no-store" in response.get("Cache-Control", "") else response.content
        actions.keep(row, response.status_code, response.get("Content-Type", ""), content)
    except DatabaseError:  # a value that the database did not take has ended the transaction already
        transaction.set_rollback(True)
