"""Home, incoming list, registration, document and task pages at a desk and on a phone, light and dark: axe finds no
serious fault, nothing runs off the side of the page. `TINHGON_SCREENSHOTS=1` renews the pictures of the README."""

import io
import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page

from officekit.typeset import find_fonts
from tinhgon.documents.models import Document
from tinhgon.operations.demo import papers
from tinhgon.organisation.models import Post
from tinhgon.tasks.models import Task

from . import office

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SCREENSHOTS = ROOT / "docs/screenshots"
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PAPERS = 80


@pytest.fixture
def filled(committed) -> None:
    """Two weeks of papers, the newest with their files."""
    papers.load(PAPERS, timezone.now(), find_fonts(settings.FONT_FOLDERS), days=14)


def addresses(office: str) -> dict[str, str]:
    """A page of each kind, with something on it: a paper in work with its file, and its task."""
    leader = Post.objects.get(agency__key=office, appointments__person__principal__user__username=f"lanhdao.{office}")
    task = Task.objects.filter(given_by=leader, document__versions__isnull=False).order_by("-id")[0]
    assert isinstance(task.document, Document)
    return {"document": f"/van-ban/{task.document.public_id}/", "task": f"/nhiem-vu/{task.public_id}/"}


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical on the page as it stands."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {json.dumps([node['target'] for node in rule['nodes']][:4])}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def looked_at(page: Page, name: str, wrong: list[str]) -> None:
    """Judge the page in both sizes and both themes, without loading it again."""
    for size, box in SIZES.items():
        page.set_viewport_size(box)
        for theme in ("light", "dark"):
            page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
            page.wait_for_timeout(120)  # colours fade over
            wrong += [f"{name} {size} {theme}: {fault}" for fault in faults(page)]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{name} {size}: runs {over} px off the side"] if over > 0 else []
    page.set_viewport_size(SIZES["desk"])
    page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
    if os.environ.get("TINHGON_SCREENSHOTS"):
        SCREENSHOTS.mkdir(exist_ok=True)
        page.wait_for_timeout(300)
        picture = Image.open(io.BytesIO(page.screenshot())).quantize(256, dither=Image.Dither.NONE)
        picture.save(SCREENSHOTS / f"{name}.png", optimize=True)


def test_pages_are_well_made_at_every_size_and_theme(log_in, filled, drop):
    wrong: list[str] = []
    where = addresses("tinhuy")
    leader = log_in("lanhdao.tinhuy", viewport=SIZES["desk"])
    looked_at(leader, "home", wrong)
    for name in ("document", "task"):
        leader.goto(where[name])
        leader.wait_for_load_state("networkidle")
        looked_at(leader, name, wrong)
    clerk = log_in("vanthu.tinhuy", viewport=SIZES["desk"])
    clerk.goto("/van-ban/den/?tab=all")
    clerk.wait_for_load_state("networkidle")
    looked_at(clerk, "incoming", wrong)
    clerk.goto("/van-ban/den/tiep-nhan/")
    drop(clerk, "cong-van.pdf", office.sheet()[1])
    clerk.locator(".spot").first.wait_for()
    clerk.wait_for_load_state("networkidle")
    looked_at(clerk, "register", wrong)
    assert wrong == [], "\n".join(wrong)
