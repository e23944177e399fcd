"""Pages of the organisation: who sees what, on which day, and what an act answers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tinhgon.organisation import queries
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Appointment, Delegation, Person, Unit
from tinhgon.organisation.queries import branches


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def officer(province):
    return province.client("tochuc.ubnd")


def test_the_tree_of_a_day(province):
    client = province.client("chuyenvien.ubnd")
    page = text(client.get(reverse("organisation:tree")))
    assert "Phòng Văn xã" in page and "Thành lập đơn vị" not in page and "Phòng Tổng hợp" not in page
    before = text(client.get(reverse("organisation:tree"), {"ngay": "2025-06-30"}))
    assert "Phòng Văn xã" not in before and "Chưa có đơn vị nào hoạt động" in before
    wrong = text(client.get(reverse("organisation:tree"), {"ngay": "31/02/2026"}))
    assert "Ngày không có thật" in wrong and "Phòng Văn xã" in wrong


def test_the_tree_asks_a_fixed_number_of_questions(province, django_assert_num_queries):
    agency_id = province.agency("tinhuy").pk
    with django_assert_num_queries(3):
        queries.tree(agency_id, date(2026, 3, 1))


def test_deep_branches_are_sent_when_they_are_opened(province, monkeypatch):
    client, root = province.client("chuyenvien.ubnd"), province.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")
    whole = text(client.get(reverse("organisation:tree")))
    assert 'aria-expanded="true"' in whole and "data-lazy" not in whole
    monkeypatch.setattr(branches, "SHOWN", 1)
    page = text(client.get(reverse("organisation:tree")))
    assert 'aria-expanded="false"' in page and "data-lazy" in page and "Phòng Văn xã" not in page
    branch = reverse("organisation:branch", args=[root.public_id])
    assert branch in page
    part = text(client.get(branch, headers={"HX-Request": "true"}))
    assert "<html" not in part and "Phòng Văn xã" not in part and "Văn phòng" in part
    assert "<html" in text(client.get(branch)), "without script the arrow is a link"
    found = text(client.get(branch, {"tim": "van xa"}, headers={"HX-Request": "true"}))
    assert "Phòng Văn xã" in found or "data-lazy" in found
    assert client.get(branch, {"ngay": "2025-06-30"}).status_code == 404
    assert province.client("chuyenvien.tinhuy").get(branch).status_code == 404


def test_a_units_page_shows_posts_and_holders_and_strangers_nothing(province):
    unit = province.unit("ubnd", "Phòng Văn xã")
    url = reverse("organisation:unit", args=[unit.public_id])
    person = Person.objects.get(principal__user__username="truongphong.ubnd")
    assert person.full_name in text(province.client("chuyenvien.ubnd").get(url))
    assert province.client("chuyenvien.tinhuy").get(url).status_code == 404


def test_people_are_found_without_tone_marks(province):
    from officekit import vntext

    person = Person.objects.get(principal__user__username="truongphong.ubnd")
    typed = vntext.search_fold(person.full_name)
    words = typed.split()
    short = " ".join([words[0], words[-1][:1]])
    for query in (typed, short, person.full_name):
        page = text(province.client("chuyenvien.ubnd").get(reverse("organisation:people"), {"q": query}))
        assert person.full_name in page
    assert person.full_name not in text(
        province.client("chuyenvien.tinhuy").get(reverse("organisation:people"), {"q": typed})
    )


def test_an_officer_founds_changes_and_ends_a_unit(province, officer):
    root = province.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")
    facts = {"name": "Phòng Mới", "parent": root.pk, "establishment": 3, "order": 1, "starts_on": "2026-01-01"}
    for _ in range(2):  # a double click
        assert officer.post(reverse("organisation:new_unit"), facts).status_code == 302
    unit = Unit.objects.get(versions__name="Phòng Mới")
    change = reverse("organisation:change_unit", args=[unit.public_id])
    assert officer.post(change, {**facts, "name": "Phòng Đổi", "starts_on": "2026-02-01"}).status_code == 302
    assert [v.name for v in queries.versions_of(unit.pk)] == ["Phòng Đổi", "Phòng Mới"]
    refused = officer.post(change, {**facts, "name": "Phòng Lùi", "starts_on": "2026-01-15"})
    assert refused.status_code == 422 and "sau thay đổi đó" in text(refused) and "Phòng Lùi" in text(refused)
    end = reverse("organisation:end_unit", args=[unit.public_id])
    assert officer.post(end, {"ends_on": "2026-03-01"}).status_code == 302
    assert queries.version_on(unit.pk, date(2026, 3, 1)) is None


def test_a_post_and_its_holder_come_and_go(province, officer):
    unit = province.unit("ubnd", "Phòng Văn xã")
    post = {"title": "Phó Trưởng phòng", "headcount": 1, "order": 5, "starts_on": "2026-01-01", "roles": ["specialist"]}
    assert officer.post(reverse("organisation:new_post", args=[unit.public_id]), post).status_code == 302
    made = unit.posts.get(title="Phó Trưởng phòng")
    url = reverse("organisation:appoint", args=[made.pk])
    unknown = officer.post(url, {"person": "Người Không Có", "kind": "main", "starts_on": "2026-01-01"})
    assert unknown.status_code == 422 and "Chưa có người này" in text(unknown)
    new = {"person": "Cao Thị Mới", "is_new": "on", "kind": "main", "starts_on": "2026-01-01"}
    for _ in range(2):
        assert officer.post(url, new).status_code == 302
    row = Appointment.objects.get(post=made)
    end = reverse("organisation:end_appointment", args=[row.pk])
    assert officer.post(end, {"ends_on": "2025-12-01"}).status_code == 422
    assert officer.post(end, {"ends_on": "2026-05-01"}).status_code == 302
    day = text(officer.get(reverse("organisation:unit", args=[unit.public_id]), {"ngay": "2026-05-01"}))
    assert "Chưa có người" in day and "Cao Thị Mới" not in day


def test_a_leader_delegates_and_takes_back(province):
    leader, stranger = province.client("lanhdao.tinhuy"), province.client("chuyenvien.tinhuy")
    facts = {
        "kind": "leave",
        "from_post": province.post("lanhdao.tinhuy").pk,
        "to_post": province.post("bithu.tinhuy").pk,
        "starts_on": "2026-03-01",
        "ends_on": "2099-01-01",
    }
    refused = stranger.post(reverse("organisation:delegate"), facts)
    assert refused.status_code == 422 and "Quản lý tổ chức" in text(refused)
    assert leader.post(reverse("organisation:delegate"), facts).status_code == 302
    row = Delegation.objects.get(kind=DelegationKind.LEAVE)
    page = text(leader.get(reverse("organisation:delegations"), {"ngay": "2026-03-02"}))
    assert "Thay khi vắng mặt" in page and "Người có thể ký" in page
    end = reverse("organisation:end_delegation", args=[row.pk])
    assert stranger.get(end).status_code == 404
    assert leader.post(end, {"ends_on": "2026-04-01"}).status_code == 302


def test_import_is_tried_first(officer, province):
    url = reverse("organisation:import")
    content = "Mã đơn vị,Tên đơn vị,Ngày bắt đầu\nA,Ban Nhập,01/03/2026\n"

    def send(act: str, body: str = content):
        return officer.post(url, {"act": act, "file": SimpleUploadedFile("a.csv", body.encode())})

    tried = send("try")
    assert tried.status_code == 200 and "Tệp không có lỗi" in text(tried)
    assert not Unit.objects.filter(versions__name="Ban Nhập").exists()
    bad = send("import", content.replace("01/03/2026", "hôm qua"))
    assert bad.status_code == 422 and "Ngày “hôm qua” không có thật" in text(bad)
    assert send("import").status_code == 302
    assert Unit.objects.filter(versions__name="Ban Nhập").count() == 1
    assert send("import", "").status_code == 422


def test_exports_are_the_officers(officer, province):
    assert officer.get(reverse("organisation:workbook")).content.startswith(b"PK")
    assert text(officer.get(reverse("organisation:table", args=["people"]))).startswith("\ufeffMã người,Họ và tên")
    assert officer.get(reverse("organisation:table", args=["khong"])).status_code == 404


@pytest.mark.parametrize("name", ["new_unit", "import", "workbook"])
@pytest.mark.parametrize("username", ["chuyenvien.ubnd", "vanthu.ubnd", "quantri.ubnd"])
def test_managing_is_not_there_for_others(province, name, username):
    assert province.client(username).get(reverse(f"organisation:{name}")).status_code == 404


def test_every_form_opens(province, officer):
    unit, post = province.unit("ubnd", "Phòng Văn xã"), province.post("chuyenvien.ubnd")
    row = Appointment.objects.get(post=post)
    for name, argument in (
        ("new_unit", None),
        ("change_unit", unit.public_id),
        ("end_unit", unit.public_id),
        ("new_post", unit.public_id),
        ("appoint", post.pk),
        ("end_appointment", row.pk),
        ("delegate", None),
        ("import", None),
    ):
        page = officer.get(reverse(f"organisation:{name}", args=[argument] if argument else []))
        assert page.status_code == 200, name
