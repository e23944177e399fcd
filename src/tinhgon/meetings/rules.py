"""Who may say who goes to a meeting, and why not."""

from collections.abc import Collection

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, Invitation
from tinhgon.meetings.choices import GONE, Answer
from tinhgon.meetings.models import Attendance
from tinhgon.organisation.choices import Duty


def looks_like_invitation(document: Document) -> bool:
    """Giấy mời, or a công văn that invites to a meeting."""
    is_invitation = document.type is not None and document.type.code == "GM"
    return is_invitation or "moi hop" in vntext.fold(document.subject)


def answers_for_others(actor: Actor) -> bool:
    """The chief of office keeps the leaders' schedule: told from other heads by deciding over checks of papers."""
    return actor.may(Duty.DIRECT) and actor.may(Duty.OVERRULE)


def can_answer(
    actor: Actor,
    document: Document,
    post_principal: int | None,
    helped: Collection[int] = (),
    row: Attendance | None = None,
    answer: str = Answer.DECLINED,
) -> Verdict:
    """A leader for himself, his secretary and the chief of office for him. `row` is what stands for the post: whoever
    was sent may say that he cannot."""
    if document.agency_id != actor.agency_id:
        return no("Giấy mời thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if document.state in (IncomingState.ARRIVED, *GONE):
        return no("Giấy mời chưa vào sổ, đã trả lại hoặc đã thu hồi nên chưa trả lời được.")
    if post_principal is None:
        return no("Chọn người được mời.")
    if post_principal in actor.post_ids and actor.may(Duty.DIRECT):
        return YES
    if answers_for_others(actor) or post_principal in helped:
        return YES
    if post_principal in actor.post_ids and row is not None:
        return _can_answer_as_sent(actor, row, answer)
    return no("Chỉ lãnh đạo được mời, Chánh Văn phòng hoặc thư ký của lãnh đạo trả lời giấy mời.")


def _can_answer_as_sent(actor: Actor, row: Attendance, answer: str) -> Verdict:
    """That he cannot go, and that he can after all; sent and taken off by the leader he goes only when sent anew."""
    if answer == Answer.SENT:
        return no("Người được cử không cử người khác. Trả lời “Không dự” để lãnh đạo cử lại.")
    own_no = row.answer == Answer.DECLINED and row.by == actor.label
    if answer == Answer.GOING and row.answer != Answer.GOING and not own_no:
        return no("Lãnh đạo đã đổi người dự. Liên hệ lãnh đạo nếu cần dự.")
    return YES


def is_open(invitation: Invitation, is_replaced: bool) -> Verdict:
    """A meeting can be answered while it stands."""
    if is_replaced:
        return no("Giấy mời này đã được văn bản sau thay. Mở văn bản sau để trả lời.")
    if invitation.is_called_off:
        return no("Cuộc họp đã hoãn, huỷ.")
    return YES
