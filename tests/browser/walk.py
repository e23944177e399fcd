"""One paper walked through its whole day in Chromium: the clerk with the keyboard alone, the leader on a phone, the
others at a desk; every form is sent with a double click. The paper may be ours or a real one."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from . import office, pictures

PHONE = {"width": 390, "height": 844}
PAPER = re.compile(r"/van-ban/[0-9a-f-]{36}/$")
TASK = re.compile(r"/nhiem-vu/[0-9a-f-]{36}/$")
ORDER = "Giao {unit} chủ trì tham mưu trả lời."
NO_MOUSE = """window.mouse = 0; for (const kind of ["mousedown", "mousemove", "pointerdown", "touchstart", "wheel"])
    addEventListener(kind, () => { window.mouse += 1; }, true);"""


@dataclass(frozen=True)
class Case:
    """An agency that gets and answers a paper, and the body that gets the answer."""

    home: str
    unit: str
    other: str
    body: str


PARTY = Case("tinhuy", "Phòng Tổng hợp", "ubnd", "Ủy ban nhân dân tỉnh Bình Sơn")
STATE = Case("ubnd", "Phòng Văn xã", "tinhuy", "Tỉnh ủy Bình Sơn")


@dataclass
class Registered:
    """What the clerk's first minute came to."""

    code: str
    subject: str
    address: str
    strokes: int
    seconds: float
    typed: list[str]


class Hands:
    """Hands that never touch the mouse, and count."""

    def __init__(self, page: Page) -> None:
        self.page, self.strokes = page, 0
        page.context.add_init_script(NO_MOUSE)
        page.on("filechooser", lambda _: None)  # the browser hands its file dialogs over from the first one on
        page.reload()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.strokes += len(text)

    def reach(self, goal: Locator, key: str = "Tab") -> None:
        """Tab until it has the focus: whatever cannot be reached so is not there for the keyboard."""
        goal.wait_for(state="attached")
        for _ in range(140):
            if goal.evaluate("goal => goal === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{goal} is out of the keyboard's reach")

    def follow(self, goal: Locator, address: re.Pattern[str] | str) -> None:
        self.reach(goal)
        self.press("Enter")
        self.page.wait_for_url(address)

    def save(self, address: re.Pattern[str] | str) -> None:
        self.press("Control+Enter", "Control+Enter")
        self.page.wait_for_url(address)

    def choose(self, box: Locator, label: str) -> None:
        self.reach(box)
        for _ in range(80):
            if label in box.evaluate("box => box.selectedOptions[0]?.label || ''"):
                return
            self.press("ArrowDown")
        raise AssertionError(f"no {label} to choose")

    def pick(self, box: Locator, name: str) -> None:
        """The picker: a part of the name, and Enter when the line that shows it is the one marked."""
        self.reach(box)
        self.type(name)
        self.page.locator("[role=listbox]:visible [role=option].on", has_text=name).wait_for()
        self.press("Enter")

    def chooser(self, act: Callable[[], None], name: str, content: bytes) -> None:
        with self.page.expect_file_chooser() as opened:
            act()
        opened.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})

    def assert_no_mouse(self) -> None:
        assert self.page.evaluate("window.mouse") == 0, "the mouse was used"


def register(clerk: Page, name: str, content: bytes, missing: dict[str, str]) -> Registered:
    """Home → N → N, the file → what the machine doubts is looked at, what the paper lacks is typed → Ctrl Enter."""
    hands = Hands(clerk)
    started = time.monotonic()
    hands.press("n")
    clerk.wait_for_url("**/den/tiep-nhan/")
    expect(clerk.locator("#id_code")).to_be_focused()
    hands.press("Escape")
    hands.chooser(lambda: hands.press("n"), name, content)
    clerk.wait_for_url(re.compile(r"/den/tiep-nhan/[0-9a-f-]{36}/"))
    typed = []
    for field, words in missing.items():
        box = clerk.locator(f"#id_{field}")
        if not box.input_value():
            hands.reach(box)
            hands.type(words)
            typed.append(field)
    subject = clerk.locator("#id_subject").input_value()
    code = clerk.locator("#id_code").input_value()
    pictures.take(clerk, "clerk-register")
    if not clerk.locator("#dk :focus").count():
        hands.reach(clerk.locator("#id_code"))
    for _ in range(clerk.locator("#dk .in.warn").count()):
        if clerk.locator("#dk .in.warn:not([data-seen])").count():
            hands.press("Enter")
    hands.press("Control+Enter")
    clerk.wait_for_url(re.compile(r"[?]xong=|tiep-nhan/$"))
    said = clerk.locator(".note.g")
    expect(said).to_contain_text("Đã vào sổ số")
    seconds = time.monotonic() - started
    pictures.take(clerk, "clerk-registered")
    address = str(said.get_by_role("link", name="Mở văn bản").get_attribute("href"))
    hands.assert_no_mouse()
    return Registered(code, subject, address, hands.strokes, seconds, typed)


def found(page: Page, words: str) -> list[str]:
    """Ctrl K (on a phone the magnifying glass), the words, Enter; the addresses of the papers found."""
    page.goto("/")
    if page.viewport_size == PHONE:
        page.get_by_role("link", name="Tìm kiếm").tap()
        page.get_by_role("searchbox", name="Từ cần tìm").fill(words)
    else:
        page.keyboard.press("Control+k")
        page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=**")
    return [str(link.get_attribute("href")) for link in page.locator(".hits a[data-open]").all()]


def sent(page: Page, address: re.Pattern[str] | str) -> None:
    """The page's main button, pressed twice in a row as impatient people do."""
    office.primary(page).dblclick()
    page.wait_for_url(address)
    expect(page.locator(".note.g").first).to_be_visible()


def directed(leader: Page, case: Case, paper: Registered) -> None:
    """On a phone: found in the list of decisions or by search, directed with a unit and a deadline."""
    leader.set_viewport_size(PHONE)
    leader.goto(paper.address)
    leader.get_by_role("link", name="Bút phê").first.click()
    leader.get_by_label("Nội dung chỉ đạo").fill(ORDER.format(unit=case.unit))
    office.pick(leader, "Chủ trì", case.unit)
    leader.get_by_label("Hạn xử lý").fill("5 ngày")
    pictures.take(leader, "leader-direct")
    over = leader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{over} px off the side of the phone"
    sent(leader, re.compile(re.escape(paper.address) + "$"))
    expect(leader.get_by_text(ORDER.format(unit=case.unit)).first).to_be_visible()


def passed_on(head: Page, paper: Registered) -> str:
    head.goto(paper.address)
    head.get_by_role("list", name="Nhiệm vụ của văn bản").get_by_role("link").first.click()
    head.wait_for_url(TASK)
    task = head.url
    head.get_by_role("link", name="Phân công").first.click()
    office.pick(head, "Giao cho", "Chuyên viên")
    pictures.take(head, "head-pass-on", *pictures.inside(head))
    sent(head, task)
    return task


def answered(specialist: Page, paper: Registered) -> str:
    specialist.goto(paper.address)
    specialist.get_by_role("link", name=re.compile("Soạn.*trả lời|Trả lời")).first.click()
    specialist.locator("#id_subject").fill("báo cáo kết quả trồng rừng ngập mặn")
    specialist.get_by_label(re.compile("Nội dung")).first.fill("Xin báo cáo như sau.")
    pictures.take(specialist, "specialist-draft", *pictures.inside(specialist))
    sent(specialist, PAPER)
    reply = specialist.url
    pictures.take(specialist, "specialist-drafted", *pictures.inside(specialist))
    specialist.get_by_role("main").get_by_role("link", name=re.compile("^Trình")).first.click()
    sent(specialist, reply)
    return reply


def approved(page: Page, reply: str) -> None:
    page.goto(reply)
    page.get_by_role("link", name=re.compile("Duyệt|Đồng ý|Ký nháy")).first.click()
    pictures.take(page, "leader-approve")
    sent(page, reply)


def issued(clerk: Page, case: Case, reply: str) -> str:
    """Signature by hand with its scan, the number, where it goes, out: still without the mouse."""
    hands = Hands(clerk)
    act = re.escape(reply)
    main = clerk.get_by_role("main")
    clerk.goto(f"{reply}ky/")
    hands.reach(clerk.locator("input[type=file]"))
    hands.chooser(lambda: hands.press("Space"), "ky.pdf", office.sheet("99")[1])
    hands.save(reply)
    hands.follow(main.get_by_role("link", name="Cấp số"), re.compile(act + "cap-so/"))
    hands.reach(office.primary(clerk))
    pictures.take(clerk, "clerk-number", *pictures.inside(clerk))
    hands.save(reply)
    code = clerk.locator(".doc-h .b6").first.inner_text()
    hands.follow(main.get_by_role("link", name="Nơi nhận"), re.compile(act + "noi-nhan/"))
    line = clerk.locator(".line").last
    hands.choose(line.locator("select[name$=role]"), "Kính gửi")
    hands.pick(line.get_by_role("combobox").last, case.body)
    pictures.take(clerk, "clerk-recipients", *pictures.inside(clerk))
    hands.save(reply)
    hands.follow(main.get_by_role("link", name="Phát hành"), re.compile(act + "phat-hanh/"))
    hands.reach(office.primary(clerk))
    hands.save(reply)
    hands.assert_no_mouse()
    return code


def stranger_sees_nothing(stranger: Page, addresses: list[str], words: list[str]) -> None:
    """In lists, search, counts, URLs, the API and files."""
    files = [f"{address}{part}" for address in addresses[:2] for part in ("tep/1/", "tep/1/trang/1.png", "xem-nhanh/")]
    ids = [re.findall(r"[0-9a-f-]{36}", address)[0] for address in addresses]
    api = [f"/api/v1/documents/{ids[0]}", f"/api/v1/documents/{ids[1]}/history", f"/api/v1/tasks/{ids[-1]}"]
    for address in [*addresses, *files, *api]:
        assert stranger.request.get(address).status in (401, 404), address
    for text in words:
        stranger.goto(f"/van-ban/tim/?q={text}")
        expect(stranger.locator(".hits li")).to_have_count(0)
        expect(stranger.locator(".facet a")).to_have_count(0)
    for page in ("/", "/van-ban/den/?tab=all", "/nhiem-vu/", "/van-ban/di/?muc=all"):
        stranger.goto(page)
        for text in words:
            expect(stranger.locator("body")).not_to_contain_text(text)
    expect(stranger.locator(".nav-l .n:not(:has(kbd))")).to_have_count(0)


def whole_day(
    log_in: Callable[..., Page], case: Case, name: str, content: bytes, missing: dict[str, str] | None = None
) -> tuple[Registered, dict[str, float]]:
    """The main job; the seconds of each step. Raises at the step that fails."""
    steps: dict[str, float] = {}
    last = time.monotonic()

    def step(label: str) -> None:
        nonlocal last
        now = time.monotonic()
        steps[label], last = now - last, now

    def window(seat: str, **options: Any) -> Page:
        return log_in(f"{seat}.{case.home}", **options)

    clerk = window("vanthu")
    paper = register(clerk, name, content, missing or {})
    step("register")
    leader = window("lanhdao", viewport=PHONE, has_touch=True, is_mobile=True)
    assert paper.address in found(leader, paper.code or paper.subject)
    directed(leader, case, paper)
    step("direct")
    task = passed_on(window("truongphong"), paper)
    step("pass on")
    specialist = window("chuyenvien")
    specialist.goto(task)
    reply = answered(specialist, paper)
    step("answer")
    for page in (window("truongphong"), window("chanhvp"), leader):
        approved(page, reply)
    step("approve")
    code = issued(clerk, case, reply)
    step("sign, number, issue")
    recipient = log_in(f"vanthu.{case.other}")
    recipient.goto("/van-ban/den/?tab=arrived")
    expect(recipient.locator("#ds-den")).to_contain_text(code)
    assert any(reply.endswith(address) for address in found(leader, code))
    stranger_sees_nothing(log_in("vanthu.sonoivu"), [paper.address, reply, task], [paper.code or paper.subject, code])
    step("found, and by nobody else")
    return paper, steps
