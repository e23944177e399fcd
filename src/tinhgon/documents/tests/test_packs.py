"""The offline pack: what stands in it, what must not, and that it is there each morning."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.documents import exports
from tinhgon.documents.actions import packs as shelf
from tinhgon.documents.jobs import make_morning_packs
from tinhgon.documents.models import Document
from tinhgon.documents.tests.by_hand import INCOMING, pack_of
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.documents.tests.test_registers import COLUMNS

PAGE = "/van-ban/so/du-phong/"


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(words.split())


def test_books_numbers_papers_and_blank_forms(ladder: Ladder) -> None:
    issued, waiting = ladder.issued(), ladder.signed()
    pack = pack_of(ladder.who("vanthu"), ladder.at)
    outgoing = next(row for row in pack.books if row.book == issued.book)
    assert (outgoing.last, outgoing.following[0]) == (1, 2)
    assert waiting.subject in [row.words.partition(": ")[2] for row in pack.papers or ()]
    said = text_of(exports.pack_pdf(pack, "Người in"))
    for words in ("BỘ DỰ PHÒNG KHI GIÁN ĐOẠN", outgoing.book.name, "chép các dòng vào tệp XLSX", "rà soát thủ tục"):
        assert words.lower() in said.lower()
    first = pypdfium2.PdfDocument(exports.pack_pdf(pack, "Người in"))[0]
    assert "7. Giữ bản giấy" in " ".join(first.get_textpage().get_text_range().split()), "the instructions fit a page"


def test_the_workbook_has_exactly_the_columns_of_the_register(ladder: Ladder) -> None:
    book = load_workbook(BytesIO(exports.pack_xlsx(pack_of(ladder.who("vanthu"), ladder.at))))
    by_flow = {sheet.title.split()[0]: [cell.value for cell in sheet[4]] for sheet in book.worksheets[:2]}
    assert by_flow["Đến"] == COLUMNS["den"]
    assert by_flow["Đi"] == [*COLUMNS["di"], "Người giữ số"]
    assert len(INCOMING) == len(COLUMNS["den"])
    sheet = next(s for s in book.worksheets if s.title.startswith("Đến"))
    assert sheet["B5"].value == "01"


def test_of_a_restricted_paper_nothing_but_its_number_lies_on_a_desk(ladder: Ladder) -> None:
    waiting = ladder.signed()
    Document.objects.filter(pk=waiting.pk).update(is_restricted=True)
    pack = pack_of(ladder.who("vanthu"), ladder.at)
    assert [row.words for row in pack.papers or ()] == ["hạn chế"]
    assert waiting.subject.lower() not in text_of(exports.pack_pdf(pack, "x")).lower()


def test_packs_of_the_morning_are_kept_without_naming_a_paper(ladder: Ladder, tmp_path: Path) -> None:
    waiting, clerk = ladder.signed(), ladder.who("vanthu")
    assert make_morning_packs() == 0
    for _ in range(2):
        shelf.set_morning_packs(clerk, True, ladder.at)
    assert Event.objects.filter(verb="documents.set_morning_packs").count() == 1
    assert make_morning_packs() >= 1
    make_morning_packs()
    names = sorted(path.name for path in (tmp_path / "packs" / "ubnd").iterdir())
    assert [name.rsplit(".")[-1] for name in names] == ["pdf", "xlsx"]
    assert [file.name for file in shelf.kept_files(clerk)] == sorted(names, reverse=True)
    for name in names:
        content = (tmp_path / "packs" / "ubnd" / name).read_bytes()
        said = text_of(content) if name.endswith("pdf") else str([
            [cell.value for cell in row] for sheet in load_workbook(BytesIO(content)).worksheets for row in sheet.rows
        ])  # fmt: skip
        assert waiting.subject.lower() not in said.lower()
        assert "Sổ văn bản đến" in said
    told = Notice.objects.filter(kind="pack", to=ladder.province.post("vanthu.ubnd").principal)
    assert told.count() == 1
    later = timezone.now() + timedelta(days=9)
    assert shelf.shelf.sweep("ubnd", later) == 2
    shelf.set_morning_packs(clerk, False, ladder.at)
    assert make_morning_packs() == 0


def test_the_page_and_its_files_are_the_clerks_alone(ladder: Ladder) -> None:
    clerk = ladder.province.client("vanthu.ubnd")
    page = clerk.get(PAGE)
    assert page.status_code == 200
    office = pack_of(ladder.who("vanthu"), ladder.at).office
    for ending in ("pdf", "xlsx"):
        assert clerk.get(reverse("documents:pack_file", args=[office.pk, ending])).status_code == 200
    assert clerk.post(reverse("documents:set_morning_packs"), {"on": "1"}).status_code == 302
    assert "Thôi lập mỗi sáng" in clerk.get(PAGE).content.decode()
    other = ladder.province.client("chuyenvien.ubnd")
    stranger = ladder.province.client("vanthu.tinhuy")
    assert other.get(PAGE).status_code == 404
    assert other.post(reverse("documents:set_morning_packs"), {"on": "1"}).status_code == 404
    assert stranger.get(reverse("documents:pack_file", args=[office.pk, "pdf"])).status_code == 404
    assert refused(shelf.set_morning_packs, ladder.who("chuyenvien"), True, ladder.at).code == "forbidden"
    assert "Dự phòng gián đoạn" in clerk.get("/van-ban/so/").content.decode()
