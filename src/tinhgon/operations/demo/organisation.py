"""Builds the offices of the invented province Bình Sơn: Party committee with its office and boards, people's
committee with departments, Fatherland Front, six communes; about sixty persons with every role. Also the world that
the tests live in. Knows no paper."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from officekit import vntext
from tinhgon.core.accounts.models import User
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.numbering.choices import Flow, PeriodKind
from tinhgon.core.numbering.models import Book, Period
from tinhgon.documents.choices import StepKind
from tinhgon.documents.models import ApprovalRoute, VisibilityRule
from tinhgon.operations import choices
from tinhgon.operations.demo import offices
from tinhgon.operations.demo.offices import Office, Seat
from tinhgon.organisation import models as org
from tinhgon.organisation.choices import AppointmentKind, Role

STARTS_ON = date(2025, 7, 1)
BASIS = "Nghị quyết 202/2025/QH15; dữ liệu trình diễn"


@dataclass
class Built:
    """What was built of one office, for the generator of papers and for tests."""

    agency: Agency
    body: org.IssuingBody
    units: dict[str, org.Unit] = field(default_factory=dict)
    posts: dict[str, org.Post] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)


@transaction.atomic
def build(password: str) -> dict[str, Built]:
    """Build every office of the province; {agency key: what was built}. Call it on an empty database."""
    rng = random.Random(202507)  # noqa: S311  invented names, the same every time
    names = offices.names(rng)
    territories = _territories()
    built = {office.key: _office(office, names, password, territories) for office in offices.OFFICES}
    for username, office_key, title, unit_key, roles in offices.CONCURRENT:
        _concurrent(built, username, office_key, title, unit_key, roles)
    return built


def _territories() -> dict[str, org.Territory]:
    found: dict[str, org.Territory] = {}
    for code, name, kind, level, parent in offices.TERRITORIES:
        territory = org.Territory.objects.create(level=level, code=code, valid_from=STARTS_ON)
        org.TerritoryVersion.objects.create(
            territory=territory, name=name, kind=kind, parent=found.get(parent), starts_on=STARTS_ON, legal_basis=BASIS
        )
        found[code] = territory
    return found


def _principal(agency: Agency | None, kind: PrincipalKind) -> Principal:
    return Principal.objects.create(agency=agency, kind=kind)


def _office(office: Office, names: Iterator[str], password: str, territories: dict[str, org.Territory]) -> Built:
    agency = Agency.objects.create(key=office.key)
    org.AgencyProfile.objects.create(
        agency=agency,
        name=office.name,
        short_name=office.short_name,
        bloc=office.bloc,
        level=office.level,
        rule_set=office.rule_set,
    )
    units: dict[str, org.Unit] = {}
    kinds = sorted(org.BodyType.objects.filter(bloc=office.bloc, level=office.level), key=lambda row: -len(row.name))
    for order, (key, name, symbol, parent) in enumerate(office.units):
        unit = org.Unit.objects.create(
            agency=agency, principal=_principal(agency, PrincipalKind.UNIT), territory=territories[office.territory]
        )
        org.UnitVersion.objects.create(
            unit=unit,
            name=name,
            short_name=name,
            symbol=symbol,
            body_type=next((kind for kind in kinds if name.startswith(kind.name)), None),
            parent=units.get(parent),
            agency_code=office.code if not parent else "",
            establishment=len([s for s in office.seats if s.unit == key]) + 2,
            order=order,
            starts_on=STARTS_ON,
            legal_basis=BASIS,
        )
        units[key] = unit
    root = units[office.units[0][0]]
    body = org.IssuingBody.objects.create(
        agency=agency,
        principal=_principal(agency, PrincipalKind.BODY),
        unit=root,
        name=office.letterhead,
        parent_name=office.parent_letterhead,
        symbol=office.symbol,
        place=office.place,
        rule_set=office.rule_set,
        starts_on=STARTS_ON,
        legal_basis=BASIS,
    )
    result = Built(agency, body, units)
    roles = {
        role: org.RolePrincipal.objects.create(
            agency=agency, role=role, principal=_principal(agency, PrincipalKind.ROLE)
        ).principal
        for role in Role
    }
    for seat in office.seats:
        _seat(office, seat, result, next(names), password)
    _clerical(office, result)
    _matrix(result, roles)
    _routes(office, result)
    return result


def _seat(office: Office, seat: Seat, built: Built, name: str, password: str) -> None:
    post = org.Post.objects.create(
        agency=built.agency,
        principal=_principal(built.agency, PrincipalKind.POST),
        unit=built.units[seat.unit],
        title=seat.title,
        job_position=seat.title,
        is_head=seat.is_head,
        is_deputy=seat.is_deputy,
        roles=[str(role) for role in seat.roles],
        order=len(built.posts),
        starts_on=STARTS_ON,
        legal_basis=BASIS,
    )
    person = org.Person.objects.create(
        principal=_principal(None, PrincipalKind.PERSON), full_name=name, sort_key=vntext.person_sort_key(name)
    )
    user = User(
        username=f"{seat.key}.{office.key}", principal=person.principal, email=f"{seat.key}@{office.key}.invalid"
    )
    user.set_password(password)
    user.save()
    org.Appointment.objects.create(person=person, post=post, starts_on=STARTS_ON, legal_basis=BASIS)
    built.posts[seat.key], built.users[seat.key] = post, user


def _concurrent(
    built: dict[str, Built], username: str, office_key: str, title: str, unit_key: str, roles: tuple[Role, ...]
) -> None:
    office = built[office_key]
    post = org.Post.objects.create(
        agency=office.agency,
        principal=_principal(office.agency, PrincipalKind.POST),
        unit=office.units[unit_key],
        title=title,
        job_position=title,
        roles=[str(role) for role in roles],
        is_deputy=True,
        order=len(office.posts),
        starts_on=STARTS_ON,
        legal_basis=BASIS,
    )
    person = org.Person.objects.get(principal__user__username=username)
    org.Appointment.objects.create(
        person=person, post=post, kind=AppointmentKind.CONCURRENT, starts_on=STARTS_ON, legal_basis=BASIS
    )


def _clerical(office: Office, built: Built) -> None:
    clerk_unit = built.posts["vanthu"].unit
    clerical = org.ClericalOffice.objects.create(
        agency=built.agency,
        unit=clerk_unit,
        name=f"Văn thư {office.short_name}",
        starts_on=STARTS_ON,
        legal_basis=BASIS,
    )
    clerical.bodies.add(built.body)
    seal = org.Seal.objects.create(body=built.body, name=f"Con dấu {office.short_name}", starts_on=STARTS_ON)
    org.SealKeeping.objects.create(seal=seal, post=built.posts["vanthu"], starts_on=STARTS_ON, legal_basis=BASIS)
    for code, name in offices.FIELDS:
        org.WorkField.objects.create(agency=built.agency, code=code, name=name)
    Book.objects.create(
        agency=built.agency,
        body=built.body.principal,
        name="Sổ văn bản đến",
        flow=Flow.INCOMING,
        legal_basis="NĐ 30/2020/NĐ-CP điều 22",
        starts_on=STARTS_ON,
    )
    if office.rule_set == "nd30":
        Book.objects.create(
            agency=built.agency,
            body=built.body.principal,
            name="Sổ văn bản đi",
            flow=Flow.OUTGOING,
            legal_basis="NĐ 30/2020/NĐ-CP điều 15",
            starts_on=STARTS_ON,
        )
        return
    org.CommitteeTerm.objects.create(body=built.body, label="2025-2030", starts_on=STARTS_ON, legal_basis=BASIS)
    for code, name in offices.PARTY_BOOKS:
        book = Book.objects.create(
            agency=built.agency,
            body=built.body.principal,
            name=f"Sổ {name}",
            flow=Flow.OUTGOING,
            type_codes=[code],
            period_kind=PeriodKind.TERM,
            legal_basis="HD 05-HD/VPTW",
            starts_on=STARTS_ON,
        )
        Period.objects.create(book=book, label="2025-2030", starts_on=STARTS_ON)


def _matrix(built: Built, roles: dict[Role, Principal]) -> None:
    for role, duties in choices.DUTIES.items():
        for duty in duties:
            org.DutyGrant.objects.create(
                agency=built.agency, role=role, duty=duty, starts_on=STARTS_ON, legal_basis="Quy chế làm việc"
            )
    for role, scope, restricted in choices.READERS:
        VisibilityRule.objects.create(
            agency=built.agency,
            principal=roles[role],
            scope=scope,
            includes_restricted=restricted,
            starts_on=STARTS_ON,
            approved_by="Quy chế làm việc",
        )


def _routes(office: Office, built: Built) -> None:
    steps = (
        (StepKind.CONTENT, "head_of_drafter", None),
        (StepKind.FORMAT, "post", built.posts["chanhvp"]),
        (StepKind.SIGNATURE, "post", built.posts["lanhdao"]),
    )
    for ordinal, (kind, rule, post) in enumerate(steps, 1):
        ApprovalRoute.objects.create(agency=built.agency, ordinal=ordinal, kind=kind, rule=rule, post=post)
