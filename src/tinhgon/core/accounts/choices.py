"""What an API token may be limited to."""

SCOPES = [("read", "Đọc"), ("write", "Ghi: đăng ký, chuyển, cập nhật")]
