"""Posts and the people in them: who works where, from when until when."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Principal
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.choices import AppointmentKind, Role
from tinhgon.organisation.models import Appointment, Person, Post, Unit


@dataclass(frozen=True)
class NewPost:
    unit_id: int
    title: str
    job_position: str = ""
    headcount: int = 1
    is_head: bool = False
    is_deputy: bool = False
    roles: tuple[str, ...] = ()
    order: int = 0
    legal_basis: str = ""


@dataclass(frozen=True)
class NewAppointment:
    person_id: int
    post_id: int
    starts_on: date
    ends_on: date | None = None
    kind: str = AppointmentKind.MAIN
    legal_basis: str = ""


@transaction.atomic
def create_post(actor: Actor, new: NewPost, starts_on: date, at: datetime, *, is_another: bool = False) -> Post:
    """A post in a unit begins. The same post on the same day is the same act, unless `is_another` of its kind."""
    new = replace(new, title=" ".join(new.title.split()), job_position=" ".join(new.job_position.split()))
    require(rules.can_give_roles(actor, new.roles))
    if not new.title:
        raise Refused("Nhập chức danh của vị trí.", field="title")
    unknown = set(new.roles) - set(Role.values)
    if unknown:
        raise Refused(f"Không có vai trò {', '.join(sorted(unknown))}.", field="roles")
    if new.headcount < 1:
        raise Refused("Số lượng người của vị trí từ 1 trở lên.", field="headcount")
    unit = Unit.objects.select_for_update().filter(pk=new.unit_id, agency_id=actor.agency_id).first()
    if unit is None or queries.version_on(unit.pk, starts_on) is None:
        raise Refused("Đơn vị không hoạt động vào ngày này. Chọn ngày hoặc đơn vị khác.", field="starts_on")
    same = Post.objects.filter(unit=unit, title=new.title, starts_on=starts_on).first()
    if same is not None and not is_another:
        return same
    if new.is_head and Post.objects.filter(queries.in_force(starts_on), unit=unit, is_head=True).exists():
        raise Refused("Đơn vị đã có vị trí cấp trưởng. Bỏ dấu cấp trưởng rồi lưu lại.", field="is_head")
    post = Post.objects.create(
        agency_id=actor.agency_id,
        principal=Principal.objects.create(agency_id=actor.agency_id, kind=PrincipalKind.POST),
        unit=unit,
        title=new.title,
        job_position=new.job_position or new.title,
        headcount=new.headcount,
        is_head=new.is_head,
        is_deputy=new.is_deputy,
        roles=sorted(set(new.roles)),
        order=new.order,
        starts_on=starts_on,
        legal_basis=new.legal_basis,
    )
    detail = {"starts_on": starts_on, "roles": post.roles}
    audit.record(actor, "organisation.create_post", "post", post.pk, post.title, at, home=post.agency_id, detail=detail)
    return post


@transaction.atomic
def create_person(actor: Actor, full_name: str, at: datetime, *, email: str = "", phone: str = "") -> Person:
    """A person becomes known; the same e-mail address is the same person."""
    require(rules.can_manage(actor))
    name = " ".join(vntext.nfc(full_name).split())
    if len(name.split()) < 2:
        raise Refused("Nhập đủ họ và tên.", field="person")
    email = email.strip().lower()
    if email and (same := Person.objects.filter(email__iexact=email).first()):
        if same.full_name != name:
            raise Refused(f"Thư điện tử này là của {same.full_name}.", field="email")
        return same
    person = Person.objects.create(
        principal=Principal.objects.create(kind=PrincipalKind.PERSON),
        full_name=name,
        sort_key=vntext.person_sort_key(name),
        email=email,
        phone=phone.strip(),
    )
    audit.record(actor, "organisation.create_person", "person", person.pk, name, at, home=actor.agency_id)
    return person


@transaction.atomic
def appoint(actor: Actor, new: NewAppointment, at: datetime) -> Appointment:
    """A person takes a post; the same person, post and day is the same act."""
    post = Post.objects.select_for_update().filter(pk=new.post_id, agency_id=actor.agency_id).first()
    person = Person.objects.filter(pk=new.person_id).first()
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
    detail = {"starts_on": new.starts_on, "ends_on": new.ends_on, "kind": new.kind}
    _record(actor, "organisation.appoint", appointment, at, detail)
    return appointment


@transaction.atomic
def appoint_named(
    actor: Actor, named: str, new: NewAppointment, at: datetime, *, is_new: bool = False, email: str = ""
) -> Appointment:
    """Appoint whom the words name: an e-mail address, the full name of somebody of the agency, or a new person."""
    require(rules.can_manage(actor))
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
    if new.ends_on is not None and new.ends_on <= new.starts_on:
        raise Refused("Ngày kết thúc phải sau ngày bắt đầu.", field="ends_on")
    if new.starts_on < post.starts_on or (post.ends_on is not None and (new.ends_on or date.max) > post.ends_on):
        until = f" đến {post.ends_on:%d/%m/%Y}" if post.ends_on else ""
        raise Refused(f"Vị trí này có từ {post.starts_on:%d/%m/%Y}{until}. Chọn ngày khác.", field="starts_on")
    meanwhile = _overlapping(Appointment.objects.all(), new.starts_on, new.ends_on)
    if meanwhile.filter(person=person, post=post).exists():
        raise Refused(f"{person.full_name} đang giữ vị trí này trong thời gian đó.", field="person")
    if new.kind == AppointmentKind.MAIN and meanwhile.filter(person=person, kind=AppointmentKind.MAIN).exists():
        raise Refused(
            f"{person.full_name} đã có vị trí chính trong thời gian đó. Chọn kiêm nhiệm hoặc kết thúc vị trí cũ.",
            field="kind",
        )
    if meanwhile.filter(post=post).count() >= post.headcount:
        raise Refused(
            f"Vị trí chỉ có {post.headcount} người. Kết thúc bố trí của người đang giữ trước.", field="starts_on"
        )


@transaction.atomic
def end_appointment(
    actor: Actor, appointment_id: int, ends_on: date, at: datetime, *, legal_basis: str = ""
) -> Appointment:
    """A person leaves a post: holds it until the day before. The same day again is the same act."""
    row = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person", "post")
        .filter(pk=appointment_id, post__agency_id=actor.agency_id)
        .first()
    )
    if row is None:
        raise Refused("Không tìm thấy bố trí này.", code="not_found")
    require(rules.can_manage(actor))
    if row.ends_on == ends_on:
        return row
    if ends_on <= row.starts_on:
        raise Refused(f"Ngày kết thúc phải sau ngày bắt đầu {row.starts_on:%d/%m/%Y}.", field="ends_on")
    if row.ends_on is not None and row.ends_on < ends_on:
        raise Refused(f"Bố trí này đã kết thúc ngày {row.ends_on:%d/%m/%Y}.", field="ends_on")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    detail = {"ends_on": ends_on, "legal_basis": legal_basis}
    _record(actor, "organisation.end_appointment", row, at, detail)
    return row


def _overlapping(rows: QuerySet[Appointment], starts_on: date, ends_on: date | None) -> QuerySet[Appointment]:
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
    return rows.filter(starts_on__lt=ends_on) if ends_on else rows


def _record(actor: Actor, verb: str, row: Appointment, at: datetime, detail: dict[str, Any]) -> None:
    label = f"{row.person.full_name} · {row.post.title}"
    audit.record(actor, verb, "appointment", row.pk, label, at, home=row.post.agency_id, detail=detail)
