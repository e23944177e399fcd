"""Accounts of people: made, given out on slips, locked, freed; never one's own, never by whoever may not."""

from datetime import UTC, date, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.urls import reverse

from tinhgon.core.accounts import actions as core
from tinhgon.core.accounts.models import ApiToken, User
from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.operations.demo import offices
from tinhgon.organisation import actions, queries, rules
from tinhgon.organisation.actions import NewAppointment, NewPost
from tinhgon.organisation.choices import AccountState
from tinhgon.organisation.models import Person

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 1)


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=ON)


@pytest.fixture
def guard(province):
    return province.actor("antoan.ubnd", on=ON)


@pytest.fixture
def newcomer(province, officer) -> Person:
    post = actions.create_post(officer, NewPost(province.unit("ubnd", "Phòng Văn xã").pk, "Cán sự"), ON, AT)
    new = NewAppointment(0, post.pk, ON)
    return actions.appoint_named(officer, "Đặng Thị Ánh", new, AT, is_new=True, email="anh@vidu.invalid").person


def holder(province, username: str) -> Person:
    return Person.objects.get(principal__user__username=username)


@pytest.mark.parametrize(
    ("name", "username"),
    [("Nguyễn Văn An", "annv"), ("Đặng Thị Ánh", "anhdt"), ("Y Bih", "bihy"), ("H'Ly Niê", "nieh"), ("…", "nguoi")],
)
def test_usernames(name, username):
    assert rules.username(name) == username


def test_a_slip_opens_the_door_once_and_asks_for_a_password_of_ones_own(officer, newcomer, client):
    (slip,) = actions.issue_slips(officer, [newcomer.pk], AT)
    assert (slip.full_name, slip.username, slip.post, slip.unit) == (
        "Đặng Thị Ánh", "anhdt.ubnd", "Cán sự", "Phòng Văn xã",
    )  # fmt: skip
    user = User.objects.get(username="anhdt.ubnd")
    assert user.check_password(slip.password) and user.must_change_password
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/").url == reverse("account_change_password")
    kept = Event.objects.filter(verb__startswith="organisation.").values_list("payload", flat=True)
    assert not [row for row in kept if slip.password in row], "a secret stays out of history"
    assert queries.accounts(officer.agency_id, ON, "anh", "", 0, 9)[0][0].state == AccountState.NEW


def test_a_namesake_gets_a_number(officer, newcomer, province):
    actions.create_account(officer, newcomer.pk, AT)
    post = actions.create_post(officer, NewPost(province.unit("ubnd", "Phòng Văn xã").pk, "Lái xe"), ON, AT)
    other = actions.appoint_named(officer, "Đỗ Thu Ánh", NewAppointment(0, post.pk, ON), AT, is_new=True).person
    assert actions.create_account(officer, other.pk, AT).username == "anhdt2.ubnd"
    with pytest.raises(Refused, match=r"đã có tài khoản anhdt2\.ubnd"):
        actions.create_account(officer, other.pk, AT, username="khac")


@pytest.mark.parametrize(
    ("username", "words"), [("vanthu.ubnd", "đã có người dùng"), ("ă", "chữ thường không dấu"), ("a b", "chữ thường")]
)
def test_usernames_that_are_taken_or_wrong(officer, newcomer, username, words):
    with pytest.raises(Refused, match=words):
        actions.create_account(officer, newcomer.pk, AT, username=username)


def test_whoever_logged_in_before_is_given_a_password_by_who_manages_rights(province, officer, guard):
    person = holder(province, "chuyenvien.ubnd")
    User.objects.filter(username="chuyenvien.ubnd").update(last_login=AT)
    with pytest.raises(Refused, match="cấp lại do cán bộ an toàn thông tin"):
        actions.issue_slips(officer, [person.pk], AT)
    (slip,) = actions.issue_slips(guard, [person.pk], AT)
    assert User.objects.get(username="chuyenvien.ubnd").check_password(slip.password)
    assert Notice.objects.filter(to=person.principal, kind="account").count() == 1


def test_never_ones_own_nor_of_system_roles_nor_of_another_agency(province, officer, guard):
    with pytest.raises(Refused, match="tài khoản của chính mình"):
        actions.issue_slips(officer, [holder(province, "tochuc.ubnd").pk], AT)
    with pytest.raises(Refused, match="giữ vai trò của hệ thống"):
        actions.lock_account(officer, holder(province, "antoan.ubnd").pk, "x", AT)
    with pytest.raises(Refused, match="Không tìm thấy"):
        actions.issue_slips(officer, [holder(province, "vanthu.tinhuy").pk], AT)
    # The chairman also sits in the Party committee, whose officer does not manage his account.
    with pytest.raises(Refused, match="do cơ quan của vị trí chính quản lý"):
        actions.lock_account(province.actor("tochuc.tinhuy", on=ON), holder(province, "lanhdao.ubnd").pk, "x", AT)
    with pytest.raises(Refused, match="chưa được giao quản lý tài khoản"):
        actions.issue_slips(province.actor("vanthu.ubnd", on=ON), [holder(province, "chuyenvien.ubnd").pk], AT)


def test_a_locked_account_is_shut_at_once(province, officer):
    person, user = holder(province, "chuyenvien.ubnd"), User.objects.get(username="chuyenvien.ubnd")
    core.issue_token(user, province.post("chuyenvien.ubnd").principal_id, "thử", ["read"], AT)
    browser = province.client("chuyenvien.ubnd")
    assert browser.get(reverse("organisation:tree")).status_code == 200
    with pytest.raises(Refused, match="Nêu lý do khóa"):
        actions.lock_account(officer, person.pk, "", AT)
    for _ in range(2):
        actions.lock_account(officer, person.pk, "nghỉ việc", AT)
    assert browser.get(reverse("organisation:tree")).status_code == 302
    assert not ApiToken.objects.filter(user=user, revoked_at=None).exists()
    with pytest.raises(Refused, match="đang khóa"):
        actions.issue_slips(province.actor("antoan.ubnd", on=ON), [person.pk], AT)
    actions.unlock_account(officer, person.pk, AT)
    assert User.objects.get(pk=user.pk).is_active
    assert Event.objects.filter(verb="organisation.lock_account").count() == 1


def test_a_lost_second_factor_is_taken_away_by_who_manages_rights(province, officer, guard):
    person, user = holder(province, "chuyenvien.ubnd"), User.objects.get(username="chuyenvien.ubnd")
    with pytest.raises(Refused, match="chưa bật xác thực hai lớp"):
        actions.reset_second_factor(guard, person.pk, "mất máy", AT)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(Refused, match="cán bộ an toàn thông tin"):
        actions.reset_second_factor(officer, person.pk, "mất máy", AT)
    actions.reset_second_factor(guard, person.pk, "mất máy", AT)
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_pages_show_a_password_once_and_print_it(province, newcomer):
    browser = province.client("tochuc.ubnd")
    page = browser.get(reverse("organisation:accounts"), {"trang_thai": "none"}).content.decode()
    assert "Đặng Thị Ánh" in page and "Chưa có tài khoản" in page
    nobody = browser.post(reverse("organisation:issue_slips"), {})
    assert nobody.status_code == 422 and "Chọn ít nhất một người" in nobody.content.decode()
    answer = browser.post(reverse("organisation:issue_slips"), {"people": [newcomer.pk]})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    printed = browser.post(reverse("organisation:slips_pdf"), {"token": answer.context["token"]})
    assert printed.content.startswith(b"%PDF")
    password = answer.context["slips"][0].password
    assert password not in browser.get(reverse("organisation:person", args=[newcomer.pk])).content.decode()
    assert authenticate(username="anhdt.ubnd", password="sai") is None
    stranger = province.client("antoan.ubnd").post(
        reverse("organisation:slips_pdf"), {"token": answer.context["token"]}
    )
    assert stranger.status_code == 404
    late = browser.post(reverse("organisation:slips_pdf"), {"token": "x"})
    assert late.status_code == 302


@pytest.mark.parametrize("name", ["accounts", "issue_slips", "slips_pdf"])
@pytest.mark.parametrize("username", ["chuyenvien.ubnd", "vanthu.ubnd", "quantri.ubnd"])
def test_accounts_are_not_there_for_others(province, name, username):
    browser = province.client(username)
    url = reverse(f"organisation:{name}")
    assert (browser.get(url) if name == "accounts" else browser.post(url)).status_code == 404


def test_only_the_agency_of_the_main_post_corrects_a_person(province):
    person = holder(province, offices.CONCURRENT[0][0])
    party, state = province.actor("tochuc.tinhuy", on=ON), province.actor("tochuc.ubnd", on=ON)
    with pytest.raises(Refused, match="cơ quan của vị trí chính"):
        actions.change_person(party, person.pk, "Người Khác Hẳn", AT, email="khac@vidu.invalid")
    person.refresh_from_db()
    assert person.full_name != "Người Khác Hẳn"
    assert actions.change_person(state, person.pk, person.full_name, AT, phone="0900").phone == "0900"


@pytest.mark.parametrize("email", ["khong", "<script>", "a@b", "a@vidu.invalid, b@vidu.invalid", "9999-12-31"])
def test_an_address_that_is_none_is_no_way_in(province, officer, email):
    person = holder(province, "chuyenvien.ubnd")
    for act in (
        lambda: actions.change_person(officer, person.pk, person.full_name, AT, email=email),
        lambda: actions.create_person(officer, "Người Mới", AT, email=email),
    ):
        with pytest.raises(Refused, match="không đúng dạng") as caught:
            act()
        assert caught.value.field == "email"
