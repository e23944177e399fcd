"""Two tabs, two people, the back button: a clear word, nothing doubled, nobody's words lost."""

import re

from playwright.sync_api import Page, expect

from tinhgon.documents.models import Document
from tinhgon.tasks.models import Direction

from . import office


def tab(page: Page, address: str) -> Page:
    other = page.context.new_page()
    other.goto(address)
    return other


def write_direction(page: Page, words: str) -> None:
    page.get_by_label("Nội dung chỉ đạo").fill(words)
    office.pick(page, "Chủ trì", "Phòng Tổng hợp")


def test_two_tabs_direct_one_paper(log_in, committed):
    paper = office.registered(committed)
    address = f"/nhiem-vu/but-phe/{paper.public_id}/"
    first = log_in("lanhdao.tinhuy")
    second = tab(first, address)
    first.goto(address)
    write_direction(first, "Giao Phòng Tổng hợp tham mưu.")
    write_direction(second, "Lưu theo dõi.")
    office.primary(first).click()
    expect(first.locator(".note.g")).to_be_visible()
    office.primary(second).click()
    expect(second.get_by_role("main")).to_contain_text("Văn bản đã có bút phê của")
    expect(second.get_by_label("Nội dung chỉ đạo")).to_have_value("Lưu theo dõi.")
    assert Direction.objects.filter(document=paper).count() == 1


def test_two_clerks_correct_one_paper(log_in, committed):
    paper = office.registered(committed)
    address = f"/van-ban/{paper.public_id}/sua/"
    one, other = log_in("vanthu.tinhuy"), log_in("vanthu2.tinhuy")
    for page in (one, other):
        page.goto(address)
    one.locator("#id_subject").fill("Trích yếu người thứ nhất sửa")
    one.get_by_label("Lý do sửa").fill("Ghi nhầm")
    office.primary(one).click()
    expect(one.locator(".note.g")).to_be_visible()
    other.get_by_label("Cơ quan ban hành").fill("Sở Nội vụ")
    other.get_by_label("Lý do sửa").fill("Ghi nhầm")
    office.primary(other).click()
    expect(other.locator(".note.g")).to_be_visible()
    paper.refresh_from_db()
    assert (paper.subject, paper.issuer) == ("Trích yếu người thứ nhất sửa", "Sở Nội vụ")


def test_the_same_field_is_not_overwritten_in_silence(log_in, committed):
    paper = office.registered(committed)
    address = f"/van-ban/{paper.public_id}/sua/"
    first = log_in("vanthu.tinhuy")
    second = tab(first, address)
    first.goto(address)
    for page, words in ((first, "Bản thứ nhất"), (second, "Bản thứ hai")):
        page.locator("#id_subject").fill(words)
        page.get_by_label("Lý do sửa").fill("Ghi nhầm")
        office.primary(page).click()
        if page is first:
            expect(first.locator(".note.g")).to_be_visible()
    expect(second.get_by_text("Vừa được sửa thành “Bản thứ nhất”")).to_be_visible()
    expect(second.locator("#id_subject")).to_have_value("Bản thứ hai")
    office.primary(second).click()
    expect(second.locator(".note.g")).to_be_visible()
    paper.refresh_from_db()
    assert paper.subject == "Bản thứ hai"


def test_two_clerks_register_one_file(log_in, committed, drop):
    one, other = log_in("vanthu.tinhuy"), log_in("vanthu2.tinhuy")
    one.goto("/van-ban/den/tiep-nhan/")
    drop(one, "cong-van.pdf", office.sheet()[1])
    one.wait_for_url(re.compile(r"/tiep-nhan/[0-9a-f-]{36}/"))
    one.locator(".spot").first.wait_for()
    other.goto(one.url)
    for page in (one, other):
        while page.locator("#dk .in.warn:not([data-seen])").count():
            page.keyboard.press("Enter")
    one.keyboard.press("Control+Enter")
    expect(one.locator(".note.g")).to_contain_text("Đã vào sổ số 1")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_text("Tệp này đã được")).to_contain_text("vào sổ số 1")
    assert Document.objects.count() == 1
    one.go_back()
    expect(one.get_by_text("Tệp này đã được")).to_be_visible()
    assert Document.objects.count() == 1


def test_two_clerks_type_the_same_paper(log_in, committed):
    office.registered(committed, number="417")
    other = log_in("vanthu2.tinhuy")
    other.goto("/van-ban/den/tiep-nhan/")
    other.get_by_label("Số/ký hiệu").fill("417/SXD-VP")
    other.get_by_label("Ngày văn bản").fill("hôm nay")
    other.get_by_label("Cơ quan ban hành").fill("Sở Xây dựng")
    other.locator("#id_subject").fill("Báo cáo kết quả rà soát lần 417")
    office.primary(other).click()
    expect(other.get_by_role("alert")).to_contain_text("Có thể trùng văn bản đã vào sổ")
    expect(other.locator("#id_subject")).to_have_value("Báo cáo kết quả rà soát lần 417")
    assert Document.objects.count() == 1


def test_back_to_a_form_already_sent_makes_nothing_twice(log_in, committed):
    page = log_in("chuyenvien.tinhuy")
    page.goto("/van-ban/soan/")
    page.locator("#id_subject").fill("kiểm tra nút quay lại")
    page.get_by_label(re.compile("Nội dung")).first.fill("Xin báo cáo.")
    office.primary(page).dblclick()
    page.wait_for_url(re.compile(r"/van-ban/[0-9a-f-]{36}/$"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Soạn dự thảo")
    if page.locator("#id_subject").input_value():
        office.primary(page).click()
        page.wait_for_url(re.compile(r"/van-ban/[0-9a-f-]{36}/$"))
    assert Document.objects.count() == 1
