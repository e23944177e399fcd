"""The clerk's post is handed over by minutes (office-practice C 30): drawn up by who gives with what there is on the
day, signed for by who takes, or refused with the reason. Moves no seal and no right: those are the organisation's acts,
for which the minutes are the basis."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.choices import MinutesState
from tinhgon.documents.models import ClerkMinutes
from tinhgon.documents.queries import minutes as reading
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import ClericalOffice, Person

ADDRESS = "/van-ban/so/ban-giao/"


def draw_up(actor: Actor, office_id: int, taker_id: int, reason: str, at: datetime, *, note: str = "") -> ClerkMinutes:
    """Draw the minutes up for who takes over; the same once more, while nobody has signed, is the same act."""
    require(rules.can_hand_over_post(actor))
    office = ClericalOffice.objects.filter(pk=office_id, agency_id=actor.agency_id).prefetch_related("bodies").first()
    if office is None:
        raise Refused("Chọn bộ phận văn thư của cơ quan.", field="office")
    takers = {option.value: f"{option.label}, {option.detail}" for option in reading.takers(actor)}
    if taker_id not in takers:
        raise Refused("Chọn người nhận bàn giao là người khác trong cơ quan.", field="taker")
    if not reason.strip():
        raise Refused("Nêu lý do bàn giao.", field="reason")
    if actor.person_id is None:
        raise Refused("Biên bản do người đang làm văn thư lập.")
    waiting = ClerkMinutes.objects.filter(office=office, state=MinutesState.DRAWN_UP).first()
    if waiting is not None and (waiting.taker_id, waiting.reason) == (taker_id, reason.strip()):
        return waiting
    try:
        with transaction.atomic():
            row = ClerkMinutes.objects.create(
                agency_id=actor.agency_id,
                office=office,
                giver=Person.objects.get(principal_id=actor.person_id),
                giver_label=f"{actor.name}, {actor.title}",
                taker_id=taker_id,
                taker_label=takers[taker_id],
                reason=reason.strip()[:300],
                note=note.strip()[:1000],
                content=reading.state_of_the_post(office, timezone.localdate(at)),
                made_at=at,
            )
            _record(actor, "documents.draw_up_minutes", row, at, {"to": row.taker_label, "reason": row.reason})
            _tell(row, [row.taker.principal_id], f"Chờ ký nhận bàn giao công tác văn thư từ {row.giver_label}", at)
    except IntegrityError as error:
        raise Refused("Bộ phận này còn một biên bản chưa ký nhận. Chờ ký nhận hoặc từ chối trước.") from error
    return row


@transaction.atomic
def take_over(actor: Actor, minutes_id: int, at: datetime) -> ClerkMinutes:
    """Sign for what stands in the minutes; who keeps the register of seals is told to write the hand-over down."""
    row = _locked(actor, minutes_id)
    if row.state == MinutesState.TAKEN and row.taker.principal_id == actor.person_id:
        return row
    require(rules.can_sign_minutes(actor, row))
    row.state, row.ended_at = MinutesState.TAKEN, at
    row.save(update_fields=["state", "ended_at"])
    _tell(row, [row.giver.principal_id], f"{row.taker_label} đã ký nhận bàn giao công tác văn thư", at)
    officers = queries.role_posts(row.agency_id, Role.ORGANISATION_OFFICER, actor.on)
    day = timezone.localdate(row.made_at)
    _tell(row, officers, f"Ghi bàn giao con dấu theo biên bản ngày {day:%d/%m/%Y}: {row.office.name}", at)
    _record(actor, "documents.take_over_post", row, at, {"from": row.giver_label})
    return row


@transaction.atomic
def refuse_minutes(actor: Actor, minutes_id: int, reason: str, at: datetime) -> ClerkMinutes:
    """What is there is not what stands in the minutes: the giver draws up others."""
    row = _locked(actor, minutes_id)
    require(rules.can_sign_minutes(actor, row))
    if not reason.strip():
        raise Refused("Nêu điều chưa khớp để người giao lập lại biên bản.", field="reason")
    row.state, row.ended_at, row.ended_words = MinutesState.REFUSED, at, reason.strip()[:300]
    row.save(update_fields=["state", "ended_at", "ended_words"])
    _tell(row, [row.giver.principal_id], f"{row.taker_label} chưa nhận bàn giao. Lý do: {row.ended_words}", at)
    _record(actor, "documents.refuse_minutes", row, at, {"reason": row.ended_words})
    return row


def _locked(actor: Actor, minutes_id: int) -> ClerkMinutes:
    rows = ClerkMinutes.objects.select_for_update(of=("self",)).select_related("taker", "giver", "office")
    row = rows.filter(pk=minutes_id, agency_id=actor.agency_id).first()
    if row is None:
        raise Refused("Không tìm thấy biên bản này.", code="not_found")
    return row


def _record(actor: Actor, verb: str, row: ClerkMinutes, at: datetime, detail: dict[str, str]) -> None:
    label = f"Bàn giao công tác văn thư: {row.office.name}"
    audit.record(actor, verb, "clerk_minutes", row.pk, label, at, home=row.agency_id, detail=detail)


def _tell(row: ClerkMinutes, to: list[int], text: str, at: datetime) -> None:
    notices.tell(row.agency_id, to, "handover", text, ADDRESS, f"minutes:{row.pk}:{row.state}:{at.isoformat()}", at)
