"""Accounts of people: made without a password, which is given out on a slip and must be changed at the first log-in;
locked, unlocked, and freed from a lost second factor. Secrets are returned once and kept nowhere."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.db import transaction

from tinhgon.core.accounts.models import ApiToken, User
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.models import Agency
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import ground
from tinhgon.organisation.models import Person

# No letters or digits that are taken for one another on paper (0 o, 1 l i, u v, 2 z, 5 s).
_SIGNS = "abcdefghjkmnpqrtwxy346789"
MAX_SLIPS = 200


@dataclass(frozen=True)
class Slip:
    """What is handed to a person on paper."""

    full_name: str
    post: str
    unit: str
    username: str
    password: str


@transaction.atomic
def create_account(actor: Actor, person_id: int, at: datetime, *, username: str = "") -> User:
    """An account that nobody can log in to yet; one that is there already is the same act."""
    ground.lock(actor)
    person = _person(actor, person_id)
    return _account(actor, person, at, username)


@transaction.atomic
def issue_slips(actor: Actor, person_ids: Sequence[int], at: datetime) -> list[Slip]:
    """First passwords for people of the agency, with an account made where there is none. Whoever logged in before
    gets a new one only from who manages rights."""
    if not person_ids:
        raise Refused("Chọn ít nhất một người.", field="people")
    if len(set(person_ids)) > MAX_SLIPS:
        raise Refused(f"Mỗi lần phát tối đa {MAX_SLIPS} phiếu. Chọn ít người hơn.", field="people")
    require(rules.can_manage_accounts(actor))
    ground.lock(actor)
    slips = []
    for person_id in dict.fromkeys(person_ids):
        person = _person(actor, person_id)
        user = _account(actor, person, at, "")
        if user.last_login is not None:
            require(rules.can_take_over(actor, person.full_name))
        if not user.is_active:
            raise Refused(f"Tài khoản của {person.full_name} đang khóa. Mở khóa trước.", code="state")
        password = _new_password()
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        forget_failures(username=user.username)
        _record(actor, "organisation.issue_password", person, at, {"username": user.username})
        if user.last_login is not None:  # who takes a desk over by a new password does not do so unseen
            cause = f"password:{user.pk}:{at.isoformat()}"
            _tell(actor, person, "Mật khẩu của tài khoản vừa được cấp lại.", cause, at)
        seat = queries.main_seat(person.pk, actor.agency_id, actor.on)
        slips.append(Slip(person.full_name, seat[0], seat[1], user.username, password))
    return slips


@transaction.atomic
def lock_account(actor: Actor, person_id: int, reason: str, at: datetime) -> User:
    """Nobody logs in any more; sessions and tokens end at once. Said again it changes nothing."""
    person, user = _managed(actor, person_id)
    words = ground.spaced(reason, "Nêu lý do khóa.", "reason", 300)
    if not user.is_active:
        return user
    user.is_active = False
    user.save(update_fields=["is_active"])
    revoked = ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
    _record(actor, "organisation.lock_account", person, at, {"reason": words, "tokens": revoked})
    return user


@transaction.atomic
def unlock_account(actor: Actor, person_id: int, at: datetime) -> User:
    """Log-in is open again, also after too many wrong passwords."""
    person, user = _managed(actor, person_id)
    failures = forget_failures(username=user.username)
    if user.is_active and not failures:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record(actor, "organisation.unlock_account", person, at, {"failures": failures})
    return user


@transaction.atomic
def reset_second_factor(actor: Actor, person_id: int, reason: str, at: datetime) -> User:
    """Take away a lost phone or key: the password alone opens until the person sets up another."""
    person, user = _managed(actor, person_id)
    require(rules.can_take_over(actor, person.full_name))
    words = ground.spaced(reason, "Nêu lý do gỡ xác thực hai lớp.", "reason", 300)
    kinds = list(Authenticator.objects.filter(user=user).order_by("pk").values_list("type", flat=True))
    if not kinds:
        raise Refused("Tài khoản này chưa bật xác thực hai lớp.", code="state")
    Authenticator.objects.filter(user=user).delete()
    _record(actor, "organisation.reset_second_factor", person, at, {"reason": words, "kinds": kinds})
    _tell(
        actor,
        person,
        "Xác thực hai lớp của tài khoản vừa được gỡ. Bật lại trong phần Bảo mật.",
        f"2fa:{user.pk}:{at.isoformat()}",
        at,
    )
    return user


def _person(actor: Actor, person_id: int) -> Person:
    person = ground.found(queries.people_of(actor.agency_id), person_id, "người này")
    roles = queries.roles_of(person.pk, actor.on)
    is_home = queries.is_home_of(person.pk, actor.agency_id, actor.on)
    require(rules.can_manage_account(actor, person.principal_id, roles, is_home=is_home))
    return person


def _managed(actor: Actor, person_id: int) -> tuple[Person, User]:
    ground.lock(actor)
    person = _person(actor, person_id)
    user = User.objects.select_for_update(no_key=True).filter(principal_id=person.principal_id).first()
    if user is None:
        raise Refused(f"{person.full_name} chưa có tài khoản. Lập tài khoản trước.", code="state")
    return person, user


def _account(actor: Actor, person: Person, at: datetime, username: str) -> User:
    user = User.objects.filter(principal_id=person.principal_id).first()
    wanted = username.strip().lower()
    if user is not None:
        if wanted and user.username != wanted:
            raise Refused(f"{person.full_name} đã có tài khoản {user.username}.", field="username")
        return user
    if wanted:
        ground.fits(rules.is_sound_username(wanted), "username")
        if User.objects.filter(username=wanted).exists():
            raise Refused(f"Tên đăng nhập {wanted} đã có người dùng. Chọn tên khác.", field="username")
    else:
        wanted = _free_name(rules.username(person.full_name), Agency.objects.get(pk=actor.agency_id).key)
    user = User(username=wanted, principal_id=person.principal_id, email=person.email, must_change_password=True)
    user.set_unusable_password()
    user.save()
    _record(actor, "organisation.create_account", person, at, {"username": wanted})
    return user


def _free_name(stem: str, key: str) -> str:
    """`annv.ubnd`; the second of that name is `annv2.ubnd`."""
    taken = set(
        User.objects.filter(username__startswith=stem, username__endswith=f".{key}").values_list("username", flat=True)
    )
    names = (f"{stem}{number or ''}.{key}" for number in [0, *range(2, len(taken) + 3)])
    return next(name for name in names if name not in taken)


def _new_password() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))


def _tell(actor: Actor, person: Person, text: str, cause: str, at: datetime) -> None:
    words = f"{text} Người làm: {actor.label}. Nếu đồng chí không đề nghị, báo ngay cán bộ an toàn thông tin."
    notices.tell(actor.agency_id, [person.principal_id], "account", words, "", cause, at)


def _record(actor: Actor, verb: str, person: Person, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "person", person.pk, person.full_name, at, home=actor.agency_id, detail=detail)
