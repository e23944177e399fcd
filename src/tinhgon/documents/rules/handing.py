"""What may be done with hand-over batches, and why not."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import LineState
from tinhgon.documents.models import Batch, BatchLine
from tinhgon.documents.rules.originals import is_clerk


def can_receive(actor: Actor, batch: Batch) -> Verdict:
    """Who sits in the receiving unit, or heads it."""
    is_home = actor.agency_id == batch.agency_id
    if is_home and (actor.unit_id == batch.to_unit_id or batch.to_unit_id in actor.headed_unit_ids):
        return YES
    return no("Lượt chuyển giao này cho đơn vị khác. Người của đơn vị nhận mới xác nhận được.")


def can_see_batch(actor: Actor, batch: Batch) -> Verdict:
    if is_clerk(actor, batch.agency_id) or can_receive(actor, batch):
        return YES
    return no("Không tìm thấy lượt chuyển giao.")


def can_decide_lines(actor: Actor, batch: Batch) -> Verdict:
    """The receiver on screen, or the clerk from the signed sheet."""
    if not batch.is_open:
        return no("Lượt chuyển giao này đã ký nhận xong.")
    return can_see_batch(actor, batch)


def can_end_line(actor: Actor, line: BatchLine, state: str) -> Verdict:
    """The clerk takes back what was refused, and out of the batch what nobody has answered yet."""
    if not is_clerk(actor, line.batch.agency_id):
        return no("Chỉ văn thư rút hoặc nhận lại được.")
    starts = LineState.REFUSED if state == LineState.RETURNED else LineState.WAITING
    return YES if line.state == starts else no("Dòng này vừa có người khác xử lý. Tải lại trang.")
