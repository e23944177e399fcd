"""A manual as its author writes it: Markdown in, chapters of plain blocks out, which a page of the office and a printed
sheet both draw. It knows headings, paragraphs, lists, tables, pictures and what stands in a line; it refuses whatever
else Markdown has, so that nothing is lost in print without a word."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

# `<!-- trang: documents:pile documents:batch -->` under a heading: the pages whose help leads to that chapter.
_PAGES: Final = re.compile(r"<!--\s*trang:\s*(.*?)\s*-->", re.DOTALL)
_STYLES: Final = {"strong": "strong", "em": "em", "code_inline": "key"}

Block = dict[str, Any]
Run = dict[str, str]


class ManualError(ValueError):
    """The source has something a manual cannot show; the message names it and its line."""


@dataclass(frozen=True, slots=True)
class Picture:
    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    anchor: str
    blocks: tuple[Block, ...]
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manual:
    """`blocks` stand before the first chapter."""

    title: str
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...] = field(default=())

    def pictures(self) -> list[Picture]:
        found: list[Picture] = []
        for blocks in (self.blocks, *(chapter.blocks for chapter in self.chapters)):
            found += [Picture(item["path"], item["caption"]) for b in every(blocks) for item in b.get("pictures", ())]
        return found

    def links(self) -> list[str]:
        blocks = [b for c in self.chapters for b in every(c.blocks)] + list(every(self.blocks))
        runs = [run for b in blocks for run in [*b.get("runs", ()), *_cells(b)]]
        return [run["href"] for run in runs if run.get("href")]

    def as_data(self, pictures: Mapping[str, Mapping[str, str | int]], edition: str) -> dict[str, Any]:
        """What the printed sheet is made of; of its links only those that stay inside it."""
        known = set(self.anchors())

        def drawn(block: Block) -> Block:
            made = dict(block)
            if "runs" in block:
                made["runs"] = [_inside(run, known) for run in block["runs"]]
            if "rows" in block:
                made["rows"] = [[[_inside(run, known) for run in cell] for cell in row] for row in block["rows"]]
                made["widths"] = _widths(block["rows"])
            if "items" in block:
                made["items"] = [[drawn(inner) for inner in item] for item in block["items"]]
            if "pictures" in block:
                shown = [item for item in block["pictures"] if item["path"] in pictures]
                made["pictures"] = [item | dict(pictures[item["path"]]) for item in shown]
            return made

        return {
            "title": self.title,
            "product": "Hướng dẫn sử dụng TinhGọn",
            "author": "TinhGọn",
            "foot": f"TinhGọn · {self.title}",
            "edition": edition,
            "blocks": [drawn(block) for block in self.blocks],
            "chapters": [
                {"title": c.title, "anchor": c.anchor, "blocks": [drawn(block) for block in c.blocks]}
                for c in self.chapters
            ],
        }

    def anchors(self) -> list[str]:
        inner = [b["anchor"] for c in self.chapters for b in every(c.blocks) if b["kind"] == "heading"]
        return [*(chapter.anchor for chapter in self.chapters), *inner]


def _widths(rows: Sequence[Sequence[Sequence[Run]]]) -> list[float]:
    """Shares of a table's columns: more for long cells, none so narrow that its words break."""
    longest = [max(sum(len(run["text"]) for run in cell) for cell in column) for column in zip(*rows, strict=True)]
    return [round(max(length, 8) ** 0.5, 2) for length in longest]


def _inside(run: Run, known: set[str]) -> Run:
    target = run["href"].removeprefix("#")
    return {"text": run["text"], "style": run["style"], "anchor": target if target in known else ""}


def every(blocks: Sequence[Block]) -> list[Block]:
    """The blocks and those inside their lists."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        for item in block.get("items", ()):
            found += every(item)
    return found


def _cells(block: Block) -> list[Run]:
    return [run for row in block.get("rows", ()) for cell in row for run in cell]


def anchor(title: str) -> str:
    """As the hosts of Git repositories make it, so that a link works in the source too."""
    kept = "".join(c for c in title.lower() if c.isalnum() or c in " -_" or unicodedata.category(c) == "Mn")
    return kept.strip().replace(" ", "-")


def read(text: str) -> Manual:
    """The manual of a source."""
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(unicodedata.normalize("NFC", text)))
    title = ""
    front: list[Block] = []
    chapters: list[tuple[str, list[Block], list[str]]] = []
    blocks = front
    pages: list[str] = []
    for node in root.children:
        if node.type == "heading" and node.tag == "h1" and not title:
            title = _plain(node.children[0])
        elif node.type == "heading" and node.tag == "h2":
            blocks, pages = [], []
            chapters.append((_plain(node.children[0]), blocks, pages))
        elif node.type == "html_block":
            pages += [name for found in _PAGES.findall(node.content) for name in found.split()]
        else:
            blocks.append(_block(node))
    made = tuple(Chapter(name, anchor(name), tuple(inside), tuple(of)) for name, inside, of in chapters)
    return Manual(title, tuple(front), made)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "paragraph":
            return _paragraph(node.children[0])
        case "heading":
            text = _plain(node.children[0])
            return {"kind": "heading", "text": text, "anchor": anchor(text)}
        case "bullet_list" | "ordered_list":
            items = [[_block(inner) for inner in item.children] for item in node.children]
            return {"kind": "list", "is_ordered": node.type == "ordered_list", "items": items}
        case "table":
            rows = [row for part in node.children for row in part.children]
            return {"kind": "table", "rows": [[_runs(cell.children[0]) for cell in row.children] for row in rows]}
    raise ManualError(f"{node.type} at line {(node.map or (0, 0))[0] + 1}: a manual has no place for it")


def _paragraph(inline: SyntaxTreeNode) -> Block:
    """A paragraph of words, or of pictures that stand side by side."""
    images = [child for child in inline.children if child.type == "image"]
    if not images:
        return {"kind": "paragraph", "runs": _runs(inline)}
    if any(child.type not in ("image", "softbreak") and child.content.strip() for child in inline.children):
        raise ManualError(f"words and a picture in one paragraph: {inline.content[:60]}")
    pictures = [{"path": str(image.attrs["src"]), "caption": image.content} for image in images]
    return {"kind": "pictures", "pictures": pictures}


def _runs(inline: SyntaxTreeNode, style: str = "", href: str = "") -> list[Run]:
    runs: list[Run] = []
    for child in inline.children:
        if child.type == "text":
            runs.append({"text": child.content, "style": style, "href": href})
        elif child.type in ("softbreak", "hardbreak"):
            runs.append({"text": " ", "style": style, "href": href})
        elif child.type == "code_inline":
            runs.append({"text": child.content, "style": "key", "href": href})
        elif child.type == "link":
            runs += _runs(child, style, unquote(str(child.attrs["href"])))
        elif child.type in _STYLES:
            runs += _runs(child, _STYLES[child.type], href)
        else:
            raise ManualError(f"{child.type} in “{inline.content[:60]}”: a manual has no place for it")
    return [run for run in runs if run["text"]]


def _plain(inline: SyntaxTreeNode) -> str:
    return "".join(run["text"] for run in _runs(inline))
