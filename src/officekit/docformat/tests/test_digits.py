"""Numerals drawn as pictures: read when clear, left blank when in doubt."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from officekit import docformat
from officekit.docformat.digits import Bitmap, read_digits
from officekit.docformat.layout import Box
from officekit.docformat.tests import sheets

_FONTS = next(path for path in map(Path, sheets.FONT_FOLDERS) if path.is_dir())


def _picture(text: str, font: str = "LiberationSerif-Regular", slant: float = 0.0) -> Image.Image:
    picture = Image.new("L", (56 * len(text) + 120, 120), 255)
    face = ImageFont.truetype(str(_FONTS / f"{font}.ttf"), 90)
    ImageDraw.Draw(picture).text((50, 8), text, fill=0, font=face)
    if slant:
        move = (1, slant, -60 * slant, 0, 1, 0)
        picture = picture.transform(picture.size, Image.Transform.AFFINE, move, Image.Resampling.BICUBIC, fillcolor=255)
    return picture


def _read(picture: Image.Image) -> str:
    small = picture.resize((picture.width * 2 // 3, picture.height * 2 // 3))
    bitmap = Bitmap(small.width, small.height, small.tobytes())
    return read_digits(bitmap, Box(0, 0, small.width / 4, small.height / 4), 15, leans=False)


@pytest.mark.parametrize("text", ["0123456789"[start : start + 3] for start in range(8)])
@pytest.mark.parametrize(
    ("font", "slant"),
    [("LiberationSerif-Regular", 0.0), ("LiberationSerif-Regular", 0.21), ("LiberationSans-Regular", 0.0)],
)
def test_clear_digits(text: str, font: str, slant: float) -> None:
    assert _read(_picture(text, font, slant)) == text


@pytest.mark.parametrize("text", ["KV", "2@", "~", "", "12345678", "..."])
def test_what_is_no_number_stays_blank(text: str) -> None:
    assert _read(_picture(text)) == ""


def _with_pictures(data: bytes, pictures: dict[tuple[float, float], str]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        annotations = []
        for (x, y), text in pictures.items():
            picture = _picture(text)
            width = 20 * picture.width / picture.height
            image = document.make_stream(
                picture.tobytes(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=picture.width,
                Height=picture.height,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            look = document.make_stream(
                f"q {width} 0 0 20 0 0 cm /Im Do Q".encode(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=pikepdf.Array([0, 0, width, 20]),
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image)),
            )
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Stamp,
                F=4,
                Rect=pikepdf.Array([x, y, x + width, y + 20]),
                AP=pikepdf.Dictionary(N=look),
            )
            annotations.append(document.make_indirect(annotation))
        document.pages[0].Annots = pikepdf.Array(annotations)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def _blank_letter() -> bytes:
    page = (
        sheets.Sheet()
        .centred(415, 57, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 12)
        .centred(165, 57, "BỘ Y TẾ", "b", 12)
    )
    page.at(100, 110, "Số:").at(190, 110, "/BYT-VP").at(320, 110, "Hà Nội, ngày", "i").at(
        430, 110, "tháng 6 năm 2026", "i"
    )
    return sheets.pdf(page.body(230, "Một", "hai", "ba", "bốn"))


def test_a_number_and_a_day_stamped_as_pictures() -> None:
    fields = docformat.read(_with_pictures(_blank_letter(), {(128, 713): "2118", (389, 713): "24"})).fields
    assert fields["code"].value == "2118/BYT-VP"
    assert fields["issued_on"].value == "2026-06-24"
    assert fields["code"].confidence < 0.75


def test_a_scribble_leaves_the_number_blank() -> None:
    fields = docformat.read(_with_pictures(_blank_letter(), {(128, 713): "AB"})).fields
    assert fields["code"].value == "/BYT-VP"
    assert "number" not in fields
