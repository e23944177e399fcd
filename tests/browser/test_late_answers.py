"""A slow network in front of a quick hand: answers that come late, in another order or in the middle of the next act
give nobody the wrong person and lose nothing."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from tinhgon.documents.choices import CodeKind
from tinhgon.documents.models import Upload
from tinhgon.documents.queries.scanning import code_of

from . import office

WORDS = "Chữ gõ ngay trước khi đi"


class Held:
    """Questions to an address that stay on their way until they are let go."""

    def __init__(self, page: Page, address: str) -> None:
        self.routes: list[Route] = []
        self.is_held = True
        page.route(address, self.meet)

    def meet(self, route: Route) -> None:
        if self.is_held:
            self.routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self.is_held = False
        for route in self.routes:
            route.continue_()


def test_a_list_for_earlier_words_gives_nobody(log_in: Callable[..., Page], committed: Any) -> None:
    leader = log_in("lanhdao.tinhuy")
    leader.clock.install()
    leader.goto(f"/nhiem-vu/but-phe/{office.registered(committed).public_id}/")
    # The list is asked for anew a little after the last letter: not before we say so.
    leader.clock.pause_at(leader.evaluate("Date.now() / 1000 + 1"))
    box = leader.get_by_role("combobox", name="Chủ trì").first
    held = Held(leader, "**/nhiem-vu/chon/**")
    with leader.expect_request("**/nhiem-vu/chon/**"):
        box.focus()
    leader.keyboard.insert_text("Phòng Tổng hợp")
    with leader.expect_event("requestfinished"):
        held.let_go()
    leader.keyboard.press("Enter")
    chips = leader.locator("[data-name=lead] .pk-chip")
    expect(chips).to_have_count(0)
    with leader.expect_request("**/nhiem-vu/chon/**"):
        leader.clock.run_for(200)
    expect(leader.locator("[role=option].on")).to_contain_text("Phòng Tổng hợp")
    leader.keyboard.press("Enter")
    expect(chips).to_have_text("Phòng Tổng hợp")


def test_a_code_still_asked_for_is_not_left_out_of_the_batch(log_in: Callable[..., Page], committed: Any) -> None:
    papers = [office.registered(committed, number=number) for number in ("701", "702")]
    clerk = log_in("vanthu.tinhuy")
    clerk.goto("/van-ban/xap/")
    said, counted = clerk.locator("[data-pile-said]"), clerk.locator("[data-pile-count]")
    expect(clerk.locator("#ma")).to_be_focused()
    held = Held(clerk, "**/xap/quet/**")
    for paper in papers:
        clerk.keyboard.insert_text(code_of(CodeKind.PAPER, paper.public_id))
        clerk.keyboard.press("Enter")
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("c")
    expect(said).to_contain_text("Còn 2 mã đang hỏi máy chủ")
    held.let_go()
    expect(counted).to_have_text("2")
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("c")
    clerk.wait_for_url("**/chuyen-giao/moi/")
    expect(clerk.locator("main")).to_contain_text("702/SXD-VP")


def test_what_the_pile_held_outlives_a_scan_before_it_is_shown_again(
    log_in: Callable[..., Page], committed: Any
) -> None:
    first, second = (office.registered(committed, number=number) for number in ("701", "702"))
    clerk = log_in("vanthu.tinhuy")
    clerk.goto("/van-ban/xap/")
    counted = clerk.locator("[data-pile-count]")
    for paper in (first, second):
        expect(clerk.locator("#ma")).to_be_focused()
        clerk.keyboard.insert_text(code_of(CodeKind.PAPER, paper.public_id))
        clerk.keyboard.press("Enter")
        if paper is first:
            expect(counted).to_have_text("1")
            Held(clerk, "**/xap/quet/**")
            clerk.reload()
    clerk.unroute_all(behavior="ignoreErrors")
    clerk.reload()
    expect(counted).to_have_text("2")


def test_files_that_fall_one_after_another_are_all_taken(
    log_in: Callable[..., Page], committed: Any, drop: Callable[[Page, str, bytes], None]
) -> None:
    clerk = log_in("vanthu.tinhuy")
    clerk.goto("/van-ban/den/tiep-nhan/")
    held = Held(clerk, "**/tiep-nhan/tep/")
    for number in ("41", "42"):
        drop(clerk, f"cong-van-{number}.pdf", office.sheet(number, int(number))[1])
    expect(clerk.locator(".ups")).to_contain_text("cong-van-41.pdf: đang đọc")
    held.let_go()
    clerk.wait_for_url("**/den/tiep-nhan/*-*/")
    assert Upload.objects.count() == 2


def test_who_logs_out_at_once_leaves_nothing_typed_behind(log_in: Callable[..., Page], committed: Any) -> None:
    page = log_in("chuyenvien.tinhuy")
    page.goto("/van-ban/soan/")
    page.locator("#id_subject").fill(WORDS)
    page.locator("form[data-forget]").evaluate("form => form.requestSubmit()")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.wait_for_load_state()
    assert WORDS not in page.evaluate("JSON.stringify({...localStorage})")


def test_who_went_into_the_tree_before_the_found_units_came_is_among_them(
    log_in: Callable[..., Page], committed: Any
) -> None:
    officer = log_in("tochuc.tinhuy")
    officer.goto("/to-chuc/")
    held = Held(officer, "**/to-chuc/?**tim=**")
    with officer.expect_request("**/to-chuc/?**tim=**"):
        officer.get_by_label("Tìm trong cơ cấu").fill("phong tong hop")
    items = officer.get_by_role("treeitem")
    items.first.focus()
    officer.keyboard.press("End")
    held.let_go()
    expect(officer.get_by_role("link", name="Bỏ lọc")).to_be_visible()
    expect(items.first).to_be_focused()
