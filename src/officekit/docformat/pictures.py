"""Pictures of the pages of a PDF, for a screen that shows where a field was read.

Knows PNG in and sizes in points; refuses every other kind of file, and to keep anything."""

import io

import pypdfium2 as pdfium

from officekit.docformat.guard import UnreadableError, sniff
from officekit.docformat.pdfread import PDFIUM


def _opened(data: bytes) -> pdfium.PdfDocument:
    if sniff(data) != "pdf":
        raise UnreadableError("unsupported", "only PDF has pictures")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableError("damaged", str(error)) from error


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    with PDFIUM:
        document = _opened(data)
        try:
            return [document.get_page_size(index) for index in range(len(document))]
        finally:
            document.close()


def page_png(data: bytes, page: int, *, width: int = 1240) -> bytes:
    """The picture of a page (numbered from 1) `width` pixels wide; IndexError when there is no such page."""
    with PDFIUM:
        document = _opened(data)
        try:
            if not 1 <= page <= len(document):
                raise IndexError(page)
            sheet = document[page - 1]
            # A poster stays a picture of `width`; a stamp of 10 points is not blown up beyond reason.
            scale = min(width / max(sheet.get_width(), 1.0), 8.0)
            document.init_forms()
            picture = sheet.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        finally:
            document.close()
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG")
    return out.getvalue()
