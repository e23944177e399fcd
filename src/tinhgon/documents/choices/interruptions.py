"""Words about the time in which an office worked on paper because the system was down, and what was entered of it."""

from django.db.models import TextChoices


class InterruptionState(TextChoices):
    READY = "ready", "Chờ quyết định"
    RUNNING = "running", "Đang ghi"
    DONE = "done", "Đã ghi xong"
    DROPPED = "dropped", "Đã huỷ"


class SheetRowState(TextChoices):
    WAITING = "waiting", "Chưa ghi"
    DONE = "done", "Đã ghi"
    LEFT_OUT = "left_out", "Không ghi"


class Clash(TextChoices):
    """What keeps a row from being entered as it stands, until somebody decides."""

    TAKEN = "taken", "Số đã có trong sổ"
    TWICE = "twice", "Số ghi hai lần trong tệp"
    GAP = "gap", "Nhảy số"
    OUTSIDE = "outside", "Ngày ngoài thời gian gián đoạn"
    PERIOD = "period", "Ngày ngoài kỳ của sổ"
    CLOSED = "closed", "Sổ đã khoá"
    DUPLICATE = "duplicate", "Có thể trùng văn bản đã vào sổ"


class Decision(TextChoices):
    AS_USED = "as_used", "Ghi đúng số đã dùng"
    NEXT = "next", "Lấy số tiếp theo, ghi chú số đã dùng"
    VOID = "void", "Bỏ số, không ghi văn bản"
    LEAVE_OUT = "leave_out", "Không ghi dòng này"


# What each clash leaves open; a row with several leaves what they have in common.
OPEN_DECISIONS: dict[str, frozenset[str]] = {
    Clash.TAKEN: frozenset({Decision.NEXT, Decision.LEAVE_OUT}),
    Clash.TWICE: frozenset({Decision.AS_USED, Decision.NEXT, Decision.LEAVE_OUT}),
    Clash.GAP: frozenset({Decision.AS_USED, Decision.NEXT, Decision.VOID, Decision.LEAVE_OUT}),
    Clash.OUTSIDE: frozenset(Decision.values),
    Clash.PERIOD: frozenset({Decision.NEXT, Decision.LEAVE_OUT}),
    Clash.CLOSED: frozenset({Decision.NEXT, Decision.LEAVE_OUT}),
    Clash.DUPLICATE: frozenset(Decision.values),
}

# The column of the workbook that the register does not have: an outgoing number given by hand has a holder.
HOLDER_HEADING = "Người giữ số"
# How a sheet says which book it is of.
BOOK_MARK = "Mã sổ"
RESTRICTED_WORDS = "hạn chế"
