"""What is kept of a file that was read at the door: its clean name, its fields as JSON, the order to draw its pages."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from officekit import docformat, vntext
from tinhgon.core.actor import Actor
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.storage.gateways import quarantine
from tinhgon.core.verdict import Refused
from tinhgon.documents.choices import DRAWING
from tinhgon.documents.gateways import libreoffice
from tinhgon.documents.models import Upload

WORD = (docformat.Kind.DOCX.value, docformat.Kind.DOC.value)


def defer_pages(upload: Upload) -> None:
    """Have the pages of a Word file drawn after the transaction, where there is a converter; its text is shown until
    then."""
    if upload.kind in WORD and libreoffice.is_present():
        upload.problem = DRAWING
        upload.save(update_fields=["problem"])
        jobs.defer("documents.draw_pages", upload_id=upload.pk)


@dataclass(frozen=True, slots=True)
class Original:
    """The file of a paper on its way into the book: what was read of it at the door, and where its bytes are.
    `upload` is the row of a file that waited in the quarantine; what came with the registering itself never lay there.
    """

    file_name: str
    kind: docformat.Kind
    sha256: str
    fields: dict[str, dict[str, Any]]
    text: str
    page_count: int | None
    content: Callable[[], bytes]
    upload: Upload | None = None


def original_of(file_name: str, content: bytes, found: docformat.Reading) -> Original:
    """A file just read, still in memory."""
    rows = reading_of(found)
    text = str(rows.pop("full_text", {}).get("value", ""))
    sha256 = hashlib.sha256(content).hexdigest()
    return Original(clean_name(file_name), found.kind, sha256, rows, text, found.page_count, lambda: content)


def waiting_original(upload: Upload) -> Original:
    """A file that waits in the quarantine."""
    rows = {name: row for name, row in upload.reading.items() if name != "full_text"}
    kind = docformat.Kind(upload.kind)

    def content() -> bytes:
        try:
            return quarantine.here().read(upload.ticket)
        except LookupError as error:
            raise Refused(
                "Tệp không còn trong khu vực chờ. Thả lại tệp rồi vào sổ; các trường đã nhập vẫn còn.",
                code="not_found",
                field="file",
            ) from error

    return Original(upload.file_name, kind, upload.sha256, rows, upload.text, upload.page_count, content, upload)


def post_of(actor: Actor) -> int:
    if actor.post_id is None:
        raise Refused("Đồng chí chưa được bố trí vị trí công tác nên chưa đăng ký được.", code="no_post")
    return actor.post_id


def clean_name(file_name: str) -> str:
    """The name without folders and control characters, short enough to keep its ending."""
    name = PurePath(vntext.nfc(file_name).replace("\\", "/")).name
    name = "".join(letter for letter in name if letter.isprintable()).strip() or "tep"
    stem, suffix = PurePath(name).stem, PurePath(name).suffix[:16]
    return f"{stem[: 255 - len(suffix)]}{suffix}"


def reading_of(found: docformat.Reading) -> dict[str, dict[str, Any]]:
    """What was read, as JSON: {field: {"value", "confidence", "page", "box", "text"}}; the whole text is the
    field `full_text`, absent where the paper waits for text recognition."""
    rows: dict[str, dict[str, Any]] = {}
    for name, field in found.fields.items():
        place = field.evidence
        rows[name] = {
            "value": list(field.value) if isinstance(field.value, tuple) else _plain(field.value),
            "confidence": round(field.confidence, 2),
            "page": place.page if place else None,
            "box": [place.box.x0, place.box.y0, place.box.x1, place.box.y1] if place else None,
            "text": _plain(place.text) if place else "",
        }
    text = "\n".join(found.text_pages)
    if not found.needs_recognition and text.strip():
        rows["full_text"] = {"value": _plain(text), "confidence": 1.0, "page": None, "box": None, "text": ""}
    return rows


def _plain(value: Any) -> Any:
    # PostgreSQL keeps no NUL in text or JSON.
    return vntext.nfc(value.replace("\x00", "")) if isinstance(value, str) else value
