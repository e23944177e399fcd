"""Pictures of paper (JPEG, PNG, TIFF) made into one PDF, bytes and pixels as they are.

Knows how to wrap a JPEG without coding it anew and how to keep the others without loss; refuses pictures too large to
open, broken ones, and every other kind of file."""

import io
from pathlib import PurePath

import pikepdf
from PIL import Image, ImageOps, ImageSequence

from officekit.docformat.guard import IMAGE_SUFFIXES, UnreadableError, sniff

# A0 at 300 dpi; beyond it a small file may fill the memory.
_LARGEST = 140_000_000
_MOST_FRAMES = 300
_DPI = 200
_POINTS = 72.0
_TURNS = {3: 180, 6: 90, 8: 270}
_ORIENTATION = 0x0112


def wrapped(data: bytes, name: str) -> tuple[bytes, str]:
    """A picture as a PDF with a name to fit; every other file, and a picture that says it is another, as it came."""
    if sniff(data) != "image" or PurePath(name).suffix.lower() not in IMAGE_SUFFIXES:
        return data, name
    return as_pdf(data), str(PurePath(name).with_suffix(".pdf"))


def as_pdf(data: bytes) -> bytes:
    """The PDF with one page a picture; UnreadableError where it cannot be made."""
    if sniff(data) != "image":
        raise UnreadableError("unsupported", "no picture")
    stream = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture, pikepdf.new() as pdf:
            if getattr(picture, "n_frames", 1) > _MOST_FRAMES:
                raise UnreadableError("too_large", "frames")
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > _LARGEST:
                    raise UnreadableError("too_large", f"{frame.width} x {frame.height}")
                _add_page(pdf, frame, data if picture.format == "JPEG" else b"")
            # The same picture gives the same bytes: duplicates are found by them.
            pdf.save(stream, deterministic_id=True)
    except UnreadableError:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableError("too_large", "pixels") from error
    except Exception as error:
        # Pillow raises what its many decoders raise; all of it means a broken picture.
        raise UnreadableError("damaged", type(error).__name__) from error
    return stream.getvalue()


def _add_page(pdf: pikepdf.Pdf, frame: Image.Image, jpeg: bytes) -> None:
    orientation = int(frame.getexif().get(_ORIENTATION, 1))
    dpi = _resolution(frame)
    if jpeg and frame.mode in {"L", "RGB"} and orientation in {1, *_TURNS}:
        image, turn = _stream(pdf, jpeg, frame, "/DCTDecode"), _TURNS.get(orientation, 0)
    else:
        frame, turn = ImageOps.exif_transpose(frame), 0
        if frame.mode not in {"1", "L", "RGB"}:
            frame = _on_white(frame)
        image = _stream(pdf, frame.tobytes(), frame, "")
    width, height = (round(side * _POINTS / dpi, 2) for side in frame.size)
    page = pdf.add_blank_page(page_size=(width, height))
    page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/Scan"))
    page.contents_add(f"q {width} 0 0 {height} 0 0 cm /Scan Do Q".encode())
    if turn:
        page.obj.Rotate = turn


def _stream(pdf: pikepdf.Pdf, content: bytes, frame: Image.Image, coded: str) -> pikepdf.Stream:
    image = pikepdf.Stream(pdf, content)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height = frame.width, frame.height
    image.ColorSpace = pikepdf.Name.DeviceRGB if frame.mode == "RGB" else pikepdf.Name.DeviceGray
    image.BitsPerComponent = 1 if frame.mode == "1" else 8
    if coded:
        image.Filter = pikepdf.Name(coded)
    return image


def _on_white(frame: Image.Image) -> Image.Image:
    """Colours as the screen shows them; what is transparent is paper."""
    if frame.mode in {"RGBA", "LA", "PA", "P"}:
        layer = frame.convert("RGBA")
        sheet = Image.new("RGB", frame.size, "white")
        sheet.paste(layer, mask=layer.getchannel("A"))
        return sheet
    return frame.convert("L" if frame.mode.startswith("I") or frame.mode == "F" else "RGB")


def _resolution(frame: Image.Image) -> float:
    dpi = frame.info.get("dpi")
    value = float(dpi[0]) if isinstance(dpi, tuple) and dpi and dpi[0] else 0.0
    # Telephones write 72 for pictures of 4,000 pixels.
    return value if 100 <= value <= 1200 else max(_DPI, max(frame.size) / 16.54)
