"""Pages of the organisation's lists put together are the whole list, whatever the size of a page."""

import sys
from datetime import UTC, date, datetime

import pytest

from tinhgon.core.numbering.models import Book
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.organisation import actions, queries
from tinhgon.organisation.actions import NewAppointment, NewBody, NewOffice, NewPost, NewSeal
from tinhgon.organisation.models import ClericalOffice, CommitteeTerm, IssuingBody, Seal

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 1)
BASE = "/organisation"


@pytest.fixture
def officer(province):
    return province.actor("tochuc.ubnd", on=ON)


@pytest.fixture
def many(province, officer):
    """Several of everything that is listed, by a person with the rights to see it."""
    unit, keeper = province.unit("ubnd", "Phòng Văn xã").pk, province.post("vanthu.ubnd").pk
    for number in range(4):
        name = f"BAN CHỈ ĐẠO {number}"
        body = actions.open_body(officer, NewBody(name, f"B{number}", "Bình Sơn"), ON, AT)
        actions.open_office(officer, NewOffice(f"Văn thư {number}", unit, (body.pk,)), ON, AT)
        actions.register_seal(officer, NewSeal(body.pk, f"Dấu {number}", keeper), ON, AT)
        CommitteeTerm.objects.create(body=body, label=f"202{number}-203{number}", starts_on=ON)
    return Caller(province, "tochuc.ubnd")


def walked(caller, path, limit, **more):
    found, cursor = [], ""
    while True:
        page = ok(caller.get(f"{BASE}/{path}", limit=limit, cursor=cursor, **more))
        assert len(page["results"]) <= limit
        found += page["results"]
        cursor = page["next"]
        if cursor is None:
            return found
        assert len(page["results"]) == limit


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_pages_together_are_the_list(province, officer, many, limit):
    here = {"agency_id": officer.agency_id}
    for path, rows in (
        ("bodies", IssuingBody.objects.filter(**here)),
        ("offices", ClericalOffice.objects.filter(**here)),
        ("seals", Seal.objects.filter(body__agency_id=officer.agency_id)),
        ("books", Book.objects.filter(**here)),
        ("terms", CommitteeTerm.objects.filter(body__agency_id=officer.agency_id)),
    ):
        assert [row["id"] for row in walked(many, path, limit)] == list(
            rows.order_by("pk").values_list("pk", flat=True)
        )


@pytest.mark.parametrize("path", ["bodies", "offices", "seals", "books", "terms", "accounts"])
def test_a_page_has_an_end_and_a_cursor_that_was_given_out(many, path):
    assert_problem(many.get(f"{BASE}/{path}", limit=501), 422)
    assert_problem(many.get(f"{BASE}/{path}", cursor="???"), 422)


def newcomers(officer, province, count):
    """People whose names and accounts differ, some without an account, in one post."""
    unit = province.unit("ubnd", "Phòng Văn xã").pk
    post = actions.create_post(officer, NewPost(unit, "Cán sự", headcount=count), ON, AT)
    for number in range(count):
        person = actions.create_person(officer, f"Trần Văn Người {number % 3}", AT, email=f"n{number}@vidu.invalid")
        actions.appoint(officer, NewAppointment(person.pk, post.pk, ON), AT)
        if number % 2:
            actions.create_account(officer, person.pk, AT)


def test_accounts_come_by_name_page_by_page(province, officer, many, monkeypatch):
    newcomers(officer, province, 7)
    whole, following = queries.accounts(officer.agency_id, ON, "", "", 0, 500)
    assert following is None
    assert [row.person.sort_key for row in whole] == sorted(row.person.sort_key for row in whole)
    keys = [row.person.pk for row in whole]
    assert len(keys) == len(set(keys)) > 7
    # Many readings of the table for one page. (`queries.people` is a function of that name.)
    monkeypatch.setattr(sys.modules["tinhgon.organisation.queries.people"], "AT_ONCE", 2)
    for limit in (1, 3, len(keys), 500):
        assert [row["person"] for row in walked(many, "accounts", limit)] == keys
    named = [row["full_name"] for row in walked(many, "accounts", 2, q="tran nguoi")]
    assert len(named) == 7 and all(name.startswith("Trần Văn Người") for name in named)
    without = walked(many, "accounts", 2, q="tran nguoi", state="none")
    assert len(without) == 4 and not any(row["username"] for row in without)


def test_the_page_of_accounts_goes_on(province, officer, monkeypatch):
    monkeypatch.setattr(actions, "MAX_SLIPS", 3)
    client = province.client("tochuc.ubnd")
    first = client.get("/to-chuc/tai-khoan/").content.decode()
    assert "Còn nữa" in first and "3+" in first
    _, following = queries.accounts(officer.agency_id, ON, "", "", 0, 3)
    assert f"sau={following}" in first
    last = queries.accounts(officer.agency_id, ON, "", "", 0, 500)[0][-1].person.pk
    assert "Hết danh sách" in client.get(f"/to-chuc/tai-khoan/?sau={last}").content.decode()


def test_accounts_ask_as_often_for_many_as_for_few(province, officer, django_assert_num_queries):
    newcomers(officer, province, 5)
    for limit in (2, 500):
        with django_assert_num_queries(4):
            queries.accounts(officer.agency_id, ON, "", "", 0, limit)
