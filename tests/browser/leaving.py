"""Papers that go out, from the first draft to the post, and opinions asked for on the way: one function an act, by the
words that the person reads."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from . import office
from .hands import follow, here, pdf, press, send


def draft(page: Page, subject: str, text: str, kind: str = "", is_internal: bool = False, reply_to: str = "") -> str:
    """A draft begun at home, or as the reply to a paper; its address."""
    page.goto(reply_to or "/")
    page.get_by_role("main").get_by_role("link", name="Soạn trả lời" if reply_to else "Soạn văn bản").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Soạn")
    if kind:
        page.get_by_label("Loại văn bản").select_option(label=kind)
    page.locator("#id_subject").fill(subject)
    page.get_by_label("Nội dung").first.fill(text)
    if is_internal:
        page.get_by_label("Văn bản nội bộ").check()
    office.primary(page).click()
    return here(page)


def open_poll(page: Page, address: str, question: str, members: Iterable[str]) -> str:
    """A round of written opinions on a draft; its address."""
    page.goto(address)
    follow(page, "Lấy ý kiến thành viên", "Lấy ý kiến thành viên")
    page.get_by_label("Nội dung lấy ý kiến").fill(question)
    for member in members:
        office.pick(page, "Thành viên", member)
    page.get_by_label("Trả lời trước").fill("2 ngày")
    send(page)
    return urlsplit(page.url).path


def vote(member: Page, question: str, answer: str) -> None:
    member.goto("/van-ban/phieu/")
    member.get_by_role("link", name=question).first.click()
    member.get_by_label(answer, exact=True).check()
    press(member, "Gửi trả lời")


def submit(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name=re.compile("^Trình")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trình duyệt")
    send(page, "Đã trình.")


def agree(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Đồng ý").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt")
    send(page, "Đã ghi ý kiến đồng ý.")


def agree_at_home(page: Page, subject: str) -> str:
    """The draft is found in the list of what waits for one; its address in this agency."""
    page.goto("/")
    page.locator("li.dq", has_text=subject).get_by_role("link", name=re.compile("^Xem, (ký )?duyệt")).first.click()
    address = here(page)
    agree(page, address)
    return address


def send_back(page: Page, address: str, why: str) -> None:
    page.goto(address)
    follow(page, "Trả lại", "Trả lại dự thảo")
    page.get_by_label("Lý do").fill(why)
    send(page, "Đã trả lại người soạn thảo.")


def new_version(page: Page, address: str, content: bytes) -> None:
    page.goto(address)
    follow(page, "Phiên bản mới", "Tải phiên bản mới")
    page.locator("input[type=file]").set_input_files(pdf("du-thao-2.pdf", content))
    page.get_by_label("Đã sửa gì").fill("Đã bổ sung số liệu.")
    send(page, "Đã thêm phiên bản dự thảo.")


def sign_jointly(drafter: Page, address: str, signers: Iterable[str]) -> None:
    drafter.goto(address)
    follow(drafter, "Ký liên tịch", "Ký liên tịch")
    for signer in signers:
        office.pick(drafter, "Người ký của các cơ quan khác", signer)
    send(drafter, "Đã đặt người ký liên tịch.")


def sign(clerk: Page, address: str) -> None:
    """The scan of the signed sheet is the evidence."""
    clerk.goto(address)
    follow(clerk, "Ghi nhận chữ ký", "Ghi nhận chữ ký")
    clerk.locator("input[type=file]").set_input_files(pdf("da-ky.pdf", office.sheet("99")[1]))
    send(clerk, "Đã ghi nhận chữ ký.")


def number(clerk: Page, address: str) -> str:
    """The next number of the book; the number and symbol."""
    clerk.goto(address)
    follow(clerk, "Cấp số", "Cấp số")
    send(clerk)
    return clerk.locator(".doc-h .b6").first.inner_text()


def address_to(page: Page, address: str, bodies: Sequence[str], outside: str = "", group: str = "") -> None:
    """Who gets the paper; the lines may be kept as a group of the agency."""
    page.goto(address)
    follow(page, "Nơi nhận", "Nơi nhận")
    lines = page.locator("[data-rows] .line")
    for place, body in enumerate(bodies):
        line = lines.nth(place)
        line.locator("select[name$=role]").select_option(label="Kính gửi")
        line.get_by_role("combobox", name="Cơ quan trong hệ thống").fill(body)
        page.locator("[role=listbox]:visible [role=option].on", has_text=body).click()
        expect(line.locator("[data-chips]")).to_contain_text(body)
    if outside:
        line = lines.nth(len(bodies))
        line.locator("select[name$=role]").select_option(label="Kính gửi")
        line.get_by_label("Hoặc ghi tên nơi ngoài hệ thống").fill(outside)
    if group:
        page.get_by_text("Lưu các dòng này thành nhóm").click()
        page.get_by_label("Tên nhóm").fill(group)
        press(page, "Lưu nhóm", "Đã lưu nhóm")
    press(page, "Lưu nơi nhận", "Đã lưu nơi nhận.")


def issue(clerk: Page, address: str, button: str = "Phát hành") -> None:
    clerk.goto(address)
    clerk.get_by_role("main").get_by_role("link", name=button).first.click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Phát hành")
    send(clerk)


def ask_for_answers(clerk: Page, address: str, due: str) -> None:
    clerk.goto(f"{address}y-kien/")
    follow(clerk, "Đề nghị trả lời", "Đề nghị")
    clerk.get_by_label("Đề nghị trả lời trước").fill(due)
    send(clerk)


def dispatch(clerk: Page, address: str, to: str, tracking: str) -> None:
    """By post, with the number of the letter."""
    clerk.goto(address)
    follow(clerk, "Gửi bản giấy", "Gửi bản giấy")
    clerk.get_by_label(f"Địa chỉ của {to}").fill("Số 5 đường Lê Lợi, tỉnh Bình Sơn")
    clerk.get_by_label("Mã bưu gửi").fill(tracking)
    press(clerk, "Ghi đã gửi")
