"""One call from a file to its fields, one from a file to its text.

Knows which reader serves which kind; refuses to recognise pictures and to run converters of its own: scans, and old
.doc files where the caller brought no converter, come back without fields and wait for text recognition, which is a
state for the office and not an error."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from officekit.docformat import guard, pdfread, wordread
from officekit.docformat.fields import read_fields
from officekit.docformat.found import Found
from officekit.docformat.guard import Kind, UnreadableError, ZipLimits
from officekit.docformat.signature import RECIPIENTS

Source = str | Path | bytes
# The bytes of a file, its kind and the kind wanted, to bytes; any exception means it cannot be converted.
Converter = Callable[[bytes, str, str], bytes]
# Without one of these, a reading tells that the text is in an old encoding.
_TELLING = {"code", "issued_on", "issuer"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one paper."""

    kind: Kind
    page_count: int | None
    needs_recognition: bool = False
    fields: Mapping[str, Found] = field(default_factory=lambda: MappingProxyType({}))
    text_pages: tuple[str, ...] = ()


def _bytes(source: Source, name: str, limit: int) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name
    path = Path(source)
    try:
        # Asked before reading: a file over the limit never enters memory.
        if path.stat().st_size > limit:
            raise UnreadableError("too_large", f"{path.stat().st_size} > {limit}")
        return path.read_bytes(), name or path.name
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise UnreadableError("no_file", type(error).__name__) from error


def read(
    source: Source,
    name: str = "",
    *,
    limit: int = guard.DEFAULT_LIMIT,
    zip_limits: ZipLimits | None = None,
    converter: Converter | None = None,
) -> Reading:
    """Kind, fields and text of a paper, or `UnreadableError` with a stable code and a Vietnamese message."""
    data, name = _bytes(source, name, limit)
    kind = guard.admit(data, name, limit=limit, zip_limits=zip_limits)
    if kind is Kind.DOC:
        return _read_old_word(data, converter)
    if kind is Kind.SCAN:
        return Reading(kind, None, needs_recognition=True)
    return _read_docx(data, zip_limits) if kind is Kind.DOCX else _read_pdf(data)


def _read_old_word(data: bytes, converter: Converter | None) -> Reading:
    """By its pages as a PDF; by its Word text where the fonts hide the letters (TCVN3, VNI)."""
    best = Reading(Kind.DOC, None, needs_recognition=True)
    if converter is None:
        return best
    for wanted in ("pdf", "docx"):
        try:
            made = converter(data, Kind.DOC.value, wanted)
            read_so = _read_pdf(made) if wanted == "pdf" else _read_docx(made, None)
        except Exception:
            return best
        if len(read_so.fields) > len(best.fields):
            count = read_so.page_count if wanted == "pdf" else best.page_count
            best = replace(read_so, kind=Kind.DOC, page_count=count)
        if _TELLING & best.fields.keys():
            break
    return best


def _read_docx(data: bytes, zip_limits: ZipLimits | None) -> Reading:
    kind = Kind.DOCX
    word = wordread.read_docx(data, zip_limits)
    if not word.pages:
        return Reading(kind, word.page_count, needs_recognition=True)
    fields = read_fields(word.pages[0], word.pages, word.texts, word.page_count)
    return Reading(kind, word.page_count, fields=MappingProxyType(dict(fields)), text_pages=word.texts)


def _read_pdf(data: bytes) -> Reading:
    kind = Kind.PDF
    paper = pdfread.read_pdf(data, RECIPIENTS)
    if paper.first is None:
        return Reading(Kind.SCAN, paper.page_count, needs_recognition=True)
    known = {page.number - 1 for page in (paper.first, *paper.last)}
    witness = [text for index, text in enumerate(paper.texts) if index in known]
    fields = read_fields(paper.first, paper.last, witness, paper.page_count)
    return Reading(kind, paper.page_count, fields=MappingProxyType(dict(fields)), text_pages=paper.texts)


def text_pages(source: Source, name: str = "", *, limit: int = guard.DEFAULT_LIMIT) -> Iterator[str]:
    """The text of each page, without fields; nothing for what needs recognition."""
    data, name = _bytes(source, name, limit)
    kind = guard.admit(data, name, limit=limit)
    if kind is Kind.DOCX:
        yield from wordread.read_docx(data).texts
    elif kind is Kind.PDF:
        yield from pdfread.pdf_texts(data)
