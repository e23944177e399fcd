"""The door: which kind a file is by its bytes, and why it may not come in.

Knows signatures, ZIP and OLE structure, and the reasons of refusal, each with a stable code and a Vietnamese
message that says what to do next. It refuses to trust extensions, to unpack to disk, or to parse text."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from lxml import etree

MEGABYTE = 1024 * 1024
DEFAULT_LIMIT = 100 * MEGABYTE


class Kind(StrEnum):
    """What a paper is for the office, by its content."""

    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """What an honest Word file stays under."""

    entries: int = 2_000
    total: int = 250 * MEGABYTE
    ratio: int = 150
    ratio_from: int = 2 * MEGABYTE


MESSAGES = {
    "empty": "Tệp rỗng (0 byte). Hãy kiểm tra lại tệp gốc và tải lên lần nữa.",
    "too_large": "Tệp quá lớn. Hãy quét lại ở 200–300 dpi hoặc tách phụ lục rồi tải lên lại.",
    "truncated": "Tệp bị thiếu phần cuối (sao chép chưa xong). Hãy lấy lại tệp gốc và tải lên lần nữa.",
    "damaged": "Tệp bị hỏng, không mở được. Hãy mở bằng phần mềm đã tạo ra tệp, lưu lại rồi tải lên lần nữa.",
    "encrypted": "Tệp được bảo vệ bằng mật khẩu. Hãy gỡ mật khẩu rồi tải lên lại.",
    "macros": "Tệp Word chứa macro nên không được nhận. Hãy lưu lại dạng .docx rồi tải lên.",
    "zip_bomb": "Tệp giải nén ra quá lớn nên không mở. Hãy lưu lại bằng Word rồi tải lên.",
    "renamed": "Đuôi tệp không khớp với nội dung. Hãy đổi đúng đuôi tệp hoặc lưu lại đúng định dạng.",
    "markup": "Tệp bên trong là HTML hoặc RTF. Hãy mở bằng Word, lưu dạng .docx rồi tải lên.",
    "external_links": "Tệp Word lấy nội dung từ máy chủ bên ngoài. Hãy nhúng hình, mẫu vào tệp rồi tải lên lại.",
    "unsupported": "Không nhận loại tệp này. Hãy tải lên tệp PDF, Word (.docx, .doc) hoặc ảnh quét (JPG, PNG, TIFF).",
    "no_file": "Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.",
}


class UnreadableError(Exception):
    """A file that may not or cannot be read; `code` is stable, `message` is for the screen."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.message = MESSAGES[code]


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_EXTENSIONS = {
    ".pdf": {"pdf"},
    ".docx": {"docx"},
    ".doc": {"doc"},
    ".docm": {"docx"},
    ".dotx": {"docx"},
    **{suffix: {"scan"} for suffix in IMAGE_SUFFIXES},
}
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!doctype html|<html|<head|<body|<meta|<table|\{\\rtf|mime-version:)",
    re.IGNORECASE,
)
_LOCAL_TARGET = re.compile(r"^(?:file:/{0,3})?[A-Za-z]:[\\/]|^[^:/\\]+$")
_REFUSED_PART = re.compile(r"vbaproject|vbadata|macrosheet", re.IGNORECASE)


def sniff(data: bytes) -> str:
    """`pdf`, `zip`, `ole`, `image`, `markup` or `other`, by the first bytes alone."""
    if data.startswith(_IMAGE):
        return "image"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    if _MARKUP.match(data[:512]):
        return "markup"
    return "other"


def admit(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT, zip_limits: ZipLimits | None = None) -> Kind:
    """The kind of a file that may come in (a scan is still called `pdf` here), or `UnreadableError`."""
    if not data:
        raise UnreadableError("empty")
    if len(data) > limit:
        raise UnreadableError("too_large", f"{len(data)} > {limit}")
    suffix = PurePath(name).suffix.lower()
    family = sniff(data)
    if family == "markup":
        raise UnreadableError("markup" if suffix in {".doc", ".docx", ".rtf", ".htm", ".html", ""} else "renamed")
    if family == "other":
        raise UnreadableError("renamed" if suffix in _EXTENSIONS else "unsupported", suffix)
    if family == "image":
        kind = Kind.SCAN
    elif family == "pdf":
        kind = Kind.PDF
        _check_pdf(data)
    elif family == "zip":
        kind = Kind.DOCX
        _check_docx(data, suffix, zip_limits or ZipLimits())
    else:
        kind = Kind.DOC
        _check_ole(data, suffix)
    if suffix in _EXTENSIONS and kind.value not in _EXTENSIONS[suffix]:
        raise UnreadableError("renamed", f"{suffix} holds {kind}")
    return kind


def _check_pdf(data: bytes) -> None:
    linear = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)", data[:2048])
    if linear and int(linear.group(1)) > len(data):
        raise UnreadableError("truncated", "shorter than its own length")
    if b"%%EOF" not in data[-64 * 1024 :]:
        raise UnreadableError("truncated", "no end mark")


def _check_ole(data: bytes, suffix: str) -> None:
    def names(text: str) -> bool:
        return text.encode("utf-16-le") in data

    if names("EncryptedPackage"):
        raise UnreadableError("encrypted")
    if not names("WordDocument"):
        raise UnreadableError("renamed" if suffix in _EXTENSIONS else "unsupported", "no Word document inside")
    if names("_VBA_PROJECT"):
        raise UnreadableError("macros")
    # [MS-DOC] 2.5.1: the stream begins on a sector with 0xA5EC; bit 0x0100 of its flags means encrypted.
    for offset in range(512, min(len(data) - 12, 8 * MEGABYTE), 512):
        if data[offset : offset + 2] == b"\xec\xa5":
            if struct.unpack_from("<H", data, offset + 10)[0] & 0x0100:
                raise UnreadableError("encrypted")
            return


def open_zip(data: bytes, limits: ZipLimits) -> zipfile.ZipFile:
    """The archive, once its directory has been found harmless."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except NotImplementedError as error:  # how zipfile refuses a method or version it does not know
        raise UnreadableError("damaged", str(error)) from error
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError("truncated", str(error)) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or total > limits.total:
        raise UnreadableError("zip_bomb", f"{len(entries)} entries, {total} bytes")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise UnreadableError("encrypted")
        swollen = entry.file_size > limits.ratio * max(entry.compress_size, 1)
        if swollen and entry.file_size > limits.ratio_from:
            raise UnreadableError("zip_bomb", entry.filename)
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part, never more than its directory declared."""
    try:
        entry = archive.getinfo(name)
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except KeyError:
        return b""
    # NotImplementedError: zipfile's own word for a part packed by a method it does not know.
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as error:
        raise UnreadableError("damaged", name) from error
    if len(data) > entry.file_size:
        raise UnreadableError("zip_bomb", name)
    return data


def parse_xml(data: bytes) -> etree._Element:
    """XML of a part; entities and document types have no place in an office file."""
    if b"<!DOCTYPE" in data:
        raise UnreadableError("damaged", "document type declared")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("damaged", "XML") from error


def _check_docx(data: bytes, suffix: str, limits: ZipLimits) -> None:
    archive = open_zip(data, limits)
    names = archive.namelist()
    if any(_REFUSED_PART.search(name) for name in names) or suffix in {".docm", ".dotm"}:
        raise UnreadableError("macros")
    if "word/document.xml" not in names:
        raise UnreadableError("renamed" if suffix in _EXTENSIONS else "unsupported", "no Word document inside")
    if b"macroEnabled" in read_part(archive, "[Content_Types].xml"):
        raise UnreadableError("macros")
    for name in names:
        if name.endswith(".rels"):
            _check_relations(parse_xml(read_part(archive, name)))


def _check_relations(root: etree._Element) -> None:
    for relation in root:
        if not isinstance(relation.tag, str) or relation.get("TargetMode") != "External":
            continue
        if (relation.get("Type") or "").endswith("/hyperlink"):
            continue
        # Word itself leaves the writer's drive letter in attachedTemplate; nothing is fetched from there.
        if not _LOCAL_TARGET.match(relation.get("Target") or ""):
            raise UnreadableError("external_links", relation.get("Target") or "")
