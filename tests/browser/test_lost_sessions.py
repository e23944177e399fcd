"""The session is gone in the middle of a form, the network fails, somebody else logged in, the window was closed:
nothing typed is lost, the chosen file included, and the page says how to go on."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tinhgon.documents.models import Document
from tinhgon.tasks.models import Direction, Task

from . import office

WORDS = "Giao rà soát, tổng hợp, báo cáo; chữ này gõ đã lâu."


def dialog(page: Page) -> Any:
    return page.locator("dialog#gui-tiep")


def says(page: Page, words: str) -> None:
    expect(dialog(page).get_by_text(words)).to_be_visible()


def draft_form(page: Page, _: Any) -> None:
    page.goto("/van-ban/soan/")
    page.locator("#id_subject").fill(WORDS)
    content = office.sheet("77")[1]
    page.locator("input[type=file]").set_input_files(
        {"name": "du-thao.pdf", "mimeType": "application/pdf", "buffer": content}
    )


def direction_form(page: Page, committed: Any) -> None:
    page.goto(f"/nhiem-vu/but-phe/{office.registered(committed).public_id}/")
    page.get_by_label("Nội dung chỉ đạo").fill(WORDS)
    office.pick(page, "Chủ trì", "Phòng Tổng hợp")
    page.get_by_label("Hạn xử lý").fill("5 ngày")


def task_form(page: Page, _: Any) -> None:
    page.goto("/nhiem-vu/giao/")
    page.get_by_label("Việc cần làm").fill(WORDS)
    office.pick(page, "Chủ trì", "Phòng Tổng hợp")
    page.get_by_label("Hạn xử lý").fill("5 ngày")


def registration_form(page: Page, _: Any) -> None:
    page.goto("/van-ban/den/tiep-nhan/")
    page.get_by_label("Số/ký hiệu").fill("99/SXD-VP")
    page.get_by_label("Ngày văn bản").fill("hôm nay")
    page.get_by_label("Cơ quan ban hành").fill("Sở Xây dựng")
    page.locator("#id_subject").fill(WORDS)


FORMS = {
    "registration": ("vanthu.tinhuy", registration_form, lambda: Document.objects.get(subject=WORDS).register_number),
    "drafting": ("chuyenvien.tinhuy", draft_form, lambda: Document.objects.get(subject=WORDS).versions.get().blob_id),
    "direction": ("lanhdao.tinhuy", direction_form, lambda: Direction.objects.get(text=WORDS).pk),
    "task": ("chanhvp.tinhuy", task_form, lambda: Task.objects.get(title=WORDS).pk),
}


def logged_in_again(page: Page, username: str, password: str) -> None:
    """In the tab the dialog opens; that tab is closed afterwards."""
    with page.context.expect_page() as opened:
        dialog(page).get_by_role("link", name="Đăng nhập lại").click()
    tab = opened.value
    tab.get_by_label("Tên đăng nhập").fill(username)
    tab.get_by_label("Mật khẩu").fill(password)
    tab.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(tab.get_by_role("heading", name="Đã đăng nhập lại")).to_be_visible()
    tab.wait_for_load_state()  # its script tells the first tab; where windows have a focus, coming back does too
    tab.close()
    page.bring_to_front()


@pytest.mark.parametrize("form", FORMS)
def test_a_session_that_ends_in_mid_form_loses_nothing(log_in, committed, form: str):
    username, fill, made = FORMS[form]
    page = log_in(username)
    fill(page, committed)
    Session.objects.all().delete()
    here = page.url
    office.primary(page).click()
    says(page, "Nội dung đã nhập và tệp đã chọn vẫn còn nguyên trên trang này, chưa gửi đi")
    assert page.url == here
    logged_in_again(page, username, committed.password)
    says(page, "Đã đăng nhập lại")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_hidden()
    expect(page.locator(".note.g")).to_be_visible()
    assert made()


def test_no_network_says_so_and_the_next_try_succeeds_once(log_in, committed):
    page = log_in("chanhvp.tinhuy")
    task_form(page, committed)
    page.context.set_offline(True)
    office.primary(page).click()
    says(page, "Mất kết nối tới máy chủ")
    page.context.set_offline(False)
    again = dialog(page).get_by_role("button", name="Gửi tiếp")
    again.dblclick()
    expect(page.locator(".note.g")).to_be_visible()
    assert Task.objects.filter(title=WORDS).count() == 1


def test_another_person_in_the_same_browser_is_not_taken_for_the_first(log_in, committed):
    page = log_in("chanhvp.tinhuy")
    task_form(page, committed)
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto("/tai-khoan/login/")
    other.get_by_label("Tên đăng nhập").fill("lanhdao.tinhuy")
    other.get_by_label("Mật khẩu").fill(committed.password)
    other.get_by_role("button", name="Đăng nhập", exact=True).click()
    # The address would not tell: the log-in page's ends like the desk's.
    expect(other.get_by_role("link", name="Bàn làm việc", exact=True)).to_be_visible()
    office.primary(page).click()
    says(page, "Trình duyệt này vừa đăng nhập bằng tài khoản khác")
    assert not Task.objects.filter(title=WORDS).exists()


def test_what_was_typed_comes_back_after_leaving_the_page(log_in, committed):
    page = log_in("chuyenvien.tinhuy")
    draft_form(page, committed)
    page.get_by_label(re.compile("Nội dung")).first.fill("Đoạn đã gõ.")
    page.on("dialog", lambda asked: asked.accept())
    page.goto("/")
    page.goto("/van-ban/soan/")
    expect(page.locator("#id_subject")).to_have_value(WORDS)
    note = page.get_by_text("Đã khôi phục nội dung đồng chí nhập dở")
    expect(note).to_contain_text("du-thao.pdf")
    office.primary(page).click()
    expect(page.locator(".note.g")).to_be_visible()
    page.goto("/van-ban/soan/")
    expect(page.locator("#id_subject")).to_have_value("")


def test_files_dropped_when_the_session_is_gone_wait_for_the_log_in(log_in, committed, drop: Callable[..., None]):
    page = log_in("vanthu.tinhuy")
    page.goto("/van-ban/den/tiep-nhan/")
    Session.objects.all().delete()
    made, content = office.sheet()
    drop(page, "cong-van.pdf", content)
    says(page, "Phiên làm việc đã hết")
    logged_in_again(page, "vanthu.tinhuy", committed.password)
    dialog(page).get_by_role("button", name="Gửi tiếp").click()
    expect(page.get_by_label("Số/ký hiệu")).to_have_value(made.code)
