"""What no form of ours sends: characters that are none, numbers no row has, addresses made to break a header. Each is
answered with words, never as an error of ours."""

from typing import Any

import pytest

NINES = "9" * 30
ENDLESS = "9" * 5000


@pytest.mark.parametrize(
    "address",
    [
        "/van-ban/di/?q=%00",
        "/nhiem-vu/?q=%00",
        "/nhiem-vu/xuat.xlsx?q=%00",
        f"/van-ban/di/?sau={NINES}",
        f"/van-ban/di/?sau={ENDLESS}",
        f"/van-ban/den/?truoc={ENDLESS}",
        f"/van-ban/den/?book={ENDLESS}",
        "/van-ban/den/?q=%00",
        "/van-ban/tim/?q=%00",
        "/nhiem-vu/?cursor=%00",
        f"/nhiem-vu/?cursor={ENDLESS}",
        f"/trang/thong-bao/?trang={ENDLESS}",
        "/to-chuc/nguoi/?q=%00",
        "/to-chuc/?tim=%00&ngay=9999-12-31",
    ],
)
def test_addresses_of_lists(province: Any, address: str) -> None:
    assert province.client("vanthu.tinhuy").get(address).status_code in (200, 404, 422)


def test_a_character_that_is_none_is_told_in_words(province: Any) -> None:
    response = province.client("vanthu.tinhuy").get("/van-ban/di/?q=%00")
    assert response.status_code == 422
    assert "ký tự không hợp lệ" in response.content.decode()


def test_a_calendar_address_that_is_none(province: Any) -> None:
    assert province.client("vanthu.tinhuy").get("/nhiem-vu/lich/a%00b.ics").status_code in (404, 422)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/van-ban/den/bo-loc/", {"name": "", "query": "?a=1\r\nX-Evil: 1"}),
        ("/van-ban/den/bo-loc/", {"name": "Một", "query": "a=1\r\nX-Evil: 1"}),
        ("/van-ban/den/trinh/", {"paper": "x", "post": ENDLESS, "back": "?a\r\nX-Evil: 1"}),
        ("/van-ban/den/trinh/", {"post": NINES}),
        ("/van-ban/den/tiep-nhan/", {"book_id": ENDLESS, "subject": "a"}),
        ("/nhiem-vu/nhieu/", {"act": "tiep-nhan", "back": "?a\r\nX-Evil: 1"}),
        ("/nhiem-vu/cau-mau/", {"text": "Một câu", "cau": ENDLESS}),
        ("/nhiem-vu/giao/", {"title": "Một việc", "lead": ENDLESS}),
        ("/tai-khoan/giao-dien/", {"theme": "dark", "next": "_"}),
        ("/tai-khoan/giao-dien/", {"theme": "dark", "next": "/?a\r\nX-Evil: 1"}),
    ],
)
def test_hidden_fields(province: Any, address: str, sent: dict[str, str]) -> None:
    response = province.client("vanthu.tinhuy").post(address, sent)
    assert response.status_code in (302, 403, 404, 422)
    assert "X-Evil" not in response


def test_a_form_of_a_thousand_recipients_is_read(province: Any) -> None:
    sent = {f"noi-{row}-name": "" for row in range(5_000)}
    assert province.client("vanthu.tinhuy").post("/van-ban/soan/", sent).status_code == 422


def test_too_many_fields_are_told_in_words(province: Any) -> None:
    sent = {f"a{row}": "" for row in range(12_001)}
    response = province.client("vanthu.tinhuy").post("/van-ban/soan/", sent)
    assert response.status_code == 400
    assert "quá dài" in response.content.decode()


def test_pages_stay_with_the_person_and_leave_with_the_log_out(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    assert "private" in client.get("/van-ban/den/")["Cache-Control"]
    assert "Clear-Site-Data" not in client.get("/tai-khoan/logout/")
    assert client.post("/tai-khoan/logout/")["Clear-Site-Data"] == '"cache"'
