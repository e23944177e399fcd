"""People and who works where, from when until when."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Principal
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import ground
from tinhgon.organisation.choices import AppointmentKind
from tinhgon.organisation.models import Appointment, Person, Post


@dataclass(frozen=True)
class NewAppointment:
    person_id: int
    post_id: int
    starts_on: date
    ends_on: date | None = None
    kind: str = AppointmentKind.MAIN
    legal_basis: str = ""


@transaction.atomic
def create_person(actor: Actor, full_name: str, at: datetime, *, email: str = "", phone: str = "") -> Person:
    """A person becomes known; the same e-mail address is the same person."""
    require(rules.can_manage(actor))
    name = _full_name(full_name)
    email = _email(email)
    if email and (same := Person.objects.filter(email__iexact=email).first()):
        if same.full_name != name:
            raise Refused(f"Thư điện tử này là của {same.full_name}.", field="email")
        return same
    person = Person.objects.create(
        principal=Principal.objects.create(kind=PrincipalKind.PERSON),
        full_name=name,
        sort_key=vntext.person_sort_key(name),
        email=email,
        phone=ground.spaced(phone, "", "phone", 20),
    )
    audit.record(actor, "organisation.create_person", "person", person.pk, name, at, home=actor.agency_id)
    return person


@transaction.atomic
def change_person(
    actor: Actor,
    person_id: int,
    full_name: str,
    at: datetime,
    *,
    email: str = "",
    phone: str = "",
    legal_basis: str = "",
) -> Person:
    """Correct how a person of the agency is called and reached; history keeps what was."""
    require(rules.can_manage(actor))
    people = queries.people_of(actor.agency_id).select_for_update(no_key=True)
    person = ground.found(people, person_id, "người này")
    require(rules.can_change_person(actor, is_home=queries.is_home_of(person.pk, actor.agency_id, actor.on)))
    name, email = _full_name(full_name), _email(email)
    other = Person.objects.filter(email__iexact=email).exclude(pk=person.pk).first() if email else None
    if other is not None:
        raise Refused(f"Thư điện tử này là của {other.full_name}.", field="email")
    was = ground.facts(person, ("full_name", "email", "phone"))
    now = {"full_name": name, "email": email, "phone": ground.spaced(phone, "", "phone", 20)}
    if was == now:
        return person
    person.full_name, person.email, person.phone = name, email, now["phone"]
    person.sort_key = vntext.person_sort_key(name)
    person.save()
    detail = {"was": was, "is": now, "legal_basis": legal_basis}
    audit.record(
        actor, "organisation.change_person", "person", person.pk, name, at, home=actor.agency_id, detail=detail
    )
    return person


def _email(typed: str) -> str:
    """An address that letters reach and single sign-on can know somebody by; "" for none."""
    email = typed.strip().lower()
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise Refused("Thư điện tử không đúng dạng. Ghi dạng ten@coquan.gov.vn.", field="email") from error
    return email


def _full_name(full_name: str) -> str:
    name = ground.spaced(vntext.nfc(full_name), "Nhập họ và tên.", "person", 100)
    if len(name.split()) < 2:
        raise Refused("Nhập đủ họ và tên.", field="person")
    return name


@transaction.atomic
def appoint(actor: Actor, new: NewAppointment, at: datetime) -> Appointment:
    """A person takes a post; the same person, post and day is the same act."""
    ground.lock(actor)
    post = Post.objects.filter(pk=new.post_id, agency_id=actor.agency_id).first()
    # Another agency may give the person a main post at the same moment.
    person = Person.objects.select_for_update(no_key=True).filter(pk=new.person_id).first()
    if post is None or person is None:
        raise Refused("Không tìm thấy vị trí hoặc người này.", code="not_found")
    same = Appointment.objects.filter(person=person, post=post, starts_on=new.starts_on).first()
    if same is not None and (same.kind, same.ends_on) == (new.kind, new.ends_on):
        return same
    require(rules.can_appoint(actor, person, post))
    _fits(new, post, person)
    appointment = Appointment.objects.create(
        person=person,
        post=post,
        kind=new.kind,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        legal_basis=new.legal_basis,
    )
    detail = {"starts_on": new.starts_on, "ends_on": new.ends_on, "kind": new.kind, "legal_basis": new.legal_basis}
    _record(actor, "organisation.appoint", appointment, at, detail)
    return appointment


@transaction.atomic
def appoint_named(
    actor: Actor, named: str, new: NewAppointment, at: datetime, *, is_new: bool = False, email: str = ""
) -> Appointment:
    """Appoint whom the words name: an e-mail address, the full name of somebody of the agency, or a new person."""
    require(rules.can_manage(actor))
    ground.lock(actor)
    if is_new:
        same = queries.person_named(actor.agency_id, named)
        held = Appointment.objects.filter(post_id=new.post_id, starts_on=new.starts_on, person__in=same).first()
        person = held.person if held else create_person(actor, named, at, email=email)
    else:
        found = queries.person_named(actor.agency_id, named)
        if not found:
            raise Refused(
                "Chưa có người này. Kiểm tra họ tên, nhập thư điện tử, hoặc đánh dấu “Lập hồ sơ người mới”.",
                field="person",
            )
        if len(found) > 1:
            raise Refused("Có nhiều người trùng họ tên. Nhập thư điện tử của người cần chọn.", field="person")
        person = found[0]
    return appoint(actor, replace(new, person_id=person.pk), at)


def _fits(new: NewAppointment, post: Post, person: Person) -> None:
    if new.kind not in AppointmentKind.values:
        raise Refused("Chọn hình thức bố trí.", field="kind")
    ground.period(new.starts_on, new.ends_on)
    if new.starts_on < post.starts_on or (post.ends_on is not None and (new.ends_on or date.max) > post.ends_on):
        until = f" đến trước {post.ends_on:%d/%m/%Y}" if post.ends_on else ""
        raise Refused(f"Vị trí này có từ {post.starts_on:%d/%m/%Y}{until}. Chọn ngày khác.", field="starts_on")
    meanwhile = Appointment.objects.filter(queries.overlapping(new.starts_on, new.ends_on))
    if held := meanwhile.filter(person=person, post=post).first():
        raise Refused(f"{person.full_name} đang giữ vị trí này từ {held.starts_on:%d/%m/%Y}.", field="person")
    if new.kind == AppointmentKind.MAIN and (main := queries.main_posts(person.pk, new.starts_on, new.ends_on)):
        raise Refused(
            f"{person.full_name} đã có vị trí chính trong thời gian đó ({main[0].post.title}). Chọn kiêm nhiệm hoặc kết"
            " thúc vị trí cũ.",
            field="kind",
        )
    periods = queries.periods_held(post.pk, new.starts_on, new.ends_on)
    room = queries.smallest_headcount(post, new.starts_on, new.ends_on)
    if rules.most_at_once([*periods, (new.starts_on, new.ends_on)]) > room:
        raise Refused(f"Vị trí chỉ có {room} người. Kết thúc bố trí của người đang giữ trước.", field="starts_on")


@transaction.atomic
def end_appointment(
    actor: Actor, appointment_id: int, ends_on: date, at: datetime, *, legal_basis: str = ""
) -> Appointment:
    """A person leaves a post: holds it until the day before. The same day again is the same act."""
    require(rules.can_manage(actor))
    row = _locked(actor, appointment_id)
    require(rules.can_end_appointment(actor, row.person, row.post))
    if row.ends_on == ends_on:
        return row
    ground.period(row.starts_on, ends_on)
    if row.ends_on is not None and row.ends_on < ends_on:
        raise Refused(f"Bố trí này đã kết thúc ngày {row.ends_on:%d/%m/%Y}.", field="ends_on")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    detail = {"ends_on": ends_on, "legal_basis": legal_basis}
    _record(actor, "organisation.end_appointment", row, at, detail)
    return row


@transaction.atomic
def withdraw_appointment(actor: Actor, appointment_id: int, reason: str, at: datetime) -> None:
    """Take back an appointment that has not begun, or the end of one that has not come."""
    require(rules.can_manage(actor))
    row = _locked(actor, appointment_id)
    reason = ground.reason(reason)
    require(rules.can_appoint(actor, row.person, row.post))
    detail = {"starts_on": row.starts_on, "ends_on": row.ends_on, "kind": row.kind, "reason": reason}
    if row.starts_on > actor.on:
        pk = row.pk
        row.delete()
        row.pk = pk
        _record(actor, "organisation.withdraw_appointment", row, at, detail)
        return
    if row.ends_on is None:
        require(rules.can_withdraw(row.starts_on, actor.on))
    else:
        require(rules.can_withdraw(row.ends_on, actor.on))
        rest = NewAppointment(row.person_id, row.post_id, row.ends_on, row.post.ends_on, row.kind)
        if rest.starts_on != rest.ends_on:
            _fits(rest, row.post, row.person)
        row.ends_on = row.post.ends_on
        row.save(update_fields=["ends_on"])
        _record(actor, "organisation.withdraw_appointment_end", row, at, detail)


def _locked(actor: Actor, appointment_id: int) -> Appointment:
    ground.lock(actor)
    rows = Appointment.objects.select_related("person", "post").filter(post__agency_id=actor.agency_id)
    return ground.found(rows, appointment_id, "bố trí này")


def _record(actor: Actor, verb: str, row: Appointment, at: datetime, detail: dict[str, Any]) -> None:
    label = f"{row.person.full_name} · {row.post.title}"
    audit.record(actor, verb, "appointment", row.pk, label, at, home=row.post.agency_id, detail=detail)
