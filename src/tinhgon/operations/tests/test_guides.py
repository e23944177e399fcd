"""One command prints every manual, with contents, page numbers, version and day, and its pictures."""

import io

import pypdfium2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from tinhgon.core.web import choices, queries


def test_every_manual_is_printed(tmp_path):
    out = io.StringIO()
    call_command("guides", out=tmp_path, stdout=out)
    assert {path.name for path in tmp_path.iterdir()} == {f"huong-dan-{g.key}.pdf" for g in choices.GUIDES}
    assert "not taken" not in out.getvalue()
    printed = pypdfium2.PdfDocument(tmp_path / "huong-dan-van-thu.pdf")
    pages = [page.get_textpage().get_text_range() for page in printed]
    assert f"Phiên bản {settings.VERSION} · in ngày {timezone.localdate():%d/%m/%Y}" in pages[0]
    shelf = queries.guide("van-thu")
    assert shelf is not None
    contents = " ".join(pages[1].split())
    for number, chapter in enumerate(shelf.manual.chapters, 1):
        assert f"{number}. {chapter.title}" in contents
    assert f"Trang {len(pages)}/{len(pages)}" in pages[-1]
    shown = sum(len(list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for page in printed)
    assert shown == len(shelf.manual.pictures())
    width, height = printed[0].get_size()
    assert (round(width), round(height)) == (595, 842)  # A4


def test_no_manuals_is_said(tmp_path, settings):
    settings.GUIDES = tmp_path / "nothing"
    with pytest.raises(CommandError, match="no manuals"):
        call_command("guides", out=tmp_path)
