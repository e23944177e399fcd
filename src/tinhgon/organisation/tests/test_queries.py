"""Who acts, with which duties and which eyes."""

import threading

from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.audit import actions as audit
from tinhgon.core.audit import queries as audit_queries
from tinhgon.organisation import queries
from tinhgon.organisation.choices import DelegationKind, Duty
from tinhgon.organisation.models import Delegation, DutyGrant, Post, RolePrincipal


def test_the_clerk_registers_and_does_not_direct(province):
    clerk = province.actor("vanthu.tinhuy")
    assert clerk.may(Duty.REGISTER)
    assert not clerk.may(Duty.DIRECT)
    assert clerk.title == "Văn thư"


def test_a_head_sees_the_units_below(province):
    chief = province.actor("chanhvp.tinhuy")
    assert province.unit("tinhuy", "Phòng Tổng hợp").pk in chief.headed_unit_ids
    assert province.unit("tinhuy", "Ban Tổ chức Tỉnh ủy").pk not in chief.headed_unit_ids


def test_two_posts_are_one_queue_and_one_of_them_acts(province):
    in_state = province.actor("lanhdao.ubnd", office="ubnd")
    in_party = province.actor("lanhdao.ubnd", office="tinhuy")
    assert in_state.post_ids == in_party.post_ids
    assert in_state.agency_id != in_party.agency_id


def test_another_post_is_taken_without_asking_the_database(province, django_assert_num_queries):
    in_state = province.actor("lanhdao.ubnd", office="ubnd")
    in_party = province.actor("lanhdao.ubnd", office="tinhuy")
    with django_assert_num_queries(0):
        assert in_state.seated(in_party.post_id) == in_party
        assert in_state.seated_for(in_party.agency_id).post_id == in_party.post_id
        assert in_state.seated(0) is in_state
        assert in_state.seated_for(0) is in_state
        assert in_state.agencies_where(Duty.DIRECT) == sorted({in_state.agency_id, in_party.agency_id})


def test_nobody_shares_eyes_across_agencies(province):
    assert not province.actor("lanhdao.tinhuy").principals & province.actor("lanhdao.tanhoa").principals


def test_the_chain_holds_under_two_writers(committed):
    def write(username: str) -> None:
        from django.db import connection, transaction

        actor = committed.actor(username)
        for number in range(20):
            with transaction.atomic():
                audit.record(actor, "organisation.import", "agency", number, "thử", timezone.now())
        connection.close()

    threads = [threading.Thread(target=write, args=(u,)) for u in ("vanthu.tinhuy", "vanthu2.tinhuy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (report,) = audit_queries.verify()
    assert report.is_intact and report.length == 40


def test_one_trip_finds_the_same_eyes_as_the_questions_one_by_one(province, django_assert_num_queries):
    on = timezone.localdate()
    seen = 0
    for user in User.objects.exclude(principal=None):
        held = queries.posts_of(user.pk, on)
        for chosen in [*held, None]:
            with django_assert_num_queries(1):
                found = queries.actor(user.pk, on, chosen.principal_id if chosen else None)
            if not held:
                assert found is None
                continue
            own = chosen or held[0]
            posts = Post.objects.filter(pk__in=[row.post_id for row in held])
            below = queries.units_below({row.unit_id for row in posts if row.is_head or row.is_deputy}, on)
            roles = {
                row.principal_id
                for post in posts
                for row in RolePrincipal.objects.filter(agency_id=post.agency_id, role__in=post.roles)
            }
            duties = DutyGrant.objects.filter(
                queries.in_force(on), agency_id=own.agency_id, role__in=Post.objects.get(pk=own.post_id).roles
            )
            assert (found.post_id, found.title, found.unit_id) == (own.principal_id, own.title, own.unit_id)
            assert (found.agency_id, found.in_place_of) == (own.agency_id, own.in_place_of)
            assert found.post_ids == {row.principal_id for row in held}
            assert found.headed_unit_ids == below
            units = set(queries.unit_principals(queries.with_predecessors(below)))
            assert found.principals == {*found.post_ids, *roles, *units, user.principal_id}
            assert found.duties == set(duties.values_list("duty", flat=True))
            assert {seat.post_id for seat in found.seats} == found.post_ids
            assert all(found.seated(row.principal_id).agency_id == row.agency_id for row in held)
            seen += 1
    assert seen > 50
    assert queries.actor(0, on) is None


def test_who_stands_in_during_leave_acts_in_the_others_place(province):
    clerk, chief = province.actor("vanthu.tinhuy"), province.actor("chanhvp.tinhuy")
    on = timezone.localdate()
    of = {row.principal_id: row for row in Post.objects.filter(principal_id__in=[clerk.post_id, chief.post_id])}
    Delegation.objects.create(
        agency_id=clerk.agency_id,
        from_post=of[chief.post_id],
        to_post=of[clerk.post_id],
        kind=DelegationKind.LEAVE,
        starts_on=on,
    )
    found = queries.actor(clerk.user_id, on, chief.post_id)
    assert (found.post_id, found.in_place_of, found.name) == (chief.post_id, f"thay {chief.title}", clerk.name)
    assert found.duties == chief.duties
    assert queries.actor(clerk.user_id, on).post_id == clerk.post_id
