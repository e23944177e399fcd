"""What people are written to about, and how soon."""

from django.db.models import TextChoices


class Way(TextChoices):
    AT_ONCE = "at_once", "Thư ngay khi có"
    DIGEST = "digest", "Gộp vào một thư mỗi sáng"
    APP = "app", "Chỉ trong ứng dụng"


class Subject(TextChoices):
    """Notices as people tell them apart; a call for an urgent paper is none of them and always comes at once."""

    WORK = "work", "Việc được giao, ý kiến, đôn đốc"
    APPROVAL = "approval", "Trình duyệt, trình ký"
    PAPER = "paper", "Văn bản chuyển đến, trả lời, thu hồi"
    OTHER = "other", "Quyền xem, tài khoản, lịch trực"
    REMINDER = "reminder", "Nhắc hạn nhiệm vụ"
    STANDING = "standing", "Dự thảo chờ quá lâu"
    DIGEST = "digest", "Việc cần làm, đầu mỗi ngày làm việc"


URGENT = "urgent"
# Kinds of notices whose letters the act itself writes.
WRITTEN = (Subject.REMINDER.value, Subject.STANDING.value, URGENT)
SUBJECT_OF: dict[str, Subject] = {
    "given": Subject.WORK,
    "task": Subject.WORK,
    "joined": Subject.WORK,
    "mention": Subject.WORK,
    "opinion": Subject.WORK,
    "urge": Subject.WORK,
    "recognised": Subject.WORK,
    "cancelled": Subject.WORK,
    "over": Subject.WORK,
    "approval": Subject.APPROVAL,
    "poll": Subject.APPROVAL,
    "rights": Subject.OTHER,
    "account": Subject.OTHER,
    "roster": Subject.OTHER,
}
AUDIT_VERBS = {"notices.choose_letters": "chọn cách nhận thư báo"}


def subject_of(kind: str) -> Subject:
    """What a notice is about for its reader; whatever is not named is about papers."""
    return SUBJECT_OF.get(kind, Subject.PAPER)
