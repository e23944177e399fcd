"""A workbook of an interruption, filled in as a clerk would: the pack's own, with rows written into it."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tinhgon.core.numbering.models import Book
from tinhgon.documents import exports
from tinhgon.documents.queries import packs

INCOMING = ("arrived", "number", "issuer", "code", "dated", "content", "holder", "passed_on", "receipt", "note")
OUTGOING = (
    "code", "dated", "content", "signer", "to_places", "kept_by", "copies", "passed_on", "receipt", "note", "holder",
)  # fmt: skip
FIRST = 5  # the line under the headings


def pack_of(actor: Any, at: Any) -> packs.Pack:
    (office, *_) = packs.pack_offices(actor)
    found = packs.pack(actor, office.pk, at)
    assert found is not None
    return found


def filled(actor: Any, at: Any, rows: dict[Book, list[dict[str, Any]]]) -> bytes:
    """The rows go from the first line on, over the numbers printed beforehand."""
    book = load_workbook(BytesIO(exports.pack_xlsx(pack_of(actor, at))))
    for register, lines in rows.items():
        sheet = next(s for s in book.worksheets if str(s["A3"].value).startswith(f"Mã sổ {register.pk} "))
        keys = INCOMING if register.flow == "incoming" else OUTGOING
        for line, cells in enumerate(lines, FIRST):
            for place, key in enumerate(keys, 1):
                if key in cells:
                    sheet.cell(line, place, cells[key])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
