"""Small decisions about keeping files."""

import errno

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DISK_FULL = "53100"  # PostgreSQL's own state for it
NO_ROOM = (
    "Ổ đĩa của máy chủ đã đầy nên chưa ghi được, và không có gì bị ghi dở. Báo quản trị hệ thống giải phóng chỗ; "
    "sau đó gửi lại, nội dung đã nhập vẫn còn."
)


def is_no_room(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is a full disk: of the files or of the database."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if getattr(error, "sqlstate", None) == _DISK_FULL:
            return True
        error = error.__cause__
    return False
