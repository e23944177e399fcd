"""What a hand does on any page: a button by its name and the green line that tells what was done, a link and the
heading it leads to, files that fall on the page. Knows no act."""

import base64
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from . import office

PAPER = re.compile(r"/van-ban/[0-9a-f-]{36}/$")


def let_fall(page: Page, files: Iterable[tuple[str, bytes]]) -> None:
    """Several files at once fall on the page, as from a folder of the scanner."""
    transfer = page.evaluate_handle(
        """(files) => {
            const transfer = new DataTransfer();
            for (const [name, content] of files) {
                const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name));
            }
            return transfer;
        }""",
        [[name, base64.b64encode(content).decode()] for name, content in files],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})


def said(page: Page, words: str = "") -> Locator:
    """The green line that tells what was done."""
    note = page.locator(".note.g").first
    expect(note).to_contain_text(words)
    return note


def press(page: Page, name: str, words: str = "") -> Locator:
    """A button of the page by its name; then the page says that it is done."""
    page.get_by_role("main").get_by_role("button", name=name).first.click()
    return said(page, words)


def follow(page: Page, name: str, heading: str) -> None:
    """A link of the page by its name, to the page with this heading."""
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def send(page: Page, words: str = "") -> None:
    """The button that the page is for."""
    office.primary(page).click()
    said(page, words)


def choose(page: Page, label: str, part: str) -> None:
    """The line of a list that has these words."""
    box = page.get_by_label(re.compile(rf"^{label}\W*$"))
    box.select_option(value=box.locator("option", has_text=part).first.get_attribute("value"))


def pdf(name: str, content: bytes) -> Any:
    """A file as a file dialog gives it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def here(page: Page) -> str:
    """The address of the paper that the page shows."""
    page.wait_for_url(PAPER)
    return urlsplit(page.url).path
