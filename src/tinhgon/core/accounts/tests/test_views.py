"""Log-in, second factor, sessions, preferences and API tokens, as a person meets them."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from tinhgon.core.accounts.models import ApiToken, User


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


PAGES = [
    "/tai-khoan/",
    "/tai-khoan/ma-truy-cap/",
    "/tai-khoan/password/change/",
    "/tai-khoan/2fa/",
    "/tai-khoan/sessions/",
    "/tai-khoan/email/",
]


@pytest.mark.parametrize("address", PAGES)
def test_own_account_pages(province: Any, address: str) -> None:
    response = province.client("vanthu.tinhuy").get(address)
    assert response.status_code == 200
    assert "Tài khoản của tôi" in response.content.decode()
    stranger = Client().get(address)
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/tai-khoan/login/")


@pytest.mark.parametrize("address", ["/tai-khoan/login/", "/tai-khoan/password/reset/", "/tai-khoan/signup/"])
def test_entrance_pages(db: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert not re.search(r"\b(Sign|Password|Username|Email)\b", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_no_inline_script_or_style(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    for address in [*PAGES, "/", "/tai-khoan/2fa/totp/activate/", "/tai-khoan/2fa/webauthn/add/"]:
        text = client.get(address, follow=True).content.decode()
        assert not re.search(r"\sstyle=", text), address
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", text)
        assert all('type="application/json"' in s for s in scripts), address


def log_in(client: Client, username: str, password: str) -> Any:
    return client.post("/tai-khoan/login/", {"login": username, "password": password})


def test_log_in_with_password(province: Any) -> None:
    client = Client()
    refused = log_in(client, "vanthu.tinhuy", "sai")
    assert refused.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in refused.content.decode()
    response = log_in(client, "vanthu.tinhuy", province.password)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    client.post("/tai-khoan/logout/")
    assert client.get("/").status_code == 302


def test_lock_out_after_five_failures(province: Any, settings: Any) -> None:
    settings.AXES_ENABLED = True
    client = Client(REMOTE_ADDR="10.9.8.7")
    answers = [log_in(client, "vanthu.tinhuy", "sai") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "tạm khóa" in answers[-1].content.decode()
    assert log_in(client, "vanthu.tinhuy", province.password).status_code == 429


def confirmed(client: Client, province: Any, address: str) -> Any:
    """A page about the account's safety asks for the password again."""
    asked = client.get(address, follow=True)
    assert "Xác nhận lại" in asked.content.decode()
    page = client.post("/tai-khoan/reauthenticate/", {"password": province.password, "next": address}, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == address
    return page


def totp(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def test_second_factor(province: Any) -> None:
    client = Client()
    log_in(client, "chuyenvien.tinhuy", province.password)
    page = confirmed(client, province, "/tai-khoan/2fa/totp/activate/")
    secret = page.context["form"].secret
    activated = client.post("/tai-khoan/2fa/totp/activate/", {"code": totp(secret)}, follow=True)
    assert "còn 10/10" in activated.content.decode()
    client.post("/tai-khoan/logout/")
    asked = client.post("/tai-khoan/login/", {"login": "chuyenvien.tinhuy", "password": province.password}, follow=True)
    assert "Nhập mã 6 số" in asked.content.decode()
    assert client.get("/").status_code == 302
    wrong = client.post("/tai-khoan/2fa/authenticate/", {"code": "000000"})
    assert "Mã chưa đúng" in wrong.content.decode()
    # The code that switched it on is used up; a recovery code opens too.
    backup = Authenticator.objects.get(user__username="chuyenvien.tinhuy", type="recovery_codes").wrap()
    opened = client.post("/tai-khoan/2fa/authenticate/", {"code": backup.get_unused_codes()[0]})
    assert opened.status_code == 302
    assert client.get("/").status_code == 200
    assert "còn 9/10" in client.get("/tai-khoan/2fa/").content.decode()


def test_passkey_pages(province: Any) -> None:
    client = Client()
    log_in(client, "chuyenvien.tinhuy", province.password)
    confirmed(client, province, "/tai-khoan/2fa/webauthn/add/")
    assert client.get("/tai-khoan/2fa/webauthn/").status_code == 200
    challenge = Client(HTTP_ACCEPT="application/json").get("/tai-khoan/2fa/webauthn/login/")
    assert "publicKey" in challenge.json()["request_options"]


def test_theme_and_hotkeys_are_kept(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    assert 'data-bs-theme="light"' in client.get("/").content.decode()
    response = client.post("/tai-khoan/giao-dien/", {"theme": "dark", "next": "https://elsewhere.invalid/"})
    assert response["Location"] == "/"
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()
    assert "data-hotkeys" in client.get("/").content.decode()
    client.post("/tai-khoan/phim-tat/", {"uses_hotkeys": "0"})
    assert "data-hotkeys" not in client.get("/").content.decode()


def test_token_secret_is_shown_once_and_revoked(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    made = client.post("/tai-khoan/ma-truy-cap/", {"name": "Báo cáo", "scopes": ["read"], "days": "90"})
    secret = made.context["secret"]
    assert secret.startswith("tg_")
    assert made.content.decode().count(secret) == 2  # shown, and on the copy button
    assert secret not in client.get("/tai-khoan/ma-truy-cap/").content.decode()
    token = ApiToken.objects.get(name="Báo cáo")
    stranger = province.client("chuyenvien.ubnd")
    stranger.post(f"/tai-khoan/ma-truy-cap/{token.pk}/thu-hoi/")
    token.refresh_from_db()
    assert token.revoked_at is None
    client.post(f"/tai-khoan/ma-truy-cap/{token.pk}/thu-hoi/")
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_token_needs_a_scope(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    response = client.post("/tai-khoan/ma-truy-cap/", {"name": "", "days": "90"})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"name", "scopes"}
    assert not ApiToken.objects.filter(user__username="vanthu.tinhuy").exists()


def test_account_without_a_post(db: None) -> None:
    user = User.objects.create_user("khong-vi-tri", password="mat-khau-de-thu")
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    text = client.get("/").content.decode()
    assert "Tài khoản chưa gắn với vị trí công tác nào" in text
    for address in ["/tai-khoan/", "/tai-khoan/ma-truy-cap/", "/trang/thong-bao/", "/trang/muc-luc/"]:
        assert client.get(address).status_code == 200
    assert not client.post("/tai-khoan/ma-truy-cap/", {"name": "x", "scopes": ["read"], "days": "30"}).context["secret"]


def test_given_password_is_changed_first(province: Any) -> None:
    User.objects.filter(username="vanthu.tinhuy").update(must_change_password=True)
    client = Client()
    log_in(client, "vanthu.tinhuy", province.password)
    page = client.get("/", follow=True)
    assert page.request["PATH_INFO"] == "/tai-khoan/password/change/"
    assert "Đặt mật khẩu riêng" in page.content.decode()
    chosen = "giay-to-9-hoa-binh"
    refused = client.post(
        "/tai-khoan/password/change/", {"oldpassword": "sai", "password1": chosen, "password2": chosen}
    )
    assert "Mật khẩu đang dùng chưa đúng" in refused.content.decode()
    client.post(
        "/tai-khoan/password/change/", {"oldpassword": province.password, "password1": chosen, "password2": chosen}
    )
    assert client.get("/").status_code == 200
    assert log_in(Client(), "vanthu.tinhuy", chosen).status_code == 302
