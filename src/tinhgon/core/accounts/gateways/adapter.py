"""django-allauth's doors: accounts are made by the office's administrators, never by signing up; what allauth says
is said in Vietnamese."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render

from tinhgon.core.accounts import queries
from tinhgon.core.accounts.models import User

NOTES = {
    "account/messages/password_changed.txt": "Đã đổi mật khẩu.",
    "mfa/messages/totp_activated.txt": "Đã bật ứng dụng xác thực. Lần đăng nhập sau cần thêm mã 6 số.",
    "mfa/messages/totp_deactivated.txt": "Đã tắt ứng dụng xác thực.",
    "mfa/messages/recovery_codes_generated.txt": "Đã tạo mã dự phòng mới. Mã cũ hết hiệu lực.",
    "mfa/messages/webauthn_added.txt": "Đã thêm khóa truy cập.",
    "mfa/messages/webauthn_removed.txt": "Đã gỡ khóa truy cập.",
    "usersessions/messages/sessions_logged_out.txt": "Đã đăng xuất các máy khác.",
}
LOG_IN_REFUSED = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock, bộ gõ tiếng Việt rồi nhập lại."


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản đã ngừng sử dụng. Liên hệ quản trị hệ thống của cơ quan.",
        "enter_current_password": "Mật khẩu đang dùng chưa đúng. Nhập lại.",
        "incorrect_code": "Mã chưa đúng hoặc đã hết hạn. Chờ mã mới rồi nhập lại.",
        "incorrect_password": "Mật khẩu chưa đúng. Nhập lại.",
        "invalid_login": LOG_IN_REFUSED,
        "username_password_mismatch": LOG_IN_REFUSED,
        "too_many_login_attempts": "Đã nhập sai quá nhiều lần. Chờ 5 phút rồi thử lại.",
        "rate_limited": "Thao tác quá nhanh. Chờ ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """A password one chose oneself ends the duty to change it."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the desk: whoever was held at the page of a given password goes on to work."""
        return "/"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what is worth saying; "logged in as" is not."""
        words = message or NOTES.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": "Dùng mật khẩu",
            "mfa_reauthenticate": "Dùng mã xác thực",
            "mfa_reauthenticate:webauthn": "Dùng khóa truy cập",
        }
        rows = super().get_reauthentication_methods(user)
        return [row | {"description": words.get(row["id"], row["description"])} for row in rows]


class SsoAdapter(DefaultSocialAccountAdapter):
    """Single sign-on knows a person by the official e-mail address that the office has written down, and that the
    provider has verified; it never makes an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Turning back at the provider is no fault, also where the provider forgets to say whose request it was."""
        if request.GET.get("error") == "access_denied":
            raise ImmediateHttpResponse(redirect("socialaccount_login_cancelled"))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        for address in sociallogin.email_addresses:
            user = queries.user_by_email(address.email) if address.verified else None
            if user is not None:
                return user, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if not sociallogin.is_existing:
            email = next((address.email for address in sociallogin.email_addresses if address.verified), "")
            page = render(request, "socialaccount/unknown.html", {"email": email}, status=403)
            raise ImmediateHttpResponse(page)


class MfaAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Mã chưa đúng hoặc đã hết hạn. Chờ mã mới rồi nhập lại.",
        "unverified_email": "Thư điện tử của tài khoản chưa được xác nhận. Liên hệ quản trị hệ thống.",
        "add_email_blocked": "Địa chỉ thư điện tử do quản trị hệ thống cập nhật.",
        "cannot_delete_authenticator": "Đang dùng xác thực hai lớp bắt buộc nên chưa gỡ được.",
        "cannot_generate_recovery_codes": "Bật ứng dụng xác thực hoặc thêm khóa truy cập trước khi tạo mã dự phòng.",
    }
