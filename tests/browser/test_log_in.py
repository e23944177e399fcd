"""Ways in, walked in Chromium: a password and a code, a passkey alone, single sign-on with a provider that runs as a
process of its own."""

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from faults.installation import free_port

from . import slowness

WHO, EMAIL = "chuyenvien.ubnd", "chuyenvien@binhson.example"
STRANGER = "nguoila@binhson.example"


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def window(chromium: Browser, server: str) -> Iterator[Page]:
    """A window of nobody yet. Passkeys and SSO do not work at an IP address: the server's name is localhost."""
    context = chromium.new_context(base_url=server, locale="vi-VN")
    context.set_default_timeout(slowness.PATIENCE)
    slowness.slow_down(context)
    yield context.new_page()
    context.close()


def give_password(page: Page, username: str, password: str) -> None:
    page.goto("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def open_safely(page: Page, address: str, password: str) -> None:
    """A page about the account's safety asks for the password again, unless it was given just now."""
    page.goto(address)
    if "reauthenticate" in page.url:
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Xác nhận").click()


def log_out(page: Page) -> None:
    page.goto("/tai-khoan/logout/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def code(secret: str, ahead: int = 0) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter + ahead):06d}"


def expect_desk(page: Page) -> None:
    expect(page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()


def test_a_code_from_the_phone(window: Page, committed: Any) -> None:
    give_password(window, WHO, committed.password)
    expect_desk(window)
    open_safely(window, "/tai-khoan/2fa/totp/activate/", committed.password)
    secret = window.locator("p.code").inner_text().strip()
    window.get_by_label("2. Nhập mã 6 số").fill(code(secret))
    window.get_by_role("button", name="Bật").click()
    expect(window.get_by_text("Đã bật ứng dụng xác thực")).to_be_visible()
    log_out(window)

    give_password(window, WHO, committed.password)
    expect(window.get_by_role("heading", name="Xác thực hai lớp")).to_be_visible()
    window.get_by_label("Mã xác thực").fill("000000")
    window.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(window.get_by_text("Mã chưa đúng hoặc đã hết hạn")).to_be_visible()
    window.get_by_label("Mã xác thực").fill(code(secret, ahead=1))  # the clock of a phone may be half a minute ahead
    window.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect_desk(window)


def test_a_passkey_alone(window: Page, committed: Any) -> None:
    devtools = window.context.new_cdp_session(window)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    give_password(window, WHO, committed.password)
    expect_desk(window)
    open_safely(window, "/tai-khoan/2fa/webauthn/add/", committed.password)
    window.get_by_label("Tên gợi nhớ").fill("Máy phòng 305")
    window.get_by_label("Dùng để đăng nhập không cần mật khẩu").check()
    window.get_by_role("button", name="Thêm", exact=True).click()
    expect(window.get_by_text("Đã thêm khóa truy cập")).to_be_visible()
    log_out(window)

    window.get_by_role("button", name="Dùng khóa truy cập").click()
    expect_desk(window)
    window.goto("/tai-khoan/2fa/webauthn/")
    expect(window.get_by_text("Máy phòng 305")).to_be_visible()
    expect(window.get_by_text("dùng lần cuối")).to_be_visible()


@pytest.fixture
def provider(settings: Any, server: str) -> Iterator[str]:
    """A provider that knows an officer and a stranger, and the office told of it as by OIDC_* in the environment."""
    url = f"http://localhost:{free_port()}"
    users = [{"sub": name, "email": name, "email_verified": True} for name in (EMAIL, STRANGER)]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(urlsplit(url).port)]
    for user in users:
        command += ["--user-claims", json.dumps(user)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "Đăng nhập một lần",
                    "client_id": "tinhgon",
                    "secret": "secret",
                    "settings": {"server_url": url},
                }
            ]
        }
    }
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"form-action": ["'self'", url]}}
    try:
        wait_for(f"{url}/.well-known/openid-configuration", process)
        yield url
    finally:
        process.kill()
        process.wait()


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the provider of {url} has died")


def go_by_sso(page: Page, who: str) -> None:
    page.goto("/tai-khoan/login/")
    page.get_by_role("button", name="Đăng nhập một lần").click()
    page.get_by_role("button", name=who).click()


def test_single_sign_on(window: Page, committed: Any, provider: str) -> None:
    from tinhgon.core.accounts.models import User

    # a password was given out on a slip and never used: whoever comes by SSO is not held up by it
    User.objects.filter(username=WHO).update(email=EMAIL.upper(), must_change_password=True)
    go_by_sso(window, EMAIL)
    expect_desk(window)
    log_out(window)
    go_by_sso(window, STRANGER)
    expect(window.get_by_role("heading", name="Chưa có tài khoản cho địa chỉ này")).to_be_visible()
    expect(window.get_by_text(re.compile(re.escape(STRANGER)))).to_be_visible()
    window.goto("/")
    expect(window.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_turning_back_at_the_provider(window: Page, committed: Any, provider: str) -> None:
    window.goto("/tai-khoan/login/")
    window.get_by_role("button", name="Đăng nhập một lần").click()
    window.get_by_role("button", name="Deny").click()
    expect(window.get_by_role("heading", name="Đã thôi đăng nhập một lần")).to_be_visible()
