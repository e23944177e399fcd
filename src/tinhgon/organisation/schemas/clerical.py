"""Issuing bodies, offices, seals, books and terms as they are answered."""

from datetime import date
from typing import Any, cast

from ninja import Schema
from pydantic import Field

from tinhgon.core.example import example


def _examples(shape: type[Schema]) -> Any:
    return cast("dict[str, Any]", shape.model_config["json_schema_extra"])["examples"]


class BodyTypeOut(Schema):
    id: int
    code: str
    name: str
    bloc: str
    level: str
    legal_basis: str

    model_config = example(
        id=3, code="state-so", name="Sở", bloc="state", level="province", legal_basis="150/2025/NĐ-CP"
    )


class BodyChangeOut(Schema):
    name: str
    parent_name: str
    symbol: str
    place: str
    rule_set: str
    starts_on: date
    ends_on: date | None
    legal_basis: str

    model_config = example(
        name="ỦY BAN NHÂN DÂN XÃ TÂN HÒA", parent_name="", symbol="UBND", place="Tân Hòa", rule_set="nd30",
        starts_on="2025-07-01", ends_on=None, legal_basis="",
    )  # fmt: skip


class BodyOut(BodyChangeOut):
    id: int

    model_config = example(
        id=4, name="ỦY BAN NHÂN DÂN XÃ TÂN HÒA", parent_name="", symbol="UBND", place="Tân Hòa", rule_set="nd30",
        starts_on="2025-07-01", ends_on=None, legal_basis="",
    )  # fmt: skip


class OfficeOut(Schema):
    id: int
    name: str
    bodies: list[str]
    starts_on: date
    ends_on: date | None

    model_config = example(id=2, name="Văn thư UBND xã", bodies=["UBND"], starts_on="2025-07-01", ends_on=None)

    @staticmethod
    def resolve_bodies(row: Any) -> list[str]:
        return [body.name for body in row.bodies.all()]


class KeepingOut(Schema):
    post: str
    person: str
    starts_on: date
    ends_on: date | None
    legal_basis: str


class SealOut(Schema):
    id: int
    name: str
    kind: str
    registration: str
    body: str
    starts_on: date
    ends_on: date | None
    keepings: list[KeepingOut]

    model_config = example(
        id=1, name="Dấu UBND xã", kind="round", registration="", body="ỦY BAN NHÂN DÂN XÃ TÂN HÒA",
        starts_on="2025-07-01", ends_on=None,
        keepings=[
            {"post": "Văn thư", "person": "Lê Thị Mai", "starts_on": "2025-07-01", "ends_on": None, "legal_basis": ""}
        ],
    )  # fmt: skip


class KeptBookOut(Schema):
    """A book with its rules; giving numbers is under `/registers`."""

    id: int
    name: str
    body: str
    flow: str
    type_codes: list[str]
    period_kind: str
    period: str | None
    is_secret: bool
    allows_inserting: bool
    reservation_holder: str
    starts_on: date
    ends_on: date | None

    model_config = example(
        id=7, name="Sổ văn bản đi", body="ỦY BAN NHÂN DÂN XÃ TÂN HÒA", flow="outgoing", type_codes=[],
        period_kind="year", period="2026", is_secret=False, allows_inserting=False, reservation_holder="",
        starts_on="2025-07-01", ends_on=None,
    )  # fmt: skip


class TermOut(Schema):
    id: int
    body: str = Field(validation_alias="body.name")
    label: str
    starts_on: date
    ends_on: date | None
    legal_basis: str

    model_config = example(
        id=1, body="TỈNH ỦY BÌNH SƠN", label="2025-2030", starts_on="2025-07-01", ends_on=None, legal_basis=""
    )


class YearOut(Schema):
    id: int
    label: str
    starts_on: date
    ends_on: date | None

    model_config = example(id=9, label="2027", starts_on="2027-01-01", ends_on="2028-01-01")


class BodyPage(Schema):
    results: list[BodyOut]
    next: str | None

    model_config = example(results=_examples(BodyOut), next=None)


class OfficePage(Schema):
    results: list[OfficeOut]
    next: str | None

    model_config = example(results=_examples(OfficeOut), next=None)


class SealPage(Schema):
    results: list[SealOut]
    next: str | None

    model_config = example(results=_examples(SealOut), next=None)


class KeptBookPage(Schema):
    results: list[KeptBookOut]
    next: str | None

    model_config = example(results=_examples(KeptBookOut), next=None)


class TermPage(Schema):
    results: list[TermOut]
    next: str | None

    model_config = example(results=_examples(TermOut), next=None)
