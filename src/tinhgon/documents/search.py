"""What of a paper is searched: its fields and its text, in two vectors (with and without diacritics), which words stand
side by side, and the key its number and symbol are looked up by. Whose eyes may see it is the row's `reader_ids`."""

import re
import zlib
from itertools import pairwise

from officekit import vntext
from tinhgon.documents.models import Document

# PostgreSQL takes a vector of at most 1 MB; what stands behind it is found by the fields.
TEXT_LIMIT = 300_000
_WORD = re.compile(r"[^\W_]+")


def code_key(code: str) -> str:
    """`1180/UBND-KSTT` → `1180/ubnd-kstt`: the same key however it was typed."""
    return "".join(vntext.fold(vntext.same_tone(vntext.nfc(code))).split())[:80]


def pairs(folded: str) -> list[int]:
    """A number for each two neighbouring words of a text without diacritics, as PostgreSQL's integer: CRC-32, of which
    two pairs may share one, so that what is found by pairs is held against the vector too."""
    words = _WORD.findall(folded)
    return sorted({zlib.crc32(f"{a} {b}".encode()) - 2**31 for a, b in pairwise(words)})


def texts(document: Document, body: str) -> tuple[str, str, list[int], str]:
    """What goes into the two vectors and the pairs, and the text that snippets are cut from."""
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
    folded = vntext.search_fold(text)
    return folded, vntext.search_exact(text), pairs(folded), body
