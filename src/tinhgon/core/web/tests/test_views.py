"""The shell: navigation, choice of post, notices, and what is said when something goes wrong."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from tinhgon.core.notices import actions as notices
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.core.web import views
from tinhgon.core.web.middleware import RefusalMiddleware
from tinhgon.operations.demo import offices


@pytest.mark.parametrize("address", ["/trang/muc-luc/", "/trang/thong-bao/", "/trang/thong-bao/?moi=1"])
def test_pages(province: Any, address: str) -> None:
    assert province.client("vanthu.tinhuy").get(address).status_code == 200
    assert Client().get(address).status_code == 302


def test_shell_has_landmarks_and_skip_link(province: Any) -> None:
    text = province.client("vanthu.tinhuy").get("/trang/thong-bao/").content.decode()
    for mark in ['href="#noi-dung"', 'id="noi-dung"', "<main", 'aria-label="Điều hướng chính"', 'role="search"']:
        assert mark in text
    assert 'lang="vi"' in text


def test_choosing_another_post(province: Any) -> None:
    username = offices.CONCURRENT[0][0]
    client = province.client(username)
    page = client.get("/trang/thong-bao/")
    posts = list(page.wsgi_request.posts)
    assert len(posts) > 1
    first = page.wsgi_request.actor.post_id
    other = next(p for p in posts if p.principal_id != first)
    client.post("/trang/vi-tri/", {"post": other.principal_id})
    assert client.get("/trang/thong-bao/").wsgi_request.actor.post_id == other.principal_id
    foreign = province.post("lanhdao.ubnd").principal_id if username != "lanhdao.ubnd" else 0
    assert client.post("/trang/vi-tri/", {"post": foreign}).status_code == 404
    assert client.get("/trang/thong-bao/").wsgi_request.actor.post_id == other.principal_id


def notice(province: Any, username: str, url: str = "/") -> Notice:
    actor = province.actor(username)
    notices.tell(actor.agency_id, [actor.post_id], "test", "Văn bản mới", url, f"test:{username}", timezone.now())
    return Notice.objects.get(cause=f"test:{username}")


def test_notice_is_opened_and_read(province: Any) -> None:
    row = notice(province, "vanthu.tinhuy", "/trang/muc-luc/")
    client = province.client("vanthu.tinhuy")
    text = client.get("/trang/thong-bao/").content.decode()
    assert "Văn bản mới" in text
    assert "Thông báo: 1 mới" in text
    assert client.post(f"/trang/thong-bao/{row.pk}/")["Location"] == "/trang/muc-luc/"
    row.refresh_from_db()
    assert row.read_at is not None
    assert "Đã đọc hết thông báo" in client.get("/trang/thong-bao/?moi=1").content.decode()


def test_notice_of_a_stranger_is_not_found(province: Any) -> None:
    row = notice(province, "vanthu.tinhuy")
    stranger = province.client("chuyenvien.ubnd")
    assert "Văn bản mới" not in stranger.get("/trang/thong-bao/").content.decode()
    assert stranger.post(f"/trang/thong-bao/{row.pk}/").status_code == 404
    stranger.post("/trang/thong-bao/da-doc/")
    row.refresh_from_db()
    assert row.read_at is None


def test_notice_never_leads_off_the_site(province: Any) -> None:
    row = notice(province, "vanthu.tinhuy", "https://elsewhere.invalid/")
    response = province.client("vanthu.tinhuy").post(f"/trang/thong-bao/{row.pk}/")
    assert response["Location"] == "/trang/thong-bao/"


def test_marking_all_read(province: Any) -> None:
    row = notice(province, "vanthu.tinhuy")
    province.client("vanthu.tinhuy").post("/trang/thong-bao/da-doc/")
    row.refresh_from_db()
    assert row.read_at is not None


def test_not_found_page_says_what_to_do(province: Any) -> None:
    response = province.client("vanthu.tinhuy").get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Về bàn làm việc" in response.content.decode()


def test_a_wrong_method_gets_a_page_in_words(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    for method, address, words, allowed in (
        ("get", "/trang/vi-tri/", "chỉ nhận việc bấm từ một trang", "POST"),
        ("post", "/trang/muc-luc/", "Trang này chỉ để xem", "GET, HEAD"),
    ):
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Allow"]) == (405, allowed)
        assert words in answer.content.decode()
    assert client.head("/trang/vi-tri/").status_code == 405


def test_csrf_failure_keeps_typed_text(province: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/tai-khoan/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "nội dung đồng chí đã nhập vẫn còn" in response.content.decode()


def test_server_error_has_an_incident_code(rf: RequestFactory, caplog: Any) -> None:
    response = views.server_error(rf.get("/x"))
    code = response["TG-Incident"]
    assert response.status_code == 500
    assert code in response.content.decode()
    assert code in caplog.text
    assert 'data-bs-theme="light"' in response.content.decode()


def test_server_error_keeps_the_theme(rf: RequestFactory) -> None:
    rf.cookies["tg_theme"] = "dark"
    assert 'data-bs-theme="dark"' in views.server_error(rf.get("/x")).content.decode()


@pytest.mark.parametrize(("code", "status"), [("forbidden", 403), ("refused", 422)])
def test_uncaught_refusal_becomes_a_page(province: Any, rf: RequestFactory, code: str, status: int) -> None:
    request = rf.get("/x")
    response = RefusalMiddleware(lambda _: None).process_exception(request, Refused("Sổ đã khóa.", code=code))
    assert response is not None
    assert response.status_code == status
    assert "Sổ đã khóa." in response.content.decode()
    assert RefusalMiddleware(lambda _: None).process_exception(request, ValueError()) is None


def test_uncaught_refusal_becomes_a_note_for_htmx(rf: RequestFactory) -> None:
    request = rf.get("/x")
    request.htmx = True
    response = RefusalMiddleware(lambda _: None).process_exception(request, Refused("Sổ đã khóa."))
    assert response is not None
    assert response["TG-Refused"] == "refused"
    assert "Sổ đã khóa." in response.content.decode()


def test_session_says_who_is_logged_in(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    answer = client.get("/trang/phien/")
    assert answer.json()["user"] == int(client.session["_auth_user_id"])
    assert answer.json()["token"]
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/trang/phien/").json() == {"user": None}


def test_page_after_logging_in_again_leads_back(province: Any) -> None:
    assert "Gửi tiếp" in province.client("vanthu.tinhuy").get("/trang/phien/da-dang-nhap/").content.decode()
    assert Client().get("/trang/phien/da-dang-nhap/").status_code == 302


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "việc đang chờ chính đồng chí"),
        ("/van-ban/den/", "Danh sách văn bản đến"),
        ("/nhiem-vu/", "Bốn con số trên cùng"),
        ("/to-chuc/", "một ngày bất kỳ"),
        ("/trang/thong-bao/", "Thông báo gửi riêng"),
        ("/tai-khoan/", "phím tắt của riêng"),
    ],
)
def test_help_says_what_the_page_is_for(province: Any, address: str, words: str) -> None:
    assert words in province.client("vanthu.tinhuy").get(address).content.decode()
