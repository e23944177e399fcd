"""How a page looks to axe and to a narrow window, in both themes; `TINHGON_SCREENSHOTS=1` renews the pictures of the
README and of the how-to pages."""

import io
import json
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
EVERY = [(box, theme) for box in (DESK, PHONE) for theme in ("light", "dark")]
SCREENSHOTS = ROOT / "docs/screenshots"
# The window has its new width, and what fades or glides is where it goes, no matter how many pictures a second the
# machine draws. What turns for ever turns on.
STILL = """async (width) => {
    do await new Promise(requestAnimationFrame); while (width && innerWidth !== width);
    const ends = (moving) => moving.effect.getComputedTiming().endTime < Infinity;
    document.getAnimations().filter(ends).forEach((moving) => moving.finish());
}"""


def axe(page: Page) -> list[str]:
    """What axe calls serious or critical on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {json.dumps([node['target'] for node in rule['nodes']][:4])}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def settle(page: Page) -> None:
    """All parts of the page have come."""
    page.wait_for_load_state()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def show(page: Page, box: dict[str, int], theme: str) -> None:
    page.set_viewport_size(box)
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
    page.evaluate(STILL, box["width"])


def faults(page: Page, ways: list[tuple[dict[str, int], str]]) -> list[str]:
    """Judge the page in some sizes and themes, without loading it again."""
    wrong = []
    for box, theme in ways:
        show(page, box, theme)
        wrong += [f"{box['width']} {theme}: {fault}" for fault in axe(page)]
    return [*wrong, *runs_over(page)]


def runs_over(page: Page) -> list[str]:
    """How far the page runs off the side of a phone; the window is a desk's again afterwards."""
    show(page, PHONE, "light")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    show(page, DESK, "light")
    return [f"runs {over} px off the side of a phone"] if over > 0 else []


def picture(page: Page, name: str) -> None:
    """Renew a picture of the documentation, when asked to."""
    if not os.environ.get("TINHGON_SCREENSHOTS"):
        return
    target = SCREENSHOTS / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate(STILL)
    Image.open(io.BytesIO(page.screenshot())).quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
