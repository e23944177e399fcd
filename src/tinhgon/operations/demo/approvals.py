"""Papers on their way up, played with the real acts: a joint one at its first signer, one that is asked about at once,
a secretary at a leader's desk, a head on leave, a deputy who signs in the leader's place."""

from datetime import datetime, timedelta

from tinhgon.documents import queries
from tinhgon.documents.actions import approval, drafting, joint, routes
from tinhgon.documents.choices import StepKind, StepRule
from tinhgon.documents.models import Document
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation import actions as organisation
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Post

LATELY = timedelta(minutes=50)
# from, to, as what, for how many days
GIVEN = (
    ("lanhdao.tinhuy", "chuyenvien.tinhuy", DelegationKind.SECRETARY, None),
    ("lanhdao.ubnd", "phochutich.ubnd", DelegationKind.KT, None),
    ("truongphong.sotaichinh", "chuyenvien.sotaichinh", DelegationKind.LEAVE, 6),
)


def go_up(until: datetime) -> None:
    """All of it, a little before now."""
    at = until - LATELY
    _delegate(at)
    _joint(at)
    _asked_at_once(at)


def _delegate(at: datetime) -> None:
    for from_user, to_user, kind, days in GIVEN:
        giver, day = actor_of(from_user, at), at.date()
        new = organisation.NewDelegation(
            _post(from_user).pk,
            _post(to_user).pk,
            kind,
            day,
            day + timedelta(days=days) if days else None,
            legal_basis="Quy chế làm việc",
        )
        organisation.delegate(giver, new, at)


def _joint(at: datetime) -> None:
    drafter = actor_of("chuyenvien.ubnd", at)
    new = drafting.NewDraft(
        subject="phối hợp tuyên truyền, vận động Nhân dân thực hiện sắp xếp thôn, tổ dân phố",
        type_code="CTr",
        text="Các cơ quan thống nhất chương trình phối hợp năm 2026 với các nội dung sau đây.",
        addressees=("Ủy ban nhân dân các xã, phường",),
    )
    document = drafting.draft(drafter, new, at)
    signers = [_post(f"lanhdao.{key}").pk for key in ("sonoivu", "mttq")]
    joint.set_signers(drafter, document.pk, signers, at)
    approval.submit(drafter, document.pk, at)
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        _agree(document, f"{seat}.ubnd", at)


def _asked_at_once(at: datetime) -> None:
    """A plan goes a way of its own: two are asked at once, one of them not for ever."""
    lines = [
        routes.RouteLine(StepKind.CONTENT),
        routes.RouteLine(StepKind.OPINION, StepRule.POST, _post("tochuc.ubnd").pk, wait="2 ngày"),
        routes.RouteLine(StepKind.APPRAISAL, StepRule.POST, _post("phochutich.ubnd").pk, is_together=True),
        routes.RouteLine(StepKind.FORMAT, StepRule.POST, _post("chanhvp.ubnd").pk),
        routes.RouteLine(StepKind.SIGNATURE, StepRule.POST, _post("lanhdao.ubnd").pk),
    ]
    routes.set_route(actor_of("chanhvp.ubnd", at), "KH", lines, at)
    drafter = actor_of("chuyenvien.ubnd", at)
    new = drafting.NewDraft(
        subject="số hoá hồ sơ lưu trữ của các đơn vị sau sắp xếp",
        type_code="KH",
        text="Ủy ban nhân dân tỉnh ban hành kế hoạch với các nội dung sau đây.",
    )
    document = drafting.draft(drafter, new, at)
    approval.submit(drafter, document.pk, at)
    _agree(document, "truongphong.ubnd", at)


def _agree(document: Document, username: str, at: datetime) -> None:
    actor = actor_of(username, at)
    step = queries.step_for(actor, document.public_id)
    if step is not None:
        approval.approve(actor.seated(step.post.principal_id), step.pk, at, opinion="Nhất trí.")


def _post(username: str) -> Post:
    rows = Post.objects.filter(appointments__person__principal__user__username=username)
    return rows.order_by("pk")[0]
