"""Pages of posts, people, bodies, seals, books and terms: every address once as the right person, once as a stranger
of another agency, once as a colleague who may not."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.numbering.models import Book
from tinhgon.organisation import actions, queries
from tinhgon.organisation.actions import NewBody
from tinhgon.organisation.models import Appointment, CommitteeTerm, Delegation, ImportRun, IssuingBody, Seal

LATER = "2099-06-01"


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def rows(province) -> dict[str, object]:
    """Something of the Party committee for every parameter of an address."""
    body = province.body("tinhuy")
    post = province.post("truongphong.tinhuy")
    return {
        "post_id": post.pk,
        "appointment_id": Appointment.objects.get(post=post).pk,
        "person_id": Appointment.objects.get(post=post).person_id,
        "body_id": body.pk,
        "office_id": queries.offices(body.agency_id).get().pk,
        "seal_id": Seal.objects.get(body=body).pk,
        "book_id": Book.objects.filter(body_id=body.principal_id, period_kind="term")[0].pk,
        "term_id": CommitteeTerm.objects.get(body=body).pk,
    }


OFFICERS = [
    "change_person", "lock_account", "reset_second_factor", "appoint", "change_post", "end_post", "withdraw_post",
    "end_appointment", "withdraw_appointment", "change_body", "end_body", "withdraw_body", "change_office",
    "end_office", "hand_over_seal", "withdraw_hand_over", "end_seal", "new_body", "new_office", "new_seal", "accounts",
    "template_workbook",
]  # fmt: skip
BOOKKEEPERS = ["set_book", "end_book", "open_year", "end_term", "withdraw_term", "new_book", "new_term"]
READERS = ["bodies", "seals", "books"]
EVERYBODY = ["post", "person", "body_types", "people", "tree", "delegations"]
PARAMETERS = {
    "person": "person_id", "account": "person_id", "factor": "person_id", "appointment": "appointment_id",
    "appoint": "post_id", "post": "post_id", "body": "body_id", "office": "office_id", "seal": "seal_id",
    "over": "seal_id", "book": "book_id", "year": "book_id", "term": "term_id",
}  # fmt: skip


def address(name: str, rows: dict[str, object]) -> str:
    alone = name.startswith("new_") or name in (*READERS, "accounts", "template_workbook", *EVERYBODY[2:])
    if alone:
        return reverse(f"organisation:{name}")
    word = name.rsplit("_", 1)[-1]
    return reverse(f"organisation:{name}", args=[rows[PARAMETERS[word]]])


@pytest.mark.parametrize("name", [*OFFICERS, *READERS, *EVERYBODY])
def test_the_officer_sees_it_and_a_stranger_does_not(province, rows, name):
    url = address(name, rows)
    assert province.client("tochuc.tinhuy").get(url).status_code == 200
    if any(character.isdigit() for character in url):
        assert province.client("tochuc.ubnd").get(url).status_code == 404


@pytest.mark.parametrize("name", BOOKKEEPERS)
def test_books_are_the_chiefs(province, rows, name):
    url = address(name, rows)
    assert province.client("chanhvp.tinhuy").get(url).status_code == 200
    assert province.client("chanhvp.ubnd" if "moi" not in url else "vanthu.ubnd").get(url).status_code == 404
    assert province.client("tochuc.tinhuy").get(url).status_code == 404


@pytest.mark.parametrize("name", [*OFFICERS, *READERS, *BOOKKEEPERS])
def test_a_specialist_finds_none_of_it(province, rows, name):
    assert province.client("chuyenvien.tinhuy").get(address(name, rows)).status_code == 404


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_specialist_sees_the_structure(province, rows, name):
    page = text(province.client("chuyenvien.tinhuy").get(address(name, rows)))
    assert "Tài khoản</h2>" not in page and "/rut/" not in page


def test_a_post_is_changed_and_ended_on_its_page(province, rows):
    officer, post = province.client("tochuc.tinhuy"), province.post("chuyenvien.tinhuy")
    page = reverse("organisation:post", args=[post.pk])
    facts = {"title": "Chuyên viên chính", "headcount": 2, "order": 1, "roles": ["specialist"], "starts_on": LATER}
    assert officer.post(reverse("organisation:change_post", args=[post.pk]), facts).url == page
    shown = text(officer.get(page))
    assert "Sắp có hiệu lực" in shown and "Chuyên viên chính" in shown and "Rút lại" in shown
    refused = officer.post(reverse("organisation:end_post", args=[post.pk]), {"ends_on": LATER})
    assert refused.status_code == 422 and "Còn người giữ vị trí" in text(refused)
    withdrawn = officer.post(reverse("organisation:withdraw_post", args=[post.pk]), {"reason": "nhầm"})
    assert withdrawn.status_code == 302
    assert "Chuyên viên chính" not in text(officer.get(page))
    ended = officer.post(reverse("organisation:end_post", args=[post.pk]), {"ends_on": LATER, "ends_holders": "on"})
    assert ended.status_code == 302
    assert "Chưa có người giữ" in text(officer.get(page, {"ngay": LATER}))


def test_bodies_seals_and_books_are_made_on_their_pages(province):
    officer, chief = province.client("tochuc.ubnd"), province.client("chanhvp.ubnd")
    body = {"name": "BAN CHỈ ĐẠO", "symbol": "BCĐ", "place": "Bình Sơn", "rule_set": "nd30", "starts_on": "2026-01-05"}
    assert officer.post(reverse("organisation:new_body"), body).status_code == 302
    made = IssuingBody.objects.get(name="BAN CHỈ ĐẠO")
    seal = {"body": made.pk, "name": "Dấu Ban", "kind": "round", "keeper": province.post("vanthu.ubnd").pk}
    assert officer.post(reverse("organisation:new_seal"), {**seal, "starts_on": "2026-01-05"}).status_code == 302
    assert "Dấu Ban" in text(officer.get(reverse("organisation:seals")))
    book = {"body": made.pk, "flow": "outgoing", "name": "Sổ đi", "period_kind": "year", "starts_on": "2026-01-05"}
    for _ in range(2):  # a double click
        assert chief.post(reverse("organisation:new_book"), book).status_code == 302
    assert Book.objects.filter(name="Sổ đi").count() == 1
    wrong = chief.post(reverse("organisation:new_book"), {**book, "name": "Sổ nhiệm kỳ", "period_kind": "term"})
    assert wrong.status_code == 422 and "chỉ dùng cho văn bản đi của Đảng" in text(wrong)
    assert "Sổ nhiệm kỳ" in text(wrong), "nothing typed is lost"


def test_what_has_not_begun_is_taken_back_on_its_page(province, rows):
    officer, chief = province.client("tochuc.tinhuy"), province.client("chanhvp.tinhuy")
    seals, books = reverse("organisation:seals"), reverse("organisation:books")
    back = reverse("organisation:withdraw_hand_over", args=[rows["seal_id"]])
    assert back not in text(officer.get(seals))
    handed = {"keeper": rows["post_id"], "starts_on": LATER, "legal_basis": "BB 02"}
    assert officer.post(reverse("organisation:hand_over_seal", args=[rows["seal_id"]]), handed).status_code == 302
    assert back in text(officer.get(seals))
    assert officer.post(back, {"reason": ""}).status_code == 422
    assert officer.post(back, {"reason": "hoãn"}).url == seals
    refused = officer.post(back, {"reason": "hoãn"})  # a double click
    assert refused.status_code == 422 and "chưa bàn giao lần nào" in text(refused)
    term = {"body": rows["body_id"], "label": "2099-2104", "starts_on": LATER}
    assert chief.post(reverse("organisation:new_term"), term).status_code == 302
    coming = CommitteeTerm.objects.get(label="2099-2104")
    away = reverse("organisation:withdraw_term", args=[coming.pk])
    assert away in text(chief.get(books)) and away not in text(officer.get(books))
    assert chief.post(away, {"reason": "chưa có chuẩn y"}).url == books
    assert chief.post(away, {"reason": "chưa có chuẩn y"}).status_code == 404


def test_the_page_of_bodies_asks_as_often_for_many_as_for_one(province, django_assert_num_queries):
    agency = province.agency("ubnd").pk
    officer = province.actor("tochuc.ubnd")
    for number in range(4):
        new = NewBody(f"BAN CHỈ ĐẠO {number}", f"BCĐ{number}", "Bình Sơn")
        made = actions.open_body(officer, new, date(2026, 1, 5), timezone.now())
    actions.change_body(officer, made.pk, NewBody("BAN MỚI", "BM", "Bình Sơn"), date(2026, 2, 1), timezone.now())
    with django_assert_num_queries(2):
        found = {row.pk: versions for row, versions in queries.bodies_with_versions(queries.bodies(agency))}
    assert [row.name for row in found[made.pk]] == ["BAN MỚI", "BAN CHỈ ĐẠO 3"]
    assert all(versions for versions in found.values())


def test_long_lists_come_page_by_page(province):
    body = province.body("ubnd")
    officer, on = province.client("tochuc.ubnd"), date(2026, 1, 5)
    Seal.objects.bulk_create(Seal(body=body, name=f"Dấu số {number:03}", starts_on=on) for number in range(130))
    gone = Seal.objects.create(body=body, name="Dấu đã thu", starts_on=on, ends_on=date(2026, 2, 1))
    url = reverse("organisation:seals")
    first, second = text(officer.get(url)), text(officer.get(url, {"trang": 2}))
    assert "Trang 1/2, còn nữa" in first and "?trang=2" in first and gone.name not in first, "those in use come first"
    assert "Trang 2/2" in second and gone.name in second and "còn nữa" not in second
    assert first.count("Dấu số ") + second.count("Dấu số ") == 130
    assert "Các trang" not in text(officer.get(reverse("organisation:books")))
    CommitteeTerm.objects.bulk_create(
        CommitteeTerm(body=body, label=f"{year}-{year + 1}", starts_on=date(year, 1, 1)) for year in range(1900, 2010)
    )
    terms = text(officer.get(reverse("organisation:books"), {"trang_nk": 2}))
    assert "1900-1901" in terms and "2009-2010" not in terms


def test_what_was_tried_is_imported_without_choosing_the_file_again(province):
    from django.core.files.uploadedfile import SimpleUploadedFile

    officer, url = province.client("tochuc.ubnd"), reverse("organisation:import")
    file = SimpleUploadedFile("a.csv", "Mã đơn vị,Tên đơn vị,Ngày bắt đầu\nA,Ban Nhập,01/03/2026\n".encode())
    assert "Nhập thật tệp này" in text(officer.post(url, {"act": "try", "file": file}))
    run = ImportRun.objects.get()
    assert province.client("tochuc.tinhuy").post(url, {"act": "import", "run": run.public_id}).status_code == 404
    assert officer.post(url, {"act": "import", "run": run.public_id}).status_code == 302
    page = officer.get(reverse("organisation:import_run", args=[run.public_id]))
    assert page.status_code == 200 and "Kết quả chạy thử" in text(page)
    assert province.client("tochuc.tinhuy").get(page.request["PATH_INFO"]).status_code == 404
    ImportRun.objects.update(finished_at=None, done_count=3, total_count=10)
    assert "3/10 dòng" in text(officer.get(page.request["PATH_INFO"]))


def test_the_tree_is_searched_and_counts_heads(province):
    officer = province.client("tochuc.tinhuy")
    page = text(officer.get(reverse("organisation:tree"), {"tim": "tong hop"}))
    assert "Phòng Tổng hợp" in page and "Văn phòng Tỉnh ủy" in page and "Ban Nội chính" not in page
    assert "biên chế" in page
    assert "Không có đơn vị nào như" in text(officer.get(reverse("organisation:tree"), {"tim": "khong co"}))
    unit = queries.unit_versions(province.agency("tinhuy").pk, province.actor("tochuc.tinhuy").on)[0]
    unit.establishment = 0
    unit.save()
    assert "Vượt biên chế" in text(officer.get(reverse("organisation:tree")))


def test_a_coming_delegation_is_withdrawn_on_its_page(province):
    leader = province.client("lanhdao.tinhuy")
    facts = {"kind": "leave", "starts_on": LATER, "ends_on": "2099-07-01"}
    posts = {
        "from_post": province.post("lanhdao.tinhuy").pk,
        "to_post": province.post("bithu.tinhuy").pk,
    }
    assert leader.post(reverse("organisation:delegate"), facts | posts).status_code == 302
    row = Delegation.objects.get()
    url = reverse("organisation:withdraw_delegation", args=[row.pk])
    assert url in text(leader.get(reverse("organisation:delegations")))
    assert province.client("chuyenvien.tinhuy").get(url).status_code == 404
    assert leader.post(url, {"reason": "hoãn"}).status_code == 302
    assert not Delegation.objects.exists()
