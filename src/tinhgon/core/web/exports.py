"""The printed manuals: A4, with contents, page numbers, version and day."""

from datetime import date

from django.conf import settings

from officekit import typeset
from tinhgon.core.web.queries import Shelf


def edition(on: date) -> str:
    """Which program the manual speaks of, and when it was printed."""
    return f"Phiên bản {settings.VERSION} · in ngày {on:%d/%m/%Y}"


def guide_pdf(shelf: Shelf, on: date) -> bytes:
    return typeset.manual(shelf.manual, shelf.pictures, edition(on), typeset.find_fonts(settings.FONT_FOLDERS), on=on)
