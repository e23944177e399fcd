"""Import and export: the same shape both ways, a dry run, and errors that say line and column."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from openpyxl import Workbook, load_workbook

from tinhgon.core.accounts.models import User
from tinhgon.core.audit.models import Event
from tinhgon.core.identity.models import Agency
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, exports, queries
from tinhgon.organisation.choices import Duty, Sheet
from tinhgon.organisation.models import AgencyProfile, Appointment, UnitVersion

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
