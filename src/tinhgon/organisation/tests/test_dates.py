"""Rules of dates: overlaps, ends before starts, parents that end, circles, what blocks an end, what is taken back."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from tinhgon.core.audit.models import Event
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, queries, rules
from tinhgon.organisation.actions import NewAppointment, NewDelegation, NewPost, NewUnit
from tinhgon.organisation.choices import AppointmentKind, DelegationKind, Role
from tinhgon.organisation.models import Appointment, Delegation, Person, Post, PostVersion, Unit, UnitVersion

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 1)
LATER = date(2026, 6, 1)
LAST = date(2026, 9, 1)


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=ON)


@pytest.fixture
def root(province):
    return province.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")


@pytest.fixture
def post(officer, root):
    unit = actions.create_unit(officer, NewUnit("Ban Dự án", root.pk), ON, AT)
    return actions.create_post(officer, NewPost(unit.pk, "Chuyên viên", headcount=2), ON, AT)


def person(officer, name: str) -> Person:
    return actions.create_person(officer, name, AT)


def appoint(officer, post, name, starts_on=ON, ends_on=None, kind=AppointmentKind.MAIN) -> Appointment:
    found = Person.objects.filter(full_name=name).first() or person(officer, name)
    return actions.appoint(officer, NewAppointment(found.pk, post.pk, starts_on, ends_on, kind), AT)


def test_most_at_once():
    day = [ON + timedelta(days=n) for n in range(5)]
    assert rules.most_at_once([]) == 0
    assert rules.most_at_once([(day[0], day[2]), (day[2], None)]) == 1
    assert rules.most_at_once([(day[0], None), (day[1], day[2]), (day[3], day[4])]) == 2


def test_places_of_a_post_are_counted_day_by_day(officer, post):
    appoint(officer, post, "Trần Văn Một")
    appoint(officer, post, "Trần Văn Hai", ON, LATER)
    appoint(officer, post, "Trần Văn Ba", LATER, LAST)
    with pytest.raises(Refused, match="chỉ có 2 người"):
        appoint(officer, post, "Trần Văn Bốn", date(2026, 8, 1))
    appoint(officer, post, "Trần Văn Bốn", LAST)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "kind", "words"),
    [
        (LATER, ON, "main", "Ngày kết thúc phải sau"),
        (date(2026, 2, 1), None, "main", "Vị trí này có từ 01/03/2026"),
        (LATER, None, "main", "đang giữ vị trí này từ 01/03/2026"),
        (ON, None, "x", "Chọn hình thức"),
    ],
)
def test_appointments_that_do_not_fit(officer, post, starts_on, ends_on, kind, words):
    appoint(officer, post, "Trần Văn Một")
    with pytest.raises(Refused, match=words):
        appoint(officer, post, "Trần Văn Một", starts_on, ends_on, kind)


def test_one_main_post_and_others_beside_it(officer, post, root):
    other = actions.create_post(officer, NewPost(root.pk, "Ủy viên"), ON, AT)
    appoint(officer, post, "Trần Văn Một")
    with pytest.raises(Refused, match=r"đã có vị trí chính trong thời gian đó \(Chuyên viên\)"):
        appoint(officer, other, "Trần Văn Một")
    appoint(officer, other, "Trần Văn Một", kind=AppointmentKind.CONCURRENT)


def test_a_post_changes_on_its_day_and_is_what_it_was_before(officer, post):
    new = NewPost(post.unit_id, "Chuyên viên chính", headcount=3, roles=(Role.SPECIALIST,))
    for _ in range(2):
        actions.change_post(officer, post.pk, new, LATER, AT)
    post.refresh_from_db()
    assert (post.title, post.headcount) == ("Chuyên viên", 2)
    actions.apply_due_versions(LATER)
    post.refresh_from_db()
    assert (post.title, post.headcount, post.roles) == ("Chuyên viên chính", 3, ["specialist"])
    assert [(v.title, v.starts_on, v.ends_on) for v in queries.post_versions(post)] == [
        ("Chuyên viên chính", LATER, None),
        ("Chuyên viên", ON, LATER),
    ]
    assert Event.objects.filter(verb="organisation.change_post").count() == 1
    with pytest.raises(Refused, match="Chưa có gì thay đổi"):
        actions.change_post(officer, post.pk, new, LAST, AT)
    with pytest.raises(Refused, match="Đã có thay đổi từ ngày 01/06/2026"):
        actions.change_post(officer, post.pk, NewPost(post.unit_id, "X Y"), date(2026, 4, 1), AT)


def test_a_post_is_not_made_smaller_than_its_holders(officer, post):
    appoint(officer, post, "Trần Văn Một")
    appoint(officer, post, "Trần Văn Hai")
    with pytest.raises(Refused, match="Đang có 2 người giữ vị trí này"):
        actions.change_post(officer, post.pk, NewPost(post.unit_id, "Chuyên viên"), LATER, AT)


def test_nobody_changes_the_roles_of_his_own_post_or_gives_system_roles(province, officer):
    own = province.post("tochuc.ubnd")
    facts = {"unit_id": own.unit_id, "title": own.title}
    with pytest.raises(Refused, match="Không tự đổi vai trò"):
        actions.change_post(officer, own.pk, NewPost(**facts, roles=(Role.LEADER,)), LATER, AT)
    guard = province.post("antoan.ubnd")
    with pytest.raises(Refused, match="do cán bộ an toàn thông tin giao"):
        actions.change_post(officer, guard.pk, NewPost(guard.unit_id, guard.title), LATER, AT)


def test_a_post_ends_with_its_holders_only_when_said_so(officer, post, root):
    held = appoint(officer, post, "Trần Văn Một")
    other = actions.create_post(officer, NewPost(root.pk, "Ủy viên"), ON, AT)
    actions.delegate(officer, NewDelegation(post.pk, other.pk, DelegationKind.SECRETARY, ON), AT)
    with pytest.raises(Refused, match="Còn người giữ vị trí: Trần Văn Một"):
        actions.end_post(officer, post.pk, LATER, AT)
    for _ in range(2):
        actions.end_post(officer, post.pk, LATER, AT, ends_holders=True, legal_basis="QĐ 1")
    held.refresh_from_db()
    assert (held.ends_on, Delegation.objects.get(from_post=post).ends_on) == (LATER, LATER)
    assert queries.posts_in(post.unit_id, LATER) == []
    with pytest.raises(Refused, match="phải sau ngày bắt đầu"):
        actions.end_post(officer, other.pk, ON, AT)
    actions.withdraw_post(officer, post.pk, "hoãn", AT)
    actions.withdraw_appointment(officer, held.pk, "hoãn", AT)
    post.refresh_from_db()
    held.refresh_from_db()
    assert (post.ends_on, held.ends_on) == (None, None)


def test_a_unit_does_not_end_before_its_coming_posts(officer, root):
    unit = actions.create_unit(officer, NewUnit("Ban Cũ", root.pk), ON, AT)
    actions.create_post(officer, NewPost(unit.pk, "Vị trí sau"), LAST, AT)
    with pytest.raises(Refused, match="còn vị trí bắt đầu sau ngày này: Vị trí sau"):
        actions.end_unit(officer, unit.pk, LATER, AT)


def test_what_has_not_begun_is_taken_back(officer, post, root):
    coming = appoint(officer, post, "Trần Văn Một", LATER)
    actions.withdraw_appointment(officer, coming.pk, "quyết định bị thu hồi", AT)
    assert not Appointment.objects.filter(pk=coming.pk).exists()
    event = Event.objects.get(verb="organisation.withdraw_appointment")
    assert (event.object_label, event.detail["reason"]) == ("Trần Văn Một · Chuyên viên", "quyết định bị thu hồi")
    held = appoint(officer, post, "Trần Văn Hai")
    with pytest.raises(Refused, match="Đã có hiệu lực từ 01/03/2026"):
        actions.withdraw_appointment(officer, held.pk, "nhầm", AT)
    actions.end_appointment(officer, held.pk, LATER, AT)
    actions.withdraw_appointment(officer, held.pk, "chưa nghỉ", AT)
    held.refresh_from_db()
    assert held.ends_on is None
    actions.change_post(officer, post.pk, NewPost(post.unit_id, "Chuyên viên chính", headcount=2), LATER, AT)
    actions.withdraw_post(officer, post.pk, "nhầm ngày", AT)
    assert [v.title for v in queries.post_versions(post)] == ["Chuyên viên"]
    assert PostVersion.objects.get(post=post).ends_on is None
    made = actions.create_post(officer, NewPost(root.pk, "Vị trí sau"), LATER, AT)
    actions.withdraw_post(officer, made.pk, "chưa lập", AT)
    assert not Post.objects.filter(pk=made.pk).exists()


def test_a_future_unit_and_a_future_change_are_taken_back(officer, root):
    unit = actions.create_unit(officer, NewUnit("Ban Mới", root.pk), LATER, AT)
    post = actions.create_post(officer, NewPost(unit.pk, "Trưởng ban"), LATER, AT)
    version = UnitVersion.objects.get(unit=unit)
    with pytest.raises(Refused, match="đã có vị trí hoặc đơn vị trực thuộc"):
        actions.withdraw_version(officer, version.pk, "nhầm", AT)
    actions.withdraw_post(officer, post.pk, "nhầm", AT)
    actions.withdraw_version(officer, version.pk, "nhầm", AT)
    assert not Unit.objects.filter(pk=unit.pk).exists()
    kept = actions.create_unit(officer, NewUnit("Ban Cũ", root.pk), ON, AT)
    changed = actions.change_unit(officer, kept.pk, NewUnit("Ban Đổi", root.pk), LATER, AT)
    actions.withdraw_version(officer, changed.pk, "nhầm", AT)
    assert queries.version_on(kept.pk, LAST).name == "Ban Cũ"
    actions.end_unit(officer, kept.pk, LATER, AT)
    actions.withdraw_end(officer, kept.pk, "hoãn", AT)
    assert queries.version_on(kept.pk, LAST).name == "Ban Cũ"
    with pytest.raises(Refused, match="Đã có hiệu lực"):
        actions.withdraw_version(officer, UnitVersion.objects.get(unit=kept).pk, "nhầm", AT)


def test_a_delegation_that_has_not_begun_is_taken_back(province):
    leader = province.actor("lanhdao.tinhuy", on=ON)
    new = NewDelegation(
        province.post("lanhdao.tinhuy").pk, province.post("bithu.tinhuy").pk, DelegationKind.LEAVE, LATER, LAST
    )
    row = actions.delegate(leader, new, AT)
    with pytest.raises(Refused):
        actions.withdraw_delegation(province.actor("chuyenvien.tinhuy", on=ON), row.pk, "x", AT)
    actions.withdraw_delegation(leader, row.pk, "không đi công tác nữa", AT)
    assert not Delegation.objects.filter(pk=row.pk).exists()


def test_nothing_is_put_under_a_unit_that_ends(officer, root):
    unit = actions.create_unit(officer, NewUnit("Ban Cũ", root.pk), ON, AT)
    actions.end_unit(officer, unit.pk, LAST, AT)
    with pytest.raises(Refused, match="cấp trên kết thúc hoạt động ngày 01/09/2026"):
        actions.create_unit(officer, NewUnit("Tổ Một", unit.pk), LATER, AT)
    with pytest.raises(Refused, match="Đơn vị kết thúc hoạt động ngày 01/09/2026"):
        actions.create_post(officer, NewPost(unit.pk, "Tổ trưởng"), LATER, AT)
    with pytest.raises(Refused, match="không hoạt động vào ngày này"):
        actions.create_unit(officer, NewUnit("Tổ Hai", unit.pk), LAST, AT)


def test_a_circle_of_days_to_come_is_seen(officer, root):
    """B goes under A in September: A may not go under B in June."""
    a = actions.create_unit(officer, NewUnit("Ban A", root.pk), ON, AT)
    b = actions.create_unit(officer, NewUnit("Ban B", root.pk), ON, AT)
    actions.change_unit(officer, b.pk, NewUnit("Ban B", a.pk), LAST, AT)
    with pytest.raises(Refused, match="dưới đơn vị trực thuộc của nó từ ngày 01/09/2026"):
        actions.change_unit(officer, a.pk, NewUnit("Ban A", b.pk), LATER, AT)
    with pytest.raises(Refused, match="dưới chính nó"):
        actions.change_unit(officer, a.pk, NewUnit("Ban A", a.pk), LATER, AT)


def test_the_end_of_a_unit_says_everything_that_blocks_it(province, officer):
    office = province.unit("ubnd", "Phòng Hành chính - Tổ chức")
    with pytest.raises(Refused) as refused:
        actions.end_unit(officer, office.pk, LATER, AT)
    assert refused.value.reason.startswith("Chưa kết thúc được: còn người giữ vị trí: ")
    assert "còn là nơi đặt: Văn thư UBND tỉnh; còn giữ: Con dấu UBND tỉnh" in refused.value.reason
    root = province.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")
    with pytest.raises(Refused, match="còn chủ thể ban hành: ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN"):
        actions.end_unit(officer, root.pk, LATER, AT)


def test_open_papers_block_an_end_that_has_come(province, officer, root):
    from tinhgon.documents.models import Document

    unit = actions.create_unit(officer, NewUnit("Ban Có Việc", root.pk), date(2026, 1, 1), AT)
    Document.objects.create(
        agency_id=officer.agency_id, flow="outgoing", state="draft", owner_unit=unit, created_at=AT, created_by="x"
    )
    with pytest.raises(Refused, match="còn 1 văn bản đang xử lý chưa bàn giao"):
        actions.end_unit(officer, unit.pk, ON, AT)
    actions.end_unit(officer, unit.pk, LATER, AT)


def test_two_officers_at_once_make_one_unit_and_fill_one_place(committed):
    officer = committed.actor("tochuc.ubnd", on=ON)
    root = committed.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")
    post = actions.create_post(officer, NewPost(root.pk, "Chỉ một người"), ON, AT)
    people = [person(officer, f"Trần Thị Người {name}") for name in ("Một", "Hai")]
    answers: list[str] = []

    def act(index: int) -> None:
        try:
            actions.create_unit(officer, NewUnit("Ban Cùng Lúc", root.pk), ON, AT)
            actions.appoint(officer, NewAppointment(people[index].pk, post.pk, ON), AT)
            answers.append("đã bố trí")
        except Refused as refused:
            answers.append(refused.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers)[1] == "đã bố trí" and "chỉ có 1 người" in sorted(answers)[0]
    assert UnitVersion.objects.filter(name="Ban Cùng Lúc").count() == 1
