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

# What to do, as the pack says it; it names the marks that no other cell may bear.
GUIDE = (
    "1. Khi máy hoặc mạng hỏng: ghi giờ bắt đầu, báo Chánh Văn phòng, dùng bộ này. Không chờ.",
    "2. Văn bản đến: ghi vào biểu “Văn bản đến” của đúng sổ, lần lượt từ số tiếp theo in sẵn; đóng dấu ĐẾN với "
    "số đó. Không bỏ cách số. Số ghi hỏng: ghi “bỏ số” ở cột trích yếu, nêu lý do ở cột ghi chú, không dùng lại.",
    "3. Văn bản đi đã ký: cấp số tay từ số tiếp theo in sẵn, ghi người được cấp số. Số đang giữ chỗ (bảng dưới) chỉ "
    "cấp cho đúng người giữ. Văn bản Đảng ghi đúng sổ của loại văn bản.",
    "4. Văn bản hạn chế: ghi “hạn chế” ở cột trích yếu. Văn bản có dấu MẬT, TỐI MẬT, TUYỆT MẬT: không ghi ở đây; đăng "
    "ký tại sổ của hệ thống độc lập.",
    "5. Hai người cùng vào một sổ thì chia trước dải số; chỉ một người cấp số đi.",
    "6. Khi chạy lại: trước khi cấp số mới, chép các dòng vào tệp XLSX đi kèm (mỗi sổ một trang, giữ nguyên dòng “Mã "
    "sổ” và các cột), mở Sổ văn bản → Dự phòng gián đoạn → Nhập lại. Hệ thống đối chiếu trước, chưa ghi gì; đồng "
    "chí quyết định từng chỗ vướng rồi mới ghi vào sổ.",
    "7. Giữ bản giấy đã ghi, ký tên, lưu cùng sổ.",
)
