"""Changes of the organisation: versions instead of renaming, who may, and what an impossible change is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, queries
from tinhgon.organisation.actions import NewAppointment, NewDelegation, NewPost, NewUnit
from tinhgon.organisation.choices import AppointmentKind, DelegationKind, Duty, Role
from tinhgon.organisation.models import Appointment, Person, Unit, UnitVersion

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 1)
LATER = date(2026, 6, 1)


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=ON)


@pytest.fixture
def root(province):
    return province.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")


def new_unit(officer, root, **changes) -> Unit:
    facts = {"name": "Phòng Kinh tế", "parent_id": root.pk, "symbol": "KT", "establishment": 7, **changes}
    return actions.create_unit(officer, NewUnit(**facts), ON, AT)


def test_a_unit_begins_once(officer, root):
    unit = new_unit(officer, root)
    assert new_unit(officer, root).pk == unit.pk
    assert queries.version_on(unit.pk, ON).name == "Phòng Kinh tế"
    assert queries.version_on(unit.pk, date(2026, 2, 28)) is None
    assert Event.objects.filter(verb="organisation.create_unit").count() == 1
    with pytest.raises(Refused, match="Đã có Phòng Kinh tế"):
        new_unit(officer, root, establishment=9)


def test_a_change_is_a_new_version_and_the_old_one_stays(officer, root):
    unit = new_unit(officer, root)
    new = NewUnit(name="Phòng Kinh tế, Hạ tầng", parent_id=root.pk, symbol="KTHT", establishment=9)
    actions.change_unit(officer, unit.pk, new, LATER, AT)
    actions.change_unit(officer, unit.pk, new, LATER, AT)
    assert queries.version_on(unit.pk, date(2026, 5, 31)).name == "Phòng Kinh tế"
    assert queries.version_on(unit.pk, LATER).name == "Phòng Kinh tế, Hạ tầng"
    assert UnitVersion.objects.filter(unit=unit).count() == 2
    with pytest.raises(Refused, match="sau thay đổi đó"):
        actions.change_unit(officer, unit.pk, replace(new, name="Khác"), date(2026, 4, 1), AT)
    with pytest.raises(Refused, match="Chưa có gì thay đổi"):
        actions.change_unit(officer, unit.pk, new, date(2026, 7, 1), AT)


def test_a_unit_does_not_hang_under_itself(province, officer, root):
    office = province.unit("ubnd", "Văn phòng UBND tỉnh")
    below = province.unit("ubnd", "Phòng Văn xã")
    with pytest.raises(Refused, match="dưới chính nó"):
        actions.change_unit(officer, office.pk, NewUnit("Văn phòng UBND tỉnh", parent_id=below.pk), ON, AT)


def test_a_unit_with_people_or_units_below_does_not_end(province, officer, root):
    with pytest.raises(Refused, match="còn đơn vị trực thuộc: Phòng"):
        actions.end_unit(officer, province.unit("ubnd", "Văn phòng UBND tỉnh").pk, LATER, AT)
    with pytest.raises(Refused, match="còn người giữ vị trí"):
        actions.end_unit(officer, province.unit("ubnd", "Phòng Văn xã").pk, LATER, AT)
    unit = new_unit(officer, root)
    post = actions.create_post(officer, NewPost(unit.pk, "Chuyên viên"), ON, AT)
    for _ in range(2):
        actions.end_unit(officer, unit.pk, LATER, AT)
    post.refresh_from_db()
    assert post.ends_on == LATER
    assert queries.version_on(unit.pk, LATER) is None
    assert Event.objects.filter(verb="organisation.end_unit").count() == 1


@pytest.mark.parametrize("username", ["vanthu.ubnd", "lanhdao.ubnd", "quantri.ubnd"])
def test_only_the_organisation_duty_changes_units(province, root, username):
    with pytest.raises(Refused, match="Quản lý tổ chức"):
        new_unit(province.actor(username, on=ON, office="ubnd"), root)


def test_another_agencys_unit_is_not_there(province, officer):
    with pytest.raises(Refused, match="Không tìm thấy đơn vị"):
        actions.end_unit(officer, province.unit("tinhuy", "Phòng Tổng hợp").pk, LATER, AT)


def test_an_appointment_gives_and_takes_the_post_on_its_days(officer, root):
    unit = new_unit(officer, root)
    post = actions.create_post(officer, NewPost(unit.pk, "Trưởng phòng", is_head=True, roles=(Role.UNIT_HEAD,)), ON, AT)
    person = actions.create_person(officer, "Vũ Thị Hòa", AT, email="hoa@ubnd.invalid")
    assert actions.create_person(officer, "Vũ Thị Hòa", AT, email="HOA@ubnd.invalid").pk == person.pk
    new = NewAppointment(person.pk, post.pk, ON)
    row = actions.appoint(officer, new, AT)
    assert actions.appoint(officer, new, AT).pk == row.pk
    assert queries.holders([post.pk], ON) == {post.pk: "Vũ Thị Hòa"}
    other = actions.create_person(officer, "Lê Văn Nam", AT)
    with pytest.raises(Refused, match="chỉ có 1 người"):
        actions.appoint(officer, NewAppointment(other.pk, post.pk, LATER), AT)
    for _ in range(2):
        actions.end_appointment(officer, row.pk, LATER, AT)
    actions.appoint(officer, NewAppointment(other.pk, post.pk, LATER), AT)
    assert queries.holders([post.pk], date(2026, 5, 31)) == {post.pk: "Vũ Thị Hòa"}
    assert queries.holders([post.pk], LATER) == {post.pk: "Lê Văn Nam"}
    assert Event.objects.filter(verb="organisation.end_appointment").count() == 1


def test_a_second_main_post_is_concurrent(province, officer, root):
    unit = new_unit(officer, root)
    post = actions.create_post(officer, NewPost(unit.pk, "Chuyên viên"), ON, AT)
    person = Person.objects.get(principal__user__username="chuyenvien.ubnd")
    with pytest.raises(Refused, match="đã có vị trí chính"):
        actions.appoint(officer, NewAppointment(person.pk, post.pk, ON), AT)
    actions.appoint(officer, NewAppointment(person.pk, post.pk, ON, kind=AppointmentKind.CONCURRENT), AT)
    assert queries.held_by(person.pk, ON).count() == 2


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [(date(2026, 2, 1), None, "Vị trí này có từ"), (LATER, ON, "Ngày kết thúc phải sau"), (LATER, LATER, "phải sau")],
)
def test_impossible_days_are_refused(officer, root, starts_on, ends_on, words):
    unit = new_unit(officer, root)
    post = actions.create_post(officer, NewPost(unit.pk, "Chuyên viên"), ON, AT)
    person = actions.create_person(officer, "Lê Văn Nam", AT)
    with pytest.raises(Refused, match=words):
        actions.appoint(officer, NewAppointment(person.pk, post.pk, starts_on, ends_on), AT)


def test_the_organisation_officer_gives_no_roles_of_the_system_and_no_post_to_himself(province, officer, root):
    with pytest.raises(Refused, match="cán bộ an toàn thông tin"):
        actions.create_post(officer, NewPost(root.pk, "Quản trị", roles=(Role.ADMINISTRATOR,)), ON, AT)
    post = actions.create_post(officer, NewPost(root.pk, "Phó Chủ tịch", roles=(Role.LEADER,)), ON, AT)
    me = Person.objects.get(principal_id=officer.person_id)
    new = NewAppointment(me.pk, post.pk, ON, kind=AppointmentKind.CONCURRENT)
    with pytest.raises(Refused, match="Không tự bố trí"):
        actions.appoint(officer, new, AT)
    both = replace(officer, duties=officer.duties | {Duty.MANAGE_RIGHTS})
    assert actions.create_post(both, NewPost(root.pk, "Quản trị", roles=(Role.ADMINISTRATOR,)), ON, AT).pk
    assert Appointment.objects.filter(person=me).count() == 1


def delegation(province, kind=DelegationKind.KT, giver="lanhdao.ubnd", taker="phochutich.ubnd", **changes):
    facts = {"starts_on": ON, "ends_on": LATER, "scope": "Văn bản về đất đai", "legal_basis": "Quyết định 12"}
    return NewDelegation(province.post(giver).pk, province.post(taker).pk, kind, **{**facts, **changes})


def test_who_could_sign_follows_the_delegation(province, officer):
    new = delegation(province, type_codes=("QĐ",))
    row = actions.delegate(officer, new, AT)
    assert actions.delegate(officer, new, AT).pk == row.pk
    agency = officer.agency_id
    deputies = [s for s in queries.signers(agency, ON, "QĐ") if s.prefix]
    assert [(s.prefix, s.on_behalf_of) for s in deputies] == [("KT.", "Chủ tịch UBND tỉnh")]
    assert not [s for s in queries.signers(agency, ON, "BC") if s.prefix]
    assert not [s for s in queries.signers(agency, LATER, "QĐ") if s.prefix]
    for _ in range(2):
        actions.end_delegation(officer, row.pk, date(2026, 4, 1), AT)
    assert not [s for s in queries.signers(agency, date(2026, 4, 1)) if s.prefix]


def test_leave_moves_the_queue_and_returns_it(province, officer):
    giver, taker = province.post("lanhdao.ubnd"), province.post("phochutich.ubnd")
    actions.delegate(officer, delegation(province, DelegationKind.LEAVE), AT)
    assert [d.to_post_id for d in queries.stand_ins(giver.pk, ON)] == [taker.pk]
    assert queries.stand_ins(giver.pk, LATER) == []
    assert giver.principal_id in province.actor("phochutich.ubnd", on=ON).post_ids
    assert giver.principal_id not in province.actor("phochutich.ubnd", on=LATER).post_ids


def test_leave_needs_an_end(province, officer):
    with pytest.raises(Refused, match="ngày kết thúc"):
        actions.delegate(officer, delegation(province, DelegationKind.LEAVE, ends_on=None), AT)


@pytest.mark.parametrize("missing", ["scope", "legal_basis", "ends_on"])
def test_tuq_is_written_and_limited(province, officer, missing):
    value = None if missing == "ends_on" else ""
    with pytest.raises(Refused, match="Thừa uỷ quyền phải bằng văn bản"):
        actions.delegate(officer, delegation(province, DelegationKind.TUQ, **{missing: value}), AT)


def test_tuq_is_not_passed_on(province, officer):
    actions.delegate(officer, delegation(province, DelegationKind.TUQ, taker="chanhvp.ubnd"), AT)
    again = delegation(province, DelegationKind.TUQ, giver="chanhvp.ubnd", taker="truongphong.ubnd")
    with pytest.raises(Refused, match="không uỷ quyền lại"):
        actions.delegate(officer, again, AT)
    after = replace(again, starts_on=LATER, ends_on=date(2026, 7, 1))
    assert actions.delegate(officer, after, AT).pk


def test_tl_goes_to_the_head_of_a_unit_below_and_the_party_knows_no_tuq(province, officer):
    actions.delegate(officer, delegation(province, DelegationKind.TL, taker="chanhvp.ubnd"), AT)
    with pytest.raises(Refused, match="người đứng đầu đơn vị cấp dưới"):
        actions.delegate(officer, delegation(province, DelegationKind.TL, taker="chuyenvien.ubnd"), AT)
    party = province.actor("tochuc.tinhuy", on=ON)
    with pytest.raises(Refused, match="Văn bản của Đảng"):
        actions.delegate(party, delegation(province, DelegationKind.TUQ, "bithu.tinhuy", "chanhvp.tinhuy"), AT)


def test_one_gives_ones_own_authority_and_takes_no_others(province):
    leader, deputy = province.actor("lanhdao.ubnd", on=ON, office="ubnd"), province.actor("phochutich.ubnd", on=ON)
    assert actions.delegate(leader, delegation(province), AT).pk
    with pytest.raises(Refused, match="Không tự nhận quyền"):
        actions.delegate(deputy, delegation(province, DelegationKind.LEAVE), AT)
    with pytest.raises(Refused, match="Quản lý tổ chức"):
        actions.delegate(province.actor("vanthu.ubnd", on=ON), delegation(province), AT)
