from django.db.models import TextChoices


class TaskState(TextChoices):
    ASSIGNED = "assigned", "Chờ tiếp nhận"
    ACCEPTED = "accepted", "Đang thực hiện"
    REPORTED = "reported", "Chờ công nhận hoàn thành"
    COMPLETED = "completed", "Đã hoàn thành"
    RETURNED = "returned", "Trả lại nơi giao"
    CANCELLED = "cancelled", "Đã huỷ"


class ParticipantRole(TextChoices):
    COOPERATE = "cooperate", "Phối hợp"
    INFORM = "inform", "Để biết"


class ExtensionState(TextChoices):
    ASKED = "asked", "Chờ quyết định"
    GRANTED = "granted", "Đồng ý"
    REFUSED = "refused", "Không đồng ý"


class DirectionKind(TextChoices):
    DIRECTION = "direction", "Bút phê"
    PROPOSAL = "proposal", "Đề xuất xử lý"


AUDIT_VERBS = {
    "tasks.direct": "cho ý kiến chỉ đạo",
    "tasks.propose": "đề xuất xử lý",
    "tasks.create": "giao nhiệm vụ",
    "tasks.accept": "tiếp nhận nhiệm vụ",
    "tasks.pass_on": "phân công",
    "tasks.report_progress": "báo cáo tiến độ",
    "tasks.ask_extension": "đề nghị gia hạn",
    "tasks.decide_extension": "quyết định gia hạn",
    "tasks.report_done": "báo cáo hoàn thành",
    "tasks.recognise": "công nhận hoàn thành",
    "tasks.send_back": "yêu cầu làm lại",
    "tasks.return": "trả lại nhiệm vụ",
    "tasks.cancel": "huỷ nhiệm vụ",
}
