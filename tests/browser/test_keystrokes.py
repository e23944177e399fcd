"""How many keys a clean paper costs the clerk, from the list to the number in the book. The browser itself counts what
goes down, modifiers too; the file dialog belongs to the machine and is chosen from here."""

import re

from playwright.sync_api import Page, expect

from tinhgon.documents.models import Document

from . import office

MOST = 5
# Kept over the pages of one tab, and at work before the page's own scripts see a key.
COUNTED = """addEventListener("keydown", (event) => {
    if (event.isTrusted && !event.repeat) sessionStorage.keys = (sessionStorage.keys || "") + " " + event.key;
}, true);"""


def keys(page: Page) -> list[str]:
    return str(page.evaluate("sessionStorage.keys || ''")).split()


def test_a_clean_paper_is_in_the_book_after_five_keys(log_in):
    made, content = office.sheet()
    clerk = log_in("vanthu.tinhuy")
    clerk.context.add_init_script(COUNTED)
    clerk.goto("/van-ban/den/")
    clerk.on("filechooser", lambda _: None)
    clerk.keyboard.press("n")
    expect(clerk.locator("#id_code")).to_be_focused()
    clerk.keyboard.press("Escape")
    with clerk.expect_file_chooser() as opened:
        clerk.keyboard.press("n")
    opened.value.set_files({"name": "cong-van.pdf", "mimeType": "application/pdf", "buffer": content})
    clerk.wait_for_url(re.compile(r"/den/tiep-nhan/[0-9a-f-]{36}/"))
    expect(clerk.locator("#id_code")).to_have_value(made.code)
    clerk.keyboard.press("Control+Enter")
    said = clerk.locator(".note.g")
    expect(said).to_contain_text("Đã vào sổ số")
    pressed = keys(clerk)
    assert len(pressed) <= MOST, pressed
    paper = Document.objects.get()
    assert (paper.code, paper.register_number) == (made.code, 1)
