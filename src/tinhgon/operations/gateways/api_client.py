"""Speaks to a running installation over its API, as a script of an office would.

Knows bearer tokens, JSON and file uploads, and that a cut-off request may be sent again. Refuses any
answer that is not a success: the problem's own words are the error.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

PAUSE = 0.2


class ApiError(RuntimeError):
    """The installation refused; `status` is the HTTP status, the message the problem's detail."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class ApiClient:
    """One account's view of the installation at `base_url`; `patience` seconds of sending again when cut off."""

    base_url: str
    token: str
    patience: float = 0.0

    def get(self, path: str) -> Any:
        return self._send("GET", path, None, {})

    def post(self, path: str, body: Any = None, *, key: str = "") -> Any:
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        return self._send("POST", path, json.dumps(body or {}).encode(), headers)

    def submit(self, path: str, form: dict[str, str], file: File | None = None, *, key: str = "") -> Any:
        """A form, with or without a file."""
        boundary = uuid.uuid4().hex
        start = f"--{boundary}\r\nContent-Disposition: form-data; "
        parts = [f'{start}name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in form.items()]
        if file is not None:
            head = f'{start}name="file"; filename="{file.name}"\r\nContent-Type: {file.media_type}\r\n\r\n'
            parts += [head.encode(), file.content, b"\r\n"]
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._send("POST", path, body, headers | ({"Idempotency-Key": key} if key else {}))

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        url = f"{self.base_url}/api/v1{path}"
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ApiError(0, f"not a web address: {self.base_url}")
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json", **headers}
        deadline = time.monotonic() + self.patience
        while True:
            request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310  checked above
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code < 500 or time.monotonic() >= deadline:
                    raise ApiError(error.code, f"{_detail(error)} ({method} {path})") from error
            except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
                if time.monotonic() >= deadline:  # ValueError: an answer cut off in the middle of its JSON
                    raise ApiError(0, f"no answer from {self.base_url}: {error}") from error
            time.sleep(PAUSE)


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, OSError):
        return str(error.reason)
