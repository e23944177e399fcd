"""Shapes of books, numbers and statutory registers in the API."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from tinhgon.core.example import example


class PeriodOut(Schema):
    """A run of numbers from 1: a year or a term, with how many numbers stand in each state."""

    id: int
    label: str
    starts_on: date
    ends_on: date | None
    last_number: int
    closed_at: datetime | None
    closed_by: str
    used_count: int | None = None
    reserved_count: int | None = None
    void_count: int | None = None
    elsewhere_count: int | None = None
    inserted_count: int | None = None

    model_config = example(
        id=9,
        label="2026",
        starts_on="2026-01-01",
        ends_on="2027-01-01",
        last_number=1204,
        closed_at=None,
        closed_by="",
        used_count=1202,
        reserved_count=1,
        void_count=1,
        elsewhere_count=0,
        inserted_count=0,
    )


class BookOut(Schema):
    """A book with its current period and the number that would come next."""

    id: int = Field(validation_alias="book.pk")
    name: str = Field(validation_alias="book.name")
    flow: str = Field(validation_alias="book.flow")
    period_kind: str = Field(validation_alias="book.period_kind")
    allows_inserting: bool = Field(validation_alias="book.allows_inserting")
    starts_on: date = Field(validation_alias="book.starts_on")
    ends_on: date | None = Field(validation_alias="book.ends_on")
    kinds: list[str] = Field(description="Sổ đăng ký có trên sổ này: di, den, giai-quyet")
    period: PeriodOut | None = None
    expected: int | None

    model_config = example(
        id=3,
        name="Sổ văn bản đến",
        flow="incoming",
        period_kind="year",
        allows_inserting=False,
        starts_on="2025-07-01",
        ends_on=None,
        kinds=["den", "giai-quyet"],
        period=None,
        expected=1205,
    )


class EntryOut(Schema):
    """A number in a book."""

    id: int
    number: int
    suffix: str
    state: str = Field(description="used, reserved, void, elsewhere")
    holder: str = Field(validation_alias="holder_label")
    reason: str
    expires_at: datetime | None
    taken_at: datetime
    taken_by: str

    model_config = example(
        id=5521,
        number=19,
        suffix="",
        state="reserved",
        holder="Lê Văn Ký, Giám đốc",
        reason="Quyết định ký ngoài trụ sở",
        expires_at="2026-01-06T10:00:00Z",
        taken_at="2026-01-05T03:00:00Z",
        taken_by="Nguyễn Thị Hạnh, Văn thư",
    )


class BookPageOut(BookOut):
    """A book with all its periods and the numbers that wait for their paper."""

    periods: list[PeriodOut]
    reserved: list[EntryOut]

    model_config = example(
        id=3,
        name="Sổ văn bản đến",
        flow="incoming",
        period_kind="year",
        allows_inserting=False,
        starts_on="2025-07-01",
        ends_on=None,
        kinds=["den", "giai-quyet"],
        expected=1205,
        periods=[],
        reserved=[],
    )


class HolderIn(Schema):
    """A named holder until a moment, with the reason that the register prints."""

    holder: int = Field(description="Người giữ, theo `GET /registers/holders`")
    reason: str = Field(max_length=400)
    expires_at: AwareDatetime


class ReserveIn(HolderIn):
    model_config = example(holder=57, reason="Quyết định ký ngoài trụ sở", expires_at="2026-01-06T17:00:00+07:00")


class InsertIn(HolderIn):
    """Behind which number, with which letter."""

    number: int = Field(ge=1, le=2**31 - 1)
    suffix: str = Field(max_length=2)

    model_config = example(
        number=18, suffix="a", holder=57, reason="Văn bản ký ngày 04/01", expires_at="2026-01-06T17:00:00+07:00"
    )


class ElsewhereIn(Schema):
    slip: str = Field(max_length=20, description="Chỉ số phiếu lấy số; không ghi gì về văn bản")

    model_config = example(slip="07/PLS")


class VoidIn(Schema):
    reason: str = Field(max_length=400)

    model_config = example(reason="Không ban hành văn bản")


class ClosePeriodIn(Schema):
    """The last number that was in front of the person; when another came meanwhile the act answers 409."""

    last_number: int = Field(ge=0, le=2**31 - 1)

    model_config = example(last_number=1204)


class RegisterRowOut(Schema):
    """A number in its place. What the reader may not see leaves its number and the word "hạn chế"."""

    number: str
    state: str
    cells: list[str]
    is_hidden: bool
    document: UUID | None = Field(validation_alias="public_id")


class RegisterOut(Schema):
    """A page of a statutory register, its columns as the law has them."""

    title: str
    body: str
    period: str
    headings: list[str]
    count: int
    results: list[RegisterRowOut]
    next: str | None

    model_config = example(
        title="Sổ đăng ký văn bản đến",
        body="SỞ NỘI VỤ",
        period="Năm 2026",
        headings=["Ngày đến", "Số đến", "Tác giả"],
        count=1204,
        results=[
            {
                "number": "1",
                "state": "used",
                "cells": ["05/01/2026", "1", "Ủy ban nhân dân xã Hòa An"],
                "is_hidden": False,
                "document": "019b8e5e-3c41-7d5a-a9f0-2f1f4be1d2aa",
            }
        ],
        next="MTAwLg",
    )


def page_of(sheet: Any, rows: list[Any], count: int, following: str | None) -> dict[str, Any]:
    return {
        "title": sheet.form.title,
        "body": sheet.body.name,
        "period": sheet.years,
        "headings": sheet.headings,
        "count": count,
        "results": rows,
        "next": following,
    }
