"""Words about the phiếu trình and about drafts that came up from below."""

from django.db.models import TextChoices


class BriefState(TextChoices):
    """What became of one version of a phiếu trình; what went up is never written over."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đang trình"
    SUPERSEDED = "superseded", "Đã thay bằng lần sau"
    RECALLED = "recalled", "Đã rút lại"
    RETURNED = "returned", "Bị trả lại"
    CHANGES = "changes", "Đồng ý, có sửa"
    AGREED = "agreed", "Đã đồng ý"


class BriefDecision(TextChoices):
    """The word of one who is asked about a phiếu trình."""

    AGREED = "agreed", "Đồng ý"
    CHANGES = "changes", "Đồng ý, có sửa"
    RETURNED = "returned", "Trả lại"
