"""States, kinds and other closed sets of words about papers."""

from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices


class IncomingState(TextChoices):
    ARRIVED = "arrived", "Chờ vào sổ"
    REGISTERED = "registered", "Chờ xử lý"
    DIRECTED = "directed", "Đang xử lý"
    CLOSED = "closed", "Đã giải quyết"
    REFUSED = "refused", "Đã trả lại"
    RECALLED = "recalled", "Đã thu hồi"


class OutgoingState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đang trình"
    APPROVED = "approved", "Đã duyệt, chờ ký"
    SIGNED = "signed", "Đã ký, chờ cấp số"
    # A joint paper in the agency of one who signed it: the body that leads gives the number.
    COSIGNED = "cosigned", "Đã ký liên tịch, chờ chủ trì"
    NUMBERED = "numbered", "Đã cấp số"
    ISSUED = "issued", "Đã phát hành"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    ABANDONED = "abandoned", "Đã bỏ dự thảo"


# Only what was signed has been given a number.
WITH_NUMBER = ["numbered", "issued", "withdrawn"]

# Normative papers (văn bản quy phạm pháp luật): their rule set, how their types are told from others of the same name,
# and how the code of a book that is opened for one of them begins (QPPLQĐ): each has its own series, with the year.
NORMATIVE, NORMATIVE_SUFFIX, NORMATIVE_BOOK = "qppl", " (QPPL)", "QPPL"

# States of papers not yet sent: there are few of them at any time.
ON_ITS_WAY = ["draft", "submitted", "approved", "signed", "cosigned", "numbered"]
STATES = {**dict(IncomingState.choices), **dict(OutgoingState.choices)}


class Urgency(TextChoices):
    NONE = "", "Thường"
    KHAN = "khan", "Khẩn"
    THUONG_KHAN = "thuong_khan", "Thượng khẩn"
    HOA_TOC = "hoa_toc", "Hoả tốc"


class HandlingClass(TextChoices):
    """The four statutory classes (42/2014 and 23/2018): done in time or late, open in time or overdue. Stored is
    whether it is done; late or not is seen against the deadline."""

    NONE = "", "Không theo dõi"
    OPEN = "open", "Chưa hoàn thành"
    DONE = "done", "Đã hoàn thành"


# Beside duties, who may close a paper with a reason: whoever leads the work.
LEAD = "lead"


class VersionKind(TextChoices):
    ORIGINAL = "original", "Bản gốc"
    DRAFT = "draft", "Dự thảo"
    SIGNED = "signed", "Bản đã ký"
    ANNEX = "annex", "Phụ lục"


# What the matter is with a waiting Word file whose pages are to be drawn.
DRAWING, NOT_DRAWN = "Đang vẽ hình trang.", "Không vẽ được hình trang của tệp này."


class SuspectClaim(TextChoices):
    """Why a file stopped at the secret door is said to be no secret: chosen, not written, so that history holds no
    word of the paper."""

    WORD = "word", "Chữ “mật” thuộc câu chữ hoặc tên gọi, không phải dấu chỉ độ mật"
    SAMPLE = "sample", "Hình mẫu dấu trong văn bản hướng dẫn, biểu mẫu"
    DECLASSIFIED = "declassified", "Đã giải mật, có dấu hoặc văn bản giải mật"


class StepKind(TextChoices):
    CONTENT = "content", "Ký nháy nội dung"
    FORMAT = "format", "Ký nháy thể thức"
    APPRAISAL = "appraisal", "Thẩm định"
    OPINION = "opinion", "Cho ý kiến"
    SIGNATURE = "signature", "Ký"


INITIALS = (StepKind.CONTENT, StepKind.FORMAT)


class StepRule(TextChoices):
    """Who a step of a way of approval is given to."""

    HEAD_OF_DRAFTER = "head_of_drafter", "Người đứng đầu đơn vị soạn thảo"
    POST = "post", "Một vị trí"


class Quorum(TextChoices):
    """Of opinions asked at once: whose answer lets the paper go on."""

    ALL = "all", "Chờ mọi người"
    ANY = "any", "Một người là đủ"


class StepState(TextChoices):
    WAITING = "waiting", "Chưa đến lượt"
    CURRENT = "current", "Đang chờ"
    APPROVED = "approved", "Đồng ý"
    SENT_BACK = "sent_back", "Trả lại"
    SKIPPED = "skipped", "Bỏ qua"
    # An opinion that came too late, or was not needed any more: it holds nobody up, and may still be given.
    PASSED = "passed", "Không chờ nữa"


class SignerState(TextChoices):
    """Where a joint paper stands with one of those who sign it."""

    WAITING = "waiting", "Chưa đến lượt"
    CURRENT = "current", "Đang chờ ký"
    SIGNED = "signed", "Đã ký"
    REFUSED = "refused", "Không ký"
    VOID = "void", "Chữ ký hết hiệu lực"


class MinutesState(TextChoices):
    """Minutes of handing over the clerk's post."""

    DRAWN_UP = "drawn_up", "Chờ ký nhận"
    TAKEN = "taken", "Đã ký nhận"
    REFUSED = "refused", "Không nhận"


class CheckResult(TextChoices):
    PASSED = "passed", "Đạt"
    BLOCKED = "blocked", "Có lỗi"
    OVERRULED = "overruled", "Quyết định khác"


class RecipientRole(TextChoices):
    ACT = "act", "Kính gửi"
    REPORT = "report", "Báo cáo"
    KNOW = "know", "Để biết"
    FILE = "file", "Lưu"


class DeliveryState(TextChoices):
    PENDING = "pending", "Chờ gửi"
    DELIVERED = "delivered", "Đã đến, chờ vào sổ"
    REGISTERED = "registered", "Đã vào sổ"
    REFUSED = "refused", "Bị trả lại"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


class RelationKind(TextChoices):
    REPLIES = "replies", "Trả lời"
    REPLACES = "replaces", "Thay thế"
    AMENDS = "amends", "Sửa đổi"
    SUPPLEMENTS = "supplements", "Bổ sung"
    CORRECTS = "corrects", "Đính chính"
    REPEALS = "repeals", "Bãi bỏ"
    EXPIRES = "expires", "Hết hiệu lực"
    EXTENDS = "extends", "Gia hạn"
    REFERS = "refers", "Căn cứ"
    # Said by the system alone: the paper came of a draft that the other one brought.
    BUILT_ON = "built_on", "Hoàn thiện từ dự thảo kèm"


# What another paper does to the effect of one, and what ends it wholly unless it names a part.
ENDING_KINDS = (RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.EXPIRES)
CHANGING_KINDS = (RelationKind.AMENDS, RelationKind.SUPPLEMENTS, RelationKind.CORRECTS, RelationKind.EXTENDS)
# The same, read from the paper it is about.
BACKWARDS = {
    RelationKind.REPLIES: "Được trả lời bởi",
    RelationKind.REPLACES: "Bị thay thế bởi",
    RelationKind.AMENDS: "Được sửa đổi bởi",
    RelationKind.SUPPLEMENTS: "Được bổ sung bởi",
    RelationKind.CORRECTS: "Được đính chính bởi",
    RelationKind.REPEALS: "Bị bãi bỏ bởi",
    RelationKind.EXPIRES: "Hết hiệu lực theo",
    RelationKind.EXTENDS: "Được gia hạn bởi",
    RelationKind.REFERS: "Được dẫn bởi",
    RelationKind.BUILT_ON: "Dự thảo kèm đã hoàn thiện thành",
}


class Mark(NamedTuple):
    """What has become of a paper's effect, in a word for lists; the tone is that of a tag."""

    words: str
    tone: str


class Stance(TextChoices):
    """What an asked place answered."""

    AGREES = "agrees", "Thống nhất"
    OPINIONS = "opinions", "Có ý kiến"
    OTHER = "other", "Đã trả lời"


class OpinionOutcome(TextChoices):
    """What was made of an opinion; empty until somebody has looked at it."""

    ACCEPTED = "accepted", "Tiếp thu"
    PARTLY = "partly", "Tiếp thu một phần"
    EXPLAINED = "explained", "Giải trình"


class CountedOf(TextChoices):
    MEMBERS = "members", "tổng số thành viên"
    ANSWERS = "answers", "số thành viên đã trả lời"


class Vote(TextChoices):
    AGREE = "agree", "Đồng ý"
    DISAGREE = "disagree", "Không đồng ý"
    OTHER = "other", "Ý kiến khác"


class Scope(TextChoices):
    """How far a row of the visibility matrix reaches."""

    REGISTER = "register", "Sổ đăng ký"
    BODY = "body", "Toàn bộ văn bản của chủ thể"
    UNIT = "unit", "Đơn vị trong quá trình xử lý"
    FIELD = "field", "Theo lĩnh vực"
    CASE = "case", "Theo vụ việc"


class RightsKind(TextChoices):
    ADD = "add", "Thêm quyền xem"
    END = "end", "Thôi quyền xem"


class RightsState(TextChoices):
    PROPOSED = "proposed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"


class CompileState(TextChoices):
    """A run that compiles readers anew; a later change of the matrix takes over what is left of an earlier run."""

    RUNNING = "running", "Đang tính lại"
    DONE = "done", "Đã xong"
    SUPERSEDED = "superseded", "Đã nhập vào lần sau"


class HolderKind(TextChoices):
    """Who has an original on paper in hand."""

    CLERK = "clerk", "Văn thư"
    INSIDE = "inside", "Người trong cơ quan"
    OUTSIDE = "outside", "Người ngoài cơ quan"


class MoveHow(TextChoices):
    """What a move of an original rests on."""

    ENTRY = "entry", "Ghi vào sổ"
    SCAN = "scan", "Quét mã"
    SIGNED = "signed", "Ký nhận trên giấy"
    SCREEN = "screen", "Xác nhận trên màn hình"


class LineState(TextChoices):
    """What became of a line of a hand-over batch."""

    WAITING = "waiting", "Chờ ký nhận"
    RECEIVED = "received", "Đã nhận"
    REFUSED = "refused", "Không nhận"
    RETURNED = "returned", "Văn thư đã nhận lại"
    DROPPED = "dropped", "Đã rút khỏi lượt"


class CodeKind(TextChoices):
    """The first digit of the code on a label: what the rest is the id of."""

    PAPER = "1", "Văn bản"


class EnvelopeKind(TextChoices):
    """Envelopes the clerk does not open. Those with a secrecy mark are of another house."""

    NAMED = "named", "Đích danh"
    DENUNCIATION = "denunciation", "Tố cáo, khiếu nại"


class EnvelopeState(TextChoices):
    WAITING = "waiting", "Chờ giao"
    HANDED = "handed", "Đã giao"
    OPENED = "opened", "Đã bóc, vào sổ"
    KEPT = "kept", "Người nhận giữ"


class Channel(TextChoices):
    POST = "post", "Bưu điện"
    HAND = "hand", "Chuyển tay"


class DispatchState(TextChoices):
    SENT = "sent", "Đã gửi"
    RECEIVED = "received", "Đã nhận"
    RETURNED = "returned", "Bị trả lại"


class LabelKind(TextChoices):
    ARRIVAL = "arrival", "Tem đến"
    ENVELOPE = "envelope", "Nhãn bì"


SECRECY = {"mat": "MẬT", "toi_mat": "TỐI MẬT", "tuyet_mat": "TUYỆT MẬT"}

# Why a stamped paper may not enter a connected network: (in force from, the law).
SECRET_LAWS = (
    (date(2020, 7, 1), "khoản 2 Điều 5 Luật Bảo vệ bí mật nhà nước số 29/2018/QH14"),
    (date(2026, 3, 1), "khoản 2 Điều 5 Luật Bảo vệ bí mật nhà nước số 117/2025/QH15"),
)


def secret_law(on: date) -> str:
    """The law in force on a day."""
    return next((law for since, law in reversed(SECRET_LAWS) if since <= on), SECRET_LAWS[0][1])
