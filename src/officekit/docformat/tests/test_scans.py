"""Pictures of paper in, one PDF out, without loss."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image

from officekit import docformat
from officekit.docformat import pictures, scans


def _picture(mode: str = "RGB", size: tuple[int, int] = (400, 560), **saved: object) -> bytes:
    colour: object = (200, 30, 30) if mode == "RGB" else 1 if mode == "1" else 120
    stream = io.BytesIO()
    picture = Image.new(mode, size, "white" if mode in {"RGB", "L", "1"} else 0)
    picture.paste(colour, (10, 10, 60, 30))
    picture.save(stream, **saved)
    return stream.getvalue()


def _pixels(pdf: bytes) -> Image.Image:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return pikepdf.PdfImage(document.pages[0].obj.Resources.XObject.Scan).as_pil_image()


def test_a_jpeg_is_not_coded_anew() -> None:
    data = _picture(format="JPEG", quality=80)
    pdf = scans.as_pdf(data)
    assert data in pdf
    assert scans.as_pdf(data) == pdf
    reading = docformat.read(pdf, "a.pdf")
    assert (reading.kind, reading.needs_recognition, reading.page_count) == (docformat.Kind.SCAN, True, 1)


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_pixels_of_a_png_stay(mode: str) -> None:
    data = _picture(mode, format="PNG", dpi=(200, 200))
    pdf = scans.as_pdf(data)
    with Image.open(io.BytesIO(data)) as before:
        assert _pixels(pdf).convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert pictures.page_sizes(pdf) == [pytest.approx((144.0, 201.6), abs=0.2)]


def test_only_pictures_that_say_so_are_wrapped() -> None:
    data = _picture(format="PNG")
    content, name = scans.wrapped(data, "bản quét.PNG")
    assert (content[:5], name) == (b"%PDF-", "bản quét.pdf")
    assert scans.wrapped(data, "a.pdf") == (data, "a.pdf")
    assert scans.wrapped(b"%PDF-1.7", "a.jpg") == (b"%PDF-1.7", "a.jpg")


def test_transparent_is_paper() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(stream, format="PNG")
    assert _pixels(scans.as_pdf(stream.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_a_tiff_of_three_pages() -> None:
    frames = [Image.new("L", (300, 400), shade) for shade in (255, 128, 0)]
    stream = io.BytesIO()
    frames[0].save(stream, format="TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    assert len(pictures.page_sizes(scans.as_pdf(stream.getvalue()))) == 3


def test_a_telephone_held_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    pdf = scans.as_pdf(_picture(size=(560, 400), format="JPEG", exif=exif))
    ((width, height),) = pictures.page_sizes(pdf)
    assert height > width


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("data", [_picture(format="JPEG")[:600], b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"II*\x00junk"])
def test_a_broken_picture_is_told(data: bytes) -> None:
    with pytest.raises(docformat.UnreadableError) as caught:
        scans.as_pdf(data)
    assert caught.value.code == "damaged"


def test_a_picture_that_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_LARGEST", 1000)
    with pytest.raises(docformat.UnreadableError) as caught:
        scans.as_pdf(_picture(format="PNG"))
    assert caught.value.code == "too_large"


def test_pictures_wait_for_recognition_and_tell_their_kind() -> None:
    reading = docformat.read(_picture(format="PNG"), "quét.png")
    assert (reading.kind, reading.needs_recognition) == (docformat.Kind.SCAN, True)
    with pytest.raises(docformat.UnreadableError):
        docformat.read(_picture(format="PNG"), "a.pdf")


def test_a_picture_bomb_is_called_too_large() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    )
    with pytest.raises(docformat.UnreadableError) as caught:
        scans.as_pdf(bomb)
    assert caught.value.code == "too_large"
