"""Text messages against a real HTTP server in a process of its own: signed, tried again or given up for good, never
sent in the clear to another machine."""

import hashlib
import hmac
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tinhgon.core.notices import jobs
from tinhgon.core.notices.gateways import webhook

AT = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
SECRET = "mot-khoa-dai"
SCRIPT = Path(__file__).with_name("provider.py")


class Running:
    def __init__(self, out: Path, *statuses: int) -> None:
        self.out = out
        command = [sys.executable, str(SCRIPT), str(out), *map(str, statuses)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/sms"

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.read_text().splitlines()] if self.out.exists() else []


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(*statuses: int) -> Running:
        started.append(Running(tmp_path / f"{len(started)}.jsonl", *statuses))
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()


def test_a_message_is_signed(provider: Callable[..., Running]) -> None:
    running = provider(200)
    webhook.Webhook(running.url, SECRET).send("0912000111", "co van ban HOA TOC", "urgent-1-1-7", AT)
    (request,) = running.requests
    headers = {name.lower(): value for name, value in request["headers"].items()}
    assert json.loads(request["body"]) == {"to": "0912000111", "text": "co van ban HOA TOC", "key": "urgent-1-1-7"}
    signed = f"{headers['x-tinhgon-timestamp']}.{request['body']}".encode()
    expected = "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["x-tinhgon-signature"] == expected
    assert headers["idempotency-key"] == "urgent-1-1-7"


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_what_may_pass_is_for_another_try(provider: Callable[..., Running], status: int) -> None:
    running = provider(status, 200)
    gateway = webhook.Webhook(running.url, SECRET)
    with pytest.raises(webhook.UndeliveredError) as undelivered:
        gateway.send("0912", "a", "k", AT)
    assert jobs.RETRY.get_retry_decision(exception=undelivered.value, job=_job(1)) is not None
    gateway.send("0912", "a", "k", AT)
    assert [json.loads(row["body"])["key"] for row in running.requests] == ["k", "k"]


@pytest.mark.parametrize("status", [400, 401, 404, 302])
def test_what_will_never_pass_is_given_up(provider: Callable[..., Running], status: int) -> None:
    running = provider(status)
    with pytest.raises(webhook.RefusedByProviderError) as refused:
        webhook.Webhook(running.url, SECRET).send("0912", "a", "k", AT)
    assert jobs.RETRY.get_retry_decision(exception=refused.value, job=_job(1)) is None
    assert len(running.requests) == 1, "a redirect is not followed: the signature is for one address"


def test_a_silent_provider_and_an_absent_one(provider: Callable[..., Running]) -> None:
    running = provider(0)
    began = time.monotonic()
    with pytest.raises(webhook.UndeliveredError):
        webhook.Webhook(running.url, SECRET, timeout=0.5).send("0912", "a", "k", AT)
    assert time.monotonic() - began < 25, "long before the provider would have spoken"
    running.process.kill()
    running.process.wait()
    with pytest.raises(webhook.UndeliveredError):
        webhook.Webhook(running.url, SECRET, timeout=0.5).send("0912", "a", "k", AT)


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://sms.vidu.vn/gui", True),
        ("http://127.0.0.1:9000/", True),
        ("http://localhost/x", True),
        ("http://[::1]:80/", True),
        ("http://sms.vidu.vn/gui", False),
        ("http://10.0.0.7/", False),
        ("ftp://sms.vidu.vn/", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("", False),
    ],
)
def test_where_messages_may_go(url: str, is_safe: bool) -> None:
    assert webhook.is_safe(url) is is_safe
    if not is_safe:
        with pytest.raises(webhook.RefusedByProviderError):
            webhook.Webhook(url, SECRET).send("0912", "a", "k", AT)


def test_the_job_sends_where_the_office_has_a_provider(provider: Callable[..., Running], settings: Any) -> None:
    running = provider(204)
    jobs.text("0912", "a", "k")
    assert running.requests == []
    settings.SMS_WEBHOOK_URL, settings.SMS_WEBHOOK_SECRET = running.url, SECRET
    jobs.text("0912", "a", "k")
    assert len(running.requests) == 1


def test_letters(mailoutbox: list[Any]) -> None:
    jobs.mail("a@vidu.invalid", "Văn bản hoả tốc", "Mở xem ngay")
    assert [(letter.to, letter.subject) for letter in mailoutbox] == [(["a@vidu.invalid"], "Văn bản hoả tốc")]


def _job(attempts: int) -> Any:
    from procrastinate.jobs import Job

    return Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="notices.text", attempts=attempts)
