"""What of a paper is searched: its fields and its text, in two vectors (with and without diacritics), and the key its
number and symbol are looked up by. Whose eyes may see it is the row's `reader_ids`."""

from officekit import vntext
from tinhgon.documents.models import Document

# PostgreSQL takes a vector of at most 1 MB; what stands behind it is found by the fields.
TEXT_LIMIT = 300_000


def code_key(code: str) -> str:
    """`1180/UBND-KSTT` → `1180/ubnd-kstt`: the same key however it was typed."""
    return "".join(vntext.fold(vntext.same_tone(vntext.nfc(code))).split())[:80]


def texts(document: Document, body: str) -> tuple[str, str, str]:
    """What goes into the two vectors, and the text that snippets are cut from."""
    fields = (
        document.subject,
        document.code,
        document.issuer,
        document.parent_issuer,
        document.signer_name,
        document.note,
    )
    body = vntext.nfc(body.replace("\x00", ""))[:TEXT_LIMIT]
    text = "\n".join([part for part in fields if part] + [body])
    return vntext.search_fold(text), vntext.search_exact(text), body
