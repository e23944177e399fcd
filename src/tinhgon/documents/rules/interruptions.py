"""Who takes an offline pack, says that one is made each morning, and enters what was written on paper meanwhile."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import Decision, InterruptionState
from tinhgon.documents.models import Interruption, SheetRow
from tinhgon.organisation.choices import Duty

_KEEPING = frozenset({Duty.REGISTER, Duty.NUMBER})


def can_take_pack(actor: Actor) -> Verdict:
    """Clerks: the pack names what is in their hands. To others the page is not there."""
    if actor.duties & _KEEPING:
        return YES
    return no("Bộ dự phòng dành cho văn thư.")


def can_set_morning_packs(actor: Actor) -> Verdict:
    return can_take_pack(actor)


def can_enter_interruption(actor: Actor) -> Verdict:
    """Which books each number may go into is asked of the book itself (`numbering.rules.can_record_by_hand`)."""
    if actor.duties & _KEEPING:
        return YES
    return no("Nhập lại sau gián đoạn là việc của văn thư.")


def can_see_interruption(actor: Actor, row: Interruption) -> Verdict:
    if row.agency_id != actor.agency_id:
        return no("Không tìm thấy tệp này.")
    return can_enter_interruption(actor)


def can_decide_rows(actor: Actor, row: Interruption) -> Verdict:
    if row.state == InterruptionState.READY:
        return can_see_interruption(actor, row)
    words = {
        InterruptionState.RUNNING: "Tệp đang được ghi vào sổ. Chờ xong rồi tải lại trang.",
        InterruptionState.DONE: "Tệp đã ghi xong. Sửa từng văn bản ở trang của văn bản.",
    }
    return no(words.get(InterruptionState(row.state), "Tệp đã huỷ. Chọn lại tệp để đối chiếu từ đầu."))


def can_drop_interruption(actor: Actor, row: Interruption) -> Verdict:
    if not (verdict := can_decide_rows(actor, row)):
        return verdict
    if row.started_at is not None:
        return no("Một phần tệp đã ghi vào sổ nên không huỷ được. Quyết định “Không ghi” cho các dòng còn lại.")
    return YES


def can_decide_so(row: SheetRow, decision: str) -> Verdict:
    """Whether the row leaves this open; a row without a number has none to keep or void."""
    if decision not in Decision.values:
        return no("Chọn cách xử lý trong danh sách.")
    if decision in row.open_decisions:
        return YES
    open_words = "; ".join(choice.label for choice in Decision if choice in row.open_decisions)
    return no(f"{row}: không chọn được “{Decision(decision).label}”. Còn chọn được: {open_words}.")
