"""Files as they are dropped on the page: good ones drawn from invented papers, and every kind of bad one."""

import io
import random
import zipfile
from functools import cache

import pikepdf

from officekit.typeset import papers
from officekit.typeset.shapes import Paper, Secrecy
from officekit.typeset.tests.fonts import FONTS


@cache
def paper(seed: int = 7, secrecy: Secrecy = "") -> Paper:
    return papers.sample_paper(random.Random(seed), secrecy=secrecy, number=str(100 + seed))


@cache
def pdf(seed: int = 7, secrecy: Secrecy = "") -> bytes:
    return papers.render_pdf(paper(seed, secrecy), FONTS)


@cache
def docx(seed: int = 7, secrecy: Secrecy = "") -> bytes:
    return papers.render_docx(paper(seed, secrecy))


@cache
def scan() -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(stream)
    return stream.getvalue()


def encrypted() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan())) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    return stream.getvalue()


def docx_with(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


BAD = {
    "empty": ("a.pdf", lambda: b""),
    "truncated": ("a.pdf", lambda: pdf()[:-3000]),
    "encrypted": ("a.pdf", encrypted),
    "macros": ("a.docx", lambda: docx_with("word/vbaProject.bin", b"x")),
    "zip_bomb": ("a.docx", lambda: docx_with("word/media/image1.bin", b"\0" * 8 * 2**20)),
    "renamed": ("a.docx", pdf),
    "unsupported": ("a.exe", lambda: b"MZ\x90\x00"),
}
