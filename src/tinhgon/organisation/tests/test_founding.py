"""Many units that begin in one act: what each by itself would have been told, and the same rows and history."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tinhgon.core.audit import queries as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, queries
from tinhgon.organisation.actions.founding import Founding
from tinhgon.organisation.actions.references import References
from tinhgon.organisation.models import AgencyProfile, Territory, Unit, UnitVersion

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
DAYS = [date(2024, 1, 1) + timedelta(days=100 * number) for number in range(6)]


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=date(2026, 3, 1))


def empty(officer, key):
    agency = Agency.objects.create(key=key)
    AgencyProfile.objects.create(agency=agency, name=key, short_name=key, bloc="state", level="province")
    return replace(officer, agency_id=agency.pk)


def founding(actor):
    return Founding(actor, References(actor), AT)


def told(actor):
    """Rows and history of an agency, with units named by the order in which they were made."""
    units = list(Unit.objects.filter(agency_id=actor.agency_id).order_by("pk"))
    place = {unit.pk: number for number, unit in enumerate(units)}
    versions = UnitVersion.objects.filter(unit__in=units).order_by("pk")
    facts = actions.NewUnit.__dataclass_fields__
    rows = [
        [place[v.unit_id], v.starts_on, v.ends_on, place.get(v.parent_id)]
        + [getattr(v, key) for key in facts if key != "parent_id"]
        for v in versions
    ]
    history = [
        (e.seq, e.verb, place[e.object_id], e.object_label, e.at, e.actor_label, e.detail)
        for e in audit.events(actor.agency_id)
    ]
    return [unit.territory_id for unit in units], rows, history


def wanted(rng, kinds, places):
    """Units that are to begin, a few of which may not: a parent that is none yet, has ended or was refused, a name that
    is taken, a kind or a place that is not one of the day, no name at all."""
    found = []
    for number in range(rng.randrange(1, 12)):
        above = rng.choice([None, None, number - 1, rng.randrange(number + 1) - 1])
        new = actions.NewUnit(
            rng.choice([f"Ban {rng.randrange(4)}", f" Phòng  {number} ", "", "Sở"]),
            establishment=rng.randrange(9),
            body_type_id=rng.choice([None, None, *kinds]),
            legal_basis=rng.choice(["", "QĐ 1"]),
        )
        found.append((new, above, rng.choice(DAYS), rng.choice([None, None, *places])))
    return found


def done(actor, rows, create):
    """What each row was answered; a parent that was refused stands for a unit that is not there."""
    made, answers = {}, []
    for number, (new, above, day, place) in enumerate(rows):
        parent_id = None if above is None else made.get(above, 0)
        try:
            made[number] = create(replace(new, parent_id=parent_id), day, place).pk
            answers.append("")
        except Refused as refused:
            answers.append((refused.reason, refused.field, refused.code))
    return answers


@settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_many_at_once_are_what_one_by_one_would_be(officer, seed):
    with transaction.atomic():
        one, many = empty(officer, "tung-viec"), empty(officer, "mot-luot")
        rng = random.Random(seed)
        kinds = list(queries.body_types(date(2025, 7, 1)).values_list("pk", flat=True)[:2])
        places = list(Territory.objects.order_by("-valid_from").values_list("pk", flat=True)[:2])
        rows = wanted(rng, [*kinds, 0], [*places, 0])
        for actor in (one, many):  # what is there already, also something that has ended
            root = actions.create_unit(actor, actions.NewUnit("Ban 1"), DAYS[1], AT)
            gone = actions.create_unit(actor, actions.NewUnit("Ban 2", root.pk), DAYS[1], AT)
            actions.end_unit(actor, gone.pk, DAYS[3], AT)

        def alone(new, day, place):
            return actions.create_unit(one, new, day, AT, territory_id=place, is_another=True)

        together = founding(many)
        answers = done(one, rows, alone)
        assert done(many, rows, lambda new, day, place: together.create(new, day, territory_id=place)) == answers
        together.write()
        assert told(many) == told(one)
        assert all(chain.is_intact for chain in audit.verify())
        transaction.set_rollback(True)


def test_every_unit_is_its_own_principal_of_the_agency(officer):
    actor = empty(officer, "moi")
    together = founding(actor)
    made = [together.create(actions.NewUnit(f"Ban {number}"), DAYS[0]) for number in range(120)]
    assert not Unit.objects.filter(agency_id=actor.agency_id).exists()
    together.write()
    together.write()
    kept = Principal.objects.filter(unit__in=made, agency_id=actor.agency_id, kind=PrincipalKind.UNIT)
    assert kept.count() == UnitVersion.objects.filter(unit__in=made).count() == 120
    # The sequences know what was taken: units by hand come after.
    after = actions.create_unit(actor, actions.NewUnit("Ban sau"), DAYS[0], AT)
    assert after.pk > made[-1].pk
    assert after.principal_id > made[-1].principal_id


def test_statements_do_not_grow_with_the_rows(officer, django_assert_max_num_queries):
    actor = empty(officer, "moi")
    with transaction.atomic(), django_assert_max_num_queries(16):
        together = founding(actor)
        for number in range(150):
            together.create(actions.NewUnit(f"Ban {number}"), DAYS[0])
        together.write()


def test_a_change_between_is_seen_by_what_comes_after(officer):
    actor = empty(officer, "moi")
    together = founding(actor)
    unit = together.create(actions.NewUnit("Ban A"), DAYS[0])
    together.change(unit, actions.NewUnit("Ban B"), DAYS[2])
    with pytest.raises(Refused, match="Đã có Ban B"):
        together.create(actions.NewUnit("Ban B"), DAYS[3])
    together.create(actions.NewUnit("Ban A"), DAYS[3])
    together.write()
    versions = [(row.name, row.starts_on, row.ends_on) for row in queries.versions_of(unit.pk)]
    assert versions == [("Ban B", DAYS[2], None), ("Ban A", DAYS[0], DAYS[2])]
    assert [e.verb.partition(".")[2] for e in Event.objects.filter(agency_id=actor.agency_id).order_by("seq")] == [
        "create_unit",
        "change_unit",
        "create_unit",
    ]


def test_only_who_manages_the_organisation_founds(province):
    clerk = province.actor("vanthu.ubnd", on=date(2026, 3, 1))
    with pytest.raises(Refused, match="Quản lý tổ chức"):
        founding(clerk)
