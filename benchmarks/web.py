"""An office's web server for the benchmarks that speak HTTP: one process as in a real installation, on a free port of
loopback, watched by the supervisor of a folder of its own."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tinhgon.operations.gateways import programs
from tinhgon.operations.gateways.processes import MARK


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serve(url: str, var: Path) -> Iterator[str]:
    """The address of the server, once it answers. Its files and keys lie in `var`."""
    from django.conf import settings

    port = free_port()
    log_config = var / "logging.json"
    log_config.write_text(json.dumps(settings.LOGGING))
    metrics = var / "metrics"
    metrics.mkdir()
    environment = {
        **os.environ,
        **programs.web("127.0.0.1", port, url, metrics, log_config).environment,
        "VAR": str(var),
        "QUARANTINE_KEYS": str(var / "keys"),
        "SECRET_KEY": settings.SECRET_KEY,
        MARK: str(var),
    }
    collect = [sys.executable, "-m", "tinhgon", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env=environment, check=True)
    command = [*programs.web_command("127.0.0.1", port, workers=1), "--log-config", str(log_config)]
    with (var / "web.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", var)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, var: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(url, timeout=5) as answer,  # noqa: S310  our own address
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise SystemExit((var / "web.log").read_text(errors="replace")[-2000:])


def worker(var: Path) -> int:
    """The process that answers: the heaviest of the server's."""
    mark = f"{MARK}={var}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return max(found, key=resident_mb)


def resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def session(username: str, office: str) -> str:
    """The cookie of somebody logged in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(
        get_user_model().objects.get(username=f"{username}.{office}"), "django.contrib.auth.backends.ModelBackend"
    )
    return client.cookies["sessionid"].value


def token(username: str, office: str) -> str:
    from django.utils import timezone

    from tinhgon.core.accounts import actions as accounts
    from tinhgon.core.accounts.models import User
    from tinhgon.organisation import queries

    user = User.objects.get(username=f"{username}.{office}")
    post = queries.posts_of(user.pk, timezone.localdate())[0]
    _, secret = accounts.issue_token(user, post.principal_id, "bench", ["read", "write"], timezone.now())
    return secret


def addresses() -> list[str]:
    """Pages that a clerk opens all day, one paper among them."""
    from django.urls import reverse

    from tinhgon.documents.models import Document

    paper = Document.objects.filter(agency__key="tinhuy", flow="incoming").order_by("-pk")[0]
    lists = ("documents:incoming", "documents:outgoing", "documents:books", "tasks:tasks")
    return [
        "/",
        *(reverse(name) for name in lists),
        f"{reverse('documents:incoming')}?tab=all",
        f"{reverse('documents:search')}?q=chuyen+doi+so",
        reverse("documents:document", args=[paper.public_id]),
    ]
