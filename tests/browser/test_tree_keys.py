"""The tree of the organisation by keyboard alone: one stop of the Tab key, arrows open, close and walk, a branch that
was not sent comes when it is opened, Enter opens the unit."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tinhgon.organisation import actions

BRANCHES = 160


@pytest.fixture
def officer(committed: Any, log_in: Any) -> Page:
    """The officer of an office that has more units than a page sends: each branch holds one that is not there yet."""
    actor = committed.actor("tochuc.tinhuy")
    day = f"{actor.on:%d/%m/%Y}"
    lines = [f"G,Khối đơn vị sự nghiệp,,9000,{day}"]
    lines += [f"N{number},Trung tâm số {number:03},G,{number},{day}" for number in range(BRANCHES)]
    lines += [f"T{number},Tổ số {number:03},N{number},1,{day}" for number in range(BRANCHES)]
    content = "Mã đơn vị,Tên đơn vị,Mã cấp trên,Thứ tự,Ngày bắt đầu\n" + "\n".join(lines)
    report = actions.import_tables(actor, content.encode(), "co-cau.csv", timezone.now(), is_dry_run=False)
    assert report.errors == []
    page = log_in("tochuc.tinhuy")
    page.goto("/to-chuc/")
    return page


def item(page: Page, name: str) -> Locator:
    return page.get_by_role("treeitem", name=name, exact=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at(page: Page) -> str:
    """The name of the unit that has the focus."""
    return str(
        page.evaluate("document.activeElement.matches('[role=treeitem]') ? document.activeElement.textContent : ''")
    )


def into(page: Page, before: str = "Hôm nay") -> str:
    """The Tab key comes from the link above into the tree; returns where it stops."""
    page.get_by_role("link", name=before, exact=True).focus()
    press(page, "Tab")
    return at(page)


def test_the_tree_is_one_stop_of_the_tab_key(officer: Page) -> None:
    first = into(officer)
    assert first == officer.get_by_role("treeitem").first.text_content()
    press(officer, "ArrowDown")
    second = at(officer)
    assert second not in ("", first)
    press(officer, "Tab")
    assert at(officer) == "", "Tab leaves the tree"
    press(officer, "Shift+Tab")
    assert at(officer) == second, "and comes back to where one was"


def test_arrows_open_close_and_walk(officer: Page) -> None:
    into(officer)
    press(officer, "End")
    assert at(officer) == "Khối đơn vị sự nghiệp", "its branches are too many for the page, so they are closed"
    root = item(officer, "Khối đơn vị sự nghiệp")
    expect(root).to_have_attribute("aria-expanded", "false")
    press(officer, "ArrowRight")
    expect(root).to_have_attribute("aria-expanded", "true")
    assert at(officer) == "Khối đơn vị sự nghiệp", "opening does not move"
    press(officer, "ArrowRight")
    assert at(officer) == "Trung tâm số 000"
    press(officer, "ArrowDown", "ArrowDown", "ArrowUp")
    assert at(officer) == "Trung tâm số 001"
    press(officer, "ArrowLeft")
    assert at(officer) == "Khối đơn vị sự nghiệp", "from a closed branch one goes up"
    press(officer, "ArrowLeft")
    expect(root).to_have_attribute("aria-expanded", "false")
    expect(item(officer, "Trung tâm số 001")).to_be_hidden()
    press(officer, "ArrowDown")
    assert at(officer) == "Khối đơn vị sự nghiệp", "what is closed is not walked through, and the tree has an end"
    press(officer, "Home")
    assert at(officer) == officer.get_by_role("treeitem").first.text_content()
    press(officer, "ArrowUp")
    assert at(officer) == officer.get_by_role("treeitem").first.text_content()


def test_a_branch_that_was_not_sent_comes_when_it_is_opened(officer: Page) -> None:
    into(officer)
    expect(item(officer, "Tổ số 001")).to_have_count(0)
    press(officer, "End", "ArrowRight")
    expect(item(officer, "Trung tâm số 001")).to_be_visible()
    press(officer, "ArrowRight", "ArrowDown", "ArrowRight")
    expect(item(officer, "Tổ số 001")).to_be_visible()
    assert at(officer) == "Trung tâm số 001"
    expect(item(officer, "Tổ số 002")).to_have_count(0)
    press(officer, "ArrowRight")
    assert at(officer) == "Tổ số 001"
    press(officer, "ArrowRight")
    assert at(officer) == "Tổ số 001", "a leaf has nothing to open"
    assert officer.locator("[data-tree] [tabindex='0']").count() == 1, "what came is no further stop of the Tab key"
    press(officer, "Enter")
    officer.wait_for_url(re.compile("/to-chuc/don-vi/"))
    expect(officer.get_by_role("heading", name="Tổ số 001", level=1)).to_be_visible()


def test_the_tree_found_by_words_is_walked_the_same(officer: Page) -> None:
    officer.get_by_label("Tìm trong cơ cấu").fill("to so 007")
    expect(item(officer, "Tổ số 007")).to_be_visible()
    expect(item(officer, "Trung tâm số 008")).to_have_count(0)
    assert into(officer, "Bỏ lọc") == "Khối đơn vị sự nghiệp"
    press(officer, "ArrowDown", "ArrowDown")
    assert at(officer) == "Tổ số 007"
    press(officer, "Enter")
    expect(officer.get_by_role("heading", name="Tổ số 007", level=1)).to_be_visible()


def test_m_does_nothing_here(officer: Page) -> None:
    """Moving a unit is an act with a day and a basis, on its own page."""
    into(officer)
    press(officer, "ArrowDown")
    here, name, rows = officer.url, at(officer), officer.get_by_role("treeitem").count()
    press(officer, "m", "M")
    assert (officer.url, at(officer), officer.get_by_role("treeitem").count()) == (here, name, rows)
    expect(officer.locator("dialog[open]")).to_have_count(0)
