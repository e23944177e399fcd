"""django-allauth's doors: accounts are made by the office's administrators, never by signing up; what allauth says
is said in Vietnamese."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest

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


class MfaAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Mã chưa đúng hoặc đã hết hạn. Chờ mã mới rồi nhập lại.",
        "unverified_email": "Thư điện tử của tài khoản chưa được xác nhận. Liên hệ quản trị hệ thống.",
        "add_email_blocked": "Địa chỉ thư điện tử do quản trị hệ thống cập nhật.",
        "cannot_delete_authenticator": "Đang dùng xác thực hai lớp bắt buộc nên chưa gỡ được.",
        "cannot_generate_recovery_codes": "Bật ứng dụng xác thực hoặc thêm khóa truy cập trước khi tạo mã dự phòng.",
    }
