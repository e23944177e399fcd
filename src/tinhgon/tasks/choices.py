from django.db.models import TextChoices


class TaskState(TextChoices):
    ASSIGNED = "assigned", "Chờ tiếp nhận"
    ACCEPTED = "accepted", "Đang thực hiện"
    REPORTED = "reported", "Chờ công nhận hoàn thành"
    COMPLETED = "completed", "Đã hoàn thành"
    RETURNED = "returned", "Trả lại nơi giao"
    CANCELLED = "cancelled", "Đã huỷ"


OPEN_STATES = (TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.REPORTED)
ENDED_STATES = (TaskState.COMPLETED, TaskState.RETURNED, TaskState.CANCELLED)
# Returned and cancelled tasks stand outside every statistic.
COUNTED_STATES = (*OPEN_STATES, TaskState.COMPLETED)


class Boundary(TextChoices):
    """Which side of a boundary between agencies a task stands on; empty for one that stays inside."""

    SENT = "sent", "Giao cơ quan khác"
    RECEIVED = "received", "Cơ quan khác giao"


class ParticipantRole(TextChoices):
    COOPERATE = "cooperate", "Phối hợp"
    INFORM = "inform", "Để biết"


class ExtensionState(TextChoices):
    ASKED = "asked", "Chờ quyết định"
    GRANTED = "granted", "Đồng ý"
    REFUSED = "refused", "Không đồng ý"


class Tab(TextChoices):
    MINE = "mine", "Việc của tôi"
    GIVEN = "given", "Tôi giao"
    UNIT = "unit", "Đơn vị"
    OVERDUE = "overdue", "Quá hạn"


# Offered where a person keeps none of their own.
QUICK_PHRASES = (
    "Giao … chủ trì tham mưu",
    "Đồng ý",
    "Cho ý kiến trước …",
    "Nghiên cứu, thực hiện theo thẩm quyền",
    "Lưu theo dõi",
)
QUICK_DUES = ("trong ngày", "3 ngày", "5 ngày", "10 ngày")


class DirectionKind(TextChoices):
    DIRECTION = "direction", "Bút phê"
    PROPOSAL = "proposal", "Đề xuất xử lý"


class CirculationState(TextChoices):
    RUNNING = "running", "Đang chuyển vòng"
    DONE = "done", "Đã đủ ý kiến"
    WITHDRAWN = "withdrawn", "Đã rút"


class StopState(TextChoices):
    """Where a reader of a circulation stands."""

    WAITING = "waiting", "Chưa đến lượt"
    CURRENT = "current", "Đang chờ"
    ANSWERED = "answered", "Đã cho ý kiến"
    SEEN = "seen", "Đã xem"
    SKIPPED = "skipped", "Bỏ qua"
    MOVED = "moved", "Chuyển người khác"
    DROPPED = "dropped", "Không chuyển nữa"


OPEN_STOPS = (StopState.WAITING, StopState.CURRENT)
CIRCULATED = "Kính chuyển các đồng chí cho ý kiến."


class QuestionState(TextChoices):
    OPEN = "open", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    REPLACED = "replaced", "Đã thay ý kiến"


AUDIT_VERBS = {
    "tasks.ask": "đề nghị làm rõ",
    "tasks.answer_question": "trả lời đề nghị làm rõ",
    "tasks.withdraw_proposal": "rút đề xuất xử lý",
    "tasks.circulate": "chuyển vòng xin ý kiến",
    "tasks.answer_circulation": "cho ý kiến khi chuyển vòng",
    "tasks.see_circulation": "đã xem văn bản chuyển vòng",
    "tasks.skip_reader": "bỏ qua một người trong vòng xin ý kiến",
    "tasks.move_reader": "chuyển người khác cho ý kiến trong vòng",
    "tasks.urge_readers": "nhắc người trong vòng xin ý kiến",
    "tasks.withdraw_circulation": "rút vòng xin ý kiến",
    "tasks.end_circulation": "hoàn thành vòng xin ý kiến",
    "tasks.direct": "cho ý kiến chỉ đạo",
    "tasks.supersede": "thay ý kiến chỉ đạo",
    "tasks.propose": "đề xuất xử lý",
    "tasks.receive": "giao nhiệm vụ cho cơ quan này",
    "tasks.urge": "đôn đốc",
    "tasks.give_opinion": "cho ý kiến",
    "tasks.create": "giao nhiệm vụ",
    "tasks.clarify": "bổ sung nội dung nhiệm vụ",
    "tasks.accept": "tiếp nhận nhiệm vụ",
    "tasks.pass_on": "phân công",
    "tasks.report_progress": "báo cáo tiến độ",
    "tasks.ask_extension": "đề nghị gia hạn",
    "tasks.decide_extension": "quyết định gia hạn",
    "tasks.report_done": "báo cáo hoàn thành",
    "tasks.recognise": "công nhận hoàn thành",
    "tasks.send_back": "yêu cầu làm lại",
    "tasks.return": "trả lại nhiệm vụ",
    "tasks.reassign": "giao lại nhiệm vụ",
    "tasks.cancel": "huỷ nhiệm vụ",
}
