"""What may not come in, and what is said about it."""

import io
import struct
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest

from officekit import docformat
from officekit.docformat import guard
from officekit.docformat.tests import sheets

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _pdf() -> bytes:
    return sheets.pdf(sheets.state_head().body(230, "Một", "hai", "ba", "bốn"))


def _docx(**parts: bytes) -> bytes:
    document = docx.Document()
    document.add_paragraph("Nội dung")
    stream = io.BytesIO(sheets.word(document))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relation(kind: str, target: str) -> bytes:
    return _docx(
        **{
            "word/_rels/extra.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
                "</Relationships>"
            ).encode()
        }
    )


def _ole(*names: str, flags: int = 0) -> bytes:
    stream = bytearray(_OLE.ljust(512, b"\0"))
    stream += b"\xec\xa5".ljust(10, b"\0") + struct.pack("<H", flags) + b"\0" * 500
    return bytes(stream) + b"".join(name.encode("utf-16-le") for name in ("WordDocument", *names))


def _encrypted_pdf() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf())) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    return stream.getvalue()


def _bomb() -> bytes:
    return _docx(**{"word/media/image1.bin": b"\0" * (8 * guard.MEGABYTE)})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", lambda: _pdf()[:-3000], "truncated"),
        ("a.pdf", lambda: _pdf()[:40], "truncated"),
        ("a.pdf", b"%PDF-1.7\nnothing here\n%%EOF\n", "damaged"),
        ("a.pdf", _encrypted_pdf, "encrypted"),
        ("a.docx", lambda: _docx()[:-200], "truncated"),
        ("a.docx", lambda: _docx(**{"word/vbaProject.bin": b"x"}), "macros"),
        ("a.docm", _docx, "macros"),
        ("a.docx", _bomb, "zip_bomb"),
        ("a.docx", lambda: _docx(**{f"word/media/{i}": b"" for i in range(2100)}), "zip_bomb"),
        ("a.docx", _pdf, "renamed"),
        ("a.pdf", _docx, "renamed"),
        ("a.doc", _docx, "renamed"),
        ("a.pdf", b"just some words", "renamed"),
        ("a.exe", b"MZ\x90\x00", "unsupported"),
        ("a.doc", b"<html><body>x</body></html>", "markup"),
        ("a.doc", b"{\\rtf1 x}", "markup"),
        ("a.docx", lambda: _ole("EncryptedPackage"), "encrypted"),
        ("a.doc", lambda: _ole(flags=0x0100), "encrypted"),
        ("a.doc", lambda: _ole("_VBA_PROJECT"), "macros"),
        ("a.doc", _OLE + b"Workbook" * 100, "renamed"),
        ("a.docx", lambda: _relation("image", "http://evil.example/x.png"), "external_links"),
        ("a.docx", lambda: _relation("attachedTemplate", "\\\\server\\share\\x.dotm"), "external_links"),
        ("a.docx", lambda: _docx(**{"word/_rels/a.rels": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "damaged"),
    ],
)
def test_refused(name: str, data: object, code: str) -> None:
    content = data() if callable(data) else data
    assert isinstance(content, bytes)
    with pytest.raises(docformat.UnreadableError) as caught:
        docformat.read(content, name)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(
    "data",
    [
        lambda: _relation("hyperlink", "https://example.vn/"),
        lambda: _relation("attachedTemplate", "file:///C:\\Users\\x\\Normal.dotm"),
    ],
)
def test_harmless_links_come_in(data: object) -> None:
    assert callable(data)
    assert docformat.read(data(), "a.docx").kind == "docx"


def test_too_large_is_said_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    path.write_bytes(_pdf())
    with pytest.raises(docformat.UnreadableError) as caught:
        docformat.read(path, limit=1000)
    assert caught.value.code == "too_large"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(docformat.UnreadableError) as caught:
        docformat.read(tmp_path / "nowhere.pdf")
    assert caught.value.code == "no_file"


def test_old_word_files_wait_for_recognition() -> None:
    reading = docformat.read(_ole(), "a.doc")
    assert (reading.kind, reading.needs_recognition, dict(reading.fields)) == ("doc", True, {})


def test_every_refusal_has_a_message() -> None:
    assert all(message.endswith(".") for message in guard.MESSAGES.values())


def test_a_lying_directory_is_not_believed() -> None:
    data = bytearray(_docx(**{"word/styles2.xml": b"A" * 5000}))
    where = data.rindex(b"word/styles2.xml") - 46 + 24
    data[where : where + 4] = struct.pack("<I", 10)
    archive = guard.open_zip(bytes(data), guard.ZipLimits())
    with pytest.raises(docformat.UnreadableError):
        guard.read_part(archive, "word/styles2.xml")
