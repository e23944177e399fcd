"""Who may ask what a direction or a task means, and who answers. Knows loaded rows (a question with `to_post`, a task
with `given_by`, a direction with `by_post` joined)."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.tasks.choices import OPEN_STATES, Boundary, QuestionState
from tinhgon.tasks.models import Direction, Question, Task
from tinhgon.tasks.rules.work import can_see, is_giver


def can_ask(actor: Actor, task: Task) -> Verdict:
    """Who has the task or takes part in it asks who gave it."""
    if is_giver(actor, task) or task.boundary == Boundary.SENT:
        return no("Nhiệm vụ do đồng chí hoặc cơ quan đồng chí giao. Người nhận mới đề nghị làm rõ.")
    if task.state not in OPEN_STATES:
        return no("Nhiệm vụ đã kết thúc, không cần làm rõ nữa.")
    return can_see(actor, task)


def can_ask_about(actor: Actor, direction: Direction) -> Verdict:
    """Who a direction names asks who gave it."""
    if direction.superseded_by_id is not None:
        return no("Ý kiến này đã được thay. Đọc ý kiến mới.")
    if direction.by_post.principal_id in actor.post_ids:
        return no("Đây là ý kiến của đồng chí.")
    named = {direction.lead_id, *direction.cooperating_ids, *direction.informed_ids}
    if not actor.principals & named:
        return no("Chỉ người, đơn vị có tên trong ý kiến chỉ đạo đề nghị làm rõ được.")
    return YES


def can_answer_question(actor: Actor, question: Question) -> Verdict:
    if question.to_post.principal_id not in actor.post_ids:
        return no(f"Câu hỏi này gửi {question.to_post.title}.")
    if question.state != QuestionState.OPEN:
        return no(f"Đề nghị này {question.get_state_display().lower()}. Tải lại trang để xem.")
    return YES
