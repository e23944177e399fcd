"""How a draft goes up its rows: which of them are asked now, what holds a round up and what does not, who may answer,
and what makes a way of approval. Decides over loaded rows; the moment comes in."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import OutgoingState, Quorum, StepKind, StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.documents.rules.papers import has_duty, is_drafter
from tinhgon.organisation.choices import Duty, Role
from tinhgon.organisation.models import Post

ROUTE_KEEPERS = "Chánh Văn phòng hoặc cán bộ tổ chức"
# Kinds that may be put on one paper beside its route.
ADDED_KINDS = (StepKind.APPRAISAL, StepKind.OPINION)
_OPEN = (StepState.WAITING, StepState.CURRENT)
_WAIT = re.compile(r"([1-9]\d{0,2}) (giờ|ngày)")


def can_decide(actor: Actor, step: ApprovalStep) -> Verdict:
    """Only who holds, or on this day stands in for, the post whose turn it is. An opinion that is not waited for any
    more may still be given."""
    if step.post.principal_id not in actor.post_ids:
        return no(f"Bước này chờ {step.post.title}.")
    if step.state not in (StepState.CURRENT, StepState.PASSED):
        return no("Bước này đã có ý kiến hoặc chưa đến lượt.")
    return YES


def can_send_back(actor: Actor, step: ApprovalStep) -> Verdict:
    if step.state == StepState.PASSED:
        return no("Văn bản đã đi tiếp vì không chờ ý kiến này nữa. Có thể cho ý kiến, không trả lại được.")
    return can_decide(actor, step)


def can_prepare(actor: Actor, step: ApprovalStep, document: Document) -> Verdict:
    """A leader's secretary lays words ready at the leader's step: access to the desk is no authority (C 30)."""
    if step.post.principal_id not in actor.desk_ids:
        return no(f"Chỉ thư ký của {step.post.title} chuẩn bị ý kiến cho bước này.")
    if document.is_restricted or step.state != StepState.CURRENT or document.state != OutgoingState.SUBMITTED:
        return no("Bước này không còn chờ ý kiến.")
    return YES


def can_add_step(actor: Actor, document: Document) -> Verdict:
    """A row beside the route, on this one paper: its drafter, where the working rules give the right."""
    if document.state not in (OutgoingState.DRAFT, OutgoingState.SUBMITTED):
        return no("Chỉ thêm bước khi văn bản là dự thảo hoặc đang trình.")
    drafts = is_drafter(actor, document)
    return has_duty(actor, Duty.ADD_STEP, document.agency_id) if drafts else drafts


def can_set_routes(actor: Actor) -> Verdict:
    """Ways of approval are working rules: set by the organisation officer, or by whom the agency lets decide over the
    check of papers, which is its chief of office."""
    if actor.may(Duty.MANAGE_ORGANISATION) or actor.may(Duty.OVERRULE):
        return YES
    return no(f"Tuyến trình do {ROUTE_KEEPERS} đặt.")


def is_sound_route(kinds: Sequence[str], places: Sequence[int] = ()) -> Verdict:
    """A paper ends with its signature (NĐ 30/2020/NĐ-CP art. 13), alone at its place; what comes before may be
    anything, in order or at once. `places` rise with the rows."""
    if StepKind.SIGNATURE not in kinds:
        return no("Tuyến trình chưa có bước ký. Thêm bước “Ký” ở cuối.")
    first = list(kinds).index(StepKind.SIGNATURE)
    if any(kind != StepKind.SIGNATURE for kind in kinds[first:]):
        return no("Bước “Ký” đứng sau mọi bước khác. Chuyển xuống cuối.")
    if any(later < earlier for earlier, later in pairwise(places)):
        return no("Thứ tự các bước bị đảo. Xếp lại các bước theo thứ tự trình.")
    signed = list(places[first:])
    if len(signed) != len(set(signed)) or set(signed) & set(places[:first]):
        return no("Bước “Ký” không làm cùng lúc với bước khác. Bỏ chọn “Cùng lúc với bước trên”.")
    return YES


def is_sound_wait(wait: str) -> bool:
    """A time of work: "4 giờ", "2 ngày"."""
    return _WAIT.fullmatch(wait) is not None


def is_sound_step(kind: str, quorum: str, wait: str, post: Post | None) -> Verdict:
    """Only an opinion is waited for within a limit or in part; initials for the form are the chief of office's
    (office-practice E; NĐ 30/2020/NĐ-CP art. 12.2)."""
    if kind != StepKind.OPINION and (wait or quorum != Quorum.ALL):
        return no("chỉ bước “Cho ý kiến” mới có hạn chờ hoặc “một người là đủ”.")
    if wait and not is_sound_wait(wait):
        return no("ghi hạn chờ như “4 giờ” hoặc “2 ngày”, hoặc để trống.")
    if kind == StepKind.FORMAT and post is not None and Role.CHIEF_OF_OFFICE not in post.roles:
        return no("ký nháy thể thức là việc của Chánh Văn phòng. Chọn vị trí có vai trò Chánh Văn phòng.")
    return YES


def not_waited_for(steps: Sequence[ApprovalStep], at: datetime) -> list[ApprovalStep]:
    """Opinions of a round that hold nobody up any more: too late, or another of those asked at once has answered where
    one is enough."""
    answered = {step.place for step in steps if step.state == StepState.APPROVED and step.quorum == Quorum.ANY}
    return [
        step
        for step in steps
        if step.state == StepState.CURRENT
        and step.kind == StepKind.OPINION
        and (
            (step.waits_until is not None and step.waits_until <= at)
            or (step.quorum == Quorum.ANY and step.place in answered)
        )
    ]


def asked_now(steps: Sequence[ApprovalStep]) -> list[ApprovalStep]:
    """The rows of the first place of a round that is not done with: asked at once, and nothing behind them before."""
    left = [step for step in steps if step.state in _OPEN]
    place = min((step.place for step in left), default=0)
    return sorted((step for step in left if step.place == place), key=lambda step: step.ordinal)
