"""The roster and the ladders, kept by the chief of office. Refuses shifts that cannot be, ladders without a rung."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents.choices import Urgency
from tinhgon.organisation.models import Person
from tinhgon.roster import queries, rules
from tinhgon.roster.choices import Rung, Watch
from tinhgon.roster.models import Ladder, Shift

LONGEST = timedelta(days=8)


@dataclass(frozen=True)
class NewShift:
    person_id: int
    watch: str
    starts_at: datetime
    ends_at: datetime


def problem_of(shift: NewShift, at: datetime) -> tuple[str, str] | None:
    """(field, what is wrong and what to do), or None."""
    if shift.watch not in Watch.values:
        return "watch", "Chọn trực văn thư hoặc trực lãnh đạo."
    if shift.ends_at <= shift.starts_at:
        return "ends_at", "Giờ hết ca không sau giờ bắt đầu. Ca qua đêm thì ghi ngày hôm sau."
    if shift.ends_at - shift.starts_at > LONGEST:
        return "ends_at", "Ca trực dài quá một tuần. Tách thành nhiều ca."
    if shift.ends_at <= at:
        return "starts_at", "Ca này đã qua. Kiểm tra lại ngày."
    return None


@transaction.atomic
def add_shift(actor: Actor, shift: NewShift, at: datetime, *, url: str = "") -> Shift:
    """Put somebody on duty; the same shift twice is one. The person is told."""
    require(rules.can_keep(actor))
    if problem := problem_of(shift, at):
        raise Refused(problem[1], code="invalid", field=problem[0])
    if shift.person_id not in dict(queries.people_to_choose(actor)):
        raise Refused("Người này không giữ vị trí nào trong cơ quan. Chọn người khác.", code="invalid", field="person")
    made, is_new = write(actor, shift)
    if is_new:
        tell(actor, made, at, url)
        audit.record(actor, "roster.add_shift", "shift", made.pk, _label(made), at, home=actor.agency_id)
    return made


def write(actor: Actor, shift: NewShift) -> tuple[Shift, bool]:
    return Shift.objects.get_or_create(
        agency_id=actor.agency_id,
        person_id=shift.person_id,
        watch=shift.watch,
        starts_at=shift.starts_at,
        withdrawn_at=None,
        defaults={"ends_at": shift.ends_at, "by": actor.label},
    )


def tell(actor: Actor, shift: Shift, at: datetime, url: str, words: str = "Được xếp") -> None:
    """The person on duty hears of it, and of its end when it is taken back."""
    person = Person.objects.get(pk=shift.person_id)
    span = f"{timezone.localtime(shift.starts_at):%H:%M %d/%m} đến {timezone.localtime(shift.ends_at):%H:%M %d/%m}"
    text = f"{words} {Watch(shift.watch).label.lower()} từ {span}"
    cause = f"shift:{shift.pk}:{words}"
    notices.tell(actor.agency_id, [person.principal_id], "roster", text, url, cause, at)


def _label(shift: Shift) -> str:
    return f"{shift.person.full_name}, {timezone.localtime(shift.starts_at):%H:%M %d/%m/%Y}"


@transaction.atomic
def withdraw_shift(actor: Actor, shift_id: int, at: datetime, *, url: str = "") -> None:
    """Take somebody off duty; a second click changes nothing."""
    require(rules.can_keep(actor))
    shift = Shift.objects.select_for_update().filter(pk=shift_id, agency_id=actor.agency_id).first()
    if shift is None:
        raise Refused("Không tìm thấy ca trực.", code="not_found")
    if shift.withdrawn_at is not None:
        return
    shift.withdrawn_at = at
    shift.save(update_fields=["withdrawn_at"])
    tell(actor, shift, at, url, "Thôi")
    audit.record(actor, "roster.withdraw_shift", "shift", shift.pk, _label(shift), at, home=actor.agency_id)


@transaction.atomic
def set_ladder(actor: Actor, urgency: str, minutes: int, rungs: Sequence[str], at: datetime) -> Ladder:
    """From today on: after how many minutes who is called. What held before stays on record."""
    require(rules.can_keep(actor))
    if urgency not in Urgency.values or urgency == Urgency.NONE:
        raise Refused("Chọn độ khẩn.", code="invalid", field="urgency")
    if not 1 <= minutes <= 1440:
        raise Refused("Số phút từ 1 đến 1440.", code="invalid", field="minutes")
    if not rungs or set(rungs) - ({*Rung.values} - {Rung.AWAITED}) or len(set(rungs)) != len(rungs):
        raise Refused("Chọn ít nhất một bậc gọi, mỗi bậc một lần.", code="invalid", field="rungs")
    today = timezone.localdate(at)
    rows = Ladder.objects.select_for_update().filter(agency_id=actor.agency_id, urgency=urgency)
    now = rows.filter(ends_on=None).order_by("-starts_on").first()
    if now is not None and (now.minutes, list(now.rungs)) == (minutes, list(rungs)):
        return now
    if now is not None and now.starts_on == today:
        now.minutes, now.rungs = minutes, list(rungs)
        now.save(update_fields=["minutes", "rungs"])
        made = now
    else:
        rows.filter(ends_on=None).update(ends_on=today)
        made = Ladder.objects.create(
            agency_id=actor.agency_id,
            urgency=urgency,
            minutes=minutes,
            rungs=list(rungs),
            starts_on=today,
            legal_basis="Quy chế làm việc của cơ quan",
        )
    label = f"{Urgency(urgency).label}: {minutes} phút"
    detail = {"minutes": minutes, "rungs": list(rungs)}
    audit.record(actor, "roster.set_ladder", "ladder", made.pk, label, at, home=actor.agency_id, detail=detail)
    return made
