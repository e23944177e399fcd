"""Who acts, with which duties and which eyes."""

import threading

from django.utils import timezone

from tinhgon.core.audit import actions as audit
from tinhgon.core.audit import queries as audit_queries
from tinhgon.organisation.choices import Duty


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
