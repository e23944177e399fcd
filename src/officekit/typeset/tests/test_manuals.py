"""Markdown becomes chapters of plain blocks, and what a manual cannot show is refused."""

from datetime import date

import pytest
from PIL import Image

from officekit.typeset import ManualError, manual, manuals
from officekit.typeset.tests.fonts import FONTS

SOURCE = """# Văn thư

<!-- for nobody to see -->
Mở đầu, xem [chương hai](#chương-hai-đôi-điều).

## Chương một

<!-- trang: documents:pile
documents:batch -->

1. Bấm `N` ở **Bàn làm việc**.

   ![Bàn](a.png) ![Điện thoại](b.png)
2. Bấm *Trình*:
   - ngay
   - hoặc sau

### Mục nhỏ

| Lúc | Việc |
|---|---|
| Sáng | `Q` |

## Chương hai: đôi điều

Hết; xem [trang khác](khac.md#x).
"""


def test_parts_of_a_source():
    read = manuals.read(SOURCE)
    assert read.title == "Văn thư"
    assert [(c.title, c.anchor, c.pages) for c in read.chapters] == [
        ("Chương một", "chương-một", ("documents:pile", "documents:batch")),
        ("Chương hai: đôi điều", "chương-hai-đôi-điều", ()),
    ]
    assert [b["kind"] for b in read.chapters[0].blocks] == ["list", "heading", "table"]
    assert [p.path for p in read.pictures()] == ["a.png", "b.png"]
    assert read.links() == ["khac.md#x", "#chương-hai-đôi-điều"]
    assert read.anchors() == ["chương-một", "chương-hai-đôi-điều", "mục-nhỏ"]
    first = read.chapters[0].blocks[0]["items"][0][0]["runs"]
    assert [(r["text"], r["style"]) for r in first] == [
        ("Bấm ", ""), ("N", "key"), (" ở ", ""), ("Bàn làm việc", "strong"), (".", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source", ["## A\n\n```\ncode\n```\n", "## A\n\n> lời\n", "## A\n\nchữ ![b](b.png)\n", "a<br>b\n"]
)
def test_what_a_manual_cannot_show_is_refused(source: str):
    with pytest.raises(ManualError):
        manuals.read(source)


def test_printed_with_the_pictures_there_are(tmp_path):
    file = tmp_path / "a.png"
    Image.new("RGB", (600, 200), "white").save(file)
    pdf = manual(manuals.read(SOURCE), {"a.png": file}, "Phiên bản 1", FONTS, on=date(2026, 11, 25))
    assert pdf.startswith(b"%PDF-1.7")
    assert pdf.count(b"/Subtype/Image") == 1
