from datetime import timedelta

from django.db.models import TextChoices

from tinhgon.documents.choices import IncomingState


class Answer(TextChoices):
    GOING = "going", "Dự"
    SENT = "sent", "Cử người dự"
    DECLINED = "declined", "Không dự"


class Scope(TextChoices):
    """Whose week is shown."""

    MINE = "toi", "Của tôi"
    UNIT = "don-vi", "Đơn vị"
    AGENCY = "co-quan", "Cơ quan"


# Invitations seldom say when a meeting ends; for clashes it is then taken to last this long.
USUAL_LENGTH = timedelta(hours=2)

BUSY = "Bận"

# Papers that invite to nothing any more.
GONE = (IncomingState.REFUSED, IncomingState.RECALLED)

AUDIT_VERBS = {
    "meetings.answer": "trả lời giấy mời họp",
    "meetings.send": "cử người dự họp",
    "meetings.follow": "chuyển lịch họp theo văn bản thay",
}
