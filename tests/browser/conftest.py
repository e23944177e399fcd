"""A real Chromium in front of a running office. Every page opened here fails its test on a console error, an uncaught
exception, or a request to another host."""

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

from officekit.typeset import find_fonts

from . import slowness

# Papers that bodies issued are no part of the project: `make accuracy` says where they are.
collect_ignore = [] if os.environ.get("TINHGON_PAPERS") else ["test_real_papers.py"]

PAPERS = 80
# A test took the network away; a form was sent back with its mistakes; HTMX dropped a question for a newer one.
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "status of 422", "htmx:after", "htmx:send")


expect.set_options(timeout=slowness.PATIENCE)


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """Module by module: Playwright's event loop must not run under other tests, whose connections it would hide."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing: `make setup-tests` brings it"
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def web_handler() -> Callable[..., Any]:
    return slowness.SlowHandler


@pytest.fixture
def log_in(chromium: Browser, server: str, committed) -> Iterator[Callable[..., Page]]:
    """A window of somebody at the home page, logged in already: the log-in page has tests of its own."""
    contexts, faults = [], []

    def watch(page: Page) -> None:
        page.on("console", lambda said: said.type == "error" and hear(page, said.text))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("request", lambda sent: is_foreign(sent.url) and faults.append(f"{page.url} asks {sent.url}"))

    def hear(page: Page, words: str) -> None:
        if not any(part in words for part in EXPECTED):
            faults.append(f"{page.url}: {words}")

    def is_foreign(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(server).netloc

    def opened(username: str, **options) -> Page:
        context = chromium.new_context(base_url=server, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
        context.set_default_timeout(slowness.PATIENCE)
        slowness.slow_down(context)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        session = committed.client(username).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
        page.goto("/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def filled(committed) -> None:
    """Two weeks of papers, the newest with their files."""
    from tinhgon.operations.demo import papers  # models: only when Django is set up

    papers.load(PAPERS, timezone.now(), find_fonts(settings.FONT_FOLDERS), days=14)


@pytest.fixture
def drop() -> Callable[[Page, str, bytes], None]:
    """Let a file fall on the page, as from a folder of the scanner."""

    def dropped(page: Page, name: str, content: bytes) -> None:
        transfer = page.evaluate_handle(
            """([name, content]) => {
                const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
                const transfer = new DataTransfer();
                transfer.items.add(new File([bytes], name));
                return transfer;
            }""",
            [name, base64.b64encode(content).decode()],
        )
        page.dispatch_event("body", "drop", {"dataTransfer": transfer})

    return dropped
