"""Papers that come, and what each role does with them: one function an act, by the words that the person reads."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from officekit.typeset import find_fonts
from officekit.typeset import papers as sheets

from . import office
from .hands import choose, follow, here, let_fall, press, said, send


@dataclass(frozen=True)
class Mail:
    """A paper of another office as it came: its number and symbol, and its file."""

    code: str
    name: str
    content: bytes


def by_post(kind: str, number: int) -> Mail:
    today = timezone.localdate()
    made = sheets.sample_paper(
        random.Random(number), bloc="state", doc_type=kind, number=str(number), words=110, urgency="",
        since=today - timedelta(days=9), until=today,
    )  # fmt: skip
    return Mail(made.code, f"van-ban-{number}.pdf", sheets.render_pdf(made, find_fonts(settings.FONT_FOLDERS)))


def register_dropped(clerk: Page, mail: list[Mail], to: str = "") -> None:
    """All files fall on the list of papers at once, then each is registered with the keyboard."""
    clerk.goto("/van-ban/den/")
    let_fall(clerk, [(paper.name, paper.content) for paper in mail])
    for place, paper in enumerate(mail, 1):
        expect(clerk.locator("#id_code")).to_have_value(paper.code)
        if to:
            choose(clerk, "Trình", to)
        save_registered(clerk)
        said(clerk, f"Đã vào sổ số {place} ")


def save_registered(clerk: Page) -> None:
    """What the machine doubts is looked at, field by field; then it is saved."""
    doubtful = clerk.locator("#dk .in.warn:not([data-seen])")
    clerk.locator("#id_code").focus()
    for _ in range(clerk.locator("#dk .in.warn").count()):
        if doubtful.count():
            clerk.keyboard.press("Enter")
    expect(doubtful).to_have_count(0)
    clerk.keyboard.press("Control+Enter")


def register_typed(clerk: Page, code: str, issuer: str, subject: str) -> str:
    """A paper without a file, its fields typed; its address."""
    clerk.goto("/van-ban/den/tiep-nhan/")
    clerk.get_by_label("Số/ký hiệu").fill(code)
    clerk.get_by_label("Ngày văn bản").fill("hôm nay")
    clerk.get_by_label("Cơ quan ban hành").fill(issuer)
    clerk.locator("#id_subject").fill(subject)
    clerk.keyboard.press("Control+Enter")
    return str(said(clerk, "Đã vào sổ số").get_by_role("link", name="Mở văn bản").get_attribute("href"))


def envelope_in(clerk: Page, sender: str, number: str, to: str) -> None:
    """A sealed envelope is written down as it stands, unopened."""
    clerk.goto("/")
    clerk.get_by_role("navigation").get_by_role("link", name="Bì không bóc").click()
    clerk.get_by_label("Số, ký hiệu ghi trên bì").fill(number)
    clerk.get_by_label("Nơi gửi ghi trên bì").fill(sender)
    office.pick(clerk, "Người nhận", to)
    clerk.get_by_label("Bì không có dấu A, B, C").check()
    press(clerk, "Ghi và lấy số đến")


def take_in(clerk: Page, code: str, to: str = "") -> str:
    """A paper that another agency sent through the system enters the book; its address over here."""
    clerk.goto("/van-ban/den/?tab=arrived")
    clerk.locator("#ds-den").get_by_role("link", name=code, exact=True).click()
    address = here(clerk)
    follow(clerk, "Vào sổ", "Vào sổ")
    if to:
        choose(clerk, "Trình", to)
    send(clerk, "vào sổ")
    return address


def give_back(clerk: Page, code: str, why: str) -> None:
    """A paper that came to the wrong house goes back to who sent it."""
    clerk.goto("/van-ban/den/?tab=arrived")
    clerk.locator("#ds-den").get_by_role("link", name=code, exact=True).click()
    here(clerk)
    follow(clerk, "Trả lại bên gửi", "Trả lại")
    clerk.get_by_label("Lý do").fill(why)
    press(clerk, "Trả lại")


def propose(chief: Page, address: str, words: str, leader: str, lead: str) -> None:
    chief.goto(address)
    follow(chief, "Đề xuất", "Đề xuất xử lý")
    chief.get_by_label(re.compile(r"^Đề xuất\W*$")).fill(words)
    office.pick(chief, "Trình lãnh đạo", leader)
    office.pick(chief, "Đề xuất chủ trì", lead)
    chief.get_by_label("Hạn xử lý").fill("5 ngày")
    send(chief)


def one_tap(leader: Page, words: str) -> None:
    """The proposal of the office becomes the leader's direction, from the list at home."""
    leader.goto("/")
    row = leader.locator("li.dq", has_text=words)
    row.get_by_role("button", name="Đồng ý đề xuất").tap()
    said(leader, "Đã đồng ý đề xuất")


def direct(leader: Page, address: str, words: str, lead: str = "", due: str = "") -> None:
    leader.goto(address)
    follow(leader, "Bút phê", "Bút phê")
    leader.get_by_label("Nội dung chỉ đạo").fill(words)
    if lead:
        office.pick(leader, "Chủ trì", lead)
    if due:
        leader.get_by_label("Hạn xử lý").fill(due)
    send(leader)


def direct_many(leader: Page, words: str, count: int) -> None:
    """All papers that wait for the leader's word get the same one."""
    leader.goto("/?loc=but-phe")
    expect(leader.locator("main input[name=muc]")).to_have_count(count)
    for box in leader.locator("main input[name=muc]").all():
        box.check()
    leader.get_by_role("button", name="Cùng bút phê các dòng đã đánh dấu").click()
    leader.get_by_label("Nội dung chỉ đạo").fill(words)
    send(leader, f"Đã cho ý kiến {count} văn bản.")


def circulate(leader: Page, address: str, readers: Iterable[str]) -> None:
    leader.goto(address)
    follow(leader, "Chuyển vòng", "Chuyển vòng xin ý kiến")
    for reader in readers:
        office.pick(leader, "Kính chuyển", reader)
    send(leader)


def say_on_circulation(reader: Page, words: str) -> None:
    """The reader finds the paper at home and says what he thinks."""
    reader.goto("/")
    reader.locator("li.dq").get_by_role("link", name="Cho ý kiến").first.click()
    reader.get_by_role("textbox", name="Ý kiến của đồng chí").fill(words)
    press(reader, "Gửi ý kiến")


def ask_what_is_meant(head: Page, address: str, words: str) -> None:
    head.goto(address)
    head.get_by_role("main").get_by_role("link", name="Đề nghị làm rõ").first.click()
    head.get_by_label("Điều cần làm rõ").fill(words)
    send(head)


def make_clear(leader: Page, words: str) -> None:
    leader.goto("/")
    leader.locator("li.dq", has_text="Làm rõ").get_by_role("link", name="Trả lời").first.click()
    leader.get_by_label(re.compile(r"^Trả lời\W*$")).fill(words)
    press(leader, "Trả lời")


def go_to_meeting(leader: Page, address: str, code: str) -> None:
    """One tap under the invitation; then the week's schedule has it."""
    leader.goto(address)
    leader.get_by_role("button", name="Dự", exact=True).tap()
    said(leader)
    leader.goto(address)
    expect(leader.get_by_role("list", name="Người dự")).to_contain_text("Dự")


def give_on(head: Page, address: str, to: str) -> None:
    """The unit's task goes to a person of the unit."""
    head.goto(address)
    head.get_by_role("list", name="Nhiệm vụ của văn bản").get_by_role("link").first.click()
    follow(head, "Phân công", "Phân công")
    office.pick(head, "Giao cho", to)
    send(head)


def close(page: Page, address: str, reason: str, note: str = "") -> None:
    page.goto(address)
    follow(page, "Kết thúc", "Kết thúc xử lý")
    page.get_by_label("Lý do").select_option(label=reason)
    page.get_by_label("Ghi thêm").fill(note)
    send(page, "Đã kết thúc xử lý.")


def pass_on(clerk: Page, address: str, group: str) -> None:
    clerk.goto(address)
    follow(clerk, "Chuyển tiếp", "Chuyển tiếp kèm phiếu chuyển")
    choose(clerk, "Nhóm nơi nhận", group)
    send(clerk, "Đã chuyển tiếp.")


def keep_original(clerk: Page, address: str, place: str) -> None:
    clerk.goto(f"{address}ban-giay/")
    clerk.get_by_role("main").get_by_role("link", name="Ghi", exact=True).click()
    clerk.get_by_label("Để ở đâu").fill(place)
    send(clerk)


def hand_over(clerk: Page, codes: Iterable[str]) -> None:
    """Marked in the list, given to their units in a batch."""
    clerk.goto("/van-ban/den/?tab=all")
    for code in codes:
        clerk.get_by_label(f"Chọn {code}", exact=True).check()
    clerk.get_by_role("button", name="Chuyển giao").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Lập lượt chuyển giao")
    press(clerk, "Lập lượt chuyển giao")


def receive_on_paper(head: Page) -> None:
    head.goto("/van-ban/chuyen-giao/")
    head.locator("main [data-open]").first.click()
    press(head, "Xác nhận đã nhận", "nhận")


def put_off(page: Page, until: str, why: str) -> None:
    """The last of one's queue waits for another day."""
    page.goto("/")
    page.locator("main").get_by_role("link", name=re.compile("^Gác lại")).last.click()
    page.get_by_label("Gác đến").fill(until)
    page.get_by_label("Lý do").fill(why)
    send(page, "Đã gác")
