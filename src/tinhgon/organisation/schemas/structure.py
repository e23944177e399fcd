"""Units, posts, people, authority and imports as they are answered."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example

_UNIT = {
    "id": "0198c1f0-7a00-7000-8000-000000000002",
    "name": "Văn phòng UBND tỉnh",
    "short_name": "Văn phòng",
    "symbol": "VP",
    "parent": "0198c1f0-7a00-7000-8000-000000000001",
    "body_type": "Văn phòng Ủy ban nhân dân",
    "agency_code": "",
    "establishment": 40,
    "people_count": 38,
    "head": "Bùi Xuân Thủy, Chánh Văn phòng",
    "starts_on": "2025-07-01",
    "ends_on": None,
}


class UnitOut(Schema):
    """A unit on the day asked for."""

    id: UUID
    name: str
    short_name: str
    symbol: str
    parent: UUID | None
    body_type: str
    agency_code: str
    establishment: int
    people_count: int
    head: str
    starts_on: date
    ends_on: date | None

    model_config = example(**_UNIT)


class UnitPage(Schema):
    results: list[UnitOut]
    next: str | None

    model_config = example(results=[_UNIT], next=None)


class UnitVersionOut(Schema):
    id: int
    name: str
    short_name: str
    symbol: str
    body_type: str | None = Field(None, validation_alias="body_type.name")
    parent: UUID | None = Field(None, validation_alias="parent.public_id")
    agency_code: str
    establishment: int
    starts_on: date
    ends_on: date | None
    legal_basis: str

    model_config = example(
        id=31, name="Văn phòng UBND tỉnh", short_name="Văn phòng", symbol="VP", body_type=None, parent=None,
        agency_code="", establishment=40, starts_on="2025-07-01", ends_on=None, legal_basis="NQ 202/2025/QH15",
    )  # fmt: skip


class PostChangeOut(Schema):
    title: str
    job_position: str
    headcount: int
    is_head: bool
    is_deputy: bool
    roles: list[str]
    order: int
    starts_on: date
    ends_on: date | None
    legal_basis: str

    model_config = example(
        title="Chuyên viên", job_position="Chuyên viên", headcount=3, is_head=False, is_deputy=False,
        roles=["specialist"], order=4, starts_on="2025-07-01", ends_on=None, legal_basis="",
    )  # fmt: skip


class PostOut(PostChangeOut):
    id: int
    unit: UUID = Field(validation_alias="unit.public_id")

    model_config = example(
        id=15, unit=_UNIT["id"], title="Chuyên viên", job_position="Chuyên viên", headcount=3, is_head=False,
        is_deputy=False, roles=["specialist"], order=4, starts_on="2025-07-01", ends_on=None, legal_basis="",
    )  # fmt: skip


class PersonOut(Schema):
    id: int
    full_name: str
    email: str
    phone: str

    model_config = example(id=21, full_name="Đặng Ngọc Yến", email="yendn@vidu.invalid", phone="")


class PersonPage(Schema):
    results: list[PersonOut]
    next: str | None

    model_config = example(
        results=[{"id": 21, "full_name": "Đặng Ngọc Yến", "email": "yendn@vidu.invalid", "phone": ""}], next=None
    )


class AppointmentOut(Schema):
    id: int
    person: int = Field(validation_alias="person_id")
    full_name: str = Field(validation_alias="person.full_name")
    post: int = Field(validation_alias="post_id")
    kind: str
    starts_on: date
    ends_on: date | None
    legal_basis: str

    model_config = example(
        id=40, person=21, full_name="Đặng Ngọc Yến", post=15, kind="main", starts_on="2025-07-01", ends_on=None,
        legal_basis="",
    )  # fmt: skip


class CareerOut(Schema):
    """A post somebody held, as it was called at the time."""

    id: int = Field(validation_alias="appointment.id")
    post: int = Field(validation_alias="appointment.post_id")
    title: str
    unit: str
    kind: str = Field(validation_alias="appointment.kind")
    starts_on: date = Field(validation_alias="appointment.starts_on")
    ends_on: date | None = Field(None, validation_alias="appointment.ends_on")
    legal_basis: str = Field(validation_alias="appointment.legal_basis")

    model_config = example(
        id=40, post=15, title="Chuyên viên", unit="Phòng Văn xã", kind="main", starts_on="2025-07-01", ends_on=None,
        legal_basis="",
    )  # fmt: skip


class DelegationOut(Schema):
    id: int
    kind: str
    from_post: int = Field(validation_alias="from_post_id")
    from_title: str = Field(validation_alias="from_post.title")
    to_post: int = Field(validation_alias="to_post_id")
    to_title: str = Field(validation_alias="to_post.title")
    scope: str
    type_codes: list[Any]
    starts_on: date
    ends_on: date | None
    legal_basis: str

    model_config = example(
        id=3, kind="KT", from_post=12, from_title="Chủ tịch", to_post=13, to_title="Phó Chủ tịch", scope="Văn xã",
        type_codes=[], starts_on="2025-07-01", ends_on=None, legal_basis="Quy chế làm việc",
    )  # fmt: skip


class SignerOut(Schema):
    """Who could sign on the day, and how."""

    post: int = Field(validation_alias="post_id")
    title: str
    person: str
    prefix: str
    on_behalf_of: str
    scope: str

    model_config = example(
        post=13, title="Phó Chủ tịch", person="Lê An", prefix="KT.", on_behalf_of="Chủ tịch", scope=""
    )


class AccountOut(Schema):
    username: str
    is_active: bool
    must_change_password: bool
    last_login: datetime | None

    model_config = example(username="yendn.ubnd", is_active=True, must_change_password=True, last_login=None)


class AccountRowOut(Schema):
    person: int = Field(validation_alias="person.pk")
    full_name: str = Field(validation_alias="person.full_name")
    post: str
    unit: str
    username: str
    state: str
    has_second_factor: bool
    last_login: datetime | None

    model_config = example(
        person=21, full_name="Đặng Ngọc Yến", post="Chuyên viên", unit="Phòng Văn xã", username="yendn.ubnd",
        state="new", has_second_factor=False, last_login=None,
    )  # fmt: skip


class AccountPage(Schema):
    results: list[AccountRowOut]
    next: str | None

    model_config = example(
        results=[
            {
                "person": 21, "full_name": "Đặng Ngọc Yến", "post": "Chuyên viên", "unit": "Phòng Văn xã",
                "username": "yendn.ubnd", "state": "new", "has_second_factor": False, "last_login": None,
            }
        ],
        next=None,
    )  # fmt: skip


class SlipOut(Schema):
    """The one time a first password is told."""

    full_name: str
    post: str
    unit: str
    username: str
    password: str

    model_config = example(
        full_name="Đặng Ngọc Yến", post="Chuyên viên", unit="Phòng Văn xã", username="yendn.ubnd",
        password="abcd-efgh-jkmn",  # noqa: S106  an example
    )  # fmt: skip


class ImportOut(Schema):
    """An import: its report counts new and known rows by table and names every wrong row."""

    id: UUID = Field(validation_alias="public_id")
    file_name: str
    is_dry_run: bool
    state: str
    done_count: int
    total_count: int
    report: dict[str, Any]

    model_config = example(
        id="0198c1f0-7a00-7000-8000-000000000009", file_name="co-cau.xlsx", is_dry_run=True, state="done",
        done_count=120, total_count=120, report={"new": {"units": 20}, "known": {}, "errors": [], "is_saved": False},
    )  # fmt: skip
