"""Closed sets of words about reading for a time."""

from django.db.models import TextChoices


class GrantKind(TextChoices):
    EMERGENCY = "emergency", "Truy cập khẩn cấp"
    CASE = "case", "Vụ việc kiểm tra"


class GrantState(TextChoices):
    PROPOSED = "proposed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"
    ENDED = "ended", "Đã kết thúc"
