"""Import and export: the same shape both ways, a dry run, and errors that say line and column."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection, connections, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tinhgon.core.accounts.models import User
from tinhgon.core.audit.models import Event
from tinhgon.core.identity.models import Agency
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, exports, queries
from tinhgon.organisation.choices import Duty, Sheet
from tinhgon.organisation.models import AgencyProfile, Appointment, Person, Territory, UnitVersion

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
UNITS = (
    "Mã đơn vị,Tên đơn vị,Mã cấp trên,Biên chế,Ngày bắt đầu\n"
    "B,Phòng Kế hoạch,A,5,01/03/2026\n"
    "A,Ban Quản lý dự án,,12,01/03/2026\n"
)


@pytest.fixture
def officer(province):
    officer = province.actor("tochuc.ubnd", on=date(2026, 3, 1))
    return replace(officer, duties=officer.duties | {Duty.MANAGE_RIGHTS})


@pytest.fixture
def empty(officer):
    """An agency that has nothing yet, and its officer."""
    agency = Agency.objects.create(key="moi")
    AgencyProfile.objects.create(agency=agency, name="Mới", short_name="Mới", bloc="state", level="province")
    return replace(officer, agency_id=agency.pk)


def run(actor, content, name="co-cau.csv", is_dry_run=False):
    content = content.encode() if isinstance(content, str) else content
    return actions.import_tables(actor, content, name, AT, is_dry_run=is_dry_run)


def test_units_come_from_csv_whatever_their_order(empty):
    report = run(empty, UNITS)
    assert (report.errors, report.is_saved, report.new[Sheet.UNITS]) == ([], True, 2)
    (root,) = queries.tree(empty.agency_id, date(2026, 3, 1))
    assert (root.name, [child.name for child in root.children]) == ("Ban Quản lý dự án", ["Phòng Kế hoạch"])
    again = run(empty, UNITS)
    assert (again.new[Sheet.UNITS], again.known[Sheet.UNITS]) == (0, 2)
    assert Event.objects.filter(verb="organisation.import").count() == 2


def test_a_dry_run_keeps_nothing(empty):
    report = run(empty, UNITS, is_dry_run=True)
    assert (report.new[Sheet.UNITS], report.is_saved) == (2, False)
    assert not UnitVersion.objects.filter(unit__agency_id=empty.agency_id).exists()
    assert not Event.objects.filter(agency_id=empty.agency_id).exists()


def test_errors_say_line_and_column_and_nothing_is_kept(empty):
    report = run(
        empty,
        "Mã đơn vị;Tên đơn vị;Mã cấp trên;Biên chế;Ngày bắt đầu\nA;Ban A;;mười;31/02/2026\n;;;;\nB;;A;1;01/03/2026\n",
    )
    assert not report.is_saved
    assert [(e.line, e.column) for e in report.errors] == [(2, "Biên chế"), (2, "Ngày bắt đầu"), (4, "Tên đơn vị")]
    assert report.errors[1].message == "Ngày “31/02/2026” không có thật. Nhập dạng 01/07/2025."
    assert not UnitVersion.objects.filter(unit__agency_id=empty.agency_id).exists()


def test_one_bad_row_takes_the_good_ones_back(empty):
    report = run(empty, UNITS + "C,Phòng Lạ,KHONG,1,01/03/2026\n")
    assert [(e.line, e.column) for e in report.errors] == [(4, "Mã cấp trên")]
    assert not UnitVersion.objects.filter(unit__agency_id=empty.agency_id).exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"PK\x03\x04 not a workbook", "Không đọc được tệp XLSX"),
        ("Mã đơn vị,Tên\n".encode("utf-16"), "UTF-8"),
        (b"x" * (10 * 1024 * 1024 + 1), "lớn quá 10 MB"),
    ],
)
def test_files_that_are_no_table_are_refused(empty, content, words):
    with pytest.raises(Refused, match=words):
        run(empty, content)


def test_an_unknown_heading_is_an_error(empty):
    (error,) = run(empty, "Họ,Tên\nA,B\n").errors
    assert (error.line, "Dòng tiêu đề" in error.message) == (1, True)
    (error,) = run(empty, "Mã đơn vị,Ngày bắt đầu\nA,01/03/2026\n").errors
    assert error.message == "Thiếu cột “Tên đơn vị”."


def test_only_the_organisation_duty_imports(province):
    with pytest.raises(Refused, match="Quản lý tổ chức"):
        run(province.actor("vanthu.ubnd"), UNITS)


def texts(content: bytes) -> dict[str, list[list[str]]]:
    book = load_workbook(BytesIO(content))
    return {s.title: [[c or "" for c in row] for row in s.iter_rows(values_only=True)] for s in book.worksheets}


def without_codes(tables: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """Codes mean nothing outside a file: each becomes its place in the order of appearance."""
    seen: dict[str, str] = {}
    return {
        title: [
            [seen.setdefault(c, f"#{len(seen)}") if c[:2] in ("DV", "VT", "NG") and c[2:].isdigit() else c for c in row]
            for row in rows
        ]
        for title, rows in tables.items()
    }


def test_what_is_exported_comes_back_the_same(province, officer, empty):
    """Also a renamed unit, a unit that ended and a person who left."""
    at = date(2026, 2, 1)
    unit = province.unit("ubnd", "Phòng Văn xã")
    actions.change_unit(
        officer, unit.pk, actions.NewUnit("Phòng Khoa giáo", province.unit("ubnd", "Văn phòng UBND tỉnh").pk), at, AT
    )
    root = province.unit("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")
    gone = actions.create_unit(officer, actions.NewUnit("Ban Tạm", root.pk), date(2025, 9, 1), AT)
    actions.end_unit(officer, gone.pk, at, AT)
    left = Appointment.objects.get(post=province.post("chuyenvien.ubnd"))
    actions.end_appointment(officer, left.pk, at, AT)
    original = exports.structure_xlsx(officer.agency_id)
    # Another installation knows none of these people yet.
    User.objects.update(username=Concat(Value("o-noi-cu."), "username"))
    report = run(empty, original, "co-cau.xlsx")
    assert (report.errors, report.is_saved) == ([], True)
    assert without_codes(texts(exports.structure_xlsx(empty.agency_id))) == without_codes(texts(original))


def test_importing_ones_own_export_changes_nothing(officer):
    report = run(officer, exports.structure_xlsx(officer.agency_id), "co-cau.xlsx")
    assert (report.errors, sum(report.new.values())) == ([], 0)


def test_a_csv_export_is_readable_alone(officer, empty):
    content = exports.structure_csv(officer.agency_id, Sheet.UNITS)
    assert run(empty, content).errors == []


def test_people_and_posts_of_a_workbook(empty):
    book = Workbook()
    units = book.active
    units.append(["Mã đơn vị", "Tên đơn vị", "Ngày bắt đầu"])
    units.append(["A", "Sở Mới", date(2026, 3, 1)])
    posts = book.create_sheet("Vị trí")
    posts.append(["Mã vị trí", "Mã đơn vị", "Chức danh", "Vai trò", "Cấp trưởng", "Ngày bắt đầu"])
    posts.append([1, "A", "Giám đốc", "Lãnh đạo, Trưởng đơn vị", "x", "2026-03-01"])
    people = book.create_sheet("Người")
    people.append(["Mã người", "Họ và tên", "Mã vị trí", "Hình thức", "Ngày bắt đầu"])
    people.append(["P1", "Đặng Ngọc Yến", 1.0, "", "01/03/2026"])
    people.append(["P2", "Lê Nam", 1, "Kiêm nhiệm", "01/03/2026"])
    out = BytesIO()
    book.save(out)
    report = run(empty, out.getvalue(), "a.xlsx", is_dry_run=True)
    assert [(e.sheet, e.line, e.column) for e in report.errors] == [(Sheet.PEOPLE, 3, "Ngày bắt đầu")]
    assert "chỉ có 1 người" in report.errors[0].message


def random_organisation(actor, rng: random.Random) -> None:
    """Units that change and end, posts that change and end, people who come, go and hold two posts, some with
    accounts: whatever the acts let through."""
    day = [date(2024, 1, 1) + timedelta(days=40 * n) for n in range(16)]
    kinds = [None, *queries.body_types(date(2025, 7, 1)).values_list("pk", flat=True)[:4]]
    places = [None, *Territory.objects.values_list("pk", flat=True)]
    units, posts, people, rows = [], [], [], []

    def attempt(act, *args, **more):
        try:
            with transaction.atomic():
                return act(actor, *args, AT, **more)
        except Refused:
            return None

    def unit_facts(number: int):
        parent = rng.choice([None, *units])
        kind = rng.choice(kinds) if rng.random() < 0.5 else None
        return actions.NewUnit(
            f"Đơn vị {number}", parent.pk if parent else None, symbol=f"D{number}", body_type_id=kind,
            establishment=rng.randrange(9), order=rng.randrange(3), legal_basis=rng.choice(["", "QĐ 1"]),
        )  # fmt: skip

    def post_facts(unit_id: int, number: int):
        roles = tuple(rng.sample(["clerk", "specialist", "leader"], rng.randrange(3)))
        return actions.NewPost(unit_id, f"Vị trí {number}", headcount=rng.randrange(1, 4), roles=roles, order=number)

    for number in range(rng.randrange(2, 7)):
        made = attempt(actions.create_unit, unit_facts(number), rng.choice(day[:8]), territory_id=rng.choice(places))
        units += [made] if made else []
    for number, unit in enumerate(units):
        if rng.random() < 0.5:
            attempt(actions.change_unit, unit.pk, unit_facts(number + 20), rng.choice(day[4:12]))
    for number in range(rng.randrange(1, 8) if units else 0):
        unit = rng.choice(units)
        made = attempt(actions.create_post, post_facts(unit.pk, number), rng.choice(day[2:10]))
        posts += [made] if made else []
    for number, post in enumerate(posts):
        if rng.random() < 0.5:
            attempt(actions.change_post, post.pk, post_facts(post.unit_id, number + 20), rng.choice(day[5:13]))
    for number in range(rng.randrange(1, 8) if posts else 0):
        email = rng.choice(["", f"n{number}@vidu.invalid"])
        people.append(actions.create_person(actor, f"Trần Văn Người {number}", AT, email=email))
        for _ in range(2):
            ends_on = rng.choice([None, rng.choice(day)])
            kind = rng.choice(["main", "concurrent", "acting"])
            new = actions.NewAppointment(people[-1].pk, rng.choice(posts).pk, rng.choice(day[2:]), ends_on, kind)
            rows += [made] if (made := attempt(actions.appoint, new)) else []
        if rng.random() < 0.5:
            attempt(actions.create_account, people[-1].pk)
    for post in rng.sample(posts, len(posts) // 2):
        attempt(actions.end_post, post.pk, rng.choice(day[8:]), ends_holders=rng.random() < 0.5)
    for unit in rng.sample(units, len(units) // 2):
        attempt(actions.end_unit, unit.pk, rng.choice(day[8:]))


@settings(
    max_examples=8,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_exported_comes_back_equal(officer, empty, seed):
    """Export, import into an empty agency, export again: the same tables; a third time nothing is new."""
    with transaction.atomic():
        first = Agency.objects.create(key="nguon")
        AgencyProfile.objects.create(agency=first, name="Nguồn", short_name="Nguồn", bloc="state", level="province")
        source = replace(officer, agency_id=first.pk)
        random_organisation(source, random.Random(seed))
        original = exports.structure_xlsx(first.pk)
        User.objects.update(username=Concat(Value("cu."), "username"))
        Person.objects.update(email="")  # the other installation knows none of these people
        is_something = any(len(rows) > 1 for rows in texts(original).values())
        if is_something:
            report = run(empty, original, "co-cau.xlsx")
            assert (report.errors, report.is_saved) == ([], True)
        assert without_codes(texts(exports.structure_xlsx(empty.agency_id))) == without_codes(texts(original))
        if is_something:
            again = run(empty, exports.structure_xlsx(empty.agency_id), "lan-hai.xlsx")
            assert (again.errors, sum(again.new.values())) == ([], 0)
        transaction.set_rollback(True)


def test_the_file_to_fill_in_is_itself_a_file_that_can_be_imported(empty):
    template = exports.template_xlsx()
    report = run(empty, template, "mau.xlsx")
    assert (report.errors, report.is_saved) == ([], True)
    assert report.new == {Sheet.UNITS: 1, Sheet.POSTS: 1, Sheet.PEOPLE: 1}
    assert User.objects.get(principal__person__full_name="Nguyễn Văn Mẫu").has_usable_password() is False
    for sheet in Sheet.values:
        assert exports.template_csv(sheet).decode("utf-8-sig").count("\n") == 2


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("A,Ban A,khong,,01/03/2026,", "Loại hình", "Không có loại hình “khong”"),
        ("A,Ban A,,99999,01/03/2026,", "Mã địa bàn", "Không có địa bàn mã “99999”"),
        ("A,Ban A,,98,01/01/2020,", "Mã địa bàn", "vào ngày này"),
        ("A,Ban A,,,01/03/2026,01/03/2026", "Ngày kết thúc", "phải sau ngày 01/03/2026"),
    ],
)
def test_what_a_unit_row_may_not_say(empty, row, column, words):
    head = "Mã đơn vị,Tên đơn vị,Loại hình,Mã địa bàn,Ngày bắt đầu,Ngày kết thúc\n"
    (error,) = run(empty, head + row + "\n").errors
    assert (error.line, error.column) == (2, column)
    assert words in error.message


def test_a_large_file_is_done_by_a_job_that_says_how_far_it_is(committed):
    officer = committed.actor("tochuc.ubnd", on=date(2026, 3, 1))
    lines = [f"X{number},Ban số {number},01/03/2026" for number in range(actions.SMALL + 5)]
    content = ("Mã đơn vị,Tên đơn vị,Ngày bắt đầu\n" + "\n".join(lines)).encode()
    started = actions.start_import(officer, content, "lon.csv", AT, is_dry_run=True)
    assert (started.state, started.total_count) == ("waiting", actions.SMALL + 5)
    seen = []
    count = tables_of_progress(started.pk, seen)
    with connection.execute_wrapper(count):
        actions.perform(started.pk, AT)
    tried = queries.import_run(officer, started.public_id)
    assert (tried.state, tried.report["new"]["units"]) == ("done", actions.SMALL + 5)
    assert not UnitVersion.objects.filter(name="Ban số 1").exists()
    assert seen and max(seen) >= 300
    run_again = actions.import_tried(officer, started.public_id, AT)
    actions.perform(run_again.pk, AT)
    actions.perform(run_again.pk, AT)  # a job that is retried
    assert UnitVersion.objects.filter(name__startswith="Ban số ").count() == actions.SMALL + 5
    done = queries.import_run(officer, run_again.public_id)
    assert (done.report["is_saved"], bytes(done.content)) == (True, b"")
    stranger = committed.actor("tochuc.tinhuy")
    assert queries.import_run(stranger, started.public_id) is None
    assert actions.forget_files(AT + timedelta(days=2)) == 1
    with pytest.raises(Refused, match="không còn giữ"):
        actions.import_tried(officer, started.public_id, AT)


def tables_of_progress(run_id: int, seen: list[int]):
    """What others see of a run while the import's transaction is open: asked over a connection of its own."""
    other = connections["default"].copy()

    def look(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("INSERT INTO") and "unitversion" in sql:
            with other.cursor() as cursor:
                cursor.execute("SELECT done_count FROM organisation_importrun WHERE id = %s", [run_id])
                seen.append(cursor.fetchone()[0])
        return answer

    return look
