"""Every page somebody can reach, as each role: no error, nothing missing, nothing said on the console, a title, one
heading, a language, help on `?`, nothing off the side of a phone, and axe finds no serious fault, light and dark."""

import html
import os
import re
from collections import deque
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

from . import looks

ROLES = {
    "clerk": "vanthu.tinhuy",
    "leader": "lanhdao.tinhuy",
    "chief of office": "chanhvp.ubnd",
    "specialist": "chuyenvien.ubnd",
    "organisation officer": "tochuc.tinhuy",
    "security officer": "antoan.ubnd",
    "administrator": "quantri.tinhuy",
}
# How many pages of one kind (the same address but for its numbers and filters) are opened for a role.
EACH_KIND = int(os.environ.get("TINHGON_CRAWL", "1"))
NOT_PAGES = re.compile(r"/(tep|xuat|api|static|xem-nhanh)/|/nhiem-vu/van-ban/|\.(xlsx|csv|pdf|ics|png|docx)\b|logout")
FEWEST_WORDS = 4
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


def kind(address: str) -> str:
    """The address without what tells one object from another; of its filters only which tab it is."""
    parts = urlsplit(address)
    tabs = "&".join(sorted(re.findall(r"(?:^|&)((?:tab|muc|xem)=[^&]+)", parts.query)))
    return IDS.sub("#", parts.path) + (f"?{tabs}" if tabs else "")


def ours(page: Page, address: str, hrefs: list[str]) -> list[str]:
    found = [urljoin(address, href).split("#")[0] for href in hrefs]
    host = urlsplit(page.url).netloc
    return [url for url in found if urlsplit(url).netloc == host and not NOT_PAGES.search(url)]


def links(page: Page) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.getAttribute('href'))")
    return ours(page, page.url, hrefs)


def help_faults(page: Page) -> list[str]:
    """`?` says what the page is for."""
    # With the first picture drawn, nothing takes the focus by itself any more.
    page.evaluate("async () => { await new Promise(requestAnimationFrame); document.activeElement?.blur(); }")
    page.keyboard.press("?")
    helped = page.locator("dialog#phim-tat")
    if not helped.is_visible():
        return ["no help on ?"]
    words = helped.locator(".help").inner_text().split()
    is_general = helped.locator("[data-general]").count() > 0
    page.keyboard.press("Escape")
    wrong = [] if len(words) > FEWEST_WORDS else ["help says nothing"]
    return [*wrong, "help has no words for this page (tests/house/test_help.py)"] if is_general else wrong


def plain_faults(page: Page) -> list[str]:
    """What is wrong with the page apart from its looks."""
    facts = page.evaluate(
        """() => ({
            title: document.title.replace("· TinhGọn", "").trim(),
            lang: document.documentElement.lang,
            h1: document.querySelectorAll("h1").length,
            broken: [...document.images].filter((i) => i.complete && !i.naturalWidth && i.loading !== "lazy").length,
        })"""
    )
    wrong = ["no title"] if facts["title"] in ("", "TinhGọn") else []
    wrong += [] if facts["lang"] == "vi" else [f"lang {facts['lang']}"]
    wrong += [] if facts["h1"] == 1 else [f"{facts['h1']} h1"]
    wrong += [f"{facts['broken']} pictures missing"] if facts["broken"] else []
    return [*wrong, *help_faults(page)]


def opened(page: Page, address: str, number: int) -> tuple[list[str], list[str]]:
    """A page of a new kind, in Chromium: its links and faults; every second one is judged on a phone in the dark."""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        return [], [f"{answer and answer.status}"]
    looks.settle(page)
    ways = looks.EVERY if EACH_KIND > 1 else looks.EVERY[number % 2 * 3 :][:1]
    found = links(page)
    return found, [*plain_faults(page), *looks.faults(page, ways)]


def asked(page: Page, address: str) -> tuple[list[str], list[str]]:
    """A page of a kind that was judged already, for another role: it answers, and is a page."""
    answer = page.request.get(address)
    text = answer.text()
    wrong = [] if answer.ok else [str(answer.status)]
    wrong += [f"no {mark}" for mark in ('lang="vi"', "<h1", "<title>") if answer.ok and mark not in text]
    hrefs = re.findall(r'<a\b[^>]*\bhref="([^"]+)"', text)
    return ours(page, address, [html.unescape(href) for href in hrefs]), wrong


def crawl(page: Page, judged: set[str]) -> tuple[set[str], list[str]]:
    """Follow every link from where the page stands; a kind is judged once, whoever opens it first."""
    seen: dict[str, int] = {}
    queue, wrong = deque([page.url]), []
    while queue:
        address = queue.popleft()
        of_kind = kind(address)
        if seen.get(of_kind, 0) >= EACH_KIND:
            continue
        seen[of_kind] = seen.get(of_kind, 0) + 1
        is_new = of_kind not in judged or EACH_KIND > 1
        judged.add(of_kind)
        found, faults = opened(page, address, len(judged)) if is_new else asked(page, address)
        queue.extend(found)
        for fault in faults:
            print(f"{of_kind}: {fault}")
            wrong.append(f"{of_kind}: {fault}")
    return set(seen), wrong


def test_every_page_can_be_opened_and_is_well_made(log_in: Callable[..., Page], filled: None):
    judged: set[str] = set()
    wrong: list[str] = []
    for role, username in ROLES.items():
        kinds, faults = crawl(log_in(username, viewport=looks.DESK), judged)
        print(f"{role}: {len(kinds)} kinds of pages")
        wrong += [f"{role}: {fault}" for fault in faults]
    print(f"{len(judged)} kinds of pages judged")
    assert wrong == [], "\n".join(wrong)
