from datetime import timedelta

from django.db.models import TextChoices


class Watch(TextChoices):
    """What one is on duty for."""

    CLERK = "clerk", "Trực văn thư"
    LEADER = "leader", "Trực lãnh đạo"


class Rung(TextChoices):
    """Whom the ladder calls."""

    CLERK = "clerk", "Văn thư trực"
    AWAITED = "awaited", "Người đang được trình"
    CHIEF = "chief", "Chánh Văn phòng"
    LEADER = "leader", "Lãnh đạo trực"


class Stage(TextChoices):
    """What an urgent paper waits for: the book, or the first eyes after it."""

    ARRIVED = "arrived", "Chờ vào sổ"
    REGISTERED = "registered", "Chờ người mở"


class Outcome(TextChoices):
    RUNNING = "", "Đang gọi"
    OPENED = "opened", "Đã có người mở"
    HANDLED = "handled", "Đã xử lý tiếp"
    EXHAUSTED = "exhausted", "Đã gọi hết, chưa ai mở"


# Papers older than this when they are first seen are no emergency any more: an office that switches the program on, or
# a worker that was away for days, calls nobody for what is long past.
FRESH = timedelta(days=3)
# The last rung is called again so often before the calling ends; the paper goes on saying that nobody opened it.
REPEATS = 3

SHEET = ("Ngày", "Từ giờ", "Đến giờ", "Người trực", "Trực")
LEGAL_BASIS = "Nghị định 30/2020/NĐ-CP, Điều 23 khoản 1"

AUDIT_VERBS = {
    "roster.add_shift": "xếp ca trực",
    "roster.withdraw_shift": "bỏ ca trực",
    "roster.import": "nhập lịch trực từ tệp",
    "roster.set_ladder": "đặt thời gian, bậc gọi văn bản khẩn",
    "roster.call": "gọi người mở văn bản khẩn",
    "roster.end": "thôi gọi văn bản khẩn",
}
