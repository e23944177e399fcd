from django.db.models import TextChoices


class Flow(TextChoices):
    INCOMING = "incoming", "Văn bản đến"
    OUTGOING = "outgoing", "Văn bản đi"
    INTERNAL = "internal", "Văn bản nội bộ"


class PeriodKind(TextChoices):
    YEAR = "year", "Theo năm"
    TERM = "term", "Theo nhiệm kỳ"


class EntryState(TextChoices):
    USED = "used", "Đã dùng"
    RESERVED = "reserved", "Giữ chỗ"
    VOID = "void", "Bỏ số"
    ELSEWHERE = "elsewhere", "Đã cấp tại hệ thống độc lập"


class RegisterKind(TextChoices):
    """The registers of Nghị định 30/2020/NĐ-CP, Annex IV: the first three stand on a book, the others on what was
    handed over and sent."""

    OUTGOING = "di", "Sổ đăng ký văn bản đi"
    INCOMING = "den", "Sổ đăng ký văn bản đến"
    HANDLING = "giai-quyet", "Sổ theo dõi giải quyết văn bản đến"
    PASSING = "chuyen-giao", "Sổ chuyển giao văn bản"
    POST = "buu-dien", "Sổ gửi văn bản đi bưu điện"


# Codes of the duties that numbers ask for; `organisation.Duty` names them (a test keeps the two together).
REGISTER = "register"
NUMBER = "number"
INSERT_NUMBER = "insert_number"
CLOSE_BOOK = "close_book"

EXPIRED = "Hết hạn giữ chỗ"
# Numbers passed over at once during an interruption; more is a slip of the pen (15 read as 1500).
MOST_PASSED_OVER = 300

AUDIT_VERBS = {
    "numbering.reserve": "giữ chỗ số",
    "numbering.void": "bỏ số đã giữ",
    "numbering.expire": "bỏ số hết hạn giữ chỗ",
    "numbering.mark_elsewhere": "ghi số đã cấp tại hệ thống độc lập",
    "numbering.insert": "chèn số",
    "numbering.close": "khoá sổ",
    "numbering.record_by_hand": "ghi số đã dùng trên giấy trong thời gian gián đoạn",
}
