"""The first agency of an installation and its first administrator, so that everybody else can be let in by pages.

Knows what an agency begins with. Refuses an installation that has an agency already: from then on people are let in
by those who may, and history says by whom.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Agency, Principal
from tinhgon.documents.models import VisibilityRule
from tinhgon.operations import choices
from tinhgon.organisation import actions as organisation
from tinhgon.organisation.choices import SYSTEM_ROLES, Duty, Role
from tinhgon.organisation.models import AgencyProfile, DutyGrant, RolePrincipal

TITLE = "Quản trị hệ thống"
MANAGING = frozenset({Duty.MANAGE_ORGANISATION, Duty.MANAGE_RIGHTS, Duty.CONFIGURE})


class NotEmptyError(RuntimeError):
    """There is an agency already."""


@dataclass(frozen=True)
class Founder:
    """The agency and the person who begins."""

    key: str
    name: str
    short_name: str
    bloc: str
    level: str
    rule_set: str
    person: str
    email: str = ""


@transaction.atomic
def found(new: Founder, on: date, at: datetime) -> organisation.Slip:
    """Found the agency with its first unit, its roles with their usual duties, and one person who manages the
    organisation, rights and settings; returns the slip with the first password, which is kept nowhere."""
    if Agency.objects.exists():
        raise NotEmptyError("there is an agency already: accounts are made by its administrators, on the pages")
    agency = Agency.objects.create(key=new.key)
    AgencyProfile.objects.create(
        agency=agency,
        name=new.name,
        short_name=new.short_name,
        bloc=new.bloc,
        level=new.level,
        rule_set=new.rule_set,
    )
    _give_usual_duties(agency, on)
    machine = Actor("Người cài đặt hệ thống", "", agency.pk, on, duties=MANAGING, channel="command", is_system=True)
    audit.record(machine, "operations.found", "agency", agency.pk, new.name, at, home=agency.pk)
    unit = organisation.create_unit(machine, organisation.NewUnit(new.name, short_name=new.short_name), on, at)
    seat = organisation.NewPost(
        unit.pk, TITLE, job_position=TITLE, roles=tuple(SYSTEM_ROLES), legal_basis=choices.BASIS
    )
    post = organisation.create_post(machine, seat, on, at)
    person = organisation.create_person(machine, new.person, at, email=new.email)
    place = organisation.NewAppointment(person.pk, post.pk, on, legal_basis=choices.BASIS)
    organisation.appoint(machine, place, at)
    (slip,) = organisation.issue_slips(machine, [person.pk], at)
    return slip


def _give_usual_duties(agency: Agency, on: date) -> None:
    principals = {}
    for role in Role:
        principal = Principal.objects.create(agency=agency, kind=PrincipalKind.ROLE)
        principals[role] = principal
        RolePrincipal.objects.create(agency=agency, role=role, principal=principal)
        for duty in choices.DUTIES[role]:
            DutyGrant.objects.create(agency=agency, role=role, duty=duty, starts_on=on, legal_basis=choices.BASIS)
    for role, scope, restricted in choices.READERS:
        VisibilityRule.objects.create(
            agency=agency,
            principal=principals[role],
            scope=scope,
            includes_restricted=restricted,
            starts_on=on,
            approved_by=choices.BASIS,
        )
