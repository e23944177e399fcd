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
