"""What may be done with a direction or a task, and why not. Knows loaded rows (with `given_by`, `lead_post` and
`document` joined) and the actor; refuses with a sentence that says what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from tinhgon.core.actor import Actor
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document
from tinhgon.organisation.choices import Bloc, Duty, Level
from tinhgon.tasks.choices import OPEN_STATES, Boundary, TaskState
from tinhgon.tasks.models import Direction, Extension, Task

SOON = timedelta(days=3)


URGE_AGAIN = timedelta(hours=2)
_LEVELS = (Level.CENTRAL, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def is_giver(actor: Actor, task: Task) -> bool:
    """Of a task from another agency the giver acts on the row of his own side (office-practice B 16)."""
    return task.boundary != Boundary.RECEIVED and task.given_by.principal_id in actor.post_ids


def is_responsible(actor: Actor, task: Task) -> bool:
    """The person the task was passed on to, or whoever heads the unit that owns it; over there is over there."""
    if task.boundary == Boundary.SENT:
        return False
    if task.lead_post is not None and task.lead_post.principal_id in actor.post_ids:
        return True
    return task.owner_unit_id in actor.headed_unit_ids


def is_open(task: Task) -> bool:
    return task.state in OPEN_STATES


def is_overdue(task: Task, at: datetime) -> bool:
    """Late is what was not handed in by the deadline; the giver's time to look at it is not the doer's."""
    done_at = task.reported_at if task.state in (TaskState.REPORTED, TaskState.COMPLETED) else None
    return task.due_at is not None and (done_at or at) > task.due_at


def can_see(actor: Actor, task: Task) -> Verdict:
    """The same answer as `queries.visible_to`, for a loaded row."""
    return YES if actor.principals & set(task.reader_ids) else no("Không tìm thấy nhiệm vụ.")


def can_direct(actor: Actor, document: Document) -> Verdict:
    if not actor.may(Duty.DIRECT):
        return no(f"Vị trí {actor.title} chưa được giao quyền cho ý kiến chỉ đạo. Dùng “Đề xuất” để trình lãnh đạo.")
    return _can_be_directed(actor, document)


def can_propose(actor: Actor, document: Document) -> Verdict:
    if not actor.may(Duty.PROPOSE):
        return no(f"Vị trí {actor.title} chưa được giao việc đề xuất xử lý.")
    return _can_be_directed(actor, document)


def can_enter_from_paper(actor: Actor, document: Document) -> Verdict:
    """A secretary writes down what the leader helped wrote; the leader's own duty stands behind it."""
    return _can_be_directed(actor, document)


def _can_be_directed(actor: Actor, document: Document) -> Verdict:
    if not document.is_incoming:
        return no("Bút phê dùng cho văn bản đến. Với dự thảo, cho ý kiến ở bước duyệt.")
    if document.agency_id != actor.agency_id:
        return no("Văn bản thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if document.state == IncomingState.ARRIVED:
        return no("Văn bản chưa vào sổ. Đề nghị văn thư vào sổ trước.")
    if document.state not in (IncomingState.REGISTERED, IncomingState.DIRECTED):
        return no(f"Văn bản {IncomingState(document.state).label.lower()}. Mở lại xử lý trước khi cho ý kiến.")
    return YES


def can_take_part(has_lead: bool, has_cooperating: bool) -> Verdict:
    if has_cooperating and not has_lead:
        return no("Chọn chủ trì trước khi mời phối hợp, hoặc bỏ đơn vị phối hợp.")
    return YES


def can_follow(direction: Direction | None, supersedes: Direction | None) -> Verdict:
    """A second leader sees the direction in force and replaces it knowingly, or not at all."""
    if direction is None or (supersedes is not None and supersedes.pk == direction.pk):
        return YES
    return no(
        f"Văn bản đã có bút phê của {direction.by} lúc {localtime(direction.at):%H:%M %d/%m}. "
        "Đọc ý kiến đó, rồi chọn “Thay ý kiến trước” nếu vẫn cho ý kiến mới."
    )


def can_accept_proposal(actor: Actor, proposal: Direction) -> Verdict:
    if proposal.superseded_by_id is not None:
        return no("Đề xuất này đã được thay. Xem đề xuất mới nhất của văn bản.")
    if proposal.withdrawn_at is not None:
        return no(f"{proposal.by} đã rút đề xuất này. Bút phê trực tiếp, hoặc chờ đề xuất mới.")
    return can_direct(actor, proposal.document)


def can_withdraw_proposal(actor: Actor, proposal: Direction, is_answered: bool) -> Verdict:
    if proposal.by_post.principal_id not in actor.post_ids:
        return no(f"Chỉ người đề xuất ({proposal.by}) rút được.")
    if is_answered:
        return no("Lãnh đạo đã cho ý kiến theo đề xuất này, không rút được nữa.")
    if proposal.superseded_by_id is not None:
        return no("Đề xuất này đã được thay, không cần rút.")
    return YES


def can_create(actor: Actor) -> Verdict:
    if actor.may(Duty.DIRECT) or actor.may(Duty.PASS_ON):
        return YES
    return no(f"Vị trí {actor.title} chưa được giao quyền giao nhiệm vụ.")


@dataclass(frozen=True)
class Standing:
    """Where an agency stands: `under` are the folded names of the bodies it belongs to, `within` its territory and
    all around it, the nearest first."""

    bloc: str
    level: str
    names: frozenset[str]
    under: frozenset[str]
    within: tuple[int, ...]


def is_superior(mine: Standing, other: Standing) -> bool:
    """Whether one agency may give work to another: the body it belongs to; else a committee, People's Committee or
    Front body over those of a lower level on its territory, and a Party committee over the other blocs there."""
    if mine.names & other.under:
        return True
    if mine.under or other.under or not mine.within or mine.within[0] not in other.within:
        return False
    ranks = [str(level) for level in _LEVELS]
    if mine.bloc not in (other.bloc, Bloc.PARTY):
        return False
    deeper = ranks.index(other.level) - ranks.index(mine.level)
    return deeper > 0 or (deeper == 0 and mine.bloc != other.bloc)


def can_cross(actor: Actor, label: str, agency_id: int, subordinates: Iterable[int], is_person: bool) -> Verdict:
    """Work crosses to a unit of a subordinate agency only; there its head says who does it (B 16)."""
    if agency_id == actor.agency_id:
        return YES
    if is_person:
        return no(f"{label} thuộc cơ quan khác. Giao cho đơn vị hoặc cơ quan đó, người đứng đầu sẽ phân công.")
    if not actor.may(Duty.DIRECT):
        return no(f"{label} thuộc cơ quan khác. Đề xuất lãnh đạo giao, hoặc gửi văn bản đề nghị phối hợp.")
    if agency_id not in set(subordinates):
        return no(f"{label} thuộc cơ quan khác, không phải cấp dưới. Gửi văn bản đề nghị phối hợp.")
    return YES


def can_carry_paper(document: Document | None) -> Verdict:
    if document is not None and document.is_restricted:
        return no("Văn bản hạn chế không chuyển sang cơ quan khác bằng bút phê. Gửi văn bản đến đúng người có tên.")
    return YES


def can_carry_proof(proof: Document) -> Verdict:
    """Whoever reads the task over there would read the paper: not a restricted one, nor one that holds no more."""
    if proof.is_restricted:
        return no("Văn bản hạn chế không kèm vào báo cáo gửi cơ quan khác. Gửi văn bản đến đúng người có tên.")
    if proof.state in (IncomingState.ARRIVED, IncomingState.RECALLED, IncomingState.REFUSED):
        return no("Văn bản chưa vào sổ hoặc không còn hiệu lực nên không làm sản phẩm được. Chọn văn bản khác.")
    return YES


def is_of_agency(actor: Actor, label: str, agency_id: int) -> Verdict:
    if agency_id == actor.agency_id:
        return YES
    return no(f"{label} thuộc cơ quan khác. Gửi phiếu chuyển để mời phối hợp hoặc thông báo.")


def can_give_to(actor: Actor, agency_id: int, unit_id: int) -> Verdict:
    """Leaders give to anybody of the agency and to units below it (`can_cross`), a unit's head within the unit."""
    if agency_id != actor.agency_id:
        return YES if actor.may(Duty.DIRECT) else no("Đơn vị, người nhận thuộc cơ quan khác.")
    if actor.may(Duty.DIRECT) or unit_id in actor.headed_unit_ids:
        return YES
    return no("Chỉ giao được trong đơn vị mình phụ trách. Chọn người khác hoặc đề xuất lãnh đạo giao.")


def due_is_possible(due_at: datetime | None, at: datetime, paper_on: date | None = None) -> Verdict:
    if due_at is None:
        return YES
    if paper_on is not None and localdate(due_at) < paper_on:
        return no(f"Hạn {localdate(due_at):%d/%m/%Y} trước ngày văn bản {paper_on:%d/%m/%Y}. Chọn hạn muộn hơn.")
    if due_at <= at:
        return no("Hạn đã qua. Chọn thời điểm trong tương lai.")
    if problem := deadlines.too_far(due_at, at):
        return no(problem)
    return YES


def due_fits_parent(due_at: datetime | None, parent: Task) -> Verdict:
    if parent.due_at is None or due_at is None or due_at <= parent.due_at:
        return YES
    return no(
        f"Hạn của việc con không được sau hạn của việc chính ({localtime(parent.due_at):%H:%M %d/%m/%Y}). "
        "Chọn hạn sớm hơn, hoặc đề nghị gia hạn việc chính trước."
    )


def can_accept(actor: Actor, task: Task) -> Verdict:
    return _responsible_while(actor, task, (TaskState.ASSIGNED,), "Nhiệm vụ đã được tiếp nhận.")


def can_report_progress(actor: Actor, task: Task) -> Verdict:
    return _responsible_while(
        actor, task, (TaskState.ACCEPTED,), "Chỉ báo cáo tiến độ khi nhiệm vụ đang thực hiện. Tiếp nhận trước."
    )


def can_report_done(actor: Actor, task: Task) -> Verdict:
    return _responsible_while(
        actor, task, (TaskState.ASSIGNED, TaskState.ACCEPTED), "Nhiệm vụ đã báo cáo hoàn thành hoặc đã kết thúc."
    )


def can_return(actor: Actor, task: Task) -> Verdict:
    return _responsible_while(
        actor, task, (TaskState.ASSIGNED, TaskState.ACCEPTED), "Chỉ trả lại nhiệm vụ chưa báo cáo hoàn thành."
    )


def can_pass_on(actor: Actor, task: Task) -> Verdict:
    if task.state not in (TaskState.ASSIGNED, TaskState.ACCEPTED):
        return no("Chỉ phân công khi nhiệm vụ đang thực hiện.")
    if task.boundary == Boundary.SENT or not actor.may(Duty.PASS_ON):
        return no("Chỉ trưởng, phó đơn vị chủ trì được phân công trong đơn vị.")
    if task.owner_unit_id in actor.headed_unit_ids or is_passed_by_leader(actor, task):
        return YES
    return no("Chỉ trưởng, phó đơn vị chủ trì được phân công trong đơn vị.")


def is_passed_by_leader(actor: Actor, task: Task) -> bool:
    """A leader the work was given to passes it to any unit or person of the agency."""
    lead = task.lead_post
    return actor.may(Duty.DIRECT) and lead is not None and lead.principal_id in actor.post_ids


def can_urge(actor: Actor, task: Task) -> Verdict:
    """Đôn đốc: who gave the task, or who directs in its agency and sees it; never the doer himself."""
    if task.state not in (TaskState.ASSIGNED, TaskState.ACCEPTED):
        return no("Chỉ đôn đốc nhiệm vụ đang chờ tiếp nhận hoặc đang thực hiện.")
    if is_giver(actor, task):
        return YES
    if is_responsible(actor, task):
        return no("Nhiệm vụ đang do đồng chí chủ trì.")
    if task.agency_id == actor.agency_id and (actor.may(Duty.DIRECT) or actor.may(Duty.PROPOSE)):
        return YES
    return no(f"Chỉ người giao ({task.given_by_label}), lãnh đạo và Văn phòng đôn đốc được.")


def can_urge_again(last_at: datetime | None, at: datetime) -> Verdict:
    if last_at is None or at - last_at >= URGE_AGAIN:
        return YES
    return no(f"Đã đôn đốc lúc {localtime(last_at):%H:%M}. Đôn đốc lại sau {localtime(last_at + URGE_AGAIN):%H:%M}.")


def can_give_opinion(actor: Actor, task: Task) -> Verdict:
    """Whoever sees a task may speak on it while it lives; what is said stays."""
    if task.state in (TaskState.CANCELLED, TaskState.RETURNED):
        return no("Nhiệm vụ đã kết thúc, không trao đổi thêm được.")
    return can_see(actor, task)


def can_ask_extension(actor: Actor, task: Task, at: datetime, has_open: bool) -> Verdict:
    """Asked before the deadline, decided by who gave the task."""
    held = _responsible_while(
        actor, task, (TaskState.ASSIGNED, TaskState.ACCEPTED), "Chỉ gia hạn nhiệm vụ đang thực hiện."
    )
    if not held:
        return held
    if task.due_at is None:
        return no("Nhiệm vụ không có hạn nên không cần gia hạn.")
    if has_open:
        return no("Đã có một đề nghị gia hạn đang chờ quyết định.")
    if at >= task.due_at:
        return no("Đã quá hạn nên không đề nghị gia hạn được nữa. Báo cáo lý do và kết quả cho người giao.")
    return YES


def can_decide_extension(actor: Actor, task: Task, extension: Extension | None) -> Verdict:
    if extension is None:
        return no("Không có đề nghị gia hạn nào đang chờ.")
    return _giver_while(actor, task, OPEN_STATES, "Nhiệm vụ đã kết thúc.")


def can_recognise(actor: Actor, task: Task) -> Verdict:
    return _giver_while(actor, task, (TaskState.REPORTED,), "Chưa có báo cáo hoàn thành kèm sản phẩm để công nhận.")


def can_send_back(actor: Actor, task: Task) -> Verdict:
    return _giver_while(actor, task, (TaskState.REPORTED,), "Chỉ yêu cầu làm lại khi đã báo cáo hoàn thành.")


def can_clarify(actor: Actor, task: Task) -> Verdict:
    return _giver_while(actor, task, OPEN_STATES, "Nhiệm vụ đã kết thúc, không sửa được nữa.")


def can_reassign(actor: Actor, task: Task) -> Verdict:
    return _giver_while(
        actor, task, (TaskState.RETURNED, TaskState.ASSIGNED), "Chỉ giao lại nhiệm vụ bị trả hoặc chưa tiếp nhận."
    )


def can_cancel(actor: Actor, task: Task) -> Verdict:
    return _giver_while(actor, task, (*OPEN_STATES, TaskState.RETURNED), "Nhiệm vụ đã kết thúc, không huỷ được nữa.")


def _responsible_while(actor: Actor, task: Task, states: tuple[str, ...], otherwise: str) -> Verdict:
    if not is_responsible(actor, task):
        return no("Chỉ người hoặc đơn vị chủ trì làm được việc này.")
    return YES if task.state in states else no(otherwise)


def _giver_while(actor: Actor, task: Task, states: tuple[str, ...], otherwise: str) -> Verdict:
    if not is_giver(actor, task):
        return no(f"Chỉ người giao ({task.given_by_label}) làm được việc này.")
    return YES if task.state in states else no(otherwise)
