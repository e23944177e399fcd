"""What an act on the organisation is given: what an officer would type."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example
from tinhgon.core.numbering.choices import Flow, PeriodKind
from tinhgon.organisation.choices import AppointmentKind, DelegationKind, Role, SealKind

Count = Annotated[int, Field(ge=0, le=99_999)]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
Basis = Annotated[str, Field(max_length=300, description="Số, ngày của quyết định làm căn cứ")]


class UnitIn(Schema):
    """What a unit is from a day on."""

    name: str = Field(max_length=200)
    short_name: str = Field("", max_length=100)
    symbol: str = Field("", max_length=30)
    parent: UUID | None = Field(None, description="Đơn vị cấp trên; để trống là đơn vị gốc")
    body_type: Key | None = Field(None, description="Loại hình, theo `GET /organisation/body-types`")
    territory: Key | None = Field(None, description="Địa bàn; chỉ dùng khi thành lập")
    agency_code: str = Field("", max_length=35)
    establishment: Count = 0
    order: Count = 0
    starts_on: date
    legal_basis: Basis = ""

    model_config = example(
        name="Phòng Văn hóa - Xã hội",
        symbol="VHXH",
        parent="0198c1f0-7a00-7000-8000-000000000001",
        establishment=9,
        starts_on="2026-01-05",
        legal_basis="Nghị quyết 12/NQ-HĐND ngày 31/12/2025",
    )


class EndIn(Schema):
    """The first day no longer in force, and why."""

    ends_on: date
    legal_basis: Basis = ""

    model_config = example(ends_on="2026-07-01", legal_basis="Quyết định 45/QĐ-UBND ngày 20/6/2026")


class EndPostIn(EndIn):
    ends_holders: bool = Field(False, description="Người đang giữ thôi giữ cùng ngày")

    model_config = example(ends_on="2026-07-01", legal_basis="Quyết định 45/QĐ-UBND", ends_holders=True)


class WithdrawIn(Schema):
    """Why something that has not begun is taken back."""

    reason: str = Field(max_length=300)

    model_config = example(reason="Nhập nhầm ngày hiệu lực")


class PostIn(Schema):
    title: str = Field(max_length=150)
    job_position: str = Field("", max_length=150)
    headcount: int = Field(1, ge=1, le=999)
    is_head: bool = False
    is_deputy: bool = False
    roles: list[Role] = Field([], max_length=20)
    order: Count = 0
    starts_on: date
    legal_basis: Basis = ""

    model_config = example(title="Chuyên viên", headcount=3, roles=["specialist"], starts_on="2026-01-05")


class AppointmentIn(Schema):
    """Whom: somebody known by number, or a new person by full name."""

    person: Key | None = Field(None, description="Người đã có hồ sơ")
    full_name: str = Field("", max_length=100, description="Họ tên, khi lập hồ sơ người mới")
    email: str = Field("", max_length=254)
    kind: AppointmentKind = AppointmentKind.MAIN
    starts_on: date
    ends_on: date | None = None
    legal_basis: Basis = ""

    model_config = example(full_name="Đặng Ngọc Yến", kind="main", starts_on="2026-01-05", legal_basis="QĐ 08/QĐ-UBND")


class DelegationIn(Schema):
    """KT., TL., TUQ., leave or secretary, from a post to a post."""

    from_post: Key
    to_post: Key
    kind: DelegationKind
    scope: str = Field("", max_length=300)
    type_codes: list[str] = Field([], max_length=60)
    starts_on: date
    ends_on: date | None = None
    legal_basis: Basis = ""

    model_config = example(from_post=12, to_post=15, kind="leave", starts_on="2026-01-05", ends_on="2026-01-12")


class PersonIn(Schema):
    full_name: str = Field(max_length=100)
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=20)
    legal_basis: Basis = ""

    model_config = example(full_name="Đặng Ngọc Yến", email="yendn@vidu.invalid", phone="0900000000")


class AccountIn(Schema):
    username: str = Field("", max_length=60, description="Để trống là hệ thống đặt theo họ tên")

    model_config = example(username="yendn.ubnd")


class SlipsIn(Schema):
    people: list[Key] = Field(max_length=200)

    model_config = example(people=[21, 22])


class BodyIn(Schema):
    """The letterhead from a day on."""

    name: str = Field(max_length=200)
    symbol: str = Field(max_length=30)
    place: str = Field(max_length=60)
    parent_name: str = Field("", max_length=200)
    rule_set: str = Field("nd30", max_length=10)
    unit: UUID | None = Field(None, description="Đơn vị trong cơ cấu; chỉ dùng khi lập")
    starts_on: date
    legal_basis: Basis = ""

    model_config = example(
        name="ỦY BAN NHÂN DÂN XÃ TÂN HÒA", symbol="UBND", place="Tân Hòa", rule_set="nd30", starts_on="2026-01-05"
    )


class OfficeIn(Schema):
    name: str = Field(max_length=200)
    unit: UUID
    bodies: list[Key] = Field(max_length=100)
    starts_on: date
    legal_basis: Basis = ""

    model_config = example(
        name="Văn thư UBND xã", unit="0198c1f0-7a00-7000-8000-000000000002", bodies=[4], starts_on="2026-01-05"
    )


class OfficeBodiesIn(Schema):
    bodies: list[Key] = Field(max_length=100)

    model_config = example(bodies=[4, 5])


class SealIn(Schema):
    body: Key
    name: str = Field(max_length=200)
    keeper: Key = Field(description="Vị trí giữ con dấu")
    kind: SealKind = SealKind.ROUND
    registration: str = Field("", max_length=100)
    starts_on: date
    legal_basis: Basis = ""

    model_config = example(body=4, name="Dấu UBND xã", keeper=15, registration="GCN 12/2025", starts_on="2026-01-05")


class HandOverIn(Schema):
    keeper: Key = Field(description="Vị trí nhận con dấu")
    starts_on: date
    legal_basis: str = Field(max_length=300, description="Số, ngày biên bản bàn giao")

    model_config = example(keeper=16, starts_on="2026-01-05", legal_basis="Biên bản 02/BB-VP ngày 05/01/2026")


class NewBookIn(Schema):
    body: Key
    name: str = Field(max_length=200)
    flow: Flow
    type_codes: list[str] = Field([], max_length=60)
    period_kind: PeriodKind = PeriodKind.YEAR
    is_secret: bool = False
    allows_inserting: bool = False
    reservation_post: Key | None = Field(None, description="Vị trí duy nhất được giữ chỗ số")
    starts_on: date
    legal_basis: str = Field("", max_length=200)

    model_config = example(body=4, name="Sổ văn bản đi", flow="outgoing", period_kind="year", starts_on="2026-01-05")


class BookSettingsIn(Schema):
    allows_inserting: bool
    reservation_post: Key | None = None

    model_config = example(allows_inserting=False, reservation_post=15)


class YearIn(Schema):
    year: int = Field(ge=2000, le=2200)

    model_config = example(year=2027)


class TermIn(Schema):
    body: Key
    label: str = Field(max_length=40)
    starts_on: date
    legal_basis: Basis = ""

    model_config = example(body=1, label="2030-2035", starts_on="2030-10-15", legal_basis="Nghị quyết Đại hội")


class TableIn(Schema):
    """Beside the file of an import."""

    is_dry_run: bool = Field(True, description="Chạy thử: không ghi gì")

    model_config = example(is_dry_run=True)
