"""The three loves of the clerk as her manual shows them: the pile and the hand scanner, "Ai đang giữ?" by one key, the
end of the day; with `TINHGON_SCREENSHOTS=1` the pictures of docs/howto are taken on the way (`make guides`)."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tinhgon.documents.actions import intake
from tinhgon.documents.choices import CodeKind
from tinhgon.documents.models import Batch, Document
from tinhgon.documents.queries import originals
from tinhgon.documents.queries.scanning import code_of
from tinhgon.tasks import actions as tasks

from . import looks, pictures

PHONE = {"viewport": looks.PHONE, "has_touch": True, "is_mobile": True}
# Number, who wrote it, what about.
CAME = (
    ("1204/SXD-QLN", "Sở Xây dựng", "Báo cáo tiến độ rà soát trụ sở dôi dư sau sắp xếp"),
    ("125/BC-STC", "Sở Tài chính", "Tình hình thanh lý tài sản công 9 tháng đầu năm"),
    ("87-CV/ĐUTH", "Đảng ủy xã Tân Hòa", "Xin ý kiến phương án bố trí cán bộ không chuyên trách"),
    ("43/TTr-SNV", "Sở Nội vụ", "Đề nghị phê duyệt kế hoạch tinh giản biên chế quý IV"),
)
UNITS = ("Phòng Tổng hợp", "Phòng Tổng hợp", "Ban Tổ chức Tỉnh ủy", "Phòng Tổng hợp")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def came(office: Any, is_given: bool = True) -> list[Document]:
    """The papers of the day, in the book; given out by the leader when asked for."""
    clerk, leader, made = office.actor("vanthu.tinhuy"), office.actor("lanhdao.tinhuy"), []
    at = timezone.now() - timedelta(hours=1)
    for place, ((code, issuer, subject), unit) in enumerate(zip(CAME, UNITS, strict=True)):
        fields = intake.IncomingFields(
            subject=subject, issuer=issuer, code=code, issued_on=timezone.localdate(), type_code="CV"
        )
        to = office.post("lanhdao.tinhuy").pk if is_given else None
        paper = intake.register_incoming(clerk, fields, at, request_key=f"den-{place}", submit_to_post=to)
        if is_given:
            words = f"Giao {unit} chủ trì tham mưu, báo cáo Thường trực."
            lead = office.unit("tinhuy", unit).principal_id
            due = at + timedelta(days=3 + place)
            tasks.direct(leader, paper.public_id, words, at + timedelta(minutes=5 + place), lead=lead, due=due)
        made.append(paper)
    return made


def scan(page: Page, text: str) -> None:
    """What a hand scanner does: the digits at once, then Enter."""
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def test_paper_follows_the_screen(log_in, committed):
    papers = came(committed)
    desk = committed.client("vanthu.tinhuy")
    form = {
        "lam": "in",
        "size": originals.label_formats()[0].code,
        "first": "1",
        "paper": [str(paper.public_id) for paper in papers[:1]],
    }
    pictures.sheet("clerk-pile-1-label", desk.post("/van-ban/tem/", form).content, scale=3)

    clerk = log_in("vanthu.tinhuy", viewport=pictures.DESK)
    clerk.keyboard.press("q")
    clerk.wait_for_url("**/van-ban/xap/")
    said, counted = clerk.locator("[data-pile-said]"), clerk.locator("[data-pile-count]")
    expect(clerk.locator("#ma")).to_be_focused()
    for number, paper in enumerate(papers[:3], 1):
        scan(clerk, code_of(CodeKind.PAPER, paper.public_id))
        expect(counted).to_have_text(str(number))
    scan(clerk, code_of(CodeKind.PAPER, papers[0].public_id))
    expect(said).to_contain_text("Đã có trong xấp")
    pictures.take(clerk, "clerk-pile-2-twice", main(clerk).locator(".g-pile"), marks=[said])
    scan(clerk, str(papers[3].register_number))  # a torn label: the number by hand
    expect(counted).to_have_text("4")
    to_batches = clerk.get_by_role("button", name="Lập lượt chuyển giao")
    pictures.take(clerk, "clerk-pile-3-all", main(clerk).locator(".g-pile"), marks=[counted, to_batches])
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("c")
    clerk.wait_for_url("**/chuyen-giao/moi/")
    expect(clerk.get_by_role("combobox").first).to_be_visible()
    pictures.take(clerk, "clerk-pile-4-units", main(clerk).locator("form.hand"))
    clerk.keyboard.press("c")
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Chuyển giao")
    batch = max(Batch.objects.all(), key=lambda one: one.lines.count())
    assert (Batch.objects.count(), batch.lines.count()) == (2, 3)
    clerk.goto(f"/van-ban/chuyen-giao/{batch.public_id}/")
    to_print = clerk.get_by_role("link", name="In để ký")
    expect(to_print).to_be_visible()
    pictures.take(
        clerk, "clerk-pile-5-batch", main(clerk).locator(".ph"), main(clerk).locator(".hand"), marks=[to_print]
    )
    signed = desk.get(f"/van-ban/chuyen-giao/{batch.public_id}/ky-nhan.pdf").content
    pictures.sheet("clerk-pile-6-sheet", signed, (0, 0, 1, 0.5))

    head = log_in("truongphong.tinhuy", viewport=pictures.DESK)
    head.goto(f"/van-ban/chuyen-giao/{batch.public_id}/")
    head.get_by_label("Lý do không nhận").nth(1).fill("Thiếu phụ lục kèm theo")
    confirm = head.get_by_role("button", name="Xác nhận đã nhận")
    pictures.take(head, "clerk-pile-7-receive", main(head).locator(".hand"), marks=[confirm])
    confirm.click()
    expect(head.locator(".note.g")).to_contain_text("nhận 2")
    clerk.reload()
    expect(clerk.get_by_role("button", name="Đã nhận lại")).to_be_visible()
    pictures.take(clerk, "clerk-pile-8-back", main(clerk).locator(".ph"), main(clerk).locator(".hand"))


def test_who_holds_it_by_one_key(log_in, committed):
    papers = came(committed)
    at = timezone.now()
    specialist = committed.actor("truongphong.tinhuy")
    task = papers[0].tasks.get()
    tasks.accept(specialist, task.public_id, at - timedelta(minutes=30))
    clerk = log_in("vanthu.tinhuy", viewport=pictures.DESK)
    clerk.goto("/van-ban/so/")
    clerk.keyboard.press("g")
    box, found = clerk.locator("#ai-dang-giu-q"), clerk.locator("#ai-dang-giu-kq")
    expect(box).to_be_focused()
    pictures.take(clerk, "clerk-holding-1-key", clerk.locator("#ai-dang-giu"))
    clerk.keyboard.insert_text("120")
    expect(found).to_contain_text("1204/SXD-QLN")
    holder = found.locator("li").first.locator("b.b6").last
    pictures.take(clerk, "clerk-holding-2-found", clerk.locator("#ai-dang-giu"), marks=[box, holder])

    leader = log_in("lanhdao.tinhuy", **PHONE)
    leader.get_by_role("button", name="Ai đang giữ").tap()
    leader.locator("#ai-dang-giu-q").fill("1204")
    urge = leader.get_by_role("button", name="Đôn đốc")
    expect(urge).to_be_visible()
    pictures.take(leader, "clerk-holding-3-phone", marks=[urge])
    urge.tap()
    expect(leader.locator(".note.g")).to_be_visible()
    task.refresh_from_db()
    assert task.urge_count == 1


def test_the_end_of_the_day(log_in, committed):
    papers = came(committed, is_given=False)
    clerk = log_in("vanthu.tinhuy", viewport=pictures.DESK)
    clerk.get_by_role("link", name="Cuối ngày").first.click()
    submit = clerk.get_by_role("button", name="Trình các dòng đã đánh dấu")
    expect(submit).to_be_visible()
    chosen = clerk.get_by_label("Trình cho")
    pictures.take(clerk, "clerk-end-2-submit", *pictures.inside(clerk), marks=[chosen, submit])
    submit.click()
    expect(main(clerk)).to_contain_text("Không còn gì để lại ngày mai")
    assert not Document.objects.filter(pk__in=[paper.pk for paper in papers], waits_for=None).exists()
    register = clerk.get_by_role("link", name=re.compile("^In ")).first
    pictures.take(clerk, "clerk-end-3-done", *pictures.inside(clerk), marks=[register])
    address = str(register.get_attribute("href"))
    pictures.sheet("clerk-end-4-register", committed.client("vanthu.tinhuy").get(address).content, (0, 0, 1, 0.62))


def test_the_help_of_a_page_opens_its_chapter(log_in, committed):
    clerk = log_in("vanthu.tinhuy", viewport=looks.DESK)
    clerk.goto("/van-ban/xap/")
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("?")
    clerk.get_by_role("dialog").get_by_role("link", name="Hướng dẫn của Văn thư: Quét xấp giấy").click()
    chapter = clerk.get_by_role("heading", name="Quét xấp giấy")
    expect(chapter).to_be_in_viewport()
    expect(clerk.get_by_role("img", name="Ai nhận lúc nào, bản nào trở về")).to_be_attached()
    assert looks.faults(clerk, looks.EVERY) == []
    clerk.goto("/trang/tro-giup/")
    expect(main(clerk).get_by_role("listitem").first).to_contain_text("Văn thư")
    assert looks.faults(clerk, looks.EVERY) == []
