"""Changes of the visibility matrix: proposed within bounds by who manages rights, approved by a second person, in force
from a day that has not passed. Refuses what a bound forbids, twice: when it is proposed and when it is approved."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Principal
from tinhgon.core.notices import actions as notices
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import recompiling
from tinhgon.documents.choices import RightsKind, RightsState, Scope
from tinhgon.documents.models import RightsChange, VisibilityRule
from tinhgon.documents.queries import rights as queries


@dataclass(frozen=True)
class NewRow:
    """A row as it is asked for."""

    principal_id: int
    scope: str
    reason: str
    effective_on: date
    until: date | None = None
    flow: str = ""
    body_id: int | None = None
    field_id: int | None = None
    includes_restricted: bool = False


@transaction.atomic
def propose_addition(actor: Actor, new: NewRow, at: datetime) -> RightsChange:
    require(rules.can_propose_rights(actor, new.principal_id))
    today = timezone.localdate(at)
    _check_row(actor, new)
    _check_day(new.effective_on, today)
    if new.until is not None and new.until <= new.effective_on:
        raise Refused("Ngày thôi phải sau ngày bắt đầu.", field="until")
    _within_bounds(new.principal_id, new.scope, new.includes_restricted, new.effective_on)
    values = {
        "principal_id": new.principal_id,
        "scope": new.scope,
        "flow": new.flow,
        "body_id": new.body_id if new.scope in (Scope.REGISTER, Scope.BODY) else None,
        "field_id": new.field_id if new.scope == Scope.FIELD else None,
        "includes_restricted": new.includes_restricted,
    }
    _lock(actor.agency_id)
    if RightsChange.objects.filter(
        agency_id=actor.agency_id, kind=RightsKind.ADD, state=RightsState.PROPOSED, **values
    ).exists():
        raise Refused("Đã có đề nghị như vậy đang chờ duyệt. Xem ở danh sách đề nghị.", code="conflict")
    if any(
        rule.ends_on is None or rule.ends_on >= (new.until or date.max)
        for rule in VisibilityRule.objects.filter(agency_id=actor.agency_id, starts_on__lte=new.effective_on, **values)
    ):
        raise Refused("Quyền này đã có trong bảng. Lọc bảng theo người được xem để kiểm tra.", code="conflict")
    change = _propose(actor, RightsKind.ADD, values, new.effective_on, new.reason, at)
    change.until = new.until
    return _proposed(actor, change, at)


@transaction.atomic
def propose_end(actor: Actor, rule_id: int, effective_on: date, reason: str, at: datetime) -> RightsChange:
    require(rules.can_propose_rights(actor))
    rule = VisibilityRule.objects.select_for_update().filter(pk=rule_id, agency_id=actor.agency_id).first()
    if rule is None:
        raise Refused("Không tìm thấy dòng quyền này.", code="not_found")
    if rule.scope == Scope.CASE:
        raise Refused("Quyền đọc có thời hạn kết thúc ở trang của nó: mở Quyền xem, Đọc có thời hạn.", code="conflict")
    _check_day(effective_on, timezone.localdate(at))
    if rule.ends_on is not None and rule.ends_on <= effective_on:
        raise Refused(f"Quyền này tự hết từ {rule.ends_on:%d/%m/%Y}. Chọn ngày sớm hơn.", field="effective_on")
    if RightsChange.objects.filter(rule=rule, kind=RightsKind.END, state=RightsState.PROPOSED).exists():
        raise Refused("Đã có đề nghị thôi quyền này đang chờ duyệt.", code="conflict")
    names = ("principal_id", "scope", "flow", "body_id", "field_id", "includes_restricted")
    values = {name: getattr(rule, name) for name in names}
    change = _propose(actor, RightsKind.END, values, effective_on, reason, at)
    change.rule = rule
    return _proposed(actor, change, at)


@transaction.atomic
def withdraw(actor: Actor, change_id: int, at: datetime) -> RightsChange:
    change = _locked(actor, change_id)
    require(rules.can_withdraw_rights(actor, change))
    return _decided(actor, change, RightsState.WITHDRAWN, "", at, "documents.withdraw_rights")


@transaction.atomic
def refuse(actor: Actor, change_id: int, note: str, at: datetime) -> RightsChange:
    change = _locked(actor, change_id)
    require(rules.can_decide_rights(actor, change))
    if not note.strip():
        raise Refused("Ghi lý do không duyệt để người đề nghị biết.", field="note")
    return _decided(actor, change, RightsState.REFUSED, note, at, "documents.refuse_rights")


@transaction.atomic
def approve(actor: Actor, change_id: int, note: str, at: datetime) -> RightsChange:
    """The change enters the matrix from its day, today at the earliest; readers are compiled anew by a job."""
    change = _locked(actor, change_id)
    require(rules.can_decide_rights(actor, change))
    today = timezone.localdate(at)
    day = max(change.effective_on, today)
    if change.kind == RightsKind.ADD:
        if change.until is not None and change.until <= day:
            raise Refused("Thời hạn của đề nghị đã qua. Rút đề nghị và lập lại với ngày mới.", code="conflict")
        _within_bounds(change.principal_id, change.scope, change.includes_restricted, day)
        change.rule = VisibilityRule.objects.create(
            agency_id=change.agency_id,
            principal_id=change.principal_id,
            scope=change.scope,
            flow=change.flow,
            body_id=change.body_id,
            field_id=change.field_id,
            includes_restricted=change.includes_restricted,
            starts_on=day,
            ends_on=change.until,
            approved_by=actor.label[:300],
        )
    else:
        rule = VisibilityRule.objects.select_for_update(of=("self",)).get(changes=change)
        rule.ends_on = day if rule.ends_on is None else min(day, rule.ends_on)
        rule.save(update_fields=["ends_on"])
    change.effective_on = day
    if day <= today:
        recompiling.begin(change.agency_id, today, queries.in_words(change, today), at)
    return _decided(actor, change, RightsState.APPROVED, note, at, "documents.approve_rights")


def _check_row(actor: Actor, new: NewRow) -> None:
    """Only what the pages offer: of this agency, with what its scope needs."""
    principal = Principal.objects.filter(pk=new.principal_id, agency_id=actor.agency_id).first()
    kinds = (PrincipalKind.POST, PrincipalKind.UNIT, PrincipalKind.ROLE)
    if principal is None or principal.kind not in kinds:
        raise Refused("Chọn vị trí, đơn vị hoặc vai trò của cơ quan.", field="principal")
    if new.scope not in dict(queries.SCOPES):
        raise Refused("Chọn phạm vi xem.", field="scope")
    if new.flow and new.flow not in Flow.values:
        raise Refused("Luồng văn bản không có. Chọn lại.", field="flow")
    if new.scope == Scope.UNIT and principal.kind != PrincipalKind.POST:
        raise Refused("Phạm vi đơn vị chỉ đặt cho một vị trí trong đơn vị đó.", field="principal")
    if new.scope == Scope.FIELD and new.field_id not in dict(queries.fields_of(actor)):
        raise Refused("Chọn lĩnh vực mà vị trí này theo dõi.", field="field")
    if new.body_id is not None and new.body_id not in dict(queries.bodies_of(actor)):
        raise Refused("Chủ thể ban hành không thuộc cơ quan. Chọn lại.", field="body")


def _check_day(day: date, today: date) -> None:
    if day < today:
        raise Refused("Quyền không có hiệu lực lùi ngày. Chọn từ hôm nay trở đi.", field="effective_on")


def _within_bounds(principal_id: int, scope: str, includes_restricted: bool, on: date) -> None:
    roles = queries.roles_of_principals([principal_id]).get(principal_id, [])
    reason = queries.crossed(queries.bounds_on(on), roles, scope, includes_restricted)
    if reason:
        raise Refused(f"{reason} Thu hẹp phạm vi hoặc chọn người khác.", field="scope")


def _propose(
    actor: Actor, kind: str, values: dict[str, object], effective_on: date, reason: str, at: datetime
) -> RightsChange:
    if not reason.strip():
        raise Refused("Ghi lý do, căn cứ của thay đổi.", field="reason")
    if actor.person_id is None:
        raise Refused("Thay đổi quyền phải do một người đề nghị.", code="forbidden")
    return RightsChange(
        agency_id=actor.agency_id,
        kind=kind,
        effective_on=effective_on,
        reason=" ".join(reason.split())[:300],
        proposed_by_id=actor.person_id,
        proposed_label=actor.label[:300],
        proposed_at=at,
        **values,
    )


def _proposed(actor: Actor, change: RightsChange, at: datetime) -> RightsChange:
    change.save()
    text = f"{change.get_kind_display()} chờ duyệt: {queries.in_words(change, actor.on)}"
    _tell(change, queries.approvers(actor.agency_id, actor.on), text, at)
    _record(actor, change, "documents.propose_rights", at)
    return change


def _decided(actor: Actor, change: RightsChange, state: str, note: str, at: datetime, verb: str) -> RightsChange:
    change.state, change.decision_note = state, " ".join(note.split())[:300]
    change.decided_by_id, change.decided_label, change.decided_at = actor.person_id, actor.label[:300], at
    change.save()
    if change.decided_by_id != change.proposed_by_id:
        text = f"{change.get_state_display()}: {queries.in_words(change, actor.on)}"
        _tell(change, [change.proposed_by_id], text, at)
    _record(actor, change, verb, at)
    return change


def _tell(change: RightsChange, to: list[int], text: str, at: datetime) -> None:
    page = reverse("documents:rights_changes")
    notices.tell(change.agency_id, to, "rights", text, page, f"rights:{change.pk}:{change.state}", at)


def _record(actor: Actor, change: RightsChange, verb: str, at: datetime) -> None:
    detail = {
        "kind": change.kind,
        "rule": change.rule_id,
        "effective_on": change.effective_on,
        "until": change.until,
        "reason": change.reason,
        "note": change.decision_note,
    }
    label = queries.in_words(change, actor.on)
    audit.record(actor, verb, "rights_change", change.pk, label, at, home=change.agency_id, detail=detail)


def _locked(actor: Actor, change_id: int) -> RightsChange:
    require(rules.can_read_rights(actor))
    rows = RightsChange.objects.select_for_update(of=("self",)).filter(pk=change_id, agency_id=actor.agency_id)
    change = rows.first()
    if change is None:
        raise Refused("Không tìm thấy đề nghị này.", code="not_found")
    return change


def _lock(agency_id: int) -> None:
    """One proposal of an agency after the other: a double click meets the first."""
    recompiling.lock(agency_id)
