"""The main job in the browser: dropped, registered by keyboard, directed, worked on, answered and issued; a stranger
from another agency sees nothing of it."""

import base64
import random
import re
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from officekit.typeset import find_fonts
from officekit.typeset import papers as sheets
from officekit.typeset.shapes import Paper

# What a practised clerk needs at most for a paper that was read well: look, go on, save.
MOST_KEYSTROKES = 12


class Keyboard:
    """Hands that never touch the mouse, and count."""

    def __init__(self, page: Page) -> None:
        self.page, self.strokes = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.strokes += len(text)


def paper(number: str = "512") -> tuple[Paper, bytes]:
    today = timezone.localdate()
    made = sheets.sample_paper(
        random.Random(43), bloc="state", doc_type="CV", number=number, since=today - timedelta(days=9), until=today
    )
    return made, sheets.render_pdf(made, find_fonts(settings.FONT_FOLDERS))


def drop(page: Page, name: str, content: bytes) -> None:
    """Let a file fall on the page, as from a folder of the scanner."""
    transfer = page.evaluate_handle(
        """([name, content]) => {
            const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name, { type: "application/pdf" }));
            return transfer;
        }""",
        [name, base64.b64encode(content).decode()],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})


def registered_by_keyboard(clerk: Page) -> tuple[Paper, int]:
    """Home → N → the file falls on the page → only what is doubtful is looked at → Ctrl Enter."""
    made, content = paper()
    hands = Keyboard(clerk)
    hands.press("n")
    clerk.wait_for_url("**/den/tiep-nhan/")
    drop(clerk, "cong-van.pdf", content)
    clerk.wait_for_url(re.compile(r"/den/tiep-nhan/[0-9a-f-]{36}/"))
    expect(clerk.get_by_label("Số/ký hiệu")).to_have_value(made.code)
    expect(clerk.locator(".spot").first).to_be_visible()
    expect(clerk.locator("#dk :focus")).to_have_count(1)
    while clerk.locator("#dk .in.warn:not([data-seen])").count():
        hands.press("Enter")
    hands.press("Control+Enter")
    clerk.wait_for_url(re.compile(r"tiep-nhan/(\?|$)|/den/(\?|$)"))
    return made, hands.strokes


def test_the_main_job(log_in, server):
    clerk = log_in("vanthu.tinhuy")
    made, strokes = registered_by_keyboard(clerk)
    assert strokes <= MOST_KEYSTROKES, f"{strokes} keystrokes"
    print(f"registered with {strokes} keystrokes")

    leader = log_in("lanhdao.tinhuy")
    address = found(leader, made.code)
    leader.goto(address)
    directed(leader)

    head = log_in("truongphong.tinhuy")
    task = passed_on(head, address)

    specialist = log_in("chuyenvien.tinhuy")
    specialist.goto(task)
    expect(specialist.get_by_role("heading", level=1)).to_contain_text(made.subject.split()[-1])
    reply = answered(specialist, address)

    for window in (head, log_in("chanhvp.tinhuy"), leader):
        approved(window, reply)
    code = issued(clerk, reply)

    recipient = log_in("vanthu.ubnd")
    recipient.goto("/van-ban/den/?tab=arrived")
    expect(recipient.locator("#ds-den")).to_contain_text(code)
    leader.goto(found(leader, code))
    expect(leader.get_by_text(code).first).to_be_visible()

    stranger_sees_nothing(log_in("vanthu.sonoivu"), [address, reply, task], [made.code, code])


def found(page: Page, words: str) -> str:
    """Ctrl K, the number, Enter; the address of the one paper found."""
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/**")
    link = page.locator("main a[href*='/van-ban/']").filter(has_text=re.compile(re.escape(words.split("/")[0]))).first
    return link.get_attribute("href")


def directed(leader: Page) -> None:
    leader.get_by_role("link", name="Bút phê").first.click()
    leader.get_by_label("Nội dung chỉ đạo").fill("Giao Phòng Tổng hợp chủ trì tham mưu trả lời.")
    leader.get_by_label("Chủ trì").select_option(label="Phòng Tổng hợp")
    leader.get_by_label("Hạn xử lý").fill("5 ngày")
    leader.get_by_role("button", name="Ghi và chuyển").click()
    expect(leader.get_by_text("Giao Phòng Tổng hợp chủ trì tham mưu trả lời.").first).to_be_visible()


def passed_on(head: Page, address: str) -> str:
    head.goto(address)
    head.get_by_role("list", name="Nhiệm vụ của văn bản").get_by_role("link").first.click()
    head.wait_for_url(re.compile(r"/nhiem-vu/[0-9a-f-]{36}/"))
    task = head.url
    head.get_by_role("link", name="Phân công").first.click()
    lead = head.get_by_label("Giao cho")
    lead.select_option(label=lead.locator("option", has_text="Chuyên viên").first.inner_text())
    head.get_by_role("main").get_by_role("button").last.click()
    head.wait_for_url(task)
    return task


def answered(specialist: Page, address: str) -> str:
    specialist.goto(address)
    specialist.get_by_role("link", name=re.compile("Soạn.*trả lời|Trả lời")).first.click()
    specialist.locator("#id_subject").fill("báo cáo kết quả trồng rừng ngập mặn")
    specialist.get_by_label(re.compile("Nội dung")).first.fill("Xin báo cáo như sau.")
    specialist.locator("main form button.p").last.click()
    specialist.wait_for_url(re.compile(r"/van-ban/[0-9a-f-]{36}/"))
    reply = specialist.url
    specialist.get_by_role("link", name="Trình").first.click()
    specialist.locator("main form button.p").last.click()
    specialist.wait_for_url(reply)
    return reply


def approved(page: Page, reply: str) -> None:
    page.goto(reply)
    page.get_by_role("link", name=re.compile("Duyệt|Đồng ý|Ký nháy")).first.click()
    page.locator("main form button.p").last.click()
    page.wait_for_url(reply)


def issued(clerk: Page, reply: str) -> str:
    """Signature by hand with its scan, the number, where it goes, out."""
    _, scan = paper("99")
    clerk.goto(f"{reply}ky/")
    clerk.locator("input[type=file]").set_input_files({"name": "ky.pdf", "mimeType": "application/pdf", "buffer": scan})
    clerk.locator("main form button.p").last.click()
    clerk.wait_for_url(reply)
    clerk.goto(f"{reply}cap-so/")
    clerk.locator("main form button.p").last.click()
    clerk.wait_for_url(reply)
    code = clerk.locator(".doc-h .b6").first.inner_text()
    clerk.goto(f"{reply}noi-nhan/")
    line = clerk.locator(".line").last
    line.locator("select[name$=role]").select_option("act")
    line.locator("select[name$=body]").select_option(label="Ủy ban nhân dân tỉnh Bình Sơn")
    clerk.locator("main form button.p").last.click()
    clerk.wait_for_url(reply)
    clerk.goto(f"{reply}phat-hanh/")
    clerk.locator("main form button.p").last.click()
    clerk.wait_for_url(reply)
    return code


def stranger_sees_nothing(stranger: Page, addresses: list[str], words: list[str]) -> None:
    for address in addresses:
        assert stranger.request.get(address).status == 404
    for text in words:
        stranger.goto(f"/van-ban/tim/?q={text}")
        expect(stranger.locator("main a[href*='/van-ban/0']")).to_have_count(0)
    for page in ("/", "/van-ban/den/?tab=all", "/nhiem-vu/"):
        stranger.goto(page)
        for text in words:
            expect(stranger.locator("body")).not_to_contain_text(text)
