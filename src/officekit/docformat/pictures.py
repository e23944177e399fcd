"""Pictures of the pages of a PDF, for a screen that shows where a field was read.

Knows PNG out and sizes in points; refuses every other kind of file, and to keep anything."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from PIL import Image

from officekit.docformat.guard import UnreadableError, sniff
from officekit.docformat.pdfread import PDFIUM


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    if sniff(data) != "pdf":
        raise UnreadableError("unsupported", "only PDF has pictures")
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise UnreadableError("damaged", str(error)) from error
        try:
            yield document
        finally:
            document.close()


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    with _opened(data) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def page_png(data: bytes, page: int, *, width: int = 1240) -> bytes:
    """The picture of a page (numbered from 1) `width` pixels wide; IndexError when there is no such page."""
    with _opened(data) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        document.init_forms()
        sheet = document[page - 1]
        # A stamp of ten points is not blown up beyond reason.
        scale = min(width / max(sheet.get_width(), 1.0), 8.0)
        picture = sheet.render(scale=scale).to_pil()
    out = io.BytesIO()
    # A third of the size of true colour, and stamps keep their red.
    picture.convert("RGB").quantize(64, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
