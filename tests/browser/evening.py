"""Cuối ngày: each row of the page is ended with its own button until nothing is left, then the day's registers are
printed. Fails on a row that its button does not end."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from .arriving import save_registered
from .hands import press, said, send

PAGE, DONE = "/cuoi-ngay/", "Không còn gì để lại ngày mai."
MOST_ROWS = 40


def _form(clerk: Page) -> None:
    send(clerk)


def _upload(clerk: Page) -> None:
    save_registered(clerk)
    said(clerk, "Đã vào sổ số")


def _envelope(clerk: Page) -> None:
    press(clerk, "Ghi đã giao")


def _came_back(clerk: Page) -> None:
    press(clerk, "Đã nhận lại")


# What follows the row's button, by the group of the row.
NEXT: dict[str, Callable[[Page], None]] = {
    "tep": _upload,
    "cho-vao-so": _form,
    "cho-cap-so": _form,
    "cho-phat-hanh": _form,
    "bi-cho-giao": _envelope,
    "bi-tra-ban-giay": _came_back,
}


def worked_off(clerk: Page) -> list[str]:
    """Which groups there were; at the end nothing is left."""
    groups: list[str] = []
    for _ in range(MOST_ROWS):
        clerk.goto(PAGE)
        left = _left(clerk)
        if not left.count():
            break
        key = str(left.first.get_attribute("id"))
        groups.append(key)
        if key == "cho-trinh":
            press(clerk, "Trình các dòng đã đánh dấu", "Đã trình")
            continue
        left.first.locator("li a.bt").first.click()
        NEXT[key](clerk)
    expect(clerk.get_by_text(DONE)).to_be_visible()
    return groups


def _left(clerk: Page) -> Locator:
    """The groups of rows that are the clerk's own."""
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Cuối ngày")
    return clerk.locator(".g-home > div section[id]")


def is_all_done(clerk: Page) -> None:
    """Nothing of one's own, and nothing that waits for others either."""
    clerk.goto(PAGE)
    expect(clerk.get_by_text(DONE)).to_be_visible()
    expect(clerk.locator(".g-home aside section[id]")).to_have_count(1)  # the registers


def printed(clerk: Page) -> list[str]:
    """The registers in which numbers were given today, each a PDF."""
    clerk.goto(PAGE)
    names = []
    for link in clerk.locator("#so-cua-ngay").get_by_role("link", name="In ").all():
        answer = clerk.request.get(str(link.get_attribute("href")))
        assert answer.ok and answer.body().startswith(b"%PDF"), answer.url
        names.append(str(link.get_attribute("aria-label")))
    return names
