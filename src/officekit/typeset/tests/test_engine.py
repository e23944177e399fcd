"""The engine: clean results only, inert text, fonts by path, the same bytes for the same facts."""

import io
import threading
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from officekit import typeset
from officekit.typeset import coverage, engine
from officekit.typeset.tests.fonts import FONTS
from officekit.typeset.tests.samples import FORM, LETTER

ON = date(2026, 6, 25)


def test_output_is_pdf_a_2b_with_embedded_fonts_and_room_for_a_signature() -> None:
    pdf = typeset.paper(LETTER, FONTS)
    assert pdf.startswith(b"%PDF-1.7")
    assert pdf.endswith(b"%%EOF\n")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert "/OutputIntents" in opened.Root
        assert "/ID" in opened.trailer
        assert not opened.is_encrypted
        names = set()
        for font in opened.pages[0].Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            names.add(str(descriptor.FontName).split("+")[-1])
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert names
        assert all(name.startswith("LiberationSerif") for name in names)


def test_same_facts_give_the_same_bytes() -> None:
    assert typeset.paper(LETTER, FONTS) == typeset.paper(LETTER, FONTS)


def test_a_letter_the_font_lacks_is_an_error_that_names_it() -> None:
    with pytest.raises(typeset.TypesetError, match="could not be displayed"):
        typeset.compile("form", {**FORM.as_data(), "title": "Phiếu 漢"}, fonts=FONTS, on=ON)


def test_an_unknown_font_is_an_error_not_a_warning(tmp_path: Path) -> None:
    with pytest.raises(typeset.TypesetError, match="unknown font family"):
        typeset.compile("form", FORM.as_data(), fonts=tmp_path, on=ON)


@pytest.mark.parametrize("name", ["nothing", "../engine", "parts/../form"])
def test_unknown_template_is_refused(name: str) -> None:
    with pytest.raises(typeset.TypesetError, match="No such template"):
        typeset.compile(name, {}, fonts=FONTS, on=ON)


def test_find_fonts_passes_over_folders_without_the_family(tmp_path: Path) -> None:
    assert typeset.find_fonts([tmp_path, tmp_path / "absent", FONTS]) == FONTS


def test_find_fonts_passes_over_a_family_without_vietnamese(tmp_path: Path) -> None:
    for name in engine.REQUIRED_FONTS:
        (tmp_path / name).write_bytes(b"\0\1\0\0" + b"\0" * 400)
    with pytest.raises(typeset.FontsMissingError, match="fonts-liberation2"):
        typeset.find_fonts([tmp_path])


def test_coverage_tells_letters_apart() -> None:
    face = FONTS / "LiberationSerif-Regular.ttf"
    assert coverage.draws(face, "Cộng hòa xã hội chủ nghĩa Việt Nam ₫")
    assert not coverage.draws(face, "漢")
    assert not coverage.draws(face.with_name("absent.ttf"), "a")


def test_threads_do_not_mix_their_papers() -> None:
    expected = {
        number: typeset.compile("form", {**FORM.as_data(), "number": str(number)}, fonts=FONTS, on=ON)
        for number in range(4)
    }
    got: dict[int, bytes] = {}

    def work(number: int) -> None:
        got[number] = typeset.compile("form", {**FORM.as_data(), "number": str(number)}, fonts=FONTS, on=ON)

    threads = [threading.Thread(target=work, args=(number,)) for number in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == expected
