"""A real Chromium in front of a running office. Every page opened here fails its test on a console error, an uncaught
exception, or a request to another host."""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright


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
def log_in(chromium: Browser, server: str, committed) -> Iterator[Callable[..., Page]]:
    """A window of somebody: logged in through the page, at the home page."""
    contexts, faults = [], []

    def watch(page: Page) -> None:
        page.on("console", lambda said: said.type == "error" and faults.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("request", lambda sent: is_foreign(sent.url) and faults.append(f"{page.url} asks {sent.url}"))

    def is_foreign(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(server).netloc

    def opened(username: str, **options) -> Page:
        context = chromium.new_context(base_url=server, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto("/tai-khoan/login/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(committed.password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(f"{server}/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
