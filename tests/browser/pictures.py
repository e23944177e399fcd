"""Pictures of the manuals: parts of a page, with what the words speak of framed and numbered. Taken only when asked to
(`TINHGON_SCREENSHOTS=1`)."""

import io
import os
from collections.abc import Sequence
from math import inf

import pypdfium2
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from . import looks

# As narrow as a desk goes with its side bar open: what is printed can be read.
DESK = {"width": 1240, "height": 900}
AIR = 12
# Of a long list the first lines: words and picture then share a page.
HALF = 680
Part = tuple[float, float, float, float]
# A frame and a number for each box, over everything else (a dialog lies on top of the page).
MARK = """(boxes) => boxes.forEach((box, index) => {
    const frame = document.createElement("div"), number = document.createElement("b");
    frame.dataset.mark = ""; number.textContent = index + 1; frame.append(number);
    Object.assign(frame.style, {position: "fixed", left: `${box.x - 4}px`, top: `${box.y - 4}px`, zIndex: 9999,
        width: `${box.width + 8}px`, height: `${box.height + 8}px`, border: "2px solid #c3161c",
        borderRadius: "8px", pointerEvents: "none", boxSizing: "border-box"});
    Object.assign(number.style, {position: "absolute", left: "-9px", top: "-9px", width: "20px", height: "20px",
        borderRadius: "10px", background: "#c3161c", color: "#fff", font: "600 12px/20px sans-serif",
        textAlign: "center"});
    (document.querySelector("dialog[open]") || document.body).append(frame);
})"""


def take(page: Page, name: str, *parts: Locator, marks: Sequence[Locator] = (), most: float = inf) -> None:
    """A picture of `parts` of the page, which stay readable in print (of the whole window without them); `marks` are
    framed and numbered in red, as the words beside the picture name them; what goes on below `most` is left out."""
    if not is_wanted():
        return
    page.evaluate(looks.STILL, None)
    page.evaluate(MARK, [box for mark in marks if (box := mark.bounding_box())])
    taken = page.screenshot(clip=around(page, parts, most)) if parts else page.screenshot()
    page.evaluate("document.querySelectorAll('[data-mark]').forEach((mark) => mark.remove())")
    keep(Image.open(io.BytesIO(taken)), name)


def inside(page: Page) -> list[Locator]:
    """What stands on the page itself, without the bars around it and the empty room below."""
    return page.locator("main > :visible").all()


def sheet(name: str, content: bytes, part: Part = (0, 0, 1, 1), scale: float = 1.7) -> None:
    """A picture of what the printer gives: the first page of a PDF, or `part` of it (left, top, right, bottom)."""
    if is_wanted():
        whole = pypdfium2.PdfDocument(content)[0].render(scale=scale).to_pil().convert("RGB")
        left, top, right, bottom = part
        keep(whole.crop((*scaled(whole, left, top), *scaled(whole, right, bottom))), name)


def scaled(image: Image.Image, x: float, y: float) -> tuple[int, int]:
    return round(x * image.width), round(y * image.height)


def is_wanted() -> bool:
    return bool(os.environ.get("TINHGON_SCREENSHOTS"))


def keep(image: Image.Image, name: str) -> None:
    """As small as it gets without a word blurred."""
    target = looks.SCREENSHOTS / "howto" / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)


def around(page: Page, parts: Sequence[Locator], most: float) -> FloatRect:
    """The smallest part of the window that shows all of `parts`, with a little air."""
    boxes = [box for part in parts if (box := part.bounding_box())]
    size = page.viewport_size
    assert boxes and size, "nothing to take a picture of"
    left, top = (max(0, min(box[side] for box in boxes) - AIR) for side in ("x", "y"))
    right = min(size["width"], max(box["x"] + box["width"] for box in boxes) + AIR)
    bottom = min(size["height"], max(box["y"] + box["height"] for box in boxes) + AIR)
    return {"x": left, "y": top, "width": right - left, "height": min(bottom - top, most)}
