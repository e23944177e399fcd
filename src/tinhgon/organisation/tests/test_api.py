"""The organisation over the API as its officer: the life of a unit, its posts and people, books and accounts; whatever
is sent is never an error of ours."""

from itertools import cycle, islice

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.organisation import schemas

pytestmark = pytest.mark.django_db
BASE = "/organisation"
DAY, LATER, LAST = "2026-01-05", "2099-06-01", "2099-09-01"


@pytest.fixture
def officer(province) -> Caller:
    return Caller(province, "tochuc.ubnd")


@pytest.fixture
def chief(province) -> Caller:
    return Caller(province, "chanhvp.ubnd")


def test_units_by_pages_are_the_whole_tree(officer):
    seen, cursor = [], ""
    while cursor is not None:
        page = ok(officer.get(f"{BASE}/units", limit=3, cursor=cursor))
        seen += page["results"]
        cursor = page["next"]
    names = [row["name"] for row in seen]
    assert names == [row["name"] for row in ok(officer.get(f"{BASE}/units", limit=500))["results"]]
    assert len(names) == len(set(names)) == 4 and seen[1]["parent"] == seen[0]["id"]
    assert ok(officer.get(f"{BASE}/units", on="2025-06-30"))["results"] == []


def test_the_life_of_a_unit_its_posts_and_people(officer):
    root = ok(officer.get(f"{BASE}/units"))["results"][0]["id"]
    facts = {"name": "Phòng Mới", "parent": root, "establishment": 3, "starts_on": DAY}
    made = ok(officer.post(f"{BASE}/units", facts), 201)
    assert ok(officer.post(f"{BASE}/units", facts), 201)["id"] == made["id"]
    unit = next(row["id"] for row in ok(officer.get(f"{BASE}/units"))["results"] if row["name"] == "Phòng Mới")
    post = {"title": "Trưởng phòng", "is_head": True, "roles": ["unit_head"], "starts_on": DAY}
    post_id = ok(officer.post(f"{BASE}/units/{unit}/posts", post), 201)["id"]
    held = {"full_name": "Đặng Ngọc Yến", "starts_on": DAY, "email": "yen@vidu.invalid"}
    row = ok(officer.post(f"{BASE}/posts/{post_id}/appointments", held), 201)
    assert ok(officer.get(f"{BASE}/posts/{post_id}/acting")) == ["Đặng Ngọc Yến (chính)"]
    assert [r["full_name"] for r in ok(officer.get(f"{BASE}/people", q="dang ngoc"))["results"]] == ["Đặng Ngọc Yến"]
    blocked = officer.post(f"{BASE}/units/{unit}/end", {"ends_on": LATER})
    assert "còn người giữ vị trí: Đặng Ngọc Yến" in assert_problem(blocked, 409)["detail"]
    ok(officer.post(f"{BASE}/appointments/{row['id']}/end", {"ends_on": LATER, "legal_basis": "QĐ 3"}))
    career = ok(officer.get(f"{BASE}/people/{row['person']}/career"))
    assert [(line["title"], line["unit"], line["ends_on"]) for line in career] == [("Trưởng phòng", "Phòng Mới", LATER)]
    changed = ok(officer.post(f"{BASE}/units/{unit}/change", facts | {"name": "Phòng Đổi", "starts_on": LATER}))
    ok(officer.post(f"{BASE}/units/{unit}/versions/{changed['id']}/withdraw", {"reason": "nhầm"}), 204)
    versions = ok(officer.post(f"{BASE}/units/{unit}/end", {"ends_on": LAST}))
    assert [(line["name"], line["ends_on"]) for line in versions] == [("Phòng Mới", LAST)]
    assert ok(officer.post(f"{BASE}/units/{unit}/withdraw-end", {"reason": "hoãn"}))[0]["ends_on"] is None


def test_a_body_its_seal_and_its_books(officer, chief, province):
    body = ok(officer.post(f"{BASE}/bodies", {"name": "BCĐ", "symbol": "BCĐ", "place": "BS", "starts_on": DAY}), 201)
    keeper = province.post("vanthu.ubnd").pk
    seal = ok(
        officer.post(f"{BASE}/seals", {"body": body["id"], "name": "Dấu", "keeper": keeper, "starts_on": DAY}), 201
    )
    assert seal["keepings"][0]["post"] == "Văn thư"
    book = {"body": body["id"], "name": "Sổ đi", "flow": "outgoing", "starts_on": DAY}
    assert_problem(officer.post(f"{BASE}/books", book), 403)
    made = ok(chief.post(f"{BASE}/books", book), 201)
    settings = {"allows_inserting": True, "reservation_post": keeper}
    assert ok(chief.post(f"{BASE}/books/{made['id']}/settings", settings))["reservation_holder"] == "Văn thư"
    assert_problem(officer.post(f"{BASE}/bodies/{body['id']}/end", {"ends_on": LATER}), 409)
    assert ok(chief.post(f"{BASE}/books/{made['id']}/end", {"ends_on": LATER}))["ends_on"] == LATER


def test_accounts(officer, province):
    person = next(
        row["person"] for row in ok(officer.get(f"{BASE}/accounts"))["results"] if row["username"] == "chuyenvien.ubnd"
    )
    assert ok(officer.post(f"{BASE}/people/{person}/account/lock", {"reason": "nghỉ"}))["is_active"] is False
    assert ok(officer.post(f"{BASE}/people/{person}/account/unlock"))["is_active"] is True
    assert_problem(officer.post(f"{BASE}/people/{person}/account/reset-second-factor", {"reason": "mất"}), 403)
    assert_problem(Caller(province, "vanthu.ubnd").get(f"{BASE}/accounts"), 404)


def test_tables_go_in_and_out(officer, province):
    table = "Mã đơn vị,Tên đơn vị,Ngày bắt đầu\nA,Ban Nhập,01/03/2026\n"

    def file():
        return SimpleUploadedFile("a.csv", table.encode())

    run = ok(officer.form(f"{BASE}/imports", file=file(), is_dry_run="true"), 201)
    assert run["report"]["new"]["units"] == 1 and not run["report"]["is_saved"]
    assert ok(officer.get(f"{BASE}/imports/{run['id']}"))["state"] == "done"
    assert ok(officer.post(f"{BASE}/imports/{run['id']}/save"), 201)["report"]["is_saved"]
    assert officer.get(f"{BASE}/export.xlsx").content.startswith(b"PK")
    assert "Ban Nhập" in officer.get(f"{BASE}/export/units.csv").content.decode()
    assert_problem(officer.get(f"{BASE}/export/gi-do.csv"), 422)
    assert_problem(Caller(province, "vanthu.ubnd").form(f"{BASE}/imports", file=file()), 404)


WILD = [None, -1, 2**70, "", "x" * 3000, "9999-12-31", "0001-01-01", [], {}, "“”\u200b"]


def test_whatever_an_officer_sends_is_answered(officer, chief, province):
    """Every field of every act with values of the wrong kind and near the edges, in turn."""
    unit = ok(officer.get(f"{BASE}/units"))["results"][2]["id"]
    post, body = province.post("chuyenvien.ubnd").pk, province.body("ubnd").pk
    held = ok(officer.get(f"{BASE}/posts/{post}/appointments"))[0]["id"]
    seal = ok(officer.get(f"{BASE}/seals"))["results"][0]["id"]
    book = ok(chief.get(f"{BASE}/books"))["results"][0]["id"]
    acts = [
        (officer, "units", schemas.UnitIn),
        (officer, f"units/{unit}/change", schemas.UnitIn),
        (officer, f"units/{unit}/end", schemas.EndIn),
        (officer, f"units/{unit}/posts", schemas.PostIn),
        (officer, f"posts/{post}/change", schemas.PostIn),
        (officer, f"posts/{post}/end", schemas.EndPostIn),
        (officer, f"posts/{post}/appointments", schemas.AppointmentIn),
        (officer, f"appointments/{held}/end", schemas.EndIn),
        (officer, "delegations", schemas.DelegationIn),
        (officer, "bodies", schemas.BodyIn),
        (officer, f"bodies/{body}/change", schemas.BodyIn),
        (officer, "offices", schemas.OfficeIn),
        (officer, "seals", schemas.SealIn),
        (officer, f"seals/{seal}/hand-over", schemas.HandOverIn),
        (chief, "books", schemas.NewBookIn),
        (chief, f"books/{book}/year", schemas.YearIn),
        (chief, "terms", schemas.TermIn),
    ]
    own = {"parent": unit, "unit": unit, "body": body, "bodies": [body], "keeper": post, "from_post": post}
    turn = cycle(WILD)
    for caller, path, shape in acts:
        example = dict(shape.model_config["json_schema_extra"]["examples"][0])
        good = {name: own.get(name, value) for name, value in example.items()}
        for name in shape.model_fields:
            for value in islice(turn, 3):
                answer = caller.post(f"{BASE}/{path}", good | {name: value})
                assert answer.status_code < 500, (path, name, value, answer.content.decode())
