"""Who may send a paper around, say something on it, pass a reader over or call it back. Knows loaded rows (with
`document`, `by_post` and the stop's `post` joined)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.organisation.choices import Duty
from tinhgon.tasks.choices import OPEN_STOPS, CirculationState, StopState
from tinhgon.tasks.models import Circulation, CirculationStop
from tinhgon.tasks.rules.work import can_urge_again

MOST_READERS = 60
_READABLE = (IncomingState.REGISTERED, IncomingState.DIRECTED, IncomingState.CLOSED)


def can_circulate(actor: Actor, document: Document) -> Verdict:
    """A leader, the chief of office or a head sends an incoming paper of his agency around (B 12)."""
    if not document.is_incoming:
        return no("Chuyển vòng dùng cho văn bản đến. Với dự thảo, thêm bước cho ý kiến vào tuyến trình.")
    if document.agency_id != actor.agency_id:
        return no("Văn bản thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if not (actor.may(Duty.DIRECT) or actor.may(Duty.PROPOSE)):
        return no(f"Vị trí {actor.title} chưa được giao việc chuyển văn bản xin ý kiến.")
    if document.state not in _READABLE:
        return no("Chỉ chuyển vòng văn bản đã vào sổ và còn hiệu lực.")
    return YES


def can_be_read_by(count: int, is_own: bool) -> Verdict:
    if not count:
        return no(
            "Chọn người nhận khác: đồng chí là người chuyển vòng." if is_own else "Chọn ít nhất một người cho ý kiến."
        )
    if count > MOST_READERS:
        return no(f"Mỗi vòng không quá {MOST_READERS} người. Chia thành nhiều vòng.")
    return YES


def can_answer(actor: Actor, circulation: Circulation, stop: CirculationStop | None) -> Verdict:
    """Whoever holds the post whose turn it is, or stands in for it."""
    if circulation.state == CirculationState.WITHDRAWN:
        return no(f"{circulation.by} đã rút vòng xin ý kiến này. Không cần cho ý kiến nữa.")
    if circulation.document.state not in _READABLE:
        return no("Văn bản đã bị thu hồi hoặc trả lại, không cần cho ý kiến nữa.")
    if stop is None or stop.post.principal_id not in actor.post_ids:
        return no("Đồng chí không có tên trong vòng xin ý kiến này.")
    if stop.state == StopState.WAITING:
        return no("Chưa đến lượt đồng chí. Người đứng trước cho ý kiến xong, hệ thống sẽ báo.")
    if stop.state != StopState.CURRENT:
        return no(f"Lượt của đồng chí: {StopState(stop.state).label.lower()}. Tải lại trang để xem.")
    return YES


def can_run(actor: Actor, circulation: Circulation) -> Verdict:
    """Who sent it passes readers over, moves them, reminds and calls it back."""
    if circulation.by_post.principal_id not in actor.post_ids:
        return no(f"Chỉ người chuyển vòng ({circulation.by}) làm được việc này.")
    if circulation.state != CirculationState.RUNNING:
        return no(f"Vòng xin ý kiến {circulation.get_state_display().lower()}.")
    return YES


def can_change_stop(actor: Actor, circulation: Circulation, stop: CirculationStop) -> Verdict:
    allowed = can_run(actor, circulation)
    if not allowed or stop.state in OPEN_STOPS:
        return allowed
    return no(f"{stop.label}: {stop.get_state_display().lower()}, không đổi được nữa. Tải lại trang để xem.")


def can_urge_readers(actor: Actor, circulation: Circulation, stops: Iterable[CirculationStop], at: datetime) -> Verdict:
    """Not again within two hours, like every urging."""
    allowed = can_run(actor, circulation)
    if not allowed:
        return allowed
    waiting = [stop for stop in stops if stop.state == StopState.CURRENT]
    if not waiting:
        return no("Không còn ai đang chờ cho ý kiến.")
    urged = [stop.urged_at for stop in waiting if stop.urged_at is not None]
    return can_urge_again(max(urged), at) if len(urged) == len(waiting) else YES


def outcome(stops: Iterable[CirculationStop]) -> str:
    """What came of a circulation, in a line: how many said something, have seen it, were passed over."""
    words = {StopState.ANSWERED: "cho ý kiến", StopState.SEEN: "đã xem", StopState.SKIPPED: "bỏ qua"}
    count = Counter(stop.state for stop in stops)
    return ", ".join(f"{count[state]} {word}" for state, word in words.items() if count[state])
